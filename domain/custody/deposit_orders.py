"""Orders for deposits: composed and proved against what waits, handed to the courier, acknowledged by the bank."""

from dataclasses import dataclass, replace
from datetime import date

from domain.custody.acting import ActOrder, Asked, PostedAct, order_act
from domain.custody.acts import Signer
from domain.custody.banking import BagHandedOver, BankTold
from domain.custody.deposit import ClosedSession, Deposit, DepositItem, check_deposit
from domain.custody.depositing import DepositMade
from domain.custody.keeping import BankAccount, OnHand
from domain.custody.moving import may_sign
from domain.custody.vault import COURIER, bag_place
from domain.custody.waiting import cash_kind, item_kinds
from domain.money import ZERO, Money, total
from domain.office import Office
from domain.people.acts import Act
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Undeposited:
    """What waits for one bank account: closed sessions, oldest first, and items held over from earlier deposits."""

    sessions: tuple[ClosedSession, ...]
    held: tuple[tuple[date, DepositItem], ...] = ()

    def on_hand(self) -> tuple[OnHand, ...]:
        """Return what waits by business date, oldest first; dates that wait for nothing are left out."""
        dates: dict[date, tuple[Money, Money]] = {}
        for each in self.sessions:
            cash = each.cash + each.cash_over + each.moved
            _add(dates, each.business_date, cash + total(i.amount for i in each.items), cash)
        for day, item in self.held:
            _add(dates, day, item.amount, ZERO)
        return tuple(OnHand(d, *sums) for d, sums in sorted(dates.items()) if sums[0])


def _add(dates: dict[date, tuple[Money, Money]], day: date, amount: Money, cash: Money) -> None:
    before = dates.get(day, (ZERO, ZERO))
    dates[day] = (before[0] + amount, before[1] + cash)


def bank_of(code: str, office: Office) -> BankAccount | Refusal:
    """Return the bank account of a code, or refuse naming those of the policy."""
    found = office.keeping.bank(code)
    choices = ", ".join(bank.code for bank in office.keeping.banks) or "none"
    return found or refuse(Code.BANK_UNKNOWN, bank=code, choices=choices)


def order_deposit(
    deposit: Deposit,
    waiting: Undeposited,
    prepared_by: Signer,
    verified_by: Signer,
    asked: Asked,
    office: Office,
) -> ActOrder | Refusal:
    """Return the order that seals ``deposit``, which takes whole sessions of what waits for its bank account.

    Refuses one whose composition does not prove, one without bag and seal, a held item or cash of the vault without a
    reason, cash of the vault for a bank account that takes none, and a preparer or verifier without the right, or whose
    own drawer is in it where policy gives the right for others only.
    That no session and no item is in another deposit is for the books to see.
    """
    bank = bank_of(deposit.bank, office)
    if isinstance(bank, Refusal):
        return bank
    known = {each.session_id: each for each in waiting.sessions}
    twice = next((name for name in deposit.sessions if name not in known), None)
    if twice is not None:
        return refuse(Code.DEPOSITED_TWICE, session=twice)
    taken = [known[name] for name in deposit.sessions]
    refusal = check_deposit(deposit, taken, (), [item for _, item in waiting.held])
    if deposit.from_vault and not cash_kind(bank, office):
        refusal = refusal or refuse(Code.VAULT_CASH_BANK, bank=bank.name)
    owners = {each.operator_id for each in taken}
    for signer in (prepared_by, verified_by):
        own = signer.operator_id in owners
        refusal = refusal or may_sign(signer, Act.MAKE_DEPOSIT, asked, office, own=own)
    if refusal is not None:
        return refusal
    if not deposit.amount:
        return refuse(Code.MOVE_NOTHING)
    body = DepositMade(
        replace(deposit, deposit_no=deposit.bag),
        tuple((each.first_receipt, each.last_receipt) for each in taken if each.receipts),
        tuple(each.session_id for each in taken if each.to_turn_in),
        prepared_by,
        verified_by,
        office.keeping.transit,
        office.custody.undeposited,
        cash_kind(bank, office),
        item_kinds(bank, office),
        office.custody.vault if deposit.from_vault else "",
    )
    return order_act(body, asked, office)


def order_hand_over(
    made: PostedAct, giver: Signer, courier: str, asked: Asked, office: Office
) -> ActOrder | Refusal:
    """Return the order that gives a deposit's bag to the courier, who signs the slip by name."""
    deposit = _deposit(made)
    refusal = may_sign(giver, Act.MAKE_DEPOSIT, asked, office, own=False)
    body = BagHandedOver(
        deposit.bag,
        deposit.cash,
        giver,
        Signer(courier),
        deposit.seal,
        deposit.bank,
        deposit.amount,
        made.number,
    )
    return refusal or order_act(body, asked, office)


def order_bank_told(
    made: PostedAct,
    amount: Money,
    on: date,
    reference: str,
    clerk: Signer,
    asked: Asked,
    office: Office,
    *,
    handed_over: bool,
    source: str = "keyed",
    reason: str = "",
    to_decide: bool = False,
) -> ActOrder | Refusal:
    """Return the order that keeps the bank's acknowledgement of a deposit, with its difference where there is one.

    ``handed_over`` says that the courier has taken the bag; else one of the office brought it. Refuses a difference
    without a reason unless it is left ``to_decide``, and a day before the deposit was made.
    """
    deposit, said = _deposit(made), clean_text(reason)[:MOST_WORDS]
    bank = bank_of(deposit.bank, office)
    if isinstance(bank, Refusal):
        return bank
    sealed = made_up_on(made)
    if on < sealed:
        return refuse(Code.BANK_DAY, bag=deposit.bag, on=sealed.isoformat())
    if amount != deposit.amount and not (said or to_decide):
        return refuse(Code.BANK_DIFFERS, amount=amount, deposited=deposit.amount)
    secret = refused_text(said)
    if secret is not None:
        return secret
    refusal = may_sign(clerk, Act.MAKE_DEPOSIT, asked, office, own=False)
    body = BankTold(
        made.number,
        deposit.bag,
        bank.code,
        amount,
        deposit.amount,
        on,
        reference.strip() or "none",
        source,
        deposit.cash,
        COURIER if handed_over else bag_place(deposit.bag),
        clerk,
        bank.gl_code,
        office.keeping.transit,
        office.custody.over,
        office.custody.short,
        said if amount != deposit.amount else "",
    )
    return refusal or order_act(body, asked, office)


def made_up_on(made: PostedAct) -> date:
    """Return the first day on which the bank may have a deposit's bag.

    A bag that is made up after its day was closed is of the next business date; the bank may have it before.
    """
    header = made.posting.header
    return min(header.business_date, header.entered_at.date())


def _deposit(made: PostedAct) -> Deposit:
    if not isinstance(made.body, DepositMade):
        raise TypeError("only a deposit is handed over and acknowledged")
    return made.body.deposit
