"""Releasing and sending batches at the command line: who signs, what is keyed again, and what is known afterwards."""

from collections.abc import Sequence
from uuid import uuid4

from chamberlain.clock import now
from chamberlain.delivery import Arrival, Delivery, deliver
from chamberlain.interfaces import Interface, record, request_of
from chamberlain.stop import Stop, misused, refused
from chamberlain.typed import Typed
from domain.ledger.batch_life import Batch, BatchState
from domain.ledger.batch_orders import (
    order_release,
    order_sending,
    order_sent,
    rekey_list,
    release_words,
)
from domain.ledger.batch_steps import BatchSent
from domain.ledger.interface import tape_of
from domain.money import Money, parse_money
from domain.people.access import AccessEvent, AccessKind
from domain.people.approval import Approval, Means, approve, mark_of
from domain.people.authority import Act, Operator, may, who_can
from domain.refusals import Refusal


def known(interface: Interface, name: str, typed: Typed) -> Operator:
    """Return who a sign-in name and the PIN typed for it are; ends the command when they are nobody's, or may not."""
    at = interface.at
    pin = typed.known(f"PIN of {name}")
    person = at.books.identify(name, pin, now(), rules=at.office.sign_in)
    if isinstance(person, Refusal):
        raise refused(person)
    denied = may(at.office, person, Act.EXPORT_GL, on=at.today)
    if denied is not None:
        raise refused(denied)
    return person


def release(
    interface: Interface, batches: Sequence[Batch], by: str, second: str | None, typed: Typed
) -> None:
    """Release batches: large amounts are keyed again by the first person, the second says yes to each batch."""
    at = interface.at
    if not second:
        who = who_can(at.office, Act.EXPORT_GL)
        raise misused(f"A second person releases a batch: {who}. Name one with --approved-by.")
    maker = known(interface, by, typed)
    pin = typed.known(f"PIN of {second}")
    approver = at.books.identify(second, pin, now(), rules=at.office.sign_in)
    if isinstance(approver, Refusal):
        raise refused(approver)
    for batch in batches:
        wanted = rekey_list(tape_of(interface.lines(batch)), interface.program)
        keyed = [_amount(typed, f"Amount of {s.bill_no}, {s.number}") for s in wanted]
        ticked = len(at.books.ticks_of(batch.batch_id, maker.operator_id))
        given = _approved(interface, batch, maker, approver, ticked)
        asked = interface.asked(request_of("release", batch.batch_id), maker)
        order = order_release(
            batch, interface.program, wanted, keyed, given, asked, at.office, ticked=ticked
        )
        record(at, order)


def _amount(typed: Typed, what: str) -> Money:
    text = typed.known(what).strip()
    amount = parse_money(text.removeprefix("-"))
    if amount is None:
        raise misused(f"'{text}' is no amount: type it such as 1234.56.")
    return -amount if text.startswith("-") else amount


def _approved(
    interface: Interface, batch: Batch, maker: Operator, approver: Operator, ticked: int
) -> Approval:
    at, moment = interface.at, now()
    words = release_words(batch, interface.program, ticked)
    answer = approve(
        maker, approver, Act.EXPORT_GL, words, at.office, own=False, means=Means.PIN, at=moment
    )
    if isinstance(answer, Refusal):
        kind, why = AccessKind.APPROVAL_REFUSED, answer.code.value
    else:
        kind, why = AccessKind.APPROVED, mark_of(answer, batch.batch_id)
    at.books.note_access(AccessEvent(approver.operator_id, kind, words, why, moment))
    if isinstance(answer, Refusal):
        raise refused(answer)
    return answer


def send(
    interface: Interface,
    batches: Sequence[Batch],
    by: str,
    typed: Typed,
    *,
    again: bool,
    asked_before: bool,
) -> None:
    """Hand batches over, those that were sent already left out; what is not known of one stays in the books as such.

    ``asked_before`` says that the person's PIN was asked for in this command before.
    """
    at = interface.at
    _delivery(interface)
    maker = at.books.operator(by) if asked_before else known(interface, by, typed)
    if maker is None:
        raise misused(f"There is nobody called '{by}'.")
    for batch in batches:
        if batch.state in (BatchState.READY, BatchState.RELEASED, BatchState.UNKNOWN):
            send_one(interface, batch, maker, again=again)


def send_one(interface: Interface, batch: Batch, maker: Operator, *, again: bool) -> None:
    """Hand one batch over; ends the command with what is known where it did not surely arrive."""
    at, delivery = interface.at, _delivery(interface)
    content = interface.file_of(batch)
    # An id of its own: a second sender who saw the same batch must be refused, and not be given the first one's answer.
    request = uuid4().hex
    asked = interface.asked(request, maker)
    order = order_sending(batch, interface.program, delivery.words, asked, at.office, again=again)
    begun = record(at, order).body
    if not isinstance(begun, BatchSent):
        raise TypeError("a sending begins with a sending")
    arrival, why = deliver(delivery, batch.made.file_name, content)
    if arrival is not Arrival.UNKNOWN:
        done = interface.asked(f"{request}-end", maker)
        arrived = arrival is Arrival.ARRIVED
        record(at, order_sent(begun, done, at.office, arrived=arrived))
    if arrival is not Arrival.ARRIVED:
        raise Stop(f"Batch {batch.batch_id} is {arrival.value}: {why}")


def _delivery(interface: Interface) -> Delivery:
    program = interface.program
    delivery = interface.at.settings.deliver.get(program.code)
    if delivery is None:
        raise Stop(
            f"The settings do not say where files for {program.name} go: give the settings file a table "
            f"[deliver.{program.code}] with a folder or a command."
        )
    return delivery


_known = known
