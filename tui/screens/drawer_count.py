"""Drawer count: blind, down the numeric pad; what should be there is never shown."""

from typing import ClassVar

from domain.custody.count import Count
from domain.custody.drawer import CountVerdict, DrawerSession
from domain.refusals import Code, Refusal, refuse
from tui.commands import Acts, Command
from tui.count_places import Place, count_of, places_of
from tui.desk_counts import CheckSwipes
from tui.desk_drawer import DrawerDesk
from tui.keys import Burst
from tui.screens.desk_screen import SWIPED_CHECK
from tui.screens.drawer_close import DrawerCloseScreen, close_balanced, show_closing
from tui.screens.places import CountDone, PlacesScreen


class HandIn(CountDone):
    """Hand the count in. The answer is only whether it agrees."""


class Accept(Command["DrawerCountScreen"]):
    """Accept a count that does not agree, with a reason. It stays as it is from then on."""

    name, key, also, label, group = "accept-count", "a", "", "Accept", "drawer"

    def available(self, screen: "DrawerCountScreen") -> str | None:
        """The count must have been handed in first, as it stands."""
        if screen.handed_in is None:
            return "Count, then F10 hands the count in."
        if screen.entry.text or screen.handed_in != count_of(screen.places):
            return "The count was changed since. F10 hands it in again."
        return None

    def run(self, screen: "DrawerCountScreen") -> None:
        """Keep the count, ask for the reason and close."""
        screen.accept()


class CountScreen(PlacesScreen):
    """A count of a drawer down the numeric pad: the float first, each note and coin, then the other kinds."""

    ACTS: ClassVar[Acts] = (HandIn,)

    def __init__(self, session: DrawerSession) -> None:
        super().__init__()
        self.session = session

    def all_places(self) -> list[Place]:
        """Return the float, the denominations and the other kinds."""
        return places_of(self.desk.office, self.session.float_amount)

    def heading(self) -> str:
        """Return what is counted."""
        return f"Count of drawer {self.session.drawer}, {self.session.business_date:%a %b %-d}"

    def burst(self, burst: Burst) -> None:
        """Take a swiped check into the count by its number, wherever the count is; a scan counts nothing."""
        if burst.kind != SWIPED_CHECK:
            self.refuse("A scan does not count money. Type the number or the amount.")
            return
        seen = {number for place in self.places for number in place.numbers}
        found = CheckSwipes(self.desk, self.session).find(burst.text, seen)
        if isinstance(found, Refusal):
            self.refuse(found.sentence)
            return
        place = next(p for p in self.places if p.kind is not None and p.kind.code == found.kind)
        place.swipe(found.number, found.amount)
        self.say(f"{place.label} {found.number} is counted. Swipe the next.")

    def hand_in(self) -> None:
        """Hand the count in and say only whether it agrees."""
        if not any(place.done for place in self.places):
            self.refuse(refuse(Code.COUNT_MISSING).sentence)
            return
        self.answered(count_of(self.places))

    def answered(self, count: Count) -> None:
        """Act on a count that is handed in."""
        raise NotImplementedError


class DrawerCountScreen(CountScreen):
    """Take the float out first; Enter says that it is. Then count the rest: type how many of each note and coin, Enter
    goes down. 2s is two straps, 3r three rolls, * either of them, 2*17 two and 17 loose ones.

    At checks and money orders type each amount and Enter, or swipe each; Backspace takes the last one out, Enter alone
    goes on. Up goes back to correct. F10 hands the count in: you are told only whether it agrees. What does not agree
    may be counted again, or accepted with a reason.
    """

    NAME = "Count drawer"
    ACTS = (Accept,)

    def __init__(self, session: DrawerSession) -> None:
        super().__init__(session)
        self.handed_in: Count | None = None

    @property
    def drawer(self) -> DrawerDesk:
        """The acts on the drawer that is counted."""
        return DrawerDesk(self.desk, self.session)

    def answered(self, count: Count) -> None:
        """Act on what the books say to a count."""
        verdict = self.drawer.try_count(count)
        if isinstance(verdict, Refusal):
            closed = self.drawer.closed_already()
            if closed is not None:
                show_closing(self, closed)
            elif verdict.code in (Code.COUNT_TRIES_SPENT, Code.COUNT_IN):
                self.accept()
            elif verdict.code is Code.COUNT_SAME:
                self.handed_in = count
                self.refuse(verdict)
            else:
                self.refuse(verdict.sentence)
            return
        self.handed_in = count
        if verdict.balanced:
            close_balanced(self, self.session, count)
        else:
            self._not_balanced(verdict)

    def _not_balanced(self, verdict: CountVerdict) -> None:
        self.refuse(refuse(Code.COUNT_NOT_BALANCED, tries=verdict.tries_left).sentence)
        self.rows.move_to(0)
        self._ask()
        if not verdict.tries_left:
            self.accept("The count did not agree and no try is left. Say why, then Enter.")

    def accept(self, told: str = "") -> None:
        """Keep the last count that was handed in for good and ask why it differs."""
        kept = self.drawer.accept()
        if isinstance(kept, Refusal):
            self.refuse(kept.sentence)
            return
        closing = DrawerCloseScreen(self.session, kept)
        if told:
            closing.refuse(told)
        self.counter.replace(closing)
