"""The desk's list of checks that the bank sent back, as its statements have them, until each is entered."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.custody.statements import Returned, StatementTaken
from domain.refusals import Code, Refusal
from tui.desk import Desk
from tui.desk_checks import CheckDesk

_SINCE: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class ReturnedItem:
    """One returned item and how it stands: ``state`` in words; ``to_enter`` while its check stands on a receipt."""

    returned: Returned
    state: str
    to_enter: bool

    @property
    def words(self) -> str:
        """The item in a line."""
        item = self.returned
        return f"{item.reference or 'without a number'}, {item.amount}, of {item.on.isoformat()}"

    @property
    def typed(self) -> str:
        """What finds its check: number and amount."""
        return f"{self.returned.reference} {self.returned.amount}".replace(",", "").strip()


@dataclass(frozen=True, slots=True)
class BankReturns:
    """The list at one desk."""

    desk: Desk

    def listed(self) -> tuple[ReturnedItem, ...]:
        """Return what came back, those to be entered first, then the newest; one that two statements tell is one."""
        desk = self.desk
        acts = desk.books.acts(kind=StatementTaken.kind, first=desk.today - _SINCE)
        bodies = [act.body for act in acts if isinstance(act.body, StatementTaken)]
        told: Counter[Returned] = Counter()
        for body in bodies:
            # Two alike in one statement are two checks; the same ones in two statements are told twice.
            told |= Counter(body.returned)
        found = [self._standing(each) for each in told.elements()]
        found.sort(key=lambda each: each.returned.on, reverse=True)
        return tuple(sorted(found, key=lambda each: not each.to_enter))

    def _standing(self, returned: Returned) -> ReturnedItem:
        number = returned.reference.strip()
        if not number:
            return ReturnedItem(returned, "has no number: find it by its payer", False)
        answer = CheckDesk(self.desk).find(f"{number} {returned.amount}".replace(",", ""))
        if isinstance(answer, Refusal):
            done = answer.code is Code.CHECK_RETURNED
            said = "entered" if done else "no such check stands"
            return ReturnedItem(returned, said, False)
        return ReturnedItem(returned, "to be entered", True)
