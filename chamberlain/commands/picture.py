"""``chamberlain picture``: pictures of the screens at work, as SVG."""

import argparse
import asyncio
import os
from pathlib import Path

from chamberlain.folders import checkout, reason
from chamberlain.stop import DONE, Stop, misused


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        nargs="?",
        help="docs/ of the source checkout unless given",
    )


def run(asked: argparse.Namespace) -> int:
    """Write the pictures; they need no terminal and no books."""
    home = checkout()
    folder = asked.folder or (home / "docs" if home else None)
    if folder is None:
        raise misused("Name the folder for the pictures.")
    # A picture must not depend on the terminal that it is made in.
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    os.environ.pop("NO_COLOR", None)
    from tui.environment import prepare

    prepare()
    from chamberlain.pictures import take_pictures

    try:
        folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(take_pictures(folder, lambda path: print(f"Wrote {path}")))
    except OSError as error:
        raise Stop(f"The pictures cannot be written to {folder}: {reason(error)}.") from error
    return DONE
