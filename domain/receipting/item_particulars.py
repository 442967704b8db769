"""Items that are sold to somebody: a garage card to the holder of plates, sheets of tags to an outlet by its code.

It is typed behind a slash, ``GC/ABC1234,DEF5678`` or ``40*TS/GREEN``, and stands on the receipt under its line. Source
of the shape: City of Ithaca pages 'Off-Street Parking' and 'Trash & Yard Waste Collection Tags'. An outlet pays when it
is supplied; tags on consignment are stock of the office until then.
"""

import re
from dataclasses import replace
from datetime import date

from domain.office import Office
from domain.receipting.cart import Cart, ItemLine, add_item, room_for_a_line
from domain.receivables.items import ItemRules, Outlet, SoldWith
from domain.refusals import Code, Refusal, refuse

_PLATE = re.compile(r"[A-Z0-9]{2,8}\Z")
_OUTLET = "Outlet "


def sell_item(cart: Cart, typed: str, quantity: int, on: date, office: Office) -> Cart | Refusal:
    """Sell items as typed: a code, or a code, a slash and to whom.

    Refuses like ``add_item``; besides, an item that needs plates without them or with too many, and an outlet that the
    policy does not know.
    """
    code, _, about = (part.strip().upper() for part in typed.partition("/"))
    told = _told(code, about, office)
    if isinstance(told, Refusal):
        return told
    if not told:
        return add_item(cart, code, quantity, on, office)
    if (full := room_for_a_line(cart, office)) is not None:
        return full
    # On its own: what is sold to one is never added to another's line.
    alone = add_item(replace(cart, lines=()), code, quantity, on, office)
    if isinstance(alone, Refusal):
        return alone
    made = (line for line in alone.lines if isinstance(line, ItemLine))
    sold = tuple(priced(replace(line, reference=told), on, office) for line in made)
    return replace(cart, lines=(*cart.lines, *sold))


def priced(line: ItemLine, on: date, office: Office) -> ItemLine:
    """Return a line at what its outlet pays for one, where the policy has such a price on ``on``."""
    rules = _rules(office)
    if not any(line.reference == _named(outlet) for outlet in rules.outlets):
        return line
    rows = [w for w in rules.wholesale if w.item == line.item_code and w.from_on <= on]
    if not rows:
        return line
    return replace(line, unit_price=max(rows, key=lambda row: row.from_on).amount)


def _told(code: str, about: str, office: Office) -> str | Refusal:
    """Return what the receipt says of whom the item is sold to; nothing where that is nobody in particular."""
    rules = _rules(office)
    rule = next((r for r in rules.sold_with if code in r.items), None)
    if rule is not None:
        return _plates(code, about, rule, office)
    if not about:
        return ""
    outlet = next((o for o in rules.outlets if o.code == about and code in o.items), None)
    if outlet is not None:
        return _named(outlet)
    known = ", ".join(o.code for o in rules.outlets if code in o.items) or "none"
    why = f"there is no outlet {about}; for it there are {known}."
    return refuse(Code.ITEM_PARTICULARS, item=_name(code, office), why=why, form=f"1*{code}")


def _plates(code: str, about: str, rule: SoldWith, office: Office) -> str | Refusal:
    plates = list(dict.fromkeys(plate for plate in re.split(r"[ ,]+", about) if plate))
    why = ""
    if not plates:
        why = "it is sold with a look at ID and the plate, or plates."
    elif len(plates) > rule.most_plates:
        why = f"it is for at most {rule.most_plates} vehicles."
    elif wrong := next((p for p in plates if not _PLATE.match(p)), ""):
        why = f"{wrong} is no plate."
    if why:
        form = f"1*{code}/PLATE,PLATE, such as 1*{code}/ABC1234,"
        return refuse(Code.ITEM_PARTICULARS, item=_name(code, office), why=why, form=form)
    word = "Plate" if len(plates) == 1 else "Plates"
    seen = "ID seen. " if rule.id_seen else ""
    return f"{seen}{word} {', '.join(plates)}"


def _named(outlet: Outlet) -> str:
    return f"{_OUTLET}{outlet.code}, {outlet.name}"


def _name(code: str, office: Office) -> str:
    item = office.item(code)
    return code if isinstance(item, Refusal) else item.name


def _rules(office: Office) -> ItemRules:
    return office.single.items if office.single is not None else ItemRules()
