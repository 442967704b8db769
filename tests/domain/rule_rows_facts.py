"""The rows that are facts about an office or another program: each with the reason why nothing is tested for it."""

from __future__ import annotations

from tests.domain.rule_rows import OfficeFact

FACTS = [
    OfficeFact(
        "automatic recurring payments from a bank account are free",
        "ith_656",
        "The bank and the City's payment service draw them. What arrives is an electronic payment, whose day has a "
        "test; the full number of an account that a drawing needs is never kept here.",
    ),
    OfficeFact(
        "cards are taken online, with a fee",
        "parkithaca",
        "Another service's page takes them. The counter's own cards and fee are policy, with tests.",
    ),
    OfficeFact(
        "a drop box hangs at City Hall",
        "ith_656",
        "Where it hangs asks nothing; which day it counts for is policy, with a test.",
    ),
    OfficeFact(
        "bank codes and addresses are the County Assessment's",
        "ith_tax",
        "They come with the export and are never changed here; the owner is sent there, with a test.",
    ),
    OfficeFact(
        "the treasurer pays on a warrant only, and checks are countersigned",
        "scc69",
        "Nothing is paid out here: a refund is a request, with tests. The warrant and the signatures are on paper.",
    ),
    OfficeFact(
        "the collector files copies of receipts with the return",
        "rptl986",
        "The return is filed by hand; any receipt is printed again or exported, with tests.",
    ),
    OfficeFact(
        "the receipt's form is prescribed by the State Comptroller",
        "rptl986 opc_3_17",
        "No form was found to compare with; what the statute asks to be on it has tests.",
    ),
    OfficeFact(
        "deposit slips in duplicate",
        "nycrr16_8",
        "The printer's second copy is the office's habit; the slip can be printed again, with tests of the slip.",
    ),
    OfficeFact(
        "landlord and tenant settle between them who pays for water",
        "ith_old",
        "The office takes no part in it. That the owner is billed and anybody pays has a test.",
    ),
    OfficeFact(
        "meters are installed and removed by Water and Sewer",
        "",
        "Another department's work; its fees are in no page, and no policy has one, with a test.",
    ),
    OfficeFact(
        "a bag with a tag weighs at most 35 pounds",
        "ith_tags",
        "It is looked at on the street, not at the counter.",
    ),
    OfficeFact(
        "tags by mail come with a check and a note",
        "iv_tags",
        "It is a sale like any other, paid by check, with a payer typed in.",
    ),
    OfficeFact(
        "one vehicle of a permit is inside at a time",
        "ith_159",
        "The garage's gate sees to it; the two plates of a permit have a test.",
    ),
    OfficeFact(
        "scofflaws paid by appointment in 2021",
        "iv_2021",
        "A measure of that year about the door, not about the payment.",
    ),
]
