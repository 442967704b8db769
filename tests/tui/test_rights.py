"""Rights at the counter by keys: the table's roles, a person's limits, the first week, and who can do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.books import Books
from domain.custody.count import Count
from domain.people.access import AccessKind
from domain.people.authority import Act, may
from domain.people.roles import Limits
from domain.refusals import Code, Refusal
from tests.samples import DAY, JANE, PINS, at, operators, sample_office
from tests.tui.desk_kit import (
    READY,
    SIGN_IN,
    at_the_counter,
    desk_at,
    receipts_in,
    scan,
    stocked_books,
)
from tests.tui.kit import dump, type_keys
from tests.tui.test_people import TICKET, badged_books, noted, said
from tui.desk_drawer import DrawerDesk
from tui.screens.approval import ApprovalScreen
from tui.screens.correct_bill import CorrectBillScreen
from tui.screens.lookup import LookupScreen
from tui.screens.tender import TenderScreen
from tui.screens.who_can import WhoCanScreen


async def test_somebody_disabled_meanwhile_posts_nothing() -> None:
    books = badged_books()
    async with at_the_counter(books, keys=(*READY, *TICKET, "f4", "c")) as app:
        books.set_operator("jane", at(9), disabled=True)
        await type_keys(app, "f10")
        assert "Jane Doe may no longer sign in. Nothing was posted." in dump(app)
        await type_keys(app, "escape", "ctrl+b")
    assert receipts_in(books) == []


async def test_somebody_disabled_meanwhile_neither_opens_nor_counts_a_drawer() -> None:
    books = badged_books()
    async with at_the_counter(books, keys=(*SIGN_IN, "ctrl+b")) as app:
        books.set_operator("jane", at(9), disabled=True)
        await type_keys(app, "enter")
        assert "may no longer sign in" in dump(app)
        books.set_operator("jane", at(9), disabled=False)
        await type_keys(app, "enter", "ctrl+b", "1")
        assert "OPEN" in dump(app)
        books.set_operator("jane", at(9), disabled=True)
        await type_keys(app, "f10")
        assert "may no longer sign in" in dump(app)
    assert books.closing("1-1") is None


@pytest.mark.parametrize(
    ("limits", "keys", "words"),
    [
        (
            Limits(stations=frozenset({"S9"})),
            ("ctrl+b", "enter"),
            "may not take money at station S1",
        ),
        (Limits(services=frozenset({"tax"})), ("ctrl+b", "enter", *TICKET), "for service parking"),
        (
            Limits(tenders=frozenset({"C"})),
            ("ctrl+b", "enter", *TICKET, "f4", "k"),
            "for tender kind K",
        ),
    ],
)
async def test_a_person_is_held_to_stations_tenders_and_services(
    limits: Limits, keys: tuple[str, ...], words: str
) -> None:
    books = stocked_books()
    narrow = replace(JANE, operator_id="nell", name="Nell Row", limits=limits)
    assert books.add_operator(narrow, "8888", at(8)) is None
    async with at_the_counter(books, keys=("nell", "enter", "8888", "enter", *keys)) as app:
        assert words in said(app)
        assert "Ask for: Clerk or Supervisor" in said(app)


async def test_new_staff_take_no_more_than_the_first_weeks_limit_unless_approved() -> None:
    books = stocked_books()
    new = replace(JANE, operator_id="nell", name="Nell Row", new_until=DAY)
    assert books.add_operator(new, "8888", at(8)) is None
    keys = ("nell", "enter", "8888", "enter", "ctrl+b", "enter", *scan("T27-000101"), "f4", "k")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, ApprovalScreen)
        assert "612.28" in said(app)
        await type_keys(app, "sam", "enter", PINS["sam"], "enter", "1001", "enter", "f10")
        assert "POSTED" in said(app)
    assert ("sam", AccessKind.APPROVED) in noted(books)
    async with at_the_counter(
        stocked_books(), keys=(*READY, *scan("T27-000101"), "f4", "k")
    ) as app:
        assert isinstance(app.current, TenderScreen)


@pytest.mark.parametrize("who", ["jane", "sam", "cham", "con", "aud", "admin"])
async def test_only_the_roles_of_the_table_take_money_and_close_a_drawer(who: str) -> None:
    office, books = sample_office(), stocked_books()
    operator = next(each for each in operators() if each.operator_id == who)
    keys = (who, "enter", PINS[who], "enter", "ctrl+b", "enter")
    async with at_the_counter(books, keys=keys) as app:
        takes = may(office, operator, Act.TAKE_MONEY) is None
        assert ("may not take money" in said(app)) is not takes
        assert (desk_at(app).session is not None) is takes
        await type_keys(app, *TICKET, "f4", "c", "f10")
        assert ("POSTED" in said(app)) is takes
        if not takes:
            assert receipts_in(books) == []
            return
        await type_keys(app, "enter", "ctrl+b", "1", "f10", "a", "enter")
        assert desk_at(app).session is None
    assert len(receipts_in(books)) == 1


async def test_no_clerk_counts_or_works_in_anothers_drawer() -> None:
    books = stocked_books()
    async with at_the_counter(books, keys=READY) as app:
        other = ("f12", "f12", "diego", "enter", PINS["diego"], "enter")
        await type_keys(app, *other, "ctrl+b", "enter")
        assert "Drawer 1 was opened by Jane Doe" in said(app)
        theirs = books.session_at("1")
        assert theirs is not None
        desk_at(app).session = theirs
        answer = DrawerDesk(desk_at(app)).try_count(Count())
        assert isinstance(answer, Refusal)
        assert answer.code is Code.NO_RIGHT


async def test_who_can_tells_what_is_allowed_and_who_does_the_rest() -> None:
    async with at_the_counter(badged_books(), keys=(*READY, "ctrl+p", "who can", "enter")) as app:
        assert isinstance(app.current, WhoCanScreen)
        shown = said(app)
        assert "Who can: Jane Doe, Clerk" in shown
        assert "you Take money Clerk or Supervisor" in shown
        seen = shown
        for _ in range(6):
            await type_keys(app, "pagedown")
            seen += said(app)
        assert "- Waive a penalty Chamberlain" in seen
        assert "…" not in seen
        await type_keys(app, "enter")
        assert isinstance(app.current, LookupScreen)


async def test_an_act_with_money_that_is_tried_without_the_right_is_in_the_access_log() -> None:
    books = badged_books()
    keys = ("diego", "enter", PINS["diego"], "enter", "W-1002", "enter", "f8")
    async with at_the_counter(books, keys=keys) as app:
        assert isinstance(app.current, CorrectBillScreen)
        # To look at what is possible is no attempt.
        assert tried_in(books) == []
        await type_keys(app, "a")
        assert tried_in(books) == [("diego", "adjust a bill", "Correct a bill")]


def tried_in(books: Books) -> list[tuple[str, str, str]]:
    """Who tried which act with money without the right to it, and where."""
    log = books.access_events(at(0), at(0) + timedelta(days=1))
    return [(e.operator_id, e.about, e.why) for e in log if e.event == AccessKind.RIGHT_REFUSED]
