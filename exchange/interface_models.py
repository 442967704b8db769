"""The shape of the file of interfaces: how each accounting program wants its batches, and how its reports are read."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, RootModel, StringConstraints, model_validator

from domain.ledger.acknowledged import KEYS
from domain.ledger.batch_orders import Program
from domain.ledger.summed import SUMMABLE
from domain.policy.services import Service
from domain.receivables.bills import How
from exchange.column_map import AmountFormat, DateFormat, Encoding
from exchange.policy_fields import (
    Code,
    MaybeText,
    PositiveAmount,
    Sourced,
    Strict,
    Text,
    once_each,
)
from exchange.policy_files import INTERFACES, read_model
from exchange.policy_folder import PolicyError

LineField = Literal[
    "account", "bill", "instalment", "charge", "amount", "effective", "business", "number", "line",
    "reference", "original", "tender", "payer", "kind", "reversal", "batch",
]  # fmt: skip
"""What a line may tell. ``charge`` and ``kind`` are written by ``codes`` and ``kinds``; ``line`` counts from 1."""
RecordField = Literal[
    "batch", "program", "business", "number_of_day", "records", "amount", "lowers", "raises", "hash"
]
"""What a header or trailer may tell: ``amount`` is the control total, ``hash`` that of the account numbers."""
Sign = Literal["minus", "trailing", "parentheses", "none"]
_Delimiter = Literal[",", ";", "|", "tab"]
_FileName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]*(\{(program|date|number|batch)\}[A-Za-z0-9_.-]*)+$")
]  # fmt: skip
_HOWS: Final = {how.name.lower(): how for how in How}
HowName = Literal["paid", "taken_back", "adjusted", "waived", "fee", "refunded"]


class CellModel(Strict):
    """One cell: its heading, and for fixed width its width, side and filling.

    What is longer than ``width`` stops the file, but a payer's name with ``cut`` loses its end.
    """

    heading: MaybeText = ""
    width: int | None = Field(default=None, ge=1, le=400)
    align: Literal["left", "right"] = "left"
    fill: Literal[" ", "0"] = " "
    cut: bool = False
    value: str | None = Field(default=None, max_length=60)


class LineCell(CellModel):
    """A cell of a line: a field of the list, or the same text in each."""

    field: LineField | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.field is None) == (self.value is None):
            raise ValueError("a cell has a field or a value, not both")
        if self.cut and self.field != "payer":
            raise ValueError("only a payer's name may be cut; anything else would be another one")
        return self


class RecordCell(CellModel):
    """A cell of the header or trailer: a field of the list, or a text."""

    field: RecordField | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.field is None) == (self.value is None) or self.cut:
            raise ValueError("a cell of a header or trailer has a field or a value, and is not cut")
        return self


class ReportModel(Strict):
    """How a program's posting report is written. ``by`` are the fields by which it knows our lines.

    ``posted`` are the values of ``status`` that mean that a line was posted; with any other it was rejected.
    ``turned`` says that it writes payments as negative amounts. With the ``grain`` of a bill it tells sums: our lines
    are summed by the same fields before they are compared.
    """

    delimiter: _Delimiter
    encoding: Encoding = "utf-8"
    quote: Literal['"', "'", "none"] = '"'
    amounts: AmountFormat
    dates: DateFormat = "YYYY-MM-DD"
    by: tuple[Text, ...] = Field(min_length=1, strict=False)
    columns: dict[Text, Text]
    amount: Text
    its_reference: MaybeText = ""
    batch: MaybeText = ""
    status: MaybeText = ""
    posted: tuple[Text, ...] = Field(default=(), strict=False)
    reason: MaybeText = ""
    turned: bool = False
    grain: Literal["line", "bill"] = "line"

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        once_each(self.by, "by")
        for name in self.by:
            if name not in KEYS:
                raise ValueError(f"{name!r} is no field of a line; allowed are {', '.join(KEYS)}")
        if self.grain == "bill" and ("bill" not in self.by or not set(self.by) <= set(SUMMABLE)):
            allowed = ", ".join(SUMMABLE)
            raise ValueError(f"by names the bill where sums are told, and else only {allowed}")
        if set(self.columns) != set(self.by):
            raise ValueError("columns has exactly the fields that are listed in by")
        if bool(self.status) != bool(self.posted) or (self.reason and not self.status):
            raise ValueError("status and posted go together, and reason goes with them")
        return self

    @property
    def separator(self) -> str:
        """The character between two fields."""
        return "\t" if self.delimiter == "tab" else self.delimiter


class BalancesModel(Strict):
    """How a program's refreshed list of bills is written: the columns of the bill's number and of its balance."""

    delimiter: _Delimiter
    encoding: Encoding = "utf-8"
    quote: Literal['"', "'", "none"] = '"'
    amounts: AmountFormat
    bill: Text
    balance: Text

    @property
    def separator(self) -> str:
        """The character between two fields."""
        return "\t" if self.delimiter == "tab" else self.delimiter


class ProgramModel(Sourced):
    """One accounting program: what it is told, how its file is written, what is verified, and how it answers.

    ``credits_negative`` writes what lowers a debt as a negative amount. ``sign = "none"`` leaves signs out, so that a
    field ``reversal`` must tell them. ``codes`` are the program's own words for our charge kinds.
    """

    program: Text
    format: Literal["csv", "tab", "fixed"]
    delimiter: Literal[",", ";", "|"] = ","
    quote: Literal["needed", "all", "none"] = "needed"
    line_end: Literal["crlf", "lf"] = "crlf"
    encoding: Literal["ascii", "utf-8", "latin-1", "cp1252"] = "ascii"
    file_name: _FileName
    heading: bool = False
    amounts: AmountFormat = "1234.56"
    dates: DateFormat = "YYYY-MM-DD"
    sign: Sign = "minus"
    credits_negative: bool = False
    reversal: Annotated[tuple[str, str], Field(strict=False)] = ("N", "Y")
    codes: dict[Code, Text] = {}
    kinds: dict[HowName, Text] = {}
    tells: tuple[HowName, ...] = Field(
        default=("paid", "taken_back", "adjusted", "waived", "fee", "refunded"), strict=False
    )
    release: bool = True
    rekey_from: PositiveAmount | None = None
    fields: tuple[LineCell, ...] = Field(min_length=1, strict=False)
    header: tuple[RecordCell, ...] = Field(default=(), strict=False)
    trailer: tuple[RecordCell, ...] = Field(default=(), strict=False)
    report: ReportModel | None = None
    balances: BalancesModel | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        once_each(self.tells, "tells")
        fields = [cell.field for cell in self.fields]
        if not {"amount", "bill"} <= set(fields):
            raise ValueError("a line tells at least the bill and the amount")
        if self.sign == "none" and "reversal" not in fields:
            raise ValueError('without signs a field "reversal" says what is taken back')
        cells: tuple[CellModel, ...] = (*self.fields, *self.header, *self.trailer)
        if self.format == "fixed":
            if any(cell.width is None for cell in cells):
                raise ValueError("of a fixed width every cell has one")
            if self.heading:
                raise ValueError("a file of fixed width has no heading")
            if self.encoding == "utf-8":
                # A letter of two bytes would push all that follows it one place on.
                raise ValueError(
                    "a file of fixed width has one byte a place: ascii, latin-1 or cp1252"
                )
        elif any(cell.width is not None for cell in cells):
            raise ValueError(f"a cell has a width in a fixed file only; this one is {self.format}")
        if self.rekey_from is not None and not self.release:
            raise ValueError(
                "amounts are keyed again before a release: rekey_from goes with release"
            )
        if len(set(self.codes.values())) != len(self.codes):
            raise ValueError("two charge kinds have one code: a report could not tell them apart")
        return self

    def value(self, code: str, services: Sequence[Service]) -> Program:
        """Return the program as its batches need it."""
        mine = tuple(service.code for service in services if service.program == self.program)
        told = frozenset(_HOWS[name] for name in self.tells)
        return Program(code, self.program, mine, told, self.release, self.rekey_from)

    def kind_of(self, code: str) -> str:
        """Return our charge kind for the program's own word; a word that is not listed is the kind itself."""
        return next((kind for kind, word in self.codes.items() if word == code), code)

    def word_for(self, how: How) -> str:
        """Return the program's word for what was done to a bill."""
        name = how.name.lower()
        return next((word for kind, word in self.kinds.items() if kind == name), how.value)


class InterfacesModel(RootModel[dict[Code, ProgramModel]]):
    """The file of interfaces: one table a program, under the word by which the command line knows it."""


def read_interfaces(
    files: Mapping[str, str], services: Sequence[Service]
) -> tuple[dict[str, ProgramModel], dict[str, BaseModel]]:
    """Return the interfaces by their codes, and the models by file name; without the file there are none.

    Raises ``PolicyError`` for a program that no service has, one that has two tables or none, and a charge kind that
    none of its services has.
    """
    if INTERFACES not in files:
        return {}, {}
    model = read_model(files, INTERFACES, InterfacesModel)
    programs = list(dict.fromkeys(service.program for service in services))
    named = [table.program for table in model.root.values()]
    for code, table in model.root.items():
        if table.program not in programs:
            fault = f"is {table.program!r}; allowed are {', '.join(programs)}"
            raise PolicyError(INTERFACES, f"{code}.program", fault)
        if named.count(table.program) > 1:
            raise PolicyError(INTERFACES, f"{code}.program", "is in two tables; give it one")
        mine = (service for service in services if service.program == table.program)
        kinds = {kind.code for service in mine for kind in service.charge_kinds}
        for kind in table.codes:
            if kind not in kinds:
                fault = f"names {kind!r}; allowed are {', '.join(sorted(kinds))}"
                raise PolicyError(INTERFACES, f"{code}.codes", fault)
    for program in programs:
        if program not in named:
            raise PolicyError(
                INTERFACES, "", f"has no table for {program}, which service files name"
            )
    return dict(model.root), {INTERFACES: model}
