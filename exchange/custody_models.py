"""The shape of the file that says how money is kept: a strict model, and the domain values it becomes."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from domain.custody.keeping import BankAccount, FloatRule, HeldReason, KeepingRules, Processor
from exchange.policy_fields import (
    Code,
    DrawerCode,
    GlCode,
    PositiveAmount,
    Rate,
    Sourced,
    Strict,
    Text,
    once_each,
)
from exchange.policy_files import CUSTODY, read_model
from exchange.policy_folder import PolicyError
from exchange.policy_models import OfficeModel

_TypeCode = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
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


class ProcessorModel(Sourced):
    """Who pays money that is in no bag into the bank, how long that may take, and how its credit is known."""

    code: Code
    name: Text
    tenders: Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]
    bank: Code
    fee_gl_code: GlCode | None = None
    max_days: int | None = Field(default=None, ge=0, le=31)
    most_fee: Rate = Decimal(0)
    type_codes: Annotated[tuple[_TypeCode, ...], Field(strict=False)] = ()
    words: Annotated[tuple[Text, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self.value()
        return self

    def value(self) -> Processor:
        """Return the processor as the domain knows it."""
        return Processor(
            self.code,
            self.name,
            self.tenders,
            self.bank,
            self.fee_gl_code or "",
            self.max_days,
            self.most_fee,
            self.type_codes,
            self.words,
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
    processors: tuple[ProcessorModel, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each((bank.code for bank in self.banks), "a bank account")
        once_each((reason.code for reason in self.held_reasons), "a reason")
        once_each((each.code for each in self.processors), "a processor")
        once_each(
            (kind for each in self.processors for kind in each.tenders), "a processor's tender"
        )
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
            tuple(each.value() for each in self.processors),
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
    for number, processor in enumerate(model.processors, 1):
        _check_processor(f"processors.{number}", processor, model, office)
    rules = model.value()
    for tender in tenders:
        for drawer in drawers:
            taking = [b.code for b in rules.banks if b.takes(tender) and b.serves(drawer)]
            if len(taking) > 1:
                fault = f"{tender} of drawer {drawer} goes to {' and '.join(taking)}; to one only"
                raise PolicyError(CUSTODY, "banks", fault)
    return rules, {CUSTODY: model}


def _check_processor(
    key: str, processor: ProcessorModel, model: CustodyRulesModel, office: OfficeModel
) -> None:
    in_no_bag = {kind.code: kind.gl_code for kind in office.tender_kinds if kind.counted == "total"}
    _check(f"{key}.tenders", processor.tenders, in_no_bag)
    _check(f"{key}.bank", (processor.bank,), [bank.code for bank in model.banks])
    accounts = sorted({in_no_bag[code] for code in processor.tenders})
    if len(accounts) > 1:
        raise PolicyError(
            CUSTODY,
            f"{key}.tenders",
            f"lie on {' and '.join(accounts)}; what one processor pays lies on one account",
        )


def _check(key: str, named: Collection[str], known: Collection[str]) -> None:
    for code in named:
        if code not in known:
            raise PolicyError(CUSTODY, key, f"is {code!r}; allowed are {', '.join(known)}")
