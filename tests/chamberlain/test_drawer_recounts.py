"""One drawer's report tells what its turn-in found beside the accepted count, and what took that back."""

from __future__ import annotations

from chamberlain.reports.drawer import read_drawer
from chamberlain.reports.drawer_forms import DrawerForms
from storage.memory import MemoryBooks
from tests.samples import count_of, keep_sample_policy, ok
from tests.storage import contract_kit as kit
from tests.storage.contract_custody import close_order
from tests.storage.custody_kit import OFFICE, pieces, recorded, turn_in_other
from tests.storage.reversal_kit import reversed_act


def test_a_drawer_tells_what_its_turn_in_found() -> None:
    books, forms = MemoryBooks(), DrawerForms(OFFICE)
    keep_sample_policy(books)
    session = kit.open_drawer(books)
    ok(books.close_session(close_order(session, count_of(50000), "unknown"), OFFICE))
    assert forms.data(read_drawer(books, session))["turn_in_differences"] == []
    done = recorded(books, ok(turn_in_other(books, "i-1", session, pieces(d20=2, d5=1))))
    report = read_drawer(books, session)
    data = forms.data(report)
    assert data["over_short_total_cents"] == 30000
    assert data["turned_in_over_short_cents"] == -25500
    assert len(report.recounts) == 1
    (note,) = [each for each in forms.sheet([report]).notes if each.startswith("At the turn-in")]
    assert note.startswith("At the turn-in: SHORT 255.00 (")
    assert note.endswith("A digit slipped); approved by Chris Ham")
    reversed_act(books, done)
    report = read_drawer(books, session)
    assert any(n.startswith("Turn-in reversed: OVER 255.00 (") for n in forms.sheet([report]).notes)
    assert forms.data(report)["turned_in_over_short_cents"] == 0
