"""The shape of the parking rules file: fines, surcharges, appeals, default and the boot, and the values they become."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from domain.receivables.boots import BootRule
from domain.receivables.late_fee_hold import HoldRule
from domain.receivables.parking import FineRow, FineRules, Surcharge, SurchargeShare
from domain.receivables.parking_rules import ParkingRules, SecondNotice
from domain.receivables.scofflaw_rule import ScofflawRule
from domain.receivables.tickets import DefaultRule, TicketStep
from exchange.policy_fields import (
    Code,
    Days,
    DrawerCode,
    PositiveAmount,
    Sourced,
    Strict,
    Text,
    once_each,
)
from exchange.water_models import DatedModel, never_at_once

Infraction = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,6}$")]
Hours = Annotated[int, Field(ge=0, le=2400)]
Verdict = Literal["guilty", "default", "paid"]
_STEPS: dict[str, TicketStep] = {
    "guilty": TicketStep.CONVICT,
    "default": TicketStep.DEFAULT,
    "paid": TicketStep.PAY,
}


class FineModel(DatedModel):
    """The fines of one infraction, first to last."""

    infraction: Infraction
    name: Text
    fines: tuple[PositiveAmount, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if list(self.fines) != sorted(self.fines):
            raise ValueError("fines do not fall from one offense to the next")
        return self

    def value(self) -> FineRow:
        """Return the row as the domain knows it."""
        source = self.cited(f"parking_rules.fines.{self.infraction}")
        return FineRow(self.infraction, self.name, self.fines, source, self.from_on, self.to_on)


class ShareModel(Strict):
    """One payee's part of a surcharge."""

    payee: Text
    amount: PositiveAmount


class SurchargeModel(DatedModel):
    """A surcharge of the State."""

    code: Code
    name: Text
    infractions: tuple[Infraction, ...] = Field(min_length=1, strict=False)
    shares: tuple[ShareModel, ...] = Field(min_length=1, strict=False)
    remit_day: int = Field(ge=1, le=28)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        once_each(self.infractions, "infraction")
        once_each((share.payee for share in self.shares), "payee")
        return self

    def value(self) -> Surcharge:
        """Return the surcharge as the domain knows it."""
        return Surcharge(
            self.code,
            self.name,
            self.infractions,
            tuple(SurchargeShare(share.payee, share.amount) for share in self.shares),
            self.remit_day,
            self.cited(f"parking_rules.surcharges.{self.code}"),
            self.from_on,
            self.to_on,
        )


class RepeatModel(Sourced):
    """Within how many months the same infraction of a plate counts as repeated."""

    months: int = Field(ge=1, le=120)


class AppealModel(Sourced):
    """How the days without a late fee go on after an appeal is answered; the late fee itself says how many they are."""

    resume: Literal["remaining", "whole"]


class ConvictionModel(Sourced):
    """Which ends of a ticket are a conviction, to which surcharges are added."""

    by: tuple[Verdict, ...] = Field(min_length=1, strict=False)


class DefaultModel(Sourced):
    """The waits before a ticket goes into default."""

    wait_days: Days
    notice_days: Days
    within_years: int = Field(ge=1, le=20)


class BootModel(Sourced):
    """The boot."""

    at_open: int = Field(ge=1, le=100)
    count_pending: bool
    fee: PositiveAmount
    tenders: tuple[DrawerCode, ...] = Field(min_length=1, strict=False)
    tow_after_hours: Hours
    storage_after_hours: Hours


class SecondNoticeModel(Sourced):
    """The second notice."""

    days: Days


class ScofflawModel(Sourced):
    """How many unanswered tickets within how many months put a plate's registration at risk."""

    at_open: int = Field(ge=2, le=100)
    months: int = Field(ge=1, le=120)


class ParkingRulesModel(Strict):
    """The parking rules file. ``service`` is the one whose bills are tickets."""

    service: Code
    repeat: RepeatModel
    appeal: AppealModel
    conviction: ConvictionModel
    default: DefaultModel
    boot: BootModel
    second_notice: SecondNoticeModel | None = None
    scofflaw: ScofflawModel | None = None
    fines: tuple[FineModel, ...] = Field(default=(), strict=False)
    surcharges: tuple[SurchargeModel, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _never_twice(self) -> Self:
        for code in {row.infraction for row in self.fines}:
            rows = tuple(row for row in self.fines if row.infraction == code)
            never_at_once(rows, f"fines: infraction {code}")
        for code in {row.code for row in self.surcharges}:
            charges = tuple(row for row in self.surcharges if row.code == code)
            never_at_once(charges, f"surcharges: {code}")
        return self

    def value(self) -> ParkingRules:
        """Return the file as the domain knows it."""
        key = "parking_rules"
        default, boot, second = self.default, self.boot, self.second_notice
        scofflaw = self.scofflaw
        return ParkingRules(
            self.service,
            FineRules(
                self.repeat.months,
                tuple(row.value() for row in self.fines),
                tuple(row.value() for row in self.surcharges),
                self.repeat.cited(f"{key}.repeat"),
            ),
            HoldRule(self.appeal.resume, self.appeal.cited(f"{key}.appeal")),
            DefaultRule(
                default.wait_days,
                default.notice_days,
                default.within_years,
                default.cited(f"{key}.default"),
            ),
            BootRule(
                boot.at_open,
                boot.count_pending,
                boot.fee,
                boot.tenders,
                boot.tow_after_hours,
                boot.storage_after_hours,
                boot.cited(f"{key}.boot"),
            ),
            frozenset(_STEPS[verdict] for verdict in self.conviction.by),
            SecondNotice(second.days, second.cited(f"{key}.second_notice")) if second else None,
            ScofflawRule(scofflaw.at_open, scofflaw.months, scofflaw.cited(f"{key}.scofflaw"))
            if scofflaw
            else None,
        )
