"""A count of an open drawer by a second person, with the clerk present: surprise counts, and those at a hand-over."""

from typing import Final

from domain.calendar import day_text
from domain.custody.count import Count
from domain.custody.drawer import DrawerSession
from domain.custody.session_counts import CountKind, SessionCount
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.desk_counts import CountsDesk
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.screens.desk_screen import DeskScreen
from tui.screens.drawer_count import CountScreen

_BY_HOW_MUCH: Final = (
    "The close stays blind, so by how much is not told here. Whoever supervises the drawers sees it in their view "
    "(Ctrl+P drawers); the clerk is told once the drawer's own count is in."
)


class CountOpenScreen(CountScreen):
    """The second person counts, the clerk is present. Float first, then each note and coin, Enter goes down; checks by
    amount or swiped. F10 keeps the count: once, with both names, the time and what it came to.

    You are told only whether it agrees. The drawer stays open, and nothing is closed by it. Ctrl+Z drops the count.
    """

    NAME = "Count open drawer"

    def __init__(self, session: DrawerSession, kind: CountKind, by: Approval) -> None:
        super().__init__(session)
        self.kind = kind
        self.by = by

    def heading(self) -> str:
        """Return what is counted, and by whom."""
        return f"{self.kind.words} of drawer {self.session.drawer} by {self.by.name}"

    def answered(self, count: Count) -> None:
        """Keep the count and show whether it agrees."""
        kept = CountsDesk(self.desk).keep(self.kind, count, self.by)
        if isinstance(kept, Refusal):
            self.refuse(kept.sentence)
        else:
            self.counter.replace(CountKeptScreen(kept))


class CountKeptScreen(DeskScreen):
    """The count is kept with both names and the drawer is still open. Told is only whether it agrees. Enter goes on."""

    NAME = "Count kept"
    CART = False

    def __init__(self, kept: SessionCount) -> None:
        super().__init__()
        self.kept = kept

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return who counted, who was present, and whether it agrees: by how much would tell what should be there."""
        order = self.kept.order
        at = self.desk.local(order.at)
        agrees = all(not tally.over_short for tally in self.kept.tallies)
        words = "agrees" if agrees else "DOES NOT AGREE"
        told = "It is kept for good and stands on the drawer's report. The drawer is still open."
        lines = [
            heading(f"{order.kind.words} of drawer {self.kept.drawer}", columns, "Enter goes on"),
            BLANK,
            line(pad("Counted by", 14), (order.operator_name, "strong")),
            line(pad("Present", 14), (order.present[1], "strong")),
            line(pad("At", 14), f"{day_text(at.date())}  {at:%H:%M}"),
            line(pad("The count", 14), (words, "" if agrees else "strong")),
            BLANK,
            *paragraphs(told, columns - 2),
        ]
        return lines if agrees else [*lines, BLANK, *paragraphs(_BY_HOW_MUCH, columns - 2)]

    def enter(self, text: str) -> None:
        """Go on with the customers."""
        self.counter.lookup()

    def back(self) -> None:
        """Go on with the customers."""
        self.counter.lookup()


def ask_counter(screen: DeskScreen, kind: CountKind) -> None:
    """Ask who counts the open drawer, then let that person count it."""
    session = screen.desk.session
    if session is None:
        return

    def known(by: Approval) -> None:
        screen.counter.push(CountOpenScreen(session, kind, by))

    words = (
        f"{kind.words} of drawer {session.drawer}: you count, {session.operator_name} is present."
    )
    screen.ask_approval(Act.CLOSE_DRAWER, words, known, whose=session.operator_id)
