import pytest

from chamberlain.screens import all_screens
from tests.tui.test_foundation import AmountsScreen, TakeMoney
from tui.commands import GRAMMAR, AnyCommand, Command, CommandTable, HelpKey, TenderKey, shown
from tui.everywhere import EVERYWHERE
from tui.key_card import key_card
from tui.screens.base import CounterScreen
from tui.screens.lookup import LookupScreen

ALL: list[type[AnyCommand]] = [*GRAMMAR, *EVERYWHERE, TakeMoney]

# What the keyboard or the entry line needs itself, and what a terminal cannot tell apart.
NOT_FREE = {"ctrl+u", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+c", "enter", "escape", "tab"}


@pytest.mark.parametrize("command", ALL, ids=lambda each: each.name)
def test_every_command_can_be_read_and_reached(command: type[AnyCommand]) -> None:
    assert command.name == command.name.lower()
    assert 0 < len(command.label) <= 8
    assert command.title()
    assert not command.title().endswith(".")
    if command.key[:1] == "f" and len(command.key) > 1:
        assert command.also, "some terminals and lines eat F-keys"
    assert not NOT_FREE & set(command.ways())
    assert not any(each.startswith("alt+") for each in command.ways())


def test_the_grammar_gives_no_key_twice() -> None:
    keys = [key for command in GRAMMAR for key in command.ways()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("screen", all_screens(), ids=lambda each: str(each.NAME))
def test_no_screen_gives_a_key_of_the_grammar_another_meaning(screen: type[CounterScreen]) -> None:
    meant = {key: command.name for command in GRAMMAR for key in command.ways()}
    others = {
        key: command.name
        for command in screen.table()
        for key in command.ways()
        if key in meant and command.name != meant[key]
    }
    assert others == {}


def test_no_key_clashes_on_a_screen() -> None:
    assert AmountsScreen.table().clashes() == []


def test_a_clash_is_found() -> None:
    class Other(Command[CounterScreen]):
        """Another act on the same key."""

        name, key, label = "other", "f4", "Other"

        def run(self, screen: CounterScreen) -> None:
            """Do nothing."""

    assert CommandTable([TakeMoney, Other]).clashes() == ["f4: tender, other"]


def test_a_screens_own_command_stands_for_the_general_one() -> None:
    class OwnHelp(HelpKey[CounterScreen]):
        """Help of its own."""

        def run(self, screen: CounterScreen) -> None:
            """Do nothing."""

    table = CommandTable([OwnHelp, *EVERYWHERE])
    assert isinstance(table.named("help"), OwnHelp)
    assert isinstance(table.at("f1"), OwnHelp)
    assert table.clashes() == []


def test_help_text_comes_from_the_nearest_docstring() -> None:
    assert TakeMoney.title() == "Take the money and count it"
    assert TenderKey.title().startswith("Tender:")


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("f4", "F4"),
        ("ctrl+t", "Ctrl+T"),
        ("enter", "Enter"),
        ("?", "?"),
        ("shift+tab", "Shift+Tab"),
    ],
)
def test_keys_are_written_as_on_the_keyboard(key: str, wanted: str) -> None:
    assert shown(key) == wanted


def test_the_key_card_names_every_key_and_second_way_that_some_screen_acts_on() -> None:
    card = key_card([AmountsScreen, LookupScreen])
    used = {each.name for screen in (AmountsScreen, LookupScreen) for each in screen.table()}
    for command in GRAMMAR:
        for key in command.ways():
            assert (f" {shown(key)} |" in card) == (command.name in used)
    assert {"find", "tender"} < used
    assert "inquiry" not in used


def test_a_capital_is_its_small_letter_where_it_is_no_command_of_its_own() -> None:
    class Small(TakeMoney):
        """A letter."""

        name, key, also, label = "small", "v", "", "Small"

    class Capital(TakeMoney):
        """A capital on purpose."""

        name, key, also, label = "capital", "X", "", "Capital"

    table = CommandTable([Small, Capital])
    found = [table.at(key) for key in ("v", "V", "X")]
    assert [each.name for each in found if each is not None] == ["small", "small", "capital"]
    assert table.at("x") is None
