"""``chamberlain backup``: the books copied whole while counters post, with a manifest beside the copy."""

import argparse
import shlex
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from chamberlain.asked import opened, settings_of
from chamberlain.clock import now
from chamberlain.output import print_json, progress, progress_done
from chamberlain.stop import DONE, Stop, misused
from storage.address import read_address
from storage.backup import BackupRefused, Manifest, back_up

_WHERE: Final = frozenset({"host", "hostaddr", "port", "sslmode", "sslrootcert"})
"""The parameters of an address that say where the server is and how it is reached; no secret is among them."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument(
        "folder", metavar="DIR", help="where the copy goes; another disk than the books'"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(asked: argparse.Namespace) -> int:
    """Make the backup; exit code 2 for books on a server, with the command that backs them up."""
    settings = settings_of(asked)
    address = read_address(settings.books)
    if address is not None and not address.sqlite:
        raise misused(
            f"These books are on a server, whose own tool copies them: {server_command(settings.books, asked.folder)}"
        )
    # Only books of this program and schema are opened; anything else is refused in a sentence.
    with opened(asked, unguarded=True):
        progress("Copying the books ...")
        try:
            manifest = back_up(settings.books, Path(asked.folder), now)
        except BackupRefused as refusal:
            raise Stop(str(refusal)) from None
        finally:
            progress_done()
    path = Path(asked.folder) / manifest.file
    if asked.json:
        print_json({"path": str(path), **manifest_data(manifest)})
    else:
        print(f"{path}: {manifest.size:,} bytes, {manifest.postings:,} postings.")
        print(f"Everything committed before {manifest.at:%Y-%m-%d %H:%M:%S} UTC is in it.")
        print(f"Digest of all series: {manifest.books_digest}")
    return DONE


def manifest_data(manifest: Manifest) -> dict[str, object]:
    """Return what a command tells of a manifest as JSON."""
    return {
        "sha256": manifest.digest,
        "size": manifest.size,
        "postings": manifest.postings,
        "at": manifest.at.isoformat(),
        "digest": manifest.books_digest,
    }


def server_command(url: str, folder: str) -> str:
    """Return the command that backs books on a server up as of one moment; the server asks for the password."""
    address = read_address(url)
    place = "" if address is None else address.shown.replace("postgresql+psycopg", "postgresql", 1)
    more = "" if address is None else urlsplit(address.dsn).query
    kept = [(name, value) for name, value in parse_qsl(more) if name in _WHERE]
    place += f"?{urlencode(kept)}" if kept else ""
    file = shlex.quote(str(Path(folder) / "books.dump"))
    return (
        "pg_dump --format=custom --serializable-deferrable --no-owner "
        f"--file={file} --dbname={shlex.quote(place)}"
    )
