"""The shape of what policy says about people: roles and their rights, sign-in, and the first live week."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field, model_validator

from domain.people.roles import Limits, NewStaff, Role, SignInRules
from exchange.policy_fields import (
    ActName,
    Code,
    DrawerCode,
    MaybeText,
    PositiveAmount,
    Strict,
    Text,
    once_each,
)


class RoleModel(Strict):
    """A role and its acts: free, for others' work only, or with a second person's approval."""

    code: Code
    name: Text
    acts: tuple[ActName, ...] = Field(default=(), strict=False)
    not_own: tuple[ActName, ...] = Field(default=(), strict=False)
    with_approval: tuple[ActName, ...] = Field(default=(), strict=False)
    stations: tuple[Text, ...] = Field(default=(), strict=False)
    tenders: tuple[DrawerCode, ...] = Field(default=(), strict=False)
    services: tuple[Code, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _acts(self) -> Self:
        once_each((*self.acts, *self.not_own, *self.with_approval), f"the act of role {self.code}")
        return self

    def value(self) -> Role:
        """Return the role as the domain knows it."""
        return Role(
            self.code,
            self.name,
            frozenset(self.acts),
            frozenset(self.not_own),
            frozenset(self.with_approval),
            Limits(frozenset(self.stations), frozenset(self.tenders), frozenset(self.services)),
        )


class SignInModel(Strict):
    """How people sign in."""

    tries: int = Field(default=5, ge=1, le=20)
    least_digits: int = Field(default=4, ge=4, le=12)
    least_characters: int = Field(default=10, ge=8, le=64)
    idle_minutes: int = Field(default=10, ge=0, le=240)
    badge_needs_pin: bool = False
    source: MaybeText = ""
    confirm: MaybeText = ""

    def value(self) -> SignInRules:
        """Return the rules as the domain knows them."""
        return SignInRules(
            self.tries,
            self.least_digits,
            self.least_characters,
            self.idle_minutes,
            self.badge_needs_pin,
        )


class NewStaffModel(Strict):
    """What holds for a person in the first live week."""

    limit: PositiveAmount | None = None
    with_approval: tuple[ActName, ...] = Field(default=(), strict=False)
    source: MaybeText = ""
    confirm: MaybeText = ""

    def value(self) -> NewStaff:
        """Return the rules as the domain knows them."""
        return NewStaff(self.limit, frozenset(self.with_approval))


def check_roles(
    roles: Sequence[RoleModel], tenders: Sequence[str], services: Sequence[str]
) -> None:
    """Raise ``ValueError`` when a role comes twice or is limited to what the office does not have."""
    once_each((role.code for role in roles), "role")
    for role in roles:
        for what, named, known in (
            ("tenders", role.tenders, tenders),
            ("services", role.services, services),
        ):
            for code in named:
                if code not in known:
                    raise ValueError(
                        f"role {role.code} has {code!r} under {what}; allowed are {', '.join(known)}"
                    )
