"""What a correction would do, in words with before and after, for both people to read before anything is posted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from domain.calendar import day_text
from domain.corrections.about import about_of
from domain.corrections.adjusting import Change, adjusted
from domain.corrections.checks import CheckPart
from domain.corrections.holds import ReturnOf, returned_hold
from domain.corrections.policy import CorrectionKind, Overpaid
from domain.corrections.redating import redated
from domain.corrections.refunding import refunded
from domain.corrections.returned import CameBack, came_back_of
from domain.corrections.standing import Standing
from domain.corrections.values import Amendment, BillEffect, CorrectionNo, LineBack, Settlement
from domain.money import Money, total
from domain.receipting.boot_release import BOOT_ITEM
from domain.receipting.cart import ItemLine
from domain.receivables.accounts import Account
from domain.receivables.bills import BillState
from domain.receivables.evidence import Evidence
from domain.receivables.evidence_words import evidence_words
from domain.refusals import Refusal
from tui.desk import Desk
from tui.desk_corrections import CorrectionDesk, Undoing

_COMING: Final = CorrectionNo(9999, "NEW", 1)
"""Stands for the correction that is still to be posted, where its hold is told before."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that will happen: words, and at the right an amount or two. ``strong`` is what the hands must do."""

    words: str
    right: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction would do: its facts, what both people read in one sentence, and the amount it is about.

    The sentence names no customer: it stands in the log and is read aloud at the counter.
    """

    facts: tuple[Fact, ...] = field(repr=False)
    words: str
    amount: Money
    give_back: Money | None = None
    """Cash that goes back over the counter now; ``None`` where none does."""
    about: str = ""
    """What an approval of it is bound to."""


def drawn(desk: Desk, undoing: Undoing) -> Preview:
    """Return what voiding or reversing a receipt does: bills, stock, and what goes back to whom."""
    standing = undoing.standing
    number, header = standing.number, standing.header
    facts = [*_effects(desk, undoing.effects), *_lines(undoing.lines)]
    facts += [Fact(words, strong=True) for words in went_on(desk, undoing)]
    amount = total(tender.amount for _, tender in standing.tenders) - standing.change
    here = CorrectionDesk(desk).is_of_this_session(standing)
    kind = CorrectionKind.VOID if here else CorrectionKind.REVERSAL
    about = about_of(kind, (number,))
    if not here:
        facts.append(Fact("Refund request, paid by check; no cash is given", str(amount)))
        words = f"Reverse receipt {number} of {day_text(header.business_date)} by {header.operator_name}"
        return Preview(
            tuple(facts), f"{words}: {amount} becomes a refund request.", amount, about=about
        )
    cash = total(t.amount for _, t in standing.tenders if t.is_cash) - standing.change
    if cash:
        facts.append(Fact("Give back in cash", str(cash), strong=True))
    for _, tender in standing.tenders:
        if not tender.is_cash:
            what = f"{tender.name} {tender.number}".strip()
            facts.append(Fact(f"Give back: {what}", str(tender.amount), strong=True))
    at = desk.local(header.entered_at)
    words = f"Void receipt {number} of {at:%H:%M} by {header.operator_name}: {amount} goes back."
    return Preview(tuple(facts), words, amount, cash if cash else None, about)


def went_on(desk: Desk, undoing: Undoing) -> tuple[str, ...]:
    """Return what others did on the strength of the receipt and no posting takes back: a boot off, a parcel free."""
    lines = (each.line for each in undoing.standing.lines)
    plates = [x.reference for x in lines if isinstance(x, ItemLine) and x.item_code == BOOT_ITEM]
    boots = (
        f"A BOOT CAME OFF {plate} by this receipt: tell those who boot before it is undone."
        for plate in dict.fromkeys(plates)
    )
    parcels = desk.single.last_redeemed(undoing.effects, desk.today)
    liens = (
        f"THE LAST LIEN of {parcel} was redeemed by this receipt: a certificate may be out. Get it back first."
        for parcel in parcels
    )
    return (*boots, *liens)


def adjustment(
    desk: Desk, kind: CorrectionKind, state: BillState, changes: Sequence[Change]
) -> Preview | Refusal:
    """Return what an abatement, waiver, dismissal or adjustment does to a bill."""
    effect = adjusted(kind, state, changes, _day(desk), desk.office)
    if isinstance(effect, Refusal):
        return effect
    moved = effect.after - effect.before
    noun = desk.office.service(state.bill.service).noun
    way = "lowered" if moved.cents <= 0 else "raised"
    words = (
        f"{kind.words.capitalize()} on {noun} {state.bill.bill_no}: {way} by {abs(moved)}, "
        f"then {owed_words(effect.after)}."
    )
    about = about_of(kind, (), (effect,))
    return Preview(tuple(_effects(desk, (effect,))), words, abs(moved), about=about)


def refund(desk: Desk, state: BillState, how: Overpaid, payee: str = "") -> Preview | Refusal:
    """Return what settling all that a bill is overpaid does."""
    made = refunded(state, _day(desk), desk.office, payee=payee, how=how)
    if isinstance(made, Refusal):
        return made
    effect, settlement = made
    noun = desk.office.service(state.bill.service).noun
    become = "a refund request" if how == "refund" else "a credit on the account"
    words = f"{settlement.amount} paid too much on {noun} {state.bill.bill_no} becomes {become}."
    facts = (*_effects(desk, (effect,)), *_settled(settlement))
    about = about_of(CorrectionKind.REFUND, (), (effect,))
    return Preview(facts, words, settlement.amount, about=about)


def redating(
    desk: Desk, standing: Standing, state: BillState, evidence: Evidence
) -> Preview | Refusal:
    """Return what it does that a receipt's payment on a bill counts for the day that evidence shows."""
    made = redated(standing, state, evidence, _day(desk), desk.office)
    if isinstance(made, Refusal):
        return made
    effect, settlement = made
    days = {part.effective_on for part in effect.parts if part.amount.cents > 0}
    day = max(days, default=evidence.received_on)
    shown = evidence_words(evidence, day)
    words = (
        f"Count the payment of receipt {standing.number} on bill {state.bill.bill_no} for "
        f"{day_text(day)}: {shown}."
    )
    facts = (
        Fact(f"Counts for {day_text(day)}: {shown}"),
        *_effects(desk, (effect,)),
        *(_settled(settlement) if settlement else ()),
    )
    moved = -total(part.amount for part in effect.parts if part.amount.cents < 0)
    about = about_of(CorrectionKind.EFFECTIVE_CHANGE, (standing.number,), (effect,))
    return Preview(facts, words, moved, about=about)


def returned(desk: Desk, parts: Sequence[CheckPart]) -> Preview | Refusal:
    """Return what a returned check does: every bill that it paid is owed again, with the fee once, and the hold."""
    states = CorrectionDesk(desk).bills_of(*(part.standing for part in parts))
    made = came_back_of(parts, states, _day(desk), desk.office)
    if isinstance(made, Refusal):
        return made
    first = parts[0].tender
    amount = total(part.tender.amount for part in parts)
    bills = len(made.effects)
    owed = f"{bills} bill{'s are' if bills != 1 else ' is'} owed again"
    words = f"{first.name} {first.number} of {amount} came back from the bank: {owed}."
    facts = [*_effects(desk, made.effects), *_lines(made.lines)]
    if made.fee:
        facts.append(Fact(f"Fee, once, on bill {made.fee_bill_no}", str(made.fee)))
        words = f"{words[:-1]}, with a fee of {made.fee}."
    kept = desk.single.reopening(made.effects, _day(desk))
    if kept is not None:
        # The bank's return is a fact: nobody asks whether it may be, and the older lien was redeemed lawfully.
        facts.append(
            Fact("An older lien stays redeemed; the newer one is owed again and paid first")
        )
    facts += [Fact(text) for text in dict.fromkeys(_holds(desk, made))]
    numbers = dict.fromkeys(part.standing.number for part in parts)
    tenders = [(part.standing.number, part.tender_no) for part in parts]
    about = about_of(CorrectionKind.RETURNED_CHECK, numbers, made.effects, tenders)
    return Preview(tuple(facts), words, amount, about=about)


def posted_facts(desk: Desk, said: Amendment) -> tuple[Fact, ...]:
    """Return what a correction did, as it was posted: a bill may have moved since it was foreseen."""
    facts = [*_effects(desk, said.effects), *_lines(said.lines)]
    if said.check is not None and said.check.fee:
        facts.append(Fact(f"Fee, once, on bill {said.check.fee_bill_no}", str(said.check.fee)))
    return (*facts, *(_settled(said.settlement) if said.settlement is not None else ()))


def _day(desk: Desk) -> date:
    """Return the day on which the back office's corrections are booked."""
    return desk.local(desk.clock()).date()


def _holds(desk: Desk, made: CameBack) -> Iterable[str]:
    """Yield what is said of each account whose checks are not taken any more, once this one is posted."""
    rules = desk.office.corrections.returned
    for effect in made.effects:
        account = _account(desk, effect)
        if account is not None:
            here = ReturnOf(_COMING, _day(desk), account.service, account.number, account.party_key)
            earlier = desk.books.returns_of([account])
            hold = returned_hold(account, (*earlier, here), _day(desk), rules)
            if hold is not None:
                yield f"Hold on account {account.number}: {hold.text}"


def _account(desk: Desk, effect: BillEffect) -> Account | None:
    account_id = desk.books.account(effect.service, effect.account_number)
    customer = desk.books.customer(account_id) if account_id is not None else None
    return customer.accounts[0].account if customer is not None else None


def _effects(desk: Desk, effects: Iterable[BillEffect]) -> Iterable[Fact]:
    for effect in effects:
        noun = desk.office.service(effect.service).noun
        words = f"{noun[:1].upper()}{noun[1:]} {effect.bill_no}"
        before, after = owed_words(effect.before), owed_words(effect.after)
        if effect.before.cents >= 0 and effect.after.cents >= 0:
            after = str(effect.after)
        yield Fact(words, f"{before} before, {after} after")


def owed_words(amount: Money) -> str:
    """Return what is owed in words: ``owed 30.00``, or ``overpaid 10.00``."""
    return f"overpaid {-amount}" if amount.cents < 0 else f"owed {amount}"


def _lines(lines: Iterable[LineBack]) -> Iterable[Fact]:
    for line in lines:
        if line.quantity:
            yield Fact(f"Back into stock: {line.quantity} x {line.description}", str(line.amount))
        else:
            yield Fact(line.description, str(line.amount))


def _settled(settlement: Settlement) -> Iterable[Fact]:
    if settlement.how == "refund":
        yield Fact("Refund request, paid by check; no cash is given", str(settlement.amount))
    else:
        account = settlement.account_number
        yield Fact(f"Credit on account {account}", str(settlement.amount))
