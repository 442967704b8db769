"""``chamberlain export PROGRAM``: an accounting program's batches, verified, released by a second person and sent.

The batch is in the books before its file is anywhere: a command that was stopped in between writes the same file again.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from chamberlain.asked import Opened, asked_span, opened
from chamberlain.batch_steps import release, send
from chamberlain.clock import now
from chamberlain.folders import data_folder, own_folder
from chamberlain.interfaces import Interface, interface_of
from chamberlain.noted import note_command
from chamberlain.output import print_columns, print_json
from chamberlain.stop import DONE, Stop, misused
from chamberlain.typed import Typed
from domain.ledger.batch_life import Batch, BatchState
from domain.ledger.batch_orders import rekey_list
from domain.ledger.interface import tape_of
from domain.people.access import AccessEvent, AccessKind

_UNSENT: Final = (BatchState.READY, BatchState.RELEASED)


def program_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words that are for an accounting program's batches only."""
    parser.add_argument(
        "--tape", action="store_true", help="a program's: print each amount to tick against paper"
    )
    parser.add_argument(
        "--release", action="store_true", help="a program's: a second person releases it"
    )
    parser.add_argument(
        "--send", action="store_true", help="a program's: hand it over, as the settings say"
    )
    parser.add_argument(
        "--again", action="store_true", help="send what may have arrived; the program has it not"
    )
    parser.add_argument(
        "--by", metavar="SIGN-IN-NAME", help="who verifies and sends; the PIN is asked for"
    )
    parser.add_argument(
        "--approved-by", metavar="SIGN-IN-NAME", help="who releases; the PIN is asked for"
    )
    parser.add_argument(
        "--pin-stdin",
        action="store_true",
        help="read PINs and amounts from standard input, a line each",
    )
    parser.add_argument("--json", action="store_true", help="a program's: print as JSON")


def run_program(asked: argparse.Namespace) -> int:
    """Make what is to be made, write the files, and take the steps asked for."""
    if (asked.release or asked.send) and not asked.by:
        raise misused("Say with --by who verifies and sends the batch; the PIN is asked for.")
    if asked.format or asked.sealed_only:
        raise misused(
            "--format and --sealed-only are the journal's: a program has a layout of its own."
        )
    with opened(asked) as at:
        interface = interface_of(at, asked.what)
        chosen = _chosen(at, interface, asked)
        folder = _folder(asked)
        for batch in chosen:
            write_file(
                at, folder / batch.made.file_name, interface.file_of(batch), force=asked.force
            )
        if asked.release or asked.send:
            _steps(at, interface, chosen, asked)
            done = {batch.batch_id: batch for batch in interface.batches()}
            chosen = [done[batch.batch_id] for batch in chosen]
        _tell(interface, chosen, asked, folder)
    return DONE


def _chosen(at: Opened, interface: Interface, asked: argparse.Namespace) -> list[Batch]:
    """Make the batches of the days asked for, and return all of these days; without days, all that are unsent."""
    if asked.on is None and not asked.first and not asked.last:
        for day in interface.days_waiting(at.today):
            interface.make(day)
        found = interface.batches()
        return [b for b in found if b.state in _UNSENT or _broken_off(b, asked)]
    first, last = asked_span(at, asked)
    for day in interface.days_waiting(last):
        if day >= first:
            interface.make(day)
    return [batch for batch in interface.batches(first) if batch.made.on <= last]


def _broken_off(batch: Batch, asked: argparse.Namespace) -> bool:
    return bool(asked.again) and batch.state is BatchState.UNKNOWN


def _folder(asked: argparse.Namespace) -> Path:
    if asked.output is None:
        return own_folder(data_folder() / "export")
    folder = Path(asked.output)
    if not folder.is_dir():
        raise Stop(f"There is no folder {folder}: make it, or name another with --output.")
    return folder


def write_file(
    at: Opened, path: Path, content: bytes, *, force: bool = False, by: str = ""
) -> None:
    """Write a batch's file; one of the same bytes that is there already stays as it is.

    ``by`` is the sign-in name of the one at the counter who asked for it; empty at the command line.
    """
    from exchange.whole_file import NotWritten, write_whole

    try:
        if path.is_file() and path.read_bytes() == content:
            return
        if by:
            why = f"counter, to {path.name}"
            at.books.note_access(AccessEvent(by, AccessKind.EXPORTED, "batch", why, now()))
        else:
            note_command(at.books, AccessKind.EXPORTED, "batch", path.name)
        write_whole(path, content, replace=force)
    except NotWritten as refusal:
        raise Stop(str(refusal)) from None
    except OSError as error:
        raise Stop(f"{path} cannot be read: {error.strerror or error}.") from None


def _steps(
    at: Opened, interface: Interface, chosen: Sequence[Batch], asked: argparse.Namespace
) -> None:
    if asked.send and at.books.training:
        raise Stop("These books are for training: their batches are not sent to any program.")
    typed = Typed(from_stdin=asked.pin_stdin)
    if asked.release:
        waiting = [batch for batch in chosen if batch.state is BatchState.READY]
        release(interface, waiting, asked.by, asked.approved_by, typed)
    if asked.send:
        fresh = {batch.batch_id: batch for batch in interface.batches()}
        batches = [fresh[batch.batch_id] for batch in chosen]
        send(interface, batches, asked.by, typed, again=asked.again, asked_before=asked.release)


def _tell(
    interface: Interface, chosen: Sequence[Batch], asked: argparse.Namespace, folder: Path
) -> None:
    if interface.open_drawers:
        names = ", ".join(interface.open_drawers)
        print(f"Not counted yet, told in a later batch: {names}.", file=sys.stderr)
    if asked.json:
        print_json([batch_data(batch, folder / batch.made.file_name) for batch in chosen])
        return
    if not chosen:
        print(f"Nothing for {interface.program.name} is in no batch yet.")
        return
    for batch in chosen:
        totals = batch.made.totals
        print(
            f"{batch.batch_id} {batch.state.value}: {totals.records} lines, {totals.amount} "
            f"({totals.lowers} less {totals.raises}), hash total {totals.hash_text}"
        )
        print(f"  {folder / batch.made.file_name}")
        if asked.tape:
            _tape(interface, batch)


def _tape(interface: Interface, batch: Batch) -> None:
    tape = tape_of(interface.lines(batch))
    again = rekey_list(tape, interface.program)
    rows = [
        (each.number, each.bill_no, each.account_number, each.amount, "key again" if each in again else "")
        for each in tape
    ]  # fmt: skip
    print_columns(("number", "bill", "account", "amount", "verify"), rows)


def batch_data(batch: Batch, path: Path | None = None) -> dict[str, object]:
    """Return a batch as data for JSON."""
    made, totals = batch.made, batch.made.totals
    return {
        "batch": made.batch_id,
        "program": made.program,
        "on": made.on.isoformat(),
        "state": batch.state.value,
        "file": str(path) if path is not None else made.file_name,
        "file_digest": made.file_digest,
        "records": totals.records,
        "amount_cents": totals.amount.cents,
        "lowers_cents": totals.lowers.cents,
        "raises_cents": totals.raises.cents,
        "hash_total": totals.hash_text,
        "agreed": len(batch.agreed),
        "differences": len(batch.differences),
    }
