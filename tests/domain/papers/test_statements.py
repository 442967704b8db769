"""Payoff statement, payment plan, certificate of redemption and boot release: what they say, and that it fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.money import Money, total
from domain.papers.boot_slip import boot_release_slip
from domain.papers.certificate import certificate_sheet
from domain.papers.payoff import Payoff, payoff_of, payoff_sheet
from domain.papers.plan import plan_sheet
from domain.policy.service_rules import ServiceRules
from domain.receipting.cart import ItemLine
from domain.receipting.tender import Tender
from domain.receivables.assessment import assess
from domain.receivables.bills import BillState, BillStatus
from domain.receivables.facts import BillFacts
from domain.receivables.payment_plans import PaymentPlan, make_plan
from domain.receivables.tax_liens import Lien, RedemptionCertificate, redemption_certificate
from domain.refusals import Refusal
from tests.domain.papers.kit import DAYS, WORDS, check_golden, fits, office_saying, states, tax
from tests.domain.rules import bill_of, interest, office_of
from tests.exchange.kit import ithaca
from tests.exchange.test_offices import loaded
from tests.papers import closed, local, mixed_cart, posted
from tests.samples import ok, sample_office

ON = date(2027, 1, 25)


def rules() -> ServiceRules:
    return ithaca().rules


def bill_state(number: str = "T27-1", cents: int = 100_000) -> BillState:
    return BillState(tax(number, "12.-1-3", "City tax 2027", cents, BillFacts()), name="DOE, JANE")


def payoff_text(payoff: Payoff) -> str:
    return fits(payoff_sheet(payoff, "12.-1-3", "DOE, JANE", ithaca().office))


def test_a_payoff_statement_says_what_is_open_and_what_pays_it_off_until_when() -> None:
    parcel = (bill_state(), bill_state("T26-1", 50_000))
    text = payoff_text(payoff_of(parcel, ON, ithaca().office, date(2027, 4, 15)))
    check_golden("payoff", text)
    assert "City tax 2027                     2,000.00\n  Bill T27-1\n" in text
    assert "                 3,000.00\n        good through Feb 1, 2027.\n" in text
    assert (
        "through Feb 1, 2027               3,000.00\n"
        "through Mar 1, 2027               3,015.00\n"
        "through Mar 31, 2027              3,030.00\n"
        "through Apr 15, 2027              3,045.00\n"
        "Each month adds 15.00.\n"
    ) in text
    assert "By mail the day of a legible United States\npostmark counts." in text


def test_a_payoff_statement_by_the_day_says_the_first_and_the_last_and_what_a_day_adds() -> None:
    office = office_of(interest("0.12", per="day", closed_days="counted"))
    state = BillState(bill_of(date(2027, 1, 31), cents=36_500_00))
    payoff = payoff_of((state,), date(2027, 2, 2), office, date(2027, 3, 1))
    text = fits(payoff_sheet(payoff, "A-1", "DOE", office))
    assert (
        "through Feb 2, 2027              36,524.00\n"
        "through Mar 1, 2027              36,848.00\n"
        "Each day adds 12.00.\n"
    ) in text


def test_paid_and_cancelled_bills_are_no_part_of_a_payoff() -> None:
    gone = replace(bill_state(), bill=replace(bill_state().bill, status=BillStatus.CANCELLED))
    payoff = payoff_of((gone,), ON, ithaca().office)
    assert payoff.bills == ()
    text = payoff_text(payoff)
    assert "Nothing is owed." in text
    assert "TO PAY IT ALL OFF" not in text


def test_a_payoff_ends_where_another_collector_begins() -> None:
    town = loaded("ithaca_town").office
    state = BillState(replace(bill_state().bill, instalments=bill_state().bill.instalments[:1]))
    payoff = payoff_of((state,), date(2027, 3, 5), town, date(2027, 5, 31))
    assert payoff.ends == date(2027, 4, 1)
    assert payoff.statement.rows[-1].good_through == date(2027, 3, 31)
    text = fits(payoff_sheet(payoff, "12.-1-3", "DOE", town))
    assert "From Apr 1, 2027 it is paid to Tompkins\nCounty, not here." in text
    after = payoff_of((state,), date(2027, 4, 5), town)
    assert (after.bills, after.elsewhere) == ((), (state,))
    assert "Bill T27-1 is no longer paid here." in fits(payoff_sheet(after, "12.-1-3", "", town))


@given(st.lists(states(), max_size=3), DAYS, st.integers(0, 120), WORDS, st.booleans())
def test_a_payoff_says_of_every_day_what_the_bills_come_to_and_fits(
    parcel: list[BillState], on: date, days: int, words: str, training: bool
) -> None:
    office = office_saying(words)
    payoff = payoff_of(parcel, on, office, on + timedelta(days=days))
    fits(payoff_sheet(payoff, words, words, office, training=training))
    last = on + timedelta(days=days)
    asked = [state for state, _ in payoff.bills]
    assert payoff.statement.amount_on(last) == total(assess(s, last, office).total for s in asked)


def plan_of(cents: int = 400_000) -> PaymentPlan:
    rule = rules().plan
    assert rule is not None
    return ok(make_plan("12.-1-3", Money(cents), date(2027, 1, 4), rule, ithaca().office.calendar))


def test_ith_tax_a_plan_says_25_percent_today_and_24_payments_by_their_last_days() -> None:
    rule = rules().plan
    assert rule is not None
    text = fits(plan_sheet(plan_of(), rule, "DOE, JANE", ithaca().office))
    check_golden("plan", text)
    assert "                Part down\n                 1,000.00\n" in text
    # 28 February 2027 is a Sunday.
    assert "  1  by Mar 1, 2027                 125.00\n" in text
    assert text.count(" 125.00\n") == 24
    assert "24  by Jan 31, 2029" in text
    assert "last 3 years." in text
    assert text.count("____") > 2


@given(st.integers(2_000, 10**12), WORDS, st.booleans())
def test_a_plan_fits(cents: int, words: str, training: bool) -> None:
    rule = rules().plan
    assert rule is not None
    plan = replace(plan_of(cents), parcel=words)
    office = office_saying(words)
    text = fits(plan_sheet(plan, rule, words, office, training=training))
    assert str(plan.amount) in text


def certificate_of(*numbers: str) -> RedemptionCertificate:
    liens = rules().liens
    assert liens is not None
    mine = [
        Lien(number, "12.-1-3", date(2024 + n, 1, 1), date(2027, 1, 5))
        for n, number in enumerate(numbers)
    ]
    return ok(redemption_certificate(mine, ON, liens))


def test_rptl_1112_the_certificate_names_every_lien_oldest_first() -> None:
    text = fits(certificate_sheet(certificate_of("T24-1", "T25-1"), "DOE", ithaca().office))
    check_golden("certificate", text)
    assert "CERTIFICATE OF\n                REDEMPTION\n" in text
    assert (
        "T24-1\n  lien of Jan 1, 2024\n  redeemed Jan 5, 2027\nT25-1\n  lien of Jan 1, 2025\n"
    ) in text
    assert "Real Property Tax Law 1112" in text


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4, unique=True), WORDS, st.booleans())
def test_a_certificate_fits(numbers: list[str], words: str, training: bool) -> None:
    certificate = replace(certificate_of(*numbers), text=words)
    fits(certificate_sheet(certificate, words, office_saying(words), training=training))


def test_ij_boot_the_slip_has_plate_time_receipt_and_the_code_of_the_receipt() -> None:
    posting = posted(mixed_cart())
    text = fits(boot_release_slip(posting, "KXR4821", sample_office(), local(posting)))
    # The digest follows from all that a posting holds; the slip around it does not.
    check_golden("boot_release", text.replace(posting.trail.short, "0123ABCD"))
    assert f"                  Code\n                 {posting.trail.digest[-8:].upper()}\n" in text
    assert "                 KXR4821\n" in text
    assert "Paid      Jan 25, 2027  9:05 AM\nReceipt   2027-1-000123\nBy        Jane Doe\n" in text
    assert "Ticket 5544332                       30.00\n" in text
    with_rules = replace(sample_office(), single=rules())
    slip = fits(boot_release_slip(posting, "KXR4821", with_rules, local(posting)))
    assert "Ticket 5544332" in slip
    assert "T27-000101" not in slip
    assert "Trash tags" not in slip


def test_the_boots_fee_stands_on_the_slip_of_its_plate_alone() -> None:
    fee = ItemLine("BOOT", "Boot release", 1, Money(5000), "A.3320.1740", reference="kxr-4821")
    cart = mixed_cart()
    lines = (*cart.lines[:-1], fee)
    paid = sum(line.amount.cents for line in lines)
    tender = Tender("C", "Cash", Money(paid), "", True, "A.0210")
    posting = posted(replace(cart, lines=lines, tenders=(tender,)))
    office = sample_office()
    assert "Boot release                         50.00\n" in fits(
        boot_release_slip(posting, "KXR4821", office, local(posting))
    )
    other = fits(
        boot_release_slip(posting, "OTHER", replace(office, single=rules()), local(posting))
    )
    assert "50.00\n" not in other
    assert "Ticket" not in other


def test_a_boot_is_released_by_nothing_but_a_receipt() -> None:
    posting = closed()
    with pytest.raises(TypeError, match="by a receipt"):
        boot_release_slip(posting, "KXR4821", sample_office(), local(posting))


@given(WORDS, st.booleans())
def test_a_boot_slip_fits(words: str, training: bool) -> None:
    posting = posted(mixed_cart())
    office = office_saying(words)
    text = fits(boot_release_slip(posting, words, office, local(posting), training=training))
    assert posting.trail.short in text


def test_a_plan_too_small_is_refused_before_any_paper() -> None:
    rule = rules().plan
    assert rule is not None
    refused = make_plan("p", Money(20), ON, rule, ithaca().office.calendar)
    assert isinstance(refused, Refusal)


def test_papers_that_go_beyond_the_table_of_holidays_say_so() -> None:
    rule, office = rules().plan, ithaca().office
    assert rule is not None
    ends = frozenset(day for day in office.calendar.holidays if day.year < 2029)
    before = replace(office, calendar=Calendar(ends))
    words = "The public holidays of 2029 are not set here"
    for at, said in ((office, False), (before, True)):
        plan = fits(plan_sheet(plan_of(), rule, "DOE, JANE", at))
        payoff = payoff_of((bill_state(),), date(2028, 12, 1), at)
        statement = fits(payoff_sheet(payoff, "A-1", "DOE, JANE", at))
        assert [words in " ".join(text.split()) for text in (plan, statement)] == [said, said]
