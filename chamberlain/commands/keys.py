"""``chamberlain keys``: the key card, made from the commands themselves."""

import argparse
from pathlib import Path

from chamberlain.folders import checkout, reason
from chamberlain.stop import DONE, Stop


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "--write", action="store_true", help="write it to docs/KEYS.md of the source checkout"
    )


def run(asked: argparse.Namespace) -> int:
    """Print the key card, or write it into the documentation."""
    card = key_card_text()
    if not asked.write:
        print(card, end="")
        return DONE
    home = checkout()
    if home is None:
        raise Stop("The program was installed without its documentation: leave --write out.")
    write_text(home / "docs" / "KEYS.md", card)
    return DONE


def key_card_text() -> str:
    """Return the key card of all screens as Markdown."""
    from chamberlain.screens import all_screens
    from tui.key_card import key_card

    return key_card(all_screens())


def write_text(path: Path, text: str) -> None:
    """Write a file of the documentation and say so."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Stop(f"{path} cannot be written: {reason(error)}.") from error
    print(f"Wrote {path}")
