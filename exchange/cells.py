"""Cells of files that spreadsheets open: what would begin a formula is text, amounts are plain numbers."""

from typing import Final

from domain.money import Money

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless_cell(text: str) -> str:
    """Return a text cell that a spreadsheet shows and does not execute: one that begins a formula gets a quote."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def plain_amount(amount: Money) -> str:
    """Return an amount as programs read it: ``-1234.56``."""
    return str(amount).replace(",", "")
