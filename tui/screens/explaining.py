"""The why-key, and the base of the screens whose amounts it explains, step by step, with the law."""

from collections.abc import Sequence

from domain.refusals import Refusal
from tui.commands import WhyKey
from tui.explaining import Amount, Explained
from tui.screens.desk_screen import DeskScreen


class Why(WhyKey["ExplainingScreen"]):
    """Why is it that much: an amount in plain words, with the law. P prints it for the customer.

    Where several amounts may be meant, it asks which.
    """

    weight = 3

    def available(self, screen: "ExplainingScreen") -> str | None:
        """There must be an amount. Asked with every key, so the books are not: that is done when it runs."""
        return None if screen.explains else screen.NOTHING

    def run(self, screen: "ExplainingScreen") -> None:
        """Explain the only amount there is, or ask which."""
        screen.explain(screen.amounts())


class WhyOffBar(Why):
    """Why is it that much: an amount in plain words, with the law. P prints it for the customer.

    Where several amounts may be meant, it asks which.
    """

    in_bar = False


class ExplainingScreen(DeskScreen):
    """A screen with amounts that a customer may ask about."""

    NOTHING = "No amount is here to explain. F2 finds a bill."
    """What is said where there is none."""

    @property
    def explains(self) -> bool:
        """Whether an amount may be here, as far as it is known without asking the books."""
        return True

    def amounts(self) -> Sequence[Amount]:
        """Return the amounts that the clerk may mean now."""
        raise NotImplementedError

    def explain(self, amounts: Sequence[Amount]) -> None:
        """Explain one amount; ask which of several is meant; say so where there is none."""
        if not amounts:
            self.refuse(self.NOTHING)
        elif len(amounts) > 1:
            from tui.screens.which import WhichScreen

            self.counter.push(WhichScreen(amounts))
        else:
            self._explain(amounts[0])

    def _explain(self, amount: Amount) -> None:
        """Show the steps of an amount; of one without steps its sentence, or why there is none."""
        found = amount.explain()
        if isinstance(found, Explained):
            from tui.screens.why import WhyScreen

            self.counter.push(WhyScreen(found))
        elif isinstance(found, Refusal):
            self.refuse(found)
        else:
            self.say(found, "")
