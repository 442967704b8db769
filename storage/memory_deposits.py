"""What waits for the bank, and the drawers as they stand, in memory."""

from collections.abc import Callable
from datetime import date

from domain.corrections.policy import CorrectionKind
from domain.custody.acts import Claim
from domain.custody.deposit import ClosedSession, DepositItem
from domain.custody.deposit_orders import Undeposited
from domain.custody.depositing import DepositMade, item_claim, session_claim
from domain.custody.drawer import DrawerClosed, Takings
from domain.custody.drawers_now import DrawerNow
from domain.custody.keeping import BankAccount
from domain.custody.waiting import item_kinds, waiting_session
from domain.office import Office
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from domain.records import DraftState
from storage.memory_custody_acts import acts_of, cash_in, standing_acts
from storage.memory_state import MemoryState


class MemoryDeposits:
    """Deposits of domain/ports/custody.py."""

    _state: MemoryState
    takings: Callable[[str], Takings]

    def undeposited(self, bank: BankAccount, office: Office) -> Undeposited:
        """Return what waits for a bank account."""
        with self._state.lock:
            claims = self._claims()
            closings = [self._state.postings[i - 1] for i in self._state.closings.values()]
            waiting = [
                posting
                for posting in closings
                if posting.header.business_date >= bank.from_on
                and bank.serves(posting.header.drawer)
                and session_claim(bank.code, posting.header.session_id) not in claims
            ]
            waiting.sort(key=lambda posting: posting.header.business_date)
            return Undeposited(
                tuple(self._waiting(posting, bank, office) for posting in waiting),
                self._held(bank, claims),
            )

    def drawers_now(self, office: Office) -> tuple[DrawerNow, ...]:
        """Return all sessions that are not closed, by drawer."""
        state = self._state
        with state.lock:
            left = [s for s in state.sessions.values() if s.session_id not in state.closings]
            taking = {s.session_id for s in state.open_sessions()}
            found = []
            for session in left:
                name = session.session_id
                takings, waits = self.takings(name), name not in taking
                own = [p for p in state.postings if p.header.session_id == name]
                own += [
                    p for _, p, a in acts_of(state)
                    if name in {e.session_id for e in a.body.effects()}
                ]  # fmt: skip
                parked = [
                    d for d in state.drafts.values()
                    if (d.drawer, d.state) == (session.drawer, DraftState.PARKED)
                ]  # fmt: skip
                found.append(
                    DrawerNow(
                        session,
                        session.float_amount + cash_in(state, name),
                        takings.receipts,
                        takings.voids,
                        max(p.header.entered_at for p in own),
                        0 if waits else len(parked),
                        waits,
                    )
                )
            return tuple(sorted(found, key=lambda now: (now.session.drawer, now.waits)))

    def _claims(self) -> set[Claim]:
        return {claim for _, _, act in standing_acts(self._state) for claim in act.body.claims()}

    def _waiting(self, closing: Posting, bank: BankAccount, office: Office) -> ClosedSession:
        header, closed = closing.header, closing.body
        if not isinstance(closed, DrawerClosed):
            raise TypeError("a closing's posting closes a drawer")
        name = header.session_id
        receipts = [
            r for _, p, r in self._state.receipts() if p.header.session_id == header.session_id
        ]
        return waiting_session(
            header,
            closed,
            self.takings(name),
            tuple(r.number for r in receipts),
            [act.body for _, _, act in acts_of(self._state)],
            self._items(receipts, bank, office),
            bank,
            office,
            issued=self._state.sessions[name].issued,
            owner=self._state.sessions[name].operator_id,
        )

    def _items(
        self, receipts: list[Receipt], bank: BankAccount, office: Office
    ) -> tuple[DepositItem, ...]:
        gone, kinds = self._gone(), item_kinds(bank, office)
        return tuple(
            DepositItem(str(r.number), t.kind, t.number, t.amount, n)
            for r in receipts
            for n, t in enumerate(r.tenders, 1)
            if t.kind in kinds and (str(r.number), n) not in gone
        )

    def _gone(self) -> set[tuple[str, int]]:
        """Return the tenders that were voided or returned by a bank."""
        kinds = (CorrectionKind.VOID, CorrectionKind.RETURNED_CHECK)
        return {
            (str(back.receipt), back.tender_no)
            for _, _, correction in self._state.corrections()
            if correction.kind in kinds
            for back in correction.amendment.tenders
        }

    def _held(self, bank: BankAccount, claims: set[Claim]) -> tuple[tuple[date, DepositItem], ...]:
        gone = self._gone()
        dates = {str(r.number): p.header.business_date for _, p, r in self._state.receipts()}
        found: set[tuple[date, DepositItem]] = set()
        for _, _, act in standing_acts(self._state):
            made = act.body
            if not isinstance(made, DepositMade) or made.deposit.bank != bank.code:
                continue
            for each in made.deposit.held:
                item = each.item
                taken = item_claim(item.receipt, item.tender_no) in claims
                if not taken and (item.receipt, item.tender_no) not in gone:
                    found.add((dates[item.receipt], item))
        return tuple(sorted(found))
