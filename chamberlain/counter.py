"""Opening the counter: the first screen at once, policy, books and printer behind it."""

import gc
import sys
from collections.abc import Mapping

from chamberlain.options import DEMO
from chamberlain.settings import has_settings_file, load_settings
from chamberlain.stop import Stop, misused
from chamberlain.wiring import Wiring


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
    from tui.environment import prepare

    prepare()
    from devices.recogniser import recognise

    from tui.app import run
    from tui.counter import Counter, Opening

    opening = Opening(wiring.open, (Stop,), hint)
    app = Counter(opening, recognise=recognise, tune_memory=True)
    wiring.changed = lambda: app.call_later(app.repaint)  # type: ignore[assignment]  # its result is for Textual
    return run(app)
