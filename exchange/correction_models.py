"""The shape of the policy file of corrections: reasons, ledger accounts, waivers, returned checks."""

from collections.abc import Collection, Mapping, Sequence
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from domain.corrections.policy import (
    LETTER_FACTS,
    Authority,
    CorrectionAccounts,
    CorrectionKind,
    CorrectionPolicy,
    CorrectionReason,
    ReturnedChecks,
)
from domain.policy.services import Service
from exchange.policy_fields import (
    Amount,
    Code,
    DrawerCode,
    GlCode,
    Sourced,
    Strict,
    Text,
    once_each,
)
from exchange.policy_files import CORRECTIONS, read_model
from exchange.policy_folder import PolicyError


def _kind(value: str) -> str:
    if value not in list(CorrectionKind):
        raise ValueError(f"allowed are {', '.join(CorrectionKind)}")
    return value


def _letter(value: str) -> str:
    try:
        named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
    except ValueError:
        raise ValueError("a brace stands for a fact, such as {name}") from None
    strangers = sorted(named - LETTER_FACTS)
    if strangers:
        listed = ", ".join(f"{{{name}}}" for name in sorted(LETTER_FACTS))
        raise ValueError(f"has {{{strangers[0]}}}; allowed are {listed}")
    return value


KindName = Annotated[str, AfterValidator(_kind)]
LetterText = Annotated[Text, AfterValidator(_letter)]


class CorrectionReasonModel(Strict):
    """A coded reason and the kinds of correction it is for."""

    code: Code
    name: Text
    kinds: tuple[KindName, ...] = Field(min_length=1, strict=False)

    def value(self) -> CorrectionReason:
        """Return the reason as the domain knows it."""
        kinds = frozenset(CorrectionKind(kind) for kind in self.kinds)
        return CorrectionReason(self.code, self.name, kinds)


class CorrectionAccountsModel(Sourced):
    """Ledger accounts of corrections."""

    refunds: GlCode
    credits: GlCode
    bank: GlCode
    returned_items: GlCode

    @model_validator(mode="after")
    def _apart(self) -> Self:
        once_each((self.refunds, self.credits, self.bank, self.returned_items), "account")
        return self


class WaiverModel(Sourced):
    """The law's leave to waive charges of a service."""

    service: Code
    charge_kinds: tuple[Code, ...] = Field(min_length=1, strict=False)


class DismissalModel(Sourced):
    """The law's leave to dismiss bills of a service."""

    service: Code


class ReturnedChecksModel(Sourced):
    """The rules of checks that a bank returns."""

    tender_kinds: tuple[DrawerCode, ...] = Field(min_length=1, strict=False)
    fee: Amount
    fee_most: Amount
    per_account: int = Field(ge=1, le=20)
    per_party: int = Field(ge=1, le=20)
    within_months: int = Field(ge=1, le=120)
    hold_months: int = Field(ge=1, le=120)
    split: Literal["whole_lines", "in_proportion"] = "whole_lines"
    letter: tuple[LetterText, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _fee(self) -> Self:
        self.value()
        return self

    def value(self) -> ReturnedChecks:
        """Return the rules as the domain knows them."""
        return ReturnedChecks(
            self.tender_kinds,
            self.fee,
            self.fee_most,
            self.per_account,
            self.per_party,
            self.within_months,
            self.hold_months,
            self.split,
            self.letter,
            self.cited("corrections.returned_checks"),
        )


class CorrectionsModel(Strict):
    """The file of corrections."""

    series: DrawerCode
    overpaid: Literal["refund", "credit"] = "refund"
    accounts: CorrectionAccountsModel
    reasons: tuple[CorrectionReasonModel, ...] = Field(min_length=1, strict=False)
    waivers: tuple[WaiverModel, ...] = Field(default=(), strict=False)
    dismissals: tuple[DismissalModel, ...] = Field(default=(), strict=False)
    returned_checks: ReturnedChecksModel

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each((reason.code for reason in self.reasons), "reason")
        once_each((row.service for row in self.dismissals), "dismissal of")
        charges = ((row.service, kind) for row in self.waivers for kind in row.charge_kinds)
        once_each((f"{service} {kind}" for service, kind in charges), "waiver of")
        return self

    def value(self) -> CorrectionPolicy:
        """Return the policy as the domain knows it."""
        held = self.accounts
        return CorrectionPolicy(
            self.series,
            tuple(reason.value() for reason in self.reasons),
            CorrectionAccounts(held.refunds, held.credits, held.bank, held.returned_items),
            tuple(
                Authority(row.service, row.charge_kinds, row.cited("corrections.waivers"))
                for row in self.waivers
            ),
            tuple(
                Authority(row.service, (), row.cited("corrections.dismissals"))
                for row in self.dismissals
            ),
            self.overpaid,
            self.returned_checks.value(),
        )


def read_corrections(
    files: Mapping[str, str],
    services: Sequence[Service],
    tenders: Collection[str],
    drawers: Collection[str],
) -> tuple[CorrectionPolicy, dict[str, BaseModel]]:
    """Return the policy of corrections and its model by file name; without the file nothing can be corrected.

    Raises ``PolicyError`` when it names a service, a charge, a kind of money or a series that the office has not.
    """
    if CORRECTIONS not in files:
        return CorrectionPolicy(), {}
    model = read_model(files, CORRECTIONS, CorrectionsModel)
    known = {service.code: [k.code for k in service.charge_kinds] for service in services}
    if model.series in drawers:
        fault = f"is {model.series!r}, which is a drawer; name a series of its own"
        raise PolicyError(CORRECTIONS, "series", fault)
    for number, waiver in enumerate(model.waivers, 1):
        _known(f"waivers.{number}.service", waiver.service, known)
        for kind in waiver.charge_kinds:
            _known(f"waivers.{number}.charge_kinds", kind, known[waiver.service])
    for number, dismissal in enumerate(model.dismissals, 1):
        _known(f"dismissals.{number}.service", dismissal.service, known)
    for kind in model.returned_checks.tender_kinds:
        _known("returned_checks.tender_kinds", kind, tenders)
    return model.value(), {CORRECTIONS: model}


def _known(key: str, found: str, allowed: Collection[str]) -> None:
    if found not in allowed:
        fault = f"is {found!r}; allowed are {', '.join(allowed)}"
        raise PolicyError(CORRECTIONS, key, fault)
