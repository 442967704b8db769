"""Getting a boot off: every counted open ticket and the fee on one receipt, in cash; single tickets in cash alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.office import Office
from domain.receipting.boot_release import (
    boot_holds,
    boot_words,
    check_boot,
    release_lines,
    unbooted,
    with_release_notice,
)
from domain.receipting.cart import BillLine, Cart, ItemLine, add_bill, remove_line
from domain.receipting.refresh import renew_cart
from domain.receipting.tendering import add_tender, ready
from domain.receivables.accounts import Hold, HoldKind
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, Bill, BillState, BillStatus, Charge, Instalment
from domain.receivables.facts import BillFacts, TicketFacts
from domain.receivables.tickets import TicketEvent, TicketStep
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca
from tests.samples import ok

ON = date(2027, 1, 25)
PLATE = "NY ABC1234"


def office(**boot: object) -> Office:
    """The City's office, with some of the boot's rule changed."""
    found = ithaca().office
    assert found.single is not None
    assert found.single.parking is not None
    parking = found.single.parking
    rule = replace(parking.boot, **boot)  # type: ignore[arg-type]
    return replace(found, single=replace(found.single, parking=replace(parking, boot=rule)))


def ticket(
    number: int, *, booted: bool = False, pending: bool = False, plate: str = PLATE
) -> BillState:
    """A ticket of 30.00, a late fee of 10.00 due on it."""
    issued = date(2026, 9, 1) + timedelta(days=number)
    appeal = TicketEvent(TicketStep.APPEAL, issued, "", "A-1")
    facts = TicketFacts("17", plate, None, (appeal,) if pending else (), booted)
    instalment = Instalment(1, issued + timedelta(days=20), (Charge("fine", Money(30_00)),))
    bill = Bill(
        f"{number}",
        "parking",
        PLATE,
        "17 Truck zone",
        issued,
        (instalment,),
        facts=BillFacts(ticket=facts),
    )
    return BillState(bill, name="DOE, JANE")


def tickets(count: int, *, booted: bool = False) -> list[BillState]:
    """So many tickets of one plate."""
    return [ticket(number, booted=booted) for number in range(count)]


def paid(state: BillState) -> BillState:
    """The ticket paid whole."""
    owed = assess(state, ON, office()).owed
    return replace(state, applied=tuple(Applied(1, o.kind, o.amount, ON) for o in owed))


def released(states: list[BillState], at: Office | None = None) -> Cart:
    """The cart that takes the boot off."""
    return ok(release_lines(Cart("r1"), PLATE, states, ON, at or office()))


def with_money(cart: Cart, kind: str, at: Office | None = None) -> Cart:
    """The cart paid whole in one kind of money."""
    return ok(add_tender(cart, kind, at or office(), number="7" if kind != "C" else ""))


def checked(cart: Cart, states: list[BillState], at: Office | None = None) -> Refusal | None:
    """What stands against the cart."""
    return check_boot(cart, {PLATE: states}, ON, at or office())


def test_ij_boot_release_puts_every_ticket_and_the_fee_into_one_cart() -> None:
    states = tickets(5, booted=True)
    cart = released(states)
    assert [line.amount for line in cart.lines] == [*[Money(40_00)] * 5, Money(50_00)]
    fee = cart.lines[-1]
    assert isinstance(fee, ItemLine)
    assert (fee.item_code, fee.reference) == ("boot", PLATE)
    assert fee.gl_code == office().service("parking").gl_code("boot")
    cash = with_money(cart, "C")
    assert checked(cash, states) is None
    assert ready(cash) is None
    assert with_release_notice(cash).notices == (f"BOOT RELEASED: {PLATE}. Show this receipt.",)
    assert with_release_notice(with_release_notice(cash)) == with_release_notice(cash)


@pytest.mark.parametrize("left_out", range(5))
def test_ij_boot_a_release_lacking_a_ticket_is_refused(left_out: int) -> None:
    states = tickets(5, booted=True)
    cart = with_money(ok(remove_line(released(states), left_out)), "C")
    refused = checked(cart, states)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BOOT_INCOMPLETE
    assert f"ticket {left_out} (40.00)" in refused.sentence


def test_without_the_fee_the_boot_stays_on_and_the_tickets_are_paid_all_the_same() -> None:
    states = tickets(5, booted=True)
    cart = with_money(ok(remove_line(released(states), 5)), "C")
    assert checked(cart, states) is None
    assert with_release_notice(cart).notices == ()


@pytest.mark.parametrize("kind", ["K", "M", "E"])
def test_ij_boot_cash_only_once_booted_for_a_release_and_for_one_ticket(kind: str) -> None:
    states = tickets(5, booted=True)
    for cart in (released(states), ok(add_bill(Cart("r1"), states[0], ON, office()))):
        refused = checked(with_money(cart, kind), states)
        assert isinstance(refused, Refusal)
        assert refused.code is Code.CASH_ONLY
        assert checked(with_money(cart, "C"), states) is None


def test_the_account_of_a_booted_plate_is_held_to_cash_before_money_is_taken() -> None:
    states = tickets(5, booted=True)
    holds = boot_holds(PLATE, states, ON, office())
    assert [hold.kind for hold in holds] == [HoldKind.CASH_ONLY]
    cart = ok(add_bill(Cart("r1"), states[0], ON, office(), holds=holds))
    refused = add_tender(cart, "K", office(), number="101")
    assert isinstance(refused, Refusal)
    assert "booted" in refused.sentence
    assert boot_holds(PLATE, tickets(5), ON, office()) == ()
    # Where policy takes more than cash, the finish looks at the kinds of money, and nothing is held to cash.
    more = office(tenders=("C", "M"))
    assert boot_holds(PLATE, states, ON, more) == ()
    assert checked(with_money(cart_of(states[:1]), "M"), states, more) is None
    assert checked(with_money(cart_of(states[:1]), "K"), states, more) is not None


def cart_of(states: list[BillState]) -> Cart:
    """A cart of tickets alone."""
    cart = Cart("r1")
    for state in states:
        cart = ok(add_bill(cart, state, ON, office()))
    return cart


def test_a_plate_that_is_not_booted_pays_by_any_money() -> None:
    states = tickets(5)
    assert checked(with_money(cart_of(states[:2]), "K"), states) is None


def test_facts_say_what_a_plate_is_not_the_words_of_a_hold() -> None:
    hold = Hold(HoldKind.NOTE, "May be booted: five or more tickets are open.")
    assert hold.kind is HoldKind.NOTE
    assert boot_words(PLATE, tickets(4), ON, office()) == ""
    assert boot_words(PLATE, tickets(5), ON, office()) == "MAY BE BOOTED: 5 open tickets"
    said = boot_words(PLATE, tickets(6, booted=True), ON, office())
    assert said == "BOOTED: 6 open tickets and the boot fee of 50.00 take it off, all at once"
    one = boot_words(PLATE, tickets(1, booted=True), ON, office())
    assert one == "BOOTED: 1 open ticket and the boot fee of 50.00 take it off, all at once"
    assert boot_words(PLATE, [paid(s) for s in tickets(6, booted=True)], ON, office()) == ""
    assert boot_words(PLATE, tickets(6), ON, replace(office(), single=None)) == ""


def test_tickets_that_await_an_answer_count_only_where_policy_says_so() -> None:
    states = [*tickets(4, booted=True), ticket(4, pending=True)]
    cart = released(states)
    assert [getattr(line, "bill_no", "fee") for line in cart.lines] == ["0", "1", "2", "3", "fee"]
    assert checked(with_money(cart, "C"), states) is None
    counting = office(count_pending=True)
    assert len(released(states, counting).lines) == 6


def test_paid_dismissed_and_cancelled_tickets_are_no_part_of_it() -> None:
    cancelled = ticket(6)
    cancelled = replace(cancelled, bill=replace(cancelled.bill, status=BillStatus.CANCELLED))
    states = [*tickets(5, booted=True), paid(ticket(5)), cancelled]
    assert len(released(states).lines) == 6


def test_a_plate_without_a_boot_and_with_few_tickets_is_refused_and_one_that_may_be_is_not() -> (
    None
):
    refused = release_lines(Cart("r1"), PLATE, tickets(4), ON, office())
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BOOT_NOT_ON
    assert "4 open ticket(s)" in refused.sentence
    # The boot may be younger than the last import.
    assert len(released(tickets(5)).lines) == 6
    without = release_lines(Cart("r1"), PLATE, tickets(9), ON, replace(office(), single=None))
    assert isinstance(without, Refusal)


def test_after_every_ticket_was_paid_singly_the_fee_alone_takes_the_boot_off() -> None:
    states = [paid(state) for state in tickets(5, booted=True)]
    cart = released(states)
    assert [line.amount for line in cart.lines] == [Money(50_00)]
    assert checked(with_money(cart, "C"), states) is None
    assert checked(with_money(cart, "K"), states) is not None


def test_lines_that_are_there_already_are_decided_again_once() -> None:
    states = tickets(5, booted=True)
    started = ok(add_bill(Cart("r1"), states[3], ON, office()))
    cart = ok(release_lines(started, PLATE, states, ON, office()))
    assert len(cart.lines) == 6
    again = ok(release_lines(cart, "ny-abc 1234", states, ON, office()))
    assert len(again.lines) == 6


def test_a_kept_cart_keeps_the_boot_fee_at_todays_price() -> None:
    states = tickets(5, booted=True)
    cart = released(states)
    found = {s.bill.bill_no: s for s in states}
    dearer = office(fee=Money(75_00))
    renewed = renew_cart(cart, lambda number: (found[number], ()), ON, dearer)
    fee = renewed.cart.lines[-1]
    assert isinstance(fee, ItemLine)
    assert (fee.amount, fee.reference) == (Money(75_00), PLATE)
    assert renewed.notices == ("Item boot was 50.00 and is 75.00 today.",)


def test_a_fee_for_another_plate_does_not_release_this_one() -> None:
    states = tickets(5, booted=True)
    cart = released(states)
    fee = cart.lines[-1]
    assert isinstance(fee, ItemLine)
    other = replace(cart, lines=(*cart.lines[:-1], replace(fee, reference="PA XYZ9999")))
    # Nothing of that plate is known here, so its fee alone is what its release asks for.
    assert checked(with_money(other, "C"), states) is None
    assert with_release_notice(other).notices == ("BOOT RELEASED: PA XYZ9999. Show this receipt.",)
    assert checked(with_money(other, "K"), states) is not None


@given(
    booted=st.booleans(),
    pending=st.lists(st.booleans(), min_size=1, max_size=9),
    keep=st.sets(st.integers(0, 9)),
    money=st.sampled_from(["C", "K"]),
)
def test_no_boot_comes_off_for_less_than_all_of_it_in_cash(
    booted: bool, pending: list[bool], keep: set[int], money: str
) -> None:
    states = [ticket(n, booted=booted, pending=p) for n, p in enumerate(pending)]
    cart = release_lines(Cart("r1"), PLATE, states, ON, office())
    counted = pending.count(False)
    if isinstance(cart, Refusal):
        assert not booted
        assert counted < 5
        return
    assert cart.total == total(line.amount for line in cart.lines)
    lines = tuple(line for n, line in enumerate(cart.lines) if n in keep)
    if not lines:
        return
    some = with_money(replace(cart, lines=lines), money)
    has_fee = any(isinstance(line, ItemLine) for line in lines)
    held = len([x for x in lines if isinstance(x, BillLine)])
    allowed = money == "C" if has_fee or booted else True
    whole = not has_fee or held == counted
    assert (checked(some, states) is None) is (allowed and whole)


def test_a_refusal_names_the_plate_as_its_account_does() -> None:
    states = tickets(5, booted=True)
    lacking = with_money(ok(remove_line(released(states), 0)), "C")
    for cart in (lacking, with_money(released(states), "K")):
        refused = checked(cart, states)
        assert isinstance(refused, Refusal)
        assert PLATE in refused.sentence
        assert PLATE.replace(" ", "") not in refused.sentence


def test_without_its_mark_a_ticket_holds_nobody_to_cash_and_asks_for_no_fee() -> None:
    states = unbooted(tickets(4, booted=True))
    assert boot_words(PLATE, states, ON, office()) == ""
    assert boot_holds(PLATE, states, ON, office()) == ()
    assert isinstance(release_lines(Cart("r1"), PLATE, states, ON, office()), Refusal)
    plain = tuple(tickets(4))
    assert unbooted(plain) == plain
