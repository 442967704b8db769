"""A city whose every string was written by somebody who means harm; run as a program, a counter to show it at."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

from tui.environment import prepare

prepare()

from chamberlain.readers import Readers  # noqa: E402  # Textual reads the environment while it is imported
from domain.money import Money  # noqa: E402
from domain.office import Office, Price, Reason, ReceiptTexts, Source  # noqa: E402
from domain.people.authority import Operator  # noqa: E402
from domain.receivables.accounts import Account, Hold, HoldKind, Note  # noqa: E402
from domain.receivables.bills import Bill, Charge, Instalment  # noqa: E402
from storage.memory import MemoryBooks  # noqa: E402
from tests.samples import DAY, at, intake_of, keep_sample_policy, sample_office  # noqa: E402
from tests.tui.desk_kit import READY, SIGN_IN, desk_of  # noqa: E402
from tui.app import run  # noqa: E402
from tui.counter import Counter, Opening  # noqa: E402
from tui.desk import Desk  # noqa: E402

PAYLOADS = {
    "title": "\x1b]0;PWNED\x07",
    "clear": "\x1b[2J\x1b[1;1HPWNED",
    "answer": "\x1b[6n\x1b[c\x1bP$q\x1b\\",
    "c1": "\x9b31mPWNED\x9d0;PWNED\x9c",
    "bidi": "\u202e00.001 DIAP\u202c \u2066x\u2069",
    "zero": "PA\u200bID\ufeff\x00\x7f\x08\x08back\U000e0041\U000e007f",
    "markup": "[/b][@click=app.quit]pay[/][bold red]PWNED",
    "lines": "first\r\nsecond\tthird\x0bfourth\u2028fifth",
    "wide": "\u6771\u4eac\u5e02\u5f79\u6240\u6c34\u9053\u5c40" * 3,
    "combined": "Z"
    + "\u0301" * 40
    + "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1fa\U0001f1f8",
    "long": "N" * 300,
}
MOST = Money(999_999_999)
"""9,999,999.99: more than any bill of a city, and never cut."""


def hostile_office(payload: str) -> Office:
    """Return the sample office with the payload in every text of its policy."""
    office = sample_office()
    since = date(2020, 1, 1)
    price = Price(MOST, since, Source("items.prices", payload))
    items = tuple(replace(item, name=payload, prices=(price,)) for item in office.items)
    kinds = tuple(replace(kind, limit=None) for kind in office.tender_kinds)
    return replace(
        office,
        name=payload,
        short_name=payload,
        items=items,
        tender_kinds=kinds,
        over_short_reasons=(Reason("miscount", payload),),
        receipt=ReceiptTexts((payload,), (payload,)),
        procedures=tuple((name, payload) for name in ("tender", "account", "lookup")),
    )


def hostile_books(payload: str) -> MemoryBooks:
    """Return books with the payload in every text of accounts, bills, holds, notes and people."""
    books = MemoryBooks()
    keep_sample_policy(books)
    holds = tuple(Hold(kind, payload) for kind in (HoldKind.NOTE, HoldKind.CONFIDENTIAL))
    accounts = (
        Account("tax", "TAX-1", payload, payload, payload, "", holds, "one"),
        Account("water", payload, payload, payload, payload, payload, (), "one"),
    )
    bills = (
        Bill(
            "B-1",
            "tax",
            "TAX-1",
            payload,
            DAY,
            (Instalment(1, DAY, (Charge("city", MOST),)),),
        ),
        Bill(
            payload,
            "water",
            payload,
            payload,
            DAY,
            (Instalment(1, DAY, (Charge("water", MOST),)),),
        ),
    )
    books.take_in(intake_of(bills), accounts, bills)
    books.add_operator(Operator("jane", payload, "clerk"), "1111", at())
    account_id = books.account("tax", "TAX-1")
    assert account_id is not None
    books.add_note(account_id, Note(payload, payload, at()))
    return books


ACCOUNT = (*READY, "TAX-1", "enter")
HOSTILE_WALKS: dict[str, tuple[str, ...]] = {
    "sign_in": (),
    "lookup": SIGN_IN,
    "results": (*READY, "TAX-1"),
    "account": ACCOUNT,
    "why": (*ACCOUNT, "?"),
    "which": (*ACCOUNT, "a", "f2", "?"),
    "why_receipt": (*ACCOUNT, "enter", "f4", "c", "f10", "?"),
    "why_item": (*READY, "TS", "enter", "?"),
    "came": (*ACCOUNT, "m"),
    "notes": (*ACCOUNT, "f7"),
    "items": (*READY, "f3"),
    "cart": (*ACCOUNT, "a", "f2", "TS", "enter", "ctrl+a"),
    "tender": (*ACCOUNT, "a", "f4", "9999999.98", "k", "7" * 29, "enter"),
    "receipt": (*ACCOUNT, "a", "f4", "c", "f10"),
    "receipt_again": (*ACCOUNT, "enter", "f4", "c", "f10", "f9", "enter", "pagedown"),
    "receipts": (*ACCOUNT, "enter", "f4", "c", "f10", "f9"),
    "parked": (*ACCOUNT, "enter", "f5", "f5"),
    "parked_items": (*READY, "TS", "enter", "f5", "f5"),
    "recalled": (*ACCOUNT, "enter", "f5", "f5", "enter"),
    "rubbed_out": (*ACCOUNT, "enter", "f2", "backspace"),
    "count": (*READY, "ctrl+b", "99999", "enter"),
    "reason": (*READY, "ctrl+b", "99999", "enter", "f10", "a"),
    "closed": (*READY, "ctrl+b", "99999", "enter", "f10", "a", "enter"),
    "help": (*ACCOUNT, "enter", "f4", "f1"),
    "menu": (*READY, "escape"),
    "another": (*READY, "f12"),
    "void": (*ACCOUNT, "enter", "f4", "c", "f10", "f8", "1", "why", "enter"),
    "void_approval": (*ACCOUNT, "enter", "f4", "c", "f10", "f8", "1", "why", "enter", "v"),
    "correct_bill": (*ACCOUNT, "f8"),
    "adjust": (*SIGN_IN, "TAX-1", "enter", "f8", "e"),
}


def hostile_desk(payload: str) -> Desk:
    """Return a desk with nothing but hostile texts."""
    return desk_of(hostile_books(payload), hostile_office(payload))


def main(name: str) -> int:
    """Run the counter of one payload on this terminal."""
    desk = hostile_desk(PAYLOADS[name])
    return run(Counter(Opening(lambda: desk, hint=PAYLOADS[name]), recognise=Readers()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
