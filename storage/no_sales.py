"""Drawers opened without a sale, on SQL."""

from dataclasses import astuple, fields
from datetime import date
from typing import Any, Final

from domain.custody.no_sale import NoSale
from domain.refusals import Code, Refusal, refuse
from storage import posting_sql
from storage.cells import day, instant
from storage.engine import Tx
from storage.failures import read_soundly
from storage.moved import gone
from storage.part import Part, places

_NAMES: Final = tuple(field.name for field in fields(NoSale))
_COLUMNS: Final = ", ".join(_NAMES)
_KEEP: Final = (
    f"INSERT INTO no_sale ({_COLUMNS}) VALUES ({places(len(_NAMES))}) "  # noqa: S608 - names only
    "ON CONFLICT (request_id) DO NOTHING"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM no_sale"  # noqa: S608 - names only


class SqlNoSales(Part):
    """The port ``NoSales``."""

    def keep_no_sale(self, opened: NoSale) -> Refusal | None:
        """Keep an opening without a sale; refuses when the session is not open any more."""
        row = astuple(opened)
        values = tuple(v.isoformat() if isinstance(v, date) else v for v in row)

        def act(tx: Tx) -> Refusal | None:
            # The drawer's row is locked, so that nobody closes the session meanwhile.
            series = tx.run(posting_sql.SERIES_TO_WRITE[tx.sqlite], (opened.drawer,)).fetchone()
            if series is None or series[2] != opened.session_id:
                return refuse(Code.SESSION_NOT_OPEN, drawer=opened.drawer)
            refusal = gone(tx, opened.operator_id, opened.approvers)
            if refusal is None:
                tx.run(_KEEP, values)
            return refusal

        return self._try(act)

    def no_sales(
        self, *, session_id: str | None = None, on: date | None = None
    ) -> tuple[NoSale, ...]:
        """Return the openings of a session or of a business date, oldest first."""
        asked = {"session_id": session_id, "business_date": on.isoformat() if on else None}
        given = {name: value for name, value in asked.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in given)
        statement = f"{_SELECT} WHERE {where or '1 = 1'} ORDER BY no_sale_id"
        return self._read(
            lambda tx: tuple(_no_sale(row) for row in tx.run(statement, tuple(given.values())))
        )


def _no_sale(row: Any) -> NoSale:
    with read_soundly("an opening without a sale"):
        named = dict(zip(_NAMES, row, strict=True))
        named["business_date"], named["at"] = day(named["business_date"]), instant(named["at"])
        return NoSale(**named)
