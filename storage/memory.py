"""The books in memory: the plain reference that the others are held against, for tests and for trying things out.

Every method takes one lock for its whole length, so that each is one transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo

from domain.grounds import Versions
from domain.intake import Intake, IntakeResult, NumberTaken, counts_twice
from domain.receivables.accounts import Account, Note
from domain.receivables.bills import Bill, BillState, BillStatus, Change, billed_again
from domain.receivables.notes import kept_note
from domain.records import AccountView, Customer, Found, Hit
from domain.refusals import Refusal
from storage.memory_corrections import MemoryCorrections
from storage.memory_custody import MemoryCustody
from storage.memory_custody_acts import MemoryCustodyActs
from storage.memory_deposits import MemoryDeposits
from storage.memory_drafts import MemoryDrafts
from storage.memory_exporting import MemoryExporting
from storage.memory_history import MemoryBillHistory
from storage.memory_no_sales import MemoryNoSales
from storage.memory_payments import MemoryPayments
from storage.memory_people import MemoryPeople
from storage.memory_policies import MemoryPolicies
from storage.memory_proof import MemoryProof
from storage.memory_receipts import MemoryReceipts
from storage.memory_reporting import MemoryReporting
from storage.memory_sealing import MemorySealing
from storage.memory_settlements import MemorySettlements
from storage.memory_sheets import MemorySheets
from storage.memory_state import KeptBill, MemoryState
from storage.memory_stock import MemoryStock


class MemoryBooks(
    MemoryReceipts,
    MemoryCorrections,
    MemoryPayments,
    MemoryReporting,
    MemoryExporting,
    MemorySheets,
    MemoryCustody,
    MemoryCustodyActs,
    MemoryDeposits,
    MemorySettlements,
    MemorySealing,
    MemoryStock,
    MemoryNoSales,
    MemoryDrafts,
    MemoryPeople,
    MemoryPolicies,
    MemoryBillHistory,
    MemoryProof,
):
    """All of domain/books.py in memory; nothing outlives the process."""

    def __init__(self, training: bool = False) -> None:
        self._state = MemoryState(training)

    def tell_times_in(self, zone: tzinfo) -> None:
        """Tell the times in refusals by the clock of this zone."""
        self._state.zone = zone

    @property
    def training(self) -> bool:
        """Whether these books are for training."""
        return self._state.training

    def close(self) -> None:
        """Let go of nothing: there are no files and no connections."""

    def find(self, text: str, limit: int = 20) -> Found:
        """Return the accounts that ``text`` may mean; an exact bill number comes first."""
        with self._state.lock:
            found = self._state.search.search(text, limit)
            exact = self.bill_account(text.strip())
            if exact is None:
                return Found(tuple(self._hit(i) for i in found.ids), found.forgiven)
            others = () if found.forgiven else found.ids
            accounts = dict.fromkeys((exact, *others))
            return Found(tuple(self._hit(i) for i in accounts)[:limit])

    def bill(self, bill_no: str) -> BillState | None:
        """Return a bill as it stands, by its exact number."""
        with self._state.lock:
            kept = self._state.bills.get(bill_no)
            return None if kept is None else self._state.state_of(kept)

    def bill_account(self, bill_no: str) -> int | None:
        """Return the id of the account that a bill is on."""
        with self._state.lock:
            kept = self._state.bills.get(bill_no)
            return (
                None if kept is None else self.account(kept.bill.service, kept.bill.account_number)
            )

    def account(self, service: str, number: str) -> int | None:
        """Return the id of an account by its program's number."""
        with self._state.lock:
            return self._state.account_ids.get((service, number))

    def customer(self, account_id: int) -> Customer | None:
        """Return everything owed by the customer behind an account: that account first."""
        with self._state.lock:
            asked = self._state.accounts.get(account_id)
            if asked is None:
                return None
            others = [
                other_id
                for other_id, other in self._state.accounts.items()
                if other_id != account_id and _same_customer(asked, other)
            ]
            return Customer(tuple(self._view(i) for i in (account_id, *others)))

    def open_bills(self, account_ids: Sequence[int]) -> dict[int, tuple[BillState, ...]]:
        """Return the bills that are not paid in full, by account id."""
        with self._state.lock:
            return {
                i: tuple(self._state.state_of(k) for k in self._bills_of(i) if _is_open(k))
                for i in account_ids
            }

    def versions(self, service: str, number: str) -> Versions:
        """Return all bills of an account with their versions."""
        with self._state.lock:
            return self._state.versions(service, number)

    def add_note(self, account_id: int, note: Note, *, false_alarm: bool = False) -> Refusal | None:
        """Append a note to an account; refuses an empty one and one with what may not be kept."""
        with self._state.lock:
            notes = self._state.notes[account_id]
            before = notes[-1].text if notes else ""
            kept = kept_note(note, before=before, false_alarm=false_alarm)
            if isinstance(kept, Refusal):
                return kept
            notes.append(kept)
            return None

    def take_in(
        self, intake: Intake, accounts: Iterable[Account], bills: Iterable[Bill]
    ) -> IntakeResult:
        """Take in accounts and bills of one export."""
        # Everything is read before anything is changed: what an iterable raises leaves the books as they were.
        new_accounts, new_bills = list(accounts), list(bills)
        state = self._state
        with state.lock:
            done = [r.intake.file_digest for r in state.intakes if r.intake.kind == intake.kind]
            if done[-1:] == [intake.file_digest]:
                return IntakeResult(intake, repeated=True)
            known = set(state.account_ids) | {(a.service, a.number) for a in new_accounts}
            if any((b.service, b.account_number) not in known for b in new_bills):
                raise ValueError("a bill is on an account that is not in the books")
            for bill in new_bills:
                kept = state.bills.get(bill.bill_no)
                if kept is not None and kept.bill.service != bill.service:
                    raise NumberTaken(bill.bill_no, kept.bill.service)
            added, changed = self._take_accounts(intake, new_accounts)
            adjusted = [b.bill_no for b in new_bills if self._counts_twice(b)]
            counts = self._take_bills(intake, new_bills)
            result = IntakeResult(intake, added, changed, *counts)
            state.intakes.append(result)
            return replace(result, adjusted=tuple(sorted(adjusted)))

    def _counts_twice(self, told: Bill) -> bool:
        kept = self._state.bills.get(told.bill_no)
        return kept is not None and counts_twice(self._state.state_of(kept), told)

    def intakes(self) -> tuple[IntakeResult, ...]:
        """Return the imports so far with their control totals, oldest first."""
        with self._state.lock:
            return tuple(self._state.intakes)

    def _take_accounts(self, intake: Intake, accounts: list[Account]) -> tuple[int, int]:
        state, added, changed = self._state, 0, 0
        for account in accounts:
            key = (account.service, account.number)
            account_id = state.account_ids.setdefault(key, len(state.account_ids) + 1)
            old = state.accounts.get(account_id)
            if old == account:
                continue
            added, changed = added + (old is None), changed + (old is not None)
            state.accounts[account_id] = account
            if old is not None and old.holds != account.holds:
                for kept in self._bills_of(account_id):
                    kept.changed = Change(intake.program, intake.at, intake.file_name)
                    kept.version += 1
            state.notes.setdefault(account_id, [])
            state.search.put(
                account_id, account.number, account.name, account.address, account.plate
            )
        return added, changed

    def _take_bills(self, intake: Intake, bills: list[Bill]) -> tuple[int, int, int]:
        added = changed = unchanged = 0
        change = Change(intake.program, intake.at, intake.file_name)
        for bill in bills:
            kept = self._state.bills.get(bill.bill_no)
            if kept is None:
                self._state.bills[bill.bill_no] = KeptBill(bill, change)
                added += 1
                continue
            told = billed_again(bill, self._state.state_of(kept))
            if kept.bill != told:
                kept.bill, kept.changed, kept.version = told, change, kept.version + 1
                changed += 1
            else:
                unchanged += 1
        return added, changed, unchanged

    def _bills_of(self, account_id: int) -> list[KeptBill]:
        account = self._state.accounts[account_id]
        return [
            kept
            for kept in self._state.bills.values()
            if (kept.bill.service, kept.bill.account_number) == (account.service, account.number)
        ]

    def _view(self, account_id: int) -> AccountView:
        bills = [k for k in self._bills_of(account_id) if _is_open(k) or k.applied]
        return AccountView(
            account_id,
            self._state.accounts[account_id],
            tuple(self._state.state_of(k) for k in bills),
            tuple(self._state.notes[account_id]),
        )

    def _hit(self, account_id: int) -> Hit:
        account = self._state.accounts[account_id]
        return Hit(
            account_id,
            account.service,
            account.number,
            account.name,
            account.address,
            account.plate,
            tuple(hold.kind for hold in account.holds),
            bool(self._state.notes[account_id]),
        )


def _same_customer(one: Account, other: Account) -> bool:
    """Whether two accounts are known to be one customer's: the same party, or the same plate."""
    return bool(one.party_key and one.party_key == other.party_key) or bool(
        one.plate and one.plate == other.plate
    )


def _is_open(kept: KeptBill) -> bool:
    """Whether a face amount of the bill is not paid; a bill that its program cancelled is not owed."""
    if kept.bill.status is BillStatus.CANCELLED:
        return False
    left: dict[tuple[int, str], int] = {}
    for instalment in kept.bill.instalments:
        for charge in instalment.charges:
            place = (instalment.no, charge.kind)
            left[place] = left.get(place, 0) + charge.amount.cents
    for applied in kept.applied:
        place = (applied.instalment, applied.kind)
        left[place] = left.get(place, 0) - applied.amount.cents
    return any(cents > 0 for cents in left.values())
