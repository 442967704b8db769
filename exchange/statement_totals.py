"""The trailers of a BAI2 file: records counted, and control totals of accounts, groups and file added up again."""

from collections.abc import Sequence
from typing import Any

from domain.money import format_cents


class Fault(Exception):
    """What is wrong with a statement: the line in the file (0 when it is the whole), and a sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


def check_totals(file: Any, numbers: Sequence[int]) -> None:
    """Raise ``Fault`` at the first trailer that does not agree with what stands before it.

    ``numbers`` are the lines in the file of the records as they were read, continuations with them.
    """
    place = len(file.header.rows)
    for group in file.children:
        place = _group(group, place, numbers)
    trailer, line = file.trailer, numbers[place]
    _same(line, "99", "groups", trailer.number_of_groups, len(file.children))
    sums = sum(group.trailer.group_control_total for group in file.children)
    _total(line, "99", trailer.file_control_total, sums)
    _same(line, "99", "records", trailer.number_of_records, place + len(trailer.rows))


def _group(group: Any, start: int, numbers: Sequence[int]) -> int:
    """Check a group and its accounts; returns the place behind it."""
    place = start + len(group.header.rows)
    for account in group.children:
        place = _account(account, place, numbers)
    trailer, line = group.trailer, numbers[place]
    place += len(trailer.rows)
    _same(line, "98", "accounts", trailer.number_of_accounts, len(group.children))
    sums = sum(account.trailer.account_control_total for account in group.children)
    _total(line, "98", trailer.group_control_total, sums)
    _same(line, "98", "records", trailer.number_of_records, place - start)
    return place


def _account(account: Any, start: int, numbers: Sequence[int]) -> int:
    place = start + len(account.header.rows) + sum(len(each.rows) for each in account.children)
    trailer, line = account.trailer, numbers[place]
    place += len(trailer.rows)
    details = sum(each.amount or 0 for each in account.children)
    summaries = sum(each.amount or 0 for each in account.header.summary_items)
    _total(line, "49", trailer.account_control_total, details + summaries)
    _same(line, "49", "records", trailer.number_of_records, place - start)
    return place


def _same(line: int, code: str, what: str, said: int | None, right: int) -> None:
    if said != right:
        told = "nothing" if said is None else said
        raise Fault(line, f"trailer {code} says {told} {what}, and there are {right}.")


def _total(line: int, code: str, said: int, right: int) -> None:
    if said != right:
        raise Fault(
            line,
            f"trailer {code} says a control total of {format_cents(said)}, "
            f"and the amounts come to {format_cents(right)}.",
        )
