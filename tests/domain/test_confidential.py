"""What may never be kept: caught however it is typed, told without a digit, and nothing else mistaken for it."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.privacy.card_issuers import could_be_issued, is_card_number
from domain.privacy.confidential import (
    SECRET_CODES,
    Secret,
    fold_digits,
    holds_track,
    refused_text,
    screen,
    screen_split,
)
from domain.text import clean_text
from tests.secrets_typed import card_number, card_numbers, routing_number, tracks

VISA = "4111111111111111"


def kind(text: str, *, certain: bool = False) -> Secret | None:
    found = screen(text, certain=certain)
    return found.kind if found else None


def test_ten_thousand_card_numbers_are_caught_as_typed_and_as_cleaned() -> None:
    missed = [
        typed
        for _, typed in card_numbers(10_000)
        if kind(typed) is not Secret.CARD
        or kind(clean_text(typed), certain=True) is not Secret.CARD
    ]
    assert missed == []


def test_card_numbers_split_over_two_fields_are_caught() -> None:
    dice = random.Random(9)
    for _ in range(10_000):
        number = card_number(dice)
        cut = dice.randint(1, len(number) - 1)
        first, second = f"card {number[:cut]}", f"{number[cut:]} ok"
        assert screen_split(first, second) is not None, (first, second)
    assert screen_split("Paid 4111", "of 1111 1111 1111") is None
    assert screen_split("4111 1111", "1111 1112") is None
    assert screen_split("", VISA) is None
    # A number that stands in one of the two is that one's own.
    assert screen_split(f"{VISA} 1", "2") is None


@pytest.mark.parametrize("text", tracks(VISA))
def test_a_track_is_a_track_whole_or_cut_off(text: str) -> None:
    found = screen(f"note {text}")
    assert found is not None
    assert found.kind is Secret.TRACK
    assert not found.overridable
    assert holds_track(text)
    assert holds_track(text.translate(str.maketrans("0123456789", "０１２３４５６７８９")))


@pytest.mark.parametrize("text", ["a=b", "x^2", "4111=4111", "%B^?", "12=34 ^", "%5 of 12345 ^"])
def test_an_equals_sign_is_no_track(text: str) -> None:
    assert not holds_track(text)


@pytest.mark.parametrize(
    "text",
    [
        "41111111111111112912",
        "4111111111111111 2912 123",
        "411111111111111112/29",
        "371449635398431 1229",
    ],
)
def test_the_expiry_behind_a_card_number_hides_nothing(text: str) -> None:
    assert kind(text) is Secret.CARD


@pytest.mark.parametrize(
    ("digits", "card"),
    [
        ("4222222222222", True),
        ("4111111111111", False),
        ("411111111111111", False),
        ("4111111111111112", False),
        ("378282246310005", True),
        ("30569309025904", True),
        ("6011111111111117", True),
        ("3530111333300000", True),
        ("5555555555554444", True),
        ("2223003122003222", True),
        ("1234567812345670", False),
        ("0000000000000000", False),
        ("9999999999999995", False),
    ],
)
def test_an_issuer_a_length_and_a_check_digit_make_a_card_number(digits: str, card: bool) -> None:
    assert is_card_number(digits) is card


def test_digits_by_chance_are_seldom_taken_for_a_card() -> None:
    dice = random.Random(5)
    rates = {}
    for length in range(12, 21):
        runs = ["".join(dice.choices("0123456789", k=length)) for _ in range(4000)]
        rates[length] = sum(kind(run) is Secret.CARD for run in runs) / len(runs)
    assert rates[12] == 0
    assert rates[16] < 0.035
    assert max(rates.values()) < 0.035


@pytest.mark.parametrize(
    "text",
    [
        "123-45-6789",
        "her number is 123-45-6789.",
        "123 45 6789",
        "123.45.6789",
        "123\u201145\u20116789",
        "１２３-４５-６７８９",
        "SSN 123456789",
        "ssn: 123456789",
        "soc sec no 123 45 6789",
        "Social Security 123-456789",
        "Taxpayer ID 900-70-1234",
        "912-78-1234",
        "078-05-1120",
    ],
)
def test_a_social_security_number_is_known_by_its_form_or_its_name(text: str) -> None:
    assert kind(text, certain=True) is Secret.SOCIAL


@pytest.mark.parametrize(
    "text", ["123456789", "for Jane 123456789", "123456789 called", "(123456789)"]
)
def test_nine_bare_digits_may_be_one_where_the_clerk_can_say_no(text: str) -> None:
    found = screen(text)
    assert found is not None
    assert found.kind is Secret.SOCIAL
    assert found.overridable
    assert kind(text, certain=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "000-12-3456",
        "666-12-3456",
        "123-00-4567",
        "123-45-0000",
        "607-274-6580",
        "(607) 274-6580",
        "check 123456789",
        "Bill 123456789 was wrong",
        "MO #123456789",
        "Ithaca NY 148501234",
        "14850-1234",
        "T123456789",
        "1234567890",
        "12345678",
        "123-45-6789-1",
        "9-123-45-6789",
        "2027-01-25",
    ],
)
def test_what_only_looks_like_one_is_let_through(text: str) -> None:
    assert kind(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "/011000015/0012345678/1001/",
        "T011000015T12345678U1001",
        "T011000015T 12-345-678U 1001",
        "U001001U T011000015T12345678U",
        "\u2446011000015\u2446 12345678\u2448 1001",
        "routing 011000015 account 12345678",
        "ABA 011000015, acct no. 12345678",
        "checking account 12345678",
        "Bank acct: 1234-5678-90",
        "savings a/c 123456789012",
    ],
)
def test_a_bank_account_in_full_is_known_by_its_line_or_its_name(text: str) -> None:
    assert kind(text, certain=True) is Secret.BANK


def test_a_routing_number_beside_a_number_may_be_an_account() -> None:
    dice = random.Random(3)
    for _ in range(500):
        account = "".join(dice.choices("0123456789", k=dice.randint(5, 17)))
        text = f"{routing_number(dice)} {account}"
        assert kind(text) in (Secret.BANK, Secret.CARD), text


@pytest.mark.parametrize(
    "text",
    [
        "routing 011000015",
        "account 12345678",
        "bank account ending 5678",
        "routing 011000016 account 12345678",
        "Water account W-1080 123456",
        "/011000016/0012345678/1001/",
        "check 1001 of M&T Bank",
    ],
)
def test_a_bank_or_the_tail_of_an_account_is_no_secret(text: str) -> None:
    assert kind(text, certain=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "500700-70.-1-1",
        "500700 123.00-4-56.112/1 and 500700 123.00-4-56.113",
        "12.-3-45.22 2027-01-25 2027-02-14",
        "W-1080, T27-000180, WB-5080",
        "Receipt 2027-1-000123, was 2026-12-004567",
        "45.00 12.50 189.12 1,224.55 45.00 4,111.11",
        "Called 607-274-6580 and 607-272-1713 on 1/25/2027",
        "3 * 27.00 = 81.00",
        "",
        "no digits at all",
    ],
)
def test_numbers_of_a_known_form_are_never_mistaken(text: str) -> None:
    assert kind(text) is None


def test_a_known_form_hides_no_card_number() -> None:
    assert kind("4111.11 1111.11 1111") is Secret.CARD
    assert kind("41 11-12-2034 5678 903") is None  # the check digit is wrong
    assert kind("41 11-11-1111 111111") is Secret.CARD


def test_a_refusal_never_repeats_a_digit() -> None:
    for text in (VISA, "123-45-6789", "routing 011000015 account 12345678", tracks(VISA)[0]):
        found = screen(text)
        assert found is not None
        assert found.refusal.code in SECRET_CODES
        assert not re.search(r"\d", found.refusal.sentence)
        assert not re.search(r"\d", repr(found))


def test_refused_text_tells_the_first_that_may_not_be_kept() -> None:
    assert refused_text("fine", "also fine", "123456789") is None
    refusal = refused_text("fine", VISA, "123-45-6789")
    assert refusal is not None
    assert refusal.code.value == "card-number"


@given(st.text(max_size=200))
def test_any_text_can_be_screened(text: str) -> None:
    screen(text)
    assert fold_digits(fold_digits(text)) == fold_digits(text)


@given(st.text(alphabet="0123456789 -./=^%;,", max_size=200))
def test_any_digits_can_be_screened(text: str) -> None:
    found = screen(text)
    assert found is None or not re.search(r"\d", found.refusal.sentence)


def test_could_be_issued_looks_at_length_and_beginning() -> None:
    assert could_be_issued(VISA)
    assert not could_be_issued(VISA[:12])
    assert not could_be_issued("7" * 16)
