"""What is told of an error of the program: its kind and the places it went through, and no value of anything.

The message of an error often quotes what it stumbled over, and a line of source with its variables would show the rest:
names, accounts and checks of customers. The places are enough to find the fault.
"""

from pathlib import Path

_MOST_CAUSES = 5


def frames(error: BaseException | None) -> str:
    """Return the places an exception went through, innermost last, and its kind; never its message.

    What caused it comes first, as Python itself tells it.
    """
    told: list[str] = []
    seen: list[BaseException] = []
    while error is not None and error not in seen and len(seen) < _MOST_CAUSES:
        seen.append(error)
        hidden = error.__context__ if not error.__suppress_context__ else None
        error = error.__cause__ or hidden
    for each in reversed(seen):
        told.extend(_places(each))
        told.append(f"  {type(each).__name__}")
    return "\n".join(told or ["  NoneType"])


def _places(error: BaseException) -> list[str]:
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def report(error: BaseException | None) -> str:
    """Return what a person reads after the program ended over an error of its own."""
    return (
        f"Chamberlain ended over an error of its own ({type(error).__name__}):\n{frames(error)}\n"
        "What it stumbled over is not shown: it may be a customer's. What was posted is posted, nothing is half done.\n"
        "Start the program again, and send these lines to whoever looks after it.\n"
    )
