"""A policy that the books had ready: what is not kept ready of it is read from its files when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from domain.office import Office

if TYPE_CHECKING:
    from exchange.interface_models import ProgramModel


class Policy(Protocol):
    """An office's policy as commands ask for it."""

    @property
    def office(self) -> Office:
        """The domain's part."""

    @property
    def files(self) -> Mapping[str, str]:
        """The texts of its files by name."""

    @property
    def interfaces(self) -> "Mapping[str, ProgramModel]":
        """The interfaces of its accounting programs by their codes."""


@dataclass(frozen=True, slots=True)
class KnownPolicy:
    """A policy made before from just these files, which held then."""

    office: Office
    files: Mapping[str, str]

    @property
    def interfaces(self) -> "Mapping[str, ProgramModel]":
        """The interfaces of its accounting programs by their codes."""
        # It brings pydantic, which most commands do without.
        from exchange.policy import make_office

        return make_office(self.files).interfaces
