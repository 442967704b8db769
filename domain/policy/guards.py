"""What the office's policy says of the guards at the counter: alerts, checks, cash, no sale, and what is public."""

from dataclasses import dataclass

from domain.money import Money


@dataclass(frozen=True, slots=True)
class NoSaleReason:
    """A coded reason to open a drawer without a sale."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class GuardRules:
    """The rules of the guards.

    ``overdue_alert_days`` is how long past due a bill is before the account says so; ``check_stale_months`` how old a
    check may be (a bank need not pay one older than six months, UCC 4-404); ``cash_limit`` the most cash on one receipt
    without approval. ``public_services`` are the services whose accounts anybody may see, such as the tax roll.

    A second person approves a payment that counts for another day, but not by the evidence of ``backdate_alone`` (its
    kinds), and money taken despite a hold, unless ``override_alone`` leaves that to the clerk.
    """

    overdue_alert_days: int = 30
    check_stale_months: int = 6
    cash_limit: Money | None = None
    no_sale_reasons: tuple[NoSaleReason, ...] = ()
    public_services: frozenset[str] = frozenset()
    backdate_alone: frozenset[str] = frozenset()
    override_alone: bool = False

    def __post_init__(self) -> None:
        if self.overdue_alert_days < 1 or self.check_stale_months < 1:
            raise ValueError("days and months of the guards are 1 or more")
        codes = [reason.code for reason in self.no_sale_reasons]
        if len(set(codes)) != len(codes):
            raise ValueError("a reason to open without a sale is listed twice")
