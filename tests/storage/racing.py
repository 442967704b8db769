"""Counters that race: processes of their own on the same books, started on each act by the same signal."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from typing import Any

from domain.books import Books
from domain.refusals import Refusal
from storage.open import open_books

Act = Callable[[Books, int], Any]
"""What one counter does in round n; must be importable, as the processes start anew."""

_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a counter got: the refusal's code and sentence, or the result."""

    refused: str = ""
    sentence: str = ""
    result: Any = None


def race(url: str, counters: Sequence[Act], rounds: int) -> list[list[Answer]]:
    """Let the counters do their acts ``rounds`` times, each time at once; return the answers by round."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(len(counters))
    answers = context.Queue()
    workers = [
        context.Process(target=_counter, args=(url, act, rounds, start, answers, number))
        for number, act in enumerate(counters)
    ]
    for worker in workers:
        worker.start()
    found = dict(answers.get(timeout=_PATIENCE) for _ in workers)
    for worker in workers:
        worker.join(_PATIENCE)
        assert worker.exitcode == 0
    return [[found[number][n] for number in range(len(counters))] for n in range(rounds)]


def _counter(url: str, act: Act, rounds: int, start: Barrier, answers: Any, number: int) -> None:
    got = []
    with closing(open_books(url)) as books:
        for n in range(rounds):
            start.wait(_PATIENCE)
            result = act(books, n)
            refused = isinstance(result, Refusal)
            got.append(Answer(result.code, result.sentence) if refused else Answer(result=result))
    answers.put((number, got))
