"""A ticket's history, read from the cells of one flat row: appealed, answered, pleaded, decided, noticed.

A row that tells a history which no ticket can have (an answer without an appeal, a reduction that raises the fine) is
refused: what is explained to a customer later must have happened in that order.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from domain.money import Money
from domain.receivables.tickets import Ticket, TicketEvent, TicketStep, out_of_turn
from domain.text import clean_text
from exchange.column_map import ColumnMap, columns_in
from exchange.dialect import Unreadable, amount_reader
from exchange.fact_models import EventModel
from exchange.free_text import never_kept
from exchange.row_cells import Getter, RowFault, getter

ReadDay = Callable[[Sequence[str], str], date | None]
_LONGEST = 300
_Texts = tuple[tuple[str, Getter], ...]
_SETS_FINE = (TicketStep.REDUCE, TicketStep.CONVICT)


class HistoryReader:
    """Reads the events of each row of one file."""

    def __init__(self, column_map: ColumnMap, place: Mapping[str, int], read_day: ReadDay) -> None:
        self._place = place
        self._read_day = read_day
        self._read_cents = amount_reader(column_map.amounts)
        self._models: tuple[tuple[EventModel, _Texts], ...] = tuple(
            (m, tuple((p, getter(p, place)) for p in (m.actor, m.document, m.reason)))
            for m in column_map.events
        )
        says = [name for m in column_map.events for name in (m.on, m.column) if name]
        self._says = tuple(place[name] for name in dict.fromkeys(says))

    def events(self, cells: Sequence[str], issued_on: date, fine: int) -> tuple[TicketEvent, ...]:
        """Return the events of a row in the order of their days. Raises ``RowFault``."""
        # To most tickets nothing happened: one look at the columns that would say so.
        if not any(cells[at] for at in self._says):
            return ()
        found: list[tuple[EventModel, TicketEvent]] = []
        for model, texts in self._models:
            on = self._read_day(cells, model.on)
            value = cells[self._place[model.column]].strip() if model.column else ""
            if on is None:
                if value:
                    raise RowFault(model.on, "", f"is empty, but {model.column} is {value!r}")
                continue
            if on < issued_on:
                raise RowFault(model.on, on.isoformat(), "is before the day of issue")
            found.append((model, self._event(cells, model, texts, on, value)))
        if not found:
            return ()
        found.sort(key=lambda each: each[1].on)
        self._check(found, issued_on, fine)
        return tuple(event for _, event in found)

    def _event(
        self, cells: Sequence[str], model: EventModel, texts: _Texts, on: date, value: str
    ) -> TicketEvent:
        step = model.step_of(value)
        if step is None:
            allowed = ", ".join(repr(known) for known in model.steps)
            raise RowFault(model.column, value, f"is no answer; allowed are {allowed}")
        actor, document, reason = (_text(pattern, fill(cells)) for pattern, fill in texts)
        amount = self._amount(cells, model, step)
        return TicketEvent(step, on, actor, document, reason, amount)

    def _amount(self, cells: Sequence[str], model: EventModel, step: TicketStep) -> Money | None:
        written = cells[self._place[model.amount]] if model.amount else ""
        if not written.strip():
            if step is TicketStep.REDUCE:
                raise RowFault(model.amount or model.on, "", "is empty; a reduction sets the fine")
            return None
        try:
            cents = self._read_cents(written)
        except Unreadable as fault:
            raise RowFault(model.amount, written, str(fault)) from None
        if step not in _SETS_FINE:
            why = "only a reduction or a verdict sets the fine"
            raise RowFault(model.amount, written, f"is a fine, but {why}")
        if not 0 <= cents < 10**9 or (step is TicketStep.REDUCE and not cents):
            raise RowFault(model.amount, written, "cannot be a fine")
        return Money(cents)

    def _check(
        self, found: Sequence[tuple[EventModel, TicketEvent]], issued_on: date, fine: int
    ) -> None:
        """Refuse a history that no ticket can have."""
        events = tuple(event for _, event in found)
        ticket = Ticket("row", "", "", issued_on, issued_on, Money(max(fine, 0)), events=events)
        wrong = out_of_turn(ticket)
        model = next((m for m, event in found if event is wrong), None)
        if wrong is not None and model is not None:
            why = f"a ticket cannot be {wrong.step} here: the step before it is missing or later"
            raise RowFault(model.on, wrong.on.isoformat(), why)
        for each, event in found:
            after = event.amount.cents if event.amount and event.step is TicketStep.REDUCE else 0
            if 0 < fine < after:
                raise RowFault(each.amount, str(event.amount), "is more than the fine")


def _text(pattern: str, filled: str) -> str:
    text = clean_text(filled)
    why = never_kept(text)
    if why:
        raise RowFault(", ".join(columns_in(pattern)), "(not shown)", why)
    if len(text) > _LONGEST:
        raise RowFault(", ".join(columns_in(pattern)), text, f"is longer than {_LONGEST}")
    return text
