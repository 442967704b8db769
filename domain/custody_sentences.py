"""The sentences of refusals about what the office keeps: stock, the vault, deposits.

They are keyed by a refusal code's stable name, so that this file can be read without the codes.
"""

from typing import Final

CUSTODY_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "serials-unreadable": (
        "'{typed}' is no range of serial numbers. Type the first and the last, such as 1001-1100, or 1001+100.",
        "",
    ),
    "stock-not-there": (
        "{serials} of {series} are not all in {place}; there are {there}. Check the numbers on the paper.",
        "",
    ),
    "stock-overlaps": (
        "{serials} were received before: {known}. Check the numbers on the box.",
        "",
    ),
}
