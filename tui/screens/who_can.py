"""Who can: what the person at the desk may do, and who can do the rest."""

from itertools import zip_longest

from domain.people.authority import Right, Standing, role_of
from tui.desk_people import PeopleDesk
from tui.paint import BLANK, Line, fit, heading, line, pad, wrap
from tui.screens.desk_screen import DeskScreen
from tui.widgets.line_pane import LineList

_MARKS = {
    Standing.YES: "you",
    Standing.NOT_OWN: "others' only",
    Standing.WITH_APPROVAL: "approved",
    Standing.NO: "-",
}
"""How an act stands for the person, in a word or two."""
_MARK, _ACT = 14, 36


class WhoCanScreen(DeskScreen):
    """What you may do, first; below it what others do, and who. Esc goes back.

    "you": alone. "others' only": for others' work, never your own. "approved": when a second person says yes. The
    rights are the office's policy; whoever keeps the operators gives another role.
    """

    NAME = "Who can"
    CART = False
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.rows = LineList(plain=True)
        self.rights: tuple[Right, ...] = ()

    def load(self) -> None:
        """Ask what holds for the person at the desk today."""
        self.rights = PeopleDesk(self.desk).rights()

    def body_lines(self, columns: int, rows: int) -> list[Line]:
        """Return the acts, the person's own first."""
        operator = self.desk.operator
        role = role_of(self.desk.office, operator) if operator else None
        title = f"Who can: {operator.name}, {role.name if role else ''}" if operator else "Who can"
        head = line((pad("  You", _MARK + 2), "dim"), (pad("Act", _ACT), "dim"), ("Who", "dim"))
        lines = [each for right in self.rights for each in _told(right, columns - 2)]
        self.rows.count = len(lines)
        self.rows.painter = lambda index, width: fit(lines[index], width)
        return [heading(title, columns), BLANK, head, *self.rows.paint(columns, rows - 3)]

    def enter(self, text: str) -> None:
        """Go back."""
        self.counter.pop()


def _told(right: Right, columns: int) -> list[Line]:
    """Return one act in as many lines as its words take, and the names of everyone who can do it."""
    words = right.words[:1].upper() + right.words[1:]
    mine = right.standing is not Standing.NO
    acts = wrap(words, _ACT - 1)
    who = wrap(right.who, max(10, columns - _MARK - _ACT))
    marks = (_MARKS[right.standing],)
    return [
        line(
            (pad(mark, _MARK), "strong" if mine else "dim"),
            (pad(act, _ACT), "" if mine else "dim"),
            (name, "dim" if mine else ""),
        )
        for mark, act, name in zip_longest(marks, acts, who, fillvalue="")
    ]
