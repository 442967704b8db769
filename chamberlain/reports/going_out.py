"""Where a report goes: to standard output, or whole into a file."""

import argparse
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Final

from chamberlain.stop import Stop, misused
from domain.reports.report import Report

FORMATS: Final = ("text", "csv", "json", "xlsx", "pdf")
BINARY: Final = ("xlsx", "pdf")


def format_options(parser: argparse.ArgumentParser) -> None:
    """Declare the words that say in which form a report is wanted, and where."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--format", choices=FORMATS, default="text", help="text unless given")
    how.add_argument("--json", action="store_const", const="json", dest="format")
    parser.add_argument("--output", metavar="FILE", help="write to a file, whole or not at all")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def check_output(asked: argparse.Namespace) -> None:
    """End the command when a workbook or a PDF would go to a terminal, or a file is in the way: before any work."""
    if asked.output is None:
        if asked.force:
            raise misused("--force replaces a file: name it with --output.")
        if asked.format in BINARY and sys.stdout.isatty():
            raise misused(
                f"A report as {asked.format} is no text for a terminal: name a file with --output."
            )
    elif not asked.force and Path(asked.output).exists():
        raise Stop(f"{asked.output} is there already; --force replaces it.")


def send(report: Callable[[], Report], asked: argparse.Namespace) -> None:
    """Write a report as a workbook or a PDF to the file or to standard output."""
    content = _made(report(), asked.format)
    if asked.output is not None:
        _write(asked, content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


@contextmanager
def output_of(asked: argparse.Namespace) -> Iterator[None]:
    """Let what is printed within go to the file that was named, whole, in UTF-8; else to standard output."""
    if asked.output is None or asked.format in BINARY:
        yield
        return
    held = io.BytesIO()
    with io.TextIOWrapper(held, encoding="utf-8", newline="", write_through=True) as text:
        with redirect_stdout(text):
            yield
        text.flush()
        content = held.getvalue()
    _write(asked, content)


def _write(asked: argparse.Namespace, content: bytes) -> None:
    from exchange.whole_file import NotWritten, write_whole

    try:
        write_whole(Path(asked.output), content, replace=asked.force)
    except NotWritten as refusal:
        raise Stop(str(refusal)) from None


def _made(report: Report, how: str) -> bytes:
    if how == "xlsx":
        from exchange.report_xlsx import xlsx_bytes

        return xlsx_bytes(report)
    from exchange.report_pdf import pdf_bytes

    return pdf_bytes(report)
