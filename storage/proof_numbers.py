"""The numbers of a series, year by year: gap-free from one, and their counters where the last one stands."""

from storage.engine import Tx
from storage.findings import Findings


def check_numbers(tx: Tx, findings: Findings, what: str, numbers: str, counters: str) -> None:
    """Find gaps, doubles and counters that stand elsewhere than the last number.

    ``numbers`` selects year, series, seq and posting id in the order of numbers, ``counters`` year, series and last
    seq; ``what`` names the things in the plural, as findings tell of them.
    """
    last: dict[tuple[int, str], int] = {}
    for year, series, seq, posting_id in tx.stream(numbers):
        findings.checked += 1
        if (type(year), type(series), type(seq)) != (int, str, int):
            findings.differs(f"The number of posting {posting_id} among {what} is damaged.")
            continue
        before = last.get((year, series), 0)
        if seq != before + 1:
            findings.differs(
                f"{what.capitalize()} of series {series} in {year} go from {before} to {seq} "
                f"(posting {posting_id})."
            )
        last[year, series] = seq
    standing = {(year, series): seq for year, series, seq in tx.run(counters)}
    for year, series in sorted(last.keys() | standing.keys()):
        have, should = standing.get((year, series), 0), last.get((year, series), 0)
        if have != should:
            findings.differs(
                f"The counter of {what} of series {series} in {year} stands at {have}; "
                f"the last is {should}."
            )
