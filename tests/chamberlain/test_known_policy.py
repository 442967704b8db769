"""A command works under the policy that the books have ready, without reading it anew; a changed policy is read."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from chamberlain.known_policy import KnownPolicy
from chamberlain.policies import KeptPolicies
from chamberlain.stop import DONE, REFUSED
from exchange.policy import load_office
from storage.open import open_books
from tests.chamberlain.kit import AT, ROOT, Line, one_sentence
from tests.test_house import modules_loaded_by

ITHACA = ROOT / "offices" / "ithaca"


def keep(url: str) -> None:
    """Keep the model office's policy in the books, as its first counter does."""
    read = load_office(ITHACA)
    with closing(open_books(url)) as books:
        KeptPolicies(books).keep(read.office, read.files, AT)


def loaded_for_a_report(url: str, office: Path) -> set[str]:
    """What a report loads."""
    words = ["report", "tender", "--on", "2026-03-02", "--books", url, "--office", str(office)]
    return modules_loaded_by(
        "import contextlib, io\nfrom chamberlain.__main__ import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()):\n    assert main({words!r}) == 0"
    )


def test_a_report_under_a_known_policy_reads_no_files_of_it(line: Line, tmp_path: Path) -> None:
    keep(line.url)
    changed = Path(shutil.copytree(ITHACA, tmp_path / "office"))
    with (changed / "office.toml").open("a", encoding="utf-8") as file:
        file.write("# The office's own remark.\n")
    assert "pydantic" in loaded_for_a_report(line.url, changed)
    loaded = loaded_for_a_report(line.url, ITHACA)
    assert "domain.reports.tender" in loaded
    assert not loaded & {"pydantic", "exchange.policy"}


def test_a_known_policy_is_the_one_that_its_files_make(line: Line) -> None:
    keep(line.url)
    read = load_office(ITHACA)
    with closing(open_books(line.url)) as books:
        known = KeptPolicies(books).known(read.files)
        assert known == read.office
        assert KeptPolicies(books).known({**read.files, "items.toml": ""}) is None
    assert known is not None
    assert KnownPolicy(known, read.files).interfaces == read.interfaces


def test_a_policy_that_was_changed_since_must_hold(line: Line, tmp_path: Path) -> None:
    keep(line.url)
    folder = Path(shutil.copytree(ITHACA, tmp_path / "office"))
    words = ("report", "tender", "--on", "2026-03-02", "--office", folder)
    assert line(*words).code == DONE
    (folder / "items.toml").write_text("[[items]]\n", encoding="utf-8")
    ran = line(*words)
    assert ran.code == REFUSED
    assert "items.toml" in one_sentence(ran)
