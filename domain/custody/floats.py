"""A float that comes out of the vault: which pieces, and who gave it. Where policy wants it, two people sign for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.custody.acts import PiecesMoved, Signer, signer_from_data
from domain.custody.keeping import KeepingRules
from domain.custody.pieces import Pieces, pieces_from_data
from domain.custody.vault import VAULT
from domain.money import Money
from domain.office import Office
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text


@dataclass(frozen=True, slots=True)
class FloatIssue:
    """The pieces of a float and the one who issued them, known by badge or PIN."""

    pieces: Pieces
    giver: Signer

    def __post_init__(self) -> None:
        if not self.pieces.held or not self.giver.operator_id:
            raise ValueError("a float that is issued has pieces and an operator who gave them")

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.pieces.data(), self.giver.data()]

    def moved(self) -> tuple[PiecesMoved, ...]:
        """Return what leaves the vault."""
        return tuple(PiecesMoved(VAULT, value, -number) for value, number in self.pieces.held)


@dataclass(frozen=True, slots=True)
class FloatReason:
    """Why a float is another than was left or than policy gives: by code, in words, and who approved it, if asked."""

    code: str
    text: str = ""
    approval: Approval | None = None

    def __post_init__(self) -> None:
        if not self.code:
            raise ValueError("a reason has a code")
        object.__setattr__(self, "text", clean_text(self.text))

    def named(self, reasons: Iterable[tuple[str, str]]) -> str:
        """Return the reason by its name among ``reasons``, with the words."""
        name = dict(reasons).get(self.code, self.code)
        return f"{name}: {self.text}" if self.text else name

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        approval = None if self.approval is None else self.approval.data()
        return [self.code, self.text, approval]


@dataclass(frozen=True, slots=True)
class FloatLeft:
    """The float that lies in a drawer by the books: left there at the last close, or in a session that waits.

    ``waits_on`` is the business date of a session that was cut off and is not counted yet.
    """

    amount: Money
    waits_on: date | None = None

    def holds_for(self, amount: Money) -> bool:
        """Whether a drawer opened with ``amount`` took it up: not one without float beside a session that waits."""
        return self.waits_on is None or bool(amount)


def float_issue_from_data(data: object) -> FloatIssue:
    """Return the issue that ``FloatIssue.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [pieces, giver]:
            return FloatIssue(pieces_from_data(pieces), signer_from_data(giver))
    raise ValueError("a saved float is damaged")


def against_float(
    amount: Money, issue: FloatIssue | None, operator_id: str, rules: KeepingRules
) -> Refusal | None:
    """Refuse a float that nobody issued where policy says so, one's own issue, and pieces of another amount."""
    if issue is None:
        wanted = rules.float_rule == "issued" and amount.cents > 0
        return refuse(Code.FLOAT_NOT_ISSUED) if wanted else None
    if issue.giver.operator_id == operator_id:
        return refuse(Code.ACT_ONE_PERSON)
    if issue.giver.approval is None or issue.giver.approval.act != Act.KEEP_VAULT:
        return refuse(Code.ACT_UNSIGNED, name=issue.giver.name)
    if issue.pieces.amount != amount:
        return refuse(Code.FLOAT_DIFFERS, float=amount, pieces=issue.pieces.amount)
    return None


def float_unlike(
    drawer: str, amount: Money, left: FloatLeft | None, office: Office, *, issued: bool
) -> Refusal | None:
    """Return why a drawer's float needs a reason: it waits with a session, is not what was left, or not the standard.

    Of a float out of the vault, and of a drawer's first one, only another than the standard does. None at all needs no
    reason beside a session that waits with the float.
    """
    if not issued and left is not None:
        if left.waits_on is not None:
            if not amount:
                return None
            on = left.waits_on.isoformat()
            return refuse(Code.FLOAT_WAITS, drawer=drawer, on=on, left=left.amount)
        if amount != left.amount:
            return refuse(Code.FLOAT_NOT_LEFT, drawer=drawer, left=left.amount, counted=amount)
    policy = office.drawer(drawer)
    if isinstance(policy, Refusal) or amount == policy.float_standard:
        return None
    return refuse(Code.FLOAT_REFUSED, counted=amount, standard=policy.float_standard)
