"""Reading a bank's statement in BAI2: every trailer is checked, and what does not add up is refused with its line.

The file's layout is read by the library ``bai2``; its own check of the trailers says neither line nor what is right,
and it does not see what stands behind the last trailer, so the trailers are checked here (``statement_totals``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from domain.custody.bank import BankLine, BankStatement, LineKind
from domain.money import Money
from domain.text import clean_text
from exchange.statement_totals import Fault, check_totals

MOST_BYTES = 20_000_000
"""A statement of a day or a month comes nowhere near it."""
_CODES: Final = frozenset({"01", "02", "03", "16", "49", "88", "98", "99"})
_ACCOUNT_LIKE = re.compile(r"\d{5,}(?=\d{4})")
_RETURN_WORDS = re.compile(r"\b(?:RETURN|RETURNED|RTN|RTND|NSF|CHARGEBACK)\b", re.IGNORECASE)
_LONGEST = {"reference": 40, "text": 200}


@dataclass(frozen=True, slots=True)
class StatementCodes:
    """What the transaction codes of a bank's BAI2 mean to us.

    The defaults are those of the published list: 115, 173, 174, 175 and 301 are deposits, 555 is a deposited item
    returned. 409 is any debit there; banks that send returned checks under it say so in their words, which are looked
    at. A code of neither kind is other.
    """

    deposits: frozenset[str] = frozenset({"115", "173", "174", "175", "301"})
    returned: frozenset[str] = frozenset({"555"})
    returned_by_words: frozenset[str] = frozenset({"409"})


class StatementRefused(Exception):
    """A statement that is not taken in; the message is one sentence with the file, the line and what is right."""


def read_bank_statement(
    path: Path, codes: StatementCodes | None = None
) -> tuple[BankStatement, ...]:
    """Return the statements in a BAI2 file, one for each account and day, in its order.

    Raises ``StatementRefused`` for a file that cannot be read or is not plain text, whose records are not in their
    order, whose trailers do not add up, that is a test or a deletion, or that is not in US dollars. Of an account
    only the last four figures are read; longer figures in the bank's words are shortened to theirs.
    """
    try:
        lines = _lines(_content(path))
        return tuple(_statements(_parsed(lines), lines, codes or StatementCodes()))
    except Fault as fault:
        where = f", line {fault.line}" if fault.line else ""
        raise StatementRefused(f"{path.name}{where}: {fault.reason}") from None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Fault(0, f"the file has more than {MOST_BYTES:,} bytes; a statement is smaller.")
        return path.read_bytes()
    except OSError as failure:
        raise Fault(0, f"the file cannot be read: {failure.strerror}.") from None


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines that are not empty, each with its number in the file from 1."""

    texts: tuple[str, ...]
    numbers: tuple[int, ...]


def _lines(content: bytes) -> _Lines:
    if not content.strip():
        raise Fault(0, "the file is empty.")
    if b"\x00" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Fault(0, "the file is not plain text; ask the bank for BAI2 in ASCII.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        byte = content[wrong.start]
        raise Fault(line, f"byte {byte:02X} is no plain text; BAI2 is ASCII.") from None
    held = [(n, each.strip()) for n, each in enumerate(re.split("\r\n|\r|\n", text), start=1)]
    kept = [(number, each) for number, each in held if each]
    for number, each in kept:
        if each[:2] not in _CODES or each[2:3] not in (",", ""):
            raise Fault(number, f"'{clean_text(each[:2])}' begins no record of BAI2.")
    _check_ends(kept)
    return _Lines(tuple(each for _, each in kept), tuple(number for number, _ in kept))


def _check_ends(kept: list[tuple[int, str]]) -> None:
    """Refuse a file that does not begin with a file's header or end with its trailer; it was cut, or is two."""
    (first, begins), (last, _) = kept[0], kept[-1]
    if not begins.startswith("01"):
        raise Fault(first, f"the file begins with record {begins[:2]}; a statement begins with 01.")
    records = [(number, each[:2]) for number, each in kept if not each.startswith("88")]
    if records[-1][1] != "99":
        raise Fault(last, "the file ends without its trailer 99; it was cut off. Fetch it again.")
    more = next((n for n, (_, code) in enumerate(records[:-1]) if code == "99"), None)
    if more is not None:
        raise Fault(records[more + 1][0], "there is more behind the file's trailer 99.")


def _parsed(lines: _Lines) -> Any:
    """Return the library's file; its faults are told with the line that it had come to."""
    from bai2.bai2 import parse_from_lines
    from bai2.exceptions import NotSupportedYetException, ParsingException

    read = [0]

    def counted() -> Iterator[str]:
        for line in lines.texts:
            read[0] += 1
            yield line

    try:
        return parse_from_lines(counted(), check_integrity=False)
    except NotSupportedYetException as fault:
        raise Fault(_at(lines, read[0]), f"this cannot be read: {fault}.") from None
    except ParsingException as fault:
        # The library reads one record ahead: the fault is at the record before, or at the one it waits for.
        raise Fault(_at(lines, read[0]), f"the records are not in their order: {fault}.") from None
    except (ValueError, IndexError, KeyError):
        reason = "a field of this record is missing or is not what BAI2 has in its place."
        raise Fault(_at(lines, read[0]), reason) from None


def _at(lines: _Lines, read: int) -> int:
    return lines.numbers[max(0, min(read - 2, len(lines.numbers) - 1))]


def _statements(file: Any, lines: _Lines, codes: StatementCodes) -> Iterable[BankStatement]:
    check_totals(file, lines.numbers)
    place = len(file.header.rows)
    found: list[BankStatement] = []
    for group in file.children:
        _check_group(group, lines.numbers[place])
        place += len(group.header.rows)
        for account in group.children:
            found.append(_statement(group, account, lines.numbers[place], codes))
            place += len(account.header.rows) + len(account.trailer.rows)
            place += sum(len(each.rows) for each in account.children)
        place += len(group.trailer.rows)
    return found


def _check_group(group: Any, line: int) -> None:
    status = group.header.group_status.name if group.header.group_status else "nothing"
    if status not in ("update", "correction"):
        raise Fault(
            line, f"these records are marked as {status.replace('_', ' ')}, not as an update."
        )
    if group.header.as_of_date is None:
        raise Fault(line, "this record does not say of which day it is.")


def _statement(group: Any, account: Any, line: int, codes: StatementCodes) -> BankStatement:
    currency = account.header.currency or group.header.currency
    if currency != "USD":
        raise Fault(
            line, f"the account is in {clean_text(currency)}; the office's books are in USD."
        )
    figures = re.sub(r"[^0-9]", "", account.header.customer_account_number or "")
    if len(figures) < 4:
        raise Fault(line, "this record does not name an account.")
    as_of = group.header.as_of_date
    rows = tuple(_line(each, as_of, codes) for each in account.children)
    return BankStatement(figures[-4:], as_of, rows)


def _line(detail: Any, as_of: date, codes: StatementCodes) -> BankLine:
    code, cents = detail.type_code.code, detail.amount or 0
    words = _short(detail.text, "text")
    kind = _kind(code, words, codes) if cents > 0 else LineKind.OTHER
    debit = (
        detail.type_code.transaction is not None and detail.type_code.transaction.name == "debit"
    )
    amount = Money(-cents if kind is LineKind.OTHER and debit else cents)
    value = (detail.availability or {}).get("date")
    given = (detail.customer_reference, detail.bank_reference)
    reference = next((r for r in given if r and r.strip().strip("0")), "")
    short = _short(reference, "reference")
    return BankLine(kind, amount, value or as_of, short, words, code)


def _kind(code: str, words: str, codes: StatementCodes) -> LineKind:
    if code in codes.deposits:
        return LineKind.DEPOSIT
    by_words = code in codes.returned_by_words and _RETURN_WORDS.search(words)
    return LineKind.RETURNED if code in codes.returned or by_words else LineKind.OTHER


def _short(text: str | None, what: str) -> str:
    """Return a bank's words cleaned, not too long, with long figures as their last four: they may be accounts."""
    cleaned = clean_text((text or "").rstrip("/"))[: _LONGEST[what]]
    return _ACCOUNT_LIKE.sub("...", cleaned) if what == "text" else cleaned
