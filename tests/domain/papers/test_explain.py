"""The sheet that explains a bill: goldens that a person has read, and what must hold for any content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.papers.explain import explain_sheet
from domain.papers.gather import BillFile
from domain.receipting.receipt import ReceiptNo
from domain.receivables.assessment import assess
from domain.receivables.bills import Applied, BillState, BillStatus, How
from domain.receivables.facts import BillFacts
from domain.receivables.plain_words import explain
from domain.records import BillPayment
from tests.domain.papers.kit import (
    DAYS,
    WORDS,
    fits,
    office_saying,
    payments,
    states,
    tax,
    ticket,
    water,
)
from tests.exchange.kit import ithaca
from tests.exchange.test_offices import loaded

LATE_TAX = """\
              City of Ithaca
        City Chamberlain's Office
          108 East Green Street
             Ithaca, NY 14850
              (607) 274-6580

           YOUR BILL EXPLAINED

Bill      T27-000101
Account   12.-1-3
Name      DOE, JANE
Place     108 E GREEN ST
For       City tax 2027
As of     Aug 5, 2027
------------------------------------------
             WHAT WAS BILLED
City tax, part 1 of 2               612.28
  Due Jan 31, 2027.
  Jan 31, 2027 is a Sunday: the last day
  is Feb 1, 2027 (New York Real Property
  Tax Law 925-a(1)).
Sidewalk district, part 2 of 2      612.28
  Due Jun 30, 2027.
------------------------------------------
              WHAT WAS PAID
Paid Feb 2, 2027                    618.40
  by First National Bank
  receipt 2027-1-000123
  taken Feb 4, 2027
------------------------------------------
              WHY IT IS MORE
Part 1: late penalty 1 % of 612.28,
  from Feb 2, 2027                    6.12
  It was not paid by Feb 1, 2027.
  By: City of Ithaca page 'City Taxes':
  15 % from 1 October; Real Property Tax
  Law 924 and 924-a: interest by the month
  or part of it, 1 % being the least
Part 2: late penalty 2 % of 612.28,
  from Aug 3, 2027                   12.25
  It was not paid by Jun 30, 2027. The
  penalty grew: 1 % from Jul 1, 2027; 2 %
  from Aug 3, 2027.
  Jul 31, 2027 is a Saturday: the last day
  is Aug 2, 2027 (New York Real Property
  Tax Law 925-a(1)).
------------------------------------------
               WHAT TO PAY
Billed                            1,224.56
Added                                18.37
Paid                               -618.40
Left                                624.53

                   Pay
                  624.53
             by Aug 31, 2027.
From Sep 1, 2027 it is 630.65.
From Oct 1, 2027 it is 704.12.
------------------------------------------
                WHO TO ASK
About this bill: City Chamberlain's
Office, 108 East Green Street,
607-274-6580. About your bank paying it,
or a changed address: Tompkins County
Assessment, 128 East Buffalo Street.
------------------------------------------
              HOW TO APPEAL
The assessed value: Tompkins County
Assessment, 128 East Buffalo Street. The
penalty: State law gives no one the right
to waive it.
"""

PAID_ON = date(2027, 2, 2)


def late_tax() -> BillFile:
    """A tax bill whose first half was paid late by a bank, by a postmark two days before it came."""
    bill = tax("T27-000101", "12.-1-3", "City tax 2027", 61228, BillFacts())
    applied = (
        Applied(1, "penalty", Money(612), PAID_ON),
        Applied(1, "tax", Money(61228), PAID_ON),
    )
    paid = BillPayment(
        ReceiptNo(2027, "1", 123), PAID_ON, date(2027, 2, 4), "First National Bank", Money(61840)
    )
    state = BillState(bill, applied, name="DOE, JANE", address="108 E GREEN ST")
    return BillFile(state, (paid,))


def sheet(file: BillFile, on: date, *, training: bool = False) -> str:
    return fits(explain_sheet(file, on, ithaca().office, training=training))


def part(text: str, heading: str) -> str:
    """The lines of one part of a sheet."""
    _, _, rest = text.partition(f" {heading}\n")
    return rest.partition("-" * 42)[0]


def test_a_late_tax_reads_as_it_should() -> None:
    assert sheet(late_tax(), date(2027, 8, 5)) == LATE_TAX


def test_training_is_said_first_and_last() -> None:
    lines = sheet(late_tax(), date(2027, 8, 5), training=True).splitlines()
    assert (lines[0].strip(), lines[-2].strip()) == ("TRAINING", "TRAINING")


def test_in_time_it_says_what_is_due_now_and_what_all_of_it_is() -> None:
    file = BillFile(BillState(late_tax().state.bill))
    pay = part(sheet(file, date(2027, 1, 5)), "WHAT TO PAY")
    assert "612.28\n             by Feb 1, 2027." in pay
    assert "From Feb 2, 2027 it is 618.40.\nFrom Mar 2, 2027 it is 624.53." in pay
    assert "All of the bill comes to          1,224.56" in pay
    assert "Billed" not in pay


def test_a_day_to_pay_by_is_the_laws_and_never_the_end_of_what_was_looked_at() -> None:
    bill = replace(late_tax().state.bill, instalments=late_tax().state.bill.instalments[:1])
    overdue = part(sheet(BillFile(BillState(bill)), date(2027, 11, 3)), "WHAT TO PAY")
    assert "704.12\n           now: it is overdue.\n" in overdue
    assert "The amount is the same through Jan 4,\n2028. Ask again after that day." in overdue
    # Long before its day a half is payable to that day, which a Sunday moves.
    far = replace(bill, instalments=(replace(bill.instalments[0], due_on=date(2028, 4, 30)),))
    pay = part(sheet(BillFile(BillState(far)), date(2028, 1, 5)), "WHAT TO PAY")
    assert "612.28\n             by May 1, 2028." in pay


def test_ith_faq226_a_suspended_ticket_reads_as_an_explanation() -> None:
    bill = ticket("5544332", "KXR4821", "06", 4500)
    facts = bill.facts.ticket
    assert facts is not None
    pending = replace(
        bill,
        description="Prohibited parking",
        facts=BillFacts(ticket=replace(facts, events=facts.events[:1], boot_on=False)),
    )
    text = sheet(BillFile(BillState(pending)), date(2027, 2, 1))
    assert part(text, "GOOD TO KNOW").startswith(
        "The late fee has been suspended since Dec\n"
        "1, 2026: an appeal was begun in time.\n"
        "  It stays off until the answer comes.\n"
        "  Then 19 days are left to pay without it.\n"
    )
    assert "2nd ticket for Prohibited parking" in part(text, "WHAT WAS BILLED")
    assert part(text, "WHAT WAS PAID") == "Nothing yet.\n"
    assert "                  45.00\n            to settle it now.\n" in part(text, "WHAT TO PAY")
    assert part(text, "WHAT TO PAY").endswith("The answer to the appeal may change this.\n")
    assert "City Court" in part(text, "HOW TO APPEAL")


def test_ith_rates_a_minimum_water_bill_reads_as_an_explanation() -> None:
    bill = replace(water("W-1", "31-00123", "Water 4th quarter", 11676))
    use = bill.facts.water
    assert use is not None
    bill = replace(bill, facts=BillFacts(water=replace(use, cubic_feet=800)))
    assert part(sheet(BillFile(BillState(bill)), date(2027, 2, 1)), "WHAT WAS BILLED") == (
        "800 cubic feet were used. A 5/8 inch meter\n"
        "is billed for at least 1,200 cubic feet.\n"
        "  This is the minimum bill: less use does\n"
        "  not lower it.\n"
        "  100 cubic feet are 748 gallons.\n"
        "  By: City of Ithaca page 'Rates, Metering\n"
        "  & Billing' of 2022: 9.73 and 6.03 for\n"
        "  100 cubic feet\n"
        "Water                               116.76\n"
        "  The minimum, 1,200 cubic feet at 9.73\n"
        "  for each 100: 116.76.\n"
        "  Due Mar 20, 2027.\n"
        "  Mar 20, 2027 is a Saturday: the last day\n"
        "  is Mar 22, 2027 (New York General\n"
        "  Construction Law 25-a).\n"
    )


def test_a_payment_that_was_taken_back_stands_below_those_that_were_made() -> None:
    file = late_tax()
    back = tuple(replace(a, amount=-a.amount, how=How.TAKEN_BACK) for a in file.state.applied)
    state = replace(file.state, applied=(*file.state.applied, *back))
    text = sheet(replace(file, state=state), date(2027, 2, 10))
    assert part(text, "WHAT WAS PAID").endswith(
        "Payment of Feb 2, 2027 taken back   618.40\n"
        "  6.12 Penalty, part 1 of 2; 612.28 City\n"
        "  tax, part 1 of 2.\n"
    )
    assert (
        "Changed                             618.40\nLeft                              1,230.68"
        in text
    )


def test_a_small_difference_and_money_without_a_receipt_are_told() -> None:
    file = late_tax()
    (paid,) = file.payments
    short = replace(paid, amount=Money(61835), difference=Money(-5))
    assert "0.05 too little: taken as paid in full." in sheet(
        replace(file, payments=(short,)), date(2027, 8, 5)
    )
    text = sheet(replace(file, payments=()), date(2027, 8, 5))
    assert part(text, "WHAT WAS PAID") == "Not by a receipt of this counter    618.40\n"


@pytest.mark.parametrize("way", ["paid", "cancelled"])
def test_where_nothing_is_owed_it_says_so_large(way: str) -> None:
    state = BillState(water("W-1", "31-00123", "Water", 100))
    if way == "paid":
        state = replace(state, applied=(Applied(1, "water", Money(100), date(2027, 1, 20)),))
    else:
        state = replace(state, bill=replace(state.bill, status=BillStatus.CANCELLED))
    pay = part(sheet(BillFile(state), date(2027, 2, 1)), "WHAT TO PAY")
    assert pay.strip().splitlines()[-1].strip() == "NOTHING IS OWED"


def test_a_bill_that_went_to_another_collector_is_not_asked_for() -> None:
    town = loaded("ithaca_town").office
    bill = tax("T-1", "12.-1-3", "Town tax", 100_00, BillFacts())
    bill = replace(bill, instalments=bill.instalments[:1])
    text = fits(explain_sheet(BillFile(BillState(bill)), date(2027, 4, 5), town))
    assert part(text, "WHAT TO PAY").endswith(
        "It is paid to Tompkins County, not here.\nOwed here until then                102.00\n"
    )
    assert "It is paid to Tompkins County from Apr 1,\n2027 on, not here." in text


@given(states(), DAYS)
def test_the_sentences_of_every_service_add_up_to_what_is_owed(state: BillState, on: date) -> None:
    office = ithaca().office
    assessment = assess(state, on, office)
    told = explain(state, assessment, office)
    assert total(t.amount for t in told if t.amount is not None) == assessment.total


@given(states(), payments(), DAYS, WORDS, st.booleans())
def test_whatever_it_says_it_fits_and_asks_for_what_is_due(
    state: BillState, paid: tuple[BillPayment, ...], on: date, words: str, training: bool
) -> None:
    office = office_saying(words)
    text = fits(explain_sheet(BillFile(state, paid), on, office, training=training))
    assert ("TRAINING" in text.splitlines()[0]) == training
    found = assess(state, on, office)
    if found.total.cents > 0:
        assert str(found.due) in text
    else:
        assert "NOTHING IS OWED" in text
