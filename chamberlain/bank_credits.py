"""What a bank's statement says that processors paid: matched to what waits, and posted as settlements."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from chamberlain.asked import Opened
from chamberlain.stop import refused
from domain.custody.acting import ActOrder, Asked
from domain.custody.acts import Signer
from domain.custody.bank import BankLine
from domain.custody.keeping import BankAccount, Processor
from domain.custody.settlement_orders import order_settled
from domain.custody.settlements import Credited, is_of, match_credit, waiting_days
from domain.custody.statements import line_words
from domain.refusals import Refusal

_SINCE: Final = timedelta(days=400)


def processor_of(
    line: BankLine, banks: Sequence[BankAccount], processors: Iterable[Processor]
) -> Processor | None:
    """Return the processor that a line of these accounts' statement is of, or ``None``."""
    codes = {bank.code for bank in banks}
    return next((each for each in processors if each.bank in codes and is_of(line, each)), None)


def match_credits(
    at: Opened, lines: Iterable[tuple[BankLine, Processor]], before: Iterable[Credited]
) -> tuple[list[Credited], list[str]]:
    """Return what credits settle beyond doubt, and the others in words; ``before`` takes its parts first."""
    gone = {part for credit in before for part in credit.parts}
    found: list[Credited] = []
    listed: list[str] = []
    for line, processor in lines:
        parts = at.books.unsettled(processor.tenders, at.today - _SINCE)
        waiting = waiting_days(part for part in parts if part not in gone)
        credit = match_credit(line, processor, waiting)
        if credit is None:
            listed.append(
                f"{processor.code}: no date that waits is it beyond doubt, {line_words(line)}"
            )
        else:
            found.append(credit)
            gone |= set(credit.parts)
    return found, listed


def settling(at: Opened, credit: Credited, clerk: Signer, asked: Asked, source: str) -> ActOrder:
    """Return the order that settles a credit of the statement ``source``; ends the command when it is refused."""
    fee = credit.gross - credit.amount
    order = order_settled(
        credit.processor, credit.parts, credit.gross, fee, credit.on, credit.reference, clerk,
        asked, at.office, source=source,
    )  # fmt: skip
    if isinstance(order, Refusal):
        raise refused(order)
    return order


def is_settled(at: Opened, credit: Credited) -> bool:
    """Whether something of a credit is settled: by this statement before, or by hand meanwhile."""
    return any(at.books.act_claiming(part.claim) is not None for part in credit.parts)
