"""The slip of a deposit as a PDF: asked for at the command line, or filed by the counter where a folder is set."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.books import Books
    from domain.custody.acting import PostedAct
    from domain.office import Office


def slip_pdf(made: "PostedAct", books: "Books", office: "Office") -> bytes:
    """Return the slip of a sealed deposit with its check list and its proof, which is made anew from the postings."""
    from domain.custody.depositing import DepositMade
    from domain.reports.deposits_proved import proved
    from exchange.deposit_slip_pdf import SlipHead, deposit_slip_pdf

    body = made.body
    if not isinstance(body, DepositMade):
        raise TypeError("only a deposit has a slip")
    bank = office.keeping.bank(body.deposit.bank)
    head = SlipHead(
        made.posting.header.business_date,
        bank.last_four if bank is not None else "",
        body.prepared_by.name,
        body.verified_by.name,
        str(made.number),
        bank.name if bank is not None else "",
        books.training,
        undone_words(made, books),
    )
    (proof,) = proved(books, [made], office)
    return deposit_slip_pdf(body.deposit, head, office, proof.composition)


def undone_words(made: "PostedAct", books: "Books") -> str:
    """Return the number and the day of a deposit's reversal, nothing while it stands."""
    from domain.custody.reversing import reversal_of

    undone = reversal_of(books.act_claiming, made)
    if undone is None:
        return ""
    return f"{undone.number} of {undone.posting.header.business_date.isoformat()}"


class SlipFolder:
    """The folder that the settings name for deposit slips; an empty name files none."""

    def __init__(
        self,
        folder: str,
        books: "Books",
        office: "Office",
        policy_at: "Callable[[str], Office | None]",
    ) -> None:
        self._folder, self._books, self._office = folder, books, office
        self._policy_at = policy_at

    def file(self, made: "PostedAct") -> str:
        """Write a deposit's slip and return the sentence that says where, or why not."""
        from exchange.whole_file import NotWritten, write_whole

        if not self._folder:
            return ""
        office = self._policy_at(made.posting.header.policy_digest) or self._office
        path = Path(self._folder).expanduser() / f"deposit-{made.number}.pdf"
        try:
            write_whole(path, slip_pdf(made, self._books, office), replace=True)
        except NotWritten as failure:
            return (
                f"The slip could not be filed: {failure} The deposit is posted and its slip prints."
            )
        return f"Filed as {path}."
