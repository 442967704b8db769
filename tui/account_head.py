"""The head of a customer: who it is, then what stops, what is held, what is long overdue, and the newest notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.receivables.accounts import HoldKind
from domain.records import Customer
from tui.paint import Line, clip, line, paragraphs

_KEYS = {"BOOTED": " B adds them.", "LIENS": " P makes a plan."}
"""The key that answers an alert, by how the alert begins."""
STOPPING = (HoldKind.BLOCKED, HoldKind.CASH_ONLY)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of an account.

    ``alerts`` are words about an account with its number; ``overdue`` are bills that are past due longer than policy
    bears, with the days; ``masked`` says that the customer is not shown, and who may see more.
    """

    customer: Customer = field(repr=False)
    local: Callable[[datetime], datetime]
    alerts: Sequence[tuple[str, str]] = ()
    overdue: Sequence[tuple[str, int]] = ()
    masked: str = ""

    def lines(self, columns: int, most: int) -> list[Line]:
        """Return the head in at most ``most`` lines; what finds no room is counted."""
        if not self.customer.accounts:
            return [line(("This account is no longer in the books.", "bad"))]
        account = self.customer.accounts[0].account
        who = account.name or account.plate or account.number
        lines = [line((clip(who, columns), "strong"))]
        lines.append(line(clip(account.address or account.mailing, columns)))
        told = [*self._holds(columns), *self._overdue(columns), *self._notes(columns)]
        room = most - len(lines)
        if len(told) > room:
            rest = f"... F7 shows all {self._count_of_remarks()} holds and notes."
            told = [*told[: room - 1], line((rest, "warn"))]
        return lines + told

    def _holds(self, columns: int) -> list[Line]:
        lines: list[Line] = []
        if self.masked:
            lines.extend(paragraphs(self.masked, columns, "warn"))
        for number, words in self.alerts:
            lines.extend(paragraphs(_alert(words, number), columns, "bad")[:3])
        held = [
            (hold.kind not in STOPPING, view.account.number, hold.text)
            for view in self.customer.accounts
            for hold in view.account.holds
        ]
        for milder, number, text in sorted(held, key=lambda each: each[0]):
            words = f"{'HOLD' if milder else 'STOP'} {number}: {text}"
            lines.extend(paragraphs(words, columns, "warn" if milder else "bad")[:3])
        return lines

    def _overdue(self, columns: int) -> list[Line]:
        """Return one line for the bill that is longest overdue, and how many more there are."""
        if not self.overdue:
            return []
        number, days = max(self.overdue, key=lambda each: each[1])
        more = f", and {len(self.overdue) - 1} more" if len(self.overdue) > 1 else ""
        return [line((clip(f"OVERDUE {days} days: {number}{more}", columns), "bad"))]

    def _notes(self, columns: int) -> list[Line]:
        notes = [note for view in self.customer.accounts for note in view.notes]
        newest = sorted(notes, key=lambda note: note.at, reverse=True)
        return [
            line((clip(f"NOTE {self.local(n.at):%m-%d} {n.by}: {n.text}", columns), "warn"))
            for n in newest[:3]
        ]

    def _count_of_remarks(self) -> int:
        held = sum(len(v.account.holds) + len(v.notes) for v in self.customer.accounts)
        return len(self.alerts) + held


def _alert(words: str, number: str) -> str:
    keys = (key for begins, key in _KEYS.items() if words.startswith(begins))
    return f"{words.rstrip('.')} ({number}).{next(keys, '')}"
