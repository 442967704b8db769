"""What puts a last day off: dated rows of the policy, whom they hold for, and how far the law lets them go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from domain.policy.accruals import Extension, ExtensionKind, Source
from domain.receivables.bills import Applied
from tests.domain.rules import added, bill_of, interest, office_of, owed

DUE = date(2027, 1, 31)
NOBODY: frozenset[str] = frozenset()
SENIOR = frozenset({"senior"})


def row(kind: ExtensionKind, **more: Any) -> Extension:
    """A row for bills due on 31 January 2027."""
    return Extension(
        kind, Source(f"tax.{kind}", f"The row for {kind}"), **{"from_on": DUE, "to_on": DUE, **more}
    )


def last_free(extension: Extension, account: str = "A-1", flags: frozenset[str] = NOBODY) -> date:
    """The last day without interest of a bill due on 31 January 2027, found by asking day by day."""
    office = office_of(interest("0.12"), extensions=(extension,))
    bill = bill_of(DUE, account=account)
    day = DUE
    while not added(owed(bill, day + timedelta(days=1), office, flags=flags)):
        day += timedelta(days=1)
    return day


def test_rptl925a2_a_governors_order_puts_the_date_off_for_everyone() -> None:
    extension = row("governor", until=date(2027, 2, 19))
    assert last_free(extension) == date(2027, 2, 19)
    office = office_of(interest("0.12"), extensions=(extension,))
    assessment = owed(bill_of(DUE), date(2027, 2, 20), office)
    face, first = assessment.steps
    assert [(m.why, m.to_on) for m in face.moves] == [
        ("Sunday", date(2027, 2, 1)),
        ("governor's order", date(2027, 2, 19)),
    ]
    assert face.moves[1].citation == "The row for governor"
    assert first.from_on == date(2027, 2, 20)
    # Later tiers stay where they are: March's interest begins after its own moved day.
    assert added(owed(bill_of(DUE), date(2027, 3, 1), office)) == 1000
    assert added(owed(bill_of(DUE), date(2027, 3, 2), office)) == 2000
    # Another year's bills are not put off.
    assert added(owed(bill_of(date(2027, 6, 30)), date(2027, 7, 1), office)) == 1000


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("governor", {"until": date(2027, 2, 22)}, "at most 21 days"),
        ("governor", {"days": 22}, "at most 21 days"),
        ("governor", {"business_days": 3}, "at most 21 days"),
        ("governor", {"days": 9, "flag": "senior"}, "for everyone"),
        ("senior", {"business_days": 6, "flag": "senior"}, "at most 5 business_days"),
        ("senior", {"days": 3, "flag": "senior"}, "at most 5 business_days"),
        ("senior", {"business_days": 5}, "names the flag or the accounts"),
        ("military", {"until": date(2027, 9, 1)}, "names the flag or the accounts"),
        ("warrant", {"days": 30, "until": date(2027, 3, 1)}, "exactly one"),
        ("warrant", {}, "exactly one"),
        ("warrant", {"until": date(2027, 1, 1)}, "not before the due dates"),
        ("warrant", {"days": 30, "to_on": date(2027, 1, 1)}, "not before 'from'"),
        ("warrant", {"until": date(2027, 3, 1), "counted_from": DUE}, "goes with days"),
    ],
)
def test_an_extension_beyond_the_law_is_no_extension(
    kind: ExtensionKind, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        row(kind, **more)


def test_rptl925b_seniors_have_up_to_five_business_days_more() -> None:
    extension = row("senior", business_days=5, flag="senior")
    # Monday 1 February is in time for all; Tuesday to Monday are five business days.
    assert last_free(extension, flags=SENIOR) == date(2027, 2, 8)
    assert last_free(extension, flags=NOBODY) == date(2027, 2, 1)
    assert last_free(extension, flags=frozenset({"veteran"})) == date(2027, 2, 1)


def test_rptl925d_deployed_military_are_named_by_account() -> None:
    extension = row("military", until=date(2027, 9, 12), accounts=("A-1",))
    assert last_free(extension) == date(2027, 9, 13)  # the 12th is a Sunday
    assert last_free(extension, account="A-2") == date(2027, 2, 1)
    # It forgives nothing that the ladder then says.
    office = office_of(interest("0.12"), extensions=(extension,))
    assert added(owed(bill_of(DUE), date(2027, 9, 14), office)) == 8000


def test_rptl924_2_free_for_thirty_days_after_a_late_warrant() -> None:
    assert last_free(row("warrant", days=30, counted_from=date(2027, 1, 20))) == date(2027, 2, 19)
    # The later of the two dates holds: an early warrant shortens nothing.
    assert last_free(row("warrant", days=30, counted_from=date(2026, 12, 20))) == date(2027, 2, 1)


def test_the_latest_of_several_extensions_holds() -> None:
    rows = (
        row("governor", until=date(2027, 2, 19)),
        row("senior", business_days=5, flag="senior"),
        row("military", until=date(2027, 3, 31), accounts=("A-9",)),
    )
    office = office_of(interest("0.12"), extensions=rows)
    assert added(owed(bill_of(DUE), date(2027, 2, 19), office, flags=SENIOR)) == 0
    assert added(owed(bill_of(DUE), date(2027, 2, 20), office, flags=SENIOR)) == 1000
    assert added(owed(bill_of(DUE, account="A-9"), date(2027, 3, 31), office)) == 0


@pytest.mark.parametrize("more", [{}, {"compound": True}, {"closed_days": "counted"}])
@given(given_days=st.integers(0, 21), wait=st.integers(0, 400), cents=st.integers(1, 900_000))
def test_an_extension_never_makes_anything_dearer(
    more: dict[str, Any], given_days: int, wait: int, cents: int
) -> None:
    rule = interest("0.12", **more)
    extended = office_of(rule, extensions=(row("governor", days=given_days),))
    day, bill = DUE + timedelta(days=wait), bill_of(DUE, cents=cents)
    assert added(owed(bill, day, extended)) <= added(owed(bill, day, office_of(rule)))
    paid = Applied(1, "city", Money(cents), DUE + timedelta(days=given_days))
    assert owed(bill, day, extended, paid).total == Money(0)
