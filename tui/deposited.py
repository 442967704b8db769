"""Where a check was deposited: the books know by the deposit that holds it."""

from collections.abc import Sequence

from domain.corrections.checks import CheckPart
from domain.custody.depositing import DepositMade, item_claim
from tui.desk import Desk


def deposited_in(desk: Desk, parts: Sequence[CheckPart]) -> str | None:
    """Return the ledger account of the bank whose deposit holds the check, or ``None`` while none does.

    It is empty where the office's policy no longer knows that bank account.
    """
    claims = (item_claim(str(part.standing.number), part.tender_no) for part in parts)
    for act in filter(None, map(desk.books.act_claiming, claims)):
        code = act.body.deposit.bank if isinstance(act.body, DepositMade) else ""
        bank = desk.office.keeping.bank(code)
        return bank.gl_code if bank is not None else ""
    return None
