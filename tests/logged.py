"""Approvals that tests give without a desk, put into the access log as the desk does."""

from __future__ import annotations

from typing import TypeVar

from domain.books import Books
from domain.corrections.ordering import CorrectionOrder
from domain.people.access import AccessEvent, AccessKind
from domain.people.acts import IN_WORDS, Act
from domain.people.approval import mark_of
from domain.receipting.posting import ReceiptOrder

AnyOrder = TypeVar("AnyOrder", CorrectionOrder, ReceiptOrder)


def logged(books: Books, order: AnyOrder) -> AnyOrder:
    """The order, whose approvals the access log knows from now on."""
    for given in order.given:
        said, mark = given.approval, mark_of(given.approval, given.about)
        about = f"{IN_WORDS[Act(said.act)]}, asked by {order.header.operator_id}"
        books.note_access(AccessEvent(said.operator_id, AccessKind.APPROVED, about, mark, said.at))
    return order
