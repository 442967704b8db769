"""Holding what an accounting program says against our books, and keeping what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chamberlain.interfaces import Interface, record, request_of
from chamberlain.stop import Stop, misused
from domain.custody.acting import order_act
from domain.custody.acts import Signer
from domain.ledger.acknowledged import (
    LACKING,
    REFERENCE,
    Difference,
    Finding,
    Key,
    Row,
    Told,
    compare,
    key_of,
)
from domain.ledger.agreement import BalancesCompared, Compared, digest_of_balances
from domain.ledger.batch_life import Batch, BatchState
from domain.ledger.batch_orders import order_acknowledgement
from domain.ledger.interface import ProgramLine, lines_of
from domain.ledger.summed import JOINED, compare_sums
from domain.money import ZERO, Money, total
from domain.receipting.receipt import parse_receipt_no
from domain.receivables.bills import How
from domain.reports.program_lists import ProgramList, held_against, not_in_list

_SAID = (BatchState.SENT, BatchState.UNKNOWN, BatchState.DIFFERING)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a program's file: sentences with the totals of both sides, and each line that differs."""

    lines: tuple[str, ...]
    differences: tuple[Difference, ...]
    sums: tuple[tuple[str, int], ...]

    def data(self) -> dict[str, object]:
        """Return it as data for JSON; amounts in cents."""
        return dict(self.sums) | {
            "differences": [
                {
                    "finding": d.finding.value,
                    "line": d.reference,
                    "bill": d.bill_no,
                    "ours_cents": None if d.ours is None else d.ours.cents,
                    "theirs_cents": None if d.theirs is None else d.theirs.cents,
                    "note": d.note,
                }
                for d in self.differences
            ]
        }


def acknowledge_report(
    interface: Interface, rows: Sequence[Row], name: str, digest: str, batch_id: str | None
) -> Answer:
    """Hold a posting report against the batches that it is of, keep the answer with each, and return it.

    They are the one named, or those whose name or lines are in the report, or the only one that waits for an answer.
    What is in none of them, and was never sent either, is unknown to us.
    """
    by = interface.layout.report.by if interface.layout.report else (REFERENCE,)
    known = interface.batches()
    again = [b for b in known if any(a.report_digest == digest for a in b.acknowledged)]
    if again:
        names = ", ".join(b.batch_id for b in again)
        return _repeated(names, again, digest)
    waiting = [batch for batch in known if batch.state in _SAID]
    chosen = _of_report(interface, waiting, known, rows, by, batch_id)
    told = _told(interface, chosen, rows, by)
    for batch in chosen:
        asked = interface.asked(request_of("acknowledge", batch.batch_id, digest))
        order = order_acknowledgement(
            batch, name, digest, told[batch.batch_id], asked, interface.at.office
        )
        record(interface.at, order)
    return _answer(told)


def _of_report(
    interface: Interface,
    waiting: Sequence[Batch],
    known: Sequence[Batch],
    rows: Sequence[Row],
    by: Sequence[str],
    batch_id: str | None,
) -> list[Batch]:
    if batch_id is not None:
        named = [batch for batch in known if batch.batch_id == batch_id.upper()]
        if not named:
            raise misused(f"{interface.program.name} has no batch {batch_id}.")
        return named
    if len(waiting) == 1:
        return list(waiting)
    said = {row.batch_id for row in rows}
    keys = {row.key for row in rows}
    found = [
        batch
        for batch in waiting
        if batch.batch_id in said
        or any(key_of(line, by) in keys for line in interface.lines(batch))
    ]
    if not found:
        names = ", ".join(batch.batch_id for batch in waiting) or "none was sent"
        raise Stop(
            f"The report names no line of a batch that waits for an answer ({names}): say with --batch which it is of."
        )
    return found


def _told(
    interface: Interface, chosen: Sequence[Batch], rows: Sequence[Row], by: Sequence[str]
) -> dict[str, Told]:
    """Return what the report says of each batch; rows of no batch's line are told with the first."""
    left = list(rows)
    names = {batch.batch_id for batch in chosen}
    found: dict[str, Told] = {}
    for place, batch in enumerate(reversed(chosen)):
        sent = interface.lines(batch)
        before = _told_before(batch, sent, by)
        left = [row for row in left if (row.words, row.its_reference) not in before]
        said = {row.key for row in left}
        agreed, settled = batch.agreed, batch.settled
        lines = [
            line
            for line in sent
            # What was settled by hand need not be told of; where it is, it is compared.
            if line.reference not in agreed
            and (line.reference not in settled or key_of(line, by) in said)
        ]
        keys = {key_of(line, by) for line in lines}
        last = place == len(chosen) - 1
        others = names - {batch.batch_id}
        mine: list[Row] = []
        rest: list[Row] = []
        for row in left:
            here = last or (row.key in keys and row.batch_id not in others)
            (mine if here else rest).append(row)
        left = rest
        found[batch.batch_id] = _compared(interface, lines, mine, by)
    return found


def _told_before(
    batch: Batch, sent: Sequence[ProgramLine], by: Sequence[str]
) -> set[tuple[str, str]]:
    """Return the rows, as (what it knows the line by, its own reference), that tell nothing new of a batch: the program
    agreed to them before, or they were settled by hand. Told once more they are no second posting.
    """
    words = {line.reference: " ".join(key_of(line, by)) for line in sent}
    told = [(words[ours], theirs) for ours, theirs in batch.agreed.items() if ours in words]
    for each in batch.settlements:
        found = each.difference
        if found.finding not in LACKING:
            told.append((words.get(found.reference, found.reference), found.note))
    return {(known, its) for known, joined in told for its in joined.split(JOINED) if its}


def _compared(
    interface: Interface, lines: Sequence[ProgramLine], rows: Sequence[Row], by: Sequence[str]
) -> Told:
    report = interface.layout.report
    if report is not None and report.grain == "bill":
        return compare_sums(lines, rows, by)
    return compare(lines, rows, by, lambda key: _sent_before(interface, key, by))


def _sent_before(interface: Interface, key: Key, by: Sequence[str]) -> ProgramLine | None:
    """Return the line of ours that a key means, when it was in a batch before: the program posted it once more."""
    if tuple(by) != (REFERENCE,):
        return None
    number, _, _ = key[0].partition("/")
    receipt_no = parse_receipt_no(number)
    posted = interface.at.books.receipt(receipt_no) if receipt_no is not None else None
    if posted is None:
        return None
    entries = interface.at.books.entries_of([posted.posting_id])
    lines = (line for entry in entries for line in lines_of(entry, interface.program.services))
    return next((line for line in lines if line.reference == key[0]), None)


def _answer(told: dict[str, Told]) -> Answer:
    lines: list[str] = []
    differences: list[Difference] = []
    for batch_id, each in told.items():
        agreed = len(each.agreed)
        lines.append(
            f"{batch_id}: {agreed} agreed ({each.agreed_amount}), "
            + ", ".join(f"{each.count(finding)} {finding.value}" for finding in Finding)
        )
        lines.append(f"  ours {each.ours}, theirs {each.theirs}")
        differences += each.differences
    return Answer(
        tuple(lines),
        tuple(differences),
        (
            ("agreed", sum(len(each.agreed) for each in told.values())),
            ("agreed_cents", total(each.agreed_amount for each in told.values()).cents),
            ("ours_cents", total(each.ours for each in told.values()).cents),
            ("theirs_cents", total(each.theirs for each in told.values()).cents),
        ),
    )


def _repeated(names: str, batches: Iterable[Batch], digest: str) -> Answer:
    told = {
        batch.batch_id: each.told_of
        for batch in batches
        for each in batch.acknowledged
        if each.report_digest == digest
    }
    answer = _answer(told)
    said = f"This report was read before ({names}); nothing was done twice."
    return Answer((said, *answer.lines), answer.differences, answer.sums)


def compare_balances(
    interface: Interface, theirs: dict[str, Money], name: str, digest: str, on: date
) -> Answer:
    """Hold a program's balances against ours, less what it has not acknowledged, keep both, and return the outcome.

    The list itself is kept in the place of the program's last one: the report ``agreement`` holds it against our
    balances as they move.
    """
    at, program = interface.at, interface.program
    tells = tuple(how for how in How if how in program.told)
    listed = ProgramList(program.services, tells, on, theirs)
    found = not_in_list(at.books, listed, interface.open_drawers)
    bills, sums, differences = 0, [ZERO, ZERO, ZERO], []
    for each in held_against(at.books, listed, found, on, at.office):
        bills += 1
        ours = each.ours or ZERO
        for place, amount in enumerate((ours, each.expected - ours, each.theirs or ZERO)):
            sums[place] += amount
        if each.finding is not None:
            differences.append(_differing(each, each.finding))
    who = interface.asked(request_of("balances", program.code, digest, on, sums, bills))
    mine, waiting, its = sums
    body = BalancesCompared(
        program.code,
        on,
        name,
        digest,
        bills,
        mine,
        waiting,
        its,
        tuple(differences),
        program.services,
        tells,
        digest_of_balances(theirs),
        Signer(who.maker.name, who.maker.operator_id),
    )
    record(at, order_act(body, who, at.office))
    # After the act: what stops in between leaves a list that the act does not mean, which the report says.
    at.books.keep_balances(program.code, theirs)
    return _balances_answer(program.name, on, bills, (mine, waiting, its), differences)


def _differing(each: Compared, finding: Finding) -> Difference:
    note = f"not acknowledged yet: {each.pending}" if each.pending else ""
    return Difference(finding, each.account_number, each.bill_no, each.ours, each.theirs, note)


def _balances_answer(
    program: str,
    on: date,
    bills: int,
    sums: tuple[Money, Money, Money],
    differences: Sequence[Difference],
) -> Answer:
    mine, waiting, its = sums
    return Answer(
        (
            f"{program} on {on}: {bills} bills, {len(differences)} differ",
            f"  ours {mine}, with what it has not acknowledged {mine + waiting}, theirs {its}",
        ),
        tuple(differences),
        (
            ("bills", bills),
            ("ours_cents", mine.cents),
            ("pending_cents", waiting.cents),
            ("theirs_cents", its.cents),
        ),
    )
