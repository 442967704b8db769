"""The accounting programs as the counter knows them: batches are made, written and sent as the commands do it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from chamberlain.stop import Stop

if TYPE_CHECKING:
    from datetime import date

    from chamberlain.asked import Opened
    from chamberlain.interfaces import Interface
    from chamberlain.settings import Settings
    from domain.books import Books
    from domain.ledger.batch_life import Batch
    from domain.ledger.batch_orders import Program
    from domain.office import Office
    from domain.people.authority import Operator
    from tui.desk_batches import Done


class DeskPrograms:
    """The port ``Programs`` of the counter.

    The policy's layouts are read when they are first needed: they bring pydantic. The policy is the one that the
    counter works under, as it is kept in the books, also where its files have changed since.
    """

    def __init__(self, settings: "Settings", books: "Books", office: "Office") -> None:
        self._settings, self._books, self._office = settings, books, office

    @cached_property
    def _opened(self) -> "Opened":
        from chamberlain.asked import Opened
        from exchange.policy import PolicyError, make_office

        kept = self._books.policy(self._office.digest)
        if kept is None:
            raise Stop("The policy of this counter is not kept in the books. Leave and start anew.")
        try:
            policy = make_office(dict(kept.files))
        except PolicyError as fault:
            raise Stop(f"The layouts of the accounting programs cannot be read: {fault}") from None
        return Opened(self._settings, policy, self._books)

    def programs(self) -> "tuple[Program, ...]":
        """Return the accounting programs of the policy; none where it cannot be read."""
        try:
            layouts = self._opened.policy.interfaces
        except Stop:
            return ()
        services = self._office.services
        return tuple(layout.value(code, services) for code, layout in layouts.items())

    def make(self, code: str, on: "date", maker: "Operator") -> "Done":
        """Make the next batch of a program and business date; see the port."""

        def act(interface: "Interface") -> str:
            made = interface.make(on, maker)
            if made is None:
                waiting = ", ".join(interface.open_drawers) or "none"
                raise Stop(
                    "Nothing of this day can be told yet: its drawers are not counted. Close them with Ctrl+B, "
                    f"then M. Sessions not counted: {waiting}."
                )
            return f"{made.batch_id} is made. Enter opens it: tick its tape, then release it."

        return self._done(code, act)

    def write(self, batch: "Batch", maker: "Operator") -> "Done":
        """Write a batch's file into the folder of exports; see the port."""

        def act(interface: "Interface") -> str:
            from chamberlain.commands.export_program import write_file
            from chamberlain.folders import data_folder, own_folder

            path = own_folder(data_folder() / "export") / batch.made.file_name
            write_file(interface.at, path, interface.file_of(batch), by=maker.operator_id)
            return f"Written as {path}."

        return self._done(batch.made.program, act)

    def send(self, batch: "Batch", maker: "Operator", *, again: bool) -> "Done":
        """Hand a batch over as the settings say; see the port."""

        def act(interface: "Interface") -> str:
            from chamberlain.batch_steps import send_one

            if self._books.training:
                raise Stop("These books are for training: no batch of theirs is sent.")
            send_one(interface, batch, maker, again=again)
            return f"{batch.batch_id} is sent. Its program's report is read in when it comes."

        return self._done(batch.made.program, act)

    def _done(self, code: str, act: "Callable[[Interface], str]") -> "Done":
        from chamberlain.interfaces import interface_of
        from tui.desk_batches import Done

        try:
            return Done(act(interface_of(self._opened, code)))
        except Stop as stop:
            return Done(stop.sentence, done=False)
