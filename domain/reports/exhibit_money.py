"""The exhibit's deposits: each bag that holds money of the day, its composition, and what waits for the bank."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.acts import Claim
from domain.custody.banking import TOLD, BankTold
from domain.custody.decided import decided_claim
from domain.custody.deposit import Deposit
from domain.custody.depositing import DepositMade, session_claim
from domain.custody.reversal import ActReversed, reversal_claim
from domain.money import Money
from domain.reports.asked import Asked
from domain.reports.deposit_proof import DepositProof, deposit_of
from domain.reports.deposits import decided_words
from domain.reports.deposits_proved import deposits_of, proved
from domain.reports.exhibit_facts import DayFacts
from domain.reports.report import Row, Section, money, text


class BankSide(Enum):
    """What is known of a deposit from the bank's side."""

    UNTOLD = "not acknowledged"
    FULL = "acknowledged"
    DECIDED = "acknowledged with a difference that is decided"
    WAITS = "acknowledged with a difference that waits for a decision"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class DayDeposit:
    """A deposit that was made on the day or holds money of it, and its proof."""

    made: PostedAct
    proof: DepositProof
    words: tuple[str, ...]
    bank: BankSide

    @property
    def deposit(self) -> Deposit:
        """What is in the bag."""
        return self.proof.deposit

    @property
    def proves(self) -> bool:
        """Whether it is what came in."""
        return self.proof.composition.proves


def deposits_about(books: Books, asked: Asked) -> tuple[DayDeposit, ...]:
    """Return the deposits of the day's sessions, whenever they were made, and those made on the day, in order."""
    found = {each.posting_id: each for each in deposits_of(books, asked.first, asked.first)}
    for session in books.sessions(asked.first):
        for bank in asked.office.keeping.banks:
            act = books.act_claiming(session_claim(bank.code, session.session_id))
            if act is not None:
                found[act.posting_id] = act
    made = tuple(found[posting_id] for posting_id in sorted(found))
    proofs = proved(books, made, asked.office)
    return tuple(
        DayDeposit(
            act,
            proof,
            (*_words(act, proof, asked), *_bank_words(books, act)),
            _bank_side(books, act),
        )
        for act, proof in zip(made, proofs, strict=True)
    )


def _words(act: PostedAct, proof: DepositProof, asked: Asked) -> tuple[str, ...]:
    body = act.body
    if not isinstance(body, DepositMade):
        raise TypeError("only a deposit is told as one")
    made = body.deposit
    bank = asked.office.keeping.bank_name(made.bank)
    numbers = ", ".join(f"{first} to {last}" for first, last in body.numbers) or "none"
    word = "It proves." if proof.composition.proves else "IT DOES NOT PROVE."
    on = act.posting.header.business_date.isoformat()
    vault = f" {made.vault_words}." if made.from_vault else ""
    return (
        f"{act.number} of {on}: {made.amount} to {bank}, bag {made.bag}, "
        f"seal {made.seal}; sessions {', '.join(made.sessions) or 'none'}; receipts {numbers}; prepared by "
        f"{body.prepared_by.name}, verified by {body.verified_by.name}.{vault} {word}",
    )


def _bank_words(books: Books, made: PostedAct) -> tuple[str, ...]:
    """Return what the bank said of a deposit; that it said nothing yet is told too."""
    undone = books.act_claiming(reversal_claim(made.number))
    if undone is not None and isinstance(undone.body, ActReversed):
        on = undone.posting.header.business_date.isoformat()
        return (f"It was REVERSED by {undone.number} of {on}: {_unended(undone.body.reason)}.",)
    act = books.act_claiming(Claim(TOLD, deposit_of(made).bag))
    if act is not None and isinstance(act.body, BankTold):
        body = act.body
        difference = body.difference
        why = f": {body.reason}" if body.reason else decided_words(books, act)
        word = f", a difference of {difference}{why}" if difference else ""
        on = body.on.isoformat()
        said = f"The bank acknowledged {body.amount} on {on}, reference {body.reference}{word}"
        return (f"{_unended(said)}.",)
    return ("The bank has not acknowledged it yet.",)


def _bank_side(books: Books, made: PostedAct) -> BankSide:
    if books.act_claiming(reversal_claim(made.number)) is not None:
        return BankSide.REVERSED
    act = books.act_claiming(Claim(TOLD, deposit_of(made).bag))
    if act is None or not isinstance(act.body, BankTold):
        return BankSide.UNTOLD
    if not act.body.difference:
        return BankSide.FULL
    waits = act.body.to_decide and books.act_claiming(decided_claim(act.number)) is None
    return BankSide.WAITS if waits else BankSide.DECIDED


def _unended(words: str) -> str:
    """Return words without the full stop that somebody typed: the sentence they end has its own."""
    return words.rstrip().removesuffix(".")


def deposit_parts(deposits: tuple[DayDeposit, ...], asked: Asked) -> Iterator[Section]:
    """Yield the composition of each deposit, and what it left out or should not hold."""
    names = {kind.code: kind.name for kind in asked.office.tender_kinds}
    columns = (
        text("form", "Form"),
        money("receipts", "Receipts"),
        money("over_short", "Over/short"),
        money("held", "Held over"),
        money("deposited", "Deposited"),
        money("difference", "Difference"),
    )
    items = (
        text("what", "What"),
        text("receipt", "Receipt"),
        text("number", "Number"),
        money("amount", "Amount"),
    )
    for each in deposits:
        rows = tuple(
            Row(
                (
                    names.get(row.kind, row.kind.capitalize()),
                    row.receipts,
                    row.over_short,
                    row.held,
                    row.deposited,
                    row.difference,
                ),
                each.proof.ids(row.kind),
            )
            for row in each.proof.composition.rows
        )
        yield Section(f"Composition of deposit {each.deposit.bag}", columns, rows)
        composition = each.proof.composition
        apart = [(f"held over: {h.reason}", h.item) for h in each.deposit.held]
        apart += [("MISSING", item) for item in composition.missing]
        apart += [("NOT OF ITS RECEIPTS", item) for item in composition.extra]
        told = tuple(Row((what, i.receipt, i.number, i.amount)) for what, i in apart)
        if told:
            yield Section(f"Not as it came, deposit {each.deposit.bag}", items, told)


def waiting_section(books: Books, facts: DayFacts, asked: Asked) -> Iterator[Section]:
    """Yield the day's closed sessions that are in no deposit yet; nothing when there are none."""
    columns = (
        text("bank", "Bank"),
        text("session", "Session"),
        money("net", "Receipts less voids"),
    )
    rows = []
    for posting_id, header, _ in facts.closings:
        for bank in asked.office.keeping.banks:
            claim = session_claim(bank.code, header.session_id)
            net = sum(
                cents
                for kind, cents in facts.nets.get(header.session_id, {}).items()
                if bank.takes(kind)
            )
            if bank.serves(header.drawer) and net and books.act_claiming(claim) is None:
                rows.append(Row((bank.code, header.session_id, Money(net)), (posting_id,)))
    if rows:
        yield Section("Not deposited yet", columns, tuple(rows))
