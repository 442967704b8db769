"""Approval at the station: a second person says yes to one act, shown in words, without signing the clerk out.

The one rule without an exception (invariant I10): nobody approves his or her own act, under whatever sign-in name.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.ledger.trail import digest_of
from domain.office import Office
from domain.people.acts import IN_WORDS, Act, approving
from domain.people.authority import (
    Operator,
    Standing,
    is_second_person,
    may,
    role_of,
    same_person,
    standing_of,
    who_can,
)
from domain.people.roles import ANYWHERE, Where
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

MOST_WORDS: Final = 240
_MARK: Final = 24


class Means(StrEnum):
    """By what an approver was known."""

    BADGE = "badge"
    PIN = "PIN"
    BADGE_AND_PIN = "badge and PIN"


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person's yes: who, in which role, to which act, by what means, at which UTC instant, to which words."""

    operator_id: str
    name: str
    role: str
    act: str
    means: str
    at: datetime
    words: str

    def __post_init__(self) -> None:
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("an approval is at a UTC instant")
        words = clean_text(self.words)
        if not words or len(words) > MOST_WORDS:
            raise ValueError(f"an approval says in 1 to {MOST_WORDS} characters what is approved")
        if not (self.operator_id and self.name and self.role):
            raise ValueError("an approval says whose it is")
        for name, value in (
            ("act", str(Act(self.act))),
            ("means", str(Means(self.means))),
            ("words", words),
        ):
            object.__setattr__(self, name, value)

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.operator_id,
            self.name,
            self.role,
            self.act,
            self.means,
            self.at.isoformat(),
            self.words,
        ]


@dataclass(frozen=True, slots=True)
class Given:
    """An approval with what of a cart it is about, in words: one tender, one bill, how the payment came."""

    about: str
    approval: Approval

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.about, *self.approval.data()]


def marks_of(given: Given) -> frozenset[str]:
    """Return the marks of which the access log must know one: of the very thing, or of the words alone.

    One that was asked for by its words alone is bound to them.
    """
    return frozenset({mark_of(given.approval, given.about), mark_of(given.approval)})


def mark_of(approval: Approval, about: str = "") -> str:
    """Return the mark under which the access log knows an approval: a digest of all that it says and is about.

    A yes that only stands in a draft or in a program's memory has none there.
    """
    return digest_of(["approval", about, *approval.data()])[:_MARK]


def given_from_data(data: object) -> Given:
    """Return what ``Given.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [str(about), *rest]:
            return Given(about, approval_from_data(rest))
    raise ValueError("a saved approval is damaged")


def approval_from_data(data: object) -> Approval:
    """Return the approval that ``Approval.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [
            str(operator_id), str(name), str(role), str(act), str(means), str(at), str(words),
        ]:  # fmt: skip
            return Approval(operator_id, name, role, act, means, datetime.fromisoformat(at), words)
    raise ValueError("a saved approval is damaged")


def approve(
    actor: Operator,
    approver: Operator,
    act: Act,
    words: str,
    office: Office,
    *,
    own: bool,
    means: Means,
    at: datetime,
    where: Where = ANYWHERE,
) -> Approval | Refusal:
    """Return the approval of ``act``, or why ``approver`` cannot give it.

    ``act`` is what ``actor`` asks for; the approver holds the right that approves it. ``words`` say to both what is
    approved. ``own`` says whether the work is the approver's own, such as a receipt in the approver's drawer. In a
    small office another person of the counter stands for the missing role.
    """
    right = approving(act)
    if same_person(actor, approver):
        return refuse(Code.APPROVER_IS_ACTOR, name=approver.name, who=who_can(office, right))
    role = role_of(office, approver)
    by_role = standing_of(role, right) in (Standing.YES, Standing.NOT_OWN)
    if by_role or not is_second_person(office, approver, right):
        if standing_of(role, right) is Standing.WITH_APPROVAL:
            # An approval that itself needs approving would need a third person.
            named = role.name if role else approver.role
            return refuse(
                Code.NO_RIGHT, role=named, act=IN_WORDS[right], who=who_can(office, right)
            )
        refusal = may(office, approver, right, own=own, on=at.date(), where=where)
        if refusal is not None:
            return refusal
    elif own:
        named = role.name if role else approver.role
        return refuse(Code.RIGHT_NOT_OWN, name=approver.name, role=named, act=IN_WORDS[right])
    return Approval(approver.operator_id, approver.name, approver.role, right, means, at, words)


def still_stands(
    approval: Approval, approver: Operator | None, actor: Operator, office: Office
) -> bool:
    """Whether an approval that was given before still answers for an act of ``actor``.

    ``approver`` is the one who gave it, as he or she stands now: not one who is gone or disabled, not one who has lost
    the right, and never ``actor`` under another sign-in name.
    """
    if approver is None or approver.disabled or same_person(actor, approver):
        return False
    act = Act(approval.act)
    held = standing_of(role_of(office, approver), act) in (Standing.YES, Standing.NOT_OWN)
    return held or is_second_person(office, approver, act)


def against(
    office: Office,
    operator: Operator,
    act: Act,
    approval: Approval | None,
    *,
    own: bool | None = None,
    where: Where = ANYWHERE,
    at: datetime,
) -> Refusal | None:
    """Return what stands against an act that is done with a given approval, or with none.

    It asks ``may`` again; only ``APPROVAL_NEEDED`` is answered by an approval, and only by one of the same act from
    somebody else. Books and desk ask this before they post, so that no screen can leave the approval out.
    """
    refusal = may(office, operator, act, own=own, on=at.date(), where=where)
    if refusal is None or refusal.code is not Code.APPROVAL_NEEDED or approval is None:
        return refusal
    if approval.operator_id == operator.operator_id:
        return refuse(
            Code.APPROVER_IS_ACTOR, name=operator.name, who=who_can(office, approving(act))
        )
    return None if approval.act == approving(act) else refusal
