"""Whether acts of custody agree with what they are about: numbers, sessions, claims, and what lies where."""

from datetime import date
from typing import Final

from domain.custody.acts import ActBody, ActNo, CustodyAct
from domain.custody.drawer import DrawerOpened
from domain.receipting.posting import Posting
from storage.engine import Tx
from storage.findings import Findings
from storage.posting_load import load
from storage.proof_numbers import check_numbers
from storage.proof_pulls import check_pulls
from storage.proof_reversals import check_reversals, check_turns

_NUMBERS: Final = "SELECT year, series, seq, posting_id FROM custody_act ORDER BY year, series, seq"
_COUNTERS: Final = "SELECT year, series, last_seq FROM custody_year"
_SESSIONS: Final = (
    "SELECT e.posting_id, e.session_id, e.closed, "
    "(SELECT min(o.posting_id) FROM posting o WHERE o.session_id = e.session_id "
    "AND o.kind = 'drawer_opened'), "
    "(SELECT min(c.posting_id) FROM posting c WHERE c.session_id = e.session_id "
    "AND c.kind = 'drawer_closed'), p.business_date, "
    "(SELECT min(d.business_date) FROM posting d WHERE d.session_id = e.session_id "
    "AND d.kind = 'drawer_opened') FROM custody_effect e "
    "JOIN posting p ON p.posting_id = e.posting_id ORDER BY e.posting_id, e.session_id"
)
_HELD: Final = "SELECT place, value_cents, number FROM held_pieces"
_IDS: Final = (
    "SELECT posting_id FROM custody_act UNION SELECT posting_id FROM drawer_opening "
    "WHERE issue_json IS NOT NULL ORDER BY posting_id"
)
_MOST: Final = 500


def check_custody(tx: Tx, findings: Findings) -> None:
    """Check the numbers of acts, that each found its sessions as it needs them, and what lies where by now."""
    check_numbers(tx, findings, "acts", _NUMBERS, _COUNTERS)
    check_turns(tx, findings)
    check_reversals(tx, findings)
    for posting_id, session_id, closed, opened_by, closed_by, on, day in tx.stream(_SESSIONS):
        began = opened_by is not None and opened_by < posting_id
        ended = closed_by is not None and closed_by < posting_id
        if not began or bool(closed) != ended:
            how = "closed" if closed else "open"
            findings.differs(
                f"Posting {posting_id} is about session {session_id}, which was not {how}."
            )
        if began and on < day:
            findings.differs(
                f"Posting {posting_id} of {on} is about session {session_id}, which is of {day}."
            )
    held = {(place, value): number for place, value, number in tx.run(_HELD)}
    should = what_lies(tx, findings)
    for place, value in sorted(held.keys() | should.keys()):
        have, want = held.get((place, value), 0), should.get((place, value), 0)
        if have != want:
            findings.differs(f"In {place} lie {have} pieces of {value} cents; the acts say {want}.")
    check_pulls(tx, findings)


def what_lies(tx: Tx, findings: Findings | None = None) -> dict[tuple[str, int], int]:
    """Return the pieces at each place by value, added up from the acts; with ``findings``, needs are checked too."""
    held: dict[tuple[str, int], int] = {}
    done: set[tuple[str, str]] = set()
    dates: dict[ActNo, date] = {}
    ids = [row[0] for row in tx.run(_IDS)]
    for start in range(0, len(ids), _MOST):
        some = ids[start : start + _MOST]
        postings = load(tx, some)
        for posting_id in some:
            act = postings[posting_id].body
            issue = act.issue if isinstance(act, DrawerOpened) else None
            body = act.body if isinstance(act, CustodyAct) else None
            if findings is not None and isinstance(act, CustodyAct):
                _check_claims(findings, posting_id, act.body, done)
                _check_dated(findings, posting_id, postings[posting_id], act, dates)
            done -= {(claim.what, claim.key) for claim in (body.frees() if body else ())}
            if findings is not None and body is not None:
                _check_seen(findings, posting_id, body, held)
            done |= {(claim.what, claim.key) for claim in (body.claims() if body else ())}
            for each in body.pieces() if body else issue.moved() if issue else ():
                key = (each.place, each.value.cents)
                held[key] = held.get(key, 0) + each.number
                if findings is not None and held[key] < 0:
                    findings.differs(
                        f"Posting {posting_id} takes pieces from {each.place} that were not there."
                    )
    return {key: number for key, number in held.items() if number}


def _check_claims(
    findings: Findings, posting_id: int, body: ActBody, done: set[tuple[str, str]]
) -> None:
    """Check that what an act needs was done, and what bars it was not."""
    for need in body.needs():
        if (need.what, need.key) not in done:
            findings.differs(f"Posting {posting_id} was done before the {need.what} {need.key}.")
    for bar in body.barred_by():
        if (bar.what, bar.key) in done:
            findings.differs(f"Posting {posting_id} was done after the {bar.what} {bar.key}.")


def _check_dated(
    findings: Findings, posting_id: int, posting: Posting, act: CustodyAct, dates: dict[ActNo, date]
) -> None:
    """Check that an act is of no date before the acts that it answers or takes back; ``dates`` are of those before."""
    on = dates[act.number] = posting.header.business_date
    for number in act.body.about():
        if on < dates.get(number, on):
            findings.differs(
                f"Posting {posting_id} of {on} is about {number}, which is of {dates[number]}."
            )


def _check_seen(
    findings: Findings, posting_id: int, body: ActBody, held: dict[tuple[str, int], int]
) -> None:
    """Check that an act, such as a count of the vault, says what the books had at a place by then."""
    for place, said in body.seen():
        told = {value.cents: number for value, number in said if number}
        lay = {
            value: number for (where, value), number in held.items() if where == place and number
        }
        if told != lay:
            cents = [sum(value * number for value, number in each.items()) for each in (told, lay)]
            findings.differs(
                f"Posting {posting_id} says that the books had {cents[0]} cents in {place} in its pieces; "
                f"by the acts before it they had {cents[1]}."
            )
