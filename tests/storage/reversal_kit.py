"""Reversals for tests: who asks, who approves, and the sample office in which both may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.books import Books
from domain.custody.acting import ActOrder, PostedAct
from domain.custody.acts import Signer
from domain.custody.reversing import APPROVES, ReversalAsked, order_reversal
from domain.office import Office
from domain.people.acts import Act
from domain.people.authority import Operator
from domain.refusals import Refusal
from tests.samples import CHAMBERLAIN, DAY, SUPERVISOR, ok, sample_office
from tests.storage import custody_kit as custody


def reversing_office(small: bool = False) -> Office:
    """The sample office whose supervisor and chamberlain keep the vault and approve reversals, under its digest."""
    office = sample_office()
    rights = frozenset({Act.KEEP_VAULT, Act.HAND_OVER, Act.APPROVE_VOID, Act.MAKE_DEPOSIT})
    people = {SUPERVISOR.role, CHAMBERLAIN.role}
    roles = tuple(
        replace(r, acts=r.acts | rights, not_own=r.not_own - rights) if r.code in people else r
        for r in office.roles
    )
    return replace(office, roles=roles, small_office=small)


OFFICE = reversing_office()


def said(
    made: PostedAct,
    *,
    by: Operator = SUPERVISOR,
    second: Operator = CHAMBERLAIN,
    reason: str = "Wrong bag",
) -> ReversalAsked:
    """What is asked for the reversal of an act."""
    signer: Signer = custody.signed(second, by, APPROVES)
    return ReversalAsked(made, reason, signer, second)


def reversal(
    made: PostedAct,
    request: str = "rev-1",
    *,
    by: Operator = SUPERVISOR,
    second: Operator = CHAMBERLAIN,
    reason: str = "Wrong bag",
    on: date = DAY,
    office: Office = OFFICE,
) -> ActOrder | Refusal:
    """The order of a reversal."""
    asked = custody.asked(request, by, on)
    return order_reversal(said(made, by=by, second=second, reason=reason), asked, office)


def reversed_act(books: Books, made: PostedAct, request: str = "rev-1", **how: object) -> PostedAct:
    """A reversal in the books."""
    return ok(books.record(ok(reversal(made, request, **how))))  # type: ignore[arg-type]  # as reversal takes them
