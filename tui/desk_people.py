"""The desk's people: locking, unlocking, and a second person's approval. Nobody is signed out by any of it."""

from dataclasses import dataclass
from datetime import datetime

from domain.people.access import AccessEvent, AccessKind
from domain.people.acts import IN_WORDS, approving
from domain.people.approval import Approval, Means, approve, mark_of
from domain.people.authority import Act, Operator, Right, rights_of, same_person, who_can
from domain.people.roles import Where
from domain.refusals import Code, Refusal, refuse
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be approved: the act that is asked for, the words that both read, and whose work it is.

    ``whose`` is the sign-in name of the one whose work or drawer it is about; empty, it is the asking person's.
    """

    act: Act
    words: str
    whose: str = ""
    tender: str = ""
    service: str = ""
    about: str = ""
    """The very thing, where a yes must count for nothing else: of a correction, what it corrects."""


@dataclass(frozen=True, slots=True)
class PeopleDesk:
    """Who is at this desk, who approves at it, and who may do what."""

    desk: Desk

    def note(self, kind: AccessKind, about: str = "", why: str = "", operator_id: str = "") -> None:
        """Append a line to the access log, of the person at the desk unless another is named."""
        here = self.desk.operator.operator_id if self.desk.operator else ""
        self.desk.books.note_access(
            AccessEvent(operator_id or here, kind, about, why, self.desk.clock())
        )

    def locked(self, *, idle: bool) -> None:
        """Note that the screen was locked."""
        self.note(AccessKind.SCREEN_LOCKED, self.desk.station.code, "idle" if idle else "")

    def unlock(self, pin: str, badge: str = "") -> Operator | Refusal:
        """Return the same operator when PIN, password or badge is right; another's badge gives that other operator.

        A badge of somebody else unlocks nothing: it says who wants to sign in instead.
        """
        desk = self.desk
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        mine = desk.operator.operator_id
        found = desk.books.identify(mine, pin, desk.clock(), badge=badge, rules=desk.office.sign_in)
        if isinstance(found, Operator) and found.operator_id == mine:
            desk.operator = found
            self.note(AccessKind.SCREEN_UNLOCKED, desk.station.code)
        return found

    def sign_in_instead(self, operator_id: str, pin: str, badge: str = "") -> Refusal | None:
        """Sign another operator in; the cart and the drawer wait for the first. Refused, the first stays."""
        desk = self.desk
        kept = desk.operator, desk.session, desk.cart, desk.notices
        drawers = desk.count_in, desk.waiting
        signed_in = False
        try:
            refusal = desk.sign_in(operator_id, pin, badge)
            signed_in = refusal is None
        finally:
            if not signed_in:
                desk.operator, desk.session, desk.cart, desk.notices = kept
                desk.count_in, desk.waiting = drawers
        return refusal

    def is_somebody(self, text: str) -> bool:
        """Whether ``text`` is the sign-in name of somebody who may sign in."""
        found = self.desk.books.operator(text.strip().lower()) if text else None
        return found is not None and not found.disabled

    def approve(
        self, asked: Asked, operator_id: str, pin: str, badge: str = ""
    ) -> Approval | Refusal:
        """Return the approval of a second person who is known by name and PIN or by badge, or why there is none.

        Both answers are in the access log; wrong PINs count and lock like any.
        """
        desk, at = self.desk, self.desk.clock()
        if desk.operator is None:
            return refuse(Code.SIGN_IN_REFUSED)
        rules = desk.office.sign_in
        approver = desk.books.identify(
            operator_id.strip().lower(), pin, at, badge=badge, rules=rules
        )
        if isinstance(approver, Refusal):
            return approver
        means = Means.PIN
        if badge:
            means = Means.BADGE_AND_PIN if rules.badge_needs_pin else Means.BADGE
        answer = self._answer(asked, desk.operator, approver, means, at)
        about = f"{IN_WORDS[approving(asked.act)]}, asked by {desk.operator.operator_id}"
        if isinstance(answer, Refusal):
            self.note(AccessKind.APPROVAL_REFUSED, about, answer.code.value, approver.operator_id)
        else:
            mark = mark_of(answer, asked.about)
            desk.books.note_access(
                AccessEvent(approver.operator_id, AccessKind.APPROVED, about, mark, answer.at)
            )
        return answer

    def _answer(
        self, asked: Asked, actor: Operator, approver: Operator, means: Means, at: datetime
    ) -> Approval | Refusal:
        desk = self.desk
        whose = desk.books.operator(asked.whose) if asked.whose else actor
        own = whose is None or same_person(whose, approver)
        if own and asked.act is Act.CLOSE_DRAWER:
            # What a drawer came to is never approved by the one whose drawer it is, whoever counts it.
            who = who_can(desk.office, approving(asked.act))
            return refuse(Code.APPROVER_IS_ACTOR, name=approver.name, who=who)
        where = Where(desk.station.code, asked.tender, asked.service)
        return approve(
            actor, approver, asked.act, asked.words, desk.office,
            own=own, means=means, at=at, where=where,
        )  # fmt: skip

    def who_can(self, act: Act) -> str:
        """Return whose approval ``act`` needs, in words."""
        return who_can(self.desk.office, approving(act))

    def rights(self) -> tuple[Right, ...]:
        """Return every act as it stands today for the person at the desk."""
        desk = self.desk
        return () if desk.operator is None else rights_of(desk.office, desk.operator, desk.today)
