"""A day at the counter as a few lines of text, run against the domain and any books.

One act a line: the time, then who does what, and after ``->`` what it must come to, when that matters::

    2027-01-25
    08:30 jane opens 1 with 200.00
    09:05 drawer 1 takes T27-000101, 3*TS; C 800.00    -> 2027-1-000001, change 106.72
    09:20 drawer 1 takes T27-000101; K 10.00 #4471     -> refused: partial-refused
    16:30 drawer 1 closes on 893.28, K 61.00: miscount -> -1.25
    bill T27-000101                                    -> 612.27

A line to be taken is a bill (with ``=12.50`` for a part of it) or items; a tender is a kind, an amount (nothing: the
rest) and a number. The answer of an act that has none to give is ``done``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import TypeVar

from domain.books import Books
from domain.custody.count import Count
from domain.custody.drawer import DrawerClosed, DrawerSession
from domain.custody.sessions import CloseOrder, OpenOrder
from domain.money import Money, parse_money
from domain.receipting.cart import Cart, add_bill, add_item
from domain.receipting.posting import order_receipt
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender
from domain.receivables.assessment import assess
from domain.refusals import Refusal
from tests.samples import DAY, at, operators, sample_office

T = TypeVar("T")
OFFICE = sample_office()


class Refused(Exception):
    """An act was refused; the day goes on with the next line."""


def money(text: str) -> Money:
    """An amount in the text of a day."""
    amount = parse_money(text)
    assert amount is not None, f"no amount: {text!r}"
    return amount


def taken(answer: T | Refusal) -> T:
    """The answer, or the day's word for a refusal."""
    if isinstance(answer, Refusal):
        raise Refused(f"refused: {answer.code.value}")
    return answer


@dataclass
class Day:
    """Runs the lines of a day one after the other on some books."""

    books: Books
    on: date = DAY

    def run(self, text: str) -> None:
        """Do every act; an answer that is not the one after ``->`` fails with its line."""
        numbers = count(1)
        # A line that begins with the arrow goes on from the one before it.
        whole = re.sub(r"\n\s*->", " ->", text)
        for line in filter(None, map(str.strip, whole.splitlines())):
            said, _, wanted = (part.strip() for part in line.partition("->"))
            try:
                answer = self.act(said, f"{self.on.isoformat()}-{next(numbers)}")
            except Refused as refusal:
                answer = str(refusal)
            assert answer == wanted or (not wanted and not answer.startswith("refused")), (
                f"{line}\n    gave {answer}"
            )

    def act(self, said: str, request: str) -> str:
        """Do one act and say what it came to."""
        acts: tuple[tuple[str, Callable[..., str]], ...] = (
            (r"(\d{4}-\d\d-\d\d)", self.begin),
            (r"bill (\S+)", self.bill),
            (r"(\S+) (\w+) opens (\w+) with (\S+)", self.opens),
            (r"(\S+) drawer (\w+) takes (.+); ?(.*)", self.takes),
            (r"(\S+) drawer (\w+) closes on ([^:]+?)(?:: ?(\w+))?", self.closes),
        )
        for pattern, act in acts:
            match = re.fullmatch(pattern, said)
            if match:
                needs_request = act in (self.opens, self.takes, self.closes)
                return act(*match.groups(), *((request,) if needs_request else ()))
        raise AssertionError(f"no act of a day: {said!r}")

    def moment(self, time: str) -> datetime:
        """A time of this day."""
        hour, minute = time.split(":")
        return at(int(hour), int(minute), self.on)

    def begin(self, day: str) -> str:
        """Another day begins."""
        self.on = date.fromisoformat(day)
        return "done"

    def bill(self, number: str) -> str:
        """What a bill comes to on this day."""
        state = self.books.bill(number)
        assert state is not None, number
        return str(assess(state, self.on, OFFICE).total)

    def session(self, drawer: str) -> DrawerSession:
        """The open session of a drawer."""
        session = self.books.session_at(drawer)
        if session is None:
            raise Refused("refused: session-not-open")
        return session

    def opens(self, time: str, who: str, drawer: str, amount: str, request: str) -> str:
        """An operator opens a drawer with a float."""
        operator = next(o for o in operators() if o.operator_id == who)
        moment = self.moment(time)
        order = OpenOrder(
            request, drawer, f"counter {drawer}", operator, self.on, moment, money(amount)
        )
        taken(self.books.open_session(order, OFFICE))
        return "done"

    def takes(self, time: str, drawer: str, lines: str, tenders: str, request: str) -> str:
        """A drawer takes money for bills and items: the receipt's number, and the change."""
        session, cart = self.session(drawer), Cart(request)
        for line in (part.strip() for part in lines.split(",")):
            quantity, star, code = line.partition("*")
            number, _, part = line.partition("=")
            state = None if star else self.books.bill(number)
            if state is None:
                cart = taken(
                    add_item(cart, code or line, int(quantity) if star else 1, self.on, OFFICE)
                )
            else:
                amount = money(part) if part else None
                cart = taken(add_bill(cart, state, self.on, OFFICE, amount=amount))
        for tender in (part.strip() for part in tenders.split(",")):
            match = re.fullmatch(r"(\w)(?: ([\d.,]+))?(?: #(\S+))?", tender)
            assert match, tender
            kind, typed, number = match.groups()
            amount = money(typed) if typed else None
            cart = taken(add_tender(cart, kind, OFFICE, amount=amount, number=number or ""))
        moment = self.moment(time)
        order = taken(order_receipt(cart, session, session.operator_id, moment, OFFICE))
        receipt = taken(self.books.post(order)).posting.body
        assert isinstance(receipt, Receipt)
        change = f", change {receipt.change}" if receipt.change else ""
        return f"{receipt.number}{change}"

    def closes(self, time: str, drawer: str, counted: str, reason: str | None, request: str) -> str:
        """A drawer is closed on a count of cash and of other kinds: over or short."""
        session = self.session(drawer)
        cash, *others = (part.strip() for part in counted.split(","))
        items: dict[str, list[Money]] = {}
        for kind, amount in (other.split() for other in others):
            items.setdefault(kind, []).append(money(amount))
        ways = {k.code: k.counted for k in OFFICE.tender_kinds}
        count_in = Count(
            ((Money(1), money(cash).cents % 100), (Money(100), money(cash).cents // 100)),
            tuple((k, tuple(v)) for k, v in items.items() if ways[k] == "items"),
            tuple((k, v[0]) for k, v in items.items() if ways[k] == "total"),
        )
        who = next(o for o in operators() if o.operator_id == session.operator_id)
        order = CloseOrder(
            request, session.session_id, who, self.moment(time), count_in, reason or ""
        )
        closed = taken(self.books.close_session(order, OFFICE)).body
        assert isinstance(closed, DrawerClosed)
        return str(closed.over_short)
