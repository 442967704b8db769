"""Lookup: the home screen with the one line that takes anything."""

from domain.calendar import day_text
from domain.people.authority import Act, may
from domain.privacy.confidential import refused_text
from domain.records import Found, Hit
from domain.refusals import Refusal
from domain.when import read_day
from tui.account_head import STOPPING
from tui.at_the_desk import AT_THE_DESK
from tui.desk import Standing
from tui.explaining import Amount, of_account, of_bill, of_cart
from tui.keys import Burst, KeyPress
from tui.paint import BLANK, Line, clip, line, pad, paragraphs, right, spread
from tui.screens.explaining import ExplainingScreen, WhyOffBar
from tui.widgets.entry_line import EntryLine
from tui.widgets.line_pane import LineList
from tui.widgets.message_line import Message

_NARROW = 66
_AMOUNT = 9
_KIND = 6
_MARKS = {"S": "stopped", "H": "held", "O": "overdue", "N": "note"}
_FARTHEST = 3650
"""Days to which amounts are shown ahead or back: no policy knows more."""


class LookupScreen(ExplainingScreen):
    """Type or scan anything: a name, an address, a plate, a parcel, an account, a bill or ticket number.

    Results come with every key. Up and Down choose, Enter opens the customer. The number of a bill, typed whole or
    scanned, goes straight into the cart. 3*TS puts three of item TS into the cart. Backspace on an empty line takes
    the last line out of the cart. @fri shows what everything would be if paid on Friday; @ alone is today again.
    ? explains what the chosen customer owes, or on an empty line what is in the cart.

    A letter before the amount says what to read first: S stopped, H held, O long overdue, N a note.
    """

    NAME = "Lookup"
    NOTHING = "Nothing is owed here to explain. Type a name or number, then ?."
    ACTS = (*AT_THE_DESK, WhyOffBar)
    entry: EntryLine
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("Find")
        self.rows = LineList()
        self.found = Found(())
        self.standings: dict[int, Standing] = {}
        self.rubbing = False
        self.alarm = ""
        """What is wrong with the money on hand, for those who bring it to the bank."""

    def load(self) -> None:
        """Look for money that waits too long or is too much; only those who may deposit it are told."""
        desk = self.desk
        if desk.operator is None or may(desk.office, desk.operator, Act.MAKE_DEPOSIT, own=False):
            return
        from tui.desk_deposit import DepositDesk

        self.alarm = DepositDesk(desk).alarm_words()

    @property
    def explains(self) -> bool:
        """Whether something was typed, or is in the cart."""
        return bool(self.entry.text.strip() or self.desk.cart.lines)

    def amounts(self) -> tuple[Amount, ...]:
        """Return what the typed bill or the chosen account owes; on an empty line, what is in the cart."""
        text = self.entry.text.strip()
        if not text:
            return of_cart(self.desk, self.desk.cart)
        state = self.desk.bill_typed(text)
        if state is not None:
            return (of_bill(self.desk, state, self.desk.assessed(state)),)
        chosen = self.found.hits[self.rows.cursor : self.rows.cursor + 1]
        return tuple(amount for hit in chosen for amount in of_account(self.desk, hit.account_id))

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the results, or on an empty line what may be typed."""
        if not self.entry.text.strip():
            return self._hints(columns)
        if not self.found.hits:
            return [line(("Nothing found.", "strong")), BLANK, *self._hints(columns)]
        if self.found.forgiven:
            head = line((pad("One letter forgiven - is it one of these?", columns), "warn"))
        else:
            head = spread("Found", self._legend(), columns, "title", "dim")
        return [head, *self.rows.paint(columns, rows - 1)]

    def _legend(self) -> str:
        """Return what the letters before the amounts say, as far as there are some."""
        shown = {self._mark(hit) for hit in self.found.hits}
        return "  ".join(f"{letter} {word}" for letter, word in _MARKS.items() if letter in shown)

    def _hints(self, columns: int) -> list[Line]:
        hints = (
            ("name, address", "part of it: hender 210"),
            ("account, parcel, plate", "from its beginning"),
            ("bill, ticket", "scan, or type and Enter"),
            ("items", "3*TS, Enter: three of TS"),
            ("another day", "@fri, @12/31: paid then"),
            ("why that much", "?"),
        )
        lines = [line(("Type or scan anything", "title")), BLANK]
        for what, example in hints:
            lines.append(
                line((pad(f" {what}", 24), "strong"), (clip(example, columns - 24), "dim"))
            )
        lines.append(BLANK)
        lines.extend(paragraphs(self.alarm, columns - 1, "bad"))
        if self.desk.session is None:
            lines.append(line(("The drawer is closed: Ctrl+B opens it.", "warn")))
        printer = self.desk.printer.status()
        if printer != "ready":
            waits = "Receipts are posted all the same; their paper waits."
            lines.extend(paragraphs(f"The printer: {printer}. {waits}", columns - 1, "warn"))
        return lines

    def _row(self, index: int, columns: int) -> Line:
        hit = self.found.hits[index]
        amounts = {i: str(standing.owed) for i, standing in self.standings.items()}
        widest = max([_AMOUNT, *(len(each) + 1 for each in amounts.values())])
        amount = right(amounts.get(hit.account_id, ""), widest)
        room = columns - widest - _KIND - 3
        name = hit.name or hit.plate or hit.number
        if columns < _NARROW:
            name_width = min(22, room // 2)
            where = pad(self._matched(hit), room - name_width)
        else:
            name_width = min(28, room // 3)
            number_width = 20
            where = pad(hit.number, number_width) + pad(
                hit.address, room - name_width - number_width
            )
        kind = pad(self._kind(hit), _KIND).upper()
        return line(
            (pad(name, name_width - 1), "strong"),
            *(" ", where, " "),
            (kind, "dim"),
            " ",
            (self._mark(hit), "warn"),
            amount,
        )

    def _mark(self, hit: Hit) -> str:
        """Return the gravest thing to be read before money is taken, as one letter."""
        if any(kind in STOPPING for kind in hit.holds):
            return "S"
        if hit.holds:
            return "H"
        standing = self.standings.get(hit.account_id)
        if standing and standing.overdue_days >= self.desk.office.guards.overdue_alert_days:
            return "O"
        return "N" if hit.noted else " "

    def _kind(self, hit: Hit) -> str:
        """Return what is owed on the account, in one word: tax, water, ticket, permit."""
        return self.desk.office.service(hit.kind).noun.split()[0]

    def _matched(self, hit: Hit) -> str:
        """Return what tells this account from its like: its number when that was typed, else its address."""
        typed = "".join(c for c in self.entry.text.casefold() if c.isalnum())
        number = "".join(c for c in hit.number.casefold() if c.isalnum())
        return hit.number if typed and number.startswith(typed) or not hit.address else hit.address

    def typed(self) -> None:
        """Search with every key; what was answered before is read by now."""
        self.message = Message()
        text = self.entry.text.strip()
        if not text or "*" in text or text.startswith("@"):
            self._show(Found(()))
            return
        self._show(self.desk.find(text))

    def _show(self, found: Found) -> None:
        # Read before anything is changed: should the books fail here, the rows still belong to the old results.
        standings = self.desk.standings([hit.account_id for hit in found.hits])
        self.found, self.standings = found, standings
        self.rows.fill(len(found.hits), self._row)

    def take_key(self, press: KeyPress) -> None:
        """Take the last line out of the cart when there is nothing else to rub out.

        A Backspace that is held down stops at the empty line: it never runs on into the cart.
        """
        rubs_text = press.key == "backspace" and bool(self.entry.text)
        ran_on = press.key == "backspace" and self.rubbing and not rubs_text
        self.rubbing = rubs_text or ran_on
        if ran_on:
            return
        if press.key == "backspace" and not self.entry.text and self.desk.cart.lines:
            gone = self.desk.cart.lines[-1]
            refusal = self.desk.remove_line(len(self.desk.cart.lines) - 1)
            self.answer(refusal, f"Taken out of the cart: {gone.description} {gone.amount}.")
            return
        super().take_key(press)

    def enter(self, text: str) -> None:
        """Take what was typed: items, a bill's number, an item code, or the result that is chosen."""
        if not text:
            self.refuse(
                "Nothing typed. Type a name, number, address or plate."
                if not self.desk.cart.lines
                else "F4 takes the money for the cart."
            )
        elif text.startswith("@"):
            self._ask(text[1:])
        elif "*" in text:
            self._done(self.desk.add_typed_items(text), "In the cart. F4 takes the money.")
        elif not self._take_bill(text):
            self._take_item_or_hit(text)

    def _ask(self, typed: str) -> None:
        """Show every amount as if paid on another day, or as of today again."""
        counting = self.desk.counts_on
        day = read_day(typed, counting) if typed.strip() else counting
        if day is None or abs((day - counting).days) > _FARTHEST:
            self.refuse(
                f"'@{clip(typed, 20)}' is no day within ten years. Type @fri, @12/31 or @+10; @ alone is "
                "today again."
            )
            return
        self.desk.what_if = None if day == counting else day
        self.clear()
        words = "Amounts are as of today again."
        if self.desk.what_if is not None:
            words = f"Amounts are as if paid on {day_text(day)}. Type @ and Enter for today again."
        self.say(words)

    def _take_bill(self, text: str) -> bool:
        state = self.desk.bill_typed(text)
        if state is None:
            return False
        self._done(
            self.desk.add_bill(state),
            f"In the cart: bill {state.bill.bill_no}. F4 takes the money.",
        )
        return True

    def _take_item_or_hit(self, text: str) -> None:
        # GR/ABC1234 is an item with what it is sold with; what looks like one and is none is searched for.
        code = text.partition("/")[0]
        if not isinstance(self.desk.office.item(code), Refusal) and not self.rows.cursor:
            self._done(self.desk.add_items(text), "In the cart. F4 takes the money.")
        elif self.found.hits:
            self._open(self.found.hits[self.rows.cursor])
        elif (secret := refused_text(text)) is not None:
            # Nobody searches for it: it was typed into the wrong line, and does not stay on the screen.
            self.clear()
            self.refuse(secret)
        else:
            self.refuse(f"Nothing is found for '{clip(text, 30)}'. Type less, or another word.")

    def _open(self, hit: Hit) -> None:
        from tui.screens.account import AccountScreen

        customer = self.desk.customer(hit.account_id)
        if customer is None:
            self.refuse("That account is no longer in the books. Type it again.")
            return
        self.counter.push(AccountScreen(hit.account_id))
        self.clear()

    def _done(self, refusal: Refusal | None, words: str) -> None:
        if self.answer(refusal, words):
            self.clear()

    def clear(self) -> None:
        """Begin anew on an empty line."""
        self.entry.clear()
        self._show(Found(()))

    def scanned(self, burst: Burst) -> None:
        """A scanned code goes straight to its bill."""
        if not self._take_bill(burst.text.strip()):
            self.entry.set(burst.text.strip())
            self.typed()
            self.refuse("No bill has that number. Choose from the results, or type something else.")

    def back(self) -> None:
        """Clear the line; from an empty one, show the menu."""
        if self.entry.text:
            self.clear()
            return
        from tui.screens.menu import MenuScreen

        self.counter.push(MenuScreen(self), self.do_named)
