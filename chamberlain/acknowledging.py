"""Holding what an accounting program says against our books, and keeping what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chamberlain.interfaces import Interface, record, request_of
from chamberlain.report_batches import batches_told_of, new_rows, rows_of, sent_before
from domain.custody.acting import order_act
from domain.custody.acts import Signer
from domain.ledger.acknowledged import (
    REFERENCE,
    Difference,
    Finding,
    Row,
    Told,
    compare,
    key_of,
)
from domain.ledger.agreement import BalancesCompared, Compared, digest_of_balances
from domain.ledger.batch_life import Batch
from domain.ledger.batch_orders import order_acknowledgement
from domain.ledger.interface import ProgramLine
from domain.ledger.summed import compare_sums
from domain.money import ZERO, Money, total
from domain.receivables.bills import How
from domain.reports.program_lists import ProgramList, held_against, not_in_list


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
    done = [b for b in known if any(a.report_digest == digest for a in b.acknowledged)]
    chosen = batches_told_of(interface, known, done, rows, by, batch_id)
    if not chosen:
        return _repeated(", ".join(b.batch_id for b in done), done, digest)
    mine = rows_of(interface, known, chosen, done, rows, by)
    told = _told(interface, chosen, mine, by)
    for batch in chosen:
        asked = interface.asked(request_of("acknowledge", batch.batch_id, digest))
        order = order_acknowledgement(
            batch, name, digest, told[batch.batch_id], asked, interface.at.office
        )
        record(interface.at, order)
    answer, left = _answer(told), len(rows) - len(mine)
    if not left:
        return answer
    more = f"{left} rows are of other batches or were read before."
    return replace(answer, lines=(*answer.lines, more))


def _told(
    interface: Interface, chosen: Sequence[Batch], rows: Sequence[Row], by: Sequence[str]
) -> dict[str, Told]:
    """Return what the report says of each batch; rows of no batch's line are told with the first."""
    left = list(rows)
    names = {batch.batch_id for batch in chosen}
    found: dict[str, Told] = {}
    for place, batch in enumerate(reversed(chosen)):
        sent = interface.lines(batch)
        left, anew = new_rows(left, batch, sent, by)
        said = {row.key for row in left}
        agreed, settled = batch.agreed, batch.settled
        lines = [
            line
            for line in sent
            if key_of(line, by) in anew
            # What was settled by hand need not be told of; where it is, it is compared.
            or (
                line.reference not in agreed
                and (line.reference not in settled or key_of(line, by) in said)
            )
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


def _compared(
    interface: Interface, lines: Sequence[ProgramLine], rows: Sequence[Row], by: Sequence[str]
) -> Told:
    report = interface.layout.report
    if report is not None and report.grain == "bill":
        return compare_sums(lines, rows, by)
    return compare(lines, rows, by, lambda key: sent_before(interface, key, by))


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
