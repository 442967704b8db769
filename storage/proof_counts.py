"""Whether the counts beside the postings agree with them: blind tries, final counts, surprise and hand-over counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from domain.custody.count import Count, count_from_data
from domain.custody.count_kind import CountKind
from domain.custody.drawer import Tally
from domain.custody.session_counts import tallies_from_data
from domain.money import total
from storage.cells import Row, from_json
from storage.engine import Tx
from storage.failures import DAMAGE
from storage.findings import Findings

_SESSIONS: Final = (
    "SELECT p.session_id, p.drawer, o.float_cents FROM drawer_opening o "
    "JOIN posting p ON p.posting_id = o.posting_id"
)
_CLOSED: Final = (
    "SELECT p.session_id, p.posting_id, d.count_json FROM drawer_closing d "
    "JOIN posting p ON p.posting_id = d.posting_id"
)
_TALLIES: Final = (
    "SELECT p.session_id, t.kind, t.expected_cents FROM closing_tally t "
    "JOIN posting p ON p.posting_id = t.posting_id"
)
_TRIES: Final = (
    "SELECT session_id, try_id, operator_id, count_json, balanced FROM count_try ORDER BY try_id"
)
_COUNTS: Final = (
    "SELECT session_id, count_id, kind, drawer, operator_id, present_id, count_json, tallies_json "
    "FROM session_count ORDER BY count_id"
)
_MOVED: Final = (
    "SELECT posting_id, kind, cents FROM ("
    "SELECT p.posting_id AS posting_id, t.kind AS kind, t.amount_cents AS cents FROM posting p "
    "JOIN tender t ON t.posting_id = p.posting_id WHERE p.session_id = ? UNION ALL "
    "SELECT p.posting_id, '', -r.change_cents FROM posting p "
    "JOIN receipt r ON r.posting_id = p.posting_id WHERE p.session_id = ? UNION ALL "
    "SELECT p.posting_id, t.kind, -t.amount_cents FROM posting p "
    "JOIN correction_tender t ON t.posting_id = p.posting_id WHERE p.session_id = ? UNION ALL "
    "SELECT p.posting_id, '', c.change_cents FROM posting p "
    "JOIN correction c ON c.posting_id = p.posting_id WHERE p.session_id = ? UNION ALL "
    "SELECT e.posting_id, '', e.cash_cents FROM custody_effect e WHERE e.session_id = ?"
    ") AS moved ORDER BY posting_id"
)
"""What a session's tenders and, of kind '', its cash beside them came to, in the order of posting."""


@dataclass(slots=True)
class _Session:
    drawer: str
    float_cents: int
    closed_by: int = 0
    count: object = None
    expected: dict[str, int] = field(default_factory=dict)
    last_try: tuple[Count, bool] | None = None
    final: bool = False


def check_counts(tx: Tx, findings: Findings) -> None:
    """Check that each count is of a session, and says what that session's postings let it say.

    Memory grows with the sessions, not with what they took.
    """
    sessions = _sessions(tx)
    for row in tx.stream(_TRIES):
        findings.checked += 1
        _try(findings, sessions, row)
    # Read to the end first: what a surprise count is held against is read in between.
    for row in tx.run(_COUNTS).fetchall():
        findings.checked += 1
        try:
            _kept(tx, findings, sessions, row)
        except DAMAGE as error:
            findings.differs(f"Count {row[1]} of session {row[0]} is damaged: {error}.")


def _sessions(tx: Tx) -> dict[str, _Session]:
    sessions = {name: _Session(drawer, cents) for name, drawer, cents in tx.stream(_SESSIONS)}
    for name, posting_id, count in tx.run(_CLOSED):
        if name in sessions:
            sessions[name].closed_by = posting_id
            sessions[name].count = from_json(count)
    for name, kind, cents in tx.stream(_TALLIES):
        if name in sessions:
            sessions[name].expected[kind] = cents
    return sessions


def _try(findings: Findings, sessions: dict[str, _Session], row: Row) -> None:
    session_id, try_id, operator_id, count, balanced = row
    session = sessions.get(session_id)
    if session is None or not operator_id:
        findings.differs(f"Blind count {try_id} is of session {session_id}, or of nobody.")
        return
    try:
        session.last_try = (count_from_data(from_json(count)), bool(balanced))
    except DAMAGE as error:
        findings.differs(f"Blind count {try_id} of session {session_id} is damaged: {error}.")


def _kept(tx: Tx, findings: Findings, sessions: dict[str, _Session], row: Row) -> None:
    session_id, count_id, kind, drawer, operator_id, present_id, count_json, tallies_json = row
    name = f"Count {count_id} ({kind}) of session {session_id}"
    session = sessions.get(session_id)
    if session is None or session.drawer != drawer:
        findings.differs(f"{name} is of no session of drawer {drawer}.")
        return
    final = CountKind(kind) is CountKind.FINAL
    if operator_id == present_id or final == bool(present_id):
        findings.differs(f"{name} names other people than such a count has.")
    count, tallies = (
        count_from_data(from_json(count_json)),
        tallies_from_data(from_json(tallies_json)),
    )
    if total(t.counted for t in tallies) != _counted(count):
        findings.differs(f"{name} sums up to something else than was counted.")
    if final:
        _final(tx, findings, name, session_id, session, count, tallies)
    elif not any(_agrees(tallies, *stood) for stood in _stood(tx, session_id, session)):
        findings.differs(f"{name} expects what its session came to at no time.")


def _final(
    tx: Tx,
    findings: Findings,
    name: str,
    session_id: str,
    session: _Session,
    count: Count,
    tallies: tuple[Tally, ...],
) -> None:
    """Check a final count: the only one, the last that was handed in, and what its session closed on."""
    if session.final:
        findings.differs(f"{name} is not the first final count.")
    session.final = True
    last = session.last_try
    if last is None or last[0] != count:
        findings.differs(f"{name} is not the count that was handed in last.")
    elif last[1] != (not any(t.over_short for t in tallies)):
        # Money may have come in between the two: then it was so at another time.
        found = tuple(replace(t, expected=t.counted) for t in tallies)
        if all(_agrees(found, *stood) != last[1] for stood in _stood(tx, session_id, session)):
            findings.differs(f"{name} was told otherwise than it is when it was handed in.")
    if not session.closed_by:
        *_, stands = _stood(tx, session_id, session)
        if not _agrees(tallies, *stands):
            findings.differs(f"{name} expects other money than is in the drawer by the postings.")
        return
    if session.count != count.data():
        findings.differs(
            f"{name} is another than posting {session.closed_by} closed the drawer on."
        )
    for t in tallies:
        if t.expected.cents != session.expected.get(t.kind, t.expected.cents):
            findings.differs(
                f"{name} expects {t.expected} of {t.name}; posting {session.closed_by}, which closed "
                "the drawer, expects something else."
            )


def _counted(count: Count) -> object:
    return (
        count.cash
        + total(a for _, amounts in count.items for a in amounts)
        + total(a for _, a in count.totals)
    )


def _stood(tx: Tx, session_id: str, session: _Session) -> Iterator[tuple[Counter[str], int]]:
    """Yield what a session came to after its opening and after each posting: by kind, and the cash beside."""
    taken: Counter[str] = Counter()
    cash, last = session.float_cents, 0
    for posting_id, kind, cents in tx.run(_MOVED, (session_id,) * 5).fetchall():
        if posting_id != last:
            yield Counter(taken), cash
            last = posting_id
        if kind:
            taken[kind] += int(cents)
        else:
            cash += int(cents)
    yield taken, cash


def _agrees(tallies: tuple[Tally, ...], taken: Counter[str], cash: int) -> bool:
    """Whether tallies expect what was taken of each kind, one of them with the cash beside."""
    if sum(t.expected.cents for t in tallies) != taken.total() + cash:
        return False
    return all(t.expected.cents - taken[t.kind] in (0, cash) for t in tallies)
