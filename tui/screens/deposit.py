"""The deposit for one bank account: what goes into the bag, and on the same screen whether it is what came in."""

from dataclasses import dataclass, replace

from domain.custody.acting import PostedAct
from domain.custody.count import read_counted
from domain.custody.deposit import ClosedSession, DepositItem
from domain.custody.deposit_draft import DepositDraft
from domain.custody.deposit_orders import Undeposited
from domain.custody.keeping import BankAccount
from domain.custody.pieces import NO_PIECES
from domain.money import total
from domain.office import Denomination
from domain.outage import BooksUnavailable
from domain.people.acts import Act
from domain.people.approval import MOST_WORDS, Approval
from domain.refusals import Code, Refusal, refuse
from domain.reports.people import names_of as people_of
from tui.count_places import piece_digits
from tui.deposit_paint import cash_line, item_line, names_of, proof_lines, session_line
from tui.desk_deposit import DepositDesk
from tui.keys import Burst, KeyPress
from tui.paint import Line, line, pad, spread
from tui.people_commands import PEOPLE_COMMANDS
from tui.screens.deposit_keys import DropDeposit, FromVault, HoldOver, Propose, Seal, TakeOrLeave
from tui.screens.desk_screen import SWIPED_CARD, SWIPED_CHECK, DeskScreen
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList

BAG, SEAL = "Bag number", "Seal number"


@dataclass(frozen=True, slots=True)
class Place:
    """One row: a session, an item, a denomination, or one of the two numbers of the bag."""

    part: str
    session: ClosedSession | None = None
    item: DepositItem | None = None
    cash: Denomination | None = None
    number: str = ""


class DepositScreen(DeskScreen):
    """Up and Down go over sessions, checks, cash and the bag; Tab goes to the next part. Space leaves a session for a
    later deposit, H holds a check over with its reason, P proposes cash of what the vault holds. Count the cash and
    type how many of each. V adds cash that the vault gives up beside what came in.

    Scan the bag and then its seal, or type them. Below you see at every step whether the deposit proves. F10 seals it:
    a second person verifies, the slip is printed. Ctrl+Z drops it; nothing was posted.
    """

    NAME = "Deposit"
    CART = False
    ACTS = (Seal, HoldOver, Propose, FromVault, TakeOrLeave, DropDeposit, *PEOPLE_COMMANDS)
    rows: LineList

    def __init__(self, bank: BankAccount) -> None:
        super().__init__()
        self.bank = bank
        self.rows = LineList()
        self.draft = DepositDraft(bank, Undeposited(()))
        self.places: tuple[Place, ...] = (Place("bag", number=BAG), Place("bag", number=SEAL))
        self.vault, self.names = NO_PIECES, dict[str, str]()
        self.early: frozenset[str] = frozenset()
        self.people = people_of(())
        self.begun = False

    def load(self) -> None:
        """Read what waits, and what the vault holds."""
        desk = DepositDesk(self.desk)
        self.draft, self.begun = desk.begin(self.bank), False
        self.vault = desk.in_vault()
        self.early = frozenset(
            s.session_id for s in self.draft.waiting.sessions if not desk.turned_in(s)
        )
        self.names = names_of(self.desk.office)
        self.people = people_of(self.desk.books.operators())
        self._lay_out(0)

    @property
    def place(self) -> Place:
        """The row that the cursor is on."""
        return self.places[self.rows.cursor]

    def _lay_out(self, cursor: int) -> None:
        draft, office = self.draft, self.desk.office
        self.places = (
            *(Place("session", session=s) for s in draft.waiting.sessions),
            *(Place("item", item=i) for i in draft.due),
            *(
                Place("cash", cash=each)
                for each in office.denominations
                if self.bank.takes(office.cash.code)
            ),
            Place("bag", number=BAG),
            Place("bag", number=SEAL),
        )
        self.rows.fill(len(self.places), self._row, cursor)
        self.moved()

    def changed(self, draft: DepositDraft) -> None:
        """Go on with another draft; the cursor stays on its row."""
        here = self.place
        self.draft, self.begun = draft, True
        self._lay_out(0)
        self._to(here)

    def _to(self, place: Place) -> None:
        if place in self.places:
            self.rows.move_to(self.places.index(place))
        self.moved()

    # Painting -----------------------------------------------------------------------------------

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the parts of the deposit, and under them its proof as it stands."""
        made = self.draft.deposit
        title = f"Deposit to {self.bank.name}"
        head = spread(title, f"In all {made.amount}", columns, "title", "strong")
        proof = proof_lines(self.draft.proof, self.names, columns, empty=self.draft.empty)
        listed = self.rows.paint(columns, rows - len(proof) - 2)
        filler = [line("")] * (rows - len(proof) - 2 - len(listed))
        return [head, *listed, *filler, line(("─" * columns, "rule")), *proof]

    def _row(self, index: int, columns: int) -> Line:
        place, draft = self.places[index], self.draft
        if place.session is not None:
            name = place.session.session_id
            return session_line(
                place.session,
                columns,
                taken=name not in draft.left_out,
                in_vault=name not in self.early,
                whose=self.people.of(place.session.operator_id),
            )
        if place.item is not None:
            return item_line(place.item, self.names, draft.reason_of(place.item), columns)
        if place.cash is not None:
            value = place.cash.value
            number, held = draft.cash.of(value), self.vault.of(value)
            return cash_line(place.cash.name, value, number, held, columns)
        typed = draft.bag if place.number == BAG else draft.seal
        return line((pad(place.number, 14), "strong"), pad(typed or "scan or type it", 40))

    # Keys ---------------------------------------------------------------------------------------

    def moved(self) -> None:
        """Ask for what belongs to the row: how many pieces, or the number of bag or seal."""
        place = self.place
        if place.cash is not None:
            self.entry = EntryLine(f"How many {place.cash.name}", piece_digits)
        else:
            self.entry = EntryLine(place.number) if place.number else None

    def take_key(self, press: KeyPress) -> None:
        """Take what was typed before another row is gone to; Tab goes to the next part."""
        leaves = press.key in ("up", "down", "pageup", "pagedown", "ctrl+home", "ctrl+end", "tab")
        if leaves and not self.take_typed():
            return
        if press.key == "tab":
            self._next_part()
        else:
            super().take_key(press)

    def _next_part(self) -> None:
        here, parts = self.place.part, [place.part for place in self.places]
        after = [n for n in range(self.rows.cursor, len(parts)) if parts[n] != here]
        self.rows.move_to(after[0] if after else 0)
        self.moved()

    def take_typed(self) -> bool:
        """Take what stands in the line; returns whether it could be taken."""
        entry, place = self.entry, self.place
        typed = entry.text.strip() if entry is not None else ""
        if entry is None or not typed:
            return True
        if place.cash is not None:
            counted = read_counted(typed, place.cash)
            if isinstance(counted, Refusal):
                entry.spoil()
                self.refuse(counted)
                return False
            self.changed(self.draft.counted(place.cash.value, counted.pieces(place.cash)))
        else:
            self._number(place, typed)
        return True

    def _number(self, place: Place, typed: str) -> None:
        if place.number == BAG:
            self.changed(replace(self.draft, bag=typed[:30]))
        else:
            self.changed(replace(self.draft, seal=typed[:30]))

    def enter(self, text: str) -> None:
        """Take what was typed and go down."""
        if not self.take_typed():
            return
        if self.rows.cursor == len(self.places) - 1:
            self.say("That was the last. F10 seals the deposit.", "")
            return
        self.rows.move_to(self.rows.cursor + 1)
        self.moved()

    def burst(self, burst: Burst) -> None:
        """Go to the check that was swiped; a scanned code is the bag's number, and the next one its seal's."""
        if burst.kind == SWIPED_CHECK:
            found = [p for p in self.places if p.item is not None and p.item.number == burst.text]
            if found:
                self._to(found[0])
            else:
                self.refuse(refuse(Code.CHECK_NOT_DEPOSITED, number=burst.text or "?"))
        elif burst.kind == SWIPED_CARD:
            self.refuse("A card has no place here; nothing of it was kept.")
        else:
            first = self.place.number == BAG or not (self.draft.bag or self.place.number == SEAL)
            place = Place("bag", number=BAG if first else SEAL)
            self._number(place, burst.text)
            # The seal is scanned next, wherever the cursor was.
            self._to(Place("bag", number=SEAL))
            self.say(f"{place.number}: {burst.text[:30]}.")

    def back(self) -> None:
        """Leave only while nothing was done, or it would be lost."""
        if self.begun or (self.entry is not None and self.entry.text):
            self.refuse("The deposit is not sealed. F10 seals it; Ctrl+Z drops it and goes back.")
        else:
            self.counter.pop()

    # Sealing ------------------------------------------------------------------------------------

    def seal(self) -> None:
        """Ask a second person to verify what proves, then post it."""
        if not self.take_typed():
            return
        refusal = DepositDesk(self.desk).check(self.draft)
        if refusal is not None:
            self.refuse(refusal)
            return
        made = self.draft.deposit
        items = total(item.amount for item in made.items)
        words = (
            f"Deposit to {self.bank.name}: cash {made.cash.amount}, {len(made.items)} item(s) {items}, "
            f"bag {made.bag}, seal {made.seal}. You counted it again."
        )
        if made.from_vault:
            words = f"{made.vault_words}. {words}"
        self.ask_approval(Act.MAKE_DEPOSIT, words[:MOST_WORDS], self._post, amount=made.amount)

    def _post(self, approval: Approval) -> None:
        draft, desk = self.draft, DepositDesk(self.desk)
        self.say("Posting ...", "")
        self.counter.work(
            lambda: desk.make(draft, approval),
            self._posted,
            expected=(BooksUnavailable,),
            failed=lambda failure: self.refuse(refuse(Code.BOOKS_UNAVAILABLE, why=str(failure))),
        )

    def _posted(self, posted: PostedAct | Refusal) -> None:
        self.say("", "")
        if isinstance(posted, Refusal):
            self.refuse(posted)
            return
        from tui.screens.deposit_made import DepositMadeScreen

        self.counter.replace(DepositMadeScreen(posted))
