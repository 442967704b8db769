"""The virtual tape of a batch on receipt paper: each amount with a box to tick, and what they foot to."""

from collections.abc import Collection, Sequence

from domain.calendar import day_text
from domain.ledger.batches import BatchMade
from domain.ledger.interface import Stub
from domain.money import total
from domain.office import Office
from domain.papers.frame import section, sheet_paper
from domain.receipting.paper import (
    BLANK,
    RULE,
    WIDTH,
    Paper,
    PaperLine,
    Style,
    columns,
    labeled,
    paragraph,
)


def tape_sheet(
    made: BatchMade,
    program: str,
    tape: Sequence[Stub],
    ticked: Collection[int],
    again: Collection[Stub],
    office: Office,
    *,
    training: bool = False,
) -> Paper:
    """Return the tape of a batch for its ``program`` by name.

    ``ticked`` are the places that were ticked on the screen, ``again`` the amounts that are keyed again; these are not
    printed, because they are keyed blind.
    """
    body = [
        *labeled("Batch", made.batch_id),
        *labeled("For", program),
        *labeled("Of", day_text(made.on)),
        *labeled("File", made.file_name),
    ]
    rows: list[PaperLine] = []
    for place, stub in enumerate(tape):
        box = "[x]" if place in ticked else "[ ]"
        amount = "key again" if stub in again else str(stub.amount)
        rows += columns(f"{box} {stub.number}", amount)
        rows += paragraph(f"{stub.bill_no}  {stub.account_number}", indent=4)
    body += [RULE, *rows]
    body += section("IT FOOTS TO", _totals(made, tape, len(set(ticked))))
    body += [BLANK, BLANK, PaperLine("_" * WIDTH), *paragraph("Ticked against paper by")]
    return sheet_paper("TAPE", office, body, training=training)


def _totals(made: BatchMade, tape: Sequence[Stub], ticked: int) -> tuple[PaperLine, ...]:
    totals = made.totals
    return (
        *columns("Amounts", f"{len(tape):,}"),
        *columns("Ticked on screen", f"{ticked:,} of {len(tape):,}"),
        *columns("Lines in the file", f"{totals.records:,}"),
        *columns("Lowers what is owed", str(totals.lowers)),
        *columns("Raises what is owed", str(totals.raises)),
        *columns("In all", str(total(stub.amount for stub in tape)), style=Style.BOLD),
        *columns("Hash total of accounts", totals.hash_text),
    )
