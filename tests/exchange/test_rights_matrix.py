"""The rights matrix: every act, every role, one's own work and another's, as the offices' policy gives them.

``pytest -s -k matrix_as_a_table`` prints it.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from domain.office import Office
from domain.people.authority import Act, Operator, may
from exchange.policy import load_office

OFFICES = Path(__file__).resolve().parents[2] / "offices"
ROLES = ("clerk", "supervisor", "chamberlain", "controller", "it_admin", "auditor")
HEAD_OF = {"ithaca": "chamberlain", "ithaca_town": "receiver"}

# own: with the drawer in one's own name only. others: for others' work only. yes: whoever's work it is.
MATRIX = """
take_money         | own | own    | -   | -   | -   | -
close_drawer       | own | own    | -   | -   | -   | -
open_no_sale       | yes | yes    | -   | -   | -   | -
correct_receipts   | yes | yes    | -   | -   | -   | -
return_checks      | -   | yes    | yes | -   | -   | -
adjust_bills       | -   | yes    | yes | -   | -   | -
request_refund     | yes | yes    | yes | -   | -   | -
approve_void       | -   | others | yes | -   | -   | -
approve_backdate   | -   | others | yes | -   | -   | -
approve_override   | -   | others | yes | -   | -   | -
approve_no_sale    | -   | others | yes | -   | -   | -
approve_adjustment | -   | others | yes | -   | -   | -
approve_refund     | -   | -      | yes | -   | -   | -
waive_penalty      | -   | -      | yes | -   | -   | -
see_expected       | -   | yes    | yes | yes | -   | yes
approve_drawer     | -   | others | yes | -   | -   | -
make_deposit       | -   | others | yes | -   | -   | -
hand_over          | yes | yes    | -   | -   | -   | -
keep_vault         | -   | yes    | yes | -   | -   | -
export_gl          | -   | -      | yes | yes | -   | -
import_files       | -   | -      | yes | -   | -   | -
request_rates      | -   | -      | yes | -   | -   | -
approve_rates      | -   | -      | -   | yes | -   | -
apply_rates        | -   | -      | -   | -   | yes | -
request_users      | -   | -      | yes | -   | -   | -
approve_users      | -   | -      | -   | yes | -   | -
apply_users        | -   | -      | -   | -   | yes | -
read_changes       | -   | -      | -   | -   | -   | yes
read_log           | -   | -      | yes | yes | -   | yes
read_log_part      | -   | yes    | yes | yes | -   | yes
read_reports       | -   | yes    | yes | yes | -   | yes
view_masked        | -   | yes    | yes | -   | -   | yes
view_confidential  | -   | -      | yes | -   | -   | yes
print_sheets       | yes | yes    | yes | -   | -   | -
"""


def rows_of(table: str) -> dict[str, dict[str, str]]:
    """The cells of a table by act and role."""
    rows = [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]
    return {row[0]: dict(zip(ROLES, row[1:], strict=True)) for row in rows}


ROWS = rows_of(MATRIX)
MEANT = {"yes": (True, True), "own": (True, False), "others": (False, True), "-": (False, False)}
"""What a cell means: allowed for one's own work, and for another's."""

# The internal controls that every office of the kind is audited for: the rows as the auditors know them.
CONTROLS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("take money, own drawer", ("take_money",), ("own", "own", "-", "-", "-", "-")),
    (
        "approve void, backdate, override",
        ("approve_void", "approve_backdate", "approve_override"),
        ("-", "others", "yes", "-", "-", "-"),
    ),
    ("waive penalty", ("waive_penalty",), ("-", "-", "yes", "-", "-", "-")),
    ("see expected", ("see_expected",), ("-", "yes", "yes", "yes", "-", "yes")),
    ("close own drawer", ("close_drawer",), ("own", "own", "-", "-", "-", "-")),
    (
        "approve drawer, make deposit",
        ("approve_drawer", "make_deposit"),
        ("-", "others", "yes", "-", "-", "-"),
    ),
    ("export to the ledger", ("export_gl",), ("-", "-", "yes", "yes", "-", "-")),
    ("request", ("request_rates", "request_users"), ("-", "-", "yes", "-", "-", "-")),
    ("approve", ("approve_rates", "approve_users"), ("-", "-", "-", "yes", "-", "-")),
    ("apply", ("apply_rates", "apply_users"), ("-", "-", "-", "-", "yes", "-")),
    ("log", ("read_changes",), ("-", "-", "-", "-", "-", "yes")),
    ("whole log", ("read_log",), ("-", "-", "yes", "yes", "-", "yes")),
    ("part of the log", ("read_log_part",), ("-", "yes", "yes", "yes", "-", "yes")),
)


@cache
def office_of(name: str) -> Office:
    """The office's policy."""
    return load_office(OFFICES / name).office


def person(name: str, role: str) -> Operator:
    """Somebody in a role; the head of the office has another title in each."""
    return Operator(role, role.title(), HEAD_OF[name] if role == "chamberlain" else role)


def found(name: str, act: str, role: str) -> str:
    """The cell as the office's policy gives it."""
    office, who = office_of(name), person(name, role)
    allowed = tuple(may(office, who, Act(act), own=own) is None for own in (True, False))
    return next(cell for cell, meant in MEANT.items() if meant == allowed)


def test_the_matrix_has_every_act() -> None:
    assert list(ROWS) == [act.value for act in Act]


@pytest.mark.parametrize("own", [True, False], ids=["own", "others"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("name", HEAD_OF)
def test_a_role_may_do_its_acts_and_no_other(name: str, act: Act, role: str, own: bool) -> None:
    allowed = may(office_of(name), person(name, role), act, own=own) is None
    assert allowed is MEANT[ROWS[act][role]][0 if own else 1]


@pytest.mark.parametrize(("row", "acts", "cells"), CONTROLS, ids=[row for row, *_ in CONTROLS])
@pytest.mark.parametrize("name", HEAD_OF)
def test_the_controls_hold_cell_by_cell(
    name: str, row: str, acts: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    for act in acts:
        assert tuple(found(name, act, role) for role in ROLES) == cells, act


@pytest.mark.parametrize("name", HEAD_OF)
def test_the_matrix_as_a_table(name: str) -> None:
    lines = []
    for act in Act:
        cells = (found(name, act, role).ljust(6) for role in ROLES)
        lines.append(f"{act:<18} | {' | '.join(cells)}".rstrip())
    table = "\n".join(lines)
    sys.stdout.write(f"\n{office_of(name).name}\n{' ' * 18} | {' | '.join(ROLES)}\n{table}\n")
    assert rows_of(table) == ROWS


@pytest.mark.parametrize("name", HEAD_OF)
def test_no_one_has_a_person_and_money_in_one_hand(name: str) -> None:
    for role in office_of(name).roles:
        assert not {"take_money", "apply_users"} <= role.held
        assert not {"take_money", "import_files"} <= role.held
        assert not {"approve_users", "apply_users"} <= role.held
        assert not {"approve_rates", "apply_rates"} <= role.held
