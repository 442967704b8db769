"""What an act says of accountable stock, with its numbers as they are printed on the paper."""

from domain.custody.acts import ActBody
from domain.custody.serials import RangeSet, in_words
from domain.custody.stock_acts import StockCounted, StockMove
from domain.office import Office


def as_printed(body: ActBody, office: Office) -> tuple[tuple[str, str], ...]:
    """Return what an act says line by line; the numbers of a series have its prefix and width."""
    if isinstance(body, StockMove):
        code, ranges = body.series, {"Numbers": body.ranges}
    elif isinstance(body, StockCounted):
        code = body.count.series
        ranges = {"Missing": body.count.missing, "Not of here": body.count.extra}
    else:
        return body.told()
    return tuple(
        (label, printed(code, ranges[label], office) if label in ranges else value)
        for label, value in body.told()
    )


def printed(code: str, ranges: RangeSet, office: Office) -> str:
    """Return numbers of a series as they are printed; of a series that policy knows no more, the bare numbers."""
    series = next((each for each in office.stock if each.code == code), None)
    return in_words(ranges) if series is None else series.words(ranges)
