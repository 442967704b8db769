"""Bank statements in BAI2: written by hand, by the library's own writer, and broken in every place."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
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
    Summary,
    TransactionDetail,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.custody.bank import BankStatement, LineKind
from domain.money import Money
from exchange.bank_statement import StatementCodes, StatementRefused, read_bank_statement

# One account of one day: opening and closing ledger, a deposit, a returned item, a fee and a check of the office.
HAND = """\
01,021300077,CITYITH,261124,0615,7,80,,2/
02,CITYITH,021300077,1,261123,,USD,2/
03,0009876543210,,010,1000000,,,015,1120435,,/
16,301,135435,,BR4471,0000412,DEPOSIT BAG 0412/
16,555,12000,V,261124,,0,1001,RETURNED ITEM NSF MAKER ACCT
88,00123456789 REFER TO MAKER
16,698,1500,,,,ANALYSIS FEE/
16,475,1500,,,88,CHECK PAID/
49,2270870,7/
98,2270870,1,9/
99,2270870,1,11/
"""
LINES = HAND.splitlines()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nov23.bai"


def read(path: Path, text: str | bytes) -> tuple[BankStatement, ...]:
    """The statements in a file of this content."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_bank_statement(path)


def refusal(path: Path, text: str | bytes) -> str:
    """The sentence that refuses a file: one line that begins with the file's name."""
    with pytest.raises(StatementRefused) as caught:
        read(path, text)
    said = str(caught.value)
    assert said.startswith(path.name)
    assert "\n" not in said
    assert said.endswith(".")
    return said


def test_a_statement_written_by_hand_is_read(path: Path) -> None:
    (statement,) = read(path, HAND)
    assert (statement.account, statement.as_of) == ("3210", date(2026, 11, 23))
    told = [(e.kind.value, e.amount.cents, e.reference, e.on.day) for e in statement.lines]
    assert told == [
        ("deposit", 135435, "0000412", 23),
        ("returned", 12000, "1001", 24),
        ("other", -1500, "", 23),
        ("other", -1500, "88", 23),
    ]
    assert statement.lines[0].text == "DEPOSIT BAG 0412"


def test_no_account_is_kept_whole(path: Path) -> None:
    (statement,) = read(path, HAND)
    said = repr(statement)
    assert "9876543210" not in said
    assert "00123456789" not in said
    assert "...6789" in statement.lines[1].text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n\n"])
def test_line_ends_blank_lines_and_a_mark_make_no_difference(path: Path, end: str) -> None:
    assert read(path, end.join(LINES) + end) == read(path, HAND)
    assert read(path, b"\xef\xbb\xbf" + HAND.encode()) == read(path, HAND)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("49,2270870,7", "49,2270871,7", "line 9: trailer 49 says a control total of 22,708.71, "
         "and the amounts come to 22,708.70."),
        ("49,2270870,7", "49,2270870,6", "line 9: trailer 49 says 6 records, and there are 7."),
        ("98,2270870,1,9", "98,2270869,1,9", "line 10: trailer 98 says a control total of 22,708.69"),
        ("98,2270870,1,9", "98,2270870,2,9", "line 10: trailer 98 says 2 accounts, and there are 1."),
        ("98,2270870,1,9", "98,2270870,1,8", "line 10: trailer 98 says 8 records, and there are 9."),
        ("99,2270870,1,11", "99,1,1,11", "line 11: trailer 99 says a control total of 0.01"),
        ("99,2270870,1,11", "99,2270870,3,11", "line 11: trailer 99 says 3 groups, and there are 1."),
        ("99,2270870,1,11", "99,2270870,1,12", "line 11: trailer 99 says 12 records, and there are 11."),
        ("99,2270870,1,11", "99,2270870,1,", "line 11: trailer 99 says nothing records, and there are 11."),
        ("16,301,135435", "16,301,135345", "line 9: trailer 49 says a control total of 22,708.70, "
         "and the amounts come to 22,707.80."),
        ("03,0009876543210,,", "03,0009876543210,EUR,", "line 3: the account is in EUR"),
        ("03,0009876543210,,", "03,12,,", "line 3: this record does not name an account."),
        ("02,CITYITH,021300077,1,", "02,CITYITH,021300077,4,", "line 2: these records are marked as test only"),
        ("02,CITYITH,021300077,1,", "02,CITYITH,021300077,2,", "line 2: these records are marked as deletion"),
        ("1,261123,,USD", "1,,,USD", "line 2: this record does not say of which day it is."),
        ("16,301,", "16,993,", "this cannot be read: Type code '993'"),
        ("16,301,135435", "16,301,13x", "line 4: a field of this record"),
        ("01,021300077", "00,021300077", "line 1: '00' begins no record of BAI2."),
        (",,2/", ",,3/", "this cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(path: Path, old: str, new: str, said: str) -> None:
    assert old in HAND
    assert said in refusal(path, HAND.replace(old, new, 1))


def test_a_file_that_was_cut_off_or_goes_on_is_refused(path: Path) -> None:
    for end in range(1, len(LINES)):
        said = refusal(path, "\n".join(LINES[:end]))
        assert f"line {end}: the file ends without its trailer 99" in said
    assert "line 12: there is more behind" in refusal(path, HAND + "16,301,1,,,,X/\n99,1,1,1/\n")
    assert "line 12: there is more behind" in refusal(path, HAND + HAND)
    assert "begins with record 02" in refusal(path, "\n".join(LINES[1:]))


def test_a_missing_or_moved_record_is_refused(path: Path) -> None:
    for gone in range(1, len(LINES) - 1):
        refusal(path, "\n".join((*LINES[:gone], *LINES[gone + 1 :])))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty."),
        (b"\n  \n", "the file is empty."),
        (HAND.encode("utf-16"), "the file is not plain text"),
        (HAND.encode("utf-16-le"), "the file is not plain text"),
        (HAND.replace("MAKER ACCT", "M\u00dcLLER").encode("latin-1"), "line 5: byte DC is no plain text"),
        (b"\x89PNG\r\n\x1a\n", "line 1: byte 89 is no plain text"),
        (b"%PDF-1.7", "line 1: '%P' begins no record of BAI2."),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_one_sentence(path: Path, content: bytes, said: str) -> None:
    assert said in refusal(path, content)


def test_no_file_and_a_file_too_large(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StatementRefused, match="cannot be read"):
        read_bank_statement(path)
    monkeypatch.setattr("exchange.bank_statement.MOST_BYTES", 10)
    assert "has more than 10 bytes" in refusal(path, HAND)


def test_409_is_a_returned_check_where_its_words_say_so(path: Path) -> None:
    words = HAND.replace("16,555,12000", "16,409,12000")
    assert [e.kind for e in read(path, words)[0].lines][1] is LineKind.RETURNED
    plain = words.replace("RETURNED ITEM NSF", "SOMETHING")
    assert [e.kind for e in read(path, plain)[0].lines][1] is LineKind.OTHER
    path.write_text(plain)
    own = StatementCodes(returned=frozenset({"409"}))
    assert read_bank_statement(path, own)[0].lines[1].kind is LineKind.RETURNED


def test_a_deposit_corrected_below_zero_is_no_deposit(path: Path) -> None:
    text = HAND.replace("16,301,135435", "16,301,-100").replace("2270870", "2135335")
    assert read(path, text)[0].lines[0].kind is LineKind.OTHER


def detail(code: str, cents: int, reference: str, words: str) -> TransactionDetail:
    """A transaction for the library's writer."""
    return TransactionDetail(
        type_code=TypeCodes[code], amount=cents, customer_reference=reference, text=words
    )


def written(*accounts: tuple[str, list[TransactionDetail]]) -> str:
    """A file by the library's own writer: a group of a day with these accounts."""
    group = Group(
        header=GroupHeader(
            ultimate_receiver_id="CITY",
            originator_id="BANK",
            group_status=GroupStatus.update,
            as_of_date=date(2026, 11, 23),
            as_of_time=time(23, 0),
            currency="USD",
            as_of_date_modifier=AsOfDateModifier.interim_previous_day,
        ),
        children=[
            Account(
                header=AccountIdentifier(
                    customer_account_number=number,
                    currency="USD",
                    summary_items=[Summary(type_code=TypeCodes["015"], amount=5000)],
                ),
                children=details,
            )
            for number, details in accounts
        ],
    )
    header = Bai2FileHeader(
        sender_id="BANK",
        receiver_id="CITY",
        creation_date=date(2026, 11, 24),
        creation_time=time(6, 15),
        file_id=1,
    )
    text = write(Bai2File(header=header, children=[group]))
    assert isinstance(text, str)
    return text


def test_a_statement_by_another_writer_is_read(path: Path) -> None:
    words = "RETURNED ITEM " + "with words that go on over several records " * 4
    text = written(
        ("111122223333", [detail("301", 120435, "412", "DEPOSIT")]),
        ("99990000", [detail("555", 4550, "1001", words), detail("142", 700, "", "ACH")]),
    )
    one, two = read(path, text)
    assert (one.account, two.account) == ("3333", "0000")
    assert one.of_kind(LineKind.DEPOSIT)[0].amount == Money(120435)
    assert [e.kind for e in two.lines] == [LineKind.RETURNED, LineKind.OTHER]
    assert two.lines[0].text.startswith("RETURNED ITEM with words that go on")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(place=st.integers(0, len(HAND) - 1), letter=st.sampled_from("0129,/A- \n"))
def test_a_changed_character_is_refused_or_changes_no_amount(
    path: Path, place: int, letter: str
) -> None:
    whole = read(path, HAND)
    try:
        changed = read(path, HAND[:place] + letter + HAND[place + 1 :])
    except StatementRefused:
        return
    sums = [sum(abs(e.amount.cents) for e in s.lines) for s in changed]
    assert sums == [sum(abs(e.amount.cents) for e in s.lines) for s in whole]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.lists(st.sampled_from([*LINES, "88,X/", "16", "03,", "49,0,1/", "98,0,0,1/"]), max_size=12)
)
def test_whatever_stands_in_a_file_is_read_or_refused_in_a_sentence(
    path: Path, lines: list[str]
) -> None:
    with suppress(StatementRefused):
        read(path, "\n".join([LINES[0], *lines, LINES[-1]]))
