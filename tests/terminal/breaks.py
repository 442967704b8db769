"""The counter with one key that breaks: its error quotes the customer, and so do the variables around it."""

from __future__ import annotations

import sys

from chamberlain.__main__ import main
from tui.screens.account import AccountScreen
from tui.screens.account_keys import Notes


def _break(self: Notes, screen: AccountScreen) -> None:
    customer = screen.customer.accounts[0].account
    name = customer.name
    raise RuntimeError(f"{name} at {customer.address} breaks this")


if __name__ == "__main__":
    Notes.run = _break  # type: ignore[method-assign]  # what a fault would be
    sys.exit(main())
