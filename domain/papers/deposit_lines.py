"""What the printed slips of a deposit say: the bag, cash by denomination, the check list, what is held over.

And what the courier signs for, who takes the bag.
"""

from domain.custody.banking import BagHandedOver
from domain.custody.deposit import DepositItem
from domain.custody.depositing import DepositMade
from domain.money import total
from domain.office import Office
from domain.receipting.paper import PaperLine, Style, columns, labeled, paragraph


def deposit_lines(body: DepositMade, office: Office) -> list[PaperLine]:
    """Return the lines of the slip between its head and its signatures, in 42 columns."""
    made = body.deposit
    account = _account(made.bank, office)
    lines: list[PaperLine] = []
    for label, said in (("Account", account), ("Bag", made.bag), ("Seal", made.seal)):
        lines += labeled(label, said)
    for first, last in body.numbers:
        lines += labeled("Receipts", f"{first} to {last}")
    names = {each.value: each.name for each in office.denominations}
    for value, number in made.cash.held:
        words = f"{number:,} x {names.get(value, str(value))}"
        lines += columns(words, str(value.times(number)))
    if made.cash.held:
        lines += columns("Cash", str(made.cash.amount), style=Style.BOLD)
    if made.from_vault:
        lines += columns("Of it from the vault", str(made.from_vault), indent=2)
        lines += paragraph(f"  {made.why_from_vault}")
    kinds = {kind.code: kind.name for kind in office.tender_kinds}
    for code in dict.fromkeys(item.kind for item in made.items):
        some = [item for item in made.items if item.kind == code]
        lines += [row for item in some for row in _item(item)]
        name = kinds.get(code, code)
        count = "1 item" if len(some) == 1 else f"{len(some):,} items"
        amount = total(item.amount for item in some)
        lines += columns(f"{name}, {count}", str(amount), style=Style.BOLD)
    lines += columns("TOTAL DEPOSIT", str(made.amount), style=Style.BOLD)
    if made.held:
        lines += paragraph("HELD OVER, NOT IN THIS BAG", Style.BOLD)
    for held in made.held:
        lines += [*_item(held.item), *paragraph(f"  {held.reason}")]
    return lines


def bag_lines(body: BagHandedOver, office: Office) -> list[PaperLine]:
    """Return what the courier signs for: the sealed bag, its deposit and account, and what it was sealed with."""
    told = (
        ("Deposit", str(body.made)),
        ("Account", _account(body.bank, office)),
        ("Bag", body.bag),
        ("Seal", body.seal),
    )
    lines = [row for label, said in told for row in labeled(label, said)]
    return [*lines, *columns("SEALED WITH", str(body.amount), style=Style.BOLD)]


def _account(code: str, office: Office) -> str:
    bank = office.keeping.bank(code)
    return f"{bank.name}, ending {bank.last_four}" if bank is not None else code


def _item(item: DepositItem) -> tuple[PaperLine, ...]:
    return columns(f"{item.number}  {item.receipt}", str(item.amount), indent=2)
