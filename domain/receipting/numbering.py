"""The serial numbers of what a cart sells: proposed from the drawer's stock, or as the clerk typed them.

The lowest numbers of the drawer are proposed, so that a pad is sold in its order and the clerk types nothing. The books
decide: they refuse numbers that are not in the drawer when the cart is posted.
"""

from collections.abc import Callable
from dataclasses import replace

from domain.custody.serials import RangeSet, Serials, in_words, joined, less, next_of, numbers
from domain.office import Office
from domain.receipting.cart import Cart, ItemLine, Line
from domain.refusals import Code, Refusal, refuse

There = Callable[[str], RangeSet]
"""Returns the numbers of a series that this cart may take: those in the drawer that no parked cart of it holds."""


def number_lines(cart: Cart, drawer: str, there: There, office: Office) -> Cart | Refusal:
    """Return the cart with as many numbers on each line as it sells; numbers that it has and may keep stay with it.

    Refuses when the drawer has too few.
    """
    if not office.stock:
        return cart
    taken: dict[str, list[Serials]] = {}
    lines: list[Line] = []
    for place, line in enumerate(cart.lines):
        made = _numbered(cart, place, line, drawer, there, office, taken)
        if isinstance(made, Refusal):
            return made
        if isinstance(made, ItemLine) and made.serials:
            taken.setdefault(made.series, []).extend(made.serials)
        lines.append(made)
    return cart if tuple(lines) == cart.lines else replace(cart, lines=tuple(lines))


def _numbered(
    cart: Cart,
    place: int,
    line: Line,
    drawer: str,
    there: There,
    office: Office,
    taken: dict[str, list[Serials]],
) -> Line | Refusal:
    if not isinstance(line, ItemLine):
        return line
    series = office.series_of(line.item_code)
    if series is None:
        return replace(line, series="", serials=()) if line.serials else line
    free = less(there(series.code), taken.get(series.code, ()))
    own = line.serials if line.series == series.code else ()
    kept = less(free, less(free, own))
    needed = series.needed(line.item_code, line.quantity)
    # What later lines hold already is left to them.
    others = _held(cart, series.code, after=place)
    more = next_of(less(less(free, kept), others), max(needed - numbers(kept), 0))
    first = next_of(kept, min(needed, numbers(kept)))
    if more is None or first is None:
        found = numbers(less(free, others))
        return refuse(
            Code.STOCK_SHORT, wanted=needed, series=series.name, drawer=drawer, there=found
        )
    return replace(line, series=series.code, serials=joined((*first, *more)))


def _held(cart: Cart, series: str, *, after: int) -> RangeSet:
    lines = cart.lines[after + 1 :]
    return tuple(
        one
        for line in lines
        if isinstance(line, ItemLine) and line.series == series
        for one in line.serials
    )


def held_by(cart: Cart, series: str) -> RangeSet:
    """Return the numbers of a series that the cart's lines hold."""
    return _held(cart, series, after=-1)


def number_line(
    cart: Cart, index: int, typed: RangeSet, drawer: str, there: There, office: Office
) -> Cart | Refusal:
    """Return the cart with the line at ``index`` (from 0) selling the typed numbers; one number alone is the first.

    Refuses a line that takes no numbers, more or fewer than it sells, and those that the drawer does not have or
    another line sells.
    """
    line = cart.lines[index] if 0 <= index < len(cart.lines) else None
    series = office.series_of(line.item_code) if isinstance(line, ItemLine) else None
    if series is None or not isinstance(line, ItemLine):
        return refuse(Code.LINE_UNKNOWN)
    needed = series.needed(line.item_code, line.quantity)
    if numbers(typed) == 1:
        typed = (Serials(typed[0].first, typed[0].first + needed - 1),)
    if numbers(typed) != needed:
        return refuse(
            Code.STOCK_COUNT_DIFFERS, typed=in_words(typed), found=numbers(typed), wanted=needed
        )
    others = [one for one in held_by(cart, series.code) if one not in line.serials]
    free = less(there(series.code), others)
    if less(typed, free):
        return refuse(
            Code.STOCK_NOT_THERE,
            serials=series.words(typed),
            series=series.name,
            place=f"drawer {drawer}",
            there=series.words(free) or "none",
        )
    made = replace(line, series=series.code, serials=typed)
    return replace(cart, lines=(*cart.lines[:index], made, *cart.lines[index + 1 :]))


def unnumbered(cart: Cart, office: Office) -> Refusal | None:
    """Refuse a cart with a line of an accountable series that has not as many numbers of it as it sells."""
    for line in cart.lines:
        if isinstance(line, ItemLine):
            series = office.series_of(line.item_code)
            needed = series.needed(line.item_code, line.quantity) if series else 0
            of_it = series is not None and line.series == series.code
            if numbers(line.serials) != needed or (needed and not of_it):
                return refuse(Code.STOCK_UNNUMBERED, item=line.description)
    return None


def numbers_sold(line: ItemLine, office: Office) -> str:
    """Return the numbers that a line sells as the receipt says them: ``No. 1041-1046``; empty when there are none."""
    if not line.serials:
        return ""
    series = next((each for each in office.stock if each.code == line.series), None)
    # A series that the policy has dropped since is told by its bare numbers.
    return f"No. {series.words(line.serials) if series else in_words(line.serials)}"


def told_of(before: Cart, after: Cart, office: Office) -> tuple[str, ...]:
    """Return a sentence for each line whose numbers are not what they were."""
    return tuple(
        f"{new.description} is now {numbers_sold(new, office)}: hand over these."
        for old, new in zip(before.lines, after.lines, strict=False)
        if isinstance(old, ItemLine)
        and isinstance(new, ItemLine)
        and old.serials
        and new.serials
        and (old.series, old.serials) != (new.series, new.serials)
    )
