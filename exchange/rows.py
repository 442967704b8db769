"""One row of an export, from its fields to strictly checked values, by the office's column map."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Final

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from domain.receivables.accounts import Hold
from domain.receivables.bills import BillStatus
from domain.receivables.facts import NO_FACTS, BillFacts
from domain.text import clean_text
from exchange.column_map import (
    ColumnMap,
    HoldModel,
    InstalmentModel,
    StatusModel,
    columns_in,
)
from exchange.dialect import Unreadable, amount_reader, date_reader
from exchange.fact_rows import FactReader
from exchange.free_text import never_kept, never_kept_together, worth_a_look
from exchange.row_cells import HeaderFault, RowFault, getter, places_of

__all__ = ["HeaderFault", "RowFault", "RowReader"]

Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Words = Annotated[str, StringConstraints(max_length=300)]
Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2150, 12, 31))]
Cents = Annotated[int, Field(ge=0, lt=10**11)]

# A tuple, not a model of named fields: it is checked in the same strict way in a third of the time.
Texts = tuple[Key, Key, Words, Words, Words, Words, Words]
Row = tuple[Texts, Day, tuple[Day, ...], tuple[Cents, ...]]
TEXT_FIELDS: Final = (
    "account_number", "bill_no", "plate", "name", "address", "mailing", "description"
)  # fmt: skip
_CHECK = TypeAdapter(Row, config=ConfigDict(strict=True)).validator.validate_python

# Where people type freely.
_FREE = slice(3, 7)
_UNTIDY = re.compile(r"  |\| | \|")


class RowReader:
    """Reads the rows of one file: made from the column map and the file's heading."""

    def __init__(self, column_map: ColumnMap, heading: Sequence[str]) -> None:
        self._map = column_map
        self._place = places_of(heading, column_map)
        self.width = len(heading)
        columns = column_map.columns
        self.patterns = tuple(str(getattr(columns, name)) for name in TEXT_FIELDS)
        self._getters = tuple(getter(pattern, self._place) for pattern in self.patterns)
        self._read_date = date_reader(column_map.dates)
        self._read_cents = amount_reader(
            column_map.amounts, empty_is_zero=column_map.empty_amount_is_zero
        )
        self._issued_at = self._place[columns.issued_on]
        self._instalments = tuple(self._plan(i) for i in column_map.instalments)
        self.charge_kinds = tuple(tuple(i.charges) for i in column_map.instalments)
        self._status = _status_table(column_map.status) if column_map.status else None
        self._status_at = self._place[column_map.status.column] if column_map.status else -1
        self._facts = FactReader.of(column_map, self._place)
        self._holds = tuple(
            (
                self._place[name],
                name,
                _HoldColumn([h for h in column_map.holds if h.column == name]),
            )
            for name in dict.fromkeys(h.column for h in column_map.holds)
        )

    def _plan(self, model: InstalmentModel) -> "_Plan":
        due = self._place[model.due_on] if model.due_on else -1
        charges = tuple((self._place[name], name) for name in model.charges.values())
        if not model.due_on and model.due_after_days is None:
            raise ValueError(f"{model.due_after_fee} was not looked up in the policy")
        return due, model.due_on, timedelta(model.due_after_days or 0), model.optional, charges

    def texts(self, cells: Sequence[str]) -> list[str]:
        """Return the texts of a row, cleaned, in the order of ``TEXT_FIELDS``."""
        found = [get(cells) for get in self._getters]
        # One look at all of them together: almost every row is clean.
        joined = "|".join(found)
        if joined.isascii() and joined.isprintable() and not _UNTIDY.search(f"|{joined}|"):
            return found
        return [clean_text(text) for text in found]

    def issued_on(self, cells: Sequence[str]) -> date:
        """Return the date on which the bill was issued."""
        return self._day(cells, self._issued_at, self._map.columns.issued_on)

    def money(
        self, cells: Sequence[str], issued_on: date
    ) -> tuple[tuple[date, ...], tuple[int, ...]]:
        """Return the due date of each instalment in the row, and all its charges in cents, one after the other."""
        days: list[date] = []
        cents: list[int] = []
        for due, due_name, later, optional, charges in self._instalments:
            if optional and not cells[due].strip():
                self._must_be_empty(cells, charges, due_name)
                break
            days.append(self._day(cells, due, due_name) if due >= 0 else issued_on + later)
            for place, name in charges:
                try:
                    cents.append(self._read_cents(cells[place]))
                except Unreadable as fault:
                    raise RowFault(name, cells[place], str(fault)) from None
        return tuple(days), tuple(cents)

    def _must_be_empty(
        self, cells: Sequence[str], charges: tuple[tuple[int, str], ...], due_name: str
    ) -> None:
        for place, name in charges:
            if any(c in "123456789" for c in cells[place]):
                raise RowFault(name, cells[place], f"has an amount, but {due_name} is empty")

    def _day(self, cells: Sequence[str], place: int, name: str) -> date:
        try:
            return self._read_date(cells[place])
        except Unreadable as fault:
            raise RowFault(name, cells[place], str(fault)) from None

    def status(self, cells: Sequence[str]) -> BillStatus:
        """Return whether the program holds the bill open."""
        if self._status is None:
            return BillStatus.OPEN
        value = cells[self._status_at].strip()
        status = self._status.get(value)
        if status is None and self._map.status is not None:
            allowed = ", ".join(repr(known) for known in self._status)
            raise RowFault(self._map.status.column, value, f"is no status; allowed are {allowed}")
        return status or BillStatus.OPEN

    def holds(self, cells: Sequence[str]) -> tuple[Hold, ...]:
        """Return the holds that the row puts on its account."""
        found: tuple[Hold, ...] = ()
        for place, name, column in self._holds:
            value = cells[place]
            if value:
                hold = column.of(value.strip(), name)
                found = found if hold is None or hold in found else (*found, hold)
        return found

    def facts(self, cells: Sequence[str], issued_on: date, cents: Sequence[int]) -> BillFacts:
        """Return the facts of a row whose day of issue and charges, the fine of a ticket first, were read before."""
        if self._facts is None:
            return NO_FACTS
        return self._facts.facts(cells, issued_on, cents[0])

    def check(self, cells: Sequence[str]) -> tuple[list[str], int, tuple[Hold, ...], BillFacts]:
        """Check a whole row; return its texts, face amount in cents, holds and facts. Raises ``RowFault``."""
        if len(cells) != self.width:
            raise RowFault("", "", f"the row has {len(cells)} fields, the heading {self.width}")
        texts = self.texts(cells)
        issued_on = self.issued_on(cells)
        days, cents = self.money(cells, issued_on)
        try:
            _CHECK((tuple(texts), issued_on, days, cents))
        except ValidationError as error:
            raise self._fault(error, cells) from None
        if min(days) < issued_on:
            name = next((i.due_on for i in self._map.instalments if i.due_on), "")
            raise RowFault(name, min(days).isoformat(), "is before the day of issue")
        if worth_a_look(texts[_FREE]):
            self._check_free_text(texts)
        self.status(cells)
        facts = self.facts(cells, issued_on, cents)
        return texts, sum(cents), self.holds(cells), facts

    def _check_free_text(self, texts: Sequence[str]) -> None:
        for text, pattern in zip(texts[_FREE], self.patterns[_FREE], strict=True):
            why = never_kept(text)
            if why:
                raise RowFault(", ".join(columns_in(pattern)), "(not shown)", why)
        why = never_kept_together(texts[_FREE])
        if why:
            names = [name for pattern in self.patterns[_FREE] for name in columns_in(pattern)]
            raise RowFault(", ".join(names), "(not shown)", why)

    def _fault(self, error: ValidationError, cells: Sequence[str]) -> RowFault:
        """Return the first fault of the strict check in words, with the column that it came from."""
        fault = error.errors(include_url=False, include_input=False)[0]
        part, *rest = fault["loc"]
        why = fault["msg"][:1].lower() + fault["msg"][1:]
        if part == 0 and rest:
            names = columns_in(self.patterns[int(rest[0])])
            value = " ".join(cells[self._place[name]] for name in names)
            if fault["type"] == "string_too_short":
                return RowFault(", ".join(names), value, "is empty; every row needs it")
            return RowFault(", ".join(names), value, why)
        if part == 1:
            return RowFault(self._map.columns.issued_on, cells[self._issued_at], why)
        if part == 2 and rest:
            return RowFault(self._map.instalments[int(rest[0])].due_on, "", why)
        names = tuple(n for i in self._map.instalments for n in i.charges.values())
        name = names[int(rest[0])] if rest else names[0]
        value = cells[self._place[name]]
        if fault["type"] == "greater_than_equal":
            why = "is negative; a program's credit is not taken in as a bill"
        return RowFault(name, value, why)


_Plan = tuple[int, str, timedelta, bool, tuple[tuple[int, str], ...]]


class _HoldColumn:
    """One column of holds, with what each of its values means."""

    def __init__(self, models: Sequence[HoldModel]) -> None:
        self._any = next((m for m in models if not m.when), None)
        self._when = {value: m for m in models for value in m.when}
        self._known: dict[str, Hold] = {}

    def of(self, value: str, column: str) -> Hold | None:
        if not value:
            return None
        hold = self._known.get(value)
        if hold is None:
            model = self._any or self._when.get(value)
            if model is None:
                allowed = ", ".join(repr(known) for known in self._when)
                raise RowFault(column, value, f"is no hold; allowed are {allowed} or nothing")
            if value in model.blank:
                return None
            why = never_kept(value)
            if why:
                raise RowFault(column, "(not shown)", why)
            hold = Hold(model.hold_kind, model.text.replace("{}", clean_text(value)[:40]))
            # Every bank code is one; the table is emptied only if a file holds a thousand of them.
            if len(self._known) >= 1000:
                self._known.clear()
            self._known[value] = hold
        return hold


def _status_table(model: StatusModel) -> dict[str, BillStatus]:
    table = dict.fromkeys(model.open, BillStatus.OPEN)
    return table | dict.fromkeys(model.cancelled, BillStatus.CANCELLED)
