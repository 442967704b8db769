"""At the desk: a lien's payment is not undone while an older one is redeemed behind it (RPTL 1112, invariant I14)."""

from __future__ import annotations

from domain.corrections.policy import CorrectionKind
from domain.receipting.receipt import ReceiptNo
from domain.records import PostedCorrection
from domain.refusals import Code, Refusal
from tests.domain.test_redemption import MIDDLE, NEWEST, OLDEST, THREE
from tests.exchange.kit import ithaca
from tests.samples import CHAMBERLAIN, PINS, SUPERVISOR, at, ok
from tests.tui.desk_corrections_kit import pay, support
from tests.tui.desk_kit import FLOAT, desk_of
from tests.tui.ithaca_kit import books_of
from tests.tui.test_desk_days import put_clock
from tui.desk import Desk
from tui.desk_corrections import CorrectionDesk, Undoing
from tui.desk_drawer import DrawerDesk
from tui.desk_previews import drawn, went_on


def lien_desk() -> Desk:
    """Jane's desk at the City's liens, her drawer open."""
    desk = desk_of(books_of(*THREE), ithaca().office)
    put_clock(desk, at(15))
    assert desk.sign_in("jane", PINS["jane"]) is None
    assert not isinstance(DrawerDesk(desk).open(FLOAT), Refusal)
    return desk


def pay_lien(desk: Desk, number: str) -> ReceiptNo:
    """Pay one lien by check, somebody else saying yes to a large one."""
    return pay(desk, number, kind="K", number="4471")


def test_the_newest_liens_payment_waits_for_the_older_ones() -> None:
    desk = lien_desk()
    newest, middle = (pay_lien(desk, each.bill.bill_no) for each in (NEWEST, MIDDLE))
    corrections = CorrectionDesk(desk)
    shown = corrections.undoing(newest)
    assert isinstance(shown, Refusal)
    assert shown.code is Code.LIEN_REDEEMED_AFTER
    why = support(desk, CorrectionKind.VOID)
    refusal = corrections.void(newest, why)
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.LIEN_REDEEMED_AFTER
    for number in (middle, newest):
        again = support(desk, CorrectionKind.VOID, CHAMBERLAIN)
        assert isinstance(corrections.void(number, again), PostedCorrection)


def test_both_liens_of_one_receipt_are_undone_together() -> None:
    desk = lien_desk()
    both = pay(desk, NEWEST.bill.bill_no, MIDDLE.bill.bill_no, kind="K", number="4471")
    why = support(desk, CorrectionKind.VOID, SUPERVISOR)
    assert isinstance(CorrectionDesk(desk).void(both, why), PostedCorrection)
    assert ok(CorrectionDesk(desk).standing(both)).ended is not None


def test_undoing_the_last_redemption_says_that_a_certificate_may_be_out() -> None:
    desk = lien_desk()
    numbers = [pay_lien(desk, each.bill.bill_no) for each in (NEWEST, MIDDLE)]
    assert warned(desk, numbers[-1]) == ()
    last = pay_lien(desk, OLDEST.bill.bill_no)
    (words,) = warned(desk, last)
    assert words.startswith(f"THE LAST LIEN of {OLDEST.bill.account_number} was redeemed")
    assert words in [fact.words for fact in drawn(desk, undoing(desk, last)).facts if fact.strong]


def undoing(desk: Desk, number: ReceiptNo) -> Undoing:
    """What undoing a receipt would do."""
    found = CorrectionDesk(desk).undoing(number)
    assert isinstance(found, Undoing)
    return found


def warned(desk: Desk, number: ReceiptNo) -> tuple[str, ...]:
    """What the void of a receipt warns of."""
    return went_on(desk, undoing(desk, number))
