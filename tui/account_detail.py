"""What the chosen bill is: on which property, of which account, in which instalments."""

from domain.money import ZERO, total
from domain.receivables.accounts import Account
from domain.receivables.assessment import Assessment
from domain.receivables.bills import BillState
from tui.paint import Line, clip, line, spread


def detail_lines(
    account: Account, state: BillState, assessment: Assessment, columns: int
) -> list[Line]:
    """Return the lines that tell this bill from a neighbor's: description, property, account, open instalments."""
    bill = state.bill
    lines = [
        line(("-" * columns, "rule")),
        line((clip(bill.description, columns), "strong")),
        line((clip(account.address or account.plate, columns), "strong")),
        line((clip(f"Account {account.number}  {account.name}".rstrip(), columns), "dim")),
    ]
    if len(bill.instalments) > 1:
        for part in bill.instalments:
            left = total(o.amount for o in assessment.open if o.instalment == part.no)
            words = f"Instalment {part.no}, due {part.due_on:%m-%d-%y}"
            lines.append(spread(words, str(left) if left > ZERO else "paid", columns, "dim", ""))
    return lines
