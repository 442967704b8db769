"""The shape of what a column map reads beside the money: facts of a bill, a ticket's history, flags of a bill."""

from typing import Literal, Self

from pydantic import Field, model_validator

from domain.receivables.tickets import TicketStep
from exchange.policy_fields import Code, MaybeText, Strict, Text

StepName = Literal[
    "appeal", "deny", "reduce", "dismiss", "plead", "convict", "second_notice", "default_notice", "default"
]  # fmt: skip


class YesNoModel(Strict):
    """A column that says yes with the values in ``yes``, and no with those in ``no`` or nothing."""

    column: Text
    yes: tuple[Text, ...] = Field(min_length=1, strict=False)
    no: tuple[Text, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _apart(self) -> Self:
        both = sorted(set(self.yes) & set(self.no))
        if both:
            raise ValueError(f"{both[0]!r} is both 'yes' and 'no'")
        return self


class FactsModel(Strict):
    """Columns of facts: a day or an amount is left out where its field is empty.

    ``infraction``, ``plate``, ``relevied_to`` and ``third_party`` are patterns. ``unit`` is how many cubic feet one of
    ``cubic_feet``'s column is.
    """

    lien_on: MaybeText = ""
    assessed: MaybeText = ""
    roll_delivered_on: MaybeText = ""
    infraction: MaybeText = ""
    plate: MaybeText = ""
    plea_by: MaybeText = ""
    boot: YesNoModel | None = None
    meter: MaybeText = ""
    cubic_feet: MaybeText = ""
    unit: Literal[1, 100] = 1
    source: MaybeText = ""
    relevied_on: MaybeText = ""
    relevied_to: MaybeText = ""
    third_party: MaybeText = ""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if bool(self.meter) != bool(self.cubic_feet):
            raise ValueError("meter and cubic_feet go together")
        if bool(self.relevied_on) != bool(self.relevied_to):
            raise ValueError("relevied_on and relevied_to go together")
        if self.unit != 1 and not self.cubic_feet:
            raise ValueError("unit goes with cubic_feet")
        return self

    @property
    def of_ticket(self) -> bool:
        """Whether the rows are tickets."""
        return bool(self.infraction or self.plate or self.plea_by or self.boot)


class EventModel(Strict):
    """A step that was taken on a ticket where ``on``, a column of days, is not empty.

    Which step it was is fixed, or is told by ``column``: one of ``steps`` for each of its values. ``amount`` is a
    column with the fine that a reduction or a verdict left; ``document``, ``reason`` and ``actor`` are patterns.
    """

    on: Text
    step: StepName | None = None
    column: MaybeText = ""
    steps: dict[Text, StepName] = Field(default_factory=dict)
    amount: MaybeText = ""
    document: MaybeText = ""
    reason: MaybeText = ""
    actor: MaybeText = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.step is None) != bool(self.column and self.steps) or (
            bool(self.column) != bool(self.steps)
        ):
            raise ValueError("an event has either step, or column and steps")
        return self

    def step_of(self, value: str) -> TicketStep | None:
        """Return the step that a value of the column stands for; ``None`` for one that is not listed."""
        name = self.step or self.steps.get(value)
        return TicketStep[name.upper()] if name else None


class FlagModel(Strict):
    """A column that gives the row's bill ``flag`` for the values in ``when``, and nothing for those in ``blank``."""

    column: Text
    flag: Code
    when: tuple[Text, ...] = Field(min_length=1, strict=False)
    blank: tuple[Text, ...] = Field(default=(), strict=False)
