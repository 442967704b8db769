"""Whether the postings are what was posted: each against its digest, and each drawer's chain without a gap."""

from datetime import date
from operator import itemgetter

from domain.corrections.needs import NEEDS
from domain.corrections.values import Correction
from domain.custody.acts import CustodyAct
from domain.ledger.funds import fund_of
from domain.ledger.journal import follows
from domain.ledger.trail import GENESIS
from domain.receipting.posting import Posting, verify
from domain.receipting.receipt import Receipt
from storage.engine import Tx
from storage.failures import DAMAGE
from storage.findings import Findings
from storage.posted_columns import COLUMNS
from storage.posting_stream import postings
from storage.proof_seals import Seals
from storage.proof_sessions import Sessions
from storage.rows import Parts, posting_from

_POSTING = COLUMNS["posting"]
_TYPES = tuple(int if column in ("posting_id", "chain_no") else str for column in _POSTING)
_NAMING = itemgetter(
    *(_POSTING.index(name) for name in ("posting_id", "drawer", "chain_no", "business_date"))
)
_BEFORE = (
    "SELECT chain_no, digest FROM posting WHERE drawer = ? AND chain_no = ? AND business_date <> ?"
)


class Trail:
    """Reads all postings once; afterwards ``heads`` are the ends of the chains and ``sessions`` what was open."""

    def __init__(self, tx: Tx, on: date | None) -> None:
        self._tx = tx
        self._on = on
        self.trail = Findings("Trail")
        self.journals = Findings("Journals")
        self.sessions = Sessions(whole=on is None)
        self.seals = Seals(tx, on)
        self.heads: dict[str, tuple[int, str]] = {}
        self.last_dates: dict[str, str] = {}
        self.reached = "the beginning"

    def check(self) -> None:
        """Check every posting, of the business date or of all; damage that ends the reading is a difference too."""
        complete = False
        with self.trail.to_the_end():
            for parts in postings(self._tx, self._on, self._stray):
                self._check_one(parts)
            complete = True
        if not complete:
            self.trail.differs(f"What was posted after {self.reached} could not be read.")

    def _stray(self, table: str, posting_id: int) -> None:
        self.trail.differs(f"Posting {posting_id} is not there, but rows of it are in {table}.")

    def _check_one(self, parts: Parts) -> None:
        row = dict(zip(_POSTING, parts.posting, strict=True))
        name = self.reached = named(parts)
        self.trail.checked += 1
        self._check_journal(name, parts)
        if tuple(map(type, parts.posting)) != _TYPES:
            self.trail.differs(
                f"{name} is damaged: a column of it holds no such value as belongs there."
            )
            self.sessions.doubt(row["session_id"])
            self.seals.doubt(row["business_date"])
            return
        self._check_link(name, row["drawer"], row["chain_no"], row["previous"], row["digest"])
        self.last_dates[row["drawer"]] = max(
            row["business_date"], self.last_dates.get(row["drawer"], "")
        )
        posting = self._read(name, parts)
        if posting is None:
            self.sessions.doubt(row["session_id"])
            self.seals.doubt(row["business_date"])
        else:
            self.sessions.add(name, posting)
            self.seals.add(name, posting, self.heads)

    def _read(self, name: str, parts: Parts) -> Posting | None:
        try:
            posting = posting_from(parts)
            agrees = verify(posting)
        except DAMAGE as error:
            self.trail.differs(f"{name} was changed: {error}.")
            return None
        if not agrees:
            self.trail.differs(f"{name} was changed: it does not agree with its digest.")
            return None
        body, header = posting.body, posting.header
        if isinstance(body, Receipt | Correction | CustodyAct) and (
            body.number.year != header.business_date.year
        ):
            self.trail.differs(f"{name} has a number of another year than its business date.")
        if isinstance(body, Receipt) and body.rounding:
            self._check_rounding(name, posting, body)
        if isinstance(body, Correction):
            self._check_correction(name, posting, body)
        if isinstance(body, CustodyAct) and not follows(posting.journal, body.body.movements()):
            self.journals.differs(f"{name}: its entry does not follow from the act.")
        return posting

    def _check_rounding(self, name: str, posting: Posting, body: Receipt) -> None:
        """Check that the rounding account bears what the cash was rounded by: no drawer does, and no tolerance."""
        lines = [x for x in posting.journal.lines if x.gl_code == body.rounding_gl]
        borne = sum(x.debit.cents - x.credit.cents for x in lines)
        if borne != -body.rounding.cents:
            self.journals.differs(
                f"{name}: {body.rounding_gl} bears {borne} cents; the cash was rounded by "
                f"{body.rounding.cents}."
            )

    def _check_correction(self, name: str, posting: Posting, body: Correction) -> None:
        """Check that a correction's entry follows from what it says, and that somebody else approved it."""
        if not follows(posting.journal, body.amendment.movements()):
            self.journals.differs(f"{name}: its entry does not follow from what it corrects.")
        approval = body.amendment.support.approval
        if approval is None and NEEDS[body.kind].always:
            self.trail.differs(f"{name} is a {body.kind.words} that nobody approved.")
        if approval is not None and approval.operator_id == posting.header.operator_id:
            self.trail.differs(f"{name} was approved by its own maker.")

    def _check_link(
        self, name: str, drawer: str, chain_no: int, previous: str, digest: str
    ) -> None:
        before = self.heads.get(drawer, (0, GENESIS))
        if self._on is not None and chain_no != before[0] + 1:
            # An act of another business date may stand between two of this one.
            before = self._elsewhere(drawer, chain_no) or before
        if (chain_no, previous) != (before[0] + 1, before[1]):
            self.trail.differs(
                f"{name} does not follow link {before[0]} of drawer {drawer}: "
                "a posting before it was changed, removed or added."
            )
        self.heads[drawer] = (chain_no, digest)

    def _elsewhere(self, drawer: str, chain_no: int) -> tuple[int, str] | None:
        """Return the link before one, where it is of another business date and so is not read."""
        found = self._tx.run(_BEFORE, (drawer, chain_no - 1, str(self._on))).fetchone()
        return (found[0], found[1]) if found is not None else None

    def _check_journal(self, name: str, parts: Parts) -> None:
        rows = parts.parts.get("journal_line", [])
        self.journals.checked += len(rows)
        funds: dict[str, tuple[int, int]] = {}
        try:
            for _, _, gl_code, debit, credit in rows:
                fund = fund_of(gl_code)
                sums = funds.get(fund, (0, 0))
                funds[fund] = sums[0] + debit, sums[1] + credit
        except (TypeError, AttributeError):
            self.journals.differs(f"{name}: a line of its journal is damaged.")
            return
        for fund, (debit, credit) in sorted(funds.items()):
            if debit != credit:
                self.journals.differs(
                    f"{name}: debits of fund {fund} are {debit} cents, credits {credit}."
                )


def named(parts: Parts) -> str:
    """Return how a difference names a posting."""
    posting_id, drawer, link, on = _NAMING(parts.posting)
    receipts = parts.parts.get("receipt")
    what = f"receipt {_number(*receipts[0][1:4])}, " if receipts else ""
    return f"Posting {posting_id} ({what}drawer {drawer}, link {link}, {on})"


def _number(year: object, drawer: object, seq: object) -> str:
    return f"{year}-{drawer}-{seq:06d}" if isinstance(seq, int) else f"{year}-{drawer}-{seq}"
