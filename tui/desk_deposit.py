"""The desk's deposits: what waits for each bank account, the bag that is made up, the courier, the bank's answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from domain.custody.acting import ActOrder, Asked, PostedAct
from domain.custody.acts import Claim, Signer
from domain.custody.banking import HANDED, TOLD, BankTold
from domain.custody.deposit import ClosedSession
from domain.custody.deposit_draft import DepositDraft
from domain.custody.deposit_orders import (
    Undeposited,
    made_up_on,
    order_bank_told,
    order_deposit,
    order_hand_over,
)
from domain.custody.depositing import DepositMade
from domain.custody.keeping import BankAccount, OnHandAlarm, on_hand_alarm
from domain.custody.moves import TURN_IN
from domain.custody.on_hand_words import alarm_words
from domain.custody.pieces import NO_PIECES, Pieces
from domain.custody.reversing import reversals
from domain.custody.vault import VAULT
from domain.custody.vault_own import pulled, vaults_own
from domain.money import ZERO, Money
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.people.authority import Operator, may, same_person
from domain.people.roles import Where
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text
from tui.desk import Desk
from tui.desk_acts import act_asked, record_act
from tui.desk_past import first_open_day

_SINCE: Final = timedelta(days=400)
"""How far back a bag without the bank's answer is looked for: an audit has found it long before."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for one bank account."""

    bank: BankAccount
    waiting: Undeposited
    alarm: OnHandAlarm | None

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.waiting.sessions or self.waiting.held)


@dataclass(frozen=True, slots=True)
class Bag:
    """A sealed deposit that the bank has not acknowledged; ``handed`` is the courier's hand-over once it was."""

    made: PostedAct
    handed: PostedAct | None

    @property
    def deposit(self) -> DepositMade:
        """What is in it."""
        body = self.made.body
        if not isinstance(body, DepositMade):
            raise TypeError("a bag holds a deposit")
        return body

    @property
    def on(self) -> date:
        """The business date on which it was made up."""
        return self.made.posting.header.business_date

    @property
    def banked_from(self) -> date:
        """The first day on which the bank may have it."""
        return made_up_on(self.made)


@dataclass(frozen=True, slots=True)
class DepositDesk:
    """Deposits at one desk. Each act that was not answered is asked again under the same request id."""

    desk: Desk

    def may_make(self) -> Refusal | None:
        """Return what stands against deposits here: no right, or no bank account in the office's policy."""
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        where = Where(desk.station.code)
        return may(desk.office, desk.operator, Act.MAKE_DEPOSIT, own=False, where=where)

    def waits(self) -> tuple[Waits, ...]:
        """Return what waits for each bank account, with the alarm where it waits too long or is too much."""
        desk, rules = self.desk, self.desk.office.keeping
        day, found = desk.local(desk.clock()).date(), []
        for bank in rules.banks:
            waiting = desk.books.undeposited(bank, desk.office)
            found.append(Waits(bank, waiting, on_hand_alarm(waiting.on_hand(), day, rules)))
        return tuple(found)

    def alarm(self) -> OnHandAlarm | None:
        """Return what is wrong with the money on hand over all bank accounts, or ``None``.

        Nothing is told to whoever may not make deposits.
        """
        desk, rules = self.desk, self.desk.office.keeping
        limits = (rules.max_days_on_hand, rules.max_cash_on_hand)
        if not any(limit is not None for limit in limits) or self.may_make() is not None:
            return None
        hands = [
            each
            for bank in rules.banks
            for each in desk.books.undeposited(bank, desk.office).on_hand()
        ]
        return on_hand_alarm(tuple(hands), desk.local(desk.clock()).date(), rules)

    def alarm_words(self) -> str:
        """Return the alarm as it is read at sign-in; nothing while nothing is wrong."""
        return alarm_words(self.alarm())

    def begin(self, bank: BankAccount) -> DepositDraft:
        """Return a deposit of all that waits for a bank account and whose cash is in the vault."""
        waiting = self.desk.books.undeposited(bank, self.desk.office)
        early = (s.session_id for s in waiting.sessions if not self.turned_in(s))
        return DepositDraft(bank, waiting, frozenset(early))

    def turned_in(self, session: ClosedSession) -> bool:
        """Whether a closed session's cash is in the vault."""
        claim = Claim(TURN_IN, session.session_id)
        return not session.to_turn_in or self.desk.books.act_claiming(claim) is not None

    def in_vault(self) -> Pieces:
        """Return the pieces that lie in the vault."""
        return self.desk.books.holdings().at(VAULT).pieces or NO_PIECES

    def vaults_own(self) -> Money:
        """Return how much of the vault's cash came in by no receipt that waits for the bank."""
        books, office = self.desk.books, self.desk.office
        waiting = {
            session.session_id: session
            for bank in office.keeping.banks
            if bank.takes(office.cash.code)
            for session in books.undeposited(bank, office).sessions
        }
        there = {name for name, session in waiting.items() if self.turned_in(session)}
        others = {*waiting, *(now.session.session_id for now in books.drawers_now(office))} - there
        return vaults_own(
            self.in_vault().amount,
            [waiting[name] for name in there],
            [pulled(each, [a.body for a in books.acts(session_id=each)]) for each in others],
        )

    def check(self, draft: DepositDraft) -> Refusal | None:
        """Return what stands against sealing a deposit, before a second person is asked."""
        own = self.vaults_own() if draft.from_vault else draft.from_vault
        if draft.from_vault > own:
            return refuse(Code.VAULT_CASH_WAITS, spare=max(own, ZERO))
        made = self._order(draft, Signer("the second person"), "check")
        if isinstance(made, Refusal):
            return made
        lacking = self.in_vault().lacks(draft.cash)
        if lacking.held:
            return refuse(Code.MOVE_PIECES_MISSING, place=VAULT, missing=str(lacking))
        return None

    def make(self, draft: DepositDraft, approval: Approval) -> PostedAct | Refusal:
        """Seal a deposit that a second person has verified, and queue its slip."""
        verified = Signer(approval.name, approval.operator_id, approval)
        denied = self._of_own(draft, self.desk.books.operator(approval.operator_id))
        if denied is not None:
            return denied
        content = ("deposit", repr(draft.deposit), approval.operator_id)
        order = self._order(draft, verified, self.desk.request_for(*content))
        return record_act(self.desk, order, content)

    def _of_own(self, draft: DepositDraft, person: Operator | None) -> Refusal | None:
        """Refuse a deposit with one's own drawer, under whatever sign-in name, where the right is for others' only."""
        if person is None:
            return None
        owners = map(self.desk.books.operator, {s.operator_id for s in draft.sessions})
        if not any(owner is not None and same_person(owner, person) for owner in owners):
            return None
        return may(self.desk.office, person, Act.MAKE_DEPOSIT, own=True)

    def _order(self, draft: DepositDraft, verified: Signer, request: str) -> ActOrder | Refusal:
        asked = self._asked(request, (s.business_date for s in draft.sessions))
        if isinstance(asked, Refusal):
            return asked
        denied = self._of_own(draft, asked.maker)
        if denied is not None:
            return denied
        said = (draft.bag, draft.seal, draft.why_from_vault)
        for words in (*said, *(held.reason for held in draft.held)):
            secret = refused_text(words)
            if secret is not None:
                return secret
        bag, seal, why = map(clean_text, said)
        deposit = replace(draft.deposit, bag=bag, seal=seal, why_from_vault=why)
        return order_deposit(
            deposit, draft.waiting, _mine(asked), verified, asked, self.desk.office
        )

    def bags(self) -> tuple[Bag, ...]:
        """Return the sealed deposits that the bank has not acknowledged, oldest first."""
        books, since = self.desk.books, self.desk.today - _SINCE
        undone = reversals(books.acts, since)
        told = {
            act.body.bag
            for act in books.acts(kind=BankTold.kind, first=since)
            if isinstance(act.body, BankTold) and str(act.number) not in undone
        }
        return tuple(
            Bag(made, books.act_claiming(Claim(HANDED, made.body.deposit.bag)))
            for made in books.acts(kind=DepositMade.kind, first=since)
            if isinstance(made.body, DepositMade)
            and made.body.deposit.bag not in told
            and str(made.number) not in undone
        )

    def hand_over(self, bag: Bag, courier: str) -> PostedAct | Refusal:
        """Give a bag to the courier, who signs the slip; it is printed here."""
        name = clean_text(courier)
        content = ("hand over", bag.deposit.deposit.bag, name)
        asked = self._asked(self.desk.request_for(*content), (bag.on,))
        if isinstance(asked, Refusal):
            return asked
        secret = refused_text(name)
        order = secret or order_hand_over(bag.made, _mine(asked), name, asked, self.desk.office)
        return record_act(self.desk, order, content)

    def bank_told(
        self, bag: Bag, amount: Money, on: date, reference: str, reason: str
    ) -> PostedAct | Refusal:
        """Keep the bank's acknowledgement as it was keyed; a difference needs its reason."""
        content = ("bank told", bag.deposit.deposit.bag, amount, on, reference, reason)
        asked = self._asked(self.desk.request_for(*content), (bag.on,))
        if isinstance(asked, Refusal):
            return asked
        handed = bag.handed or self.desk.books.act_claiming(Claim(HANDED, bag.deposit.deposit.bag))
        order = refused_text(reference) or order_bank_told(
            bag.made,
            amount,
            on,
            clean_text(reference),
            _mine(asked),
            asked,
            self.desk.office,
            handed_over=handed is not None,
            reason=reason,
        )
        return record_act(self.desk, order, content)

    def answer_to(self, bag: str) -> PostedAct | None:
        """Return the bank's answer on a bag, or ``None``."""
        return self.desk.books.act_claiming(Claim(TOLD, bag))

    def _asked(self, request: str, of: Iterable[date]) -> Asked | Refusal:
        desk = self.desk
        # What is not of a drawer is of the calendar day, also where a drawer here is open for another.
        day = first_open_day(desk.books, desk.local(desk.clock()).date(), of)
        return act_asked(desk, self.may_make(), request, day)


def _mine(asked: Asked) -> Signer:
    return Signer(asked.maker.name, asked.maker.operator_id)
