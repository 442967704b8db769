"""What the office has yet to confirm stands on the screen and in no sentence that a customer is handed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.money import Money
from domain.papers.frame import sentence_lines
from domain.papers.return_slip import return_slip
from domain.policy.accruals import UNCONFIRMED
from domain.receipting.paper import Paper
from domain.receivables.bills import BillState
from domain.receivables.told import About, Told
from tests.domain.papers.kit import fits
from tests.domain.papers.test_return_slip import TODAY, judged, mail_office
from tests.domain.rules import LAW, bill_of

LAWFUL = f"Law 7{UNCONFIRMED}"


def test_no_part_of_a_sentence_tells_a_customer_what_is_to_be_confirmed() -> None:
    for about, amount in ((About.NOTED, None), (About.ADDED, Money(100))):
        told = Told(about, f"It moved ({LAWFUL}).", amount, LAWFUL, (f"So says {LAWFUL}",))
        words = " ".join(fits(Paper(sentence_lines(told, set()))).split())
        assert "It moved (Law 7)." in words
        assert "So says Law 7" in words
        assert "By: Law 7" in words


def test_a_slip_that_goes_back_tells_the_law_of_a_moved_day_alone() -> None:
    office = mail_office()
    services = tuple(replace(s, closed_days_rule=LAW + UNCONFIRMED) for s in office.services)
    office = replace(office, services=services)
    state = BillState(bill_of(date(2027, 1, 31)), name="Jane Doe")
    found = judged(state, 100_000, date(2027, 2, 2), office)
    text = fits(return_slip(found, state, Money(100_000), TODAY, office))
    assert LAW in " ".join(text.split())
