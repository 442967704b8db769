"""The drawer: what it should hold, what was counted, and an entry that balances whatever is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.custody.count import (
    Count,
    Counted,
    ItemDifference,
    count_from_data,
    match_items,
    read_counted,
)
from domain.custody.drawer import (
    CountVerdict,
    DrawerClosed,
    DrawerOpened,
    Takings,
    close_drawer,
    closing_journal,
    judge_count,
    opening_journal,
    tally,
)
from domain.custody.floats import FloatReason
from domain.custody.sessions import close_digest, open_digest, seal_opening, session_of
from domain.money import ZERO, Money, total
from domain.office import Denomination
from domain.receipting.posting import seal_receipt
from domain.refusals import Code, Refusal
from tests.samples import (
    bill_state,
    cart_of,
    count_of,
    ok,
    open_order,
    receipt_order,
    sample_office,
    session_value,
    water_bill,
)
from tests.storage.contract_custody import close_order

OFFICE = sample_office()
GL = {k.code: k.gl_code for k in OFFICE.tender_kinds}
cents = st.integers(0, 1_000_000)


@st.composite
def takings(draw: st.DrawFn) -> Takings:
    """What a session may amount to: change never exceeds the cash."""
    taken = {kind: draw(cents) for kind in "CKMDE" if draw(st.booleans())}
    change = draw(st.integers(0, taken.get("C", 0)))
    return Takings(tuple((k, Money(c)) for k, c in taken.items()), Money(change), len(taken))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """Any count, right or wrong."""
    pieces = tuple((d.value, draw(st.integers(0, 50))) for d in OFFICE.denominations)
    amounts = st.lists(cents.map(Money), max_size=4).map(tuple)
    items = tuple((kind, draw(amounts)) for kind in "KM")
    return Count(pieces, items, tuple((kind, Money(draw(cents))) for kind in "DE"))


def right_count(float_cents: int, held: Takings) -> Count:
    """The count of a drawer that holds what it should."""
    taken = {kind: amount.cents for kind, amount in held.taken}
    cash = float_cents + taken.get("C", 0) - held.change.cents
    return count_of(
        cash,
        [taken["K"]] if "K" in taken else [],
        orders=[taken["M"]] if "M" in taken else [],
        card=taken.get("D", 0),
        electronic=taken.get("E", 0),
    )


@given(counts(), takings(), cents)
def test_over_and_short_are_counted_less_expected_for_every_kind(
    count: Count, held: Takings, float_cents: int
) -> None:
    tallies = tally(count, Money(float_cents), held, OFFICE)
    assert [t.kind for t in tallies] == ["C", "K", "M", "D", "E"]
    taken = dict(held.taken)
    for line in tallies:
        expected = taken.get(line.kind, Money(0)).cents
        if line.kind == "C":
            expected += float_cents - held.change.cents
        assert line.expected == Money(expected)
        assert line.counted == count.of_kind(line.kind, OFFICE)
        assert line.over_short == line.counted - line.expected


@given(takings(), cents)
def test_a_right_count_balances_and_needs_no_reason(held: Takings, float_cents: int) -> None:
    count = right_count(float_cents, held)
    assert judge_count(count, Money(float_cents), held, 0, OFFICE) == CountVerdict(True, 0)
    session = replace(session_value(), float_amount=Money(float_cents))
    closed = ok(close_drawer(session, count, held, "miscount", "no matter", OFFICE))
    assert closed.over_short == Money(0)
    assert (closed.reason_code, closed.reason_text) == ("", "")


@given(counts(), takings(), cents)
def test_the_closing_entry_empties_the_drawer_whatever_was_counted(
    count: Count, held: Takings, float_cents: int
) -> None:
    session = replace(session_value(), float_amount=Money(float_cents))
    closed = ok(close_drawer(session, count, held, "unknown", "", OFFICE))
    moved = {
        x.gl_code: x.debit.cents - x.credit.cents for x in closing_journal(closed, OFFICE).lines
    }
    in_bags = {kind.code for kind in OFFICE.tender_kinds if kind.is_deposited}
    for line in closed.tallies:
        stays = ZERO if line.kind in in_bags else line.counted
        assert moved.get(GL[line.kind], 0) == (stays - line.expected).cents
    counted = total(t.counted for t in closed.tallies if t.kind in in_bags).cents
    custody = OFFICE.custody
    back = moved.get(custody.vault, 0)
    assert back == min(float_cents, count.cash.cents)
    assert moved.get(custody.undeposited, 0) == counted - back
    over = sum(max(t.over_short.cents, 0) for t in closed.tallies)
    short = sum(max(-t.over_short.cents, 0) for t in closed.tallies)
    assert moved.get(custody.over, 0) == -over
    assert moved.get(custody.short, 0) == short


def test_a_drawer_counted_below_its_float() -> None:
    closed = ok(
        close_drawer(
            session_value(), count_of(15000), Takings((), Money(0), 0), "unknown", "", OFFICE
        )
    )
    moved = {
        x.gl_code: x.debit.cents - x.credit.cents for x in closing_journal(closed, OFFICE).lines
    }
    assert moved == {"A.0200": 15000, "A.0210": -20000, "A.2770.2": 5000}


def test_kinds_that_differ_against_each_other_still_need_a_reason() -> None:
    # A check counted as cash: over in one, short in the other, nothing in all.
    held = Takings((("C", Money(1000)), ("K", Money(500))), Money(0), 2)
    answer = close_drawer(session_value(), count_of(21500), held, "", "", OFFICE)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.REASON_NEEDED
    assert "Miscount" in answer.sentence
    closed = ok(close_drawer(session_value(), count_of(21500), held, "miscount", " a\tb ", OFFICE))
    assert closed.over_short == Money(0)
    assert closed.reason_text == "a b"


def test_after_the_last_wrong_try_no_count_is_answered_not_even_a_right_one() -> None:
    held = Takings((), Money(0), 0)
    assert judge_count(count_of(1), Money(0), held, 0, OFFICE) == CountVerdict(False, 1)
    assert judge_count(count_of(1), Money(0), held, 1, OFFICE) == CountVerdict(False, 0)
    assert judge_count(count_of(0), Money(0), held, 1, OFFICE) == CountVerdict(True, 0)
    for pieces in (0, 1):
        for wrong_before in (2, 3, 9):
            answer = judge_count(count_of(pieces), Money(0), held, wrong_before, OFFICE)
            assert isinstance(answer, Refusal)
            assert answer.code is Code.COUNT_TRIES_SPENT


@given(counts())
def test_a_count_comes_back_from_its_data(count: Count) -> None:
    assert count_from_data(count.data()) == count


@pytest.mark.parametrize(
    "data",
    [
        [],
        [[], []],
        {},
        None,
        [[[1, "2"]], [], []],
        [[["a", 2]], [], []],
        [[], [["K", 5]], []],
        [[], [], [["D"]]],
    ],
)
def test_a_damaged_count_is_said_to_be(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        count_from_data(data)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Count(((Money(100), -1),)),
        lambda: Count(((Money(-100), 1),)),
        lambda: Count((), (("K", (Money(-1),)),)),
        lambda: Count((), (), (("D", Money(-1)),)),
        lambda: DrawerOpened(Money(-1)),
    ],
)
def test_nothing_counted_is_negative(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match="negative"):
        make()


TEN, QUARTER = (
    Denomination(Money(1000), "$10", strap=100),
    Denomination(Money(25), "25c", roll=40),
)


@pytest.mark.parametrize(
    ("typed", "of", "pieces"),
    [
        ("", TEN, 0), (" 7 ", TEN, 7), ("007", TEN, 7), ("99999", TEN, 99999),
        ("2s", TEN, 200), ("2S", TEN, 200), ("2*", TEN, 200), ("2s17", TEN, 217), ("17+2s", TEN, 217),
        ("3r", QUARTER, 120), ("3*5", QUARTER, 125), ("1r+1r+2", QUARTER, 82),
    ],
)  # fmt: skip
def test_loose_pieces_straps_and_rolls_are_read(typed: str, of: Denomination, pieces: int) -> None:
    counted = read_counted(typed, of)
    assert isinstance(counted, Counted)
    assert counted.pieces(of) == pieces


@pytest.mark.parametrize(
    ("typed", "of"), [("1r", TEN), ("1s", QUARTER), ("2*", Denomination(Money(5), "5c"))]
)
def test_a_bundle_that_the_office_has_none_of_is_refused(typed: str, of: Denomination) -> None:
    answer = read_counted(typed, of)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.COUNT_NO_BUNDLE


@pytest.mark.parametrize(
    "typed", ["-1", "1.5", "x", "100000", "٣", "1 0", "²", "s", "2ss", "1000s"]
)
def test_what_is_no_number_of_pieces(typed: str) -> None:
    answer = read_counted(typed, TEN)
    assert isinstance(answer, Refusal)
    assert answer.code is Code.COUNT_UNREADABLE


@given(st.lists(cents, max_size=6), st.lists(cents, max_size=6))
def test_matching_checks_leaves_only_what_differs(have: list[int], seen: list[int]) -> None:
    differences = match_items(map(Money, have), map(Money, seen))
    missing = [d.amount.cents for d in differences if d.missing]
    extra = [d.amount.cents for d in differences if not d.missing]
    assert sorted(have + extra) == sorted(seen + missing)
    assert not set(missing) & set(extra)
    assert [d.amount for d in differences] == sorted((d.amount for d in differences), reverse=True)


def test_the_words_of_a_difference_hold_no_card_number() -> None:
    held = Takings((("C", Money(1500)),), Money(0), 1)
    answer = close_drawer(
        session_value(), count_of(21000), held, "unknown", "see 4111 1111 1111 1111", OFFICE
    )
    assert isinstance(answer, Refusal)
    assert answer.code is Code.CARD_NUMBER


def test_a_check_read_wrong_is_named_on_both_sides() -> None:
    assert match_items([Money(450), Money(450)], [Money(450), Money(540)]) == (
        ItemDifference(Money(540), False),
        ItemDifference(Money(450), True),
    )


def test_the_opening_moves_the_float_out_of_the_vault() -> None:
    posting = seal_opening(open_order(), OFFICE, 7, "ab" * 32)
    moved = {x.gl_code: x.debit.cents - x.credit.cents for x in posting.journal.lines}
    assert moved == {"A.0210": 20000, "A.0200": -20000}
    assert opening_journal(DrawerOpened(Money(0)), OFFICE).lines == ()
    session = session_of(posting)
    assert session.session_id == "1-7"
    assert session == replace(session_value(), session_id="1-7")


def test_only_an_opening_begins_a_session() -> None:
    order = receipt_order(cart_of("r", bill_state(water_bill())), session_value())
    with pytest.raises(TypeError, match="opening"):
        session_of(seal_receipt(order, 1, 2, "ab" * 32))


def test_digests_tell_requests_apart() -> None:
    opening = open_order()
    assert open_digest(replace(opening, at=opening.at.replace(hour=10))) == open_digest(opening)
    assert open_digest(replace(opening, float_amount=Money(1))) != open_digest(opening)
    closing = close_order(session_value(), count_of(20000))
    assert close_digest(replace(closing, at=opening.at)) == close_digest(closing)
    for other in (
        replace(closing, count=count_of(1)),
        replace(closing, reason_code="miscount"),
        replace(closing, session_id="1-2"),
    ):
        assert close_digest(other) != close_digest(closing)


def test_a_closing_says_everything_in_its_data() -> None:
    held = Takings((("C", Money(5)),), Money(0), 1)
    closed = ok(close_drawer(session_value(), count_of(20005), held, "", "", OFFICE))
    assert isinstance(closed, DrawerClosed)
    assert closed.data()[0] == "drawer_closed"
    assert closed.data() != replace(closed, receipts=2).data()


def test_an_opening_tells_another_float_only_with_its_reason() -> None:
    why = FloatReason("miscount", " Two  fives ")
    told = DrawerOpened(Money(19000), None, Money(20000), why, Money(30000))
    names = [("miscount", "Miscount")]
    words = "float 190.00, left 200.00, standard 300.00; Miscount: Two fives"
    assert (told.told(names), told.over_short, told.approved_by) == (words, Money(-1000), "")
    assert told.data() != replace(told, why=FloatReason("miscount")).data()
    for wrong in (
        {"why": None},
        {"standard": Money(19000)},
        {"left": None, "standard": None},
        {"float_amount": Money(-1)},
    ):
        with pytest.raises(ValueError, match="float"):
            replace(told, **wrong)
    with pytest.raises(ValueError, match="code"):
        FloatReason("")
