"""The sample office's policy, built in code; its rates are round so that a reader can check a test by head."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from domain.books import Books
from domain.calendar import Calendar
from domain.custody.keeping import BankAccount, HeldReason, KeepingRules, Processor
from domain.ledger.funds import Fund, Funds
from domain.money import Money
from domain.office import (
    ChargeKind,
    CustodyAccounts,
    Denomination,
    DrawerPolicy,
    Item,
    Ladder,
    LadderStep,
    LateFee,
    Office,
    Price,
    Reason,
    ReceiptTexts,
    Service,
    Source,
    TenderKind,
)
from domain.people.roles import NewStaff, Role
from domain.policy.codec import encode_office
from domain.policy.guards import GuardRules, NoSaleReason
from domain.policy.kept import Compiled, policy_digest
from domain.receivables.evidence import EvidenceKind
from tests.sample_chart import sample_chart
from tests.sample_corrections import sample_corrections

SINCE = date(2020, 1, 1)
HOLIDAYS = frozenset(
    date(year, month, day)
    for year in range(2025, 2031)
    for month, day in ((1, 1), (7, 4), (11, 11), (12, 25))
)
"""Few and fixed: a test that meets one chose to."""
FILES = {"office.toml": "# This office is built in code.\n"}


def _tax() -> Service:
    monthly = tuple(LadderStep(Decimal(n + 1) / 100, after_months=n) for n in range(8))
    ladder = Ladder(
        "penalty",
        (*monthly, LadderStep(Decimal("0.15"), month_day=(10, 1))),
        Source("tax.penalty", "Sample Charter 12; RPTL 925-a"),
        SINCE,
    )
    return Service(
        "tax",
        "City tax",
        "RPS",
        "tax bill",
        (
            ChargeKind("city", "City tax", "A.1325.1001"),
            ChargeKind("penalty", "Penalty", "A.1325.1090"),
            ChargeKind("returned_fee", "Returned check fee", "A.1325.1289"),
        ),
        ("returned_fee", "penalty", "city"),
        (ladder,),
        returned_fee_kind="returned_fee",
    )


def _water() -> Service:
    ladder = Ladder(
        "penalty",
        (LadderStep(Decimal("0.10"), after_months=0),),
        Source("water.penalty", "Sample Code 348-5"),
        SINCE,
    )
    return Service(
        "water",
        "Water and sewer",
        "UMS",
        "water bill",
        (
            ChargeKind("water", "Water", "F.8310.2140"),
            ChargeKind("sewer", "Sewer", "G.8120.2120"),
            ChargeKind("penalty", "Penalty", "F.8310.2148"),
            ChargeKind("returned_fee", "Returned check fee", "A.1325.1289"),
        ),
        ("returned_fee", "penalty", "water", "sewer"),
        (ladder,),
        partial_allowed=True,
        returned_fee_kind="returned_fee",
    )


def _parking() -> Service:
    fee = LateFee(
        "late", 20, "issued", Money(2000), Source("parking.late", "Sample Code 346-48"), SINCE
    )
    return Service(
        "parking",
        "Parking tickets",
        "T2",
        "ticket",
        (
            ChargeKind("fine", "Fine", "A.3320.2610"),
            ChargeKind("late", "Late fee", "A.3320.2611"),
        ),
        ("late", "fine"),
        (fee,),
    )


def _permits() -> Service:
    return Service(
        "permits",
        "Permits",
        "CLERK",
        "permit",
        (ChargeKind("fee", "Permit fee", "A.1410.2590"),),
        ("fee",),
    )


def _tender_kinds() -> tuple[TenderKind, ...]:
    return (
        TenderKind("C", "Cash", "C", "A.0210", change_given=True, counted="denominations"),
        TenderKind("K", "Check", "K", "A.0211", needs_number=True, counted="items"),
        TenderKind("M", "Money order", "M", "A.0212", needs_number=True, counted="items"),
        TenderKind("D", "Card", "D", "A.0213", number_name="approval", limit=Money(500000)),
        TenderKind("E", "Electronic", "E", "A.0214", number_name="reference"),
    )


def _items() -> tuple[Item, ...]:
    source = Source("items.prices", "Sample fee schedule")
    return (
        Item("TS", "Trash tags, sheet of 6", "A.8160.2130", (Price(Money(2700), SINCE, source),)),
        Item("T1", "Trash tag", "A.8160.2130", (Price(Money(450), SINCE, source),)),
        Item(
            "YS",
            "Yard waste sticker",
            "A.8160.2131",
            (Price(Money(800), SINCE, source), Price(Money(900), date(2026, 1, 1), source)),
            sale_to=date(2027, 6, 30),
        ),
    )


def _denominations() -> tuple[Denomination, ...]:
    named = (
        (10000, "$100"), (5000, "$50"), (2000, "$20"), (1000, "$10"), (500, "$5"), (200, "$2"),
        (100, "$1"), (50, "50c"), (25, "25c"), (10, "10c"), (5, "5c"), (1, "1c"),
    )  # fmt: skip
    return tuple(Denomination(Money(cents), name) for cents, name in named)


def _roles() -> tuple[Role, ...]:
    approvals = (
        "approve_void approve_backdate approve_override approve_no_sale approve_adjustment "
        "approve_drawer make_deposit"
    )
    counter = "take_money close_drawer open_no_sale correct_receipts request_refund print_sheets hand_over"
    reads = "see_expected read_reports"
    return (
        _role("clerk", "Clerk", counter),
        _role(
            "supervisor",
            "Supervisor",
            f"{counter} keep_vault return_checks adjust_bills read_log_part view_masked {reads}",
            approvals,
        ),
        _role(
            "chamberlain",
            "Chamberlain",
            f"{approvals} keep_vault approve_refund waive_penalty export_gl return_checks adjust_bills "
            "request_refund request_rates request_users read_log view_masked view_confidential "
            f"print_sheets {reads}",
        ),
        _role(
            "controller", "Controller", f"export_gl approve_rates approve_users read_log {reads}"
        ),
        _role("auditor", "Auditor", f"read_changes read_log view_masked view_confidential {reads}"),
        _role("admin", "Administrator", "apply_rates apply_users import_files"),
    )


def _keeping() -> KeepingRules:
    bank = BankAccount("general", "General account", "A.0202", "4321", SINCE)
    return KeepingRules(
        "standing",
        "A.0203",
        (bank,),
        (HeldReason("unsigned", "Not signed"),),
        1,
        Money(200000),
        Money(150000),
        (
            Processor(
                "cards", "Cards", ("D",), "general", "A.1325.0440", 2, Decimal("0.03"), ("165",),
                ("CARDCO",),
            ),
            Processor("epay", "Electronic", ("E",), "general", max_days=2, words=("EPAY",)),
        ),
    )  # fmt: skip


def _funds() -> Funds:
    names = (("A", "General"), ("F", "Water"), ("G", "Sewer"))
    return Funds("A", tuple(Fund(f, name, f"{f}.0391", f"{f}.0630") for f, name in names))


def _role(code: str, name: str, acts: str, not_own: str = "") -> Role:
    return Role(code, name, frozenset(acts.split()), frozenset(not_own.split()))


@cache
def sample_office() -> Office:
    """The sample office.

    Tax: two instalments, no part payment, penalty 1 % from the day after the due date, 1 % more each month up to 8 %,
    15 % from 1 October. Water: part payment, 10 % from the day after. Tickets: 20.00 after the 20th day. Permits:
    nothing is added.
    """
    return Office(
        name="City of Sample, Chamberlain's Office",
        short_name="Sample",
        digest=policy_digest(FILES),
        time_zone="America/New_York",
        services=(_tax(), _water(), _parking(), _permits()),
        tender_kinds=_tender_kinds(),
        items=_items(),
        denominations=_denominations(),
        drawers=tuple(DrawerPolicy(n, f"Counter {n}", Money(20000)) for n in ("1", "2", "3")),
        roles=_roles(),
        over_short_reasons=(
            Reason("miscount", "Miscount"),
            Reason("change", "Wrong change given"),
            Reason("unknown", "Not found"),
        ),
        custody=CustodyAccounts("A.0200", "A.0201", "A.2770.1", "A.2770.2"),
        receipt=ReceiptTexts(
            ("City of Sample", "Chamberlain's Office", "1 Main St"), ("Thank you.",)
        ),
        calendar=Calendar(HOLIDAYS),
        quick_item="TS",
        corrections=sample_corrections(),
        keeping=_keeping(),
        funds=_funds(),
        chart=sample_chart(),
        new_staff=NewStaff(Money(20000), frozenset({"open_no_sale"})),
        guards=GuardRules(
            no_sale_reasons=(NoSaleReason("change", "Change"), NoSaleReason("stuck", "Stuck")),
            public_services=frozenset({"tax"}),
            # What a second person must approve beside limits is asked for by the tests that are about it.
            backdate_alone=frozenset(kind.value for kind in EvidenceKind),
            override_alone=True,
        ),
        procedures=(("tender", "Say the amount aloud. Count change into the hand."),),
    )


def keep_sample_policy(books: Books) -> None:
    """Keep the sample office's policy, as an opening counter does: nothing is posted under one that is not kept."""
    office = sample_office()
    compiled = Compiled("tests", encode_office(office))
    books.keep_policy(office.digest, FILES, compiled, datetime(2027, 1, 4, 13, 0, tzinfo=UTC))
