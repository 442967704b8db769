"""The places of a count: the float, each denomination, and each kind counted item by item or by its sum."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.custody.count import Count, Counted, read_counted
from domain.money import ZERO, Money, parse_money, total
from domain.office import Denomination, Office, TenderKind
from domain.refusals import Code, Refusal, refuse
from tui.widgets.entry_line import Accept, money_digits

_SHOWN = 4


def piece_digits(character: str, text: str) -> bool:
    """Accept what can stand in a number of pieces: digits, s and r for straps and rolls, * for either, and +."""
    return character in "0123456789sSrR*+" and len(text) < 20


@dataclass
class Place:
    """One place of the count. ``swiped`` are checks taken by their number, with what they were posted as."""

    label: str
    of: Denomination | None = None
    kind: TenderKind | None = None
    float_amount: Money = ZERO
    counted: Counted = field(default_factory=Counted)
    done: bool = False
    amounts: list[Money | str] = field(default_factory=list)
    """Each amount that was typed, and the number of each check that was swiped."""
    swiped: dict[str, Money] = field(default_factory=dict)

    @property
    def pieces(self) -> int:
        """How many pieces of the denomination."""
        return 0 if self.of is None else self.counted.pieces(self.of)

    @property
    def by_item(self) -> bool:
        """Whether each item is counted by itself."""
        return self.kind is not None and self.kind.counted == "items"

    @property
    def is_float(self) -> bool:
        """Whether this is the float, which is taken out first."""
        return self.of is None and self.kind is None

    @property
    def accept(self) -> Accept:
        """What may be typed here."""
        return piece_digits if self.of is not None else money_digits

    @property
    def question(self) -> str:
        """What is asked here."""
        if self.is_float:
            return f"Take out the float of {self.float_amount}: Enter, or what was taken out"
        if self.of is not None:
            return f"How many {self.label}"
        what = self.label.lower()
        if not self.by_item:
            return f"Total of {what}"
        back = ", Backspace takes the last out" if self.amounts else ""
        return f"Amount of each {what}{back}"

    @property
    def hint(self) -> str:
        """How straps and rolls of this piece are typed; empty where there are none."""
        if self.of is None:
            return ""
        ways = (("s", self.of.strap, "strap"), ("r", self.of.roll, "roll"))
        found = [(key, f"{name}s of {size}") for key, size, name in ways if size]
        if len(found) != 1:
            return ", ".join(f"2{key} {words}" for key, words in found)
        ((key, words),) = found
        return f"2{key} = 2 {words}, 2{key}17 = +17"

    @property
    def sum(self) -> Money:
        """What was counted here by hand. What a swiped check was posted as is never shown."""
        if self.of is not None:
            return self.of.value.times(self.pieces)
        return total(each for each in self.amounts if isinstance(each, Money))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the checks that were swiped."""
        return tuple(each for each in self.amounts if isinstance(each, str))

    @property
    def words(self) -> str:
        """How many pieces or items; empty while nothing was counted."""
        number = self.pieces if self.of is not None else len(self.amounts)
        if self.is_float:
            return ""
        return f"{number:,}" if number or self.done else ""

    @property
    def last(self) -> str:
        """What was counted last here, in words: bundles, amounts, numbers of checks."""
        if self.of is not None:
            found = ((self.counted.straps, "strap"), (self.counted.rolls, "roll"))
            parts = [f"{n} {name}{'s' * (n > 1)}" for n, name in found if n]
            return ", ".join([*parts, f"{self.counted.loose} loose"]) if parts else ""
        if self.is_float:
            return "taken out" if self.done else "take it out first"
        if not self.by_item:
            return ""
        shown = (each if isinstance(each, Money) else f"no. {each}" for each in self.amounts)
        return ", ".join(str(each) for each in list(shown)[-_SHOWN:])

    def take(self, text: str) -> Refusal | None:
        """Take what was typed here, or refuse what cannot be read."""
        if self.of is not None:
            counted = read_counted(text, self.of)
            if isinstance(counted, Refusal):
                return counted
            self.counted = counted
        else:
            amount = parse_money(text)
            if amount is None:
                return refuse(Code.AMOUNT_UNREADABLE, typed=text)
            if self.is_float and amount > self.float_amount:
                return refuse(Code.FLOAT_OUT_MORE, float=self.float_amount, typed=amount)
            self.amounts = [*(self.amounts if self.by_item else ()), amount]
        self.done = True
        return None

    def nothing_typed(self) -> None:
        """Enter alone: the whole float is out; elsewhere the count goes on."""
        if self.is_float and not self.done:
            self.amounts, self.done = [self.float_amount], True

    def swipe(self, number: str, amount: Money) -> None:
        """Count a check by its number, as it was posted."""
        self.amounts.append(number)
        self.swiped[number] = amount
        self.done = True

    def rub_out(self) -> str:
        """Take the last item out of the count and return what it was."""
        return str(self.amounts.pop())

    def values(self) -> tuple[Money, ...]:
        """Return the amount of each item, of a swiped check as it was posted."""
        return tuple(
            each if isinstance(each, Money) else self.swiped[each] for each in self.amounts
        )


def places_of(office: Office, float_amount: Money) -> list[Place]:
    """Return the places of an office's count: the float, cash by denomination, then the other kinds."""
    places = [Place("Float", float_amount=float_amount)]
    places += [Place(each.name, of=each) for each in office.denominations]
    for kind in office.tender_kinds:
        if kind.counted != "denominations":
            places.append(Place(kind.name, kind=kind))
    return places


def total_of(places: Iterable[Place]) -> Money:
    """Return what was counted by hand so far."""
    return total(place.sum for place in places)


def count_of(places: Iterable[Place]) -> Count:
    """Return the count that was keyed in."""
    found = list(places)
    cash = [(place.of.value, place) for place in found if place.of is not None]
    kinds = [(place.kind.code, place) for place in found if place.kind is not None]
    return Count(
        tuple((value, place.pieces) for value, place in cash),
        tuple((code, place.values()) for code, place in kinds if place.by_item),
        tuple((code, place.sum) for code, place in kinds if not place.by_item),
        tuple((value, place.counted.bundles) for value, place in cash if place.counted.bundles),
        total(place.sum for place in found if place.is_float),
    )
