"""What an act of custody is about, asked in the transaction that records it, on SQL."""

from datetime import date

from domain.custody.about import against_about
from domain.custody.acting import ActOrder
from domain.custody.acts import ActNo
from domain.receipting.posting import Posting
from domain.refusals import Refusal
from storage import custody_acts_sql as sql
from storage.cells import day
from storage.engine import Tx
from storage.posting_load import load_one


def about_refused(tx: Tx, order: ActOrder) -> Refusal | None:
    """Refuse an act that is dated before what it is about, or takes back what was not recorded; the vault is locked."""
    body, made, sessions = order.body, dict[ActNo, Posting](), list[date]()
    for number in body.about():
        found = tx.run(sql.BY_NUMBER, (number.year, number.seq)).fetchone()
        posting = load_one(tx, found[0]) if found is not None else None
        if posting is not None:
            made[number] = posting
    for effect in body.effects():
        opened = tx.run(sql.OPENED, (effect.session_id,)).fetchone() if effect.closed else None
        if opened is not None:
            sessions.append(day(opened[0]))
    return against_about(body, order.header.business_date, made, sessions)
