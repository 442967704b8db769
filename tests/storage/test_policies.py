"""What ``prove`` says when somebody changed the policies that are kept, and what is made anew."""

from __future__ import annotations

from contextlib import closing

import pytest

from domain.policy.kept import Compiled
from storage.books_sql import SqlBooks
from storage.engine import Tx
from storage.guards import expected, make_guards
from tests.sample_policy import FILES, sample_office
from tests.samples import at
from tests.storage.books_fixtures import new_url, worked, worked_file, worked_url

__all__ = ["new_url", "worked", "worked_file", "worked_url"]

DIGEST = sample_office().digest


def act(books: SqlBooks, statement: str, *params: object) -> None:
    """Change a row with the guards dropped and put back."""

    def behind(tx: Tx) -> None:
        if tx.sqlite:
            tx.run("PRAGMA defer_foreign_keys=ON")
        for name in expected(sqlite=tx.sqlite):
            table = name.rpartition("_no_")[0]
            tx.run(f"DROP TRIGGER {name}{'' if tx.sqlite else f' ON {table}'}")
        tx.run(statement, params)
        make_guards(tx)

    books.db.write(behind)


def differences(books: SqlBooks) -> list[str]:
    """What the proof says."""
    return [said for line in books.prove().lines for said in line.differences]


def test_the_proof_counts_the_policies(worked: SqlBooks) -> None:
    proof = worked.prove()
    assert [line.checked for line in proof.lines if line.name == "Policies"] == [1]
    assert proof.proves


@pytest.mark.parametrize(
    "files",
    [
        '{"office.toml":"# This office is changed.\\n"}',
        '{"office.toml":5}',
        '["office.toml"]',
        "no JSON",
        '{"office.toml": "another spelling"}',
    ],
)
def test_files_that_were_changed_are_named(worked: SqlBooks, files: str) -> None:
    act(worked, "UPDATE policy SET files_json = ?", files)
    (said,) = differences(worked)
    assert DIGEST in said
    assert said.startswith("The files of policy ")


def test_a_policy_that_was_removed_is_named(worked: SqlBooks) -> None:
    act(worked, "DELETE FROM policy_compiled")
    act(worked, "DELETE FROM policy")
    assert differences(worked) == [
        f"Something was posted under policy {DIGEST}, which is not kept."
    ]


def test_what_programs_made_of_it_goes_with_everything_that_can_be_made_anew(
    worked: SqlBooks,
) -> None:
    kept = worked.policy(DIGEST)
    assert kept is not None
    assert kept.compiled
    worked.rebuild()
    kept = worked.policy(DIGEST)
    assert kept is not None
    assert (dict(kept.files), kept.compiled) == (FILES, ())
    worked.keep_policy(DIGEST, FILES, Compiled("tests", "{}"), at(9))
    assert differences(worked) == []


def test_the_guard_stands_on_both_databases(worked: SqlBooks) -> None:
    with closing(worked.db.engine.raw_connection()) as raw:
        tx = Tx(raw.driver_connection, worked.db.sqlite)
        copied = (
            "INSERT INTO posting SELECT posting_id + 900, kind, 'new', request_digest, session_id, drawer, "
            "station, operator_id, operator_name, business_date, effective_on, entered_at, ?, chain_no + 900, "
            "previous, digest FROM posting WHERE posting_id = 1"
        )
        with pytest.raises(Exception, match="the policy of this posting is not kept"):
            tx.run(copied, ("0" * 64,))
        raw.rollback()
        tx.run(copied, (DIGEST,))
        raw.rollback()
