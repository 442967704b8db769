"""What a counter leaves in the terminal, in the list of programs and in its log: nothing of a customer, no secret."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.screens import Screen, Tmux, screens
from tests.terminal.test_tmux import PROGRAM, ROOT, books_url
from tests.tui.terminal import Terminal

__all__ = ["books_url"]

NAME = re.compile(rb"\x1b\[\?1049([hl])")


def customers(url: str) -> list[str]:
    """Family names of the city's customers, as they stand in its export."""
    export = Path(url.removeprefix("sqlite:///")).parent / "exports" / "tax.csv"
    words = re.findall(r"[A-Z][A-Z'\-]{4,}", export.read_text(encoding="utf-8").upper())
    return sorted(set(words))


def look_somebody_up(screen: Screen, text: str) -> None:
    """Sign in, find somebody, look at the account, and leave."""
    screen.see("Type your sign-in name")
    screen.press("ada", "enter", "1234", "enter")
    screen.see("Ctrl+B opens it")
    screen.press(text)
    screen.see("Found")
    screen.press("enter")
    screen.see("Amount, or Enter for what is due")


@pytest.mark.terminal
@pytest.mark.slow
def test_the_program_shows_customers_on_the_other_screen_only(books_url: str) -> None:
    environment = {"PYTHONPATH": str(ROOT)}
    with Terminal([*PROGRAM, "--books", books_url], environment=environment) as terminal:
        terminal.wait_for(b"sign-in name")
        terminal.send(b"ada\r1234\r")
        terminal.wait_for(b"opens it")
        terminal.send(b"smi")
        terminal.wait_for(b"Found")
        no_secret_in_the_list_of_programs(terminal.pid)
        terminal.send(b"\x11\x15\x11")
        assert terminal.wait() == 0
    switches = list(NAME.finditer(terminal.output))
    assert [match[1] for match in switches][:1] == [b"h"]
    assert [match[1] for match in switches][-1:] == [b"l"]
    outside = terminal.output[: switches[0].start()] + terminal.output[switches[-1].end() :]
    assert b"Found" not in outside
    assert not re.search(rb"[A-Za-z]{4}", re.sub(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]", b"", outside))


def no_secret_in_the_list_of_programs(pid: int) -> None:
    """Look at what ``ps`` shows of a counter in which somebody has signed in."""
    listed = subprocess.run(
        ["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    words = listed or Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    assert "chamberlain" in words
    assert "1234" not in words
    assert "ada" not in words.split()


@pytest.mark.terminal
@pytest.mark.slow
@pytest.mark.skipif(Tmux not in screens(), reason="tmux is not installed")
@pytest.mark.parametrize("crash", [False, True])
def test_the_scroll_back_holds_no_customer_afterwards(
    books_url: str, tmp_path: Path, crash: bool
) -> None:
    names = customers(books_url)
    broken = ROOT / "tests" / "terminal" / "breaks.py"
    program = [sys.executable, str(broken)] if crash else [*PROGRAM]
    line = " ".join([*program, "--books", books_url])
    environment = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path)}
    with Tmux(("sh",), environment) as shell:
        shell.press("PS1=DONE:", "enter", line, "enter")
        look_somebody_up(shell, names[0][:4].lower())
        if crash:
            shell.press("f7")
        else:
            shell.press("f2", "ctrl+q")
        # The shell's prompt, which the counter never shows: until then keys belong to the counter.
        shell.see("DONE:")
        shell.press("echo GO''NE", "enter")
        shell.see("GONE")
        left = shell.scroll_back()
    assert "GONE" in left
    shown = left.replace(line, "").upper()
    assert [name for name in names if name in shown] == []
    if crash:
        assert "ended over an error of its own (RuntimeError)" in left
        log = (tmp_path / "chamberlain" / "chamberlain.log").read_text(encoding="utf-8")
        assert "RuntimeError" in log
        assert [name for name in names if name in log.upper()] == []
