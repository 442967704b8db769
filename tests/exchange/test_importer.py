from __future__ import annotations

import os
from pathlib import Path

import pytest

from domain.money import Money
from domain.receivables.accounts import HoldKind
from domain.receivables.bills import BillStatus
from exchange.importer import MOST_LISTED, ExportChanged, read_export
from exchange.intake_report import ImportReport, Rejected, import_file
from storage.memory import MemoryBooks
from tests.exchange.kit import (
    MOMENT,
    export_file,
    ithaca,
    one_fault,
    plain_map,
    read,
    row,
    take_in,
)
from tests.samples import intake_of, parking_account, parking_ticket


def imported(answer: ImportReport | Rejected) -> ImportReport:
    assert isinstance(answer, ImportReport), answer.lines()
    return answer


def test_a_file_becomes_accounts_and_bills_with_control_totals(tmp_path: Path) -> None:
    books = MemoryBooks()
    path = export_file(tmp_path, [row(1), row(2, NAME='"DOE, JOHN"', ST="V", HOLD="C")])
    report = imported(take_in(books, path))
    assert report.result.intake.rows == 2
    assert report.result.intake.sum == Money(26000)
    assert report.result.intake.program == "Utility billing"
    assert (report.result.accounts_added, report.result.bills_added) == (2, 2)
    bill = books.bill("W00001")
    assert bill is not None
    assert bill.bill.face == Money(13000)
    assert bill.bill.description == "Water 2026 Q4"
    cancelled = books.bill("W00002")
    assert cancelled is not None
    assert cancelled.bill.status is BillStatus.CANCELLED
    account_id = books.account("water", "02-00002")
    assert account_id is not None
    customer = books.customer(account_id)
    assert customer is not None
    (hold,) = customer.accounts[0].account.holds
    assert (hold.kind, hold.text) == (HoldKind.CASH_ONLY, "Two checks came back.")
    assert books.intakes()[0].intake.sum == Money(26000)


def test_one_bad_row_in_ten_thousand_imports_nothing_and_is_named(tmp_path: Path) -> None:
    rows = [row(n) for n in range(1, 10_001)]
    rows[7_776] = row(7_777, WATER="86.1O")
    books = MemoryBooks()
    answer = take_in(books, export_file(tmp_path, rows))
    assert isinstance(answer, Rejected)
    assert books.intakes() == ()
    assert books.bill("W00001") is None
    assert answer.to_json() == {
        "imported": False,
        "kind": "water",
        "file": "export.csv",
        "reason": "export.csv was not imported: 1 of 10,000 rows are refused, the first on line 7778, "
        "column WATER. Nothing was changed.",
        "rows": 10_000,
        "rejected": 1,
        "rejections": [
            {
                "line": 7778,
                "column": "WATER",
                "value": "86.1O",
                "reason": "is not an amount written such as 1,234.56",
            }
        ],
    }


@pytest.mark.parametrize(
    ("changed", "column", "said"),
    [
        ({"ACCT": ""}, "ACCT", "is empty"),
        ({"BILL": " "}, "BILL", "is empty"),
        ({"BILL": "9" * 61}, "BILL", "at most 60"),
        ({"ISSUED": "01/01/2027"}, "ISSUED", "YYYY-MM-DD"),
        ({"DUE": "2027-02-30"}, "DUE", "no day"),
        ({"DUE": ""}, "DUE", "is empty"),
        ({"DUE": "2026-12-31"}, "DUE", "before the day of issue"),
        ({"ISSUED": "1926-01-01"}, "ISSUED", "1950"),
        ({"WATER": ""}, "WATER", "is empty"),
        ({"WATER": "-5.00"}, "WATER", "negative"),
        ({"SEWER": "(5.00)"}, "SEWER", "negative"),
        ({"SEWER": "9999999999.00"}, "SEWER", "less than"),
        ({"HOLD": "X"}, "HOLD", "'C', 'F'"),
        ({"ST": "PAID"}, "ST", "'O', 'V'"),
        ({"ST": ""}, "ST", "no status"),
        ({"ST": "O,extra"}, "", "12 fields, the heading 11"),
        ({"NAME": "x" * 301}, "NAME", "300"),
    ],
)
def test_a_refused_row_names_line_column_and_reason(
    tmp_path: Path, changed: dict[str, str], column: str, said: str
) -> None:
    line, where, value, reason = one_fault(export_file(tmp_path, [row(1), row(2, **changed)]))
    assert (line, where) == (3, column)
    assert said in reason
    assert len(value) <= 61


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("NAME", "Jane 4111 1111 1111 1111", "card number"),
        ("ADDR", "4111-1111-1111-1111", "card number"),
        ("NOTE", "5500005555555559", "card number"),
        ("NAME", "Jane Doe 078-05-1120", "social security"),
        ("NOTE", "SSN 123 45 6789", "social security"),
        ("NAME", "card \uff14111 1111 1111 1111", "card number"),
        ("NOTE", ";4111111111111111=29121010000?", "track of a card"),
        ("NOTE", "T011000015T12345678U1001", "bank account"),
    ],
)
def test_card_and_social_security_numbers_are_refused_and_not_repeated(
    tmp_path: Path, field: str, text: str, said: str
) -> None:
    line, column, value, reason = one_fault(export_file(tmp_path, [row(1, **{field: text})]))
    assert (line, column, value) == (2, field, "(not shown)")
    assert said in reason


def test_a_hold_takes_no_card_number_into_its_words(tmp_path: Path) -> None:
    any_value = [{"column": "HOLD", "kind": "escrow", "text": "Billed to bank code {}."}]
    path = export_file(tmp_path, [row(1, HOLD="4111 1111 1111 1111")])
    assert one_fault(path, holds=any_value)[1:3] == ("HOLD", "(not shown)")


def test_a_card_number_split_over_two_columns_is_refused(tmp_path: Path) -> None:
    split = row(1, NAME="4111 1111", ADDR="1111 1111")
    _, column, value, reason = one_fault(export_file(tmp_path, [split]))
    assert {"NAME", "ADDR"} <= set(column.split(", "))
    assert (value, reason) == (
        "(not shown)",
        "looks like a card number; card numbers are never kept",
    )


@pytest.mark.parametrize("field", ["WATER", "ISSUED", "ST"])
def test_a_card_number_in_a_wrong_column_is_not_repeated(tmp_path: Path, field: str) -> None:
    answer = take_in(
        MemoryBooks(), export_file(tmp_path, [row(1, **{field: "4111 1111 1111 1111"})])
    )
    assert isinstance(answer, Rejected)
    said = " ".join((*answer.lines(), str(answer.to_json())))
    assert "line 2" in said
    assert "1111" not in said


def test_numbers_of_a_known_form_may_look_like_anything(tmp_path: Path) -> None:
    export = read(export_file(tmp_path, [row(1, ACCT="4111111111111111", BILL="5500005555555559")]))
    assert export.rejected == 0


def test_a_bill_number_that_comes_twice_is_refused_on_each_later_line(tmp_path: Path) -> None:
    path = export_file(tmp_path, [row(1), row(2), row(1, ACCT="02-9"), row(1, ACCT="02-8")])
    export = read(path)
    assert [(r.line, r.column, r.value, r.reason) for r in export.rejections] == [
        (4, "BILL", "W00001", "is the number of line 2 too"),
        (5, "BILL", "W00001", "is the number of line 2 too"),
    ]


def test_an_account_on_many_rows_is_told_once_with_all_its_holds(tmp_path: Path) -> None:
    rows = [row(1, ACCT="A", HOLD="F"), row(2), row(3, ACCT="A", HOLD="C"), row(4, ACCT="A")]
    accounts = list(read(export_file(tmp_path, rows)).accounts())
    assert [a.number for a in accounts] == ["A", "02-00002"]
    assert [h.kind for h in accounts[0].holds] == [HoldKind.NOTE, HoldKind.CASH_ONLY]


def test_no_more_than_a_hundred_rows_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    answer = take_in(
        MemoryBooks(), export_file(tmp_path, [row(n, WATER="x") for n in range(1, 251)])
    )
    assert isinstance(answer, Rejected)
    assert (answer.rejected, len(answer.rejections)) == (250, MOST_LISTED)
    assert answer.lines()[-1] == "and 150 more rows"


def test_a_file_or_kind_that_is_not_there_is_refused(tmp_path: Path) -> None:
    answer = take_in(MemoryBooks(), tmp_path / "none.csv")
    assert isinstance(answer, Rejected)
    assert "cannot be read" in answer.refusal.sentence
    other = import_file(MemoryBooks(), tmp_path / "x", "dogs", ithaca(), "cham", MOMENT)
    assert isinstance(other, Rejected)
    assert "use tax, water, parking, permits" in other.refusal.sentence


def test_a_folder_or_a_pipe_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        report = take_in(MemoryBooks(), path)
        assert isinstance(report, Rejected)
        assert "that is a folder, a pipe or a device" in report.refusal.sentence


def test_amounts_beyond_any_city_are_refused(tmp_path: Path) -> None:
    rows = [row(BILL=f"B{n}", ACCT=f"A{n}", WATER="999999999.99") for n in range(10_001)]
    report = take_in(MemoryBooks(), export_file(tmp_path, rows))
    assert isinstance(report, Rejected)
    assert "add up to 10,000,000,000,000.00 or more" in report.rejections[0].reason


def test_a_number_of_another_services_bill_is_refused_and_named(tmp_path: Path) -> None:
    books = MemoryBooks()
    ticket = parking_ticket("B-1")
    books.take_in(intake_of((ticket,), kind="parking"), (parking_account(),), (ticket,))
    report = take_in(books, export_file(tmp_path, [row(BILL="B-1")]))
    assert isinstance(report, Rejected)
    assert "'B-1': is already a bill of Parking tickets." in report.refusal.sentence
    assert "Nothing was changed." in report.refusal.sentence
    assert books.account("water", "A-1") is None


@pytest.mark.parametrize(
    "harm",
    [
        "\x1b]0;OWNED\x07Jane", "\u202egnaJ", "Ja\u200bne", "=cmd|' /C calc'!A0", "[link=x]Jane[/link]",
        "Jane'; DROP TABLE bills; --", "Jane\x9b2J", "Jane\x1bp\x00".replace("\0", "0"), "\x85Jane", "%_\\",
    ],
)  # fmt: skip
def test_what_could_command_a_terminal_a_printer_or_a_sheet_is_stored_harmless(
    tmp_path: Path, harm: str
) -> None:
    quoted = '"' + harm.replace('"', '""') + '"'
    export = read(export_file(tmp_path, [row(1, NAME=quoted, NOTE=quoted)]))
    assert export.rejections == []
    (account,) = export.accounts()
    (bill,) = export.bills()
    for text in (account.name, bill.description, account.party_key):
        assert text.isprintable()
        assert not any(c in text for c in "\u200b\u202e\x1b\x9b")


def test_a_line_break_inside_quotes_is_one_row_and_later_lines_keep_their_numbers(
    tmp_path: Path,
) -> None:
    path = export_file(tmp_path, [row(1, NAME='"Jane\nDoe"'), row(2, WATER="x")])
    line, column, _, _ = one_fault(path)
    assert (line, column) == (4, "WATER")
    good = read(export_file(tmp_path, [row(1, NAME='"Jane\nDoe"')]))
    assert [a.name for a in good.accounts()] == ["Jane Doe"]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    books = MemoryBooks()
    path = export_file(tmp_path, [row(1), row(2)])
    imported(take_in(books, path))
    before = books.bill("W00001")
    again = imported(take_in(books, path))
    assert again.result.repeated
    assert again.lines()[-1] == "This file was imported before. Nothing was changed."
    assert books.bill("W00001") == before


def test_a_newer_export_updates_what_the_program_owns(tmp_path: Path) -> None:
    books = MemoryBooks()
    imported(take_in(books, export_file(tmp_path, [row(1), row(2), row(3)])))
    newer = [row(1), row(2, WATER="90.00", NAME="Jane Roe"), row(3, ST="V"), row(4)]
    result = imported(take_in(books, export_file(tmp_path, newer))).result
    assert (result.bills_added, result.bills_changed, result.bills_unchanged) == (1, 2, 1)
    assert (result.accounts_added, result.accounts_changed) == (1, 1)
    bill = books.bill("W00002")
    assert bill is not None
    assert bill.bill.face == Money(13390)


def test_a_file_that_changes_between_check_and_reading_is_noticed(tmp_path: Path) -> None:
    path = export_file(tmp_path, [row(1), row(2)])
    export = read(path)
    export_file(tmp_path, [row(1), row(2, WATER="99.99")])
    with pytest.raises(ExportChanged):
        list(export.bills())
    path.unlink()
    with pytest.raises(ExportChanged):
        list(export.accounts())


class SwappingBooks(MemoryBooks):
    """Books under which the file is exchanged once they begin to read it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def take_in(self, intake, accounts, bills):  # type: ignore[no-untyped-def]  # as the port has it
        export_file(self.path.parent, [row(1, NAME="Mallory"), row(2)])
        return super().take_in(intake, accounts, bills)


def test_a_file_exchanged_during_the_import_imports_nothing(tmp_path: Path) -> None:
    path = export_file(tmp_path, [row(1), row(2)])
    books = SwappingBooks(path)
    answer = take_in(books, path)
    assert isinstance(answer, Rejected)
    assert "changed while it was read" in answer.refusal.sentence
    assert books.intakes() == ()
    assert books.bill("W00001") is None


def test_progress_goes_up_to_the_end_of_three_readings(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = export_file(tmp_path, [row(n) for n in range(1, 20_001)])
    export = read_export(path, "water", plain_map(), lambda done, whole: told.append((done, whole)))
    assert sum(1 for _ in export.accounts()) == sum(1 for _ in export.bills()) == 20_000
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {whole for _, whole in told} == {3 * path.stat().st_size}
    assert 2 * path.stat().st_size < told[-1][0] <= 3 * path.stat().st_size
