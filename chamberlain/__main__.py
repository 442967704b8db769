"""The way in: the counter at once, every other command by way of ``chamberlain/cli.py``.

Nothing is imported here that the first screen does not need.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from chamberlain.log import log_to_file
from chamberlain.options import counter_options
from chamberlain.stop import BROKEN, DONE, INTERRUPTED, WRONG_USAGE, Stop


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the words of the command line ask for and return the exit code.

    0 done, 1 refused or differences found, 2 wrong usage; 70 an error of the program, 130 stopped by Ctrl+C.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except Stop as stop:
        print(f"chamberlain: {stop.sentence}", file=sys.stderr)
        return stop.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (a pager, `head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else WRONG_USAGE
    except Exception:  # the outermost frame: shown whole, but without the values of variables
        traceback.print_exc()
        return BROKEN


def _run(words: list[str]) -> int:
    log_to_file()
    options = counter_options(words)
    if options is None:
        from chamberlain.cli import run_command

        return run_command(words)
    from chamberlain.counter import open_counter

    return open_counter(options)


if __name__ == "__main__":
    sys.exit(main())
