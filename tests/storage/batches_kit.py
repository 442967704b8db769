"""Batches for tests: the sample office's programs, a batch made of what is in none, and its steps."""

from __future__ import annotations

from datetime import date

from domain.books import Books
from domain.custody.acting import Asked, PostedAct
from domain.ledger.acknowledged import Difference, Row, Told
from domain.ledger.batch_life import KINDS, Batch, batches_of
from domain.ledger.batch_orders import (
    Content,
    Program,
    content_of,
    order_acknowledgement,
    order_batch,
    order_release,
    order_sending,
    order_sent,
    rekey_list,
    release_words,
)
from domain.ledger.batch_steps import BatchSent
from domain.ledger.interface import ProgramLine, Stub, tape_of
from domain.ledger.settling import order_settlement, settling_words
from domain.money import Money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator
from domain.refusals import Refusal
from tests.samples import CHAMBERLAIN, CONTROLLER, DAY, at, ok, sample_office

OFFICE = sample_office()
TAX = Program("tax", "RPS", ("tax",))
PROGRAMS = tuple(
    Program(service.code, service.program, (service.code,)) for service in OFFICE.services
)


def asked(request: str, maker: Operator = CHAMBERLAIN, on: date = DAY) -> Asked:
    """Who asks, in the back office."""
    return Asked(request, maker, "back office", on, at(17, day=on))


def batches(books: Books) -> tuple[Batch, ...]:
    """All batches of the books."""
    return batches_of(act for kind in KINDS for act in books.acts(kind=kind))


def content(books: Books, program: Program = TAX, on: date = DAY) -> Content:
    """What the next batch of a program and day holds."""
    holds = [(s, [i for _, i in books.not_in_batch(s, on, on)]) for s in program.services]
    ids = sorted({each for _, held in holds for each in held})
    number = 1 + sum(b.made.program == program.code and b.made.on == on for b in batches(books))
    return content_of(program, on, number, books.entries_of(ids), holds)


def make(
    books: Books, program: Program = TAX, on: date = DAY, request: str = "", today: date = DAY
) -> Batch:
    """Make the next batch of a program and day."""
    held = content(books, program, on)
    name = request or f"batch {held.batch_id}"
    file = repr([line.data() for line in held.lines]).encode()
    order = ok(order_batch(held, f"{held.batch_id}.csv", file, asked(name, on=today), OFFICE))
    ok(books.record(order))
    return batch(books, held.batch_id)


def batch(books: Books, batch_id: str) -> Batch:
    """A batch that must be there."""
    return next(b for b in batches(books) if b.batch_id == batch_id)


def lines(books: Books, held: Batch) -> tuple[ProgramLine, ...]:
    """The lines of a batch, made again of its postings."""
    return held.made.lines(books.entries_of(held.made.postings))


def approval(held: Batch, person: Operator = CONTROLLER, words: str = "") -> Approval:
    """A second person's yes to a release."""
    said = words or release_words(held, TAX)
    return Approval(
        person.operator_id, person.name, person.role, Act.EXPORT_GL, "PIN", at(18), said
    )


def release(
    books: Books, held: Batch, program: Program = TAX, given: Approval | None = None
) -> PostedAct | Refusal:
    """Release a batch, its large amounts keyed again."""
    wanted: tuple[Stub, ...] = rekey_list(tape_of(lines(books, held)), program)
    keyed: list[Money] = [stub.amount for stub in wanted]
    order = order_release(
        held,
        program,
        wanted,
        keyed,
        given or approval(held),
        asked(f"release {held.batch_id}"),
        OFFICE,
    )
    return order if isinstance(order, Refusal) else books.record(order)


def send(books: Books, held: Batch, program: Program = TAX, *, arrived: bool | None = True) -> None:
    """Send a released batch; ``None`` stops in the middle."""
    request = f"send {held.batch_id} {held.attempts + 1}"
    begun = ok(order_sending(held, program, "folder out", asked(request), OFFICE, again=True))
    body = ok(books.record(begun)).body
    assert isinstance(body, BatchSent)
    if arrived is not None:
        done = ok(order_sent(body, asked(f"{request} done"), OFFICE, arrived=arrived))
        ok(books.record(done))


def row(line: ProgramLine, cents: int | None = None) -> Row:
    """What a program says of a line."""
    amount = line.amount if cents is None else Money(cents)
    return Row((line.reference,), amount, f"P-{line.posting_id}")


def hear(books: Books, held: Batch, told: Told, digest: str = "d") -> Batch:
    """Keep what a program says of a batch, under a report's digest."""
    order = order_acknowledgement(
        held, "posted.csv", digest * 64, told, asked(f"heard {digest}"), OFFICE
    )
    ok(books.record(ok(order)))
    return batch(books, held.batch_id)


def settle(
    books: Books,
    held: Batch,
    difference: Difference,
    reason: str = "Keyed into the program by hand.",
    person: Operator | None = CONTROLLER,
    request: str = "",
) -> PostedAct | Refusal:
    """Settle a difference by hand; ``person`` says yes to it."""
    words = settling_words(held, difference, reason)
    given = approval(held, person, words) if person else None
    name = request or f"settle {held.batch_id} {difference}"
    order = order_settlement(held, difference, reason, given, asked(name), OFFICE)
    return order if isinstance(order, Refusal) else books.record(order)
