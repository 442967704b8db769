"""Settings that Textual reads once, while it is being imported.

The launcher and the tests call ``prepare()`` before the first import of Textual.
"""

import os

_DEFAULTS = {
    # Textual waits up to two frames before it paints; at 60 frames a second a key would cost 33 ms.
    "TEXTUAL_FPS": "1000",
    "TEXTUAL_ANIMATIONS": "none",
    # An F-key on a slow line arrives in pieces; a shorter wait would read its first byte as Escape.
    "ESCDELAY": "100",
}


def prepare() -> None:
    """Set what Textual reads at import, leaving alone what the office set itself.

    Textual's own log and its tools for developers write down every key, and so every name and number that is typed.
    """
    for name in ("TEXTUAL_LOG", "TEXTUAL"):
        os.environ.pop(name, None)
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
