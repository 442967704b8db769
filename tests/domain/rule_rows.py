"""What a row of the table of rules is, and the modules of tests by the name that the table has for them."""

from __future__ import annotations

from dataclasses import dataclass

CITY, STATE, LADDERS = "test_rules_city_tax", "test_rules_state_law", "test_rules_ladders"
DEMANDS, MAIL, VECTORS = "test_rules_demands", "test_rules_mail", "test_rules_vectors"
PARTS, MORE, LEFT = (
    "test_rules_part_payments",
    "test_rules_extensions",
    "test_rules_left_to_the_office",
)
NEAR, PLANS, LIENS = "test_rules_neighbors", "test_payment_plans", "test_tax_liens"
WATER, TICKETS, FINES = "test_water", "test_tickets", "test_parking"
RECORDS = "test_rules_records"
HOLIDAYS, OFFICES, CARDS = "exchange.test_holidays", "exchange.test_offices", "test_rules_cards"


@dataclass(frozen=True)
class OfficeFact:
    """A row that asks nothing of the software: what it says, by which sources, and why nothing is to be tested."""

    says: str
    sources: str
    reason: str


@dataclass(frozen=True)
class Rule:
    """A row: what it says, by which sources, and its tests, a module and the names of its functions each."""

    says: str
    sources: str
    tests: dict[str, str]

    def names(self) -> list[tuple[str, str]]:
        """The module and name of each test."""
        return [(where, name) for where, names in self.tests.items() for name in names.split()]
