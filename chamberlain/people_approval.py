"""Who approves a change of operators at the command line: somebody else than the person it is about."""

from chamberlain.asked import Opened
from chamberlain.clock import now
from chamberlain.stop import misused, refused
from chamberlain.typed import Typed
from domain.people.access import AccessEvent, AccessKind
from domain.people.approval import Means, approve
from domain.people.authority import Act, Operator, holders, same_person, who_can
from domain.refusals import Refusal


def approved(at: Opened, about: Operator, words: str, approver_id: str | None, typed: Typed) -> str:
    """Return who approved a change of ``about``, for the access log; ends the command without an approval.

    Nobody is asked in training, nor while the books know nobody else who may approve: the first people of an office
    are entered by the administrator alone, and the log says so.
    """
    people = at.books.operators()
    able = [
        each
        for each in holders(at.office, people, Act.APPROVE_USERS)
        if not same_person(each, about)
    ]
    if approver_id is None:
        if able and not at.books.training:
            names = ", ".join(each.operator_id for each in able)
            raise misused(
                f"A change of operators is approved by: {who_can(at.office, Act.APPROVE_USERS)}. Add "
                f"--approved-by with one of {names}; the PIN is asked for."
            )
        return "training" if at.books.training else "nobody else may approve yet"
    return _approved_by(at, about, words, approver_id, typed)


def _approved_by(at: Opened, about: Operator, words: str, approver_id: str, typed: Typed) -> str:
    books, moment = at.books, now()
    pin = typed.known(f"PIN of {approver_id}")
    approver = books.identify(approver_id, pin, moment, rules=at.office.sign_in)
    if isinstance(approver, Refusal):
        raise refused(approver)
    answer = approve(
        about, approver, Act.APPLY_USERS, words, at.office, own=False, means=Means.PIN, at=moment
    )
    if isinstance(answer, Refusal):
        kind, why = AccessKind.APPROVAL_REFUSED, answer.code.value
    else:
        kind, why = AccessKind.APPROVED, ""
    books.note_access(AccessEvent(approver.operator_id, kind, words, why, moment))
    if isinstance(answer, Refusal):
        raise refused(answer)
    return f"approved by {answer.operator_id}"
