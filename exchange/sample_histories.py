"""What happened to the sample city's tickets: appealed, answered, taken to court, noticed for default."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.money import Money
from exchange.sample_models import ParkingMarks
from exchange.sample_people import Dice

_IN_TIME: Final = 20
_REASONS: Final = (
    "Meter found out of order",
    "Permit shown at the hearing",
    "Sign hidden by leaves",
    "First offense, seen by the hearing officer",
)
_OFFICER, _COURT = "Hearing officer", "Ithaca City Court"


@dataclass(frozen=True, slots=True)
class History:
    """The days and papers of one ticket as the ticket program exports them; what did not happen is left out."""

    appealed: date | None = None
    appeal_no: str = ""
    answered: date | None = None
    answer: str = ""
    fine_after: Money | None = None
    answer_reason: str = ""
    to_court: date | None = None
    docket: str = ""
    verdict_on: date | None = None
    verdict: str = ""
    court_fine: Money | None = None
    default_notice: date | None = None
    defaulted: date | None = None

    def fields(self) -> dict[str, str | date | Money]:
        """Return what stands in each field of the row; nothing for what did not happen."""
        return {
            "appealed": self.appealed or "",
            "appeal_no": self.appeal_no,
            "answered": self.answered or "",
            "answer": self.answer,
            "fine_after": self.fine_after or "",
            "answer_reason": self.answer_reason,
            "answered_by": _OFFICER if self.answer else "",
            "to_court": self.to_court or "",
            "docket": self.docket,
            "verdict_on": self.verdict_on or "",
            "verdict": self.verdict,
            "court_fine": self.court_fine or "",
            "court_reason": "Proven at trial" if self.verdict else "",
            "court": _COURT if self.verdict else "",
            "default_notice": self.default_notice or "",
            "defaulted": self.defaulted or "",
        }


NO_HISTORY: Final = History()


def dismissed(dice: Dice, number: str, issued: date, on: date, marks: ParkingMarks) -> History:
    """Return the history of a ticket whose appeal was granted by ``on``."""
    appealed = issued + timedelta(days=min(dice.below(_IN_TIME), (on - issued).days))
    answered = min(appealed + timedelta(days=10 + dice.below(30)), on)
    return History(
        appealed,
        _paper("A", number),
        answered,
        marks.granted,
        answer_reason=dice.of(_REASONS),
    )


def history(
    dice: Dice, number: str, issued: date, fine: Money, on: date, marks: ParkingMarks
) -> History:
    """Return what happened by ``on`` to a ticket that is still open; nothing to most."""
    age, throw = (on - issued).days, dice.below(1000)
    if throw < 45:
        # One appeal in six comes too late to hold the late fee.
        after = dice.below(_IN_TIME) if throw < 38 else _IN_TIME + 5 + dice.below(20)
        appealed = issued + timedelta(days=after)
        return _appeal(dice, number, appealed, fine, on, marks) if after <= age else NO_HISTORY
    if throw < 60 and age > 120:
        court = issued + timedelta(days=5 + dice.below(15))
        return _tried(dice, number, court, fine, on, marks)
    if throw < 80 and age > 110:
        noticed = issued + timedelta(days=_IN_TIME + 31 + dice.below(10))
        lapsed = noticed + timedelta(days=31 + dice.below(10))
        return History(default_notice=noticed, defaulted=lapsed if lapsed <= on else None)
    return NO_HISTORY


def _appeal(
    dice: Dice, number: str, appealed: date, fine: Money, on: date, marks: ParkingMarks
) -> History:
    """Return an appeal: two in three are not answered yet, the others reduced or denied."""
    pending = History(appealed, _paper("A", number))
    answered = appealed + timedelta(days=15 + dice.below(60))
    if dice.percent(40) or answered > on:
        return pending
    reduces = dice.percent(50)
    return History(
        appealed,
        pending.appeal_no,
        answered,
        marks.lowered if reduces else marks.denied,
        Money(fine.cents // 2) if reduces else None,
        dice.of(_REASONS) if reduces else "No ground shown",
    )


def _tried(
    dice: Dice, number: str, court: date, fine: Money, on: date, marks: ParkingMarks
) -> History:
    verdict = court + timedelta(days=30 + dice.below(60))
    if verdict > on:
        return History(to_court=court, docket=_paper("PK", number))
    return History(
        to_court=court,
        docket=_paper("PK", number),
        verdict_on=verdict,
        verdict=marks.guilty,
        court_fine=fine if dice.percent(70) else Money(fine.cents * 3 // 4),
    )


def _paper(kind: str, number: str) -> str:
    return f"{kind}-{int(number) % 1_000_000:06d}"
