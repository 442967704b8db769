"""``prove`` finds every single change, deletion, insertion and swap; paper finds what no chain can show by itself.

``python -m bench full tamper`` makes the same trials by the thousand.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.custody.acts import CustodyAct
from domain.custody.day_seal import DaySealed
from domain.ledger.on_paper import OnPaper
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from storage.on_paper import hold_against
from storage.open import create_books, open_books
from storage.posted_columns import COLUMNS
from storage.posting_load import load
from storage.sealing_sql import REGISTERS
from storage.tables import APPEND_ONLY, metadata
from tests.storage.books_fixtures import BOTH
from tests.storage.recomputing import cut_off, recompute
from tests.storage.tampering import KINDS, TABLES, Attacker, Campaign, attacking, sealed_work
from tests.storage.worked_books import work

TRIALS = 250

PERSONAL = {"note", "sheet", "sheet_copy"}
"""What may be removed again when it is old, and so is in no digest."""
ELSEWHERE = {"policy", "print_copy"}
"""A policy's key is its own digest; a duplicate's asking is held against the print jobs."""


def make(url: str) -> None:
    """Make worked books with every day closed."""
    create_books(url, training=False)
    with closing(open_books(url)) as books:
        sealed_work(books)


@pytest.fixture(scope="module")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such books in a file, to be copied."""
    path = tmp_path_factory.mktemp("sealed") / "books.db"
    make(f"sqlite:///{path}")
    return path


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Such books, on each database in turn."""
    if request.param == "sqlite":
        made = request.getfixturevalue("made_file")
        return f"sqlite:///{shutil.copyfile(made, tmp_path / 'books.db')}"
    found: str = request.getfixturevalue("fresh_database")(make)
    return found


@pytest.fixture
def attacker(url: str) -> Iterator[Attacker]:
    """An attacker on them."""
    with attacking(url) as made:
        yield made


def test_every_append_only_table_is_proved_or_may_be_removed() -> None:
    # A new table has to be put somewhere; a posted one hangs on a posting.
    assert set(APPEND_ONLY) == set(COLUMNS) | set(REGISTERS) | PERSONAL | ELSEWHERE
    on_postings = {
        name
        for name, table in metadata.tables.items()
        if name in APPEND_ONLY and table.primary_key.columns.keys()[0] == "posting_id"
    }
    assert on_postings == set(COLUMNS) | {"print_copy"}
    for name, columns in REGISTERS.items():
        assert list(columns) == metadata.tables[name].columns.keys()


def test_single_changes_of_any_posted_row_are_found_and_their_posting_named(
    attacker: Attacker,
) -> None:
    trials = Campaign(attacker, seed=20270125).run(TRIALS)
    assert trials.missed == []
    assert trials.named.total() == trials.total == TRIALS
    assert {table for table, _ in trials.tried} == set(TABLES)
    assert {kind for _, kind in trials.tried} == set(KINDS)


def test_untouched_books_give_no_alarm(url: str, attacker: Attacker) -> None:
    with attacker.unguarded():
        attacker.guard()
        assert attacker.proof().proves
    with closing(open_books(url)) as books:
        before = books.prove()
        assert before.proves, before
        assert {line.name for line in before.lines if not line.checked} == set()
        books.rebuild()
        assert books.prove() == before
        for day in sorted({p.header.business_date for p in _postings(attacker)}):
            assert books.prove(day).proves, day


def _postings(attacker: Attacker) -> list[Posting]:
    ids = [row[0] for row in attacker.run("SELECT posting_id FROM posting ORDER BY posting_id")]
    return list(load(attacker.tx, ids).values())


def _paper(attacker: Attacker) -> list[OnPaper]:
    """Everything that was printed: receipts and slips with eight digits, drawer reports, seals."""
    found = []
    for posting in _postings(attacker):
        body, digest = posting.body, posting.trail.digest
        number = getattr(body, "number", None)
        found.append(OnPaper(str(number), digest[-8:]) if number else OnPaper("", digest))
        if isinstance(body, CustodyAct) and isinstance(body.body, DaySealed):
            found.append(OnPaper(body.body.on.isoformat(), body.body.digest))
    return found


def _denied(attacker: Attacker, papers: list[OnPaper]) -> list[OnPaper]:
    held = hold_against(attacker.tx, papers)
    return [each.paper for each in held if not each.agrees]


def test_all_paper_agrees_with_untouched_books(attacker: Attacker) -> None:
    papers = _paper(attacker)
    assert len(papers) > 30
    assert _denied(attacker, papers) == []


def test_a_tail_cut_off_with_all_that_follows_is_found_by_any_paper_of_it(
    attacker: Attacker,
) -> None:
    papers, ids = _paper(attacker), [r["posting_id"] for r in attacker.rows("posting")]
    for gone in (1, 2, 5):
        with attacker.unguarded():
            last = ids[-gone - 1]
            lost = len(_denied_after(attacker, papers, last))
            attacker.guard()
            assert lost >= gone
            # Books that merely end earlier are books like any other.
            differing = {line.name for line in attacker.proof().lines if line.differences}
            assert "Trail" not in differing


def _denied_after(attacker: Attacker, papers: list[OnPaper], last: int) -> list[OnPaper]:
    cut_off(attacker, last)
    return _denied(attacker, papers)


def test_digests_made_anew_are_found_by_paper_alone(attacker: Attacker) -> None:
    papers = _paper(attacker)
    first = next(p for p in _postings(attacker) if isinstance(p.body, Receipt))
    with attacker.unguarded():
        attacker.run(
            "UPDATE receipt SET payer = 'SOMEBODY ELSE' WHERE seq = 1 AND drawer = ?",
            (first.header.drawer,),
        )
        recompute(attacker)
        attacker.guard()
        proof = attacker.proof()
        assert proof.proves, [line for line in proof.lines if line.differences]
        denied = _denied(attacker, papers)
        # The changed receipt, everything behind it in its drawer, and every seal since.
        assert len(denied) > 10
        assert {p.name for p in denied} >= {str(getattr(first.body, "number", None)), "2027-01-25"}


def test_an_old_backup_put_back_is_found_by_any_paper_since(
    made_file: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    create_books(f"sqlite:///{old}", training=False)
    with closing(open_books(f"sqlite:///{old}")) as books:
        work(books)
        assert books.prove().proves
    with attacking(f"sqlite:///{made_file}") as now:
        papers = _paper(now)
    with attacking(f"sqlite:///{old}") as then:
        denied = _denied(then, papers)
    assert {p.name for p in denied if p.on} == {p.name for p in papers if p.on} - {"2027-01-22"}
