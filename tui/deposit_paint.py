"""Deposits as lines: the proof form by form, and the rows of sessions, items and cash."""

from collections.abc import Mapping

from domain.calendar import day_text
from domain.custody.deposit import ClosedSession, Composition, DepositItem
from domain.custody.deposit_draft import proof_words
from domain.money import Money, total
from domain.office import Office
from tui.paint import Line, line, pad, right

_NAME, _AMOUNT = 14, 12
_HEADS = ("Receipts", "Over/short", "Held over", "In the bag", "Difference")
_MARK = 6


def names_of(office: Office) -> dict[str, str]:
    """Return the names of tender kinds by their codes; the proof's row of cash has the word itself."""
    return {kind.code: kind.name for kind in office.tender_kinds}


def proof_lines(
    proof: Composition, names: Mapping[str, str], columns: int, *, empty: bool = False
) -> list[Line]:
    """Return the proof, a row for each form of money, and in one sentence whether it holds and where it does not.

    ``empty`` says that no session and no item is in it, so that there is nothing to prove.
    """
    lines = [line((" " * _NAME + "".join(right(head, _AMOUNT) for head in _HEADS), "dim"))]
    for each in proof.rows:
        amounts = (each.receipts, each.over_short, each.held, each.deposited)
        style = "bad" if each.difference else ""
        lines.append(
            line(
                pad(names.get(each.kind, each.kind.capitalize()), _NAME),
                "".join(right(str(amount), _AMOUNT) for amount in amounts),
                (right(str(each.difference), _AMOUNT), style),
            )
        )
    if empty:
        return [*lines, line(("NOTHING GOES WITH THIS DEPOSIT YET.", "warn"))]
    words = proof_words(proof, names)
    return [*lines, line((pad(words, columns), "good" if proof.proves else "bad"))]


def session_line(
    session: ClosedSession, columns: int, *, taken: bool, in_vault: bool, whose: str
) -> Line:
    """Return a session as a row: whether it goes, ``whose`` it was, what it has for the bank."""
    mark = "in" if taken else "out"
    if not in_vault:
        mark = "drawer"
    cash = session.cash + session.cash_over + session.moved
    amount = cash + total(item.amount for item in session.items)
    said = f"Drawer {session.session_id}  {day_text(session.business_date)}"
    where = "" if in_vault else "  NOT IN THE VAULT"
    many = len(session.items)
    items = "1 item" if many == 1 else f"{many} items"
    room = columns - _MARK - 2 - 10 - 12
    return line(
        (pad(mark, _MARK + 2), "strong" if taken else "warn"),
        # A long name gives way before where the money is.
        pad(f"{said}{where}  {whose}", room),
        right(items, 10),
        right(str(amount), 12),
    )


def item_line(item: DepositItem, names: Mapping[str, str], reason: str, columns: int) -> Line:
    """Return a check as a row: whether it goes, or why it is held over."""
    said = f"{names.get(item.kind, item.kind)} {item.number}  {item.receipt}"
    held = f"  {reason}" if reason else ""
    return line(
        (pad("HELD" if reason else "in", _MARK + 2), "warn" if reason else "strong"),
        pad(said + held, columns - _MARK - 2 - 12),
        right(str(item.amount), 12),
    )


def cash_line(name: str, value: Money, number: int, vault: int, columns: int) -> Line:
    """Return a denomination as a row: how many are in the bag, what they come to, how many the vault holds."""
    shown = f"{number:,}" if number else ""
    return line(
        (pad(name, _MARK + 2), "strong"),
        right(shown, 8),
        right(str(value.times(number)) if number else "", 14),
        (pad(f"   the vault holds {vault:,}" if vault else "", columns - _MARK - 24), "dim"),
    )
