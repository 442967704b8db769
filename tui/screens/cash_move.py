"""The questions of one movement of cash: which drawer, which pieces, what belongs to them; then both sides sign."""

from dataclasses import replace

from domain.custody.drawer import DrawerSession
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.vault import MoveKind
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.commands import Command
from tui.desk_moves import MoveAsked, MovesDesk, TurnIn, WhyAsked
from tui.desk_turn_in import other_than_counted
from tui.paint import BLANK, Line, line, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.asking import AskingScreen, Choice, Step
from tui.screens.pieces import PiecesScreen

_HEADS = {
    MoveKind.PULL: "Cash pull",
    MoveKind.CHANGE_ORDER: "Change order",
    MoveKind.TRANSFER: "Transfer to another drawer",
    MoveKind.TURNED_IN: "Turn a counted drawer in",
    MoveKind.FROM_BANK: "Change fund from the bank",
}
_ABOUT = {
    MoveKind.PULL: "Count what leaves the drawer, strap it, and bring it to whoever keeps the vault.",
    MoveKind.CHANGE_ORDER: "The vault gives other pieces for as much out of the drawer.",
    MoveKind.TRANSFER: "The cash goes from your drawer to the other clerk, who counts it and signs.",
    MoveKind.TURNED_IN: "The pieces are those of the count; change them where others are brought.",
    MoveKind.FROM_BANK: "Count what the bank gave before it is kept.",
}


class KeepMove(Command["CashMoveScreen"]):
    """Keep it: after the pieces were counted; the other side signs by badge or PIN."""

    name, key, also, label, group = "cash-keep", "y", "", "Keep it", "drawer"
    weight = 4

    def available(self, screen: "CashMoveScreen") -> str | None:
        """Everything must be answered, and the pieces counted."""
        return None if screen.complete else "First answer what is asked and count the pieces."

    def run(self, screen: "CashMoveScreen") -> None:
        """Ask the other side to sign, then record."""
        screen.keep()


class CashMoveScreen(AskingScreen):
    """Answer what is asked, count the pieces down the numeric pad, F10, then Y; the other side signs with badge or
    PIN. Nothing has moved before that. Esc goes a step back.
    """

    NAME = "Cash move"
    ACTS = (KeepMove, *PEOPLE_COMMANDS)

    def __init__(
        self,
        kind: MoveKind,
        sessions: tuple[DrawerSession, ...] = (),
        others: tuple[DrawerSession, ...] = (),
        turn_ins: tuple[TurnIn, ...] = (),
    ) -> None:
        super().__init__()
        self.kind, self.sessions, self.others, self.turn_ins = kind, sessions, others, turn_ins
        self.counted = self.back_pieces = NO_PIECES
        self.why: WhyAsked | None = None

    def head(self) -> str:
        """Return the heading."""
        return _HEADS[self.kind]

    def about(self) -> list[str]:
        """Say what is done with the cash itself."""
        return [_ABOUT[self.kind]]

    def questions(self) -> tuple[Step, ...]:
        """Ask which drawer where there are several, and what belongs to this kind of movement."""
        steps: list[Step] = []
        found = tuple(each.session for each in self.turn_ins) or self.sessions
        if self.kind is MoveKind.TRANSFER:
            steps.append(_drawers("to", "To drawer", self.others))
        elif self.kind is MoveKind.FROM_BANK:
            banks = self.desk.office.keeping.banks
            if len(banks) > 1:
                choices = tuple(Choice(bank.code, bank.name) for bank in banks)
                steps.append(Step("bank", "Account", choices))
            steps.append(Step("teller", "Teller", told="Who gave it, as on the bank's paper."))
        elif len(found) > 1:
            steps.append(_drawers("session", "Drawer", found))
        if self.kind is MoveKind.PULL:
            told = "What is written on the strap or envelope. Enter alone leaves it out."
            steps.append(Step("note", "Strap", told=told, needed=False))
        return tuple(steps)

    @property
    def complete(self) -> bool:
        """Whether everything is answered and counted."""
        return self.step is None and (bool(self.counted.held) or self.why is not None)

    @property
    def session(self) -> DrawerSession | None:
        """The drawer's session that it is about."""
        if self.kind is MoveKind.TRANSFER:
            return self.desk.session
        found = tuple(each.session for each in self.turn_ins) or self.sessions
        wanted = self.given.get("session")
        return next((s for s in found if wanted in (None, s.session_id)), None)

    def answered(self) -> None:
        """Count the pieces; of a change order what is given first."""
        words = {
            MoveKind.CHANGE_ORDER: "The vault gives",
            MoveKind.FROM_BANK: "The bank gave",
            MoveKind.TURNED_IN: "To the vault",
        }.get(self.kind, "Out of the drawer")
        chosen = next((t for t in self.turn_ins if t.session == self.session), None)
        proposed, wanted = self.counted, None
        if chosen is not None:
            wanted = chosen.wanted
            proposed = proposed if proposed.held else chosen.given
        told = _told(chosen)
        counted = chosen is not None
        screen = PiecesScreen(
            words, told, proposed=proposed, wanted=wanted, may_be_none=counted, may_differ=counted
        )
        self.counter.push(screen, self._given)

    def changed(self) -> None:
        """Pieces of another drawer are counted anew."""
        self.counted = self.back_pieces = NO_PIECES
        self.why = None

    def _given(self, pieces: object) -> None:
        if not isinstance(pieces, Pieces):
            self._step_back()
            return
        self.counted, self.why = pieces, None
        session = self.session
        if self.kind is MoveKind.TURNED_IN and session is not None:
            if other_than_counted(self.desk, session, pieces):
                self._ask_why(session, pieces)
            return
        if self.kind is MoveKind.CHANGE_ORDER:
            told = "As much as the vault gives. Nothing has moved yet."
            screen = PiecesScreen(
                "Out of the drawer", told, proposed=self.back_pieces, wanted=pieces.amount
            )
            self.counter.push(screen, self._taken_back)

    def _ask_why(self, session: DrawerSession, pieces: Pieces) -> None:
        """Ask why the drawer holds other cash than was counted in it."""
        from tui.screens.counted_again import CountedAgainScreen

        def answered(why: object) -> None:
            if isinstance(why, WhyAsked):
                self.why = why
            else:
                self.answered()

        wanted = next((t.wanted for t in self.turn_ins if t.session == session), pieces.amount)
        self.counter.push(CountedAgainScreen(session.drawer, wanted, pieces), answered)

    def _taken_back(self, pieces: object) -> None:
        if isinstance(pieces, Pieces):
            self.back_pieces = pieces
        else:
            self.answered()

    def _step_back(self) -> None:
        if self.place:
            self.place -= 1
            self.ask()
        else:
            self.counter.pop()

    def back(self) -> None:
        """From the summary go back to the pieces, from there to the questions."""
        if self.step is None:
            self.answered()
        else:
            super().back()

    def enter(self, text: str) -> None:
        """Take an answer; Enter never does what the last key does."""
        if self.step is None:
            self.refuse("Y keeps it. Esc goes back to the pieces.")
        else:
            super().enter(text)

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Say what moves, what it comes to, and by which key."""
        if not self.complete:
            return []
        asked = self.asked
        lines = [BLANK, *paragraphs(asked.words, columns - 2), BLANK]
        lines.append(line("It comes to ", (str(self.counted.amount), "strong"), "."))
        signs = "Y keeps it and prints the slip."
        if self.kind is not MoveKind.FROM_BANK:
            signs = "Y asks the other side to sign, keeps it and prints the slip."
        if asked.why is not None:
            signs = "Y asks who approves the difference, then the other side; both sign with badge or PIN."
        return [*lines, BLANK, line((signs, "strong"))]

    @property
    def asked(self) -> MoveAsked:
        """What was answered."""
        given, bank = self.given, None
        if self.kind is MoveKind.FROM_BANK:
            banks = self.desk.office.keeping.banks
            bank = next((b for b in banks if given.get("bank") in (None, b.code)), None)
        asked = MoveAsked(
            self.kind,
            self.counted,
            self.back_pieces,
            bank=bank,
            teller=given.get("teller", ""),
            note=given.get("note", ""),
        )
        if bank is not None:
            return asked
        to = next((s for s in self.others if s.session_id == given.get("to")), None)
        return replace(asked, session=self.session, to=to, why=self.why)

    def keep(self) -> None:
        """Let the other side sign where that is one of the office, then record."""
        asked = self.asked
        if asked.bank is not None:
            self._record(asked, None)
            return
        refusal = MovesDesk(self.desk).stands_against(asked)
        if refusal is not None:
            self.refuse(refusal)
        elif asked.why is None or asked.session is None:
            self._signed(asked, None)
        else:
            self.ask_approval(
                Act.CLOSE_DRAWER,
                asked.to_approve,
                lambda yes: self._signed(asked, yes),
                whose=asked.session.operator_id,
            )

    def _signed(self, asked: MoveAsked, yes: Approval | None) -> None:
        """Let the other side sign, then record; ``yes`` is who approved a difference."""
        self.ask_approval(
            MovesDesk(self.desk).other_side(asked),
            asked.words,
            lambda approval: self._record(asked, approval, yes),
            amount=asked.given.amount,
        )

    def _record(
        self, asked: MoveAsked, approval: Approval | None, yes: Approval | None = None
    ) -> None:
        posted = MovesDesk(self.desk).move(asked, approval, yes)
        if isinstance(posted, Refusal):
            self.refuse(posted)
        else:
            self.counter.pop(f"{posted.number} is kept; its slip is printing.")


def _told(chosen: TurnIn | None) -> str:
    """Return what is said under the pieces; of a turn-in, what is proposed and what may be in the way."""
    still = "Nothing has moved yet."
    if chosen is None:
        return still
    first = chosen.change_first
    if first is not None:
        return f"{first.sentence} Or type what is really there."
    if not chosen.wanted:
        return f"No cash was counted beside the float: type what is there all the same. {still}"
    if chosen.as_issued:
        return f"The float's pieces are as the vault gave them: change what is not there. {still}"
    if chosen.given.amount != chosen.wanted:
        return f"These were counted; add the float that was taken out first. {still}"
    return f"These were counted: change what is not there. {still}"


def _drawers(name: str, label: str, sessions: tuple[DrawerSession, ...]) -> Step:
    choices = (
        Choice(s.session_id, f"Drawer {s.drawer}, {s.operator_name}, {s.business_date:%b %-d}")
        for s in sessions
    )
    return Step(name, label, tuple(choices))
