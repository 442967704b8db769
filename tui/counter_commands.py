"""The commands of every screen at a desk: find, items, tender, park, receipts, drawer, quick item, cart."""

from typing import TYPE_CHECKING

from tui.commands import (
    AnyCommand,
    Command,
    FindKey,
    ItemsKey,
    ParkKey,
    ReceiptsKey,
    TenderKey,
)
from tui.drawer_commands import DRAWER_COMMANDS

if TYPE_CHECKING:
    from tui.screens.desk_screen import DeskScreen


class Find(FindKey["DeskScreen"]):
    """Find: back to the line that takes anything."""

    def run(self, screen: "DeskScreen") -> None:
        """Go to the lookup screen, on an empty line; the cart stays."""
        screen.counter.lookup_anew()


class Items(ItemsKey["DeskScreen"]):
    """Item codes: what the counter sells."""

    def run(self, screen: "DeskScreen") -> None:
        """List the items; a number already typed is the quantity."""
        from tui.screens.items import ItemsScreen

        quantity = screen.entry.take() if screen.entry is not None else ""
        screen.counter.push(ItemsScreen(quantity))


class Tender(TenderKey["DeskScreen"]):
    """Tender: take the money for what is in the cart."""

    def available(self, screen: "DeskScreen") -> str | None:
        """Something must be in the cart, and a drawer open to put the money in."""
        denied = screen.desk.may_take_money()
        if denied is not None:
            return denied.sentence
        return (
            None
            if screen.desk.cart.lines
            else "The cart is empty. Find a bill or type an item first."
        )

    def run(self, screen: "DeskScreen") -> None:
        """Go to the tender screen."""
        from tui.screens.tender import TenderScreen

        screen.counter.push(TenderScreen())


class Park(ParkKey["DeskScreen"]):
    """Park this cart; with an empty cart, recall a parked one."""

    def run(self, screen: "DeskScreen") -> None:
        """Park at once under the payer's name, or list what is parked."""
        desk = screen.desk
        if not desk.cart.lines:
            from tui.screens.parked import ParkedScreen

            screen.counter.push(ParkedScreen())
            return
        from tui.cart_pane import line_words

        label = desk.cart.payer or line_words(desk.cart.lines[0])
        refusal = desk.park(label)
        if refusal is None:
            screen.counter.lookup_saying(f"Parked: {label}. F5 with an empty cart recalls it.")
        else:
            screen.refuse(refusal)


class Receipts(ReceiptsKey["DeskScreen"]):
    """Receipts: find, look at, reprint."""

    def run(self, screen: "DeskScreen") -> None:
        """List the receipts of this drawer and day."""
        from tui.screens.receipts import ReceiptsScreen

        screen.counter.push(ReceiptsScreen())


class QuickItem(Command["DeskScreen"]):
    """Sell the office's most asked item: a number typed first is the quantity."""

    name, key, also, label, group = "quick-item", "f11", "ctrl+e", "Tags", "counter"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """The office's policy must name the item."""
        return None if screen.desk.office.quick_item else "The office's policy names no quick item."

    def run(self, screen: "DeskScreen") -> None:
        """Put the item into the cart, as many as were typed."""
        desk = screen.desk
        typed = screen.entry.text.strip() if screen.entry is not None else ""
        refusal = desk.add_typed_items(f"{typed or 1}*{desk.office.quick_item}")
        if refusal is None and screen.entry is not None:
            screen.entry.clear()
        if screen.answer(refusal, "In the cart. F4 takes the money.") and not screen.CART:
            screen.counter.lookup_saying(screen.message.text)


class CartLines(Command["DeskScreen"]):
    """Cart: look at its lines and take one out."""

    name, key, also, label, group = "cart", "ctrl+a", "", "Cart", "counter"
    in_bar = False

    def available(self, screen: "DeskScreen") -> str | None:
        """There must be a line."""
        return (
            None
            if screen.desk.cart.lines
            else "The cart is empty. Find a bill or type an item first."
        )

    def run(self, screen: "DeskScreen") -> None:
        """List the cart's lines."""
        from tui.screens.cart import CartScreen

        screen.counter.push(CartScreen())


COUNTER_COMMANDS: tuple[type[AnyCommand], ...] = (
    Find,
    Items,
    Tender,
    Park,
    Receipts,
    *DRAWER_COMMANDS,
    QuickItem,
    CartLines,
)
"""What a clerk does from anywhere."""
