"""I14 under any sequence: liens come and are redeemed over the years, and no older one ever before a newer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.receivables.tax_liens import (
    Lien,
    LienRules,
    check_redemption,
    open_liens,
    payable_next,
    receipt_warning,
    redemption_certificate,
)
from domain.refusals import Refusal
from tests.exchange.kit import ithaca

START = date(2020, 1, 1)

acts = st.lists(
    st.tuples(st.integers(0, 400), st.just(True) | st.sets(st.integers(0, 9), max_size=4)),
    min_size=1,
    max_size=14,
)


def rules() -> LienRules:
    """The City's own policy: the newest first."""
    found = ithaca().rules.liens
    assert found is not None
    return found


@given(acts)
def test_i14_no_lien_is_redeemed_while_a_newer_one_is_open(
    done: list[tuple[int, bool | set[int]]],
) -> None:
    liens: tuple[Lien, ...] = ()
    day = START
    for wait, act in done:
        day += timedelta(days=wait)
        if isinstance(act, bool):
            liens = (*liens, Lien(f"L{len(liens)}", "12.-1-3", day))
            continue
        chosen = {f"L{number}" for number in act}
        refused = check_redemption(liens, chosen, day, rules())
        still = {x.lien_no for x in open_liens(liens)}
        if refused is None:
            assert chosen <= still
            liens = tuple(replace(x, redeemed_on=day) if x.lien_no in chosen else x for x in liens)
        else:
            assert refused.sentence
            assert chosen
        _newest_first(liens)
        left = open_liens(liens)
        assert bool(receipt_warning(liens, day, rules())) == bool(left)
        if liens:
            paper = redemption_certificate(liens, day, rules())
            assert isinstance(paper, Refusal) == bool(left)
        if left:
            assert payable_next(liens, day, rules())[0].lien_on == max(x.lien_on for x in left)


def _newest_first(liens: tuple[Lien, ...]) -> None:
    """Whatever is newer than a redeemed lien was redeemed by then, or was not there yet."""
    for old in liens:
        if old.redeemed_on is None:
            continue
        for new in liens:
            if new.lien_on > old.lien_on and new.lien_on <= old.redeemed_on:
                came_later = liens.index(new) > liens.index(old) and new.lien_on == old.redeemed_on
                assert came_later or (
                    new.redeemed_on is not None and new.redeemed_on <= old.redeemed_on
                )


@given(acts, st.sets(st.integers(0, 9)))
def test_i14_an_older_lien_alone_is_always_refused(
    done: list[tuple[int, bool | set[int]]], chosen: set[int]
) -> None:
    days = [START + timedelta(days=wait * number) for number, (wait, _) in enumerate(done)]
    liens = tuple(Lien(f"L{number}", "12.-1-3", day) for number, day in enumerate(days))
    numbers = {f"L{number}" for number in chosen if number < len(liens)}
    taken = [x.lien_on for x in liens if x.lien_no in numbers]
    left = [x.lien_on for x in liens if x.lien_no not in numbers]
    refused = check_redemption(liens, numbers, days[-1], rules())
    # Allowed exactly when nothing that stays open is newer than something that is paid.
    assert (refused is None) == (not taken or not left or max(left) <= min(taken))
