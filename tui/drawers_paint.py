"""The supervisor's view as lines: the drawers, receipts by hour as bars, money on hand, the deposit's proof."""

from datetime import datetime, tzinfo

from domain.custody.on_hand_ages import Age, Ready
from domain.custody.report_layout import over_short_text
from tui.desk_drawers import DrawerRow, Overview
from tui.paint import BLANK, Line, fit, line, pad, paragraphs, right, spread

_DRAWER, _WHO, _SINCE, _NUMBER, _CASH = 7, 16, 13, 9, 12
_BAR = "█"
_HOUR, _MANY = 7, 5
OWN = "your own"


def heads(columns: int) -> Line:
    """Return the heads of the drawers' rows."""
    words = pad("Drawer", _DRAWER) + pad("Who", _WHO) + pad("Since", _SINCE)
    words += right("Receipts", _NUMBER) + right("Parked", _NUMBER - 1) + right("Cash", _CASH)
    return line((f"  {words}  State", "dim"))


def drawer_line(row: DrawerRow, columns: int, today: datetime, zone: tzinfo) -> Line:
    """Return a drawer: who has it since when, its receipts and parked carts, its cash, and what is wrong in words."""
    now, session = row.now, row.session
    opened = session.opened_at.astimezone(zone)
    same = session.business_date == today.date()
    since = f"{opened:%H:%M}" if same else f"{opened:%b %-d %H:%M}"
    cash = OWN if row.cash is None else str(row.cash)
    state, style = _state(row)
    voids = f"{now.receipts:,}" if not now.voids else f"{now.receipts:,} -{now.voids}"
    return line(
        (pad(session.drawer, _DRAWER), "strong"),
        pad(session.operator_name, _WHO),
        pad(since, _SINCE),
        right(voids, _NUMBER),
        right(str(now.parked or ""), _NUMBER - 1),
        (right(cash, _CASH), "strong" if row.cash is not None else "dim"),
        "  ",
        (state, style),
    )


def count_line(row: DrawerRow | None, zone: tzinfo) -> Line:
    """Return by how much the last count of an open drawer differed, kind by kind; blank where none did."""
    kept = row.counted if row is not None else None
    if kept is None:
        return BLANK
    order = kept.order
    differ = (f"{t.name} {over_short_text(t.over_short)}" for t in kept.tallies if t.over_short)
    at = f"{order.at.astimezone(zone):%H:%M}"
    words = f"  {order.kind.words} of drawer {kept.drawer} {at} by {order.operator_name}: "
    return line((words + ", ".join(differ), "warn"))


def _state(row: DrawerRow) -> tuple[str, str]:
    """Return what a supervisor acts on: a pull, a count, paper that waits; the gravest first."""
    found = (
        "PULL CASH" if row.over else "",
        "DIFFERS" if row.counted is not None else "",
        "to count" if row.now.waits else "",
        f"{row.prints} unprinted" if row.prints else "",
    )
    said = ", ".join(words for words in found if words)
    return (said, "warn") if said else ("open", "")


def chart(hours: tuple[tuple[int, int], ...], columns: int, rows: int) -> list[Line]:
    """Return the receipts of each hour as a bar with its number beside it, the last hours where not all fit."""
    lines = [line(("Receipts by hour", "title"))]
    if not hours:
        return [*lines, line(("none today", "dim"))]
    shown = hours[-max(1, rows - 1) :]
    most = max(number for _, number in shown) or 1
    room = max(1, columns - _HOUR - _MANY - 1)
    for hour, number in shown:
        bar = _BAR * max(1 if number else 0, number * room // most)
        lines.append(
            line(f"{hour:02d}:00  ", (pad(bar, room), "strong"), right(str(number), _MANY))
        )
    return lines[:rows]


def money(overview: Overview, columns: int, rows: int) -> list[Line]:
    """Return the money that waits for its deposit by age, and the printer here."""
    lines = [line(("Counted, not deposited", "title"))]
    lines += [_age(age, columns) for age in overview.ages]
    lines.append(spread("printer here", overview.printer, columns, "", _printer(overview)))
    if overview.closed:
        lines += paragraphs(f"Not open: drawer {', '.join(overview.closed)}", columns, "dim")
    return lines[:rows]


def _age(age: Age, columns: int) -> Line:
    style = "warn" if age.amount and age.days > 1 else "strong" if age.amount else "dim"
    return spread(age.words, str(age.amount), columns, "", style)


def _printer(overview: Overview) -> str:
    return "" if overview.printer == "ready" else "warn"


def proofs(deposits: tuple[Ready, ...], alarm: str, columns: int) -> list[Line]:
    """Return for each bank account whether its deposit would prove, and where not; then the alarm."""
    lines: list[Line] = []
    for each in deposits:
        amount = f" {each.amount}" if each.amount else ""
        words = f"{each.bank.name}{amount}: {each.words}"
        lines += paragraphs(words, columns - 1, "strong" if each.proves else "bad")
    if not deposits:
        lines.append(line(("The office's policy names no bank account.", "dim")))
    return [*lines, *(paragraphs(alarm, columns - 1, "warn") if alarm else [])]


def beside(left: list[Line], others: list[Line], width: int) -> list[Line]:
    """Return two blocks side by side, the left one ``width`` columns wide."""
    rows = max(len(left), len(others))
    left, others = left + [()] * (rows - len(left)), others + [()] * (rows - len(others))
    return [(*fit(a, width), *b) for a, b in zip(left, others, strict=True)]
