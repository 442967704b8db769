"""Parking: the published fines, the State's surcharges and their remittance, the boot, to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money, total
from domain.receivables.boots import (
    BOOT_KIND,
    BootRelease,
    BootRule,
    ReleaseLine,
    boot_clock,
    boot_release,
    boot_standing,
    check_release,
)
from domain.receivables.parking import (
    Fine,
    Offense,
    SurchargeTaken,
    plate_key,
    progressive_fine,
    remit_by,
    remittances,
    surcharges_for,
)
from domain.receivables.parking_rules import ParkingRules
from domain.receivables.tickets import Ticket, TicketState
from domain.refusals import Code, Refusal
from tests.exchange.kit import ithaca

ON = date(2026, 9, 15)


def rules() -> ParkingRules:
    """The City's own parking policy."""
    found = ithaca().rules.parking
    assert found is not None
    return found


def fine(offense: Offense, *history: Offense) -> Fine:
    """The fine of an offense whose infraction the policy knows."""
    found = progressive_fine(offense, history, rules().fines)
    assert isinstance(found, Fine)
    return found


def offense(number: str, on: date = ON, infraction: str = "06", plate: str = "ABC 1234") -> Offense:
    """A ticket of the usual plate."""
    return Offense(number, plate, infraction, on)


@pytest.mark.parametrize(
    ("infraction", "dollars"),
    [
        ("06", (30, 45, 60)),
        ("17", (30, 45, 60)),
        ("21", (100, 150, 200)),
        ("22", (20, 30, 50)),
        ("25", (15, 30, 45)),
    ],
)
def test_ith_park_published_progressive_fines(
    infraction: str, dollars: tuple[int, int, int]
) -> None:
    tickets = [offense(f"T{n}", ON + timedelta(days=n), infraction) for n in range(4)]
    found = [fine(ticket, *tickets) for ticket in tickets]
    assert [f.amount for f in found] == [Money(100 * d) for d in (*dollars, dollars[-1])]
    assert [f.ordinal for f in found] == [1, 2, 3, 4]
    assert found[2].earlier == ("T0", "T1")


def test_ith_park_the_same_infraction_counts_for_18_months_to_the_day() -> None:
    assert fine(offense("B"), offense("A", date(2025, 3, 15))).amount == Money(45_00)
    assert fine(offense("B"), offense("A", date(2025, 3, 14))).amount == Money(30_00)
    assert fine(offense("B")).since == date(2025, 3, 15)


def test_ith_park_another_infraction_plate_or_a_dismissed_ticket_does_not_count() -> None:
    week_ago = ON - timedelta(days=7)
    others = (
        offense("A", week_ago, "17"),
        offense("B", week_ago, plate="ABC 1235"),
        replace(offense("C", week_ago), dismissed=True),
        offense("E", ON + timedelta(days=1)),
    )
    assert fine(offense("D"), *others).ordinal == 1


def test_a_plate_is_the_same_however_it_is_written() -> None:
    assert plate_key("abc-1234") == plate_key("ABC 1234") == "ABC1234"
    assert fine(offense("B"), offense("A", plate="abc1234")).ordinal == 2


def test_tickets_of_one_day_count_in_the_order_of_their_numbers() -> None:
    both = (offense("T1"), offense("T2"))
    assert [fine(ticket, *both).ordinal for ticket in both] == [1, 2]


def test_a_fine_that_comes_with_the_ticket_is_not_guessed() -> None:
    refused = progressive_fine(offense("A", infraction="02"), (), rules().fines)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.FINE_UNKNOWN


def test_vtl_1809_b_handicapped_surcharge_is_30_with_15_to_the_county() -> None:
    (surcharge,) = surcharges_for("21", ON, rules().fines)
    assert surcharge.amount == Money(30_00)
    assert surcharge.shares[0].amount == Money(15_00)
    assert "county" in surcharge.shares[0].payee.lower()
    assert surcharges_for("25", ON, rules().fines) == ()


def test_vtl_1809_aa_surcharge_is_25_due_by_the_tenth_of_the_next_month() -> None:
    (surcharge,) = surcharges_for("06", ON, rules().fines)
    assert surcharge.amount == Money(25_00)
    assert remit_by(date(2026, 9, 1), surcharge) == date(2026, 10, 10)
    assert remit_by(date(2026, 9, 30), surcharge) == date(2026, 10, 10)
    assert remit_by(date(2026, 12, 31), surcharge) == date(2027, 1, 10)


def test_surcharges_are_remitted_apart_by_month_and_payee() -> None:
    taken = [
        SurchargeTaken("handicapped_surcharge", date(2026, 9, 30), "T1", Money(30_00)),
        SurchargeTaken("handicapped_surcharge", date(2026, 10, 1), "T2", Money(30_00)),
        SurchargeTaken("state_surcharge", date(2026, 9, 2), "T3", Money(25_00)),
        SurchargeTaken("state_surcharge", date(2026, 9, 3), "T4", Money(25_00)),
    ]
    found = remittances(taken, rules().fines)
    assert [(r.month, r.surcharge, r.count, r.amount, r.remit_by) for r in found] == [
        (9, "handicapped_surcharge", 1, Money(15_00), date(2026, 10, 10)),
        (9, "handicapped_surcharge", 1, Money(15_00), date(2026, 10, 10)),
        (9, "state_surcharge", 2, Money(50_00), date(2026, 10, 10)),
        (10, "handicapped_surcharge", 1, Money(15_00), date(2026, 11, 10)),
        (10, "handicapped_surcharge", 1, Money(15_00), date(2026, 11, 10)),
    ]
    assert len({r.payee for r in found if r.surcharge == "handicapped_surcharge"}) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["state_surcharge", "handicapped_surcharge"]),
            st.dates(date(2020, 1, 1), date(2030, 12, 31)),
            st.integers(1, 4000),
        ),
        max_size=30,
    )
)
def test_what_is_remitted_is_what_was_taken(rows: list[tuple[str, date, int]]) -> None:
    taken = [SurchargeTaken(c, d, str(n), Money(a)) for n, (c, d, a) in enumerate(rows)]
    found = remittances(taken, rules().fines)
    assert total(r.amount for r in found) == total(t.amount for t in taken)
    assert all(r.remit_by > date(r.year, r.month, 28) for r in found)


def test_a_surcharge_nobody_knows_is_a_programmers_error() -> None:
    with pytest.raises(ValueError, match="no surcharge"):
        remittances([SurchargeTaken("x", ON, "T1", Money(1))], rules().fines)


def tickets(count: int, state: TicketState = TicketState.ISSUED) -> list[Ticket]:
    """Tickets of one plate, a day apart."""
    return [
        Ticket(
            f"T{n}",
            "ABC-1234",
            "02",
            ON + timedelta(days=n),
            ON + timedelta(days=n + 20),
            Money(10_00),
            state,
        )
        for n in range(count)
    ]


def release(count: int = 5, rule: BootRule | None = None) -> BootRelease:
    """The release of a plate with so many tickets of 20.00 today."""
    rule = rule or rules().boot
    standing = boot_standing("abc 1234", tickets(count), rule)
    return boot_release(standing, [(f"T{n}", Money(20_00)) for n in range(count)], rule)


def test_ij_boot_five_unpaid_tickets_make_a_plate_eligible() -> None:
    boot = rules().boot
    assert not boot_standing("ABC1234", tickets(4), boot).eligible
    assert boot_standing("ABC1234", tickets(5), boot).eligible
    other = [replace(t, plate="XYZ") for t in tickets(5)]
    assert not boot_standing("ABC1234", other, boot).eligible
    for state in (TicketState.PAID, TicketState.DISMISSED, TicketState.APPEALED):
        mixed = [*tickets(4), replace(tickets(5)[4], began_as=state)]
        assert not boot_standing("ABC1234", mixed, boot).eligible


def test_whether_pending_tickets_count_is_policy() -> None:
    pending = tickets(5, TicketState.APPEALED)
    counting = replace(rules().boot, count_pending=True)
    assert boot_standing("ABC1234", pending, counting).eligible
    assert len(boot_standing("ABC1234", pending, rules().boot).pending) == 5


def test_ij_boot_release_is_all_tickets_and_50_in_cash_at_once() -> None:
    needed = release()
    assert needed.total == Money(150_00)
    assert needed.lines[-1] == ReleaseLine(BOOT_KIND, "ABC1234", Money(50_00))
    extra = ReleaseLine("item", "TS", Money(27_00))
    assert check_release(needed, [*needed.lines, extra], ["C"], rules().boot) is None


@pytest.mark.parametrize("left_out", range(6))
def test_ij_boot_release_lacking_any_line_is_refused(left_out: int) -> None:
    needed = release()
    offered = [line for n, line in enumerate(needed.lines) if n != left_out]
    refused = check_release(needed, offered, ["C"], rules().boot)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.BOOT_INCOMPLETE
    assert str(needed.lines[left_out]) in refused.sentence


def test_a_release_paid_in_part_is_refused_and_a_long_list_is_cut() -> None:
    needed = release(9)
    short = [replace(line, amount=line.amount - Money(1)) for line in needed.lines]
    refused = check_release(needed, short, ["C"], rules().boot)
    assert isinstance(refused, Refusal)
    assert "ticket T2 (20.00) and 7 more" in refused.sentence
    assert len(refused.sentence) < 200


@pytest.mark.parametrize("money", [["K"], ["C", "K"], ["D"]])
def test_ij_boot_release_is_cash_only(money: list[str]) -> None:
    needed = release()
    refused = check_release(needed, needed.lines, money, rules().boot)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.CASH_ONLY


def test_ij_boot_tow_after_72_hours_and_storage_after_24() -> None:
    booted = datetime(2026, 9, 15, 14, 0, tzinfo=UTC)
    towed = datetime(2026, 9, 19, 9, 0, tzinfo=UTC)
    clock = boot_clock(booted, towed, rules().boot)
    assert clock.tow_from == datetime(2026, 9, 18, 14, 0, tzinfo=UTC)
    assert clock.storage_from == datetime(2026, 9, 20, 9, 0, tzinfo=UTC)
    assert boot_clock(booted, None, rules().boot).storage_from is None


def test_nycrr_6180_second_notice_within_40_days() -> None:
    notice = rules().second_notice
    assert notice is not None
    assert notice.mail_by(date(2026, 9, 15)) == date(2026, 10, 25)


def test_every_kind_of_money_for_a_release_is_one_the_office_takes() -> None:
    codes = {kind.code for kind in ithaca().office.tender_kinds}
    assert set(rules().boot.tenders) <= codes
