"""What tests of sheets share: hostile strings, bills that carry them, and the rule that every line fits its paper."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from domain.money import Money
from domain.office import Office
from domain.receipting.paper import WIDTH, Paper, paper_to_text
from domain.receipting.receipt import ReceiptNo
from domain.receivables.bills import Applied, Bill, BillState, Charge, Instalment
from domain.receivables.facts import BillFacts, TicketFacts, WaterFacts
from domain.receivables.tickets import TicketEvent, TicketStep
from domain.records import BillPayment
from tests.exchange.kit import ithaca

WORDS = st.one_of(
    st.text(max_size=120),
    st.sampled_from(
        [
            "\x1b@\x1bp\x00 opens a drawer",
            "x" * 400,
            "\u202egnihton",
            "Ünïcödé ﷺ 漢字 " * 9,
            "a\nb\tc\r\n",
            "{braces} %s [bold]",
            "-" * 42,
            "§ 925-a",
        ]
    ),
)
CENTS = st.integers(1, 10**11)
DAYS = st.integers(0, 900).map(lambda n: date.fromordinal(date(2026, 6, 1).toordinal() + n))


def office_saying(words: str) -> Office:
    """The City's office, in whose own texts these words stand wherever it has texts."""
    office = ithaca().office
    services = tuple(replace(s, ask=words, appeal_to=words, name=words) for s in office.services)
    texts = replace(office.receipt, header=(words, words), footer=(words,))
    return replace(office, services=services, receipt=texts, name=words or "Office")


def tax(number: str, account: str, description: str, cents: int, facts: BillFacts) -> Bill:
    parts = (
        Instalment(1, date(2027, 1, 31), (Charge("tax", Money(cents)),)),
        Instalment(2, date(2027, 6, 30), (Charge("sidewalk", Money(cents)),)),
    )
    return Bill(number or "-", "tax", account, description, date(2026, 12, 31), parts, facts=facts)


def ticket(number: str, plate: str, words: str, cents: int) -> Bill:
    events = (
        TicketEvent(TicketStep.APPEAL, date(2026, 12, 1), words),
        TicketEvent(TicketStep.REDUCE, date(2026, 12, 9), words, words, words, Money(cents - 1)),
    )
    issued = date(2026, 11, 30)
    return Bill(
        number or "-",
        "parking",
        plate,
        words,
        issued,
        (Instalment(1, issued, (Charge("fine", Money(cents)),)),),
        facts=BillFacts(ticket=TicketFacts(words, plate, events=events, boot_on=True)),
    )


def water(number: str, account: str, words: str, cents: int) -> Bill:
    return Bill(
        number or "-",
        "water",
        account,
        words,
        date(2027, 1, 10),
        (Instalment(1, date(2027, 3, 20), (Charge("water", Money(cents)),)),),
        facts=BillFacts(water=WaterFacts("5/8", cents)),
    )


@st.composite
def states(draw: st.DrawFn) -> BillState:
    """A bill of some service with hostile words wherever words may be, and something done to it."""
    words, cents = draw(WORDS), draw(CENTS)
    number, account = draw(WORDS), draw(WORDS)
    bill = draw(
        st.sampled_from(
            [
                tax(number, account, words, cents, BillFacts(lien_on=date(2027, 1, 1))),
                ticket(number, account, words, cents),
                water(number, account, words, cents),
            ]
        )
    )
    kind = bill.instalments[0].charges[0].kind
    applied = tuple(
        Applied(1, kind, Money(draw(st.integers(-cents, cents))), draw(DAYS))
        for _ in range(draw(st.integers(0, 2)))
    )
    return BillState(bill, applied, name=draw(WORDS), address=draw(WORDS))


@st.composite
def payments(draw: st.DrawFn) -> tuple[BillPayment, ...]:
    """Some payments by payers with hostile names."""
    made = st.builds(
        BillPayment,
        st.builds(ReceiptNo, st.just(2027), st.just("1"), st.integers(1, 10**8)),
        DAYS,
        DAYS,
        WORDS,
        CENTS.map(Money),
        st.integers(-500, 500).map(Money),
    )
    return tuple(draw(st.lists(made, max_size=3)))


def fits(paper: Paper) -> str:
    """Return the paper's text after checking what holds for every sheet."""
    text = paper_to_text(paper)
    assert not paper.kick
    assert paper.lines
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.isascii()
    assert all(c >= " " or c == "\n" for c in text)
    # What the office has yet to confirm is no customer's matter.
    assert "To be confirmed" not in " ".join(text.split())
    return text


def check_golden(name: str, text: str) -> None:
    """Compare with ``goldens/<name>.txt``. REWRITE_GOLDENS=1 rewrites it; refused where CI is set."""
    path = Path(__file__).with_name("goldens") / f"{name}.txt"
    if os.environ.get("REWRITE_GOLDENS") == "1":
        assert not os.environ.get("CI"), "a build server must not rewrite what it checks"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
