"""Bank accounts in free text, as far as they can be known: the line of a check, or a routing number with an account.

A routing number alone names a bank and is public. An account may be kept by its last four digits only, so runs of
five digits and more beside a routing number are accounts here.
"""

import re
from typing import Final

# The symbols of a check's line (E-13B), as fonts, readers and people write them.
_SYMBOLS: Final = "\u2446\u2447\u2448\u2449"
_LINE: Final = re.compile(
    rf"(?:[{_SYMBOLS}/|:]|(?<![A-Za-z])[TAta])\s?(?P<routing>[0-9]{{9}})\s?[{_SYMBOLS}/|:TAta]"
    rf"\s{{0,3}}(?P<account>[0-9](?:[ \-Dd]?[0-9]){{4,19}})"
)
_SYMBOL: Final = re.compile(f"[{_SYMBOLS}]")
_ROUTED: Final = re.compile(
    r"\b(?:routing|aba|rtn|transit)\b[^0-9]{0,20}(?P<routing>[0-9]{9})(?![0-9])[^0-9]{1,30}(?P<account>[0-9]{5,17})",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"\b(?:bank(?:ing)?|checking|chequing|savings|debit|ach|direct deposit)\b[^0-9]{0,12}"
    r"\b(?:account|acct|a/c|acc)\b[^0-9]{0,12}(?P<account>[0-9](?:[ -]?[0-9]){5,16})(?![0-9])",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"(?<![0-9])(?P<routing>[0-9]{9})(?![0-9])[ \-./,|:]{1,3}(?P<account>[0-9]{5,17})(?![0-9])"
)
_DISTRICTS: Final = (range(13), range(21, 33), range(61, 73), range(80, 81))
"""The first two digits of routing numbers that are given out."""


def is_routing_number(digits: str) -> bool:
    """Whether nine digits are a bank's routing number: a Federal Reserve district and the right check digit."""
    if len(digits) != 9 or not digits.isdigit() or not digits.strip("0"):
        return False
    if not any(int(digits[:2]) in district for district in _DISTRICTS):
        return False
    from stdnum.us import rtn

    return bool(rtn.is_valid(digits))


def holds_bank_account(folded: str) -> bool:
    """Whether a text with folded digits holds an account in full that is named as one, or a check's line."""
    if _SYMBOL.search(folded) and re.search(r"[0-9]{5}", folded):
        return True
    if _NAMED.search(folded):
        return True
    lines = (*_LINE.finditer(folded), *_ROUTED.finditer(folded))
    return any(is_routing_number(match["routing"]) for match in lines)


def may_hold_bank_account(folded: str) -> bool:
    """Whether a text holds a routing number with a run of digits beside it, and no word says what they are."""
    return any(is_routing_number(match["routing"]) for match in _BESIDE.finditer(folded))
