"""Who may do what. The rights table is policy; this is the one place that asks it.

The answer to ``may`` is nothing, or a refusal in words: the right is missing, holds for others' work only, does not
hold here, or needs a second person, who approves by ``domain.people.approval``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.office import Office
from domain.people.acts import (
    AT_THE_COUNTER,
    IMPLIED_BY,
    IN_WORDS,
    OWN_ONLY,
    SECOND_PERSON,
    approving,
)
from domain.people.acts import Act as Act
from domain.people.roles import ANYWHERE, Limits, Role, Where
from domain.refusals import Code, Refusal, refuse


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who signs in: short sign-in name, the name printed on receipts, and the role's code.

    ``new_until`` is the last day on which the rules for new staff hold. ``limits`` narrow the role's. ``person`` is
    the sign-in name of the same human where there are two, such as a clerk who also keeps the operators.
    """

    operator_id: str
    name: str
    role: str
    disabled: bool = False
    new_until: date | None = None
    limits: Limits = Limits()
    person: str = ""

    def is_new(self, on: date | None) -> bool:
        """Whether the rules for new staff hold on a day; on no day named, whenever there is a last one."""
        return self.new_until is not None and (on is None or on <= self.new_until)


class Standing(StrEnum):
    """How a role stands to an act."""

    YES = "yes"
    NOT_OWN = "not own"
    WITH_APPROVAL = "with approval"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Right:
    """One act as it stands for a person: how, and who can do the rest, in words."""

    act: Act
    standing: Standing
    words: str
    who: str


def same_person(one: Operator, other: Operator) -> bool:
    """Whether two sign-in names are one human's."""
    return (one.person or one.operator_id) == (other.person or other.operator_id)


def role_of(office: Office, operator: Operator) -> Role | None:
    """Return the role of an operator, or ``None`` when policy no longer has it."""
    return next((role for role in office.roles if role.code == operator.role), None)


def standing_of(role: Role | None, act: Act) -> Standing:
    """Return how a role stands to an act, by the table alone."""
    if role is None:
        return Standing.NO
    wider = IMPLIED_BY.get(act)
    for held, standing in (
        (role.acts, Standing.YES),
        (role.not_own, Standing.NOT_OWN),
        (role.with_approval, Standing.WITH_APPROVAL),
    ):
        if act in held or (wider is not None and wider in held):
            return standing
    return Standing.NO


def may(
    office: Office,
    operator: Operator,
    act: Act,
    *,
    own: bool | None = None,
    on: date | None = None,
    where: Where = ANYWHERE,
) -> Refusal | None:
    """Return ``None`` when ``operator`` may do ``act`` alone, else the refusal that says why not and who may.

    ``own`` says whether the work is the operator's own; not said, it is taken as own. ``on`` is the day, for new
    staff. ``APPROVAL_NEEDED`` is the one refusal that a second person's approval answers.
    """
    role = role_of(office, operator)
    who = who_can(office, act)
    if operator.disabled:
        return _no_right(operator, role, act, who)
    standing = standing_of(role, act)
    if standing is Standing.NO:
        if _two_may(office, role, act):
            return refuse(Code.APPROVAL_NEEDED, act=IN_WORDS[act], who=_second(office, act))
        return _no_right(operator, role, act, who)
    refusal = _of_whom(operator, role, act, standing, own)
    if refusal is not None:
        return refusal
    for limits in (role.limits if role else Limits(), operator.limits):
        outside = limits.against(where)
        if outside is not None:
            return refuse(
                Code.RIGHT_LIMITED, name=operator.name, act=IN_WORDS[act], where=outside, who=who
            )
    if standing is Standing.WITH_APPROVAL or _new_needs(office, operator, act, on):
        return refuse(Code.APPROVAL_NEEDED, act=IN_WORDS[act], who=_second(office, act))
    return None


def who_can(office: Office, act: Act) -> str:
    """Return the roles that may do ``act``, in words: ``Supervisor (not own work) or Chamberlain``."""
    said = []
    for role in office.roles:
        standing = standing_of(role, act)
        if standing is Standing.YES:
            said.append(role.name)
        elif standing is Standing.NOT_OWN:
            said.append(f"{role.name} (not own work)")
        elif standing is Standing.WITH_APPROVAL:
            said.append(f"{role.name} (approved)")
    return " or ".join(said) or "the administrator"


def rights_of(office: Office, operator: Operator, on: date | None = None) -> tuple[Right, ...]:
    """Return every act as it stands for a person on a day: what he or she may do first, then who can do the rest."""
    role = role_of(office, operator)
    found = []
    for act in Act:
        standing = Standing.NO if operator.disabled else standing_of(role, act)
        if standing is Standing.YES and _new_needs(office, operator, act, on):
            standing = Standing.WITH_APPROVAL
        if standing is Standing.NO and not operator.disabled and _two_may(office, role, act):
            standing = Standing.WITH_APPROVAL
        found.append(Right(act, standing, IN_WORDS[act], who_can(office, act)))
    return tuple(sorted(found, key=lambda right: list(Standing).index(right.standing)))


def holders(office: Office, operators: Iterable[Operator], act: Act) -> tuple[Operator, ...]:
    """Return the operators who hold a right to ``act``, with or without a condition."""
    return tuple(
        each
        for each in operators
        if not each.disabled and standing_of(role_of(office, each), act) is not Standing.NO
    )


def is_second_person(office: Office, operator: Operator, act: Act) -> bool:
    """Whether a small office takes this person's approval for ``act`` although the role does not hold the right."""
    return (
        office.small_office
        and act in SECOND_PERSON
        and not operator.disabled
        and _at_the_counter(role_of(office, operator))
    )


def _two_may(office: Office, role: Role | None, act: Act) -> bool:
    """Whether a small office lets two people do together what this role may not do alone."""
    return office.small_office and act in SECOND_PERSON and _at_the_counter(role)


def _at_the_counter(role: Role | None) -> bool:
    return any(standing_of(role, act) is not Standing.NO for act in AT_THE_COUNTER)


def _new_needs(office: Office, operator: Operator, act: Act, on: date | None) -> bool:
    return act in office.new_staff.with_approval and operator.is_new(on)


def _of_whom(
    operator: Operator, role: Role | None, act: Act, standing: Standing, own: bool | None
) -> Refusal | None:
    """Refuse own work where the right is for others' only, and others' where the act is about one's own drawer."""
    if standing is Standing.NOT_OWN and own is not False:
        named = role.name if role else operator.role
        return refuse(Code.RIGHT_NOT_OWN, name=operator.name, role=named, act=IN_WORDS[act])
    if act in OWN_ONLY and own is False:
        return refuse(Code.RIGHT_NOT_YOURS, name=operator.name, act=IN_WORDS[act])
    return None


def _no_right(operator: Operator, role: Role | None, act: Act, who: str) -> Refusal:
    named = role.name if role else operator.role
    return refuse(Code.NO_RIGHT, role=named, act=IN_WORDS[act], who=who)


def _second(office: Office, act: Act) -> str:
    """Return whose approval answers, in words."""
    return "a second person" if office.small_office else who_can(office, approving(act))
