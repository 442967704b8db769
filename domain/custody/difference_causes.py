"""The ways in which a drawer can have come to differ, one function a cause, from what the session's postings say.

A tender that was posted too high leaves the drawer short of the difference, because the change was given by the screen.
Amounts are what the cause would do to counted less expected, by tender kind.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from domain.custody.count import ItemDifference
from domain.custody.difference import Cause, Suspect, effect_of
from domain.money import ZERO, Money, total

_NOTES = (Money(500), Money(1000), Money(2000), Money(5000), Money(10000))
_MOST_PIECES_OFF = 3
_LIKELY, _UNLIKELY, _HARDLY = 36, 6, 1
"""How likely one way is beside the others of its cause; our own estimates, like how common the causes are."""
_PULLS = tuple(Money(cents) for cents in range(10_000, 210_000, 10_000))


@dataclass(frozen=True, slots=True)
class TakenTender:
    """One tender of a receipt."""

    kind: str
    amount: Money
    number: str = ""


@dataclass(frozen=True, slots=True)
class TakenReceipt:
    """One receipt of the session as far as the finder asks. ``rounding`` is as on the receipt.

    ``typed`` says that what it comes to was typed by hand, as a part payment is, and is no price or bill in full.
    """

    number: str
    lines: tuple[Money, ...]
    tenders: tuple[TakenTender, ...]
    change: Money = ZERO
    rounding: Money = ZERO
    voided: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """A strap or a roll: so many pieces of a value, and what it is called."""

    value: Money
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class SessionData:
    """What the finder looks through. ``others`` are other drawers' differences of the day: (drawer, kind, amount).

    ``prices`` are what items cost, for a sale that was never rung up.
    """

    cash: str
    kinds: tuple[str, ...]
    receipts: tuple[TakenReceipt, ...]
    pieces: tuple[tuple[Money, int], ...]
    float_amount: Money
    others: tuple[tuple[str, str, Money], ...] = ()
    prices: tuple[tuple[str, Money], ...] = ()
    by_item: tuple[tuple[str, tuple[ItemDifference, ...]], ...] = ()
    """The kinds counted item by item, each with what its count lacks and has too many."""
    bundles: tuple[Bundle, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """What the kinds are called in a sentence; without one it is its code."""

    def name(self, kind: str) -> str:
        """Return what a kind is called."""
        return dict(self.names).get(kind, kind)

    def lacks(self, kind: str, amount: Money) -> bool:
        """Whether a tender of a kind may be the one that is not as posted: items that were counted are as posted."""
        found = next((items for code, items in self.by_item if code == kind), None)
        return found is None or any(i.missing and i.amount == amount for i in found)

    def has(self, kind: str, amount: Money) -> bool:
        """Whether a thing of a kind may have been in the drawer that no posting knows."""
        found = next((items for code, items in self.by_item if code == kind), None)
        return found is None or any(not i.missing and i.amount == amount for i in found)


def suspects(data: SessionData) -> Iterator[Suspect]:
    """Yield every way in which this session can have come to differ."""
    for receipt in data.receipts:
        if receipt.voided:
            yield from _of_void(receipt, data)
        else:
            yield from _of_receipt(receipt, data)
    yield from _not_posted(data)
    yield from _doubled(data)
    yield from _of_count(data)
    yield from _of_drawer(data)


def _of_receipt(receipt: TakenReceipt, data: SessionData) -> Iterator[Suspect]:
    cash = data.cash
    for tender in receipt.tenders:
        yield from _of_tender(receipt, tender, data)
    kept = total(t.amount for t in receipt.tenders if t.kind == cash) - receipt.change
    if kept:
        words = f"Receipt {receipt.number}: {kept} in cash was posted and may not have been taken."
        yield Suspect(Cause.NOT_TAKEN, effect_of((cash, -kept)), words, receipt.number)
        words = f"Receipt {receipt.number}: {kept} may have been handed out instead of taken."
        yield Suspect(Cause.WRONG_SIDE, effect_of((cash, -kept - kept)), words, receipt.number)
    if receipt.change:
        change = receipt.change
        words = f"Receipt {receipt.number}: its change of {change} may still be in the drawer."
        yield Suspect(Cause.CHANGE_KEPT, effect_of((cash, change)), words, receipt.number)
        words = f"Receipt {receipt.number}: its change of {change} may have been given twice."
        yield Suspect(Cause.CHANGE_TWICE, effect_of((cash, -change)), words, receipt.number)
    if receipt.rounding:
        words = f"Receipt {receipt.number}: change may have been given on the total to the cent."
        effect = effect_of((cash, -receipt.rounding))
        yield Suspect(Cause.ROUNDING, effect, words, receipt.number)


def _of_tender(receipt: TakenReceipt, tender: TakenTender, data: SessionData) -> Iterator[Suspect]:
    number, amount = receipt.number, tender.amount
    if not data.lacks(tender.kind, amount):
        return
    if tender.kind != data.cash:
        words = f"Receipt {number}: the {data.name(tender.kind)} of {amount} was not in the count."
        effect = effect_of((tender.kind, -amount))
        yield Suspect(Cause.NOT_TAKEN, effect, words, number)
    for kind in data.kinds:
        if kind != tender.kind and data.has(kind, amount):
            posted, other = data.name(tender.kind), data.name(kind)
            words = f"Receipt {number}: {amount} posted as {posted} may have been {other}."
            effect = effect_of((tender.kind, -amount), (kind, amount))
            yield Suspect(Cause.WRONG_KIND, effect, words, number)
    for swapped in (s for s in swaps(amount) if data.has(tender.kind, s)):
        words = f"Receipt {number}: {amount} was posted; {swapped} has two digits swapped."
        effect = effect_of((tender.kind, swapped - amount))
        yield Suspect(Cause.SWAPPED, effect, words, number, _keyed(receipt, tender, swapped, data))
    for slid in (s for s in slides(amount) if data.has(tender.kind, s)):
        words = f"Receipt {number}: {amount} was posted; {slid} has its decimal point elsewhere."
        effect = effect_of((tender.kind, slid - amount))
        yield Suspect(Cause.SLID, effect, words, number, _keyed(receipt, tender, slid, data))
    if tender.kind == data.cash and receipt.change:
        for note in _NOTES:
            if note != amount and note > amount - receipt.change:
                words = f"Receipt {number}: change was given for {amount}; {note} may have been handed over."
                effect = effect_of((tender.kind, note - amount))
                yield Suspect(Cause.WRONG_NOTE, effect, words, number)


def _keyed(receipt: TakenReceipt, tender: TakenTender, was: Money, data: SessionData) -> int:
    """Return how likely a tender was keyed wrong when ``was`` was handed over: where nothing is typed, hardly."""
    if tender.kind != data.cash:
        return _LIKELY
    if receipt.change:
        # Nobody hands over less than is asked and takes change for it.
        return _LIKELY if was > tender.amount - receipt.change else _HARDLY
    return _LIKELY if receipt.typed or len(receipt.tenders) > 1 else _UNLIKELY


def swaps(amount: Money) -> tuple[Money, ...]:
    """Return the amounts that ``amount`` becomes when two neighboring digits are swapped; each differs by nines."""
    digits = str(amount.cents).rjust(3, "0")
    found = {
        int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])
        for i in range(len(digits) - 1)
    }
    return tuple(Money(cents) for cents in sorted(found) if cents and cents != amount.cents)


def slides(amount: Money) -> tuple[Money, ...]:
    """Return the amounts that ``amount`` becomes with its decimal point one or two places off, in whole cents."""
    wider = [Money(amount.cents * 10), Money(amount.cents * 100)]
    return (*wider, *(Money(amount.cents // by) for by in (10, 100) if amount.cents % by == 0))


def _of_void(receipt: TakenReceipt, data: SessionData) -> Iterator[Suspect]:
    kept = total(t.amount for t in receipt.tenders if t.kind == data.cash) - receipt.change
    if kept:
        words = f"Receipt {receipt.number} is void: its {kept} may not have been handed back."
        effect = effect_of((data.cash, kept))
        yield Suspect(Cause.VOID_NOT_PAID_BACK, effect, words, receipt.number)
    for tender in receipt.tenders:
        if tender.kind != data.cash and data.has(tender.kind, tender.amount):
            words = (
                f"Receipt {receipt.number} is void: its {tender.amount} may still be in the drawer."
            )
            effect = effect_of((tender.kind, tender.amount))
            yield Suspect(Cause.VOID_NOT_PAID_BACK, effect, words, receipt.number)


def _not_posted(data: SessionData) -> Iterator[Suspect]:
    """A sale like one of the day's, or of an item at its price, that was paid and never rung up."""
    seen = Counter(line for receipt in data.receipts for line in receipt.lines)
    for amount, times in sorted(seen.items()):
        words = f"{amount} may have been taken without a receipt: {times} line(s) of today are that much."
        yield Suspect(Cause.NOT_POSTED, effect_of((data.cash, amount)), words, weight=36 * times)
    for name, price in data.prices:
        words = f"{price} may have been taken without a receipt: it is the price of {name}."
        yield Suspect(Cause.NOT_POSTED, effect_of((data.cash, price)), words)


def _doubled(data: SessionData) -> Iterator[Suspect]:
    places: dict[tuple[str, str, Money], list[str]] = {}
    for receipt in data.receipts:
        if not receipt.voided:
            for tender in receipt.tenders:
                if tender.number:
                    key = (tender.kind, tender.number, tender.amount)
                    places.setdefault(key, []).append(receipt.number)
    for (kind, number, amount), receipts in places.items():
        if len(receipts) > 1 and data.lacks(kind, amount):
            words = f"The {data.name(kind)} {number} of {amount} is on receipts {' and '.join(receipts)}."
            yield Suspect(Cause.DOUBLED, effect_of((kind, -amount)), words, receipts[-1])


def _of_count(data: SessionData) -> Iterator[Suspect]:
    for value, pieces in data.pieces:
        for off in range(1, _MOST_PIECES_OFF + 1):
            weight = 36 // off**2
            amount = value.times(off)
            words = f"Count the {value} pieces again: {off} too few make {amount}."
            yield Suspect(Cause.MISCOUNTED, effect_of((data.cash, -amount)), words, weight=weight)
            if pieces >= off:
                words = f"Count the {value} pieces again: {off} too many make {amount}."
                effect = effect_of((data.cash, amount))
                yield Suspect(Cause.MISCOUNTED, effect, words, weight=weight)
        for bundle in (each for each in data.bundles if each.value == value):
            yield from _of_bundle(bundle, pieces, data)
    yield from _wrong_pile(data)


def _of_bundle(bundle: Bundle, pieces: int, data: SessionData) -> Iterator[Suspect]:
    amount = bundle.value.times(bundle.size)
    what = f"A {bundle.name} of {bundle.size} pieces of {bundle.value} is {amount}"
    effect = effect_of((data.cash, -amount))
    yield Suspect(Cause.MISCOUNTED, effect, f"{what}: was one missed?", weight=18)
    if pieces >= bundle.size:
        effect = effect_of((data.cash, amount))
        yield Suspect(Cause.MISCOUNTED, effect, f"{what}: was one counted twice?", weight=18)


def _wrong_pile(data: SessionData) -> Iterator[Suspect]:
    notes = [(value, pieces) for value, pieces in data.pieces if value.cents >= 100]
    coins = [(value, pieces) for value, pieces in data.pieces if value.cents < 100]
    for group in (notes, coins):
        for value, pieces in group:
            for other, _ in group:
                if other != value and pieces:
                    words = f"A {other} piece may lie among those of {value}."
                    effect = effect_of((data.cash, value - other))
                    yield Suspect(Cause.WRONG_PILE, effect, words)


def _of_drawer(data: SessionData) -> Iterator[Suspect]:
    amount = data.float_amount
    if amount:
        words = f"The float of {amount} may have been left out of the count."
        yield Suspect(Cause.FLOAT, effect_of((data.cash, -amount)), words)
        words = f"The float of {amount} may have been counted twice."
        yield Suspect(Cause.FLOAT, effect_of((data.cash, amount)), words)
    for pull in _PULLS:
        words = f"{pull} may have gone to the vault without its slip being posted."
        yield Suspect(Cause.PULL, effect_of((data.cash, -pull)), words)
    for drawer, kind, off in data.others:
        words = (
            f"Drawer {drawer} differs by {off} the other way: money may lie in the wrong drawer."
        )
        yield Suspect(Cause.OTHER_DRAWER, effect_of((kind, -off)), words)
