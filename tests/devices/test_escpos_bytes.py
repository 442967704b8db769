"""Papers as ESC/POS bytes: they decode to the very text of the screen, with one cut and the right number of kicks."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devices.decode import decode
from devices.escpos_bytes import paper_to_bytes
from devices.settings import PrinterKind, PrinterSettings
from domain.custody.report_layout import drawer_report_paper
from domain.receipting.layout import receipt_paper
from domain.receipting.paper import Paper, PaperLine, Style, paper_to_text
from domain.receipting.posting import Posting
from tests.papers import closed, local, mixed_cart, posted
from tests.samples import bill_state, cart_of, sample_office, tax_bill

SETTINGS = PrinterSettings(PrinterKind.FILE, "unused")
INJECTION = "J\x1bp\x00\x19\x7dones\x1dV\x00\x1b@"


def receipt(posting: Posting, copy_no: int = 0, *, training: bool = False) -> Paper:
    return receipt_paper(posting, sample_office(), copy_no, training, local(posting))


@pytest.mark.parametrize("copy_no", [0, 1])
@pytest.mark.parametrize("training", [False, True])
def test_a_receipt_decodes_to_the_text_of_the_screen(copy_no: int, training: bool) -> None:
    paper = receipt(posted(mixed_cart()), copy_no, training=training)
    (out,) = decode(paper_to_bytes(paper, SETTINGS))
    assert out.text == paper_to_text(paper)
    assert (out.kicks, out.cuts, out.complete, out.strange) == (int(copy_no == 0), 1, True, ())


def test_a_drawer_report_decodes_to_the_text_of_the_screen_and_kicks_nothing() -> None:
    posting = closed()
    paper = drawer_report_paper(posting, sample_office(), 0, False, local(posting))
    (out,) = decode(paper_to_bytes(paper, SETTINGS))
    assert out.text == paper_to_text(paper)
    assert (out.kicks, out.cuts, out.complete) == (0, 1, True)


def test_every_style_is_sent_as_what_it_is() -> None:
    lines = tuple(PaperLine("AB", style) for style in Style)
    data = paper_to_bytes(Paper(lines), SETTINGS)
    assert data.startswith(b"\x1b@")
    assert b"\x1d!\x11\x1bE\x01\x1ba\x01AB\n" in data
    (out,) = decode(data)
    assert out.text == paper_to_text(Paper(lines))


def test_no_code_page_is_ever_switched() -> None:
    posting = posted(cart_of("r1", bill_state(tax_bill(), name="Zoë Müller 日本 €")))
    data = paper_to_bytes(receipt(posting), SETTINGS)
    assert b"\x1bt" not in data
    assert max(data) < 0x80
    assert b"Zoe Muller ?? ?" in data


def test_the_pulse_and_the_pin_are_the_drawers_own() -> None:
    paper = Paper((PaperLine("x"),), kick=True)
    assert b"\x1bp\x00\x32\x32" in paper_to_bytes(paper, SETTINGS)
    slow = replace(SETTINGS, kick_pin=5, kick_on_ms=50, kick_off_ms=500)
    assert b"\x1bp\x01\x19\xfa" in paper_to_bytes(paper, slow)


def test_a_name_that_holds_printer_commands_is_harmless() -> None:
    posting = posted(cart_of("r1", bill_state(tax_bill(), name=INJECTION)))
    (out,) = decode(paper_to_bytes(receipt(posting), SETTINGS))
    assert (out.kicks, out.cuts, out.complete, out.strange) == (1, 1, True, ())
    assert "Name J?p??}ones?V??@\n" in out.text


COMMANDS = st.sampled_from("\x00\x10\x1b\x1d\x1cp@V\n\r\t!a")
# What is kept holds no lone surrogates: the cleaner took them out. What is typed now may.
KEPT = st.text(st.one_of(COMMANDS, st.characters(codec="utf-8")), max_size=60)
TYPED = st.text(st.one_of(COMMANDS, st.characters()), max_size=60)


@example("", "", "\ud800")
@given(KEPT, KEPT, TYPED)
def test_no_text_from_outside_commands_the_printer(name: str, payer: str, reason: str) -> None:
    cart = replace(cart_of("r1", bill_state(tax_bill(), name=name)), payer=payer)
    papers = (
        receipt(posted(cart)),
        drawer_report_paper(closed(reason), sample_office(), 0, False, local(closed(reason))),
    )
    for paper, kicks in zip(papers, (1, 0), strict=True):
        (out,) = decode(paper_to_bytes(paper, SETTINGS))
        assert out.text == paper_to_text(paper)
        assert (out.kicks, out.cuts, out.complete, out.strange) == (kicks, 1, True, ())


LOADING = """
import logging, sys, os, tempfile
from pathlib import Path
from devices.escpos_library import load_escpos
before = set(os.listdir(tempfile.gettempdir()))
real = tempfile.mkdtemp
cache = Path(sys.argv[1])
load_escpos(cache)
load_escpos(cache)
assert set(os.listdir(tempfile.gettempdir())) == before, "a temporary folder was left behind"
assert tempfile.mkdtemp is real
assert not logging.getLogger().handlers, "the root logger writes to the screen"
assert "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ
logging.getLogger("escpos.escpos").error("must not be seen")
"""


def _load_in_a_process_of_its_own(cache: Path, temporary: Path) -> tuple[int, str, str]:
    temporary.mkdir(exist_ok=True)
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("ESCPOS_")
    } | {"TMPDIR": str(temporary)}
    done = subprocess.run(
        [sys.executable, "-c", LOADING, str(cache)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    return (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("kept", [0, 1, 1000])
def test_a_table_torn_by_a_power_loss_does_not_stop_printing(tmp_path: Path, kept: int) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    assert _load_in_a_process_of_its_own(cache, tmp_path / "tmp") == (0, "", "")
    (table,) = cache.iterdir()
    table.write_bytes(table.read_bytes()[:kept])
    for _ in range(2):
        assert _load_in_a_process_of_its_own(cache, tmp_path / "tmp") == (0, "", "")


@pytest.mark.parametrize("mode", [0o700, 0o755])
def test_loading_the_library_leaves_the_process_as_it_was(tmp_path: Path, mode: int) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(mode)
    loaded = _load_in_a_process_of_its_own(cache, tmp_path / "tmp")
    assert loaded == (0, "", "")
    # A folder that others may write to is not used: what is read from it is unpickled.
    assert bool(list(cache.iterdir())) == (mode == 0o700)


def test_rendering_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    handlers = list(logging.getLogger().handlers)
    paper_to_bytes(receipt(posted(mixed_cart())), SETTINGS)
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger().handlers == handlers
