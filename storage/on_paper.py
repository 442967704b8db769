"""Digests typed from paper, looked up in the books."""

from collections.abc import Iterable
from typing import Final

from domain.corrections.values import parse_correction_no
from domain.custody.act_kinds import body_from_data
from domain.custody.acts import parse_act_no
from domain.custody.day_seal import DaySealed
from domain.ledger.on_paper import SHORT, Held, OnPaper, held
from domain.receipting.receipt import parse_receipt_no
from storage.cells import from_json
from storage.engine import Tx
from storage.failures import DAMAGE

_RECEIPT: Final = (
    "SELECT p.digest FROM receipt r JOIN posting p ON p.posting_id = r.posting_id "
    "WHERE r.year = ? AND r.drawer = ? AND r.seq = ?"
)
_CORRECTION: Final = (
    "SELECT p.digest FROM correction c JOIN posting p ON p.posting_id = c.posting_id "
    "WHERE c.year = ? AND c.series = ? AND c.seq = ?"
)
_ACT: Final = (
    "SELECT p.digest FROM custody_act a JOIN posting p ON p.posting_id = a.posting_id "
    "WHERE a.year = ? AND a.seq = ?"
)
_WHOLE: Final = "SELECT posting_id, drawer, digest FROM posting WHERE digest = ?"
_ENDING: Final = (
    f"SELECT posting_id, drawer, digest FROM posting WHERE substr(digest, {65 - SHORT}) = ?"  # noqa: S608 - constants
)
_SEALS: Final = (
    f"SELECT body_json FROM custody_act WHERE kind = '{DaySealed.kind}' ORDER BY posting_id"  # noqa: S608 - constants
)


def hold_against(tx: Tx, papers: Iterable[OnPaper]) -> tuple[Held, ...]:
    """Return what the books have in the place of each digest from paper."""
    seals = dict(_seals(tx))
    return tuple(_hold(tx, paper, seals) for paper in papers)


def _seals(tx: Tx) -> Iterable[tuple[str, str]]:
    """Yield each day's seal, as it follows from what the seal says; a damaged one is none."""
    for row in tx.run(_SEALS).fetchall():
        try:
            body = body_from_data(DaySealed.kind, from_json(row[0]))
        except DAMAGE:
            continue
        if isinstance(body, DaySealed):
            yield body.on.isoformat(), body.digest


def _hold(tx: Tx, paper: OnPaper, seals: dict[str, str]) -> Held:
    on = paper.on
    if on is not None:
        return held(paper, seals.get(paper.name), f"the closing of {paper.name}")
    if paper.name:
        return held(paper, _numbered(tx, paper.name), paper.name)
    short = len(paper.digits) == SHORT
    found = tx.run(_ENDING if short else _WHOLE, (paper.digits,)).fetchone()
    if found is not None:
        posting_id, series, digest = found
        return held(paper, digest, f"posting {posting_id} of series {series}")
    for day, digest in seals.items():
        if digest.endswith(paper.digits):
            return held(paper, digest, f"the closing of {day}")
    return held(paper, None, "")


def _numbered(tx: Tx, name: str) -> str | None:
    """Return the digest of the posting with a number; an act's is tried first, for a receipt's may look like it."""
    act, correction, receipt = parse_act_no(name), parse_correction_no(name), parse_receipt_no(name)
    found = None
    if act is not None:
        found = tx.run(_ACT, (act.year, act.seq)).fetchone()
    elif correction is not None:
        found = tx.run(_CORRECTION, (correction.year, correction.series, correction.seq)).fetchone()
    elif receipt is not None:
        found = tx.run(_RECEIPT, (receipt.year, receipt.drawer, receipt.seq)).fetchone()
    return None if found is None else str(found[0])
