"""The shape of what policy says of the guards at the counter."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from domain.policy.guards import GuardRules, NoSaleReason
from domain.receivables.evidence import EvidenceKind
from exchange.policy_fields import Code, MaybeText, PositiveAmount, Strict, Text, once_each


def _evidence_name(value: str) -> str:
    if value not in list(EvidenceKind):
        raise ValueError(f"allowed are {', '.join(EvidenceKind)}")
    return value


EvidenceName = Annotated[str, AfterValidator(_evidence_name)]


class NoSaleReasonModel(Strict):
    """A coded reason to open a drawer without a sale."""

    code: Code
    name: Text


class GuardsModel(Strict):
    """Alerts, checks, cash, no sale, what a clerk does alone, and which services' accounts are public."""

    overdue_alert_days: int = Field(default=30, ge=1, le=3650)
    check_stale_months: int = Field(default=6, ge=1, le=24)
    cash_limit: PositiveAmount | None = None
    public_services: tuple[Code, ...] = Field(default=(), strict=False)
    no_sale_reasons: tuple[NoSaleReasonModel, ...] = Field(default=(), strict=False)
    backdate_alone: tuple[EvidenceName, ...] = Field(default=(), strict=False)
    override_alone: bool = False
    source: MaybeText = ""
    confirm: MaybeText = ""

    @model_validator(mode="after")
    def _once(self) -> Self:
        once_each(self.public_services, "public service")
        once_each((reason.code for reason in self.no_sale_reasons), "reason")
        once_each(self.backdate_alone, "kind of evidence")
        return self

    def value(self) -> GuardRules:
        """Return the rules as the domain knows them."""
        return GuardRules(
            self.overdue_alert_days,
            self.check_stale_months,
            self.cash_limit,
            tuple(NoSaleReason(reason.code, reason.name) for reason in self.no_sale_reasons),
            frozenset(self.public_services),
            frozenset(self.backdate_alone),
            self.override_alone,
        )


def check_public(guards: GuardsModel, services: Sequence[str]) -> None:
    """Raise ``ValueError`` naming a public service that the office does not have."""
    strangers = [code for code in guards.public_services if code not in services]
    if strangers:
        raise ValueError(
            f"public service {strangers[0]} is none of the services {', '.join(services)}"
        )
