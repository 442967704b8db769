"""Tenders: what was handed over, kind by kind, under the capability flags that the office's policy gives each kind."""

import re
from dataclasses import dataclass

from domain.money import Money
from domain.office import TenderKind
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

_CARD_RUN = re.compile(r"[0-9]{13,19}")
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


def looks_like_card_number(text: str) -> bool:
    """Whether ``text`` holds 13 to 19 digits with a valid Luhn check digit; never kept (PCI DSS 3.4)."""
    digits = re.sub(r"[ \-.]", "", text)
    if not _CARD_RUN.search(digits):
        return False
    # Loaded only now: the check-digit library is never needed to open the counter.
    from stdnum import luhn

    return any(luhn.is_valid(run) for run in _CARD_RUN.findall(digits))


def make_tender(kind: TenderKind, amount: Money, number: str = "") -> Tender | Refusal:
    """Return the tender of one kind as policy allows it by itself.

    Refuses an amount that is not positive or is over the kind's limit, a missing number where the kind needs one,
    and a number that is a card's.
    """
    if amount.cents <= 0:
        return refuse(Code.AMOUNT_NOT_POSITIVE)
    if kind.limit is not None and amount > kind.limit:
        return refuse(
            Code.TENDER_OVER_LIMIT, amount=amount, limit=kind.limit, kind=kind.name.lower()
        )
    cleaned = clean_text(number)
    if looks_like_card_number(cleaned):
        return refuse(Code.CARD_NUMBER)
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
