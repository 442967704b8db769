"""A bank's statement at the command line: it acknowledges deposits and lists what came back, all of it once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bai2.bai2 import write
from bai2.constants import AsOfDateModifier, GroupStatus, TypeCodes
from bai2.models import (
    Account,
    AccountIdentifier,
    Bai2File,
    Bai2FileHeader,
    Group,
    GroupHeader,
    TransactionDetail,
)

from domain.books import Books
from domain.custody.acting import Asked
from domain.custody.acts import Claim, Signer
from domain.custody.banking import TOLD, BankTold
from domain.custody.closing_day import order_seal
from domain.custody.decided import OpenDifference, open_differences
from domain.custody.deposit_draft import DepositDraft
from domain.custody.deposit_orders import order_deposit
from domain.custody.drawer import DrawerClosed
from domain.custody.moving import order_turn_in
from domain.custody.pieces import pieces_of
from domain.money import Money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator
from storage.open import open_books
from tests.chamberlain import kit
from tests.chamberlain.kit import ADA, ON, Line, one_sentence
from tests.samples import ok

SAM, CHAM = Operator("sam", "Sam Field", "supervisor"), Operator("cham", "Chris", "chamberlain")
AT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
NEXT = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
OFFICE = kit.office()
BANK = OFFICE.keeping.banks[0]


@dataclass
class City:
    """Books with a sealed deposit: the command line, the bag's amount, and the amount of its check."""

    line: Line
    amount: int
    check: int = 2000


@pytest.fixture
def city(stocked: Line, monkeypatch: pytest.MonkeyPatch) -> City:
    """A drawer with cash and check 1001 over 20.00, closed, turned in, and sealed into bag 412."""
    session = kit.open_drawer(stocked.url)
    kit.take(stocked.url, session, "r-1", ["W-1", "W-2"])
    books = open_books(stocked.url)
    try:
        for person in (SAM, CHAM, ADA):
            ok(books.add_operator(person, "483920", AT))
        held = books.takings(session.session_id)
        cash = sum(a.cents for kind, a in held.taken if kind == "C") - held.change.cents
        books.close()
        kit.close(stocked.url, session, cash + 20000, 2000)
        books = open_books(stocked.url)
        _seal(books, session.session_id, cash)
    finally:
        books.close()
    monkeypatch.setattr("chamberlain.opening.now", lambda: NEXT)
    monkeypatch.setattr("chamberlain.bank_import.now", lambda: NEXT)
    return City(stocked, cash + 2000)


def signer(person: Operator, act: Act) -> Signer:
    """Another's signature."""
    given = Approval(person.operator_id, person.name, person.role, act, "PIN", AT, "Cash.")
    return Signer(person.name, person.operator_id, given)


def _seal(books: Books, name: str, cash: int) -> None:
    session, closing = books.session(name), books.closing(name)
    assert session is not None
    assert closing is not None
    closed = closing[1].body
    assert isinstance(closed, DrawerClosed)
    mine, given = Signer(SAM.name, "sam"), pieces_of([(Money(1), cash)])
    asked = Asked("turn-in", SAM, "hall", ON, AT)
    ok(books.record(ok(order_turn_in(
        session, closed, given, signer(ADA, Act.HAND_OVER), mine, asked, OFFICE
    ))))  # fmt: skip
    draft = DepositDraft(BANK, books.undeposited(BANK, OFFICE), cash=given, bag="412", seal="S1")
    order = order_deposit(
        draft.deposit, draft.waiting, mine, signer(CHAM, Act.MAKE_DEPOSIT),
        replace(asked, request_id="deposit"), OFFICE,
    )  # fmt: skip
    ok(books.record(ok(order)))


def statement(
    folder: Path, rows: list[str], name: str = "mar3.bai", account: str = "99990000"
) -> Path:
    """A statement written by hand from the format's description: header, group, account, details, trailers."""
    cents = sum(int(row.split(",")[2]) for row in rows if row.startswith("16"))
    n = len(rows)
    text = [
        "01,021300077,CITY,260304,0615,7,80,,2/",
        "02,CITY,021300077,1,260303,,USD,2/",
        f"03,{account},,/",
        *rows,
        f"49,{cents},{n + 2}/",
        f"98,{cents},1,{n + 4}/",
        f"99,{cents},1,{n + 6}/",
    ]
    path = folder / name
    path.write_text("\n".join(text) + "\n", encoding="ascii")
    return path


DEPOSIT = "16,301,{},,BR4471,0000412,DEPOSIT BAG 0412/"
RETURNED = "16,555,2000,,,1001,RETURNED ITEM NSF/"
WHO = ("--operator", "sam", "--pin-stdin")


def take(city: City, path: Path, *more: str) -> kit.Ran:
    """Take a statement in."""
    return city.line("import", "bank", path, *WHO, *more, stdin="483920\n")


def told(city: City) -> BankTold | None:
    """The bank's answer on bag 412."""
    books = open_books(city.line.url)
    try:
        found = books.act_claiming(Claim(TOLD, "412"))
        assert books.prove().proves
        return found.body if found is not None and isinstance(found.body, BankTold) else None
    finally:
        books.close()


def differences(city: City) -> tuple[OpenDifference, ...]:
    """What waits for a decision."""
    books = open_books(city.line.url)
    try:
        return open_differences(books, ON)
    finally:
        books.close()


def acts(city: City) -> int:
    """How many acts of custody the books hold."""
    books = open_books(city.line.url)
    try:
        return len(books.acts())
    finally:
        books.close()


def test_a_statement_acknowledges_the_deposit_and_lists_the_check(
    city: City, tmp_path: Path
) -> None:
    path = statement(tmp_path, [DEPOSIT.format(city.amount), RETURNED])
    ran = take(city, path)
    assert ran.code == 0, ran.err
    assert f"Acknowledged: bag 412, {Money(city.amount)} on 2026-03-03" in ran.out
    assert "Returned: 1001 20.00 on 2026-03-03" in ran.out
    answer = told(city)
    assert answer is not None
    assert (answer.difference, answer.source, answer.on) == (Money(0), "mar3.bai", date(2026, 3, 3))
    assert answer.clerk.name == "Sam Field"


def test_the_same_file_again_changes_nothing(city: City, tmp_path: Path) -> None:
    path = statement(tmp_path, [DEPOSIT.format(city.amount), RETURNED])
    take(city, path)
    before = acts(city)
    again = take(city, path)
    assert again.code == 0
    assert "was taken in before" in again.out
    # the same lines in another file acknowledge nothing twice
    other = take(city, statement(tmp_path, [DEPOSIT.format(city.amount)], "week.bai"))
    assert "told before" in other.out
    assert acts(city) == before + 1


def test_a_difference_waits_for_a_person_and_nothing_of_it_is_booked(
    city: City, tmp_path: Path
) -> None:
    path = statement(tmp_path, [DEPOSIT.format(city.amount - 500)])
    ran = take(city, path)
    assert "DIFFERENCE -5.00: to be decided" in ran.out
    assert "bank differences" in ran.out
    answer = told(city)
    assert answer is not None
    assert (answer.difference, answer.reason, answer.to_decide) == (Money(-500), "", True)
    assert ("A.1325.2771", 500) not in list(answer.movements())
    assert len(differences(city)) == 1
    count = acts(city)
    assert "was taken in before" in take(city, path).out
    assert (acts(city), len(differences(city))) == (count, 1)


def test_after_todays_closing_a_statement_is_of_the_next_date(city: City, tmp_path: Path) -> None:
    assert take(city, statement(tmp_path, [RETURNED], "returned.bai")).code == 0
    books = open_books(city.line.url)
    try:
        for day in books.days_to_seal():
            asked = Asked(f"seal-{day}", CHAM, "hall", day, NEXT)
            ok(books.seal_day(ok(order_seal(asked, OFFICE, day))))
        assert books.sealed_through() == NEXT.date()
    finally:
        books.close()
    ran = take(city, statement(tmp_path, [DEPOSIT.format(city.amount)]))
    assert ran.code == 0, ran.err
    assert told(city) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [("49,", "49,1"), ("98,", "98,1"), ("99,", "99,1"), ("99,", "#")],
)
def test_a_wrong_trailer_is_refused_and_nothing_is_done(
    city: City, tmp_path: Path, old: str, new: str
) -> None:
    path = statement(tmp_path, [DEPOSIT.format(city.amount), RETURNED])
    lines = path.read_text("ascii").splitlines()
    path.write_text("\n".join(new + e[3:] if e.startswith(old) else e for e in lines), "ascii")
    before = acts(city)
    ran = take(city, path)
    assert ran.code == 1
    assert "mar3.bai, line" in one_sentence(ran)
    assert acts(city) == before
    assert told(city) is None


def test_a_line_that_fits_no_deposit_is_listed_and_acknowledges_nothing(
    city: City, tmp_path: Path
) -> None:
    ran = take(city, statement(tmp_path, [f"16,301,{city.amount + 1},,BR4471,77,CASH/"]))
    assert ran.code == 0
    assert "Not matched: no deposit is it beyond doubt" in ran.out
    assert told(city) is None


def test_a_statement_of_a_strange_account_is_refused(city: City, tmp_path: Path) -> None:
    ran = take(city, statement(tmp_path, [DEPOSIT.format(city.amount)], account="1234567"))
    assert ran.code == 1
    assert "account ending 4567" in one_sentence(ran)
    assert told(city) is None


def test_somebody_with_the_right_signs_for_it(city: City, tmp_path: Path) -> None:
    path = statement(tmp_path, [DEPOSIT.format(city.amount)])
    assert city.line("import", "bank", path).code == 2
    wrong = city.line("import", "bank", path, *WHO, stdin="000000\n")
    assert wrong.code == 1
    clerk = city.line("import", "bank", path, "--operator", "ada", "--pin-stdin", stdin="483920\n")
    assert clerk.code == 1
    assert "make a deposit" in one_sentence(clerk)
    assert told(city) is None


def test_what_was_cut_off_between_two_postings_is_finished_by_the_same_file(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = statement(tmp_path, [DEPOSIT.format(city.amount)])

    def cut_off(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr("chamberlain.bank_import._acknowledge", cut_off)
        assert take(city, path).code != 0
    assert told(city) is None
    ran = take(city, path)
    assert "Acknowledged: bag 412" in ran.out
    assert told(city) is not None


def test_a_statement_of_the_librarys_own_writer(city: City, tmp_path: Path) -> None:
    """The library writes another layout of the same: its own account and trailer records."""
    details = [
        TransactionDetail([], type_code=TypeCodes["301"], amount=city.amount, text="BAG 412"),
        TransactionDetail([], type_code=TypeCodes["555"], amount=2000, customer_reference="1001"),
    ]
    account = Account(
        header=AccountIdentifier([], customer_account_number="00990000", currency="USD"),
        children=details,
    )
    group = Group(
        header=GroupHeader(
            [], ultimate_receiver_id="CITY", originator_id="BANK",
            group_status=GroupStatus.update, as_of_date=date(2026, 3, 3),
            currency="USD", as_of_date_modifier=AsOfDateModifier.interim_same_day,
        ),
        children=[account],
    )  # fmt: skip
    header = Bai2FileHeader(
        [], sender_id="BANK", receiver_id="CITY", creation_date=date(2026, 3, 3), file_id="1",
    )  # fmt: skip
    path = tmp_path / "library.bai"
    path.write_text(write(Bai2File(header=header, children=[group])), encoding="ascii")
    ran = take(city, path)
    assert ran.code == 0, ran.err
    assert "Acknowledged: bag 412" in ran.out
    assert "Returned: 1001 20.00" in ran.out
