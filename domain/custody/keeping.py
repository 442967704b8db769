"""The rules for keeping money: where floats lie, how much may stay on hand and how long, which bank gets what."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from domain.money import Money

FloatRule = Literal["standing", "issued"]


@dataclass(frozen=True, slots=True)
class BankAccount:
    """One bank account that deposits go to.

    ``tenders`` are the codes of the tender kinds that it takes, and ``drawers`` the drawers whose money it is, both
    empty for all. ``last_four`` are the last figures of its number: no more is kept (invariant I18). ``gl_code`` is
    its ledger account. Sessions before ``from_on`` are none of it.
    """

    code: str
    name: str
    gl_code: str
    last_four: str
    from_on: date
    tenders: tuple[str, ...] = ()
    drawers: tuple[str, ...] = ()

    def takes(self, tender_kind: str) -> bool:
        """Whether money of a tender kind goes to it."""
        return not self.tenders or tender_kind in self.tenders

    def serves(self, drawer: str) -> bool:
        """Whether a drawer's money goes to it."""
        return not self.drawers or drawer in self.drawers


@dataclass(frozen=True, slots=True)
class Processor:
    """Who brings money that is in no bag to the bank: a card processor, or the bank for electronic payments.

    ``tenders`` are the codes of its tender kinds, which lie on one ledger account until it pays; ``bank`` is the code
    of the bank account that it pays into. ``fee_gl_code`` is the account of what it keeps, empty where that is nothing.
    Money may wait ``max_days`` days after its business date; ``None`` sets no limit. A line of a statement is of it by
    its type code, one of ``type_codes``, and by one of ``words`` in the bank's text, each where given; it may be less
    than what was taken by ``most_fee`` of it at most.
    """

    code: str
    name: str
    tenders: tuple[str, ...]
    bank: str
    fee_gl_code: str = ""
    max_days: int | None = None
    most_fee: Decimal = Decimal(0)
    type_codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.tenders and self.bank) or not 0 <= self.most_fee < 1:
            raise ValueError(
                "a processor has its kinds of money, its bank account, and a share as its fee"
            )
        if self.most_fee and not self.fee_gl_code:
            raise ValueError("a fee has its ledger account")


@dataclass(frozen=True, slots=True)
class HeldReason:
    """A coded reason for which an item does not go with the deposit."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class KeepingRules:
    """The whole of it. Without bank accounts no deposit is made, and without limits there is no alarm.

    ``float_rule`` says whether floats lie in the drawers and are signed for by one (``standing``), or are issued from
    the vault by a second person (``issued``). ``transit`` is the ledger account of bags that the bank has not
    acknowledged. ``max_days_on_hand`` is how many days money may wait after its business date, ``max_cash_on_hand``
    how much cash may wait in all; ``drawer_limit`` is what a drawer may hold before it is to be pulled.
    """

    float_rule: FloatRule = "standing"
    transit: str = ""
    banks: tuple[BankAccount, ...] = ()
    held_reasons: tuple[HeldReason, ...] = ()
    max_days_on_hand: int | None = None
    max_cash_on_hand: Money | None = None
    drawer_limit: Money | None = None
    processors: tuple[Processor, ...] = ()

    def __post_init__(self) -> None:
        codes = [bank.code for bank in self.banks]
        if len(set(codes)) != len(codes) or (self.banks and not self.transit):
            raise ValueError("bank accounts differ by code, and bags on their way have an account")

    def bank(self, code: str) -> BankAccount | None:
        """Return the bank account of a code, or ``None``."""
        return next((bank for bank in self.banks if bank.code == code), None)

    def bank_name(self, code: str) -> str:
        """Return the name of the bank account of a code; of one that policy names no more, the code."""
        bank = self.bank(code)
        return bank.name if bank is not None else code

    def processor(self, code: str) -> Processor | None:
        """Return the processor of a code, or ``None``."""
        return next((each for each in self.processors if each.code == code), None)


@dataclass(frozen=True, slots=True)
class OnHand:
    """Money that waits for its deposit: of which business date, how much, and how much of it is cash."""

    business_date: date
    amount: Money
    cash: Money


@dataclass(frozen=True, slots=True)
class OnHandAlarm:
    """What is against the rules: the oldest money that waits too long, and the cash where it is too much."""

    too_old: tuple[OnHand, ...]
    cash: Money
    too_much: bool
    days_allowed: int | None
    cash_allowed: Money | None
    waits: tuple[OnHand, ...] = field(default=())


def on_hand_alarm(
    waiting: tuple[OnHand, ...], today: date, rules: KeepingRules
) -> OnHandAlarm | None:
    """Return what is wrong with the money that waits on ``today``, or ``None`` when nothing is.

    Money is too old when more days have passed since its business date than the policy allows; calendar days, as the
    charters and town law count them.
    """
    days, most = rules.max_days_on_hand, rules.max_cash_on_hand
    old = tuple(
        each
        for each in sorted(waiting, key=lambda each: each.business_date)
        if days is not None and (today - each.business_date).days > days
    )
    cash = Money(sum(each.cash.cents for each in waiting))
    much = most is not None and cash > most
    if not old and not much:
        return None
    return OnHandAlarm(old, cash, much, days, most, waiting)
