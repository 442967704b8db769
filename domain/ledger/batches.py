"""A batch for an accounting program, made: which lines it holds, its totals and its file.

A batch names the postings whose lines it holds and claims each for its service: the books keep a claim once, so that
no line is ever in two batches (invariant I15). What it holds is fixed by that; writing its file again gives the same
bytes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from domain.custody.acts import ActBody, Claim, Signer, signer_from_data
from domain.ledger.interface import (
    ProgramLine,
    Totals,
    digest_of_lines,
    lines_of,
    totals_from_data,
    totals_of,
)
from domain.receivables.bills import How
from domain.reports.asked import Entry

BATCH: Final = "batch"


def line_claim(service: str, posting_id: int) -> Claim:
    """Return the claim of a posting's lines of one service for the one batch that they are in."""
    return Claim(f"export of {service} lines of posting", str(posting_id))


@dataclass(frozen=True, slots=True)
class BatchMade(ActBody):
    """A batch: the postings it holds by service, its totals, the digest of its lines, and its file.

    ``program`` is the code of the program's table in the office's policy, ``on`` the business date of all its
    postings, ``number`` its place among that program's batches of the day, ``tells`` what the program is told of.
    """

    kind: ClassVar[str] = "batch_made"
    slip: ClassVar[bool] = False
    batch_id: str
    program: str
    on: date
    number: int
    holds: tuple[tuple[str, tuple[int, ...]], ...]
    tells: tuple[How, ...]
    totals: Totals
    lines_digest: str
    file_name: str
    file_digest: str
    made_by: Signer

    def __post_init__(self) -> None:
        ids = [posting_id for _, held in self.holds for posting_id in held]
        if not (self.batch_id and self.program and ids and self.totals.records):
            raise ValueError("a batch holds lines of postings")
        if self.number < 1 or self.batch_id != batch_id_of(self.program, self.on, self.number):
            raise ValueError("a batch is named after its program, day and number")
        for _, held in self.holds:
            if not held or list(held) != sorted(set(held)):
                raise ValueError("a batch names each posting of a service once, in order")

    @property
    def title(self) -> str:
        """What it is."""
        return "batch made"

    @property
    def postings(self) -> tuple[int, ...]:
        """The ids of all its postings, each once, in order."""
        return tuple(sorted({posting_id for _, held in self.holds for posting_id in held}))

    def lines(self, entries: Iterable[Entry]) -> tuple[ProgramLine, ...]:
        """Return the lines that it holds, made of its postings: the same as when it was made, however often."""
        return held_lines(entries, self.holds, self.tells)

    def says_of(self, lines: Sequence[ProgramLine]) -> str:
        """Return how these lines are not those it was made of, as the end of a sentence; empty when they are."""
        if totals_of(lines) != self.totals:
            return f"its lines come to {totals_of(lines).amount} and not {self.totals.amount}"
        if digest_of_lines(lines) != self.lines_digest:
            return "its lines are not those that it was made of"
        return ""

    @property
    def signers(self) -> tuple[Signer, ...]:
        """The one who made it."""
        return (self.made_by,)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return its name, file and totals."""
        totals = self.totals
        return (
            ("Batch", self.batch_id),
            ("File", self.file_name),
            ("Lines", str(totals.records)),
            ("Amount", str(totals.amount)),
            ("Hash total", totals.hash_text),
        )

    def data(self) -> list[object]:
        """Return it as plain data in a fixed order."""
        return [
            self.batch_id,
            self.program,
            self.on.isoformat(),
            self.number,
            [[service, list(held)] for service, held in self.holds],
            [how.value for how in self.tells],
            self.totals.data(),
            self.lines_digest,
            self.file_name,
            self.file_digest,
            self.made_by.data(),
        ]

    def claims(self) -> tuple[Claim, ...]:
        """Return its name and the lines of its postings."""
        lines = (line_claim(service, each) for service, held in self.holds for each in held)
        return (Claim(BATCH, self.batch_id), *lines)


def held_lines(
    entries: Iterable[Entry],
    holds: Iterable[tuple[str, Collection[int]]],
    tells: Collection[How],
) -> tuple[ProgramLine, ...]:
    """Return the lines of postings that a batch holds, by service, as far as its program is told of them; in order."""
    wanted = {(service, each) for service, held in holds for each in held}
    services = {service for service, _ in wanted}
    return tuple(
        line
        for entry in sorted(entries, key=lambda each: each.posting_id)
        for line in lines_of(entry, services)
        if line.how in tells and (line.service, line.posting_id) in wanted
    )


def batch_id_of(program: str, on: date, number: int) -> str:
    """Return a batch's name: the same program, business date and number always give the same."""
    return f"{program.upper()}-{on:%Y%m%d}-{number:02d}"


def batch_made_from_data(data: object) -> BatchMade:
    """Return what ``BatchMade.data`` wrote; raises ``ValueError`` or ``TypeError`` when the data is damaged."""
    match data:
        case [
            str(batch_id), str(program), str(on), int(number), list(holds), list(tells), totals,
            str(digest), str(file_name), str(file_digest), made_by,
        ]:  # fmt: skip
            return BatchMade(
                batch_id,
                program,
                date.fromisoformat(on),
                number,
                tuple((str(service), _ids(held)) for service, held in holds),
                tuple(How(how) for how in tells),
                totals_from_data(totals),
                digest,
                file_name,
                file_digest,
                signer_from_data(made_by),
            )
    raise ValueError("a saved batch is damaged")


def _ids(data: object) -> tuple[int, ...]:
    if not isinstance(data, list) or any(type(each) is not int for each in data):
        raise ValueError("a saved batch's postings are damaged")
    return tuple(data)
