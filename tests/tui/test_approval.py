"""Approval at the station by keys: the clerk stays, the second person reads, and both answers are noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.books import Books
from domain.money import Money
from domain.outage import BooksUnavailable
from domain.people.access import AccessKind
from domain.people.acts import Act
from domain.people.approval import Approval, mark_of
from domain.people.roles import SignInRules
from storage.memory import MemoryBooks
from tests.samples import JANE, PINS, at, sample_office
from tests.tui.desk_kit import READY, at_the_counter, desk_at, scan, stocked_books, swipe
from tests.tui.kit import LARGE, SMALL, check_golden, dump, type_keys
from tui.counter import Counter
from tui.screens.approval import ApprovalScreen
from tui.screens.desk_screen import DeskScreen
from tui.screens.locked import LockedScreen
from tui.screens.lookup import LookupScreen

SAMS, JANES = "B-0047110817", "B-0047110815"
VOID = "Void receipt 2027-1-000004 of today: $27.00 in cash goes back to the customer."
BY_PIN = ("sam", "enter", PINS["sam"], "enter")


def badged_books() -> MemoryBooks:
    """The sample books, with badges for the clerk and the supervisor."""
    books = stocked_books()
    assert books.set_badge("sam", SAMS, at(8)) is None
    assert books.set_badge("jane", JANES, at(8)) is None
    return books


def noted(books: Books) -> list[tuple[str, str, str, str]]:
    """The approvals and refused approvals of the day's access log."""
    kinds = (AccessKind.APPROVED, AccessKind.APPROVAL_REFUSED, AccessKind.LOCKED)
    found = books.access_events(at(0), at(0) + timedelta(days=1))
    return [(e.operator_id, e.event, e.about, e.why) for e in found if e.event in kinds]


async def ask(
    app: Counter,
    act: Act = Act.CORRECT_RECEIPTS,
    *,
    whose: str = "",
    amount: Money | None = None,
) -> list[Approval]:
    """Ask for an approval from the screen in front; the list holds what ``then`` was given."""
    given: list[Approval] = []
    screen = app.current
    assert isinstance(screen, DeskScreen)

    def then(approval: Approval) -> None:
        given.append(approval)
        screen.say("It was done.")

    screen.ask_approval(act, VOID, then, whose=whose, amount=amount)
    await type_keys(app)
    assert isinstance(app.current, ApprovalScreen)
    return given


@pytest.mark.parametrize(
    ("keys", "means"), [(BY_PIN, "PIN"), (scan(SAMS), "badge"), (("SAM", *BY_PIN[1:]), "PIN")]
)
async def test_a_supervisor_approves_and_the_clerk_stays(keys: tuple[str, ...], means: str) -> None:
    books = badged_books()
    async with at_the_counter(books, keys=(*READY, *scan("5544332"))) as app:
        given = await ask(app)
        await type_keys(app, *keys)
        assert given == [
            Approval("sam", "Sam Field", "supervisor", "approve_void", means, at(), VOID)
        ]
        assert isinstance(app.current, LookupScreen)
        assert "It was done." in dump(app)
        assert desk_at(app).operator == JANE
        assert desk_at(app).cart.total.cents == 3000
    # Its mark ties what is posted with it to this line of the log.
    assert noted(books) == [
        (
            "sam",
            AccessKind.APPROVED,
            "approve a void or a reversal, asked by jane",
            mark_of(given[0]),
        )
    ]


async def test_keys_typed_behind_the_approval_belong_to_the_screen_below() -> None:
    async with at_the_counter(badged_books(), keys=READY) as app:
        given = await ask(app)
        await type_keys(app, *BY_PIN, "doe")
        assert len(given) == 1
        assert isinstance(app.current, LookupScreen)
        assert app.current.entry is not None
        assert app.current.entry.text == "doe"


async def test_policy_may_ask_for_badge_and_pin() -> None:
    office = replace(sample_office(), sign_in=SignInRules(badge_needs_pin=True))
    async with at_the_counter(badged_books(), office=office, keys=READY) as app:
        given = await ask(app)
        await type_keys(app, *scan(SAMS))
        assert "PIN of the badge" in dump(app)
        assert given == []
        await type_keys(app, PINS["sam"], "enter")
        assert [each.means for each in given] == ["badge and PIN"]


@pytest.mark.parametrize(
    ("keys", "words", "why"),
    [
        (("jane", "enter", PINS["jane"], "enter"), "Jane Doe cannot approve", "approver-is-actor"),
        (scan(JANES), "Jane Doe cannot approve", "approver-is-actor"),
        (("diego", "enter", PINS["diego"], "enter"), "The role Clerk may not approve", "no-right"),
        (("aud", "enter", PINS["aud"], "enter"), "The role Auditor may not approve", "no-right"),
        (("sam", "enter", "0000", "enter"), "Operator or PIN is wrong", ""),
        (scan("B-9999999999"), "That code is nobody's badge", ""),
    ],
)
async def test_who_may_not_approve_is_told_and_noted(
    keys: tuple[str, ...], words: str, why: str
) -> None:
    books = badged_books()
    async with at_the_counter(books, keys=READY) as app:
        given = await ask(app)
        await type_keys(app, *keys)
        assert given == []
        assert isinstance(app.current, ApprovalScreen)
        assert words in " ".join(dump(app).split())
        assert "9999999999" not in dump(app)
        await type_keys(app, *BY_PIN)
        assert len(given) == 1
    refused = [each for each in noted(books) if each[1] == AccessKind.APPROVAL_REFUSED]
    assert [each[3] for each in refused] == [why]


async def test_a_supervisor_does_not_approve_what_is_in_her_own_drawer() -> None:
    async with at_the_counter(badged_books(), keys=READY) as app:
        given = await ask(app, whose="sam")
        await type_keys(app, *BY_PIN)
        assert given == []
        assert "This is Sam Field's own work" in " ".join(dump(app).split())
        await type_keys(app, "cham", "enter", PINS["cham"], "enter")
        assert [each.operator_id for each in given] == ["cham"]


async def test_a_person_of_two_names_does_not_approve_himself() -> None:
    books = badged_books()
    second = replace(JANE, operator_id="boss", role="chamberlain", person="jane")
    assert books.add_operator(second, "8888", at(8)) is None
    async with at_the_counter(books, keys=READY) as app:
        given = await ask(app)
        await type_keys(app, "boss", "enter", "8888", "enter")
        assert given == []
        assert "cannot approve" in dump(app)


async def test_wrong_pins_of_an_approver_lock_that_person_not_the_clerk() -> None:
    books = badged_books()
    async with at_the_counter(books, keys=READY) as app:
        given = await ask(app)
        for _ in range(5):
            await type_keys(app, "sam", "enter", "0000", "enter")
        assert "sam is locked after 5 wrong tries" in dump(app)
        await type_keys(app, *BY_PIN)
        await type_keys(app, *scan(SAMS))
        assert given == []
        await type_keys(app, "escape")
        assert isinstance(app.current, LookupScreen)
        assert desk_at(app).operator == JANE
    assert ("sam", AccessKind.LOCKED, "PIN", "") in noted(books)


async def test_esc_goes_back_without_an_approval() -> None:
    async with at_the_counter(badged_books(), keys=READY) as app:
        given = await ask(app)
        await type_keys(app, "sam", "enter", "33", "escape")
        assert isinstance(app.current, ApprovalScreen)
        await type_keys(app, "escape")
        assert isinstance(app.current, LookupScreen)
        assert "Not approved. Nothing was done." in dump(app)
        assert given == []


@pytest.mark.parametrize("keys", [swipe("1001"), ("enter",), ("f4",), ("ctrl+b",), ("f10",)])
async def test_nothing_else_approves(keys: tuple[str, ...]) -> None:
    async with at_the_counter(badged_books(), keys=READY) as app:
        given = await ask(app)
        await type_keys(app, *keys)
        assert given == []
        assert isinstance(app.current, ApprovalScreen)


async def test_a_lock_over_the_question_comes_back_to_it() -> None:
    async with at_the_counter(badged_books(), keys=READY) as app:
        given = await ask(app)
        app.lock(idle=True)
        await type_keys(app)
        assert isinstance(app.current, LockedScreen)
        assert VOID not in dump(app)
        await type_keys(app, PINS["jane"], "enter")
        assert isinstance(app.current, ApprovalScreen)
        await type_keys(app, *BY_PIN)
        assert len(given) == 1


async def test_books_that_cannot_be_reached_approve_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    books = badged_books()
    async with at_the_counter(books, keys=READY) as app:

        def gone(*_: object, **__: object) -> None:
            raise BooksUnavailable("the server is away.")

        given = await ask(app)
        # The answer is noted before it counts: an approval that left no trace would be none.
        monkeypatch.setattr(books, "note_access", gone)
        await type_keys(app, *BY_PIN)
        assert given == []
        assert "Nothing was approved; try again." in " ".join(dump(app).split())
        monkeypatch.undo()
        await type_keys(app, *BY_PIN)
        assert len(given) == 1


@pytest.mark.parametrize(("name", "size"), [("screen_approval", SMALL), ("wide_approval", LARGE)])
async def test_what_is_approved_stands_there_large(name: str, size: tuple[int, int]) -> None:
    async with at_the_counter(badged_books(), size, keys=READY) as app:
        await ask(app, amount=Money(2700))
        shown = dump(app)
        check_golden(name, shown)
        assert "Jane Doe asks:" in shown
        assert "May approve: Supervisor (not own work) or Chamberlain." in shown


async def test_the_pin_of_the_approver_is_masked() -> None:
    async with at_the_counter(badged_books(), keys=READY) as app:
        await ask(app)
        await type_keys(app, "sam", "enter", "33")
        assert "PIN of sam: **" in dump(app)
        check_golden("screen_approval_pin", dump(app))
