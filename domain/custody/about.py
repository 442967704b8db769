"""What an act of custody is about: it is of no date before that, and a reversal repeats its act as it was recorded."""

from collections.abc import Iterable, Mapping
from datetime import date

from domain.custody.acts import ActBody, ActNo, CustodyAct
from domain.custody.reversal import ActReversed
from domain.receipting.posting import Posting
from domain.refusals import Code, Refusal, refuse


def against_about(
    body: ActBody, on: date, made: Mapping[ActNo, Posting], sessions: Iterable[date]
) -> Refusal | None:
    """Return what stands against an act of business date ``on`` by what it is about.

    ``made`` are the acts of ``body.about()`` that are in the books, ``sessions`` the business dates of the closed
    sessions that it names. Refuses a reversal that says something else than the act that it points at.
    """
    if isinstance(body, ActReversed) and not repeats(body, made.get(body.number)):
        return refuse(Code.REVERSAL_OTHER_ACT, number=body.number)
    latest = max((on, *sessions, *(each.header.business_date for each in made.values())))
    return refuse(Code.ACT_DATED_BEFORE, on=on, day=latest) if on < latest else None


def repeats(body: ActReversed, made: Posting | None) -> bool:
    """Whether a reversal says of its act what the books say of it."""
    act = made.body if made is not None else None
    return isinstance(act, CustodyAct) and act.body == body.body
