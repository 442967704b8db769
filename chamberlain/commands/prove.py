"""``chamberlain prove``: rebuild everything from the postings and say what differs."""

import argparse
from collections.abc import Sequence
from dataclasses import replace

from chamberlain.asked import asked_date, opened
from chamberlain.output import print_columns, print_json, progress, progress_done
from chamberlain.papers_typed import papers_from
from chamberlain.policies import check_compiled
from chamberlain.stop import DONE, REFUSED
from domain.ledger.on_paper import Held
from domain.records import Proof
from domain.text import display_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("--on", metavar="DATE", help="only the postings of one business date")
    parser.add_argument(
        "--against",
        metavar="DIGEST|FILE",
        action="append",
        nargs="+",
        default=[],
        help="hold the books against digests from paper: a receipt's number and its eight digits, the trail of a "
        "drawer report, a date and the seal of its closing; or a file with one on each line; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print what was checked; exit code 1 when anything differs."""
    day = asked_date(asked)
    papers = papers_from(asked.against)
    # Books whose guards are gone are refused for work; here it is said what was done to them.
    with opened(asked, unguarded=True) as at:
        progress("Proving the books ...")
        try:
            proof = at.books.prove(day)
            proof = replace(proof, lines=(*proof.lines, check_compiled(at.books)))
            held = at.books.held_against(papers)
        finally:
            progress_done()
    if asked.json:
        on = day.isoformat() if day else None
        print_json({"on": on, **_as_data(proof), "against": [_held_data(one) for one in held]})
    else:
        _print_text(proof, held)
    return DONE if proof.proves and all(one.agrees for one in held) else REFUSED


def _held_data(held: Held) -> dict[str, object]:
    paper = held.paper
    said = {"name": paper.name, "digits": paper.digits}
    return {**said, "agrees": held.agrees, "said": held.sentence}


def _as_data(proof: Proof) -> dict[str, object]:
    return {
        "proves": proof.proves,
        "digest": proof.digest,
        "checks": [
            {"name": line.name, "checked": line.checked, "differences": list(line.differences)}
            for line in proof.lines
        ],
        "heads": [
            {"series": series, "chain_no": number, "digest": digest}
            for series, number, digest in proof.heads
        ],
    }


def _print_text(proof: Proof, held: Sequence[Held]) -> None:
    print_columns(
        ("check", "checked", "differences"),
        [(line.name, line.checked, len(line.differences)) for line in proof.lines],
    )
    for line in proof.lines:
        for difference in line.differences:
            # What was changed by hand may be anything, a terminal's commands too.
            print(display_text(f"DIFFERS: {line.name}: {difference}"))
    for series, number, digest in proof.heads:
        print(f"Series {series}: posting {number}, head {digest}")
    print(f"Digest of all series: {proof.digest}")
    for one in held:
        print(display_text(f"{'ON PAPER' if one.agrees else 'DIFFERS: ON PAPER'}: {one.sentence}"))
    if all(one.agrees for one in held):
        print("The books prove." if proof.proves else "The books DO NOT prove.")
    else:
        print("The books ARE NOT those that the paper was printed from.")
