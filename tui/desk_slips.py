"""The desk's deposit slips as files: what the settings name a folder for is written there, beside the printed slip."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from domain.custody.acting import PostedAct
from tui.desk import Desk


@runtime_checkable
class SlipFiler(Protocol):
    """A printer that files the slip of a deposit as well."""

    def file_slip(self, made: PostedAct) -> str:
        """Write the slip as a PDF and return the sentence that says where, or why not; empty without a folder."""


@dataclass(frozen=True, slots=True)
class SlipDesk:
    """Slips at one desk."""

    desk: Desk

    def file(self, made: PostedAct) -> str:
        """File the slip of a deposit where that is set; return what to say of it."""
        printer = self.desk.printer
        return printer.file_slip(made) if isinstance(printer, SlipFiler) else ""
