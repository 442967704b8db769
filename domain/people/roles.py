"""Roles and what an office's policy says about people: rights, where they hold, sign-in, and the first live week."""

from dataclasses import dataclass
from typing import Final

from domain.money import Money


@dataclass(frozen=True, slots=True)
class Where:
    """Where an act takes place: station, tender kind and service by their codes; empty where it does not matter."""

    station: str = ""
    tender: str = ""
    service: str = ""


ANYWHERE: Final = Where()


@dataclass(frozen=True, slots=True)
class Limits:
    """The stations, tender kinds and services that rights hold for; an empty set is no limit."""

    stations: frozenset[str] = frozenset()
    tenders: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()

    def against(self, where: Where) -> str | None:
        """Return where the act may not be done, in words, or ``None`` when nothing stands against it."""
        for what, allowed, asked in (
            ("at station", self.stations, where.station),
            ("for tender kind", self.tenders, where.tender),
            ("for service", self.services, where.service),
        ):
            if asked and allowed and asked not in allowed:
                return f"{what} {asked}"
        return None


@dataclass(frozen=True, slots=True)
class Role:
    """A role and its rights (names of ``domain.people.acts``).

    ``acts`` it may do; ``not_own`` it may do for another's work only; ``with_approval`` only when a second person who
    may approve it does so.
    """

    code: str
    name: str
    acts: frozenset[str]
    not_own: frozenset[str] = frozenset()
    with_approval: frozenset[str] = frozenset()
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        twice = (
            (self.acts & self.not_own)
            | (self.acts & self.with_approval)
            | (self.not_own & self.with_approval)
        )
        if twice:
            raise ValueError(f"the role {self.code} has {', '.join(sorted(twice))} twice")

    @property
    def held(self) -> frozenset[str]:
        """All acts of the role, with or without a condition."""
        return self.acts | self.not_own | self.with_approval


@dataclass(frozen=True, slots=True)
class SignInRules:
    """How people sign in: wrong tries before the lock, least digits of a PIN and least characters of a password.

    ``idle_minutes`` without a key lock the screen, 0 never. ``badge_needs_pin`` asks for the PIN after the badge too.
    """

    tries: int = 5
    least_digits: int = 4
    least_characters: int = 10
    idle_minutes: int = 10
    badge_needs_pin: bool = False

    def __post_init__(self) -> None:
        if self.tries < 1 or self.least_digits < 4 or self.least_characters < 8:
            raise ValueError(
                "sign-in takes at least one try, four digits or eight characters of a password"
            )
        if not 0 <= self.idle_minutes <= 240:
            raise ValueError("the screen locks after 0 to 240 minutes")


@dataclass(frozen=True, slots=True)
class NewStaff:
    """What holds for a person in the first live week: the most of one tender, and what needs an approval then."""

    limit: Money | None = None
    with_approval: frozenset[str] = frozenset()
