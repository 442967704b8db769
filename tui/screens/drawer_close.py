"""Drawer close: the reason for a difference, the second person's approval, and the closing report."""

from collections.abc import Callable

from domain.calendar import day_text
from domain.custody.count import Count
from domain.custody.drawer import DrawerClosed, DrawerSession, close_needs_approval
from domain.custody.report_layout import over_short_text
from domain.custody.session_counts import SessionCount
from domain.custody.stock_close import Counted
from domain.money import Money
from domain.office import Reason
from domain.outage import BooksUnavailable
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.receipting.posting import Posting
from domain.refusals import Refusal
from tui.commands import FinishKey, WhyKey
from tui.desk_drawer import DrawerDesk
from tui.desk_stock import StockDesk
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.paper import drawer_report_text
from tui.screens.desk_screen import DeskScreen
from tui.screens.stock_count import StockCountScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList


class Close(FinishKey["DrawerCloseScreen"]):
    """Close the drawer with the chosen reason."""

    def run(self, screen: "DrawerCloseScreen") -> None:
        """The same as Enter."""
        screen.enter(screen.entry.text.strip())


class FindDifference(WhyKey["DrawerCloseScreen"]):
    """Why: what would explain the difference, the likeliest first."""

    def available(self, screen: "DrawerCloseScreen") -> str | None:
        """There must be a difference."""
        return None if screen.differs else "There is no difference to explain."

    def run(self, screen: "DrawerCloseScreen") -> None:
        """Look for it in the session's own receipts."""
        from tui.screens.difference import DifferenceScreen

        screen.counter.push(DifferenceScreen(screen.session))


class DrawerCloseScreen(DeskScreen):
    """The count does not agree and is accepted: choose the reason by its digit, add words if needed, then Enter.
    Up and Down change it.

    ? looks for what explains the difference. The difference is recorded with your name, the reason and your words.
    Nothing is forced to agree. Where policy asks for it, a second person approves.
    """

    NAME = "Close drawer"
    ACTS = (Close, FindDifference)
    CART = False
    entry: EntryLine
    rows: LineList
    chosen = False

    def __init__(self, session: DrawerSession, kept: SessionCount) -> None:
        super().__init__()
        self.session = session
        self.kept = kept
        self.entry = EntryLine("In your words")
        self.rows = LineList()

    def on_mount(self) -> None:
        self.rows.fill(len(self.reasons), self._row)

    @property
    def differs(self) -> bool:
        """Whether any kind of money differs."""
        return any(t.over_short for t in self.kept.tallies)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The office's coded reasons."""
        return self.desk.office.over_short_reasons

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return by how much it differs, and the reasons with their digits."""
        told = (
            "The count is accepted as it is. Choose the reason by its digit, say more in words, then Enter. "
            "? looks for what explains it."
        )
        lines = [heading("Close the drawer with a difference", columns), BLANK]
        for tally in self.kept.tallies:
            if tally.over_short:
                words = over_short_text(tally.over_short)
                lines.append(line(pad(tally.name, 20), (words, "strong")))
        lines.extend([BLANK, *paragraphs(told, columns - 2), BLANK])
        return lines + self.rows.paint(columns, rows - len(lines))

    def _row(self, index: int, columns: int) -> Line:
        return line((f"{index + 1}  ", "strong"), pad(self.reasons[index].name, columns - 3))

    def take_key(self, press: KeyPress) -> None:
        """Choose a reason by its digit, once: what is typed behind it are words, which may begin with a digit."""
        digit = int(press.key) if press.key.isdecimal() and press.key.isascii() else 0
        if not self.chosen and not self.entry.text and 1 <= digit <= len(self.reasons):
            self.rows.move_to(digit - 1)
            self.chosen = True
        else:
            super().take_key(press)

    def burst(self, burst: Burst) -> None:
        """A scan is no reason."""
        self.refuse("Close this drawer first. Choose the reason by its digit, then Enter.")

    def enter(self, text: str) -> None:
        """Close with the chosen reason, after a second person's approval where policy asks for one."""
        reason = self.reasons[self.rows.cursor]
        differences = (t.over_short for t in self.kept.tallies if t.over_short)
        words = ", ".join(over_short_text(each) for each in differences)

        def close(approval: Approval | None, stock: Counted) -> None:
            drawer, count = DrawerDesk(self.desk, self.session), self.kept.order.count
            show_closing(self, drawer.close(count, reason.code, text, approval, stock))

        close_counted(
            self, self.session, f"{words}: {reason.name}", self.kept.over_short, close, differs=True
        )

    def back(self) -> None:
        """The count is in and stays; the drawer can be closed later."""
        if self.entry.text:
            super().back()
        else:
            self.counter.lookup_saying("The count is in and stays. Ctrl+B goes on to close it.")


class FindClosed(WhyKey["ClosedScreen"]):
    """Why: what would explain the difference, the likeliest first."""

    def available(self, screen: "ClosedScreen") -> str | None:
        """There must be a difference."""
        body = screen.posting.body
        differs = isinstance(body, DrawerClosed) and any(t.over_short for t in body.tallies)
        return None if differs else "There is no difference to explain."

    def run(self, screen: "ClosedScreen") -> None:
        """Look for it in the session's own receipts."""
        from tui.screens.difference import DifferenceScreen

        session = screen.desk.books.session(screen.posting.header.session_id)
        if session is not None:
            screen.counter.push(DifferenceScreen(session))


class ClosedScreen(DeskScreen):
    """The drawer is closed. Its report is printing; both sign it, and the money is handed over. Enter goes on.

    ? looks for what would explain a difference.
    """

    NAME = "Drawer closed"
    ACTS = (FindClosed,)
    CART = False
    rows: LineList

    def __init__(self, posting: Posting) -> None:
        super().__init__()
        self.posting = posting
        self.rows = LineList(plain=True)

    def load(self) -> None:
        """Read the report; where the books cannot be reached, the drawer is closed all the same."""
        try:
            text = drawer_report_text(self.desk, self.posting).splitlines()
        except BooksUnavailable as failure:
            text = ["The report cannot be shown now; it prints from the books.", str(failure)]
        self.rows.fill(len(text), lambda index, columns: line(text[index]))

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the report, the part in view, under what it came to."""
        body = self.posting.body
        came = f": {over_short_text(body.over_short)}" if isinstance(body, DrawerClosed) else ""
        head = heading(f"The drawer is closed{came}", columns, "Enter goes on")
        return [head, *self.rows.paint(columns, rows - 1)]

    def enter(self, text: str) -> None:
        """Go on."""
        self.counter.lookup()

    def back(self) -> None:
        """Go on."""
        self.counter.lookup()


def close_balanced(screen: DeskScreen, session: DrawerSession, count: Count) -> None:
    """Close a drawer whose count agrees, after a second person's approval where policy asks for one."""

    def close(approval: Approval | None, stock: Counted) -> None:
        drawer = DrawerDesk(screen.desk, session)
        show_closing(screen, drawer.close(count, approval=approval, stock=stock))

    close_counted(screen, session, "the count agrees", None, close, differs=False)


def close_counted(
    screen: DeskScreen,
    session: DrawerSession,
    words: str,
    amount: Money | None,
    close: Callable[[Approval | None, Counted], None],
    *,
    differs: bool,
) -> None:
    """Count the drawer's accountable stock where any should lie there, then close as policy says."""
    series = StockDesk(screen.desk).to_count(session.drawer)

    def counted(stock: object) -> None:
        if not isinstance(stock, tuple):
            screen.refuse("The drawer is not closed: its stock is not counted yet. Begin again.")
            return
        close_approved(
            screen, session, words, amount, lambda yes: close(yes, stock), differs=differs
        )

    if series:
        screen.counter.push(StockCountScreen(series), counted)
    else:
        counted(())


def close_approved(
    screen: DeskScreen,
    session: DrawerSession,
    words: str,
    amount: Money | None,
    close: Callable[[Approval | None], None],
    *,
    differs: bool,
) -> None:
    """Close, and ask a second person first where policy does: always, with a difference, or of new staff."""
    if not (
        close_needs_approval(screen.desk.office, differs=differs)
        or DrawerDesk(screen.desk, session).needs_second()
    ):
        close(None)
        return
    asked = f"Close drawer {session.drawer} of {day_text(session.business_date)}: {words}."
    screen.ask_approval(Act.CLOSE_DRAWER, asked, close, whose=session.operator_id, amount=amount)


def show_closing(screen: DeskScreen, result: Posting | Refusal) -> None:
    """Show the closing report, or say why the drawer could not be closed."""
    if isinstance(result, Refusal):
        screen.refuse(result.sentence)
        return
    closed = ClosedScreen(result)
    closed.say("The drawer is closed; its report is printing.")
    screen.counter.replace(closed)
