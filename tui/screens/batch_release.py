"""What a batch needs two people for: amounts keyed again and its release, and a difference that is settled by hand."""

from domain.custody.acting import PostedAct
from domain.ledger.acknowledged import Difference
from domain.ledger.batch_life import Batch
from domain.ledger.batch_orders import Program
from domain.ledger.interface import Stub
from domain.ledger.settling import settling_words
from domain.outage import BooksUnavailable
from domain.people.acts import Act
from domain.people.approval import Approval
from domain.refusals import Code, Refusal, refuse
from tui.batch_paint import difference_line
from tui.desk_batches import BatchDesk, read_amount
from tui.paint import Line, line, pad, paragraphs, right
from tui.screens.asking import AskingScreen, Step

_KEPT_IN_VIEW = 8


class RekeyScreen(AskingScreen):
    """Take the paper of each payment named here and key its amount. The amount that was posted is not shown. One that
    is not the same is refused: look at the paper again, or find out what was posted wrong.

    You are kept as the one who keyed them. After the last one a second person, not you, approves the release.
    """

    NAME = "Key again"

    def __init__(self, batch: Batch, program: Program, wanted: tuple[Stub, ...]) -> None:
        super().__init__()
        self.held, self.program, self.wanted = batch, program, wanted

    def head(self) -> str:
        """Return the heading."""
        return f"Key again, {self.place + 1} of {len(self.wanted)}"

    def about(self) -> list[str]:
        """Return the batch and who keys."""
        name = self.desk.operator.name if self.desk.operator else ""
        return [
            f"{self.held.batch_id}. {name} keys these amounts from paper. Then another person releases it."
        ]

    def questions(self) -> tuple[Step, ...]:
        """Ask for each amount, by its receipt, bill and account."""
        return tuple(
            Step(
                str(place),
                "Amount",
                told=f"Receipt {stub.number}, bill {stub.bill_no}, account {stub.account_number}. "
                "A minus before what was taken back.",
            )
            for place, stub in enumerate(self.wanted)
        )

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Refuse an amount that is not the one posted, without telling that one."""
        amount, stub = read_amount(answer), self.wanted[int(step.name)]
        if amount is None:
            return refuse(Code.AMOUNT_UNREADABLE, typed=answer)
        if amount != stub.amount:
            return refuse(Code.BATCH_REKEYED, bill=stub.bill_no, number=stub.number)
        return str(amount)

    def _answers(self, columns: int) -> list[Line]:
        keyed = list(enumerate(self.wanted))[: self.place][-_KEPT_IN_VIEW:]
        return [
            line(
                (pad(f"{stub.number} {stub.bill_no}", columns - 30), "dim"),
                right(self.given.get(str(place), ""), 14),
            )
            for place, stub in keyed
        ]

    def answered(self) -> None:
        """Ask for the approval."""
        words = BatchDesk(self.desk).words(self.held, self.program)
        amount = self.held.made.totals.amount
        self.ask_approval(Act.EXPORT_GL, words, self._approved, amount=amount)

    def _approved(self, approval: Approval) -> None:
        desk, batch, program, wanted = BatchDesk(self.desk), self.held, self.program, self.wanted
        typed = (read_amount(self.given.get(str(n), "")) for n in range(len(wanted)))
        keyed = [amount for amount in typed if amount is not None]
        self.counter.work(
            lambda: desk.release(batch, program, wanted, keyed, approval),
            self._posted,
            expected=(BooksUnavailable,),
            failed=lambda failure: self.refuse(refuse(Code.BOOKS_UNAVAILABLE, why=str(failure))),
        )

    def _posted(self, posted: PostedAct | Refusal) -> None:
        self.counter.pop(posted if isinstance(posted, Refusal) else "Released.")

    def enter(self, text: str) -> None:
        """Take an amount; when all are keyed, ask for the approval once more."""
        if self.step is None:
            self.answered()
        else:
            super().enter(text)

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what waits still."""
        return [line(("Enter asks for the second person's approval.", "strong"))]


class SettleScreen(AskingScreen):
    """Put the difference right first, in the program or here. Then say in one line how; a second person approves it.

    The settled line leaves the list of differences. What a later report says of it comes back as a new one.
    """

    NAME = "Settle"

    def __init__(self, batch: Batch, difference: Difference) -> None:
        super().__init__()
        self.held, self.difference = batch, difference

    def head(self) -> str:
        """Return the heading."""
        return f"Settle a difference of {self.held.batch_id}"

    def about(self) -> list[str]:
        """Return nothing: the difference stands as a row of figures."""
        return []

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the difference above the question."""
        head, *rest = super().body_lines(columns, rows - 2)
        bill = f"Bill {self.difference.bill_no}. " if self.difference.bill_no else ""
        many = len(self.difference.references)
        about = f"{bill}Ours and theirs at the right{f', of {many} lines' if many > 1 else ''}."
        return [head, difference_line(self.difference, columns), line((about, "dim")), *rest]

    def questions(self) -> tuple[Step, ...]:
        """Ask how it was put right."""
        told = (
            "How it was put right, and where: such as keyed into the program by hand, entry 4711."
        )
        return (Step("reason", "Put right", told=told),)

    def checked(self, step: Step, answer: str) -> str | Refusal:
        """Refuse at once what a second person would be asked for in vain."""
        return BatchDesk(self.desk).may_settle(self.held, self.difference, answer) or answer

    def answered(self) -> None:
        """Ask for the approval."""
        words = settling_words(self.held, self.difference, self.given["reason"])
        self.ask_approval(Act.EXPORT_GL, words, self._approved)

    def _approved(self, approval: Approval) -> None:
        desk, batch, found, reason = (
            BatchDesk(self.desk),
            self.held,
            self.difference,
            self.given["reason"],
        )
        self.counter.work(
            lambda: desk.settle(batch, found, reason, approval),
            self._posted,
            expected=(BooksUnavailable,),
            failed=lambda failure: self.refuse(refuse(Code.BOOKS_UNAVAILABLE, why=str(failure))),
        )

    def _posted(self, posted: PostedAct | Refusal) -> None:
        said = posted if isinstance(posted, Refusal) else f"{posted.number}: settled."
        self.counter.pop(said)

    def enter(self, text: str) -> None:
        """Take the reason; when it is there, ask for the approval once more."""
        if self.step is None:
            self.answered()
        else:
            super().enter(text)

    def end_lines(self, columns: int, rows: int) -> list[Line]:
        """Return what waits still."""
        told = "Enter asks for the second person's approval. Esc goes back to the reason."
        return paragraphs(told, columns - 2, "strong")
