"""Facts of a bill, a ticket's history and its flags, read strictly from the cells of one row."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

from domain.money import Money
from domain.receivables.facts import NO_FACTS, BillFacts, Relevied, TicketFacts, WaterFacts
from domain.text import clean_text
from exchange.column_map import ColumnMap, columns_in
from exchange.dialect import Unreadable, amount_reader, date_reader
from exchange.fact_models import FactsModel, FlagModel, YesNoModel
from exchange.free_text import never_kept
from exchange.row_cells import RowFault, getter
from exchange.ticket_rows import HistoryReader

_FIRST, _LAST = date(1950, 1, 1), date(2150, 12, 31)
_METER = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}|/[0-9]{1,2}| [0-9]/[0-9]{1,2})?\Z")
_FEET = re.compile(r"[0-9]{1,7}\Z")
_INFRACTION = re.compile(r"[0-9A-Z]{1,6}\Z")
_LONGEST_PLATE = 20
_LONGEST_NUMBER = 60
_LONGEST_TEXT = 300


class FactReader:
    """Reads the facts of each row of one file."""

    def __init__(self, column_map: ColumnMap, place: Mapping[str, int]) -> None:
        facts = self._model = column_map.facts or FactsModel()
        self._place = place
        self._read_date = date_reader(column_map.dates)
        self._read_cents = amount_reader(column_map.amounts)
        self._infraction = getter(facts.infraction, place)
        self._plate = getter(facts.plate, place)
        self._relevied_to = getter(facts.relevied_to, place)
        self._third = getter(facts.third_party, place)
        self._history = HistoryReader(column_map, place, self.day)
        self._flags = FlagReader(column_map.flags, place)
        self._is_ticket = facts.of_ticket or bool(column_map.events)

    @classmethod
    def of(cls, column_map: ColumnMap, place: Mapping[str, int]) -> Self | None:
        """Return the reader of a map that names facts, events or flags; ``None`` for one that names none."""
        told = column_map.facts or column_map.events or column_map.flags
        return cls(column_map, place) if told else None

    def day(self, cells: Sequence[str], column: str) -> date | None:
        """Return the day in a column, ``None`` where it is empty; refuses another spelling and a far-off year."""
        written = cells[self._place[column]]
        if not written.strip():
            return None
        try:
            found = self._read_date(written)
        except Unreadable as fault:
            raise RowFault(column, written, str(fault)) from None
        if not _FIRST <= found <= _LAST:
            raise RowFault(column, written, f"is not between {_FIRST} and {_LAST}")
        return found

    def facts(self, cells: Sequence[str], issued_on: date, fine: int) -> BillFacts:
        """Return the facts of a row issued on a day for a fine in cents. Raises ``RowFault``."""
        model = self._model
        found = BillFacts(
            self._maybe_day(cells, model.lien_on),
            self._amount(cells, model.assessed),
            self._maybe_day(cells, model.roll_delivered_on),
            self._ticket(cells, issued_on, fine) if self._is_ticket else None,
            self._water(cells) if model.meter else None,
            self._flags.flags(cells),
            self._relevied(cells) if model.relevied_on else None,
            self._third_party(cells),
        )
        return found if found != NO_FACTS else NO_FACTS

    def _maybe_day(self, cells: Sequence[str], column: str) -> date | None:
        return self.day(cells, column) if column else None

    def _amount(self, cells: Sequence[str], column: str) -> Money | None:
        if not column or not cells[self._place[column]].strip():
            return None
        written = cells[self._place[column]]
        try:
            cents = self._read_cents(written)
        except Unreadable as fault:
            raise RowFault(column, written, str(fault)) from None
        if not 0 <= cents < 10**13:
            raise RowFault(column, written, "is not an assessed value from 0 to 99 billion")
        return Money(cents)

    def _ticket(self, cells: Sequence[str], issued_on: date, fine: int) -> TicketFacts:
        model = self._model
        infraction = self._infraction(cells).strip()
        if infraction and not _INFRACTION.match(infraction):
            why = "is no infraction code: up to 6 digits and capitals"
            raise RowFault(_named(model.infraction), infraction, why)
        plate = clean_text(self._plate(cells))
        if len(plate) > _LONGEST_PLATE:
            raise RowFault(_named(model.plate), plate, f"is longer than {_LONGEST_PLATE}")
        plea_by = self._maybe_day(cells, model.plea_by)
        if plea_by is not None and plea_by < issued_on:
            raise RowFault(model.plea_by, plea_by.isoformat(), "is before the day of issue")
        events = self._history.events(cells, issued_on, fine)
        boot_on = model.boot is not None and self._yes(cells, model.boot)
        return TicketFacts(infraction, plate, plea_by, events, boot_on)

    def _relevied(self, cells: Sequence[str]) -> Relevied | None:
        model = self._model
        on, tax_bill = self.day(cells, model.relevied_on), clean_text(self._relevied_to(cells))
        if (on is None) != (not tax_bill):
            column, value = model.relevied_on, cells[self._place[model.relevied_on]]
            raise RowFault(column, value, "the day and the tax bill of a relevied bill go together")
        if len(tax_bill) > _LONGEST_NUMBER:
            raise RowFault(_named(model.relevied_to), tax_bill, f"is longer than {_LONGEST_NUMBER}")
        return None if on is None else Relevied(on, tax_bill)

    def _third_party(self, cells: Sequence[str]) -> str:
        found = clean_text(self._third(cells))
        why = never_kept(found)
        if why:
            raise RowFault(_named(self._model.third_party), "(not shown)", why)
        if len(found) > _LONGEST_TEXT:
            raise RowFault(_named(self._model.third_party), found[:40], "is too long")
        return found

    def _yes(self, cells: Sequence[str], model: YesNoModel) -> bool:
        value = cells[self._place[model.column]].strip()
        if value in model.yes:
            return True
        if value and value not in model.no:
            allowed = ", ".join(repr(known) for known in (*model.yes, *model.no))
            raise RowFault(model.column, value, f"is not known; allowed are {allowed} or nothing")
        return False

    def _water(self, cells: Sequence[str]) -> WaterFacts | None:
        model = self._model
        # The inch mark says nothing that the column does not.
        meter = cells[self._place[model.meter]].strip().removesuffix('"')
        feet = cells[self._place[model.cubic_feet]].strip()
        if not meter and not feet:
            return None
        if not _METER.match(meter):
            raise RowFault(model.meter, meter, "is no meter size in inches, such as 5/8 or 1.5")
        if not _FEET.match(feet):
            raise RowFault(model.cubic_feet, feet, "is not a whole number of units used")
        return WaterFacts(meter, int(feet) * model.unit)


class FlagReader:
    """Reads the flags that a row gives its bill."""

    def __init__(self, models: Sequence[FlagModel], place: Mapping[str, int]) -> None:
        names = dict.fromkeys(model.column for model in models)
        self._columns = tuple((place[name], name, _meanings(models, name)) for name in names)

    def flags(self, cells: Sequence[str]) -> frozenset[str]:
        """Return the flags of a row; refuses a value that stands for nothing."""
        found: frozenset[str] = frozenset()
        for at, name, meanings in self._columns:
            value = cells[at].strip()
            if not value:
                continue
            if value not in meanings:
                allowed = ", ".join(repr(known) for known in meanings)
                raise RowFault(name, value, f"is no flag; allowed are {allowed} or nothing")
            found |= meanings[value]
        return found


def _meanings(models: Sequence[FlagModel], column: str) -> dict[str, frozenset[str]]:
    """Return what each value of a column stands for."""
    meanings: dict[str, frozenset[str]] = {}
    for model in models:
        if model.column == column:
            for value in model.when:
                meanings[value] = meanings.get(value, frozenset()) | {model.flag}
            for value in model.blank:
                meanings.setdefault(value, frozenset())
    return meanings


def _named(pattern: str) -> str:
    return ", ".join(columns_in(pattern))
