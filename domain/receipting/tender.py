"""Tenders: what was handed over, kind by kind, under the capability flags that the office's policy gives each kind."""

from dataclasses import dataclass

from domain.money import Money
from domain.office import TenderKind
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

_LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Tender:
    """One thing handed over. ``number`` is the check's, money order's or approval number; empty for cash.

    ``name`` is what is printed, kept with the tender so that an old receipt reprints the same for ever.
    """

    kind: str
    name: str
    amount: Money
    number: str = ""
    is_cash: bool = False
    gl_code: str = ""

    def __post_init__(self) -> None:
        if self.amount.cents <= 0:
            raise ValueError("a tender is a positive amount")


def make_tender(kind: TenderKind, amount: Money, number: str = "") -> Tender | Refusal:
    """Return the tender of one kind as policy allows it by itself; limits are the cart's to ask.

    Refuses an amount that is not positive, a missing number where the kind needs one, and one that may not be kept: a
    card's, a taxpayer's, a bank account in full.
    """
    if amount.cents <= 0:
        return refuse(Code.AMOUNT_NOT_POSITIVE)
    cleaned = clean_text(number)
    secret = refused_text(cleaned)
    if secret is not None:
        return secret
    if kind.needs_number and not cleaned:
        return refuse(Code.TENDER_NEEDS_NUMBER, kind=kind.name.lower())
    if len(cleaned) > _LONGEST_NUMBER:
        return refuse(
            Code.TENDER_NUMBER_REFUSED,
            number=cleaned[:_LONGEST_NUMBER],
            kind=kind.name.lower(),
            why=f"it is longer than {_LONGEST_NUMBER} characters.",
        )
    return Tender(kind.code, kind.name, amount, cleaned, kind.change_given, kind.gl_code)
