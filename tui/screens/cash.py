"""Cash: every way of it between the drawers, the vault and the bank, each by its letter; both sides sign."""

from typing import Final

from domain.custody.drawer import DrawerSession
from domain.custody.moves import CashMoved
from domain.custody.pieces import NO_PIECES
from domain.custody.there import vault_lacks, vault_too_small
from domain.custody.vault import MoveKind
from domain.money import ZERO
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Refusal
from tui.commands import Command
from tui.counter_commands import Find
from tui.desk_moves import MovesDesk
from tui.keys import Burst
from tui.paint import BLANK, Line, heading, line, pad, paragraphs
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.desk_screen import DeskScreen

_WAYS: Final = (
    ("P", "Pull", "cash out of an open drawer into the vault"),
    ("C", "Change", "other pieces from the vault for as much out of the drawer"),
    ("K", "Take back", "the last pull into its drawer, where it was entered wrong"),
    ("T", "Transfer", "cash from your drawer to another that is open"),
    ("I", "Turn in", "a counted drawer's cash into the vault"),
    ("B", "From bank", "change fund from the bank into the vault"),
    ("V", "Vault", "what lies in the vault, in bags and with the courier; count it"),
)
_NO_DRAWER: Final = "No drawer of yours is open. Ctrl+B opens it."
_KEEPER_ONLY: Final = "Only who signs for the vault does this. Let that person sign in, F12."


class _Way(Command["CashScreen"]):
    """Begin one movement."""

    group = "drawer"
    weight = 2
    KIND: MoveKind

    def available(self, screen: "CashScreen") -> str | None:
        """A drawer must be open."""
        return None if screen.sessions else _NO_DRAWER

    def run(self, screen: "CashScreen") -> None:
        """Ask what moves."""
        screen.begin(self.KIND)


class Pull(_Way):
    """Pull cash out of an open drawer into the vault; both sides sign."""

    name, key, also, label = "cash-pull", "p", "", "Pull"
    KIND = MoveKind.PULL


class Change(_Way):
    """Change order: other pieces from the vault, for as much out of the drawer; both sides sign."""

    name, key, also, label = "cash-change", "c", "", "Change"
    KIND = MoveKind.CHANGE_ORDER


class Transfer(_Way):
    """Transfer cash from your drawer to another that is open; both clerks sign."""

    name, key, also, label = "cash-transfer", "t", "", "Transfer"
    KIND = MoveKind.TRANSFER

    def available(self, screen: "CashScreen") -> str | None:
        """An own drawer must be open, and another of the same day."""
        if screen.desk.session is None:
            return _NO_DRAWER
        return None if screen.others else "No other drawer is open for the same business date."


class TakeBack(Command["CashScreen"]):
    """Take the last pull back into its drawer, where it was entered wrong: the same pieces; both sides sign."""

    name, key, also, label, group = "cash-take-back", "k", "", "Take back", "drawer"

    def available(self, screen: "CashScreen") -> str | None:
        """A drawer must be open."""
        return None if screen.sessions else _NO_DRAWER

    def run(self, screen: "CashScreen") -> None:
        """Say which pull it is, and let the other side sign."""
        screen.take_back()


class FromBank(_Way):
    """Bring change fund from the bank into the vault; the teller signs on the bank's paper."""

    name, key, also, label = "cash-from-bank", "b", "", "Bank"
    KIND = MoveKind.FROM_BANK

    def available(self, screen: "CashScreen") -> str | None:
        """The person must sign for the vault, and policy name a bank account."""
        if not screen.desk.office.keeping.banks:
            return "The office's policy names no bank account in custody.toml."
        return None if MovesDesk(screen.desk).keeps_vault else _KEEPER_ONLY


class TurnInDrawer(Command["CashScreen"]):
    """Turn a counted drawer's cash in to the vault, with a float that came from there; both sides sign."""

    name, key, also, label, group = "cash-turn-in", "i", "", "Turn in", "drawer"
    weight = 2

    def run(self, screen: "CashScreen") -> None:
        """Ask which drawer; the pieces are those of its count."""
        from tui.screens.cash_move import CashMoveScreen

        found = MovesDesk(screen.desk).turn_ins()
        if found:
            screen.go(CashMoveScreen(MoveKind.TURNED_IN, turn_ins=found))
        else:
            screen.refuse("No counted drawer waits to be turned in. Ctrl+B counts and closes one.")


class Vault(Command["CashScreen"]):
    """Vault: what lies there by denomination, in bags and with the courier; and its count."""

    name, key, also, label, group = "vault", "v", "", "Vault", "drawer"

    def available(self, screen: "CashScreen") -> str | None:
        """The person must sign for the vault."""
        return None if MovesDesk(screen.desk).keeps_vault else _KEEPER_ONLY

    def run(self, screen: "CashScreen") -> None:
        """Show the vault."""
        from tui.screens.vault import VaultScreen

        screen.go(VaultScreen())


class CashScreen(DeskScreen):
    """Press the letter of what is done with cash. Both sides sign: who is at the desk, and the other by badge or PIN.

    Every movement is kept with both names and its pieces, and prints a slip. Esc goes back.
    """

    NAME = "Cash"
    CART = False
    ACTS = (Find, Pull, Change, TakeBack, Transfer, TurnInDrawer, FromBank, Vault, *PEOPLE_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self.sessions: tuple[DrawerSession, ...] = ()
        self.others: tuple[DrawerSession, ...] = ()

    def load(self) -> None:
        """Read which drawers are open."""
        moves = MovesDesk(self.desk)
        self.sessions, self.others = moves.open_sessions(), moves.others()

    def take_back(self) -> None:
        """Take the last pull back once the other side has signed for it."""
        moves = MovesDesk(self.desk)
        found = moves.to_take_back()
        if found is None:
            self.refuse("No pull of an open drawer is left to take back.")
            return
        pull, session = found
        given = pull.body.move.given if isinstance(pull.body, CashMoved) else NO_PIECES
        again = self.desk.unanswered("take back", pull.posting_id)
        lacking = vault_lacks(moves.in_vault(), given)
        if lacking is not None and not again:
            self.refuse(lacking)
            return

        def signed(approval: Approval) -> None:
            done = moves.take_back(pull, session, approval)
            if isinstance(done, Refusal):
                self.refuse(done)
            else:
                self.say(f"{done.number} is kept: {pull.number} went back. The slip prints.")

        words = f"Pull {pull.number} goes back into drawer {session.drawer}: {given}."
        mine = (
            self.desk.operator is not None and self.desk.operator.operator_id == session.operator_id
        )
        act = Act.KEEP_VAULT if mine else Act.HAND_OVER
        self.ask_approval(act, words[:240], signed, amount=given.amount)

    def begin(self, kind: MoveKind) -> None:
        """Go to the questions of a movement."""
        from tui.screens.cash_move import CashMoveScreen

        screen = CashMoveScreen(kind, self.sessions, self.others)
        if kind is MoveKind.CHANGE_ORDER:
            empty = vault_too_small(MovesDesk(self.desk).in_vault(), ZERO)
            if empty is not None:
                self.refuse(empty)
                return
            proposed = MovesDesk(self.desk).proposed_change()
            screen.counted, screen.back_pieces = proposed or (NO_PIECES, NO_PIECES)
        self.go(screen)

    def go(self, screen: DeskScreen) -> None:
        """Show a screen; what was kept there is said here."""
        self.counter.push(screen, self._kept)

    def _kept(self, words: object) -> None:
        self.load()
        if isinstance(words, str):
            self.say(words)
        elif isinstance(words, Refusal):
            self.refuse(words)

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the ways of cash with their letters, and the limit where the drawer is over it."""
        lines = [heading("Cash", columns), BLANK]
        for key, label, what in _WAYS:
            lines.append(line((f"{key}  ", "strong"), (pad(label, 12), "strong"), what))
        session = self.desk.session
        if session is not None:
            lines += [BLANK, line(f"Your drawer is {session.drawer}.")]
        if self.desk.over_limit:
            told = (
                f"CASH LIMIT: more than {self.desk.office.keeping.drawer_limit} is in it. P pulls."
            )
            lines += paragraphs(told, columns - 2, "warn")
        return lines

    def enter(self, text: str) -> None:
        """Enter alone moves nothing."""
        self.refuse("Press the letter of what is done: P, C, T, I, B or V. Esc goes back.")

    def burst(self, burst: Burst) -> None:
        """A scan moves no cash."""
        self.refuse("Finish here first, or go back with Esc. Then scan again.")
