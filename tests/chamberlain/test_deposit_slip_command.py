"""``deposit-slip`` at the command line: as text and as a PDF, and a deposit that was reversed says so."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader

from domain.custody.acting import Asked, order_act
from domain.custody.acts import ActNo, Signer
from domain.custody.reversal import ActReversed
from domain.custody.reversing import APPROVES
from domain.money import Money
from storage.open import open_books
from tests.chamberlain.kit import ON
from tests.chamberlain.test_bank_import import AT, CHAM, OFFICE, SAM, City, city, signer
from tests.samples import ok

__all__ = ["city"]


def test_the_slip_of_a_deposit_as_text_and_as_pdf(city: City, tmp_path: Path) -> None:
    shown = city.line("deposit-slip", "412")
    assert shown.code == 0
    assert "1001" in shown.out
    file = tmp_path / "slip.pdf"
    assert city.line("deposit-slip", "2026-VAULT-2", "--output", file).code == 0
    pages = PdfReader(io.BytesIO(file.read_bytes())).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "The deposit proves." in words
    assert str(Money(city.amount)) in words
    assert "account ending 0000" in words
    assert city.line("deposit-slip", "412", "--output", file).code == 1, "it is there already"
    assert city.line("deposit-slip", "413").code == 1
    assert "REVERSED" not in shown.out + words
    assert city.line("deposit-slip", "412", "--force").code == 2


def test_the_slip_of_a_reversed_deposit_says_so(city: City, tmp_path: Path) -> None:
    books = open_books(city.line.url)
    try:
        made = books.act(ActNo(2026, 2))
        assert made is not None
        approver = signer(CHAM, APPROVES)
        body = ActReversed(made.number, made.body, "Wrong seal", Signer(SAM.name, "sam"), approver)
        asked = Asked("undo", SAM, "hall", ON, AT)
        ok(books.record(ok(order_act(body, asked, OFFICE))))
    finally:
        books.close()
    words = f"REVERSED by 2026-VAULT-00003 of {ON.isoformat()}"
    shown = city.line("deposit-slip", "2026-VAULT-2")
    assert shown.out.startswith(words)
    file = tmp_path / "slip.pdf"
    assert city.line("deposit-slip", "2026-VAULT-2", "--output", file).code == 0
    pages = PdfReader(io.BytesIO(file.read_bytes())).pages
    assert words in " ".join(" ".join(page.extract_text() for page in pages).split())
