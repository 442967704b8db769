"""Social Security and other taxpayer numbers in free text.

Written in its three parts such a number is known by its form. Nine digits in a row are more often a bill, a check or
an order: they are taken for one when a word says so, and may be one when no word says what else they are.
"""

import re
from typing import Final

_PARTS: Final = re.compile(
    r"(?<![0-9])(?P<area>[0-9]{3})(?P<gap>[ .-])(?P<group>[0-9]{2})(?P=gap)(?P<serial>[0-9]{4})(?![0-9])"
)
_NAMED: Final = re.compile(
    r"\b(?:ssn|s\.s\.n\.?|ss ?#|ss no\.?|soc(?:ial)?\.? ?sec(?:urity)?\.?|social|itin|tin|tax(?:payer)? ?id)"
    r"[^0-9]{0,20}(?P<digits>[0-9](?:[ .-]?[0-9]){8})(?![0-9])",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"(?P<before>[A-Za-z#/]+\.?)?(?P<gap>[ :]{0,2})(?<![0-9.,-])(?P<digits>[0-9]{9})(?![0-9]|[.,-][0-9])"
)
_SAYS_WHAT: Final = frozenset({
    "aba", "account", "acct", "approval", "auth", "bag", "batch", "bill", "bills", "case", "cell", "check", "checks",
    "cheque", "chk", "ck", "claim", "code", "conf", "confirmation", "control", "deposit", "docket", "fax", "id", "inv",
    "invoice", "key", "lien", "meter", "mo", "no", "nr", "num", "number", "order", "parcel", "permit", "phone", "plate",
    "po", "receipt", "ref", "reference", "routing", "rtn", "sbl", "serial", "swis", "tag", "tags", "tel", "ticket",
    "warrant", "zip",
})  # fmt: skip
"""Words that say what the number behind them is, in small letters."""


def holds_social_security_number(folded: str) -> bool:
    """Whether a text with folded digits holds a taxpayer's number: by its form, or by the word before it."""
    for match in _PARTS.finditer(folded):
        parts = match["area"], match["group"], match["serial"]
        if not _goes_on(folded, match) and _is_one("-".join(parts)):
            return True
    return any(_is_one(_spelled(match["digits"])) for match in _NAMED.finditer(folded))


def may_hold_one(folded: str) -> bool:
    """Whether a text holds nine digits in a row that may be a taxpayer's, and no word says what else they are."""
    for match in _BARE.finditer(folded):
        before = match["before"] or ""
        named = before.rstrip(".").rpartition("/")[2].casefold() in _SAYS_WHAT or "#" in before
        # Two capitals before it are a state, and the number is its ZIP code; one that clings to a letter is a code.
        state = len(before) == 2 and before.isupper()
        clings = bool(before) and not match["gap"]
        if not (named or state or clings) and _is_one(_spelled(match["digits"])):
            return True
    return False


def _goes_on(folded: str, match: re.Match[str]) -> bool:
    """Whether the parts are only a piece of a longer number, such as a parcel's."""
    start, end, gap = match.start(), match.end(), match["gap"]
    before = start >= 2 and folded[start - 1] == gap and folded[start - 2].isdigit()
    behind = folded[end : end + 1] == gap and folded[end + 1 : end + 2].isdigit()
    return before or behind


def _spelled(digits: str) -> str:
    plain = "".join(filter(str.isdigit, digits))
    return f"{plain[:3]}-{plain[3:5]}-{plain[5:]}"


_WITHDRAWN: Final = frozenset({"078-05-1120", "219-09-9999", "457-55-5462"})
"""Numbers that once were somebody's and were printed in advertisements: people still write them as their own."""


def _is_one(number: str) -> bool:
    """Whether the Social Security Administration or the Internal Revenue Service gives such a number out, or did."""
    from stdnum.us import itin, ssn

    return number in _WITHDRAWN or bool(ssn.is_valid(number) or itin.is_valid(number))
