"""Batches for the accounting programs as lines: one row a batch, its totals, its tape, its lines, what differs."""

from datetime import date

from domain.calendar import day_text
from domain.ledger.acknowledged import Difference
from domain.ledger.batch_life import Batch, BatchState
from domain.ledger.interface import ProgramLine, Stub
from domain.money import Money
from tui.desk_batches import InNone
from tui.paint import Line, line, pad, right, spread

_STATE, _AMOUNT, _BILL = 12, 14, 16
_WRONG = (BatchState.DIFFERING, BatchState.UNKNOWN)
TICK = "x"
KEY_AGAIN = "KEY AGAIN"


def batch_line(batch: Batch, on: date, columns: int) -> Line:
    """Return a batch in one row: name, state, age while it waits, lines, amount."""
    made = batch.made
    style = "bad" if batch.state in _WRONG else "dim" if batch.ended else ""
    age = "" if batch.ended else _days(batch.age(on))
    open_now = f", {len(batch.differences)} differ" if batch.differences else ""
    words = (
        f"{pad(batch.batch_id, 22)} {pad(batch.state.value, _STATE)} {pad(age, 8)} "
        f"{_many(made.totals.records, 'line')}{open_now}"
    )
    return spread(words, str(made.totals.amount), columns, style)


def waiting_line(each: InNone, columns: int) -> Line:
    """Return what is in no batch yet, of one service and day. How much it is, is told when its drawer is counted."""
    words = f"{each.program}, {each.service}: in no batch yet, {day_text(each.on)}"
    return spread(words, _many(each.postings, "posting"), columns, "strong")


def totals_lines(batch: Batch, program: str, columns: int) -> list[Line]:
    """Return what a batch is footed by, where it stands, and who released it."""
    made, totals = batch.made, batch.made.totals
    state = batch.state.value.upper()
    released = batch.released
    who = ""
    if released:
        keyed = f", {released.rekeyed} keyed again" if released.rekeyed else ""
        who = f"Verified by {released.verified_by.name}{keyed}; released by {released.released_by.name}. "
    sent = f"{_many(batch.attempts, 'sending')}. " if batch.attempts else ""
    agreed = (
        f"{len(batch.agreed)} agreed, {len(batch.differences)} differ."
        if batch.acknowledged
        else ""
    )
    return [
        spread(f"{program}, of {day_text(made.on)}, {made.file_name}", state, columns, "", "strong"),
        line(
            pad(_many(totals.records, "line"), 14),
            pad(f"lowers {totals.lowers}", 23),
            pad(f"raises {totals.raises}", 23),
        ),
        spread(f"Hash total {totals.hash_text}", f"In all {totals.amount}", columns, "", "strong"),
        line((f"{who}{sent}{agreed}", "dim")),
    ]  # fmt: skip


def stub_line(stub: Stub, columns: int, *, ticked: bool, again: bool) -> Line:
    """Return one amount of the tape, to tick against its paper; one that is keyed ``again`` is not shown before."""
    words = f"[{TICK if ticked else ' '}] {pad(stub.number, 15)} {pad(stub.bill_no, _BILL)} {stub.account_number}"
    return spread(words, right(KEY_AGAIN if again else str(stub.amount), _AMOUNT), columns)


def line_line(each: ProgramLine, columns: int, *, agreed: str, again: bool) -> Line:
    """Return one line of a batch, with the program's own reference once it agreed."""
    words = f"{pad(each.reference, 20)} {pad(each.bill_no, _BILL)} {pad(f'{each.kind} {each.instalment}', 12)}"
    shown = KEY_AGAIN if again else str(each.amount)
    return spread(f"{words} {agreed}", right(shown, _AMOUNT), columns)


def difference_line(each: Difference, columns: int) -> Line:
    """Return one difference: how, which line of which bill, the program's reference where there is room, both sums."""
    many = f" +{len(each.others)}" if each.others else ""
    words = (
        f"{pad(each.finding.value, 16)} {pad(each.reference + many, 18)} {pad(each.bill_no, 14)}"
    )
    sums = f"{right(_or_none(each.ours), 11)} {right(_or_none(each.theirs), 11)}"
    room = columns - len(sums) - len(words) - 3
    note = f" {each.note[:room]}" if room > len("U1") else ""
    return spread(f"{words}{note}", sums, columns, "bad")


def differences_head(columns: int) -> Line:
    """Return the heading above differences, with the heads of both sums over them."""
    sums = f"{right('ours', 11)} {right('theirs', 11)}"
    return spread("What the program says otherwise", sums, columns, "title", "title")


def _or_none(amount: Money | None) -> str:
    return "none" if amount is None else str(amount)


def _days(days: int) -> str:
    return "today" if not days else _many(days, "day")


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
