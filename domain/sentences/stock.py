"""The sentences of refusals about accountable stock at the till and at the count.

They are keyed by a refusal code's stable name, so that this file can be read without the codes.
"""

from typing import Final

STOCK_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "stock-short": (
        "{wanted} numbers of {series} are needed and drawer {drawer} has {there}. "
        "Have more issued to it (Ctrl+P, then stock), or sell fewer.",
        "Ctrl+P",
    ),
    "stock-unnumbered": (
        "{item} is not sold without its numbers. Take its line out with Ctrl+A and enter it again.",
        "Ctrl+A",
    ),
    "stock-count-differs": (
        "{typed} is {found} numbers and the line sells {wanted}. Type as many numbers as are sold.",
        "",
    ),
    "stock-unknown": (
        "This office keeps no accountable stock called '{series}'. Choose one of {choices}.",
        "",
    ),
    "stock-uncounted": (
        "The numbers of {series} in drawer {drawer} are not counted yet. Type the ranges that lie there, or 0.",
        "",
    ),
}
