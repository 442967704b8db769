"""kill -9 while receipts are posted and printed: the books, the paper and the screen agree (R1)."""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from devices.decode import Printout, decode
from devices.papers import paper_of
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import paper_to_text
from domain.records import PaperKind, PrintJob, PrintState
from storage.books_sql import SqlBooks
from tests.samples import JANE, PINS, sample_office
from tests.survival.counter import STATION, Told, cheap_hashes, sit_down, stock_up, untrue
from tests.survival.counter_child import BILLS, read_diary, worker_on
from tests.survival.kill import KillPlan, kill_loop
from tests.survival.power_loss import memory_folder
from tests.survival.real_books import create_books, open_books
from tests.survival.zygote import Death, Zygote
from tui.welcome import welcome

KILLS = int(os.environ.get("KILLS", "200"))
A_ROUND = 20
SEED = int(os.environ.get("KILL_SEED", "1"))

_NUMBER = re.compile(r"^\s*(20\d\d-1-\d{6})\s*$", re.MULTILINE)
_COPY = re.compile(r"DUPLICATE (\d+)")
_HEADING = re.compile(r"^\s*RECEIPT\s*$", re.MULTILINE)


@dataclass
class KilledCounter:
    """The counter in one folder, its lives so far, and what is found after each."""

    folder: Path
    lives: int = 0
    told: list[Told] = field(default_factory=list)

    @property
    def books_file(self) -> Path:
        return self.folder / "books.db"

    def set_up(self) -> None:
        create_books(self.books_file)
        with closing(open_books(self.books_file)) as books:
            stock_up(books, BILLS)

    def recover(self, number: int) -> bool:
        """Read the diary; print what is owed after every second life, so that children do it too."""
        self.lives += 1
        self.told = read_diary(self.folder / "diary")
        recovered = number % 2 == 0
        if recovered:
            with closing(open_books(self.books_file)) as books:
                worker_on(books, self.folder).drain()
        return recovered

    def problems(self, recovered: bool) -> list[str]:
        """Everything that is wrong now."""
        with closing(open_books(self.books_file)) as books:
            told = [t for t in self.told if t.act != "tried"]
            found = untrue(books, told, in_flight=self.lives)
            found += self._said_of_the_last_attempt(books)
            return found + self._paper(books, recovered)

    def _raw(self, sql: str) -> list[str]:
        with closing(sqlite3.connect(self.books_file)) as raw:
            return [str(row[0]) for row in raw.execute(sql)]

    def _said_of_the_last_attempt(self, books: SqlBooks) -> list[str]:
        tried = [t.request_id for t in self.told if t.act == "tried"]
        if not tried:
            return []
        posted = set(self._raw("SELECT request_id FROM posting"))
        desk = sit_down(books, "look")
        with cheap_hashes():
            assert desk.sign_in(JANE.operator_id, PINS[JANE.operator_id]) is None
        said, last = welcome(desk), books.attempt(tried[-1])
        if (tried[-1] in posted) != (last is not None):
            return [f"of {tried[-1]} the books say {last}"]
        if last is None:
            true = said.startswith("NOT POSTED") and desk.cart.request_id == tried[-1]
        elif desk.cart.lines:
            true = said.startswith("NOT POSTED") and desk.cart.request_id not in posted
        elif desk.session is not None and last.posting.header.session_id == desk.session.session_id:
            true = f"POSTED: {getattr(last.posting.body, 'number', '?')} " in said
        else:
            true = "NOT POSTED" not in said
        return [] if true else [f"of {tried[-1]} ({last}) the screen says: {said}"]

    def _paper(self, books: SqlBooks, recovered: bool) -> list[str]:
        path = self.folder / "paper"
        printouts = decode(path.read_bytes()) if path.exists() else ()
        posted = {
            str(getattr(r.posting.body, "number", "?")): r for r in books.receipts(limit=100_000)
        }
        found: list[str] = []
        seen: Counter[tuple[str, int]] = Counter()
        for printout in printouts:
            number, copy = _named(printout)
            if not number:
                continue
            seen[number, copy] += 1
            if number not in posted:
                found.append(f"{number} was printed and is not posted")
                continue
            one = posted[number]
            job = PrintJob(
                0, PaperKind.RECEIPT, one.posting_id, copy, STATION.code, False, PrintState.PRINTED
            )
            paper = paper_of(job, one.posting, books, sample_office(), may_kick=False)
            # It may have been printed before it was voided.
            local = one.posting.header.entered_at.astimezone(ZoneInfo(sample_office().time_zone))
            good = receipt_paper(one.posting, sample_office(), copy, books.training, local)
            right = {paper_to_text(paper)} | ({paper_to_text(good)} if one.undone else set())
            if printout.complete and printout.text not in right:
                found.append(f"{number} was printed otherwise than it is posted")
        found += [
            f"{number} came out {times} times as copy {copy}"
            for (number, copy), times in seen.items()
            if times > 1
        ]
        if recovered:
            whole = {_named(p)[0] for p in printouts if p.complete}
            found += [f"{number} was posted and never printed" for number in posted.keys() - whole]
            found += [f"a job is left: {job}" for job in books.queued(STATION.code)]
        return found


def _named(printout: Printout) -> tuple[str, int]:
    """The receipt number and the copy that a printout shows; no number for another paper, or one torn above it."""
    number, copy = _NUMBER.search(printout.text), _COPY.search(printout.text)
    if not _HEADING.search(printout.text) or (number is None and not printout.complete):
        return "", 0
    return (number[1] if number else "?"), (int(copy[1]) if copy else 0)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """The warm process of which every life of a counter is a copy."""
    with (
        memory_folder() as folder,
        Zygote("tests.survival.counter_child:live", folder / "log") as z,
    ):
        yield z


@pytest.mark.slow
@pytest.mark.parametrize("part", range(max(1, KILLS // A_ROUND)))
def test_a_killed_counter_tells_the_truth(part: int, zygote: Zygote) -> None:
    """KILLS asks for more, KILL_SEED for others; each round of them has its own books."""
    with memory_folder() as folder:
        counter = KilledCounter(folder)
        counter.set_up()

        def child(number: int, plan: KillPlan) -> Death:
            return zygote.run(str(folder), plan.ticks, number, kill_after=plan.seconds)

        failures = kill_loop(
            child,
            counter.recover,
            counter.problems,
            min(KILLS, A_ROUND),
            SEED * 1000 + part,
            most_ticks=1500,
            most_seconds=0.15,
        )
    assert [str(f) for f in failures] == [], zygote.said()
