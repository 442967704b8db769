"""``on_hand``: the money that waits for its deposit, by bank account and business date, with its age and its form.

It is of counted drawers only, and of the moment at which it is made: what was deposited since is no longer on hand.
"""

from collections.abc import Iterable
from datetime import date

from domain.books import Books
from domain.custody.deposit_orders import Undeposited
from domain.custody.keeping import OnHand, on_hand_alarm
from domain.custody.on_hand_ages import by_age
from domain.custody.on_hand_words import alarm_words
from domain.reports.asked import Asked
from domain.reports.report import Report, Row, Section, count, day, money, text

_COLUMNS = (
    day("date", "Date"),
    count("days", "Days"),
    money("cash", "Cash"),
    money("items", "Items"),
    money("amount", "Amount"),
)
_AGES = (
    text("age", "Waits"),
    money("cash", "Cash"),
    money("items", "Items"),
    money("amount", "Amount"),
)
_NOW = "Of counted drawers that are in no deposit at this moment; days are calendar days after the business date."


def on_hand_report(books: Books, asked: Asked) -> Report:
    """Return what waits for each bank account by business date up to the last day asked for, and all of it by age."""
    rules, today = asked.office.keeping, asked.last
    sections: list[Section] = []
    hands: list[OnHand] = []
    for bank in rules.banks:
        waiting = books.undeposited(bank, asked.office)
        found = tuple(each for each in waiting.on_hand() if each.business_date <= today)
        hands += found
        rows = tuple(
            Row(
                (
                    each.business_date,
                    (today - each.business_date).days,
                    each.cash,
                    each.amount - each.cash,
                    each.amount,
                ),
                _behind(books, waiting, each.business_date) if asked.drills else (),
            )
            for each in found
        )
        sections.append(Section(bank.name, _COLUMNS, rows))
    sections.append(_by_age(hands, today))
    # On paper no key is of use.
    alarm = alarm_words(on_hand_alarm(tuple(hands), today, rules)).removesuffix(" Ctrl+P deposit.")
    notes = (_NOW, *((alarm,) if alarm else ()))
    return Report(
        "on_hand",
        "Money on hand",
        asked.office.name,
        asked.first,
        asked.last,
        tuple(sections),
        notes,
    )


def _by_age(hands: Iterable[OnHand], today: date) -> Section:
    rows = (
        Row((age.words, age.cash, age.amount - age.cash, age.amount))
        for age in by_age(hands, today)
    )
    return Section("By age", _AGES, tuple(rows))


def _behind(books: Books, waiting: Undeposited, on: date) -> tuple[int, ...]:
    """Return the closings of a date's sessions; what was held over before is behind its own deposit."""
    names = (s.session_id for s in waiting.sessions if s.business_date == on)
    found = (books.closing(name) for name in names)
    return tuple(closing[0] for closing in found if closing is not None)
