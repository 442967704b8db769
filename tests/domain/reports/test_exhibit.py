"""The auditor's exhibit: what it checks, what it says of a day that is open, closed, deposited, sealed or damaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.books import Books
from domain.custody import acting
from domain.custody.closing_day import order_seal
from domain.custody.sessions import CloseOrder
from domain.money import Money
from domain.papers.day_report import day_report_paper
from domain.receipting.paper import paper_to_text
from domain.receipting.receipt import ReceiptNo
from domain.reports.asked import Asked
from domain.reports.exhibit import Exhibit, Holds, Part, day_exhibit
from domain.reports.exhibit_facts import read_day
from domain.reports.report import Section
from storage.memory import MemoryBooks
from tests.domain.reports.kit import OFFICE, asked, column, summed, worked
from tests.samples import DAY, DIEGO, SUPERVISOR, at, count_of, ok
from tests.storage.custody_kit import pieces, recorded, turn_in_other
from tests.storage.worked_books import work


def exhibit(books: Books) -> Exhibit:
    """The exhibit of the day."""
    return day_exhibit(books, asked(books))


def part(made: Exhibit, title: str) -> Part:
    """The part whose title begins so."""
    return next(each for each in made.parts if each.title.startswith(title))


def table(made: Exhibit, title: str) -> Section:
    """The table whose title begins so."""
    tables = [each for one in made.parts for each in one.sections]
    return next(each for each in tables if each.title.startswith(title))


def holds(made: Exhibit) -> dict[str, Holds]:
    """What each check came to, by its first words."""
    return {" ".join(each.what.split()[:2]): each.holds for each in made.checks}


def closed() -> MemoryBooks:
    """The day of two drawers, both closed."""
    books = worked()
    session = books.session_at("2")
    assert session is not None
    found = count_of(20000 + 1000, [])
    ok(books.close_session(CloseOrder("c-2", session.session_id, DIEGO, at(17), found), OFFICE))
    return books


def test_a_turn_in_other_than_counted_stands_with_the_closings() -> None:
    books = closed()
    before = table(exhibit(books), "Closings")
    session = books.sessions(DAY)[0]
    recorded(books, ok(turn_in_other(books, "i-1", session, pieces(d20=1))))
    made = exhibit(books)
    after = table(made, "Closings, and turn-ins other than counted")
    assert after.rows[:-1] == before.rows
    name, over, reason, _, by, approved = after.rows[-1].cells
    assert (name, by, approved) == (session.session_id, "Sam Field", "Chris Ham")
    assert over != Money(0)
    assert "At the turn-in: " in str(reason)
    assert "A digit slipped" in str(reason)
    assert Holds.DIFFERS not in holds(made).values()


def seal(books: Books) -> None:
    """Close the day for good."""
    order = order_seal(acting.Asked("seal", SUPERVISOR, "back", DAY, at(18)), OFFICE, DAY)
    ok(books.seal_day(ok(order)))


def test_a_day_that_is_open_agrees_and_says_what_is_open() -> None:
    made = exhibit(worked())
    assert not made.differs
    found = holds(made)
    assert found["Every drawer"] is Holds.OPEN
    assert found["Each deposit"] is Holds.OPEN
    assert found["The day"] is Holds.OPEN
    assert found["Money received"] is found["Closed drawers"] is found["Debits are"] is Holds.AGREES
    assert "NOT SEALED" in part(made, "Seal").words[0]
    assert part(made, "Seal").codes == ()
    assert any(note.startswith("Drawer 2 ") for note in made.notes)
    numbers = table(made, "Numbers used")
    assert column(numbers, "numbers") == [4, 1], "an open drawer's numbers are accounted for too"


def test_a_sealed_day_shows_its_seal_and_agrees_with_it() -> None:
    books = closed()
    seal(books)
    made = exhibit(books)
    assert holds(made)["The day"] is Holds.AGREES
    assert holds(made)["Every drawer"] is Holds.AGREES
    (act,) = books.acts(kind="day_seal", first=DAY, last=DAY)
    assert part(made, "Seal").codes == (act.body.digest.upper(),)  # type: ignore[attr-defined]
    assert column(table(made, "Heads"), "series")[:2] == ["1", "2"]
    assert made == exhibit(books), "made again it is the same"


def test_a_drawer_that_was_short_shows_reason_person_and_tries() -> None:
    made = exhibit(worked())
    closings = table(made, "Closings")
    assert column(closings, "reason") == ["Miscount: one coin"]
    assert str(summed(closings, "over_short")) == "-1.25"
    assert column(closings, "closed_by") == ["Jane Doe"]
    should, proof = table(made, "What each"), table(made, "Expected")
    assert summed(should, "should_be") == summed(proof, "expected")


def test_a_day_with_everything_in_it_tells_everything() -> None:
    books = MemoryBooks()
    work(books)
    made = exhibit(books)
    assert not made.differs
    assert holds(made)["Each deposit"] is Holds.AGREES
    voids = table(made, "Voids")
    assert column(voids, "why") == ["Wrong kind of money entered: Typed wrong. (Memo 7)"]
    assert column(voids, "approved_by") == ["Sam Field"]
    assert column(table(made, "Void, reversed"), "state") == [
        "good, corrected", "reversed", "void", "good, corrected",
    ]  # fmt: skip
    deposit = part(made, "Deposits")
    assert any("It proves." in word for word in deposit.words)
    assert any(word.startswith("The bank acknowledged") for word in deposit.words)
    assert not any(word.endswith("..") for word in deposit.words), "its reason has its own stop"
    composition = table(made, "Composition")
    assert str(summed(composition, "difference")) == "0.00"
    tries = column(table(made, "Counts"), "count")
    assert "blind, try 1" in tries
    assert "Surprise count" in tries
    assert len(column(table(made, "Opened without"), "reason")) == 1
    acts = part(made, "Acts of custody").sections[0]
    assert column(acts, "number") == [str(act.number) for act in books.acts(first=DAY, last=DAY)]
    for fund in part(made, "General ledger").sections:
        assert summed(fund, "debit") == summed(fund, "credit")
    assert any("returned checks" in word for word in part(made, "Money").words)


def test_a_closed_drawer_that_is_in_no_deposit_waits() -> None:
    made = exhibit(worked())
    if OFFICE.keeping.banks:
        assert column(table(made, "Not deposited"), "session") == ["1-1"]


@pytest.mark.parametrize("name", ["handed", "relieved"])
def test_a_figure_that_differs_is_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    books = worked()

    def wrong(books: Books, asked: Asked) -> object:
        facts = read_day(books, asked)
        setattr(facts, name, getattr(facts, name) + facts.received)
        return facts

    monkeypatch.setattr("domain.reports.exhibit.read_day", wrong)
    made = exhibit(books)
    assert made.differs
    assert holds(made)["Money received"] is Holds.DIFFERS


def test_a_missing_number_is_said() -> None:
    books = closed()
    lost = books.receipt(ReceiptNo(DAY.year, "1", 3))
    assert lost is not None
    left = [each for each in books.entries(DAY, DAY) if each.posting_id != lost.posting_id]
    books.entries = lambda *_: iter(left)  # type: ignore[method-assign]
    made = exhibit(books)
    assert holds(made)["Every receipt"] is Holds.DIFFERS


def test_an_exhibit_is_of_one_day() -> None:
    books = worked()
    span = replace(asked(books), last=DAY + timedelta(days=1))
    with pytest.raises(ValueError, match="one day"):
        day_exhibit(books, span)


def day_report(books: Books) -> dict[str, str]:
    """The money of the day as the printed report of the closed day tells it, by its words."""
    (act,) = books.acts(kind="day_seal", first=DAY, last=DAY)
    text = paper_to_text(day_report_paper(act.posting, OFFICE, 0, False, at(18)))
    day = text.split("THE DAY", 1)[1].split("ALL CLOSED DAYS", 1)[0]
    words = ("Received in receipts", "Handed back in voids", "Received, net")
    rows = {word: row.split()[-1] for row in day.splitlines() for word in words if word in row}
    assert set(rows) == set(words)
    return rows


def test_the_report_of_the_day_and_the_exhibit_tell_the_same_money() -> None:
    books = closed()
    seal(books)
    made, told = exhibit(books), day_report(books)
    kinds = table(made, "By kind")
    taken, change, voided, net = (
        summed(kinds, name) for name in ("taken", "change", "voided", "net")
    )
    assert isinstance(taken, Money)
    assert isinstance(change, Money)
    assert isinstance(voided, Money)
    assert voided == Money(450)
    assert told == {
        "Received in receipts": str(taken - change),
        "Handed back in voids": str(voided),
        "Received, net": str(net),
    }
    assert taken - change - voided == net
    said = f"received {taken - change} less voids {voided} is {net}"
    checks = {" ".join(each.what.split()[:2]): each.said for each in made.checks}
    assert said in checks["Money received"]
    assert checks["The day"].count(said) == 2


def test_a_seal_that_says_other_voids_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    books = closed()
    seal(books)

    def wrong(books: Books, asked: Asked) -> object:
        facts = read_day(books, asked)
        facts.voided += Money(1)
        facts.received += Money(1)
        return facts

    monkeypatch.setattr("domain.reports.exhibit.read_day", wrong)
    assert holds(exhibit(books))["The day"] is Holds.DIFFERS
