"""What an accounting program answers, at the command line: agreed, missing, doubled, different, unknown."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.chamberlain.kit import ON, ROOT, Line, one_sentence

DAY = ON.isoformat()


def report(folder: Path, rows: list[tuple[str, str, str]]) -> Path:
    """A posting report of the water program."""
    path = folder / "posted.txt"
    lines = ["REFERENCE|POSTED AMT|UB TRAN", *("|".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def sent_lines(path: Path) -> list[tuple[str, str]]:
    """Our references and amounts, read from a file that was written."""
    rows = [line for line in path.read_text().splitlines() if line.startswith("D")]
    return [(r[74:100].strip(), f"{int(r[55:66]) / 100:.2f}") for r in rows]


def test_one_missing_one_doubled_one_different_and_one_unknown_are_these_four(
    worked: Line, tmp_path: Path
) -> None:
    (batch,) = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json").json
    sent = sent_lines(Path(batch["file"]))
    rows = [(ref, amount, f"U{n}") for n, (ref, amount) in enumerate(sent)]
    rows[1] = (rows[1][0], "1.00", "U1")
    told = [*rows[1:], rows[2], ("2099-9-000001/1/1", "7.00", "U99")]
    ran = worked(
        "acknowledge", "utility", report(tmp_path, told), "--batch", batch["batch"], "--json"
    )
    assert ran.code == 1
    found = [(d["finding"], d["line"]) for d in ran.json["differences"]]
    assert sorted(found) == sorted(
        [
            ("missing", sent[0][0]),
            ("different amount", sent[1][0]),
            ("doubled", sent[2][0]),
            ("unknown to us", "2099-9-000001/1/1"),
        ]
    )
    assert ran.json["ours_cents"] == batch["amount_cents"]
    assert ran.json["theirs_cents"] == sum(round(float(a) * 100) for _, a, _ in told)
    again = worked("acknowledge", "utility", tmp_path / "posted.txt", "--json")
    assert again.json["differences"] == ran.json["differences"]
    (now,) = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json").json
    assert (now["state"], now["agreed"], now["differences"]) == ("differing", 7, 4)


def test_a_whole_acknowledgement_ends_the_batch_and_balances_agree(
    worked: Line, tmp_path: Path
) -> None:
    (batch,) = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json").json
    balances = tmp_path / "balances.txt"
    balances.write_text("BILL|OPEN BALANCE\n" + "".join(f"W-{n}|85.00\n" for n in (1, 2, 3)))
    before = worked("acknowledge", "utility", balances, "--on", DAY, "--json")
    assert (before.code, before.json["pending_cents"]) == (0, 3 * 8_500)
    rows = [(ref, amount, "U") for ref, amount in sent_lines(Path(batch["file"]))]
    told = worked("acknowledge", "utility", report(tmp_path, rows), "--batch", batch["batch"])
    assert told.code == 0, told.err
    after = worked("acknowledge", "utility", balances, "--on", DAY, "--json")
    assert after.code == 1
    assert [d["bill"] for d in after.json["differences"]] == ["W-1", "W-2", "W-3"]
    balances.write_text("BILL|OPEN BALANCE\n")
    assert worked("acknowledge", "utility", balances, "--on", DAY).code == 0


def test_a_report_that_cannot_be_read_changes_nothing(worked: Line, tmp_path: Path) -> None:
    worked("export", "utility", "--on", DAY, "--output", tmp_path)
    bad = tmp_path / "bad.txt"
    bad.write_text("REFERENCE|POSTED AMT|UB TRAN\nx|1,5|u\n")
    ran = worked("acknowledge", "utility", bad)
    assert ran.code == 1
    assert "line 2, POSTED AMT '1,5'" in one_sentence(ran)
    bad.write_text("A|B\n1|2\n")
    said = one_sentence(worked("acknowledge", "utility", bad))
    assert "a posting report has REFERENCE, and a list of balances has BILL" in said
    bad.write_text("")
    assert "the file is empty" in one_sentence(worked("acknowledge", "utility", bad))


def test_the_reports_tell_batches_differences_and_agreement(worked: Line, tmp_path: Path) -> None:
    waiting = worked("report", "batches", "--on", DAY, "--json").out
    assert '"postings": 2' in waiting
    (batch,) = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json").json
    assert '"postings": 2' not in worked("report", "batches", "--on", DAY, "--json").out
    told = [(ref, amount, "U") for ref, amount in sent_lines(Path(batch["file"]))][1:]
    worked("acknowledge", "utility", report(tmp_path, told), "--batch", batch["batch"])
    rows = worked("report", "differences", "--format", "csv").out.splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("UTILITY-20260302-01,missing,2026-1-000001/1/1,W-1,5.00,,")
    assert "differing" in worked("report", "batches", "--on", DAY).out
    balances = tmp_path / "balances.txt"
    balances.write_text("BILL|OPEN BALANCE\nW-1|49.00\nW-9|3.00\n")
    assert worked("acknowledge", "utility", balances, "--on", DAY).code == 1
    told_now = worked("report", "agreement", "--json").json
    programs, differing, lacks = (each["rows"] for each in told_now["sections"])
    assert [(each["bill"], each["finding"]) for each in differing] == [
        ("W-1", "different amount"),
        ("W-9", "unknown to us"),
    ]
    assert [(each["bill"], each["waits"]) for each in lacks] == [("W-1", "sent, not acknowledged")]
    (sums,) = programs
    assert sums["theirs_cents"] == 5_200
    foots(programs, differing)


def foots(*tables: list[dict[str, int]]) -> None:
    """What a program says, what grew since and what it lacks come to ours and the difference, in each row."""
    for row in (row for rows in tables for row in rows):
        says, grew, lacks, ours, off = (
            row[f"{name}_cents"] or 0 for name in ("theirs", "grew", "waits", "ours", "difference")
        )
        assert says + grew + lacks == ours + off, row


def test_agreement_moves_with_the_books_after_the_list_was_read(
    worked: Line, tmp_path: Path
) -> None:
    def differing() -> list[tuple[str, int, str]]:
        told = worked("report", "agreement", "--json").json
        foots(told["sections"][0]["rows"], told["sections"][1]["rows"])
        rows = told["sections"][1]["rows"]
        return [(each["bill"], each["difference_cents"], each["why"]) for each in rows]

    (batch,) = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json").json
    balances = tmp_path / "balances.txt"
    balances.write_text("BILL|OPEN BALANCE\nW-1|85.00\nW-2|85.00\n")
    assert worked("acknowledge", "utility", balances, "--on", DAY).code == 1
    by_hand = "its list holds what it was not sent: was it keyed in there by hand?"
    assert differing() == [("W-3", -8_500, by_hand)], "paid here, and not open there either"
    rows = [(ref, amount, "U") for ref, amount in sent_lines(Path(batch["file"]))]
    path = report(tmp_path, rows)
    assert worked("acknowledge", "utility", path, "--batch", batch["batch"]).code == 0
    gone = [("W-3", -8_500, "its list holds what was sent already")]
    assert differing() == gone, "what it acknowledged since is not in its older list"
    text = worked("report", "agreement").out
    assert "acknowledged since its list" in text
    for how in ("csv", "xlsx", "pdf"):
        out = tmp_path / f"agreement.{how}"
        assert worked("report", "agreement", "--format", how, "--output", out).code == 0
        assert out.stat().st_size > 100
    balances.write_text("BILL|OPEN BALANCE\n")
    assert worked("acknowledge", "utility", balances, "--on", DAY).code == 0
    assert differing() == []


def summing_office(folder: Path) -> Path:
    """The office, whose water program reports one sum a bill."""
    place = folder / "office"
    shutil.copytree(ROOT / "offices" / "ithaca", place)
    path = place / "interfaces.toml"
    head, rest = path.read_text().split("[utility.report]")
    layout = (
        '[utility.report]\ndelimiter = "|"\namounts = "1234.56"\nby = ["bill"]\ngrain = "bill"\n'
    )
    layout += 'columns = { bill = "BILL" }\namount = "POSTED"\nits_reference = "TRAN"\n\n'
    path.write_text(head + layout + rest[rest.index("\n[") + 1 :])
    return place


def test_a_program_that_tells_sums_by_bill_is_compared_by_bill(
    worked: Line, tmp_path: Path
) -> None:
    office = ("--office", summing_office(tmp_path))
    (batch,) = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json").json
    told = tmp_path / "sums.txt"
    told.write_text("BILL|POSTED|TRAN\nW-1|85.00|U1\nW-2|84.00|U2\n")
    ran = worked("acknowledge", "utility", told, "--batch", batch["batch"], "--json", *office)
    assert ran.code == 1, ran.err
    found = [(d["finding"], d["bill"], d["ours_cents"]) for d in ran.json["differences"]]
    assert found == [("different amount", "W-2", 8_500), ("missing", "W-3", 8_500)]
    told.write_text("BILL|POSTED|TRAN\nW-1|85.00|U1\nW-2|85.00|U2\nW-3|80.00|U3\nW-3|5.00|U4\n")
    ran = worked("acknowledge", "utility", told, "--batch", batch["batch"], "--json", *office)
    assert (ran.code, ran.json["differences"]) == (0, [])
    assert ran.json["ours_cents"] == 2 * 8_500
    (now,) = worked("export", "utility", "--on", DAY, "--output", tmp_path, "--json").json
    assert (now["state"], now["agreed"]) == ("acknowledged", 9)
