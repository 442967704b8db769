"""Opening the counter: the first screen at once, policy, books and printer behind it."""

import gc
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from chamberlain.log import leave_no_traces
from chamberlain.options import DEMO
from chamberlain.settings import has_settings_file, load_settings
from chamberlain.stop import Stop, misused
from chamberlain.wiring import Wiring

if TYPE_CHECKING:
    from tui.counter import Counter


def open_counter(given: Mapping[str, str]) -> int:
    """Run the counter until it is left, and return the exit code.

    It is 0 when it was left in the ordinary way, 2 when a setting kept it from opening, 1 when the books did.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise misused(
            "The counter needs a terminal; 'chamberlain --help' shows what works without."
        )
    hint = ""
    settings = None
    if DEMO in given:
        from chamberlain.demo import HINT, demo_settings

        settings, hint = demo_settings(load_settings(given)), HINT
    elif not has_settings_file(given):
        settings = load_settings(given)
    leave_no_traces()
    # Until the first screen is painted nothing is worth collecting; the app turns the collector on again.
    gc.disable()
    wiring = Wiring(given, settings)
    try:
        code = _run(wiring, hint)
    finally:
        wiring.close()
    if wiring.stopped is not None:
        raise wiring.stopped
    return code


def _run(wiring: Wiring, hint: str) -> int:
    app = build_counter(wiring, hint)
    from tui.app import run

    return run(app)


def build_counter(wiring: Wiring, hint: str = "", *, tune_memory: bool = True) -> "Counter":
    """Return the app that opens what ``wiring`` says, once its first screen is painted.

    ``tune_memory`` gives the app the process's collector of memory to run when no key is waiting.
    """
    from tui.environment import prepare

    prepare()
    from chamberlain.readers import Readers
    from tui.counter import Counter, Opening

    opening = Opening(wiring.open, (Stop,), hint, wiring.look)
    app = Counter(opening, recognise=Readers(), tune_memory=tune_memory)
    wiring.changed = lambda: app.call_later(app.repaint)
    return app
