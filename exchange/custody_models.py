"""The shape of the file that says how money is kept: a strict model, and the domain values it becomes."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from domain.custody.keeping import BankAccount, FloatRule, HeldReason, KeepingRules
from exchange.policy_fields import (
    Code,
    DrawerCode,
    GlCode,
    PositiveAmount,
    Sourced,
    Strict,
    Text,
    once_each,
)
from exchange.policy_files import CUSTODY, read_model
from exchange.policy_folder import PolicyError
from exchange.policy_models import OfficeModel

_LastFour = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]


class BankModel(Sourced):
    """One bank account that deposits go to. ``tenders`` are tender codes, ``drawers`` drawers; without them all."""

    code: Code
    name: Text
    gl_code: GlCode
    last_four: _LastFour
    from_on: date = Field(alias="from")
    tenders: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    drawers: Annotated[tuple[DrawerCode, ...], Field(strict=False)] = ()

    def value(self) -> BankAccount:
        """Return the account as the domain knows it."""
        return BankAccount(
            self.code,
            self.name,
            self.gl_code,
            self.last_four,
            self.from_on,
            self.tenders,
            self.drawers,
        )


class HeldReasonModel(Strict):
    """A reason for which an item does not go with the deposit."""

    code: Code
    name: Text


class LimitsModel(Sourced):
    """How long and how much money may wait, and what a drawer may hold before it is to be pulled."""

    max_days_on_hand: int | None = Field(default=None, ge=0, le=31)
    max_cash_on_hand: PositiveAmount | None = None
    drawer_limit: PositiveAmount | None = None


class FloatsModel(Sourced):
    """Where floats lie: in the drawers (standing), or in the vault until a second person issues them (issued)."""

    rule: FloatRule = "standing"


class CustodyRulesModel(Strict):
    """The file of keeping money."""

    floats: FloatsModel
    limits: LimitsModel
    transit: GlCode
    banks: tuple[BankModel, ...] = Field(min_length=1, strict=False)
    held_reasons: tuple[HeldReasonModel, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each((bank.code for bank in self.banks), "a bank account")
        once_each((reason.code for reason in self.held_reasons), "a reason")
        return self

    def value(self) -> KeepingRules:
        """Return the rules as the domain knows them."""
        return KeepingRules(
            self.floats.rule,
            self.transit,
            tuple(bank.value() for bank in self.banks),
            tuple(HeldReason(reason.code, reason.name) for reason in self.held_reasons),
            self.limits.max_days_on_hand,
            self.limits.max_cash_on_hand,
            self.limits.drawer_limit,
        )


def read_custody(
    files: Mapping[str, str], office: OfficeModel
) -> tuple[KeepingRules, dict[str, BaseModel]]:
    """Return how money is kept and its model by file name; without the file no deposit can be made.

    Raises ``PolicyError`` for a tender kind or a drawer that the office has not, and for money that two accounts take.
    """
    if CUSTODY not in files:
        return KeepingRules(), {}
    model = read_model(files, CUSTODY, CustodyRulesModel)
    tenders = [kind.code for kind in office.tender_kinds]
    drawers = [drawer.code for drawer in office.drawers]
    for number, bank in enumerate(model.banks, 1):
        _check(f"banks.{number}.tenders", bank.tenders, tenders)
        _check(f"banks.{number}.drawers", bank.drawers, drawers)
    rules = model.value()
    for tender in tenders:
        for drawer in drawers:
            taking = [b.code for b in rules.banks if b.takes(tender) and b.serves(drawer)]
            if len(taking) > 1:
                fault = f"{tender} of drawer {drawer} goes to {' and '.join(taking)}; to one only"
                raise PolicyError(CUSTODY, "banks", fault)
    return rules, {CUSTODY: model}


def _check(key: str, named: Collection[str], known: Collection[str]) -> None:
    for code in named:
        if code not in known:
            raise PolicyError(CUSTODY, key, f"is {code!r}; allowed are {', '.join(known)}")
