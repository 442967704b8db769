"""A tax bill quoted around its moved due date, and on the day of the 15 %: totals, moved days and their law."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chamberlain.stop import DONE, REFUSED, WRONG_USAGE
from tests.chamberlain.kit import ROOT, Line, one_sentence

HEADING = (
    "SBL,BILL NO,BILL DATE,OWNER,PROPERTY LOCATION,MAILING ADDRESS,MAILING CITY,TAX YEAR,"
    "ASSESSED VALUE,DUE 1,CITY TAX 1,SIDEWALK 1,DUE 2,CITY TAX 2,STATUS,BANK CODE,FLAG,"
    "LIEN DATE,ROLL DELIVERED,THIRD PARTY,EXEMPT"
)
ROW = (
    "12.-1-1,T-27,12/31/2026,Jane Doe,1 Green St,1 Green St,Ithaca NY,2027,"
    "210000,01/31/2027,1000.00,75.00,06/30/2027,1000.00,O,,,,12/28/2026,,"
)


@pytest.fixture
def taxed(line: Line, tmp_path: Path) -> Line:
    """The command line on books with one tax bill of 2027."""
    path = tmp_path / "tax.csv"
    path.write_text(f"{HEADING}\n{ROW}\n", encoding="utf-8")
    assert line("import", "tax", path).code == DONE
    return line


def office_with_a_storm(folder: Path, until: str) -> Path:
    """A copy of the model office in which the governor put the due date off."""
    office = Path(shutil.copytree(ROOT / "offices" / "ithaca", folder / "office"))
    with (office / "tax.toml").open("a", encoding="utf-8") as tax:
        tax.write(
            '\n[[extensions]]\nkey = "tax.storm"\nkind = "governor"\nfrom = 2027-01-31\n'
            f'to = 2027-01-31\nuntil = {until}\nsource = "Executive Order 999"\n'
        )
    return office


@pytest.mark.parametrize(
    ("on", "cents", "due"),
    [
        ("2027-01-31", 207_500, 107_500),
        ("2027-02-01", 207_500, 107_500),
        ("2027-02-02", 208_575, 108_575),
        ("2027-10-01", 207_500 + 16_125 + 15_000, 238_625),
    ],
)
def test_the_quote_of_a_tax_bill_by_day(taxed: Line, on: str, cents: int, due: int) -> None:
    quote = taxed("quote", "T-27", "--on", on, "--json").json
    assert (quote["total_cents"], quote["due_cents"]) == (cents, due)
    assert sum(step["amount_cents"] for step in quote["steps"]) == cents
    # The due date on a Sunday is told with the law that moves it, whatever the day of the quote.
    assert quote["steps"][0]["moves"] == [
        {
            "from": "2027-01-31",
            "to": "2027-02-01",
            "why": "Sunday",
            "citation": "New York Real Property Tax Law 925-a(1)",
        }
    ]
    for step in quote["steps"]:
        assert (step["kind"] == "accrual") == bool(step["citation"])


# By hand: 28 February is a Sunday, 31 May Memorial Day, 31 July a Saturday; 1,075.00 and 1,000.00 are the halves.
RISES = [
    (1075, "0.01", "2027-02-02", "2027-01-31 Sunday 2027-02-01"),
    (1075, "0.01", "2027-03-02", "2027-02-28 Sunday 2027-03-01"),
    (1075, "0.01", "2027-04-01", ""),
    (1075, "0.01", "2027-05-01", ""),
    (1075, "0.01", "2027-06-02", "2027-05-31 public holiday 2027-06-01"),
    (1075, "0.01", "2027-07-01", ""),
    (1075, "0.01", "2027-08-03", "2027-07-31 Saturday 2027-08-02"),
    (1075, "0.01", "2027-09-01", ""),
    (7525, "0.07", "2027-10-01", ""),
    (1000, "0.01", "2027-07-01", ""),
    (1000, "0.01", "2027-08-03", "2027-07-31 Saturday 2027-08-02"),
    (1000, "0.01", "2027-09-01", ""),
    (12000, "0.12", "2027-10-01", ""),
]


def test_the_quote_of_october_tells_every_rise_of_both_halves_with_its_moved_day(
    taxed: Line,
) -> None:
    quote = taxed("quote", "T-27", "--on", "2027-10-01", "--json").json
    told = [
        (
            step["amount_cents"],
            step["rate"],
            step["from"],
            "".join(f"{m['from']} {m['why']} {m['to']}" for m in step["moves"]),
        )
        for step in quote["steps"]
        if step["kind"] == "accrual"
    ]
    assert told == RISES
    laws = {move["citation"] for step in quote["steps"] for move in step["moves"]}
    assert laws == {"New York Real Property Tax Law 925-a(1)"}


def test_the_quote_says_in_words_which_days_moved(taxed: Line) -> None:
    text = " ".join(taxed("quote", "T-27", "--on", "2027-10-01", "--why").out.split())
    assert (
        "Jan 31, 2027 is a Sunday: the last day is Feb 1, 2027 "
        "(New York Real Property Tax Law 925-a(1))." in text
    )
    # The last day of a lesser penalty moves too: 28 February is a Sunday, 31 May Memorial Day.
    for moved in ("Feb 28, 2027 (Sunday) to Mar 1, 2027", "May 31, 2027 (public holiday)"):
        assert moved in text
    assert text.count("Jan 31, 2027 is a Sunday") == 1
    assert "late penalty 15 % of" in text
    assert "15 % from 1 October" in text
    assert "2,386.25" in text


def test_an_extension_in_the_policy_changes_the_quote_and_says_by_what(
    taxed: Line, tmp_path: Path
) -> None:
    office = office_with_a_storm(tmp_path, "2027-02-19")
    quote = taxed("--office", str(office), "quote", "T-27", "--on", "2027-02-19", "--json").json
    assert quote["total_cents"] == 207_500
    assert [move["citation"] for move in quote["steps"][0]["moves"]] == [
        "New York Real Property Tax Law 925-a(1)",
        "Executive Order 999",
    ]
    later = taxed("--office", str(office), "quote", "T-27", "--on", "2027-02-20", "--json").json
    assert later["total_cents"] == 208_575


def test_rptl_925_b_a_resolution_for_seniors_is_for_accounts_that_the_export_flags(
    line: Line, tmp_path: Path
) -> None:
    aged = ROW.replace("12.-1-1,T-27", "12.-1-2,T-28") + "AGED"
    path = tmp_path / "tax.csv"
    path.write_text(f"{HEADING}\n{ROW}\n{aged}\n", encoding="utf-8")
    assert line("import", "tax", path).code == DONE
    office = Path(shutil.copytree(ROOT / "offices" / "ithaca", tmp_path / "office"))
    with (office / "tax.toml").open("a", encoding="utf-8") as tax:
        tax.write(
            '\n[[extensions]]\nkey = "tax.seniors"\nkind = "senior"\nfrom = 2027-01-31\n'
            'to = 2027-01-31\nbusiness_days = 5\nflag = "senior"\nsource = "Resolution 7"\n'
        )
    for bill, cents in (("T-27", 208_575), ("T-28", 207_500)):
        asked = line("--office", str(office), "quote", bill, "--on", "2027-02-08", "--json")
        assert asked.json["total_cents"] == cents
    late = line("--office", str(office), "quote", "T-28", "--on", "2027-02-09", "--json")
    assert late.json["total_cents"] == 208_575


def test_a_policy_that_goes_beyond_the_law_is_refused_in_a_sentence(
    taxed: Line, tmp_path: Path
) -> None:
    office = office_with_a_storm(tmp_path, "2027-02-22")
    ran = taxed("--office", str(office), "quote", "T-27")
    assert ran.code == REFUSED
    sentence = one_sentence(ran)
    assert "tax.toml: extensions.1" in sentence
    assert "at most 21 days" in sentence


@pytest.mark.parametrize(
    ("words", "effective", "cents"),
    [
        (("postmark", "--postmark", "2027-02-01"), "2027-02-01", 207_500),
        (("postmark", "--postmark", "2027-02-02"), "2027-02-02", 208_575),
        (("meter", "--postmark", "2027-01-29"), "2027-02-05", 208_575),
        (("illegible",), "2027-02-05", 208_575),
        (("electronic", "--postmark", "2027-01-30"), "2027-01-30", 207_500),
        (("drop_box",), "2027-02-05", 208_575),
        (
            ("carrier", "--postmark", "2027-01-30", "--carrier", "UPS 2nd Day Air"),
            "2027-01-30",
            207_500,
        ),
    ],
)
def test_a_quote_counts_for_the_day_that_the_evidence_shows(
    taxed: Line, words: tuple[str, ...], effective: str, cents: int
) -> None:
    asked = ("quote", "T-27", "--on", "2027-02-05", "--evidence", *words)
    quote = taxed(*asked, "--json").json
    assert (quote["on"], quote["effective_on"]) == ("2027-02-05", effective)
    assert quote["total_cents"] == cents
    text = taxed(*asked).out
    assert (f"counts for {effective}" in text) == (effective != "2027-02-05")


def test_evidence_that_shows_no_day_or_a_later_one_is_refused(taxed: Line) -> None:
    ran = taxed("quote", "T-27", "--on", "2027-02-05", "--evidence", "postmark")
    assert ran.code == REFUSED
    assert "shows no day" in one_sentence(ran)
    late = ("quote", "T-27", "--on", "2027-02-05", "--evidence", "postmark", "--postmark")
    assert "after it came in" in one_sentence(taxed(*late, "2027-02-06"))
    ran = taxed("quote", "T-27", "--postmark", "2027-02-06")
    assert ran.code == WRONG_USAGE
    assert "--evidence" in one_sentence(ran)


def test_the_second_office_takes_its_own_bills_by_its_own_ladder(
    line: Line, tmp_path: Path
) -> None:
    line.url = f"sqlite:///{tmp_path / 'town.sqlite'}"
    made = line("--office", "ithaca_town", "init", "--json")
    assert made.json["office"] == "Town of Ithaca, Receiver of Taxes"
    path = tmp_path / "town.csv"
    path.write_text(
        "PARCEL,BILL,BILL DATE,OWNER,LOCATION,YEAR,DUE,TAX,ASSESSED,ROLL DELIVERED,EXEMPTION\n"
        "30.-1-1,TT-1,01/01/2027,Jane Doe,1 Coddington Rd,2027,01/31/2027,1000.00,250000,12/28/2026,SENIOR\n",
        encoding="utf-8",
    )
    assert line("--office", "ithaca_town", "import", "tax", path).code == DONE
    for on, cents in (("2027-02-01", 100_000), ("2027-02-02", 101_000), ("2027-03-02", 102_000)):
        asked = line("--office", "ithaca_town", "quote", "TT-1", "--on", on, "--json")
        assert asked.json["total_cents"] == cents


@pytest.mark.parametrize("more", [(), ("--why",)])
def test_a_quote_beyond_the_table_of_holidays_says_so_once(
    taxed: Line, more: tuple[str, ...]
) -> None:
    words = "The public holidays of 2031 are not set here"
    assert words not in " ".join(taxed("quote", "T-27", "--on", "2030-12-31", *more).out.split())
    said = " ".join(taxed("quote", "T-27", "--on", "2031-01-02", *more).out.split())
    assert said.count(words) == 1


def test_ith_tax_mirror_a_quote_of_december_says_that_it_is_not_given_out_yet(
    taxed: Line,
) -> None:
    said = "Amounts of tax bill T-27 are given out from Jan 1, 2027 on."
    assert said in taxed("quote", "T-27", "--on", "2026-12-31").out
    early = taxed("quote", "T-27", "--on", "2026-12-31", "--json").json
    assert early["not_payable"].startswith(said)
    assert early["total_cents"] == 207_500
    told = taxed("quote", "T-27", "--on", "2026-12-31", "--why").out
    assert "not given out before Jan 1, 2027" in " ".join(told.split())
    assert said not in taxed("quote", "T-27", "--on", "2027-01-01").out
    assert taxed("quote", "T-27", "--on", "2027-01-01", "--json").json["not_payable"] is None
