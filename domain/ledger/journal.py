"""The journal: a double entry that balances in each fund, or is not constructed."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.ledger.funds import NO_FUNDS, Funds, FundUnknown, fund_of
from domain.money import Money
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One side of an entry on a ledger account (``gl_code``: fund.department.object); one of the two is positive."""

    gl_code: str
    debit: Money
    credit: Money

    def __post_init__(self) -> None:
        if not self.gl_code:
            raise ValueError("a journal line names its account")
        debit, credit = self.debit.cents, self.credit.cents
        if debit < 0 or credit < 0 or bool(debit) == bool(credit):
            raise ValueError("a journal line is a positive debit or a positive credit")


@dataclass(frozen=True, slots=True)
class Journal:
    """An entry that balances in each fund. An empty one belongs to an act that moved no money."""

    lines: tuple[JournalLine, ...]

    def __post_init__(self) -> None:
        if any(self.nets().values()):
            raise ValueError("a journal entry's debits and credits are equal in each fund")

    def turned(self) -> "Journal":
        """Return the entry that takes this one back line by line, what is due between funds too."""
        return Journal(tuple(JournalLine(x.gl_code, x.credit, x.debit) for x in self.lines))

    def nets(self) -> dict[str, int]:
        """Return debits less credits by fund, in cents: nought for each."""
        nets: dict[str, int] = {}
        for line in self.lines:
            fund = fund_of(line.gl_code)
            nets[fund] = nets.get(fund, 0) + line.debit.cents - line.credit.cents
        return nets


def journal_of(
    movements: Iterable[tuple[str, int]], funds: Funds = NO_FUNDS, *, back: bool = False
) -> Journal:
    """Return the entry of ``(gl_code, cents)`` movements: positive is a debit, negative a credit.

    Movements on one account are added up; accounts that come to zero are left out. Order of accounts is the order in
    which each was first named; what is due between funds comes last (see ``Funds.dues``). Raises ``FundUnknown`` for
    a fund that the policy has no such accounts of, and ``ValueError`` when the movements do not balance.
    """
    sums = _summed(movements)
    nets = _by_fund(sums.items())
    if len(nets) > 1 and any(nets.values()):
        for gl_code, cents in funds.dues(nets, back=back):
            sums[gl_code] = sums.get(gl_code, 0) + cents
    return Journal(
        tuple(
            JournalLine(gl_code, Money(max(cents, 0)), Money(max(-cents, 0)))
            for gl_code, cents in sums.items()
            if cents
        )
    )


def entry_of(
    movements: Iterable[tuple[str, int]], funds: Funds, *, back: bool = False
) -> Journal | Refusal:
    """Return ``journal_of`` the movements, or refuse a fund that the policy of today has no accounts for dues of."""
    try:
        return journal_of(movements, funds, back=back)
    except FundUnknown as unknown:
        return refuse(Code.FUND_UNKNOWN, fund=unknown.fund)


def follows(journal: Journal, movements: Iterable[tuple[str, int]]) -> bool:
    """Whether an entry is that of these movements, with nothing added but what is due between funds.

    Each fund but the home fund has one account of dues in an entry, and none when its movements balance.
    """
    told = _summed(movements)
    nets = _by_fund(told.items())
    rest = dict(told)
    for line in journal.lines:
        rest[line.gl_code] = rest.get(line.gl_code, 0) - line.debit.cents + line.credit.cents
    added: dict[str, int] = {}
    for gl_code, cents in rest.items():
        if cents and gl_code in told:
            return False
        if cents:
            added[fund_of(gl_code)] = added.get(fund_of(gl_code), 0) + 1
    if not any(nets.values()):
        return not added
    home = [f for f in nets.keys() | added.keys() if added.get(f, 0) != bool(nets.get(f, 0))]
    return not sum(nets.values()) and len(home) <= 1 and all(added.get(f, 0) <= 2 for f in home)


def _summed(movements: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for gl_code, cents in movements:
        sums[gl_code] = sums.get(gl_code, 0) + cents
    return sums


def _by_fund(movements: Iterable[tuple[str, int]]) -> dict[str, int]:
    nets: dict[str, int] = {}
    for gl_code, cents in movements:
        fund = fund_of(gl_code)
        nets[fund] = nets.get(fund, 0) + cents
    return nets
