"""``deposit`` and ``composition``: what went to the bank, and the proof that it is what came in.

A deposit is of the business date on which its bag was sealed; its sessions may be of earlier ones.
"""

from collections.abc import Iterable, Iterator

from domain.books import Books
from domain.custody.acting import PostedAct
from domain.custody.acts import Claim
from domain.custody.banking import HANDED, TOLD, BankTold
from domain.custody.decided import DifferenceDecided, decided_claim
from domain.custody.deposit_draft import proof_words
from domain.custody.depositing import DepositMade
from domain.custody.reversal import ActReversed, reversal_claim
from domain.money import ZERO, Money
from domain.office import Office
from domain.reports.asked import Asked
from domain.reports.deposit_proof import DepositProof
from domain.reports.deposits_proved import deposits_of, proved
from domain.reports.report import Cell, Report, Row, Section, count, day, money, text

_DEPOSITS = (
    day("date", "Sealed"),
    text("number", "Number"),
    text("bank", "Account"),
    text("bag", "Bag"),
    money("cash", "Cash"),
    count("items", "Items"),
    money("item_sum", "Items come to"),
    money("amount", "Deposit"),
    text("state", "State"),
    money("difference", "Bank's difference"),
)
_ITEMS = (
    text("bag", "Bag"),
    text("kind", "Kind"),
    text("item", "Number"),
    text("receipt", "Receipt"),
    money("amount", "Amount"),
)
_HELD = (*_ITEMS[:-1], text("reason", "Reason"), _ITEMS[-1])
_COMPOSITION = (
    text("kind", "Kind"),
    money("receipts", "Receipts"),
    money("over_short", "Over/short"),
    money("held", "Held over"),
    money("deposited", "Deposited"),
    money("difference", "Difference"),
)


def deposit_report(books: Books, asked: Asked) -> Report:
    """Return the deposits sealed on the days: cash, items one by one, held over, and how far the bank has answered."""
    made = deposits_of(books, asked.first, asked.last)
    proofs = proved(books, made, asked.office)
    rows = tuple(_deposit_row(books, each, asked) for each in proofs)
    rows += tuple(_reversal_rows(books, asked))
    # What a reversed deposit held is in another one, or on hand again.
    standing = [each for each in proofs if not _undone(books, each.made, asked)]
    items, held = (
        tuple(row for each in standing for row in _item_rows(each, asked, held=late))
        for late in (False, True)
    )
    sections = (
        Section("Deposits", _DEPOSITS, rows),
        Section("Items", _ITEMS, items),
        Section("Held over", _HELD, held),
    )
    notes = tuple(map(_vault_note, filter(lambda each: each.deposit.from_vault, proofs)))
    office = asked.office.name
    return Report("deposit", "Deposits", office, asked.first, asked.last, sections, notes)


def composition_report(books: Books, asked: Asked) -> Report:
    """Return the proof of each deposit sealed on the days, form by form, made anew from the postings."""
    made = deposits_of(books, asked.first, asked.last)
    proofs = proved(books, made, asked.office)
    names = _names(asked.office)
    sections = tuple(
        Section(
            _title(each, _undone_words(books, each.made), asked.office),
            _COMPOSITION,
            tuple(_composition_rows(each, names, asked)),
        )
        for each in proofs
    )
    notes = tuple(
        f"Bag {each.deposit.bag}: {proof_words(each.composition, names)}" for each in proofs
    )
    notes += tuple(map(_vault_note, filter(lambda each: each.deposit.from_vault, proofs)))
    office = asked.office.name
    if not sections:
        sections = (Section("", _COMPOSITION, ()),)
        notes = ("No deposit was sealed on these days.",)
    return Report(
        "composition", "Composition of deposits", office, asked.first, asked.last, sections, notes
    )


def state_words(books: Books, made: PostedAct, bag: str) -> tuple[str, Money]:
    """Return how far a bag has come, in words, and by how much the bank's answer differs."""
    undone = books.act_claiming(reversal_claim(made.number))
    if undone is not None:
        return f"reversed by {undone.number}", ZERO
    told = books.act_claiming(Claim(TOLD, bag))
    if told is not None and isinstance(told.body, BankTold):
        words = f"acknowledged {told.body.on.isoformat()}{decided_words(books, told)}"
        return words, told.body.difference
    handed = books.act_claiming(Claim(HANDED, bag))
    return ("with the courier" if handed is not None else "sealed"), ZERO


def decided_words(books: Books, told: PostedAct) -> str:
    """Return what came of a difference that the bank's answer left to decide; nothing where it left none."""
    if not isinstance(told.body, BankTold) or not told.body.to_decide:
        return ""
    decided = books.act_claiming(decided_claim(told.number))
    if decided is None or not isinstance(decided.body, DifferenceDecided):
        return ", to be decided"
    return f", {decided.body.decision.value}: {decided.body.reason}"


def _deposit_row(books: Books, proof: DepositProof, asked: Asked) -> Row:
    deposit = proof.deposit
    state, difference = state_words(books, proof.made, deposit.bag)
    cells: tuple[Cell, ...] = (
        proof.made.posting.header.business_date,
        str(proof.made.number),
        asked.office.keeping.bank_name(deposit.bank),
        deposit.bag,
        deposit.cash.amount,
        len(deposit.items),
        deposit.amount - deposit.cash.amount,
        deposit.amount,
        state,
        difference,
    )
    whole = {i for _, ids in proof.behind for i in ids} | {proof.made.posting_id}
    return Row(cells, tuple(sorted(whole)) if asked.drills else ())


def _reversal_rows(books: Books, asked: Asked) -> Iterator[Row]:
    """Yield a line for each deposit that was reversed on the days, with its amounts taken off."""
    for act in books.acts(kind=ActReversed.kind, first=asked.first, last=asked.last):
        made = act.body.body if isinstance(act.body, ActReversed) else None
        if not isinstance(act.body, ActReversed) or not isinstance(made, DepositMade):
            continue
        deposit = made.deposit
        cells: tuple[Cell, ...] = (
            act.posting.header.business_date,
            str(act.number),
            asked.office.keeping.bank_name(deposit.bank),
            deposit.bag,
            -deposit.cash.amount,
            -len(deposit.items),
            deposit.cash.amount - deposit.amount,
            -deposit.amount,
            f"reversal of {act.body.number}: {act.body.reason}",
            ZERO,
        )
        yield Row(cells, (act.posting_id,) if asked.drills else ())


def _item_rows(proof: DepositProof, asked: Asked, *, held: bool) -> Iterator[Row]:
    names = _names(asked.office)
    deposit = proof.deposit
    items = [(h.item, h.reason) for h in deposit.held] if held else [(i, "") for i in deposit.items]
    for item, reason in items:
        cells = (
            deposit.bag,
            names.get(item.kind, item.kind),
            item.number,
            item.receipt,
            *((reason,) if held else ()),
            item.amount,
        )
        behind = proof.of_receipt(item.receipt) or (proof.made.posting_id,)
        yield Row(cells, behind if asked.drills else ())


def _composition_rows(proof: DepositProof, names: dict[str, str], asked: Asked) -> Iterable[Row]:
    for row in proof.composition.rows:
        cells = (
            names.get(row.kind, row.kind.capitalize()),
            row.receipts,
            row.over_short,
            row.held,
            row.deposited,
            row.difference,
        )
        behind = proof.ids(row.kind) or (proof.made.posting_id,)
        yield Row(cells, behind if asked.drills else ())


def _vault_note(proof: DepositProof) -> str:
    return f"Bag {proof.deposit.bag}: {proof.deposit.vault_words}."


def _undone(books: Books, made: PostedAct, asked: Asked) -> bool:
    undone = books.act_claiming(reversal_claim(made.number))
    return undone is not None and undone.posting.header.business_date <= asked.last


def _undone_words(books: Books, made: PostedAct) -> str:
    undone = books.act_claiming(reversal_claim(made.number))
    return f", REVERSED by {undone.number}" if undone is not None else ""


def _title(proof: DepositProof, undone: str, office: Office) -> str:
    deposit, made = proof.deposit, proof.made
    numbers = made.body.numbers if isinstance(made.body, DepositMade) else ()
    receipts = ", ".join(f"{first} to {last}" for first, last in numbers)
    bank = office.keeping.bank_name(deposit.bank)
    said = f"{made.number}, bag {deposit.bag}, {bank}{undone}"
    return f"{said}, receipts {receipts}" if receipts else said


def _names(office: Office) -> dict[str, str]:
    return {kind.code: kind.name for kind in office.tender_kinds}
