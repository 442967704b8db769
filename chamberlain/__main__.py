"""The way in: the counter at once, every other command by way of ``chamberlain/cli.py``.

Nothing is imported here that the first screen does not need.
"""

import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from chamberlain.log import log_to_file
from chamberlain.options import counter_options
from chamberlain.stop import BROKEN, DONE, INTERRUPTED, REFUSED, WRONG_USAGE, Stop, misused
from tui.crash import report


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the words of the command line ask for and return the exit code.

    0 done, 1 refused or differences found, 2 wrong usage; 70 an error of the program, 130 stopped by Ctrl+C.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        _prepare_streams()
        return _run(words)
    except Stop as stop:
        _tell(stop.sentence)
        return stop.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (a pager, `head`); there is nobody left to tell.
        _leave_output()
        return DONE
    except OSError as error:
        # Such as a disk that is full while a report is written to it.
        logging.getLogger("chamberlain").exception("the operating system refused")
        _leave_output()
        _tell(f"The operating system refused: {error.strerror or type(error).__name__}.")
        return REFUSED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else WRONG_USAGE
    except Exception as error:  # the outermost frame: its places are told, and no value
        logging.getLogger("chamberlain").exception("ended over an error")
        _leave_output()
        with suppress(OSError):
            print(report(error), end="", file=sys.stderr)
        return BROKEN


def _prepare_streams() -> None:
    """Give a stream that was closed before the start to nobody, and let none break over a letter it cannot show."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - kept open
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _leave_output() -> None:
    """Let what is still to be written to standard output go nowhere, so that leaving does not fail over it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(sentence: str) -> None:
    """Say on standard error why a command ended; names in the sentence may come from files and from outside."""
    from domain.text import display_text

    with suppress(OSError):
        print(f"chamberlain: {display_text(sentence)}", file=sys.stderr)


def _run(words: list[str]) -> int:
    if any("\ud800" <= letter <= "\udfff" for word in words for letter in word):
        raise misused("A word of the command line is no text in this terminal's encoding.")
    log_to_file()
    options = counter_options(words)
    if options is None:
        from chamberlain.cli import run_command

        code = run_command(words)
        sys.stdout.flush()
        return code
    from chamberlain.counter import open_counter

    return open_counter(options)


if __name__ == "__main__":
    sys.exit(main())
