"""Taking a bank's statement in: all of it is read and matched before anything is posted, and it counts once.

The statement itself is posted first, with what it acknowledges; the acknowledgements follow from that posting. Cut off
in between, the same file asked again goes on where it stopped and posts nothing twice.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from chamberlain.asked import Opened
from chamberlain.bank_credits import is_settled, match_credits, processor_of, settling
from chamberlain.clock import now
from chamberlain.stop import Stop, refused
from domain.books import Books
from domain.custody.acting import ActOrder, Asked, PostedAct, order_act
from domain.custody.acts import Claim, Signer
from domain.custody.bank import BankStatement
from domain.custody.banking import HANDED, TOLD
from domain.custody.deposit_orders import made_up_on, order_bank_told
from domain.custody.depositing import DepositMade
from domain.custody.keeping import BankAccount
from domain.custody.reversal import reversal_claim
from domain.custody.settlements import Credited
from domain.custody.statements import (
    TAKEN,
    Agreed,
    OnItsWay,
    StatementTaken,
    match_deposits,
    returned_of,
)
from domain.people.authority import Act, Operator, may
from domain.refusals import Refusal

_SINCE: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a statement: its posting, and whether the very file had been taken in before."""

    posted: PostedAct
    body: StatementTaken
    before: bool
    done: int

    def lines(self) -> list[str]:
        """Return what came of it, a line each."""
        body = self.body
        if self.before and not self.done:
            return [f"{body.name} was taken in before, as {self.posted.number}. Nothing changed."]
        said = [f"{self.posted.number}: {body.name}"]
        for each in body.agreed:
            off = f", DIFFERENCE {each.difference}: to be decided" if each.difference else ""
            said.append(f"Acknowledged: bag {each.bag}, {each.amount} on {each.on}{off}")
        said += [
            f"Settled: {each.processor} {each.amount} on {each.on}, taken {each.gross}"
            for each in body.settled
        ]
        said += [f"Not matched: {words}" for words in body.listed]
        said += [
            f"Returned: {each.reference or 'without a number'} {each.amount} on {each.on}"
            for each in body.returned
        ]
        if body.returned:
            said.append("The counter lists returned checks: Ctrl+P, bank returns.")
        if any(each.difference for each in body.agreed):
            said.append("The counter lists what is to be decided: Ctrl+P, bank differences.")
        return said

    def to_json(self) -> dict[str, object]:
        """Return the same as data."""
        body = self.body
        return {
            "statement": str(self.posted.number),
            "file": body.name,
            "taken_before": self.before,
            "acknowledged": [_agreed_data(each) for each in body.agreed],
            "settled": [_settled_data(each) for each in body.settled],
            "not_matched": list(body.listed),
            "returned": [
                {
                    "reference": each.reference,
                    "amount_cents": each.amount.cents,
                    "on": each.on.isoformat(),
                    "words": each.words,
                }
                for each in body.returned
            ],
        }


def _agreed_data(each: Agreed) -> dict[str, object]:
    return {
        "deposit": str(each.made),
        "bag": each.bag,
        "amount_cents": each.amount.cents,
        "deposited_cents": each.deposited.cents,
        "on": each.on.isoformat(),
        "reference": each.reference,
    }


def _settled_data(each: Credited) -> dict[str, object]:
    return {
        "processor": each.processor,
        "amount_cents": each.amount.cents,
        "gross_cents": each.gross.cents,
        "fee_cents": (each.gross - each.amount).cents,
        "on": each.on.isoformat(),
        "sessions": sorted({part.session_id for part in each.parts}),
    }


def take_statement(at: Opened, path: Path, operator: Operator) -> Taken:
    """Take a BAI2 file in for an operator who has signed in; ends the command when it is refused."""
    from exchange.bank_statement import StatementRefused, read_bank_statement

    denied = may(at.office, operator, Act.MAKE_DEPOSIT, own=False)
    if denied is not None:
        raise refused(denied)
    try:
        statements = read_bank_statement(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except StatementRefused as refusal:
        raise Stop(str(refusal)) from None
    except OSError as failure:
        raise Stop(f"{path} cannot be read: {failure.strerror}.") from None
    before = at.books.act_claiming(Claim(TAKEN, digest))
    posted = before or _post(at, path.name, digest, statements, operator)
    body = posted.body
    if not isinstance(body, StatementTaken):
        raise TypeError("a statement's claim is a statement's")
    done = sum(_acknowledge(at, body, each, operator) for each in body.agreed)
    done += sum(_settle(at, body, each, operator) for each in body.settled)
    return Taken(posted, body, before is not None, done)


def _post(
    at: Opened, name: str, digest: str, statements: Iterable[BankStatement], operator: Operator
) -> PostedAct:
    agreed: list[Agreed] = []
    settled: list[Credited] = []
    listed: list[str] = []
    ours: list[BankStatement] = []
    for statement in statements:
        banks = [b for b in at.office.keeping.banks if b.last_four == statement.account]
        if not banks:
            listed.append(f"account ending {statement.account} is none of the policy's")
            continue
        ours.append(statement)
        known = [(x, processor_of(x, banks, at.office.keeping.processors)) for x in statement.lines]
        paid, unpaid = match_credits(at, [(x, p) for x, p in known if p is not None], settled)
        settled += paid
        listed += unpaid
        taken = {each.bag for each in agreed}
        ways = [way for way in _on_their_way(at, banks) if way.bag not in taken]
        found = match_deposits((x for x, p in known if p is None), ways)
        agreed += found.agreed
        listed += [f"told before, {words}" for words in found.before]
        listed += [f"no deposit is it beyond doubt, {words}" for words in found.unknown]
    if not ours:
        raise Stop(f"{name} is of no bank account of the policy: {'; '.join(listed)}.")
    clerk = Signer(operator.name, operator.operator_id)
    body = StatementTaken(
        name, digest, tuple(agreed), tuple(listed), returned_of(ours), clerk, tuple(settled)
    )
    # What follows is decided before anything is posted: what cannot be is refused with nothing done.
    for each in agreed:
        _order(at, body, each, operator)
    for credit in settled:
        _settling(at, body, credit, operator)
    order = order_act(body, _asked(at, operator, f"statement-{digest[:40]}"), at.office)
    at.keep_policy()
    posted = order if isinstance(order, Refusal) else at.books.record(order)
    if isinstance(posted, Refusal):
        raise refused(posted)
    return posted


def _on_their_way(at: Opened, banks: list[BankAccount]) -> list[OnItsWay]:
    codes = {bank.code for bank in banks}
    found = []
    for made in at.books.acts(kind=DepositMade.kind, first=at.today - _SINCE):
        body = made.body
        undone = at.books.act_claiming(reversal_claim(made.number)) is not None
        if isinstance(body, DepositMade) and body.deposit.bank in codes and not undone:
            bag, on = body.deposit.bag, made_up_on(made)
            told = at.books.act_claiming(Claim(TOLD, bag)) is not None
            found.append(OnItsWay(made.number, bag, body.amount, on, told))
    return found


def _acknowledge(at: Opened, body: StatementTaken, each: Agreed, operator: Operator) -> int:
    """Post what the bank says of one deposit, unless it is posted or was reversed since; return how many were."""
    undone = at.books.act_claiming(reversal_claim(each.made)) is not None
    if undone or at.books.act_claiming(Claim(TOLD, each.bag)) is not None:
        return 0
    order = _order(at, body, each, operator)
    if at.books.act_asked(order.header.request_id) is not None:
        return 0
    posted = at.books.record(order)
    if isinstance(posted, Refusal):
        raise refused(posted)
    return 1


def _order(at: Opened, body: StatementTaken, each: Agreed, operator: Operator) -> ActOrder:
    made = at.books.act(each.made)
    if made is None:
        raise Stop(f"Deposit {each.made} is not in these books any more: run 'chamberlain prove'.")
    handed = at.books.act_claiming(Claim(HANDED, each.bag)) is not None
    order = order_bank_told(
        made,
        each.amount,
        each.on,
        each.reference,
        Signer(operator.name, operator.operator_id),
        _asked(
            at,
            operator,
            f"told-{body.digest[:32]}-{each.made}",
            (made.posting.header.business_date,),
        ),
        at.office,
        handed_over=handed,
        source=body.name,
        to_decide=True,
    )
    if isinstance(order, Refusal):
        raise refused(order)
    return order


def _settle(at: Opened, body: StatementTaken, credit: Credited, operator: Operator) -> int:
    """Post what a credit settles, unless it is settled or was and is reversed; return how many were posted."""
    if is_settled(at, credit):
        return 0
    order = _settling(at, body, credit, operator)
    if at.books.act_asked(order.header.request_id) is not None:
        return 0
    posted = at.books.record(order)
    if isinstance(posted, Refusal):
        raise refused(posted)
    return 1


def _settling(at: Opened, body: StatementTaken, credit: Credited, operator: Operator) -> ActOrder:
    first = credit.parts[0]
    request = f"settled-{body.digest[:24]}-{first.kind}-{first.session_id}"
    clerk = Signer(operator.name, operator.operator_id)
    taken = (part.business_date for part in credit.parts)
    return settling(at, credit, clerk, _asked(at, operator, request, taken), body.name)


def _asked(at: Opened, operator: Operator, request: str, of: Iterable[date] = ()) -> Asked:
    # What comes after the day was closed is of the next date, and nothing of a date before what it is about.
    closed = at.books.sealed_through()
    day = max((at.today, *of) if closed is None else (at.today, closed + timedelta(days=1), *of))
    return Asked(request, operator, at.settings.station, day, now())


def signed_in(books: Books, operator_id: str, pin: str, at: Opened) -> Operator:
    """Return who signs for a statement, known by sign-in name and PIN; ends the command otherwise."""
    found = books.identify(operator_id.strip().lower(), pin, now(), rules=at.office.sign_in)
    if isinstance(found, Refusal):
        raise refused(found)
    return found
