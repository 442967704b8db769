"""``chamberlain prove``: rebuild everything from the postings and say what differs."""

import argparse
from dataclasses import replace

from chamberlain.asked import asked_date, opened
from chamberlain.output import print_columns, print_json, progress, progress_done
from chamberlain.policies import check_compiled
from chamberlain.stop import DONE, REFUSED
from domain.records import Proof
from domain.text import display_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("--on", metavar="DATE", help="only the postings of one business date")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print what was checked; exit code 1 when anything differs."""
    day = asked_date(asked)
    # Books whose guards are gone are refused for work; here it is said what was done to them.
    with opened(asked, unguarded=True) as at:
        progress("Proving the books ...")
        try:
            proof = at.books.prove(day)
            proof = replace(proof, lines=(*proof.lines, check_compiled(at.books)))
        finally:
            progress_done()
    if asked.json:
        print_json({"on": day.isoformat() if day else None, **_as_data(proof)})
    else:
        _print_text(proof)
    return DONE if proof.proves else REFUSED


def _as_data(proof: Proof) -> dict[str, object]:
    return {
        "proves": proof.proves,
        "checks": [
            {"name": line.name, "checked": line.checked, "differences": list(line.differences)}
            for line in proof.lines
        ],
        "heads": [
            {"series": series, "chain_no": number, "digest": digest}
            for series, number, digest in proof.heads
        ],
    }


def _print_text(proof: Proof) -> None:
    print_columns(
        ("check", "checked", "differences"),
        [(line.name, line.checked, len(line.differences)) for line in proof.lines],
    )
    for line in proof.lines:
        for difference in line.differences:
            # What was changed by hand may be anything, a terminal's commands too.
            print(display_text(f"DIFFERS: {line.name}: {difference}"))
    for series, number, digest in proof.heads:
        print(f"Drawer {series}: posting {number}, head {digest}")
    print("The books prove." if proof.proves else "The books DO NOT prove.")
