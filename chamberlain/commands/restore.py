"""``chamberlain restore``: a backup brought back to a place where no books are, and proved there."""

import argparse
import sys
from pathlib import Path

from chamberlain.asked import opened, settings_of
from chamberlain.commands.backup import manifest_data
from chamberlain.output import print_json, progress, progress_done
from chamberlain.stop import DONE, REFUSED, Stop
from domain.records import Proof
from domain.text import display_text
from storage.backup import BackupRefused, Manifest, bring_back, set_aside


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the backup; its manifest lies beside it. --books says where it goes",
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Bring the backup back, then prove it; exit code 1 when anything differs from its manifest or in itself.

    Books that do not prove, or were not proved to the end, are moved aside: nobody works on them by mistake.
    """
    settings = settings_of(asked)
    try:
        manifest = bring_back(Path(asked.file), settings.books)
    except BackupRefused as refusal:
        raise Stop(str(refusal)) from None
    wrong = None
    try:
        wrong = _differences(asked, manifest)
    finally:
        aside = set_aside(settings.books) if wrong is None or wrong else None
        if wrong is None:
            print(f"What was brought back is not proved and lies at {aside}.", file=sys.stderr)
    if asked.json:
        print_json({"proves": not wrong, "differences": wrong, **manifest_data(manifest)})
    else:
        _tell(manifest, wrong, aside)
    return REFUSED if wrong else DONE


def _differences(asked: argparse.Namespace, manifest: Manifest) -> list[str]:
    with opened(asked, unguarded=True) as at:
        progress("Proving what was restored ...")
        try:
            proof = at.books.prove()
        finally:
            progress_done()
    found = [f"{line.name}: {said}" for line in proof.lines for said in line.differences]
    return found + _against(proof, manifest)


def _against(proof: Proof, manifest: Manifest) -> list[str]:
    if proof.heads == manifest.heads:
        return []
    return ["Manifest: the series do not stand where they stood when the backup was made."]


def _tell(manifest: Manifest, wrong: list[str], aside: Path | None) -> None:
    print(f"Restored {manifest.postings:,} postings as of {manifest.at:%Y-%m-%d %H:%M:%S} UTC.")
    for sentence in wrong:
        print(display_text(f"DIFFERS: {sentence}"))
    print(f"Digest of all series: {manifest.books_digest}")
    if wrong:
        print(f"The books DO NOT prove; they are set aside at {aside}. Use another backup.")
    else:
        print("The books prove. Hold them against the newest paper: chamberlain prove --against.")
