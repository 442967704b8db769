"""Carts that are kept: parked under a label, recalled at any counter, dropped."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.people.authority import Operator
from domain.privacy.confidential import refused_text
from domain.receipting.cart import Cart
from domain.records import Draft, DraftState
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text
from tui.desk_numbers import Station

if TYPE_CHECKING:
    from domain.books import Books


class DeskDrafts:
    """The acts on kept carts. A refusal leaves everything as it was."""

    books: "Books"
    operator: Operator | None
    station: Station
    clock: Callable[[], datetime]
    cart: Cart

    @property
    def drawer_here(self) -> str:
        """The open session's drawer, else the one at this station."""
        raise NotImplementedError

    def begin_cart(self) -> None:
        """Begin a new cart."""
        raise NotImplementedError

    def take_up(self, cart: Cart, *, new: bool = False) -> None:
        """Bring a cart to the front."""
        raise NotImplementedError

    def park(self, label: str = "") -> Refusal | None:
        """Park the cart under a label and begin a new one."""
        if not self.cart.lines:
            return refuse(Code.CART_EMPTY)
        parked = self._draft(self.cart, DraftState.PARKED)
        words = clean_text(label)[:40]
        secret = refused_text(words)
        if secret is not None:
            return secret
        self.books.save_draft(replace(parked, label=words))
        self.begin_cart()
        return None

    def parked(self) -> tuple[Draft, ...]:
        """Return the carts that are parked at any counter, oldest first."""
        return self.books.parked()

    def recall(self, request_id: str) -> Refusal | None:
        """Take a parked cart up again; the cart in front is parked first when it has lines."""
        if self.cart.lines:
            self.park()
        recalled = self.books.recall(request_id, self._draft(self.cart, DraftState.ACTIVE))
        if isinstance(recalled, Refusal):
            return recalled
        self.take_up(recalled.cart)
        return None

    def clear(self) -> None:
        """Drop the cart and begin a new one."""
        self.books.drop_draft(self.cart.request_id)
        self.begin_cart()

    def _draft(self, cart: Cart, state: DraftState) -> Draft:
        return Draft(
            cart,
            self.drawer_here,
            self.station.code,
            self.operator.operator_id if self.operator else "",
            state,
            self.clock(),
        )
