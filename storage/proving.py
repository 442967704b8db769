"""Adding everything up again, on SQL."""

import sqlite3
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from domain.records import Proof
from storage import index
from storage.engine import Tx
from storage.failures import is_no_text
from storage.findings import Findings
from storage.guards import expected, missing_guards
from storage.policies import check_policies
from storage.proof_batches import check_batches
from storage.proof_bills import check_bills
from storage.proof_corrections import check_corrections
from storage.proof_counts import check_counts
from storage.proof_custody import check_custody
from storage.proof_deposits import check_deposits
from storage.proof_derived import check_paper, check_receipt_numbers, check_series
from storage.proof_settlements import check_settlements
from storage.proof_stock import check_stock
from storage.proof_trail import Trail

# Whether all postings are proved; the number bounds what SQLite says.
_FILE_CHECKS: Final = {True: "PRAGMA integrity_check(20)", False: "PRAGMA quick_check(20)"}


def proof_of(tx: Tx, on: date | None) -> Proof:
    """Return the proof of the books as they stand in a transaction; see ``prove``."""
    no_texts: list[bytes] = []
    try:
        return _checked(tx, on, no_texts)
    except sqlite3.OperationalError as error:
        if not is_no_text(error):
            raise
    # Read again with such texts as their bytes, so that it can be said whose they are.
    tx.raw.text_factory = partial(_any_text, no_texts)
    try:
        return _checked(tx, on, no_texts)
    finally:
        tx.raw.text_factory = str


def _checked(tx: Tx, on: date | None, no_texts: list[bytes]) -> Proof:
    trail = Trail(tx, on)
    file = [_check("Database file", partial(_check_file, tx, on))] if tx.sqlite else []
    trail.check()
    checks = [
        trail.trail,
        trail.journals,
        trail.sessions.findings,
        trail.seals.findings,
        _check("Receipt numbers", partial(check_receipt_numbers, tx)),
    ]
    if on is None:
        checks.append(_check("Drawers", partial(check_series, tx, trail)))
    checks += [
        _check("Corrections", partial(check_corrections, tx)),
        _check("Custody", partial(check_custody, tx)),
        _check("Counts", partial(check_counts, tx)),
        _check("Deposits", partial(check_deposits, tx)),
        _check("Settlements", partial(check_settlements, tx)),
        _check("Batches", partial(check_batches, tx)),
        _check("Stock", partial(check_stock, tx)),
        _check("Bills", partial(check_bills, tx)),
        _check("Paper", partial(check_paper, tx)),
        _check("Policies", partial(check_policies, tx)),
        _check("Guards", partial(_check_guards, tx)),
        _check("Lookup index", partial(_check_index, tx)),
    ]
    for text in no_texts[:1]:
        file[0].differs(f"{len(no_texts)} times a text was read that is none, such as {text!r}.")
    heads = tuple((drawer, *head) for drawer, head in sorted(trail.heads.items()))
    return Proof(tuple(check.line() for check in (*file, *checks)), heads)


def _check(name: str, check: Callable[[Findings], None]) -> Findings:
    findings = Findings(name)
    with findings.to_the_end():
        check(findings)
    return findings


def _any_text(no_texts: list[bytes], stored: bytes) -> str:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        no_texts.append(stored[:60])
        return stored.decode(errors="backslashreplace")


def _check_file(tx: Tx, on: date | None, findings: Findings) -> None:
    """Let SQLite look at its own file; of one business date without comparing indexes with tables."""
    findings.checked = tx.run("PRAGMA page_count").fetchone()[0]
    for (said,) in tx.run(_FILE_CHECKS[on is None]):
        if said != "ok":
            findings.differs(f"SQLite says: {' '.join(str(said).split())}.")


def _check_guards(tx: Tx, findings: Findings) -> None:
    findings.checked = len(expected(sqlite=tx.sqlite))
    for name in missing_guards(tx):
        findings.differs(f"Guard {name} is missing or was changed.")


def _check_index(tx: Tx, findings: Findings) -> None:
    findings.checked = tx.run("SELECT count(*) FROM account").fetchone()[0]
    for sentence in index.check(tx):
        findings.differs(sentence)
