"""Refusals: each has its sentence, each call gives its facts, and the domain gives them where it should."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain import refusals
from domain.money import Money
from domain.receipting.cart import MOST_QUANTITY, BillLine, Cart, add_bill, add_item, remove_line
from domain.receipting.refresh import refresh_line
from domain.receipting.tendering import add_tender, ready, remove_tender
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.bills import Applied, BillStatus
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.refusals import Code, Refusal, refuse
from tests.samples import (
    CASH_ONLY,
    DAY,
    bill_state,
    cart_of,
    ok,
    sample_office,
    tax_bill,
    water_bill,
)

ROOT = Path(refusals.__file__).parents[1]
PACKAGES = ("domain", "storage", "tui", "exchange", "devices", "chamberlain")
OFFICE = sample_office()
LATE = date(2027, 2, 4)
TAX, WATER = bill_state(tax_bill()), bill_state(water_bill())
BLOCKED = Hold(HoldKind.BLOCKED, "In court.")
ESCROW = Hold(HoldKind.ESCROW, "Billed to bank code 7.")


def wanted_facts(code: Code) -> set[str]:
    """The facts that a refusal's sentence and key name."""
    sentence, key = refusals._SENTENCES[code]
    return {
        name for text in (sentence, key) for _, name, _, _ in string.Formatter().parse(text) if name
    }


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Every call of ``refuse`` with a code by name: where, the code, the facts given."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id == "refuse"
                    and isinstance(node.args[0], ast.Attribute)
                    and all(k.arg for k in node.keywords)
                ):
                    facts = {k.arg for k in node.keywords if k.arg}
                    yield f"{path.name}:{node.lineno}", node.args[0].attr, facts


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_plain_sentence(code: Code) -> None:
    refusal = refuse(code, **dict.fromkeys(wanted_facts(code), "7"))
    assert refusal.code is code
    assert re.match(r"['A-Z0-9].*[.:]\Z", refusal.sentence, re.DOTALL)
    assert "{" not in refusal.sentence
    assert len(refusal.sentence) <= 160


def test_there_is_no_sentence_without_a_code() -> None:
    assert set(refusals._SENTENCES) == set(Code)


def test_every_call_gives_the_facts_of_its_sentence() -> None:
    found = list(calls())
    assert len(found) > 30
    wrong = {
        where: (name, wanted_facts(Code[name]) ^ facts)
        for where, name, facts in found
        if wanted_facts(Code[name]) != facts
    }
    assert wrong == {}


def test_a_missing_fact_is_a_programmers_error() -> None:
    with pytest.raises(KeyError):
        refuse(Code.BILL_UNKNOWN)


def full_cart() -> Cart:
    """A cart with as many lines as it takes."""
    office = replace(OFFICE, most_lines=1)
    return ok(add_bill(Cart("r"), TAX, DAY, office))


def unpaid() -> Cart:
    """A cart with a water bill of 130.00 and no money."""
    return replace(cart_of("r", WATER), tenders=())


ONE_LINE = replace(OFFICE, most_lines=1)
PAID = cart_of("r", WATER)
CASES: list[tuple[Code, Callable[[], object]]] = [
    (Code.BILL_IN_CART, lambda: add_bill(PAID, WATER, DAY, OFFICE)),
    (Code.CART_FULL, lambda: add_bill(full_cart(), WATER, DAY, ONE_LINE)),
    (Code.CART_FULL, lambda: add_item(full_cart(), "TS", 1, DAY, ONE_LINE)),
    (
        Code.BILL_CANCELLED,
        lambda: add_bill(Cart("r"), bill_state(tax_bill(status=BillStatus.CANCELLED)), DAY, OFFICE),
    ),
    (Code.BILL_HELD, lambda: add_bill(Cart("r"), WATER, DAY, OFFICE, holds=(BLOCKED,))),
    (Code.BILL_IN_ESCROW, lambda: add_bill(Cart("r"), WATER, DAY, OFFICE, holds=(ESCROW,))),
    (
        Code.BILL_PAID_LATER,
        lambda: add_bill(
            Cart("r"),
            replace(WATER, applied=(Applied(1, "water", Money(100), DAY + timedelta(days=1)),)),
            DAY,
            OFFICE,
        ),
    ),
    (
        Code.BILL_PAID_SINCE,
        lambda: add_bill(
            Cart("r", evidence=Evidence(EvidenceKind.METER, DAY - timedelta(days=2))),
            replace(WATER, applied=(Applied(1, "water", Money(100), DAY - timedelta(days=1)),)),
            DAY,
            OFFICE,
        ),
    ),
    (Code.BILL_PAID, lambda: add_bill(Cart("r"), bill_state(tax_bill(cents=0)), DAY, OFFICE)),
    (Code.OVER_BALANCE, lambda: add_bill(Cart("r"), WATER, DAY, OFFICE, amount=Money(13001))),
    (Code.PARTIAL_REFUSED, lambda: add_bill(Cart("r"), TAX, DAY, OFFICE, amount=Money(5))),
    (
        Code.RETURN_FOR_PAYMENT,
        lambda: add_bill(
            Cart("r", evidence=Evidence(EvidenceKind.METER, LATE)),
            TAX,
            LATE,
            OFFICE,
            amount=Money(61228),
        ),
    ),
    (Code.AMOUNT_NOT_POSITIVE, lambda: add_bill(Cart("r"), TAX, DAY, OFFICE, amount=Money(0))),
    (Code.ITEM_UNKNOWN, lambda: add_item(Cart("r"), "QQ", 1, DAY, OFFICE)),
    (Code.ITEM_NOT_SOLD, lambda: add_item(Cart("r"), "YS", 1, date(2028, 1, 3), OFFICE)),
    (Code.QUANTITY_REFUSED, lambda: add_item(Cart("r"), "TS", 0, DAY, OFFICE)),
    (Code.QUANTITY_REFUSED, lambda: add_item(Cart("r"), "TS", MOST_QUANTITY + 1, DAY, OFFICE)),
    (
        Code.QUANTITY_REFUSED,
        lambda: add_item(
            ok(add_item(Cart("r"), "TS", MOST_QUANTITY, DAY, OFFICE)), "TS", 1, DAY, OFFICE
        ),
    ),
    (Code.LINE_UNKNOWN, lambda: remove_line(Cart("r"), 0)),
    (Code.LINE_UNKNOWN, lambda: remove_line(PAID, -1)),
    (Code.LINE_UNKNOWN, lambda: remove_tender(unpaid())),
    (Code.LINE_UNKNOWN, lambda: remove_tender(PAID, 1)),
    (Code.LINE_UNKNOWN, lambda: refresh_line(PAID, TAX, DAY, OFFICE)),
    (Code.OVER_BALANCE, lambda: refresh_line(PAID, bill_state(water_bill(water=1)), DAY, OFFICE)),
    (Code.CART_EMPTY, lambda: add_tender(Cart("r"), "C", OFFICE)),
    (Code.CART_EMPTY, lambda: ready(Cart("r"))),
    (Code.TENDER_UNKNOWN, lambda: add_tender(unpaid(), "Q", OFFICE)),
    (Code.TENDER_NOT_NEEDED, lambda: add_tender(PAID, "C", OFFICE)),
    (Code.TENDER_EXCEEDS, lambda: add_tender(unpaid(), "E", OFFICE, amount=Money(13001))),
    (Code.AMOUNT_NOT_POSITIVE, lambda: add_tender(unpaid(), "C", OFFICE, amount=Money(0))),
    (Code.AMOUNT_NOT_POSITIVE, lambda: add_tender(unpaid(), "E", OFFICE, amount=Money(-1))),
    (Code.TENDER_NEEDS_NUMBER, lambda: add_tender(unpaid(), "K", OFFICE, number="  ")),
    (Code.TENDER_NUMBER_REFUSED, lambda: add_tender(unpaid(), "K", OFFICE, number="9" * 31)),
    (
        Code.TENDER_OVER_LIMIT,
        lambda: add_tender(
            replace(cart_of("r", bill_state(tax_bill(cents=2_000_000))), tenders=()), "D", OFFICE
        ),
    ),
    (Code.CARD_NUMBER, lambda: add_tender(unpaid(), "D", OFFICE, number="4111-1111-1111-1111")),
    (Code.TRACK_DATA, lambda: add_tender(unpaid(), "D", OFFICE, number=";4111111111111111=2912")),
    (
        Code.BANK_ACCOUNT_NUMBER,
        lambda: add_tender(unpaid(), "K", OFFICE, number="/011000015/12345678/1/"),
    ),
    (Code.CARD_NUMBER, lambda: ready(replace(PAID, payer="Jane 4111 1111 1111 1111"))),
    (Code.SOCIAL_SECURITY_NUMBER, lambda: ready(replace(PAID, payer="Jane 123-45-6789"))),
    (Code.TENDER_SHORT, lambda: ready(unpaid())),
    (Code.CASH_ONLY, lambda: add_tender(held_cart(), "K", OFFICE, number="1")),
    (Code.CASH_ONLY, lambda: ready(ok(add_tender(held_after_a_card(), "C", OFFICE)))),
]


def held_cart() -> Cart:
    """A cart whose account is held to cash."""
    return ok(add_bill(Cart("r"), WATER, DAY, OFFICE, holds=(CASH_ONLY,)))


def held_after_a_card() -> Cart:
    """A water bill paid by card, then a bill of an account that is held to cash."""
    by_card = ok(add_tender(unpaid(), "D", OFFICE))
    return ok(add_bill(by_card, TAX, DAY, OFFICE, holds=(CASH_ONLY,)))


@pytest.mark.parametrize(
    ("code", "act"), CASES, ids=[f"{n}-{c.value}" for n, (c, _) in enumerate(CASES)]
)
def test_the_domain_refuses(code: Code, act: Callable[[], object]) -> None:
    answer = act()
    assert isinstance(answer, Refusal)
    assert answer.code is code


def test_a_line_is_decided_again_for_the_same_amount_and_money_stays() -> None:
    moved = replace(WATER, version=9)
    again = ok(refresh_line(PAID, moved, DAY, OFFICE))
    assert again.tenders == PAID.tenders
    (line,) = again.lines
    assert isinstance(line, BillLine)
    assert replace(line, version=1) == PAID.lines[0]
    assert line.version == 9


def test_more_of_an_item_needs_no_room_for_a_line() -> None:
    cart = ok(add_item(Cart("r"), "TS", 1, DAY, ONE_LINE))
    more = ok(add_item(cart, "ts", 2, DAY, ONE_LINE))
    assert more.total == Money(8100)
    assert len(more.lines) == 1
