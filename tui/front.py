"""What a counter says of itself before its desk: whose it is, and that its books are open."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Front:
    """What is known once the books are open under the policy in force; the desk and its rules are loaded after it."""

    office: str
    short_name: str
    station: str
    drawer: str
    training: bool
