"""Work in the background: one call in a thread, its result handled on the screens' side.

Work is never cancelled and never replaced by later work: a posting that was started is finished. A declared failure
(the books cannot be reached) goes to its handler; any other exception is an error of the program and ends it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Work(Generic[R]):
    """A call to make in a thread. ``job`` touches no screen; ``done`` and ``failed`` run where keys are handled."""

    job: Callable[[], R]
    done: Callable[[R], None]
    expected: tuple[type[Exception], ...] = ()
    failed: Callable[[Exception], None] | None = None


async def carry_out(work: Work[R]) -> None:
    """Run the job of ``work`` in a thread and hand its result, or its declared failure, to the handler."""
    try:
        result = await asyncio.get_running_loop().run_in_executor(None, work.job)
    except work.expected as failure:
        if work.failed is None:
            raise
        work.failed(failure)
    else:
        work.done(result)
