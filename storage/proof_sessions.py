"""Whether drawer sessions follow from their postings: opened once, closed once, expected added up again."""

from collections import Counter
from dataclasses import dataclass, field

from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.custody.drawer import DrawerClosed, DrawerCutOff, DrawerOpened
from domain.receipting.posting import Posting
from domain.receipting.receipt import Receipt
from storage.findings import Findings


@dataclass(slots=True)
class _Open:
    session_id: str
    operator_id: str
    float_cents: int
    taken: Counter[str] = field(default_factory=Counter)
    change: int = 0
    moved: int = 0
    receipts: int = 0


class Sessions:
    """Follows the sessions posting by posting.

    ``open`` holds those that take receipts, by drawer; ``waiting`` those cut off and not closed; ``cut_off`` the latest
    business date that was cut off.
    """

    def __init__(self, *, whole: bool) -> None:
        # Of one day alone it is not known what the days before left.
        self._whole = whole
        self.findings = Findings("Sessions")
        self.open: dict[str, _Open] = {}
        self.waiting: dict[str, _Open] = {}
        self.cut_off: dict[str, str] = {}
        self._floats: dict[str, tuple[str, int | None]] = {}
        """By drawer the last session with a float of its own, and what it left there: ``None`` until it is closed."""
        self._doubted: set[str] = set()

    def doubt(self, session_id: str) -> None:
        """Say that a posting of a session is damaged, so that its sums mean nothing."""
        self._doubted.add(session_id)

    def add(self, name: str, posting: Posting) -> None:
        """Add the next sound posting."""
        header, body = posting.header, posting.body
        if isinstance(body, Correction) and not header.session_id:
            # The back office's: it is of no drawer.
            return
        if isinstance(body, CustodyAct):
            self._move(body)
            return
        held = self.open.get(header.drawer)
        if isinstance(body, DrawerOpened):
            self._open(name, posting, body)
            return
        waiting = self.waiting.get(header.drawer)
        if (
            isinstance(body, DrawerClosed)
            and waiting is not None
            and waiting.session_id == header.session_id
        ):
            self._close(name, waiting, body)
            self._leaves(header.drawer, waiting, body)
            del self.waiting[header.drawer]
        elif held is None or held.session_id != header.session_id:
            if header.session_id not in self._doubted:
                self.findings.differs(
                    f"{name} is of session {header.session_id}, which is not open."
                )
        elif isinstance(body, Receipt):
            _take(held, body)
        elif isinstance(body, Correction):
            _take_back(held, body)
        elif isinstance(body, DrawerCutOff):
            self._cut_off(name, posting, held)
        else:
            self._close(name, held, body)
            self._leaves(header.drawer, held, body)
            del self.open[header.drawer]

    def _move(self, body: CustodyAct) -> None:
        """Carry an act into the sessions whose cash it changes; one that is not open is found with the acts."""
        cash = {effect.session_id: effect.cash.cents for effect in body.body.effects()}
        for held in (*self.open.values(), *self.waiting.values()):
            held.moved += cash.get(held.session_id, 0)

    def _open(self, name: str, posting: Posting, body: DrawerOpened) -> None:
        header = posting.header
        self.findings.checked += 1
        held = self.open.get(header.drawer)
        if held is not None and held.session_id not in self._doubted:
            self.findings.differs(f"{name} opens a drawer in which {held.session_id} is open.")
        if header.business_date.isoformat() <= self.cut_off.get(header.drawer, ""):
            self.findings.differs(f"{name} opens a drawer on a day that was cut off there.")
        self._follows(name, posting, body)
        self.open[header.drawer] = _Open(
            header.session_id, header.operator_id, body.float_amount.cents
        )

    def _follows(self, name: str, posting: Posting, body: DrawerOpened) -> None:
        """Check that a float is told as what was left of the one before; where that is damaged nothing is known."""
        drawer, took = posting.header.drawer, body.took_up
        session_id, left = self._floats.get(drawer, ("", None))
        waiting = self.waiting.get(drawer)
        if waiting is not None and waiting.session_id == session_id:
            left = waiting.float_cents if took else None
        should = None if body.issue is not None else left
        told = None if body.left is None else body.left.cents
        damaged = any(each.rpartition("-")[0] == drawer for each in self._doubted)
        if self._whole and told != should and not damaged:
            self.findings.differs(f"{name} tells of another float left in drawer {drawer}.")
        if took:
            self._floats[drawer] = (posting.header.session_id, None)

    def _cut_off(self, name: str, posting: Posting, held: _Open) -> None:
        drawer = posting.header.drawer
        if drawer in self.waiting:
            waiting = self.waiting[drawer].session_id
            self.findings.differs(f"{name} is a cut-off while {waiting} still waits.")
        self.waiting[drawer] = self.open.pop(drawer)
        on = posting.header.business_date.isoformat()
        self.cut_off[drawer] = max(on, self.cut_off.get(drawer, ""))

    def _leaves(self, drawer: str, held: _Open, body: DrawerClosed) -> None:
        """Carry what a session leaves of its float to the drawer's next opening."""
        if self._floats.get(drawer, ("", None))[0] == held.session_id:
            self._floats[drawer] = (held.session_id, body.float_left.cents)

    def _close(self, name: str, held: _Open, body: DrawerClosed) -> None:
        if held.session_id in self._doubted:
            return
        if body.receipts != held.receipts:
            self.findings.differs(
                f"{name} closes on {body.receipts} receipts; there are {held.receipts}."
            )
        cash = held.float_cents - held.change + held.moved
        should = sum(held.taken.values()) + cash
        if sum(t.expected.cents for t in body.tallies) != should:
            self.findings.differs(f"{name} expects another sum than the session's {should} cents.")
        for tally in body.tallies:
            taken = held.taken[tally.kind]
            if tally.expected.cents not in (taken, taken + cash):
                self.findings.differs(f"{name} expects another sum of {tally.name} than was taken.")


def _take(held: _Open, body: Receipt) -> None:
    for tender in body.tenders:
        held.taken[tender.kind] += tender.amount.cents
    held.change += body.change.cents
    held.receipts += 1


def _take_back(held: _Open, body: Correction) -> None:
    for back in body.amendment.tenders:
        held.taken[back.tender.kind] -= back.tender.amount.cents
    held.change -= body.amendment.change.cents
