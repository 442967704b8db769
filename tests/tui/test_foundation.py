"""How a screen is written, and that the foundation carries it."""

from typing import ClassVar

from tests.tui.kit import check_golden, counter, dump, type_keys
from tui.commands import Acts, FindKey, TenderKey
from tui.paint import Line, line, spread
from tui.screens.base import CounterScreen
from tui.widgets.entry_line import EntryLine, money_digits


class TakeMoney(TenderKey["AmountsScreen"]):
    """Take the money and count it."""

    def available(self, screen: "AmountsScreen") -> str | None:
        return None if screen.amounts else "Nothing is owed yet. Type an amount and press Enter."

    def run(self, screen: "AmountsScreen") -> None:
        screen.counter.push(PaidScreen(sum(screen.amounts)), screen.paid)


class AmountsScreen(CounterScreen):
    """Type amounts, each with Enter. F4 takes the money."""

    NAME = "Amounts"
    ACTS: ClassVar[Acts] = (TakeMoney,)
    entry: EntryLine

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine("Amount", money_digits)
        self.amounts: list[int] = []

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        return [spread(f"Line {n}", f"{cents}", columns) for n, cents in enumerate(self.amounts)]

    def enter(self, text: str) -> None:
        self.entry.clear()
        self.amounts.append(int(text))

    def paid(self, receipt: str) -> None:
        self.amounts.clear()
        self.say(f"Receipt {receipt} printed.")


class PaidScreen(CounterScreen):
    """Enter gives the receipt out."""

    NAME = "Paid"

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total = total

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        return [line(("Total ", "strong"), str(self.total))]

    def enter(self, text: str) -> None:
        self.counter.work(lambda: f"R-{self.total}", self.counter.pop)


async def test_a_screen_takes_keys_and_answers() -> None:
    async with counter(AmountsScreen) as app:
        await type_keys(app, "100", "enter", "250", "enter", "f4")
        assert "Total 350" in dump(app)
        await type_keys(app, "enter", "7", "enter")
        check_golden("foundation", dump(app))


async def test_the_same_keys_in_one_burst() -> None:
    async with counter(AmountsScreen) as app:
        await type_keys(app, "100", "enter", "250", "enter", "f4", "enter", "7", "enter")
        check_golden("foundation", dump(app))


async def test_a_command_that_is_not_available_says_why() -> None:
    async with counter(AmountsScreen) as app:
        await type_keys(app, "f4")
        assert "Nothing is owed yet" in dump(app)
        assert isinstance(app.current, AmountsScreen)


def test_a_grammar_class_is_not_yet_a_command_of_a_screen() -> None:
    assert FindKey.key == "f2"
