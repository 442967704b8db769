"""The table of Real Property Tax Law 925, row by row, and what comes of it for a payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.office import Office
from domain.policy.mail import MailRules
from domain.policy.services import PartPayments
from domain.receipting.cart import Cart
from domain.receipting.coming_in import set_evidence
from domain.receivables.bills import BillState
from domain.receivables.evidence import (
    Evidence,
    EvidenceKind,
    Judged,
    effective_for,
    effective_on,
    judge,
    refuse_effective_day,
    refuse_short,
    refuse_unnumbered,
)
from domain.receivables.evidence_words import evidence_words
from domain.refusals import Code, Refusal
from tests.domain.rules import CALENDAR, SOURCE, bill_of, interest, office_of

MARKED, CAME = date(2027, 1, 29), date(2027, 2, 4)
RULES = MailRules("day_emptied", ("FedEx Priority Overnight",))
Kind = EvidenceKind


def day_of(
    kind: EvidenceKind,
    *,
    marked: date | None = MARKED,
    carrier: str = "",
    proper: bool = True,
    taxes: bool = True,
    rules: MailRules = RULES,
    came: date = CAME,
) -> date | Refusal:
    """The effective day of a payment that came in."""
    return effective_on(
        Evidence(kind, came, marked, carrier, proper),
        postmark_counts=taxes,
        rules=rules,
        calendar=CALENDAR,
    )


def test_rptl925_a_legible_postmark_counts_upon_delivery() -> None:
    assert day_of(Kind.POSTMARK) == MARKED
    # A wrong address, no postage or no statement: the day of delivery.
    assert day_of(Kind.POSTMARK, proper=False) == CAME


def test_rptl925_a_meter_imprint_is_no_postmark() -> None:
    assert day_of(Kind.METER) == CAME


def test_rptl925_a_missing_or_illegible_postmark_counts_for_nothing() -> None:
    assert day_of(Kind.ILLEGIBLE, marked=None) == CAME


def test_rptl925_a_canceled_meter_imprint_counts_by_the_cancellation() -> None:
    assert day_of(Kind.METER_CANCELLED) == MARKED


def test_irc7502_a_designated_carrier_counts_by_its_own_record() -> None:
    assert day_of(Kind.CARRIER, carrier="fedex priority overnight") == MARKED
    assert day_of(Kind.CARRIER, carrier="A bicycle") == CAME


def test_rptl925_1b_a_banks_mailed_check_counts_by_its_postmark() -> None:
    assert day_of(Kind.BANK_BILL_PAY) == MARKED


def test_gml5b_an_electronic_payment_counts_when_it_completed() -> None:
    assert day_of(Kind.ELECTRONIC) == MARKED
    assert day_of(Kind.ELECTRONIC, taxes=False) == MARKED


PROOFS = (Kind.CERTIFIED_MAIL, Kind.CERTIFICATE)


@pytest.mark.parametrize("kind", PROOFS)
def test_rptl925_a_proof_of_mailing_counts_as_the_policy_says_and_its_number_is_kept(
    kind: EvidenceKind,
) -> None:
    mailed = replace(RULES, proof_of_mailing="day_of_mailing")
    assert day_of(kind, carrier="9407", rules=mailed) == MARKED
    assert day_of(kind, carrier="9407") == CAME
    # Without its number, for another debt than a tax, or to a wrong address it shows no day that counts.
    assert day_of(kind, rules=mailed) == CAME
    assert day_of(kind, carrier="9407", rules=mailed, taxes=False) == CAME
    assert day_of(kind, carrier="9407", rules=mailed, proper=False) == CAME
    missing = refuse_unnumbered(Evidence(kind, CAME, MARKED))
    assert missing is not None
    assert missing.code is Code.EVIDENCE_WITHOUT_NUMBER
    numbered = Evidence(kind, CAME, MARKED, "9407 1118")
    assert refuse_unnumbered(numbered) is None
    for day, words in ((MARKED, "of Jan 29, 2027"), (CAME, "delivered Feb 4, 2027")):
        assert "9407 1118" in evidence_words(numbered, day)
        assert evidence_words(numbered, day).endswith(words)


def test_rptl925_a_proof_of_mailing_without_its_number_never_reaches_a_cart() -> None:
    office = posted()
    for carrier, code in (
        ("", Code.EVIDENCE_WITHOUT_NUMBER),
        ("4111 1111 1111 1111", Code.CARD_NUMBER),
    ):
        evidence = Evidence(Kind.CERTIFIED_MAIL, CAME, MARKED, carrier)
        refused = set_evidence(Cart("r"), evidence, lambda _number: None, CAME, office)
        assert isinstance(refused, Refusal)
        assert refused.code is code


def test_a_drop_box_counts_by_the_offices_own_rule() -> None:
    assert day_of(Kind.DROP_BOX, marked=None) == CAME
    before = MailRules("business_day_before")
    assert day_of(Kind.DROP_BOX, marked=None, rules=before) == date(2027, 2, 3)
    # Emptied on the Tuesday after Washington's Birthday: Lincoln's was the Friday.
    emptied = date(2027, 2, 16)
    assert day_of(Kind.DROP_BOX, marked=None, rules=before, came=emptied) == date(2027, 2, 11)


def test_over_the_counter_counts_on_its_day() -> None:
    assert day_of(Kind.COUNTER, marked=None) == CAME


def test_the_mail_rule_is_one_of_taxes() -> None:
    for kind in (Kind.POSTMARK, Kind.METER_CANCELLED, Kind.BANK_BILL_PAY):
        assert day_of(kind, taxes=False) == CAME
    assert day_of(Kind.CARRIER, carrier="FedEx Priority Overnight", taxes=False) == CAME


def test_evidence_must_show_a_day_that_is_not_after_the_delivery() -> None:
    for kind in (Kind.POSTMARK, Kind.CARRIER, Kind.ELECTRONIC, Kind.COURT_ORDER):
        missing = day_of(kind, marked=None)
        assert isinstance(missing, Refusal)
        assert missing.code is Code.EVIDENCE_WITHOUT_DAY
        after = day_of(kind, marked=CAME + timedelta(days=1))
        assert isinstance(after, Refusal)
        assert after.code is Code.EVIDENCE_AFTER_DELIVERY


def test_what_is_wrong_with_evidence_is_told_with_its_days() -> None:
    missing = day_of(Kind.BANK_BILL_PAY, marked=None)
    assert isinstance(missing, Refusal)
    assert missing.sentence.startswith("The bank bill pay shows no day.")
    after = day_of(Kind.POSTMARK, marked=date(2027, 2, 5))
    assert isinstance(after, Refusal)
    assert after.sentence.startswith(
        "It shows 2027-02-05, which is after it came in on 2027-02-04."
    )
    for effective, said in (
        (date(2027, 2, 5), "entered on 2027-02-04 cannot count for 2027-02-05"),
        (date(2027, 2, 3), "entered on 2027-02-04 counts for 2027-02-03 only with evidence"),
    ):
        refused = refuse_effective_day(effective, CAME, None)
        assert refused is not None
        assert said in refused.sentence


def test_the_offices_own_box_and_calendar_are_asked() -> None:
    office = replace(office_of(interest("0.12")), mail=MailRules("business_day_before"))
    emptied = Evidence(Kind.DROP_BOX, date(2027, 2, 16))
    assert effective_for(emptied, office.service("tax"), office) == date(2027, 2, 11)


def judged(kind: EvidenceKind, marked: date, cents: int, parts: bool = False) -> Judged:
    """What is said of a payment on a bill of 1,000.00 due on 31 January 2027, at 1 % a month."""
    office = office_of(interest("0.12"))
    tax = replace(office.service("tax"), postmark_counts=True, partial_allowed=parts)
    others = tuple(s for s in office.services if s.code != "tax")
    office = replace(office, services=(tax, *others))
    came = marked + timedelta(days=9)
    found = judge(
        BillState(bill_of(date(2027, 1, 31))), Money(cents), Evidence(kind, came, marked), office
    )
    assert isinstance(found, Judged)
    return found


def test_osc98_11_a_postmark_of_the_moved_monday_is_on_time() -> None:
    monday = judged(Kind.POSTMARK, date(2027, 2, 1), 100_000)
    assert (monday.late, monday.returned, monday.short) == (False, False, Money(0))
    assert monday.effective_on == date(2027, 2, 1)


def test_rptl925_late_and_short_by_the_interest_is_returned() -> None:
    tuesday = judged(Kind.POSTMARK, date(2027, 2, 2), 100_000)
    assert (tuesday.late, tuesday.returned, tuesday.short) == (True, True, Money(1000))
    assert tuesday.assessment.total == Money(101_000)
    metered = judged(Kind.METER, date(2027, 1, 25), 100_000)
    assert metered.effective_on == date(2027, 2, 3)
    assert metered.returned
    assert not judged(Kind.POSTMARK, date(2027, 2, 2), 101_000).returned
    # Short but in time is another matter, and so is short where parts are taken.
    assert not judged(Kind.POSTMARK, date(2027, 2, 1), 90_000).returned
    assert not judged(Kind.POSTMARK, date(2027, 2, 2), 90_000, parts=True).returned
    assert judged(Kind.POSTMARK, date(2027, 2, 2), 150_000).short == Money(0)


def late_with(cents: int, office: Office, *dues: date) -> Judged:
    """What is said of a payment that was postmarked on Tuesday, 2 February 2027."""
    evidence = Evidence(Kind.POSTMARK, CAME, date(2027, 2, 2))
    found = judge(BillState(bill_of(*dues)), Money(cents), evidence, office)
    assert isinstance(found, Judged)
    return found


def posted(*, resolved_on: date | None = None) -> Office:
    """An office whose taxes go by the postmark; from ``resolved_on`` it takes parts."""
    office = office_of(interest("0.12"))
    row = PartPayments(resolved_on, SOURCE) if resolved_on else None
    tax = replace(office.service("tax"), postmark_counts=True, part_payments=row)
    return replace(office, services=(tax,))


def test_a_late_payment_of_one_whole_instalment_is_short_of_nothing() -> None:
    dues = (date(2027, 1, 31), date(2027, 6, 30))
    assert late_with(101_000, posted(), *dues).short == Money(0)
    # Between the two it is short of the second.
    assert late_with(150_000, posted(), *dues).short == Money(51_000)
    assert late_with(201_000, posted(), *dues).short == Money(0)


def test_rptl928a_a_part_is_short_before_the_resolution_and_not_from_its_day_on() -> None:
    due_on = date(2027, 1, 31)
    before = late_with(50_000, posted(resolved_on=date(2027, 2, 3)), due_on)
    assert (before.short, before.returned) == (Money(51_000), True)
    assert late_with(50_000, posted(resolved_on=date(2027, 2, 2)), due_on).short == Money(0)


def test_what_goes_back_is_told_the_proper_amounts_beside_it() -> None:
    dues = (date(2027, 1, 31), date(2027, 3, 31), date(2027, 6, 30))
    evidence = Evidence(Kind.POSTMARK, CAME, date(2027, 2, 2))
    for cents, proper in (
        (100_000, "1,010.00"),
        (150_000, "1,010.00 or 2,010.00"),
        (250_000, "2,010.00 or 3,010.00"),
    ):
        refused = refuse_short(BillState(bill_of(*dues)), Money(cents), evidence, posted())
        assert refused is not None
        assert proper in refused.sentence
        assert f"1,010.00 or {proper}" not in refused.sentence


kinds = st.sampled_from(list(EvidenceKind))
days = st.integers(0, 60).map(lambda n: date(2027, 1, 1) + timedelta(days=n))


@given(kinds, days, st.none() | days, st.booleans(), st.booleans(), st.sampled_from([0, 1]))
def test_i12_no_day_is_after_its_entry_and_another_than_it_has_evidence(
    kind: EvidenceKind, came: date, marked: date | None, taxes: bool, proper: bool, rule: int
) -> None:
    rules = (RULES, MailRules("business_day_before"))[rule]
    evidence = Evidence(kind, came, marked, proper=proper)
    found = effective_on(evidence, postmark_counts=taxes, rules=rules, calendar=CALENDAR)
    if isinstance(found, Refusal):
        assert marked is None or marked > came
        return
    assert found <= came
    assert refuse_effective_day(found, came, evidence) is None
    if found != came:
        without = refuse_effective_day(found, came, None)
        assert without is not None
        assert without.code is Code.EFFECTIVE_WITHOUT_EVIDENCE
    early = refuse_effective_day(found, found - timedelta(days=1), evidence)
    assert early is not None
    assert early.code is Code.EFFECTIVE_AFTER_ENTRY


def test_a_counters_payment_is_never_dated_back() -> None:
    counter = Evidence(Kind.COUNTER, CAME)
    refusal = refuse_effective_day(MARKED, CAME, counter)
    assert refusal is not None
    assert "only with evidence" in refusal.sentence
    with pytest.raises(AttributeError):
        counter.postmark_on = MARKED  # type: ignore[misc]
