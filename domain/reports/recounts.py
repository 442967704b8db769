"""Turn-ins that were other than the accepted count, as they stream by, and the reversals that took them back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.custody.acts import CustodyAct, Recount
from domain.money import ZERO, Money
from domain.receipting.posting import Header
from domain.reports.asked import Asked, Entry


@dataclass(frozen=True, slots=True)
class Recounted:
    """One of them: its posting, that posting's header, and what it says of the session."""

    posting_id: int
    header: Header
    said: Recount

    @property
    def at(self) -> str:
        """When it was found."""
        return "turn-in reversed" if self.said.undone else "turn-in"

    def reason(self, asked: Asked) -> str:
        """Return the reason's name, with the words where there are any."""
        names = {reason.code: reason.name for reason in asked.office.over_short_reasons}
        name = names.get(self.said.reason_code, self.said.reason_code)
        return f"{name}: {self.said.reason_text}" if self.said.reason_text else name

    def cells(self, kind: str, asked: Asked) -> tuple[str, str, Money, Money, Money]:
        """Return a row beside those of the tender kinds: nothing was expected of what was found beside the count."""
        words = f"At the {self.at}: {self.reason(asked)}; approved by {self.said.approved_by}"
        return kind, words, ZERO, self.said.over_short, self.said.over_short


def recounted(entry: Entry) -> Recounted | None:
    """Return what a posting says that a drawer's accepted count was off by, or ``None``."""
    body = entry.posting.body
    said = body.body.recount() if isinstance(body, CustodyAct) else None
    if said is None:
        return None
    return Recounted(entry.posting_id, entry.posting.header, said)


def watched(entries: Iterable[Entry], found: list[Recounted]) -> Iterator[Entry]:
    """Yield the postings, and lay aside in ``found`` what turn-ins among them found."""
    for entry in entries:
        again = recounted(entry)
        if again is not None:
            found.append(again)
        yield entry
