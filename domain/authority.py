"""Who may do what: acts, roles and operators. The rights table is policy; this is the one place that asks it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.office import Office
from domain.refusals import Code, Refusal, refuse


class Act(StrEnum):
    """An act that a right is needed for; the value is the name used in policy files."""

    TAKE_MONEY = "take_money"
    SEE_EXPECTED = "see_expected"
    READ_REPORTS = "read_reports"
    MANAGE_OPERATORS = "manage_operators"
    IMPORT_FILES = "import_files"


_IN_WORDS = {
    Act.TAKE_MONEY: "take money",
    Act.SEE_EXPECTED: "see what a drawer should hold",
    Act.READ_REPORTS: "read reports",
    Act.MANAGE_OPERATORS: "add or disable operators",
    Act.IMPORT_FILES: "import files",
}


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who signs in: short sign-in name, the name printed on receipts, and the role's code."""

    operator_id: str
    name: str
    role: str
    disabled: bool = False


def may(office: Office, operator: Operator, act: Act) -> Refusal | None:
    """Return ``None`` when ``operator`` may do ``act``, else the refusal that names the roles that may."""
    role = next((r for r in office.roles if r.code == operator.role), None)
    if role is not None and act in role.acts and not operator.disabled:
        return None
    able = [r.name for r in office.roles if act in r.acts]
    return refuse(
        Code.NO_RIGHT,
        role=role.name if role else operator.role,
        act=_IN_WORDS[act],
        who=" or ".join(able) or "the administrator",
    )
