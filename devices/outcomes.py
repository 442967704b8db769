"""What became of a print job, as far as it can be known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The job is out: the printer answered behind it, or the file holds it durably."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The printer took every byte and is not set up to answer."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Some of the job may be out. ``sentence`` says why it is not known; only a person can look."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing of the job is out: it may be sent again as the same paper. ``sentence`` says why and what to do."""

    sentence: str


Outcome = Confirmed | Sent | Unknown | Failed


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """A printer as it is seen before a customer stands there; ``drawer_open`` is ``None`` when it cannot tell."""

    ready: bool
    sentence: str
    drawer_open: bool | None = None
