"""The policy kept in the books: an old receipt explains itself as on its day, whatever the policy says now."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chamberlain import policies
from chamberlain.policies import KeptPolicies
from chamberlain.settings import load_settings
from chamberlain.stop import DONE, REFUSED, WRONG_USAGE, Stop
from chamberlain.wiring import Wiring
from domain.books import Books, BooksUnavailable
from domain.custody.sessions import OpenOrder
from domain.money import Money
from domain.office import Office
from domain.policy.codec import decode_office, encode_office
from domain.policy.kept import Compiled, policy_digest
from domain.receipting.as_posted import AsPosted
from domain.receipting.cart import Cart, add_bill
from domain.receipting.posting import order_receipt
from domain.receipting.receipt import Receipt
from domain.receipting.tendering import add_tender
from domain.records import PostedReceipt
from domain.refusals import Code, Refusal
from exchange.policy_folder import read_policy
from exchange.policy_reader import reader
from storage.memory import MemoryBooks
from storage.open import open_books
from tests.chamberlain.kit import ADA, ROOT, Line, office, one_sentence, water_row, write_water
from tests.samples import at, ok

LATE = date(2026, 3, 25)
"""Five days after the bills were due: 10 % of 85.00 is added."""
NOW = datetime(2026, 3, 25, 14, 0, tzinfo=UTC)
FILES = read_policy(ROOT / "offices" / "ithaca")


def office_with(folder: Path, file: str, change: Callable[[str], str]) -> Path:
    """A copy of the model office in which one file is changed."""
    copied = Path(shutil.copytree(ROOT / "offices" / "ithaca", folder / "office"))
    before = (copied / file).read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    (copied / file).write_text(after, encoding="utf-8")
    return copied


def dearer(text: str) -> str:
    """Water's late penalty at 20 % instead of 10 %."""
    return text.replace('rate = "10 %", after_months = 0', 'rate = "20 %", after_months = 0')


def pay_late(url: str, bill_no: str, policy: Office) -> PostedReceipt:
    """Pay all of a bill in cash on ``LATE``."""
    with closing(open_books(url)) as books:
        order = OpenOrder("open 1", "1", "hall", ADA, LATE, NOW, Money(20_000))
        session = ok(books.open_session(order, policy))
        state = books.bill(bill_no)
        assert state is not None
        cart = ok(add_bill(Cart("r-1"), state, LATE, policy))
        cart = ok(add_tender(cart, "C", policy, amount=cart.due))
        return ok(books.post(ok(order_receipt(cart, session, ADA.operator_id, NOW, policy))))


def number_of(posted: PostedReceipt) -> str:
    assert isinstance(posted.posting.body, Receipt)
    return str(posted.posting.body.number)


def opened(url: str, folder: Path | None = None) -> Wiring:
    """A counter on the books, ready to open."""
    given = {"books": url} | ({"office": str(folder)} if folder else {})
    return Wiring({}, load_settings(given, {}))


def test_a_changed_rate_changes_tomorrows_quote_and_no_old_receipt(
    stocked: Line, tmp_path: Path
) -> None:
    number = number_of(pay_late(stocked.url, "W-1", office()))
    folder = office_with(tmp_path, "water.toml", dearer)
    here = ("--office", folder, "--json")
    before = stocked("quote", "W-2", "--on", "2026-03-26", "--json").json
    after = stocked("quote", "W-2", "--on", "2026-03-26", *here).json
    assert (before["total_cents"], after["total_cents"]) == (9350, 10_200)
    old = stocked("quote", "W-1", "--receipt", number, "--why", *here).json
    assert (old["total_cents"], old["taken_cents"], old["on"]) == (9350, 9350, "2026-03-25")
    assert {step["rate"] for step in old["steps"]} == {None, "0.1"}
    assert old["policy_digest"] == office().digest
    assert old["imported_since"] is False
    assert any("10 %" in said["text"] for said in old["explanation"])
    words = stocked("quote", "W-1", "--receipt", number, "--why", "--office", folder).out
    assert f"As it was when receipt {number} took 93.50 on it," in words
    assert "8.50" in words
    assert "20 %" not in words


def test_the_desk_explains_an_old_receipt_by_the_policy_of_its_day(
    stocked: Line, tmp_path: Path
) -> None:
    posted = pay_late(stocked.url, "W-1", office())
    counter = opened(stocked.url, office_with(tmp_path, "water.toml", dearer))
    desk = counter.open()
    past = desk.assessed_as_posted(posted, "W-1")
    assert isinstance(past, AsPosted)
    assert (past.assessment.total, past.office) == (Money(9350), office())
    assert past.state.applied == ()
    now = desk.books.bill("W-2")
    assert now is not None
    assert desk.assessed(now, LATE).total == Money(10_200)
    other = desk.assessed_as_posted(posted, "W-2")
    assert isinstance(other, Refusal)
    assert other.code is Code.BILL_NOT_ON_RECEIPT
    counter.close()


def test_a_bill_that_its_program_changed_since_is_told(stocked: Line, tmp_path: Path) -> None:
    number = number_of(pay_late(stocked.url, "W-1", office()))
    rows = (water_row(1, cents=6000), water_row(2), water_row(3))
    assert stocked("import", "water", write_water(tmp_path, *rows, name="new.csv")).code == DONE
    ran = stocked("quote", "W-1", "--receipt", number)
    assert "has changed the bill since" in ran.out
    assert stocked("quote", "W-1", "--receipt", number, "--json").json["imported_since"] is True


def test_what_cannot_be_told_of_a_receipt_is_said(stocked: Line) -> None:
    number = number_of(pay_late(stocked.url, "W-1", office()))
    assert "took no money on bill W-2" in one_sentence(stocked("quote", "W-2", "--receipt", number))
    assert "no receipt 2026-1-000777" in one_sentence(
        stocked("quote", "W-1", "--receipt", "2026-1-777")
    )
    for words in (("--receipt", "x"), ("--receipt", number, "--on", "2026-03-26")):
        ran = stocked("quote", "W-1", *words)
        assert ran.code == WRONG_USAGE
        one_sentence(ran)


def test_a_policy_is_made_once(stocked: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    # ``init`` has kept it.
    monkeypatch.setattr(policies, "_make", None)
    counter = opened(stocked.url)
    assert counter.open().office == office()
    counter.close()


@pytest.mark.parametrize(
    "damaged",
    [
        Compiled("another program", encode_office(office())),
        Compiled(reader(), "{}"),
        Compiled(reader(), encode_office(office()).replace(office().digest, "0" * 64)),
    ],
)
def test_what_another_program_made_or_is_damaged_is_made_anew(damaged: Compiled) -> None:
    books = MemoryBooks()
    books.keep_policy(office().digest, FILES, damaged, at(8))
    assert KeptPolicies(books).at(office().digest) == office()
    assert KeptPolicies(books).in_force(FILES, at(9)) == office()
    kept = books.policy(office().digest)
    assert kept is not None
    assert kept.first_seen_at == at(8)
    made = kept.made_by(reader())
    assert made is not None
    assert decode_office(made) == office()


class Unwilling(MemoryBooks):
    """Books in which nothing can be kept at this moment."""

    def keep_policy(self, *_: object) -> None:
        raise BooksUnavailable("the disk is full.")


def test_a_counter_does_not_open_under_a_policy_that_cannot_be_kept() -> None:
    with pytest.raises(BooksUnavailable):
        KeptPolicies(Unwilling()).in_force(FILES, at(9))


def test_it_opens_where_only_what_was_made_of_the_policy_cannot_be_kept() -> None:
    books = Unwilling()
    MemoryBooks.keep_policy(books, office().digest, FILES, Compiled("another program", "{}"), at(8))
    assert KeptPolicies(books).in_force(FILES, at(9)) == office()


def test_a_policy_that_is_not_kept_or_not_read_any_more_is_none() -> None:
    books: Books = MemoryBooks()
    assert KeptPolicies(books).at("0" * 64) is None
    strange = {"office.toml": "made = 'by a program of long ago'\n"}
    digest = policy_digest(strange)
    books.keep_policy(digest, strange, Compiled("long ago", "{}"), at(8))
    assert KeptPolicies(books).at(digest) is None


def test_the_proof_compares_what_was_made_of_a_policy_with_its_files(stocked: Line) -> None:
    sound = stocked("prove", "--json").json
    assert sound["proves"]
    checked = {check["name"]: check["checked"] for check in sound["checks"]}
    assert (checked["Policies"], checked["Policies made ready"]) == (1, 1)
    cheaper = encode_office(office()).replace('{"Decimal":"0.10"}', '{"Decimal":"0.01"}')
    with closing(open_books(stocked.url)) as books:
        books.keep_policy(office().digest, FILES, Compiled(reader(), cheaper), at(9))
    ran = stocked("prove")
    assert ran.code == REFUSED
    assert f"policy {office().digest} is not what its files say" in ran.out


def without(service: str) -> Callable[[str], str]:
    """Take a service out of an office's list."""
    return lambda text: re.sub(rf'(services = \[[^\]]*?)"{service}",? ?', r"\1", text)


def drop_tables(file: Path, prefix: str) -> None:
    """Take the tables whose names begin with ``prefix`` out of a file."""
    tables = re.split(r"(?m)^(?=\[)", file.read_text(encoding="utf-8"))
    kept = [table for table in tables if not table.lstrip("[").startswith(prefix)]
    assert kept != tables
    file.write_text("".join(kept), encoding="utf-8")


def test_a_policy_without_a_service_of_the_books_is_refused_and_named(
    stocked: Line, tmp_path: Path
) -> None:
    folder = office_with(tmp_path, "office.toml", without("water"))
    for name in ("water.toml", "water_rates.toml"):
        (folder / name).unlink()
    drop_tables(folder / "imports.toml", "water")
    drop_tables(folder / "interfaces.toml", "utility")
    counter = opened(stocked.url, folder)
    with pytest.raises(Stop, match="services lacks 'water', and the books hold accounts of it"):
        counter.open()
    counter.close()
    for words in (("quote", "W-1"), ("find", "doe"), ("init", "--training")):
        ran = stocked(*words, "--office", folder)
        assert ran.code == REFUSED
        assert "water.toml" in one_sentence(ran)
    # The proof asks for no policy, and the policy that was refused is not kept.
    proof = stocked("prove", "--json", "--office", folder)
    assert proof.json["proves"]
    with closing(open_books(stocked.url)) as books:
        assert books.policies() == (office().digest,)


def test_a_charge_that_the_policy_dropped_is_shown_and_not_taken(
    stocked: Line, tmp_path: Path
) -> None:
    def drop(text: str) -> str:
        text = text.replace('"stormwater", ', "")
        return re.sub(r'\[\[charge_kinds\]\]\ncode = "stormwater".*?\n\n', "", text, flags=re.S)

    folder = office_with(tmp_path, "water.toml", drop)
    imports = folder / "imports.toml"
    text = imports.read_text(encoding="utf-8")
    imports.write_text(text.replace(', stormwater = "StormCents"', ""), encoding="utf-8")
    quoted = stocked("quote", "W-1", "--on", "2026-03-02", "--office", folder, "--json")
    assert quoted.json["total_cents"] == 8500
    counter = opened(stocked.url, folder)
    desk = counter.open()
    state = desk.books.bill("W-1")
    assert state is not None
    refusal = desk.add_bill(state)
    assert refusal is not None
    assert refusal.code is Code.CHARGE_UNLISTED
    assert "stormwater" in refusal.sentence
    assert desk.cart.lines == ()
    counter.close()


def test_a_policy_without_a_kind_of_money_in_an_open_drawer_is_refused(
    stocked: Line, tmp_path: Path
) -> None:
    number = number_of(pay_late(stocked.url, "W-1", office()))

    def cash_by_another_code(text: str) -> str:
        return text.replace('code = "C"\nname = "Cash"', 'code = "CASH"\nname = "Cash"')

    folder = office_with(tmp_path, "office.toml", cash_by_another_code)
    parking = folder / "parking_rules.toml"
    rules = parking.read_text(encoding="utf-8")
    parking.write_text(rules.replace('tenders = ["C"]', 'tenders = ["CASH"]'), encoding="utf-8")
    ran = stocked("quote", "W-1", "--receipt", number, "--office", folder)
    assert ran.code == REFUSED
    assert "tender_kinds lacks 'C', and a drawer is open with such money" in one_sentence(ran)
