"""Adding up under keys while postings stream by: what stays in memory is a row for each key."""

from collections.abc import Callable, Iterator
from operator import add as plus
from typing import Generic, TypeVar

from domain.reports.report import Cell, Row

K = TypeVar("K", bound=tuple[object, ...])


class Sums(Generic[K]):
    """Numbers added up under each key, and the ids of the postings they came from."""

    def __init__(self, width: int, *, drills: bool) -> None:
        self._width = width
        self._drills = drills
        self._numbers: dict[K, tuple[int, ...]] = {}
        self._behind: dict[K, list[int]] = {}

    def add(self, key: K, posting_id: int, *numbers: int) -> None:
        """Add numbers (cents or counts) of a posting under a key; a key is there from its first posting on."""
        if len(numbers) != self._width:
            raise ValueError("a number for each sum")
        before = self._numbers.get(key)
        self._numbers[key] = numbers if before is None else tuple(map(plus, before, numbers))
        if self._drills:
            behind = self._behind.setdefault(key, [])
            if not behind or behind[-1] != posting_id:
                behind.append(posting_id)

    def __contains__(self, key: K) -> bool:
        return key in self._numbers

    def __iter__(self) -> Iterator[K]:
        return iter(self._numbers)

    def of(self, key: K) -> tuple[int, ...]:
        """Return the sums under a key; zeros when nothing was added."""
        return self._numbers.get(key, (0,) * self._width)

    def behind(self, key: K) -> tuple[int, ...]:
        """Return the postings behind a key in the order of posting."""
        return tuple(self._behind.get(key, ()))

    def rows(
        self,
        cells: Callable[[K, tuple[int, ...]], tuple[Cell, ...]],
        order: Callable[[K], object] | None = None,
        where: Callable[[K], bool] = lambda _: True,
    ) -> tuple[Row, ...]:
        """Return a row for each key, in the order of the keys or of what ``order`` makes of them."""
        keys = [key for key in self._numbers if where(key)]
        keys.sort(key=order or (lambda key: key))  # type: ignore[arg-type]  # keys of one report are alike
        return tuple(Row(cells(key, self.of(key)), self.behind(key)) for key in keys)
