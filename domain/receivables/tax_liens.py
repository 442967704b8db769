"""Tax liens of one parcel: the order in which they may be redeemed, the warning on the receipt, the certificate.

Source: Real Property Tax Law 1112. The order, the words of the warning and the days they hold for are policy, because
the law on the order may change.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.office import Source
from domain.refusals import Code, Refusal, refuse

Order = Literal["newest_first", "oldest_first", "any"]


@dataclass(frozen=True, slots=True)
class Lien:
    """A tax that became a charge on a parcel on ``lien_on``; redeemed on ``redeemed_on`` when that is given."""

    lien_no: str
    parcel: str
    lien_on: date
    redeemed_on: date | None = None

    def __post_init__(self) -> None:
        if not self.lien_no or not self.parcel:
            raise ValueError("a lien has a number and a parcel")
        if self.redeemed_on is not None and self.redeemed_on < self.lien_on:
            raise ValueError("a lien is redeemed after it began")


@dataclass(frozen=True, slots=True)
class LienRow:
    """The order of redemption and the receipt's warning, for payments made between two days.

    The statute asks for the words when a lien was redeemed and another stays open; with ``warn_on`` ``any_payment``
    they stand on every receipt for the parcel while one is open, because no payment postpones the enforcement.
    """

    order: Order
    warning: str
    source: Source
    from_on: date
    to_on: date | None = None
    warn_on: Literal["any_payment", "redemption"] = "any_payment"


@dataclass(frozen=True, slots=True)
class Foreclosure:
    """How many years after its lien date a lien may be foreclosed in court."""

    years: int
    source: Source

    def __post_init__(self) -> None:
        if self.years < 1:
            raise ValueError("no lien is foreclosed within its first year")


@dataclass(frozen=True, slots=True)
class LienRules:
    """The office's policy on liens. ``certificate`` is what the certificate of redemption says above its liens.

    ``services`` are those whose accounts are parcels: liens on one number are liens on one parcel.
    """

    rows: tuple[LienRow, ...]
    certificate: str
    certificate_source: Source
    services: tuple[str, ...] = ()
    foreclosure: Foreclosure | None = None

    def row(self, on: date) -> LienRow | None:
        """Return the row for payments made on ``on``; ``None`` where the policy lays down no order."""
        rows = [r for r in self.rows if r.from_on <= on <= (r.to_on or date.max)]
        return max(rows, key=lambda row: row.from_on) if rows else None


@dataclass(frozen=True, slots=True)
class RedemptionCertificate:
    """That every lien of a parcel is redeemed: the liens, oldest first, each with its day."""

    parcel: str
    on: date
    text: str
    liens: tuple[Lien, ...]
    source: Source


def open_liens(liens: Iterable[Lien]) -> tuple[Lien, ...]:
    """Return the liens not yet redeemed, newest first; of one day, in the order of their numbers."""
    still = sorted((x for x in liens if x.redeemed_on is None), key=lambda x: x.lien_no)
    return tuple(sorted(still, key=lambda x: x.lien_on, reverse=True))


def payable_next(liens: Iterable[Lien], on: date, rules: LienRules) -> tuple[Lien, ...]:
    """Return the open liens any of which may be redeemed alone on ``on``."""
    still = open_liens(liens)
    row = rules.row(on)
    if row is None or row.order == "any" or not still:
        return still
    first = still[0] if row.order == "newest_first" else still[-1]
    return tuple(x for x in still if x.lien_on == first.lien_on)


def check_redemption(
    liens: Collection[Lien], chosen: Collection[str], on: date, rules: LienRules
) -> Refusal | None:
    """Return ``None`` when one receipt may redeem the ``chosen`` liens of a parcel in full, else why not.

    Under ``newest_first`` every open lien newer than a chosen one must be chosen too (RPTL 1112); liens of one date
    stand beside each other. Refuses a number that is no open lien of the parcel, and a choice out of order.
    """
    if len({x.parcel for x in liens}) > 1:
        raise ValueError("the order of redemption is among the liens of one parcel")
    still = open_liens(liens)
    numbers = [x.lien_no for x in still]
    for number in chosen:
        if number not in numbers:
            parcel = next((x.parcel for x in liens), "")
            return refuse(
                Code.LIEN_UNKNOWN,
                parcel=parcel,
                lien=number,
                choices=", ".join(numbers) or "none",
            )
    row = rules.row(on)
    if row is None or row.order == "any":
        return None
    ordered = still if row.order == "newest_first" else tuple(reversed(still))
    for lien in reversed(ordered):
        if lien.lien_no not in chosen:
            continue
        missing = [x.lien_no for x in ordered if _before(x, lien, row) and x.lien_no not in chosen]
        if missing:
            return refuse(
                Code.LIEN_ORDER,
                lien=lien.lien_no,
                missing=" and ".join(missing),
                law=_law(row),
            )
        break
    return None


def refuse_reopening(
    liens: Iterable[Lien], reopened: Collection[str], rules: LienRules
) -> Refusal | None:
    """Return ``None`` when the ``reopened`` liens of a parcel may stand open again, else why not.

    Refused is what would leave a lien redeemed although one that had to be before it is not (invariant I14).
    """
    held = tuple(liens)
    for lien in held:
        row = None if lien.redeemed_on is None else rules.row(lien.redeemed_on)
        if row is None or lien.redeemed_on is None or lien.lien_no in reopened:
            continue
        if row.order == "any":
            continue
        for opened in held:
            waited = opened.lien_on <= lien.redeemed_on and _before(opened, lien, row)
            if opened.lien_no in reopened and opened.redeemed_on is not None and waited:
                return refuse(
                    Code.LIEN_REDEEMED_AFTER,
                    lien=lien.lien_no,
                    opened=opened.lien_no,
                    law=_law(row),
                )
    return None


def receipt_warning(liens_after: Iterable[Lien], on: date, rules: LienRules) -> str:
    """Return the words that the receipt must carry while a lien of the parcel stays open after it; else nothing."""
    row = rules.row(on)
    return row.warning if row is not None and open_liens(liens_after) else ""


def redemption_certificate(
    liens: Collection[Lien], on: date, rules: LienRules
) -> RedemptionCertificate | Refusal:
    """Return the certificate of redemption of a parcel, or refuse naming the liens still open."""
    if not liens:
        raise ValueError("a certificate is about the liens of a parcel")
    ordered = tuple(sorted(liens, key=lambda x: (x.lien_on, x.lien_no)))
    parcel = ordered[0].parcel
    if any(x.parcel != parcel for x in ordered):
        raise ValueError("a certificate is about one parcel")
    still = [x.lien_no for x in ordered if x.redeemed_on is None or x.redeemed_on > on]
    if still:
        return refuse(Code.LIEN_OPEN, parcel=parcel, liens=", ".join(still))
    return RedemptionCertificate(parcel, on, rules.certificate, ordered, rules.certificate_source)


def _before(one: Lien, other: Lien, row: LienRow) -> bool:
    """Whether ``one`` must be redeemed before ``other``."""
    return (
        one.lien_on > other.lien_on if row.order == "newest_first" else one.lien_on < other.lien_on
    )


def _law(row: LienRow) -> str:
    which = "newest" if row.order == "newest_first" else "oldest"
    return f"the {which} lien is paid first ({row.source.citation.partition(':')[0]})"
