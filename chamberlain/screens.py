"""Every screen of the counter, in the order of the key card."""

from importlib import import_module
from pkgutil import iter_modules

import tui.screens
from tui.screens.base import CounterScreen

_ORDER = ("Sign-in", "Lookup", "Account", "Cart", "Tender", "Receipt")


def all_screens() -> tuple[type[CounterScreen], ...]:
    """Return the class of each screen: the ones of a payment first, then the others by name."""
    found: dict[str, type[CounterScreen]] = {}
    for module in iter_modules(tui.screens.__path__):
        loaded = import_module(f"tui.screens.{module.name}")
        for each in vars(loaded).values():
            if isinstance(each, type) and issubclass(each, CounterScreen) and each.NAME:
                found[each.NAME] = each

    def place(name: str) -> tuple[int, str]:
        return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)

    return tuple(found[name] for name in sorted(found, key=place))
