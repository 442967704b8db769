"""The shape of the liens file: the order of redemption, the receipt's warning and payment plans."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from domain.receivables.payment_plans import PlanRule
from domain.receivables.tax_liens import Foreclosure, LienRow, LienRules
from domain.text import clean_text
from exchange.policy_fields import Code, Rate, Sourced, Strict, Text, once_each
from exchange.water_models import DatedModel, never_at_once


def _clean(text: str) -> str:
    if clean_text(text) != text:
        raise ValueError("text has no control characters, doubled spaces or spaces at its ends")
    return text


Statute = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_clean)]


class LienRowModel(DatedModel):
    """The order of redemption for payments between two days, and the words on the receipt."""

    order: Literal["newest_first", "oldest_first", "any"]
    warning: Statute
    warn_on: Literal["any_payment", "redemption"]

    def value(self) -> LienRow:
        """Return the row as the domain knows it."""
        source = self.cited("liens.redemption")
        return LienRow(self.order, self.warning, source, self.from_on, self.to_on, self.warn_on)


class CertificateModel(Sourced):
    """What the certificate of redemption says."""

    text: Text


class PlanModel(Sourced):
    """A payment plan's terms."""

    down: Rate
    payments: int = Field(ge=1, le=240)
    every_months: int = Field(ge=1, le=12)
    due: Literal["month_end", "same_day"]
    foreclosed_years: int = Field(ge=0, le=50)

    @model_validator(mode="after")
    def _below_the_whole(self) -> Self:
        if self.down >= 1:
            raise ValueError('down is less than the whole, such as "25 %"')
        return self

    def value(self) -> PlanRule:
        """Return the terms as the domain knows them."""
        return PlanRule(
            self.down,
            self.payments,
            self.every_months,
            self.due,
            self.foreclosed_years,
            self.cited("liens.plan"),
        )


class ForeclosureModel(Sourced):
    """How long after its lien date a lien may be foreclosed."""

    years: int = Field(ge=1, le=10)

    def value(self) -> Foreclosure:
        """Return the rule as the domain knows it."""
        return Foreclosure(self.years, self.cited("liens.foreclosure"))


class LiensModel(Strict):
    """The liens file. The accounts of ``services`` are parcels."""

    services: tuple[Code, ...] = Field(min_length=1, strict=False)
    redemption: tuple[LienRowModel, ...] = Field(min_length=1, strict=False)
    certificate: CertificateModel
    plan: PlanModel | None = None
    foreclosure: ForeclosureModel | None = None

    @model_validator(mode="after")
    def _never_twice(self) -> Self:
        never_at_once(self.redemption, "redemption: the row")
        once_each(self.services, "service")
        return self

    def rules(self) -> LienRules:
        """Return the rules of redemption as the domain knows them."""
        rows = tuple(row.value() for row in self.redemption)
        source = self.certificate.cited("liens.certificate")
        foreclosure = self.foreclosure.value() if self.foreclosure else None
        return LienRules(rows, self.certificate.text, source, self.services, foreclosure)
