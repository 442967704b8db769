"""Acts of custody as rows and back, both directions side by side.

The rows beside the body follow from it: on reading they are made anew and compared, so that none is changed unseen.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from domain.custody.acts import SERIES, ActBody, ActNo, CustodyAct
from storage.cells import Row, as_json, from_json, same

Turns = Mapping[int, int]
"""By a claim's place in its act, for the how manieth time it is made; those that are not in it, for the first."""
FIRST: Final[Turns] = MappingProxyType({})


def act_rows(posting_id: int, act: CustodyAct, turns: Turns = FIRST) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an act with their tables."""
    number, body = act.number, act.body
    yield (
        "custody_act",
        (
            posting_id,
            body.kind,
            number.year,
            SERIES,
            number.seq,
            int(body.slip),
            as_json(body.data()),
        ),
    )
    for row in _effects(body):
        yield "custody_effect", (posting_id, *row)
    for row in _claims(body):
        yield "custody_claim", (posting_id, *row, turns.get(row[0], 1))


def act_from(row: Row, others: Mapping[str, Sequence[Row]]) -> CustodyAct:
    """Return the act that its rows say; raises ``ValueError`` or ``TypeError`` when they cannot be one."""
    # Loaded with the first act that is read: a counter's start needs none.
    from domain.custody.act_kinds import body_from_data

    _, kind, year, series, seq, slip, stored = row
    body = body_from_data(kind, from_json(stored))
    same((SERIES, int(body.slip)), (series, slip))
    same(_effects(body), [tuple(each[1:]) for each in others["custody_effect"]])
    # The turn does not follow from the body but from what was reversed before: ``prove`` looks at it.
    claims = others["custody_claim"]
    same(_claims(body), [tuple(each[1:-1]) for each in claims])
    if not all(type(each[-1]) is int and each[-1] >= 1 for each in claims):
        raise ValueError("a claim is made for the first time or a later one")
    return CustodyAct(ActNo(year, seq), body)


def _effects(body: ActBody) -> list[Row]:
    found = enumerate(sorted(body.effects()), 1)
    return [(n, each.session_id, each.cash.cents, int(each.closed)) for n, each in found]


def _claims(body: ActBody) -> list[Row]:
    return [(n, each.what, each.key) for n, each in enumerate(body.claims(), 1)]
