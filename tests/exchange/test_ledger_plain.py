"""The plain-text ledgers: independent programs read our books and find the same in them."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger.chart import Account, AccountKind
from exchange.ledger_names import code_of, plain_name
from tests.exchange.ledger_kit import a_day, asked, bean_balances, exported, gl_balances
from tests.samples import DAY, sample_office

part = st.from_regex(r"[A-Za-z0-9]{1,4}(-[A-Za-z0-9]{1,3})?", fullmatch=True)
codes = st.builds(
    lambda fund, rest: ".".join([fund, *rest]),
    st.from_regex(r"[A-Za-z0-9]{1,3}", fullmatch=True),
    st.lists(part, min_size=1, max_size=3),
)


def test_beancount_reads_the_day_and_finds_what_the_report_says(tmp_path: Path) -> None:
    books = a_day()
    made = exported(books, "beancount")
    balances = bean_balances(made.content, tmp_path)
    assert balances == gl_balances(books, asked(books, DAY, DAY))
    assert balances["A.0210"] == 0, "the drawers are empty"
    assert balances["F.0391"] == -balances["F.8310.2140"] > 0
    assert balances["A.0630"] == -balances["F.0391"] - balances["G.0391"]
    assert made.content == exported(books, "beancount").content


def test_a_wrong_balance_is_noticed_by_beancount(tmp_path: Path) -> None:
    lines = exported(a_day(), "beancount").content.decode().splitlines()
    place = next(n for n, line in enumerate(lines) if " balance Assets:A:0211 " in line)
    lines[place] = f"{lines[place].rpartition('  ')[0]}  0.01 ~ 0.00 USD"
    with pytest.raises(AssertionError, match="BalanceError"):
        bean_balances("\n".join(lines).encode(), tmp_path)


def test_an_account_s_words_are_kept_as_they_are(tmp_path: Path) -> None:
    text = exported(a_day(), "beancount").content.decode()
    assert (
        'open Income:A:8160-2130 USD\n  code: "A.8160.2130"\n  name: "Trash tags; \\"sheets\\""'
        in text
    )
    plain = exported(a_day(), "hledger").content.decode()
    assert (
        'account Income:A:8160-2130  ; type:R, code:A.8160.2130\n    ; Trash tags, "sheets"\n'
        in plain
    )


@given(codes, codes, st.sampled_from(AccountKind), st.sampled_from(AccountKind))
def test_names_are_legal_and_lead_back(
    one: str, other: str, kind: AccountKind, another: AccountKind
) -> None:
    first, second = plain_name(Account(one, "x", kind)), plain_name(Account(other, "x", another))
    assert code_of(first) == one
    assert (first == second) == (one == other and kind == another)
    assert all(not p[0].islower() and p[0].isalnum() for p in first.split(":"))
    assert len(first.split(":")) == 3


def test_beancount_takes_every_kind_of_name() -> None:
    from beancount.parser import parser

    names = [
        plain_name(Account(c, "x", k)) for c in ("a.b", "9.9-a.Z", "Ab.c.d") for k in AccountKind
    ]
    _, errors, _ = parser.parse_string("".join(f"2027-01-01 open {name}\n" for name in names))
    assert errors == []


def test_an_empty_day_is_a_file_too(tmp_path: Path) -> None:
    books = a_day()
    empty = exported(books, "beancount", date(2027, 1, 1), date(2027, 1, 2))
    assert (empty.entries, empty.lines, empty.debits.cents) == (0, 0, 0)
    assert bean_balances(empty.content, tmp_path) == {}
    assert b"commodity" in exported(books, "hledger", date(2027, 1, 1), date(2027, 1, 1)).content


def test_hledger_entries_are_declared_and_asserted() -> None:
    books = a_day()
    text = exported(books, "hledger").content.decode()
    declared = {
        line.split("  ;")[0].split()[1] for line in text.splitlines() if line.startswith("account ")
    }
    used = {
        line.split()[0] for line in text.splitlines() if line.startswith("    ") and "USD" in line
    }
    assert declared == used
    last = text[text.index("Balances of these days") :]
    found = {
        code_of(line.split()[0]): round(float(line.split(" = ")[1].split()[0]) * 100)
        for line in last.splitlines()[1:]
    }
    assert found == gl_balances(books, asked(books, DAY, DAY))


def strictly(text: str) -> dict[str, int]:
    """Hold a journal against hledger's published rules of a strict check; returns the balances.

    Each account and commodity that a posting or its assertion uses is declared, each entry balances, entries are in the
    order of their days, and each assertion is the account's balance there.
    """
    accounts, commodities, balances = set[str](), set[str](), dict[str, int]()
    entry, last = 0, ""
    for line in (each.partition(";")[0].rstrip() for each in text.splitlines()):
        word, _, rest = line.partition(" ")
        if word in ("account", "commodity"):
            assert not last, "what is declared stands first"
            (accounts if word == "account" else commodities).add(rest.split()[-1])
        elif line[:1].isdigit():
            assert (entry, word >= last) == (0, True), line
            last = word
        elif line.startswith("    ") and line.strip():
            account, _, sums = line.strip().partition("  ")
            amount, _, asserted = sums.partition(" = ")
            assert account in accounts, account
            for each in (amount, *((asserted,) if asserted else ())):
                assert each.split()[1] in commodities, each
            cents = round(Decimal(amount.split()[0]) * 100)
            entry += cents
            balances[account] = balances.get(account, 0) + cents
            if asserted:
                assert balances[account] == round(Decimal(asserted.split()[0]) * 100), line
    assert entry == 0
    return balances


def test_the_journal_keeps_hledger_s_published_rules_also_where_it_is_not_installed() -> None:
    books = a_day()
    text = exported(books, "hledger").content.decode()
    found = {code_of(name): cents for name, cents in strictly(text).items()}
    assert found == gl_balances(books, asked(books, DAY, DAY))
    lines = text.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("account Assets:A:0211"))
    amount = next(n for n, line in enumerate(lines) if " = " in line and "0.00 USD = 0" not in line)
    for wrong in (
        [*lines[:place], *lines[place + 1 :]],
        [line.replace("commodity 1000.00 USD", "") for line in lines],
        [*lines[:amount], lines[amount].replace(" = ", " = 1"), *lines[amount + 1 :]],
        [*lines[:amount], lines[amount].replace(" 0.00", " 0.01"), *lines[amount + 1 :]],
    ):
        with pytest.raises(AssertionError):
            strictly("\n".join(wrong))


@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed here")
@pytest.mark.parametrize("more", [(), ("ordereddates",)])
def test_hledger_checks_it_strictly(tmp_path: Path, more: tuple[str, ...]) -> None:
    path = tmp_path / "day.journal"
    path.write_bytes(exported(a_day(), "hledger").content)
    ran = subprocess.run(
        ["hledger", "check", "--strict", "-f", str(path), *more],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_every_account_that_the_sample_office_may_book_on_has_a_name_of_its_own() -> None:
    accounts = sample_office().chart.accounts
    assert len({plain_name(account) for account in accounts}) == len(accounts)
