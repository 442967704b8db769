"""``settlement``: what was collected for each program, by service, charge and fund, less what corrections took back."""

from collections.abc import Iterable

from domain.money import Money
from domain.reports.asked import Asked, Entry
from domain.reports.relieved import (
    Relieved,
    charge_name,
    program_of,
    relieved,
    relieved_by,
    service_name,
)
from domain.reports.report import Cell, Report, Section, count, money, text
from domain.reports.sums import Sums
from domain.reports.taken import NOTHING, Taken

_COLUMNS = (
    text("program", "Program"),
    text("service", "Service"),
    text("charge", "Charge"),
    text("fund", "Fund"),
    text("gl_code", "Account"),
    count("number", "Number"),
    money("collected", "Collected"),
    money("taken_back", "Taken back"),
    money("net", "Net"),
)
_WHOLE = (_COLUMNS[0], _COLUMNS[1], *_COLUMNS[6:])
_Key = tuple[str, str, str]


def settlement_report(entries: Iterable[Entry], asked: Asked, taken: Taken = NOTHING) -> Report:
    """Return what was collected for each service and charge on the days, each with its ledger account.

    The fund is the first part of the account (fund.department.object).
    """
    sums: Sums[_Key] = Sums(3, drills=asked.drills)
    whole: Sums[tuple[str, str]] = Sums(2, drills=asked.drills)
    owners = {code: _owner(code, asked) for code in (s.code for s in asked.office.services)}

    def add(each: Relieved, posting_id: int) -> None:
        cents = each.amount.cents
        came, back = (0, -cents) if each.back else (cents, 0)
        key = (each.service, each.charge, each.gl_code)
        sums.add(key, posting_id, 0 if each.back else each.number, came, back)
        owner = owners.get(each.service) or _owner(each.service, asked)
        whole.add(owner, posting_id, came, back)

    for each in relieved_by(taken, asked):
        add(each, 0)
    for entry in asked.told(entries):
        for each in relieved(entry, asked):
            add(each, entry.posting_id)
    services = sorted({key[0] for key in sums}, key=lambda code: (not code, code))
    rows = whole.rows(lambda key, n: (*key, Money(n[0]), Money(n[1]), Money(n[0] - n[1])))
    sections = [Section("All services", _WHOLE, rows)]
    sections += [_section(code, sums, asked) for code in services]
    return asked.report("settlement", "Settlement by service and charge", sections)


def _owner(service: str, asked: Asked) -> tuple[str, str]:
    return program_of(service, asked.office), service_name(service, asked.office)


def _section(service: str, sums: Sums[_Key], asked: Asked) -> Section:
    def cells(key: _Key, n: tuple[int, ...]) -> tuple[Cell, ...]:
        _, charge, gl_code = key
        return (
            program_of(service, asked.office),
            service_name(service, asked.office),
            charge_name(service, charge, asked.office),
            gl_code.partition(".")[0],
            gl_code,
            n[0],
            Money(n[1]),
            Money(n[2]),
            Money(n[1] - n[2]),
        )

    rows = sums.rows(cells, where=lambda key: key[0] == service)
    return Section(service_name(service, asked.office), _COLUMNS, rows)
