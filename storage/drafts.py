"""Carts before the commit, on SQL."""

import json
from typing import Any, Final

from domain.receipting.codec import cart_data, cart_from_data
from domain.records import Draft, DraftState
from domain.refusals import Code, Refusal, refuse
from storage.cells import as_json, instant
from storage.engine import Tx
from storage.part import Part
from storage.posting_sql import DROP_DRAFT, POSTED_AS

_COLUMNS: Final = "drawer, station, operator_id, state, saved_at, label, cart_json"
_SAVE: Final = (
    f"INSERT INTO draft (request_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - constants
    "ON CONFLICT (request_id) DO UPDATE SET drawer = excluded.drawer, station = excluded.station, "
    "operator_id = excluded.operator_id, state = excluded.state, saved_at = excluded.saved_at, "
    "label = excluded.label, cart_json = excluded.cart_json"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM draft"  # noqa: S608 - constants
_ACTIVE: Final = (
    f"{_SELECT} WHERE station = ? AND operator_id = ? AND state = 'active' "
    "ORDER BY saved_at DESC, request_id LIMIT 1"
)
_PARKED: Final = f"{_SELECT} WHERE state = 'parked' ORDER BY saved_at, request_id"
_PARKED_AT: Final = f"{_SELECT} WHERE state = 'parked' AND drawer = ? ORDER BY saved_at, request_id"
_TO_TAKE: Final = {
    True: f"{_SELECT} WHERE request_id = ?",
    False: f"{_SELECT} WHERE request_id = ? FOR UPDATE",
}


class SqlDrafts(Part):
    """The port ``Drafts``."""

    def save_draft(self, draft: Draft) -> None:
        """Keep a cart, replacing what was kept under its request id."""

        def act(tx: Tx) -> None:
            # A draft written late, after its cart was posted, would offer the same money again.
            if tx.run(POSTED_AS, (draft.cart.request_id,)).fetchone() is None:
                _save(tx, draft)

        self._write(act)

    def active_draft(self, station: str, operator_id: str) -> Draft | None:
        """Return the cart that was being worked on at a station, the newest."""

        def act(tx: Tx) -> Draft | None:
            row = tx.run(_ACTIVE, (station, operator_id)).fetchone()
            return _draft(row) if row else None

        return self._read(act)

    def parked(self, drawer: str | None = None) -> tuple[Draft, ...]:
        """Return the parked carts, of one drawer or of all, oldest first."""
        statement, params = (_PARKED, ()) if drawer is None else (_PARKED_AT, (drawer,))
        return self._read(lambda tx: tuple(_draft(row) for row in tx.run(statement, params)))

    def recall(self, request_id: str, by: Draft) -> Draft | Refusal:
        """Take a parked cart: ``by`` names the drawer, station and operator."""

        def act(tx: Tx) -> Draft | Refusal:
            row = tx.run(_TO_TAKE[tx.sqlite], (request_id,)).fetchone()
            if row is None:
                return refuse(Code.CART_UNKNOWN)
            kept = _draft(row)
            if kept.state is not DraftState.PARKED:
                return refuse(
                    Code.CART_TAKEN, by=_name(tx, kept.operator_id), at=tx.clock_time(row[4])
                )
            taken = Draft(
                kept.cart,
                by.drawer,
                by.station,
                by.operator_id,
                DraftState.ACTIVE,
                by.saved_at,
                kept.label,
            )
            _save(tx, taken)
            return taken

        return self._try(act)

    def drop_draft(self, request_id: str) -> None:
        """Forget a cart that will not be posted."""

        def act(tx: Tx) -> None:
            tx.run(DROP_DRAFT, (request_id,))

        self._write(act)


def _save(tx: Tx, draft: Draft) -> None:
    row = (
        draft.cart.request_id,
        draft.drawer,
        draft.station,
        draft.operator_id,
        draft.state.value,
        draft.saved_at.isoformat(),
        draft.label,
        as_json(cart_data(draft.cart)),
    )
    tx.run(_SAVE, row)


def _draft(row: Any) -> Draft:
    drawer, station, operator_id, state, saved_at, label, cart = row
    return Draft(
        cart_from_data(json.loads(cart)),
        drawer,
        station,
        operator_id,
        DraftState(state),
        instant(saved_at),
        label,
    )


def _name(tx: Tx, operator_id: str) -> str:
    found = tx.run("SELECT name FROM operator WHERE operator_id = ?", (operator_id,)).fetchone()
    return str(found[0]) if found else operator_id
