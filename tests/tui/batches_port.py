"""Programs for the tests of the counter: batches made as the command line does, kept in memory instead of files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from domain.books import Books
from domain.ledger.batch_life import Batch
from domain.ledger.batch_orders import Program, order_sending, order_sent
from domain.ledger.batch_steps import BatchSent
from domain.money import Money
from domain.people.authority import Operator
from domain.refusals import Refusal
from tests.samples import ok
from tests.storage import batches_kit
from tests.storage.batches_kit import OFFICE
from tui.desk_batches import Done

REKEY = Money(100_00)


@dataclass
class PortInMemory:
    """What the counter asked for. ``arrives`` says how a sending ends; ``None`` leaves it unknown."""

    books: Books
    rekey_from: Money | None = REKEY
    arrives: bool | None = True
    written: list[str] = field(default_factory=list)
    sent: list[tuple[str, bool]] = field(default_factory=list)

    def programs(self) -> tuple[Program, ...]:
        """The programs of the sample office."""
        return tuple(replace(each, rekey_from=self.rekey_from) for each in batches_kit.PROGRAMS)

    def make(self, code: str, on: date, maker: Operator) -> Done:
        """Make a batch."""
        program = next(each for each in self.programs() if each.code == code)
        made = batches_kit.make(self.books, program, on)
        return Done(f"{made.batch_id} is made.")

    def write(self, batch: Batch, maker: Operator) -> Done:
        """Note that it was written."""
        self.written.append(batch.batch_id)
        return Done(f"Written as {batch.made.file_name}.")

    def send(self, batch: Batch, maker: Operator, *, again: bool) -> Done:
        """Keep the steps of a sending."""
        program = next(each for each in self.programs() if each.code == batch.made.program)
        self.sent.append((batch.batch_id, again))
        asked = batches_kit.asked(f"send {len(self.sent)}", maker)
        order = order_sending(batch, program, "folder out", asked, OFFICE, again=again)
        if isinstance(order, Refusal):
            return Done(order.sentence, done=False)
        begun = ok(self.books.record(order)).body
        assert isinstance(begun, BatchSent)
        if self.arrives is None:
            return Done("Nobody knows whether it arrived.", done=False)
        ended = batches_kit.asked(f"sent {len(self.sent)}", maker)
        ok(self.books.record(ok(order_sent(begun, ended, OFFICE, arrived=self.arrives))))
        return Done("It is sent.", done=True)
