"""A count of the vault as an act of custody: what was counted, what the books said, and what becomes of a difference.

A difference is accepted and recorded, never forced: from then on the books say what was counted, and the vault's
account and the over or short account say by how much they changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from domain.custody.acting import ActOrder, Asked, order_act
from domain.custody.acts import ActBody, PiecesMoved, Signer, signer_from_data
from domain.custody.moving import may_sign
from domain.custody.pieces import Pieces, pieces_from_data
from domain.custody.vault import VAULT
from domain.money import Money
from domain.office import Office
from domain.people.acts import Act
from domain.privacy.confidential import refused_text
from domain.refusals import Code, Refusal, refuse
from domain.text import clean_text

MOST_REASON: Final = 120


@dataclass(frozen=True, slots=True)
class VaultCounted(ActBody):
    """The pieces that were ``counted`` in the vault, and those that the books said (``expected``).

    ``reason`` says why they differ. ``vault`` is the vault's ledger account and ``other`` that of overages or
    shortages, both empty where the amount agrees.
    """

    kind: ClassVar[str] = "vault_count"
    counted: Pieces
    expected: Pieces
    counter: Signer
    witness: Signer
    reason: str = ""
    vault: str = ""
    other: str = ""

    def __post_init__(self) -> None:
        if bool(self.reason) < (self.counted != self.expected):
            raise ValueError("a count that differs has a reason")
        if (bool(self.vault), bool(self.other)) != (bool(self.difference),) * 2:
            raise ValueError("a difference in money has its ledger accounts")

    @property
    def difference(self) -> Money:
        """What was counted less what the books said; short is below zero."""
        return self.counted.amount - self.expected.amount

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Who counted and who saw it."""
        return (self.counter, self.witness)

    @property
    def title(self) -> str:
        """What it is."""
        return "Vault counted"

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what was counted by denomination, and what differs."""
        lines = [("Counted", f"{number} x {value}") for value, number in self.counted.held]
        lines.append(("Amount", str(self.counted.amount)))
        for each in self.pieces():
            side = "Too many" if each.number > 0 else "Missing"
            lines.append((side, f"{abs(each.number)} x {each.value}"))
        if self.reason:
            lines += [("Difference", str(self.difference)), ("Reason", self.reason)]
        return (*lines, *(() if self.reason else (("Count", "agrees"),)))

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.counted.data(),
            self.expected.data(),
            self.counter.data(),
            self.witness.data(),
            self.reason,
            self.vault,
            self.other,
        ]

    def movements(self) -> Iterable[tuple[str, int]]:
        """Return what a difference does: an overage is debited to the vault, a shortage credited to it."""
        cents = self.difference.cents
        return ((self.vault, cents), (self.other, -cents)) if cents else ()

    def seen(self) -> tuple[tuple[str, tuple[tuple[Money, int], ...]], ...]:
        """Return what the books said: a movement that came in between would be counted twice."""
        return ((VAULT, self.expected.held),)

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return by which pieces what lies in the vault changes in the books."""
        values = {value for value, _ in (*self.counted.held, *self.expected.held)}
        moved = ((value, self.counted.of(value) - self.expected.of(value)) for value in values)
        return tuple(PiecesMoved(VAULT, value, n) for value, n in sorted(moved) if n)


def order_vault_count(
    counted: Pieces,
    expected: Pieces,
    counter: Signer,
    witness: Signer,
    reason: str,
    asked: Asked,
    office: Office,
) -> ActOrder | Refusal:
    """Return the order that keeps a count of the vault; ``expected`` is what the books say at that moment.

    The counter keeps the vault, and the witness signs for cash that changes hands or keeps the vault too. Refuses a
    difference, in money or only in pieces, without a reason.
    """
    words = clean_text(reason)[:MOST_REASON]
    refusal = may_sign(counter, Act.KEEP_VAULT, asked, office) or refused_text(words)
    if refusal is None and may_sign(witness, Act.HAND_OVER, asked, office) is not None:
        refusal = may_sign(witness, Act.KEEP_VAULT, asked, office)
    if refusal is None and counted != expected and not words:
        refusal = refuse(Code.VAULT_DIFFERS)
    if refusal is not None:
        return refusal
    cents = counted.amount.cents - expected.amount.cents
    other = "" if not cents else office.custody.over if cents > 0 else office.custody.short
    body = VaultCounted(
        counted,
        expected,
        counter,
        witness,
        words if counted != expected else "",
        office.custody.vault if cents else "",
        other,
    )
    return order_act(body, asked, office)


def vault_counted_from_data(data: object) -> VaultCounted:
    """Return what ``VaultCounted.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [counted, expected, counter, witness, str(reason), str(vault), str(other)]:
            return VaultCounted(
                pieces_from_data(counted),
                pieces_from_data(expected),
                signer_from_data(counter),
                signer_from_data(witness),
                reason,
                vault,
                other,
            )
    raise ValueError("a saved count of the vault is damaged")
