"""Column maps: how one accounting program writes its export, as policy."""

import re
from typing import Literal, Self

from pydantic import Field, RootModel, model_validator

from domain.receivables.accounts import HoldKind
from exchange.fact_models import EventModel, FactsModel, FlagModel
from exchange.policy_fields import Code, Days, MaybeText, Strict, Text, once_each

DateFormat = Literal[
    "YYYY-MM-DD", "MM/DD/YYYY", "M/D/YYYY", "DD/MM/YYYY", "DD.MM.YYYY", "MM-DD-YYYY", "YYYYMMDD"
]
AmountFormat = Literal["1,234.56", "1.234,56", "1 234,56", "1234.56", "1234,56", "cents"]
Encoding = Literal["utf-8", "cp1252", "iso-8859-1", "utf-16"]

_HOLE = re.compile(r"\{([^{}]+)\}")


def columns_in(pattern: str) -> tuple[str, ...]:
    """Return the columns that a text field is made of: those in braces, or the field itself when it has none."""
    return tuple(_HOLE.findall(pattern)) or ((pattern,) if pattern else ())


def pieces_of(pattern: str) -> tuple[str, ...]:
    """Return a pattern cut at its columns: text, column, text, column, …, text."""
    return tuple(_HOLE.split(pattern))


class ColumnsModel(Strict):
    """Which column, or pattern of columns, each field of a row is read from."""

    account_number: Text
    bill_no: Text
    issued_on: Text
    name: MaybeText = ""
    address: MaybeText = ""
    mailing: MaybeText = ""
    plate: MaybeText = ""
    description: MaybeText = ""


class InstalmentModel(Strict):
    """One instalment in a row: its due date and a column for each charge.

    The due date is a column, or so many days after issue; ``due_after_fee`` names the late fee whose days they are.
    """

    due_on: MaybeText = ""
    due_after_days: Days | None = None
    due_after_fee: MaybeText = ""
    source: MaybeText = ""
    optional: bool = False
    charges: dict[Code, Text] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_due_date(self) -> Self:
        ways = (bool(self.due_on), self.due_after_days is not None, bool(self.due_after_fee))
        if sum(ways) != 1:
            raise ValueError("an instalment has one of due_on, due_after_days, due_after_fee")
        if self.optional and not self.due_on:
            raise ValueError(
                "an optional instalment has a due_on column, empty where it is left out"
            )
        return self


class StatusModel(Strict):
    """The column that says whether the program still holds the bill open."""

    column: Text
    open: tuple[str, ...] = Field(min_length=1, strict=False)
    cancelled: tuple[str, ...] = Field(default=(), strict=False)


class HoldModel(Strict):
    """A column that puts a hold on the account: for the values in ``when``, or for any when none are given.

    ``{}`` in the text is the column's value. The values in ``blank`` mean that there is no hold, as an empty one does.
    """

    column: Text
    kind: Literal["note", "cash_only", "guaranteed", "escrow", "blocked", "confidential"]
    text: Text
    when: tuple[Text, ...] = Field(default=(), strict=False)
    blank: tuple[Text, ...] = Field(default=(), strict=False)

    @property
    def hold_kind(self) -> HoldKind:
        """The kind of hold as the domain knows it."""
        return HoldKind(self.kind)


class ColumnMap(Strict):
    """How one kind of export is written, and what its columns mean."""

    service: Code
    delimiter: Literal[",", ";", "|", "tab"]
    encoding: Encoding = "utf-8"
    quote: Literal['"', "'", "none"] = '"'
    dates: DateFormat
    amounts: AmountFormat
    empty_amount_is_zero: bool = False
    columns: ColumnsModel
    instalments: tuple[InstalmentModel, ...] = Field(min_length=1, strict=False)
    status: StatusModel | None = None
    holds: tuple[HoldModel, ...] = Field(default=(), strict=False)
    facts: FactsModel | None = None
    events: tuple[EventModel, ...] = Field(default=(), strict=False)
    flags: tuple[FlagModel, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.instalments[0].optional:
            raise ValueError("the first instalment is never optional")
        if self.status is not None:
            once_each((*self.status.open, *self.status.cancelled), "status")
        for hold in self.holds:
            if len({bool(h.when) for h in self.holds if h.column == hold.column}) > 1:
                raise ValueError(
                    f"holds of column {hold.column}: either all have 'when' or there is one without"
                )
        once_each(((h.column, w) for h in self.holds for w in h.when or ("any value",)), "hold")
        once_each(((f.column, f.flag) for f in self.flags), "flag")
        if len(self.instalments) > 1 and (self.events or (self.facts and self.facts.of_ticket)):
            raise ValueError("a ticket is one instalment")
        return self

    @property
    def separator(self) -> str:
        """The character between two fields."""
        return "\t" if self.delimiter == "tab" else self.delimiter

    def column_names(self) -> tuple[str, ...]:
        """Return every column that the map reads, each once."""
        names: list[str] = []
        for pattern in self.columns.model_dump().values():
            names.extend(columns_in(pattern))
        for instalment in self.instalments:
            names.extend((*columns_in(instalment.due_on), *instalment.charges.values()))
        if self.status is not None:
            names.append(self.status.column)
        names.extend(hold.column for hold in self.holds)
        names.extend(flag.column for flag in self.flags)
        names.extend(self._fact_columns())
        return tuple(dict.fromkeys(names))

    def _fact_columns(self) -> list[str]:
        facts = self.facts or FactsModel()
        patterns = [
            *(facts.lien_on, facts.assessed, facts.roll_delivered_on, facts.plea_by),
            *(facts.infraction, facts.plate, facts.meter, facts.cubic_feet),
            facts.boot.column if facts.boot else "",
            *(facts.relevied_on, facts.relevied_to, facts.third_party),
        ]
        for event in self.events:
            patterns += [event.on, event.column, event.amount]
            patterns += [event.document, event.reason, event.actor]
        return [name for pattern in patterns for name in columns_in(pattern)]


class ImportsModel(RootModel[dict[Code, ColumnMap]]):
    """The file of column maps: one table a kind."""
