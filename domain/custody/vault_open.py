"""The vault opened with what already lay in it on the day an office begins with these books: counted by two people.

It moves nothing on the ledger: the city's ledger has had this change fund all along. A count of the vault would book
it as over, which it is not.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from domain.custody.acting import ActOrder, Asked, order_act
from domain.custody.acts import ActBody, Claim, PiecesMoved, Signer, signer_from_data
from domain.custody.moving import may_sign
from domain.custody.pieces import Pieces, pieces_from_data
from domain.custody.vault import VAULT
from domain.money import Money
from domain.office import Office
from domain.people.acts import Act
from domain.refusals import Code, Refusal, refuse

OPENED: Final = Claim("opening of the", VAULT)
"""A vault is opened once, unless its opening was reversed."""


@dataclass(frozen=True, slots=True)
class VaultOpened(ActBody):
    """The pieces that lay in the vault before the first act on it."""

    kind: ClassVar[str] = "vault_opened"
    counted: Pieces
    counter: Signer
    witness: Signer

    def __post_init__(self) -> None:
        if not self.counted.held:
            raise ValueError("a vault is opened with something in it")

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Who counted and who saw it."""
        return (self.counter, self.witness)

    @property
    def title(self) -> str:
        """What it is."""
        return "Vault opened with"

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return what was counted by denomination, and what it comes to."""
        lines = [("Counted", f"{number} x {value}") for value, number in self.counted.held]
        return (*lines, ("Amount", str(self.counted.amount)))

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [self.counted.data(), self.counter.data(), self.witness.data()]

    def claims(self) -> tuple[Claim, ...]:
        """Return that the vault is opened, which happens once."""
        return (OPENED,)

    def seen(self) -> tuple[tuple[str, tuple[tuple[Money, int], ...]], ...]:
        """Return that nothing lay in the vault by the books."""
        return ((VAULT, ()),)

    def pieces(self) -> tuple[PiecesMoved, ...]:
        """Return what lies in the vault from now on."""
        return tuple(PiecesMoved(VAULT, value, number) for value, number in self.counted.held)


def order_vault_open(
    counted: Pieces, counter: Signer, witness: Signer, asked: Asked, office: Office
) -> ActOrder | Refusal:
    """Return the order that opens the vault with what two people counted in it.

    The counter keeps the vault, and the witness signs for cash that changes hands or keeps the vault too. That nothing
    else lies in the vault, and that it was not opened before, is for the books to see.
    """
    if not counted.held:
        return refuse(Code.MOVE_NOTHING)
    refusal = may_sign(counter, Act.KEEP_VAULT, asked, office)
    if refusal is None and may_sign(witness, Act.HAND_OVER, asked, office) is not None:
        refusal = may_sign(witness, Act.KEEP_VAULT, asked, office)
    return refusal or order_act(VaultOpened(counted, counter, witness), asked, office)


def vault_opened_from_data(data: object) -> VaultOpened:
    """Return what ``VaultOpened.data`` wrote; raises ``ValueError`` when the data is damaged."""
    match data:
        case [counted, counter, witness]:
            return VaultOpened(
                pieces_from_data(counted), signer_from_data(counter), signer_from_data(witness)
            )
    raise ValueError("a saved opening of the vault is damaged")
