"""The report of a closed day, and what its code says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.decode import decode
from devices.escpos_bytes import paper_to_bytes
from devices.settings import PrinterSettings
from domain.ledger.on_paper import read_on_paper
from domain.papers.day_report import day_report_paper
from domain.receipting.paper import Paper, paper_to_text
from storage.memory import MemoryBooks
from tests.samples import at, keep_sample_policy, sample_office
from tests.storage.contract_sealing import a_day, seal


def closed() -> tuple[Paper, str]:
    """The report of a day, and its seal."""
    books = MemoryBooks()
    keep_sample_policy(books)
    a_day(books)
    done, body = seal(books)
    return day_report_paper(done.posting, sample_office(), 0, False, at(17)), body.digest


def test_the_report_says_the_day_the_series_and_the_seal() -> None:
    paper, digest = closed()
    text = paper_to_text(paper)
    for line in ("DAY CLOSED", "SEAL OF THE DAY", "Closed by Sam Field"):
        assert line in text
    shown = digest.upper()
    assert " ".join(shown[i : i + 8] for i in range(0, 32, 8)) in text
    assert " ".join(shown[i : i + 8] for i in range(32, 64, 8)) in text


def test_the_code_can_be_held_against_the_books_as_it_is() -> None:
    paper, digest = closed()
    read = read_on_paper(paper.code)
    assert read is not None
    assert (read.name, read.digits) == ("2027-01-25", digest)


def test_the_printer_draws_the_code_and_nothing_strange() -> None:
    paper, _ = closed()
    (out,) = decode(paper_to_bytes(paper, PrinterSettings()))
    assert out.codes == (paper.code,)
    assert (out.text, out.strange, out.complete, out.cuts) == (paper_to_text(paper), (), True, 1)


def test_a_code_cannot_command_the_printer() -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        replace(closed()[0], code="\x1bp\x00")
