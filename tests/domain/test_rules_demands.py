"""When and where a bill is asked for: given out, reminded of, divided, relevied, foreclosed, by the City's policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.demands import GivenOut, Reminder
from domain.money import Money
from domain.office import Office
from domain.papers.explain import explain_sheet
from domain.papers.gather import BillFile
from domain.papers.payoff import payoff_of, payoff_sheet
from domain.policy.services import Service
from domain.receipting.cart import BillLine, Cart, add_bill
from domain.receipting.paper import paper_to_text
from domain.receipting.redemption import liens_of
from domain.receivables.assessment import assess
from domain.receivables.bills import Bill, BillState, BillStatus, Charge, Instalment
from domain.receivables.evidence import Evidence, EvidenceKind
from domain.receivables.facts import BillFacts, Relevied
from domain.receivables.foreclosure import foreclosure_from, foreclosure_rule, foreclosure_words
from domain.receivables.plain_words import explain
from domain.refusals import Code, Refusal
from tests.domain.rules import SOURCE
from tests.exchange.kit import ithaca

OFFICE = ithaca().office
NEW_YEAR = date(2027, 1, 1)
LAST_OF_2026 = date(2026, 12, 31)


def tax(number: str = "T27-1", year: int = 2027, facts: BillFacts | None = None) -> BillState:
    """A tax bill of a year in two halves of 612.28."""
    charge = (Charge("tax", Money(61228)),)
    halves = (
        Instalment(1, date(year, 1, 31), charge),
        Instalment(2, date(year, 6, 30), charge),
    )
    issued_on = date(year - 1, 12, 31)
    bill = Bill(number, "tax", "12.-1-3", f"City tax {year}", issued_on, halves)
    return BillState(replace(bill, facts=facts or BillFacts()), name="DOE, JANE")


def water(facts: BillFacts) -> BillState:
    """A water bill of 100.00."""
    due = Instalment(1, date(2026, 8, 20), (Charge("water", Money(10_000)),))
    return BillState(Bill("W-1", "water", "02-1", "Water", date(2026, 7, 20), (due,), facts=facts))


def with_service(code: str, **more: object) -> Office:
    """The City's office with one of its services changed."""
    services = tuple(
        replace(s, **more) if s.code == code else s  # type: ignore[arg-type]
        for s in OFFICE.services
    )
    return replace(OFFICE, services=services)


def taken(state: BillState, on: date, office: Office = OFFICE, **more: object) -> Cart | Refusal:
    """What comes of putting a bill into an empty cart."""
    return add_bill(Cart("r"), state, on, office, **more)  # type: ignore[arg-type]


def notes(state: BillState, on: date, office: Office = OFFICE) -> list[str]:
    """What an explanation says beside its amounts."""
    told = explain(state, assess(state, on, office), office)
    return [one.text for one in told if one.amount is None]


# [ITH-TAX-MIRROR]


def test_ith_tax_mirror_amounts_are_not_given_out_before_1_january() -> None:
    refused = taken(tax(), LAST_OF_2026)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.NOT_GIVEN_OUT
    assert "given out from Jan 1, 2027 on" in refused.sentence
    assert "Amounts of this bill are not given out before Jan 1, 2027." in notes(
        tax(), LAST_OF_2026
    )
    assert isinstance(taken(tax(), NEW_YEAR), Cart)
    assert not any("given out" in each for each in notes(tax(), NEW_YEAR))


def test_ith_tax_mirror_a_payment_of_december_that_is_opened_in_january_is_taken() -> None:
    mailed = Evidence(EvidenceKind.POSTMARK, date(2027, 1, 4), LAST_OF_2026)
    cart = add_bill(Cart("r", evidence=mailed), tax(), date(2027, 1, 4), OFFICE)
    assert isinstance(cart, Cart)
    (line,) = cart.lines
    assert isinstance(line, BillLine)
    assert line.effective_on == LAST_OF_2026


def test_ith_tax_mirror_an_office_may_give_amounts_out_at_once() -> None:
    office = with_service("tax", given_out=None)
    assert isinstance(taken(tax(), LAST_OF_2026, office), Cart)
    # An older bill is not held back by its neighbor's day.
    assert isinstance(taken(tax("T26-1", 2026), LAST_OF_2026), Cart)


@given(st.dates(date(2000, 3, 1), date(2090, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_the_day_of_giving_out_is_the_last_one_before_the_first_due_date(
    due_on: date, month: int, day: int
) -> None:
    first = GivenOut((month, day), SOURCE).first_day(due_on)
    assert due_on - timedelta(days=366) < first <= due_on
    assert (first.month, first.day) == (month, day)


def test_no_such_rule_is_of_a_day_that_is_not_in_every_year() -> None:
    with pytest.raises(ValueError, match="not in every year"):
        GivenOut((2, 29), SOURCE)
    with pytest.raises(ValueError, match="not in every year"):
        Reminder(2, (2, 29), SOURCE)
    with pytest.raises(ValueError, match="second instalment"):
        Reminder(1, (5, 31), SOURCE)


def test_ith_tax_mirror_a_reminder_goes_out_for_the_second_instalment() -> None:
    said = "A reminder for part 2 goes out on May 31, 2027."
    assert said in notes(tax(), date(2027, 1, 15))
    assert said in notes(tax(), date(2027, 5, 31))
    assert said not in notes(tax(), date(2027, 6, 1))
    # Paid in one there is nothing to remind of, and a bill of one instalment has none.
    one = replace(tax().bill, instalments=tax().bill.instalments[:1])
    assert said not in notes(BillState(one), date(2027, 1, 15))
    assert said in paper_to_text(explain_sheet(BillFile(tax()), date(2027, 1, 15), OFFICE)).replace(
        "\n", " "
    )


# [ITH-TAX] lien and foreclosure


@pytest.mark.parametrize(
    ("lien_on", "possible"),
    [
        # Two years after is New Year's Day: the last day to redeem moves, and foreclosure begins behind it.
        (date(2025, 1, 1), date(2027, 1, 5)),  # Friday a holiday, then a weekend
        (date(2024, 1, 1), date(2026, 1, 3)),
        (date(2025, 1, 4), date(2027, 1, 5)),
        (date(2024, 2, 29), date(2026, 3, 3)),  # 28 February 2026 is a Saturday
    ],
)
def test_ith_tax_foreclosure_is_possible_two_years_after_the_lien_date(
    lien_on: date, possible: date
) -> None:
    rule = foreclosure_rule(OFFICE)
    assert rule is not None
    assert foreclosure_from(lien_on, rule, OFFICE.calendar) == possible


def test_ith_tax_the_account_warns_of_each_lien_whose_day_has_come_oldest_first() -> None:
    states = [
        tax(f"T{year % 100}-1", year, BillFacts(lien_on=date(year + 1, 1, 1)))
        for year in (2023, 2024, 2026)
    ]
    for on, words in (
        (date(2026, 1, 2), ""),
        (date(2026, 1, 3), "FORECLOSURE possible since Jan 3, 2026: T23-1"),
        (date(2027, 1, 4), "FORECLOSURE possible since Jan 3, 2026: T23-1"),
        (date(2027, 1, 5), "FORECLOSURE possible since Jan 3, 2026: T23-1, T24-1"),
    ):
        assert foreclosure_words(liens_of(states, on, OFFICE), on, OFFICE) == words
    without = replace(OFFICE, single=None)
    assert foreclosure_words(liens_of(states, NEW_YEAR, OFFICE), NEW_YEAR, without) == ""


def test_ith_tax_why_and_payoff_say_from_which_day_a_court_may_foreclose() -> None:
    state = tax("T24-1", 2024, BillFacts(lien_on=date(2025, 1, 1)))
    said = "A court may foreclose from Jan 5, 2027 on."
    assert said in notes(state, date(2026, 12, 1))
    paper = payoff_sheet(payoff_of([state], date(2026, 12, 1), OFFICE), "12.-1-3", "DOE", OFFICE)
    assert said in " ".join(paper_to_text(paper).split())
    assert not any("foreclose" in each for each in notes(tax(), NEW_YEAR))


# RPTL 923, 932 and relevied water

THIRD = BillFacts(third_party="SMITH, ANN, 5 Oak Ave, Ithaca")


def test_rptl923_dutchess923_every_paper_says_to_whom_its_copy_goes() -> None:
    state, on = tax(facts=THIRD), date(2027, 2, 3)
    papers = (
        explain_sheet(BillFile(state), on, OFFICE),
        payoff_sheet(payoff_of([state], on, OFFICE), "12.-1-3", "DOE", OFFICE),
    )
    for paper in papers:
        text = " ".join(paper_to_text(paper).split())
        assert "COPY TO THIRD PARTY" in text
        assert "SMITH, ANN, 5 Oak Ave, Ithaca" in text
        assert "Real Property Tax Law 923" in text
    plain = explain_sheet(BillFile(tax()), on, OFFICE)
    assert "THIRD PARTY" not in paper_to_text(plain)


def test_rptl932_a_part_of_a_parcel_is_no_part_payment() -> None:
    refused = taken(tax(), date(2027, 1, 15), amount=Money(30_000))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.PART_OF_PARCEL
    assert "pay 612.28 or 1,224.56 on bill T27-1" in refused.sentence
    assert "Tompkins County Assessment" in refused.sentence
    assert "Real Property Tax Law 932" in refused.sentence
    # Without the policy it is refused as any part payment.
    plain = taken(
        tax(), date(2027, 1, 15), with_service("tax", part_of_parcel=None), amount=Money(30_000)
    )
    assert isinstance(plain, Refusal)
    assert plain.code is Code.PARTIAL_REFUSED


def test_rptl932_the_parts_of_an_apportioned_parcel_are_bills_of_their_own() -> None:
    on = date(2027, 1, 15)
    whole = tax()
    voided = replace(whole, bill=replace(whole.bill, status=BillStatus.CANCELLED))
    refused = taken(voided, on)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BILL_CANCELLED
    cart = Cart("r")
    for number, cents in (("T27-1A", 40_000), ("T27-1B", 21_228)):
        halves = tuple(
            replace(i, charges=(Charge("tax", Money(cents)),)) for i in whole.bill.instalments
        )
        part = BillState(replace(whole.bill, bill_no=number, instalments=halves))
        added = add_bill(cart, part, on, OFFICE)
        assert isinstance(added, Cart)
        cart = added
    assert cart.total == Money(61228)


RELEVIED = BillFacts(relevied=Relevied(date(2026, 11, 1), "T27-1"))


def test_ny_practice_relevied_water_is_paid_with_the_tax_bill_that_carries_it() -> None:
    state = water(RELEVIED)
    assert isinstance(taken(state, date(2026, 10, 31)), Cart)
    refused = taken(state, date(2026, 11, 1))
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BILL_RELEVIED
    assert "Water bill W-1 was put on tax bill T27-1 on Nov 1, 2026" in refused.sentence
    said = "It was put on tax bill T27-1 on Nov 1, 2026 and is paid with it, not by itself."
    assert said in notes(state, date(2026, 11, 1))
    assert said not in notes(state, date(2026, 10, 31))
    payoff = payoff_of([state], date(2026, 11, 2), OFFICE)
    assert payoff.bills == ()
    text = " ".join(paper_to_text(payoff_sheet(payoff, "02-1", "DOE", OFFICE)).split())
    assert "Bill W-1 is paid with tax bill T27-1." in text


def test_ny_practice_an_office_may_take_relevied_water_all_the_same() -> None:
    office = with_service("water", relevy=None)
    assert isinstance(taken(water(RELEVIED), date(2026, 12, 1), office), Cart)
    with pytest.raises(ValueError, match="names the tax bill"):
        Relevied(date(2026, 11, 1), "")


def test_only_the_services_of_these_laws_have_these_rules() -> None:
    def rules(service: Service) -> list[bool]:
        return [
            row is not None
            for row in (
                service.given_out,
                service.reminder,
                service.part_of_parcel,
                service.relevy,
            )
        ]

    assert {s.code: rules(s) for s in OFFICE.services} == {
        "tax": [True, True, True, False],
        "school": [False, False, False, False],
        "water": [False, False, False, True],
        "parking": [False, False, False, False],
        "permits": [False, False, False, False],
    }
