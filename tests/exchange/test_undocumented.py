"""Decisions on tickets that came without a reason or a document are taken in, and counted for whoever imports."""

from __future__ import annotations

from pathlib import Path

from exchange.column_map import ColumnMap
from exchange.intake_report import ImportReport, import_file
from storage.memory import MemoryBooks
from tests.exchange.kit import MOMENT, export_file, loaded_with
from tests.exchange.test_facts import HEADING, MAP, REDUCED, TICKET, row


def test_an_import_counts_the_decisions_that_came_without_a_reason_or_a_document(
    tmp_path: Path,
) -> None:
    rows = [
        row(**REDUCED, NO="A-1", WHY="Meter broken"),
        row(BILL="T2", **REDUCED, NO="A-2"),
        row(BILL="T3", **REDUCED, WHY="Sign hidden"),
        row(BILL="T4", APPEALED="2026-09-05"),
    ]
    loaded = loaded_with({"parking": ColumnMap.model_validate(MAP | TICKET)})
    path = export_file(tmp_path, rows, HEADING)
    answer = import_file(MemoryBooks(), path, "parking", loaded, "cham", MOMENT)
    assert isinstance(answer, ImportReport)
    assert answer.lines()[-1] == "2 decisions without a reason or a document."
    assert answer.to_json()["decisions_without_reason_or_document"] == 2
    whole = export_file(tmp_path, rows[:1], HEADING)
    said = import_file(MemoryBooks(), whole, "parking", loaded, "cham", MOMENT).lines()
    assert "decision" not in " ".join(said)
