"""Drawers: all of them live for the supervisor, with the money on hand and whether the deposit proves."""

from domain.custody.count import Count
from domain.custody.drawer import DrawerSession, Takings
from domain.custody.session_counts import CountKind
from domain.outage import BooksUnavailable
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_drawers import ByHour, DrawerRow, DrawersDesk, Overview
from tui.drawer_commands import count_drawer
from tui.drawers_paint import beside, chart, count_line, drawer_line, heads, money, proofs
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.count_open import CountKeptScreen
from tui.screens.desk_screen import DeskScreen
from tui.screens.drawer_count import CountScreen
from tui.screens.receipts import ReceiptsScreen
from tui.widgets.line_pane import LineList

EVERY = 4.0
"""Seconds between two readings."""
_LISTED = 6
_ASIDE = 44


class CountSurprise(Command["DrawersScreen"]):
    """Surprise count of the marked drawer: you count, its clerk is present and signs; the drawer stays open."""

    name, key, also, label, group = "count-drawer", "s", "", "Surprise", "drawer"
    weight = 3

    def run(self, screen: "DrawersScreen") -> None:
        """Count it where that may be done."""
        screen.count()


class CloseAway(Command["DrawersScreen"]):
    """Count and close the marked drawer because its clerk is away; a second person signs the close with you."""

    name, key, also, label, group = "close-away", "c", "", "Close", "drawer"

    def run(self, screen: "DrawersScreen") -> None:
        """Count it where that may be done."""
        screen.close_away()


class ReadAnew(Command["DrawersScreen"]):
    """Read everything anew at once; it is read by itself every few seconds."""

    name, key, also, label, group = "drawers-now", "n", "", "Now", "drawer"

    def run(self, screen: "DrawersScreen") -> None:
        """Read it while the keys wait."""
        screen.read(wait=True)


class DrawersScreen(DeskScreen):
    """All drawers as they stand, read anew every few seconds. Mark one with Up and Down: Enter shows its receipts, S
    counts it by surprise with its clerk present, C counts and closes it for a clerk who is away. What your own drawer
    should hold is not shown.

    Beneath: the receipts of each hour, the money that is not deposited by its age, and for each bank account whether
    a deposit of it proves now, and where it does not.
    """

    NAME = "Drawers"
    CART = False
    ACTS = (Find, CountSurprise, CloseAway, ReadAnew, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList()
        self.hours = ByHour()
        self.view: Overview | None = None
        self.reading = False

    def load(self) -> None:
        """Read for the first time, and from then on every few seconds."""
        self.read(wait=True)
        self.set_interval(EVERY, self._again)

    def _again(self) -> None:
        if self.is_current:
            self.read(wait=False)

    def read(self, *, wait: bool) -> None:
        """Read in a thread; one reading at a time, and no key waits for one that began by itself."""
        if self.reading:
            return
        self.reading = True
        desk, hours = DrawersDesk(self.desk), self.hours
        self.counter.work(
            lambda: desk.read(hours),
            self._read,
            expected=(BooksUnavailable,),
            failed=self._unreachable,
            wait=wait,
        )

    def _read(self, view: Overview) -> None:
        self.reading = False
        marked = self.marked
        self.view = view
        sessions = [row.session for row in view.drawers]
        at = sessions.index(marked.session) if marked and marked.session in sessions else 0
        self.rows.fill(len(sessions), self._row, at)

    def _unreachable(self, failure: Exception) -> None:
        self.reading = False
        self.refuse(f"The books cannot be reached: {failure} This is how it was before.")

    @property
    def marked(self) -> DrawerRow | None:
        """The marked drawer."""
        if self.view is None or not self.view.drawers:
            return None
        return self.view.drawers[min(self.rows.cursor, len(self.view.drawers) - 1)]

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the drawers, and beneath them the chart beside the money, and the proof."""
        view = self.view
        if view is None:
            return [heading("Drawers", columns), BLANK, line("Reading ...")]
        limit = self.desk.office.keeping.drawer_limit
        words = f"Drawers at {view.at:%H:%M}" + (f", limit {limit}" if limit is not None else "")
        listed = min(len(view.drawers), max(_LISTED, rows - 16))
        lines = [heading(words, columns), heads(columns)]
        lines += self.rows.paint(columns, listed) if view.drawers else []
        if not view.drawers:
            lines.append(line(("  No drawer is open.", "dim")))
        foot = [BLANK, *proofs(view.deposits, view.alarm, columns)][: max(2, rows - len(lines) - 7)]
        room = rows - len(lines) - len(foot) - 1
        half = columns // 2
        aside = money(view, min(columns - half - 1, _ASIDE), room)
        beneath = beside(chart(view.hours, half - 3, room), aside, half)
        return [*lines, count_line(self.marked, self.desk.zone), *beneath, *foot]

    def _row(self, index: int, columns: int) -> Line:
        if self.view is None:
            return BLANK
        return drawer_line(self.view.drawers[index], columns, self.view.at, self.desk.zone)

    def enter(self, text: str) -> None:
        """Show the receipts of the marked drawer."""
        marked = self.marked
        if marked is None:
            self.refuse("No drawer is open. Esc goes back.")
        else:
            self.counter.push(DrawerReceiptsScreen(marked.session))

    def count(self) -> None:
        """Count the marked drawer by surprise."""
        marked = self.marked
        if marked is None:
            self.refuse("No drawer is open. Esc goes back.")
            return
        denied = DrawersDesk(self.desk).may_count(marked.now)
        if denied is not None:
            self.refuse(denied)
        else:
            self.counter.push(SurpriseScreen(marked.session))

    def close_away(self) -> None:
        """Count and close the marked drawer for a clerk who is away."""
        marked = self.marked
        if marked is None:
            self.refuse("No drawer is open. Esc goes back.")
            return
        denied = DrawersDesk(self.desk).may_close(marked.session)
        if denied is not None:
            self.refuse(denied)
        else:
            count_drawer(self, marked.session)

    def burst(self, burst: Burst) -> None:
        """A scan is nothing here."""
        self.refuse("Go back with Esc, then scan again.")


class DrawerReceiptsScreen(ReceiptsScreen):
    """The receipts of one drawer, newest first. Enter shows one; part of a payer's name narrows the list."""

    NAME = "Drawer's receipts"

    def __init__(self, session: DrawerSession) -> None:
        super().__init__()
        self.of = session

    def load(self) -> None:
        """Read the receipts of the drawer's session."""
        self.all = self.desk.books.receipts(session_id=self.of.session_id)
        self.typed()

    def heading(self) -> str:
        """Return whose receipts they are."""
        return f"Receipts of drawer {self.of.drawer}, {self.of.operator_name}"


class SurpriseScreen(CountScreen):
    """You count, the clerk whose drawer it is is present. Float first, then each note and coin, Enter goes down; F10,
    and the clerk signs with badge or PIN. It is kept with both names and what it came to; by how much it differs stands
    in the view of the drawers, where the clerk does not see it. Ctrl+Z drops the count.
    """

    NAME = "Surprise count"
    began: Takings | None = None

    def load(self) -> None:
        """Note how far the drawer is: what it takes from here on is not in the count."""
        super().load()
        self.began = DrawersDesk(self.desk).takings(self.session)

    def heading(self) -> str:
        """Return what is counted, and who is present."""
        words = CountKind.SURPRISE.words
        return f"{words} of drawer {self.session.drawer}, {self.session.operator_name} present"

    def answered(self, count: Count) -> None:
        """Let the clerk sign, then keep the count."""
        session = self.session

        def signed(present: Approval) -> None:
            kept = DrawersDesk(self.desk).count(session, count, present, self.began)
            if isinstance(kept, Refusal | str):
                self.refuse(kept)
                self.attempt(self.load)
            else:
                self.counter.replace(CountKeptScreen(kept))

        words = f"You were present when drawer {session.drawer} was counted by surprise."
        self.ask_approval(Act.HAND_OVER, words, signed)
