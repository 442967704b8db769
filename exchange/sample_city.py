"""A sample city as its accounting programs would export it: the same number gives the same files, of any size.

Four programs, four dialects, as the model office's column maps describe them. What is paid already has nothing left
on it, so that on any business date some bills are due, some are overdue and most are settled.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.dialect import write_amount
from exchange.sample_data import (
    GARAGES,
    METERS,
    RESIDENTIAL_CENTS,
    SEWER_CENTS,
    SIDEWALK_CENTS,
    STORMWATER_CENTS,
    TAX_PER_MILLION,
    VIOLATIONS,
    WATER_CENTS,
)
from exchange.sample_people import HOME, Dice, Person, address_of, owner_of, sbl_of, stranger
from exchange.sample_tickets import plate_of, tickets

if TYPE_CHECKING:
    from _csv import Writer

DEFAULT_PARCELS = 5_600


@dataclass(frozen=True, slots=True)
class City:
    """The size of the sample city, the number that it follows from, and its business date."""

    parcels: int
    seed: int
    on: date

    @property
    def water_accounts(self) -> int:
        """Most parcels have water."""
        return max(1, self.parcels * 55 // 56)

    @property
    def tickets(self) -> int:
        """Open tickets."""
        return max(1, self.parcels * 15 // 7)

    @property
    def permits(self) -> int:
        """Garage and residential permits."""
        return max(1, self.parcels * 15 // 56)


def write_city(
    folder: Path, parcels: int = DEFAULT_PARCELS, seed: int = 1, on: date = date(2026, 1, 26)
) -> dict[str, Path]:
    """Write the exports of a sample city of ``parcels`` parcels, as of business date ``on``; return them by kind."""
    if parcels < 1:
        raise ValueError("a city has at least one parcel")
    folder.mkdir(parents=True, exist_ok=True)
    city = City(parcels, seed, on)
    return {
        "tax": _write_tax(folder / "tax.csv", city),
        "water": _write_water(folder / "water.csv", city),
        "parking": _write_parking(folder / "parking.csv", city),
        "permits": _write_permits(folder / "permits.csv", city),
    }


@contextmanager
def _sheet(
    path: Path, encoding: str, delimiter: str, heading: Sequence[str], mark: str = ""
) -> "Iterator[Writer]":
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(mark)
        sheet = csv.writer(file, delimiter=delimiter)
        sheet.writerow(heading)
        yield sheet


def _dollars(cents: int) -> str:
    return write_amount(cents, "1,234.56")


# City tax: commas, UTF-8, dates as MM/DD/YYYY, amounts as 1,234.56.


def _write_tax(path: Path, city: City) -> Path:
    heading = (
        "SWIS", "SBL", "BILL NO", "TAX YEAR", "BILL DATE", "OWNER", "PROPERTY LOCATION", "MAILING ADDRESS",
        "MAILING CITY", "BANK CODE", "FLAG", "ASSESSED VALUE", "DUE 1", "CITY TAX 1", "SIDEWALK 1", "DUE 2",
        "CITY TAX 2", "STATUS",
    )  # fmt: skip
    with _sheet(path, "utf-8", ",", heading) as sheet:
        for parcel in range(city.parcels):
            sheet.writerows(_tax_rows(city, parcel))
    return path


def _tax_rows(city: City, parcel: int) -> Iterator[Sequence[object]]:
    dice = Dice(city.seed, 3, parcel)
    owner = owner_of(city.seed, parcel)
    vacant = dice.percent(3)
    assessed = (
        100 * (20 + dice.below(60)) if vacant else 1000 * (90 + dice.below(260) + dice.below(260))
    )
    bank = str(100 + dice.below(40)) if not vacant and dice.percent(28) else ""
    behind, flag = dice.percent(4), ""
    if behind:
        flag = "BK" if dice.one_in(20) else "LIEN"
    year = city.on.year
    for of in (year - 1, year) if behind else (year,):
        yearly = assessed * 100 * TAX_PER_MILLION // 1_000_000
        halves = (yearly, 0) if vacant else (yearly - yearly // 2, yearly // 2)
        sidewalk = 0 if vacant else SIDEWALK_CENTS
        due = date(of, 1, 31), date(of, 6, 30)
        paid = [day < city.on and not behind and not dice.percent(7) for day in due]
        yield (
            "500700", sbl_of(parcel), f"T{of}-{parcel + 1:06d}", of, f"12/31/{of - 1}", owner.listed,
            address_of(parcel).upper(), owner.street.upper(), owner.city.upper(), bank, flag, assessed,
            f"01/31/{of}", _dollars(0 if paid[0] else halves[0]), "" if paid[0] else _dollars(sidewalk),
            "" if vacant else f"06/30/{of}", "" if vacant else _dollars(0 if paid[1] else halves[1]),
            "V" if dice.one_in(400) else "O",
        )  # fmt: skip


# Water: semicolons, Windows encoding, ISO dates, amounts in cents.

_WATER_NOTICE = timedelta(days=30)
_ZONES = ((2, 15, 2), (31, 48, 3), (49, 81, 1))
"""Leading digits of the accounts of a zone, and the first month of the year in which its bills are due on the 20th."""


def _write_water(path: Path, city: City) -> Path:
    heading = (
        "Account", "Bill", "BillDate", "DueDate", "Period", "Customer", "ServiceAddress", "MailTo", "Meter", "Units",
        "WaterCents", "SewerCents", "StormCents", "Hold",
    )  # fmt: skip
    with _sheet(path, "cp1252", ";", heading) as sheet:
        for number in range(city.water_accounts):
            sheet.writerows(_water_rows(city, number))
    return path


def _water_rows(city: City, number: int) -> Iterator[Sequence[object]]:
    dice = Dice(city.seed, 4, number)
    owner = owner_of(city.seed, number)
    low, high, first_month = _ZONES[number % 3]
    route = low + (number // 3) % (high - low + 1)
    meter, least = _meter(dice.below(1000))
    hold = "C" if dice.one_in(90) else "F" if dice.one_in(120) else ""
    late = dice.percent(10)
    latest = _latest_due(city.on, first_month)
    for due in (_three_months_before(latest), latest) if late and dice.percent(40) else (latest,):
        # One in ten used less than the meter's least, which is billed all the same.
        units = least if dice.percent(10) else least + dice.below(least)
        paid = due < city.on and not late
        amounts = (
            (0, 0, 0) if paid else (units * WATER_CENTS, units * SEWER_CENTS, STORMWATER_CENTS)
        )
        yield (
            f"{route:02d}-{number:06d}", f"W{due:%y%m}-{number:06d}", due - _WATER_NOTICE, due,
            f"{due.year} Q{(due.month + 2) // 3}", owner.spoken, address_of(number), owner.mail, meter, units,
            *amounts, hold,
        )  # fmt: skip


def _meter(thousandth: int) -> tuple[str, int]:
    for size, least, share in METERS:
        if thousandth < share:
            return size, least
        thousandth -= share
    raise AssertionError("the shares of the meters come to a thousand")


def _latest_due(on: date, first_month: int) -> date:
    """Return the last 20th, of the zone's months, whose bill has gone out thirty days before it."""
    latest = on + _WATER_NOTICE
    due = latest.replace(day=20)
    while due > latest or (due.month - first_month) % 3:
        due = (due.replace(day=1) - timedelta(days=1)).replace(day=20)
    return due


def _three_months_before(due: date) -> date:
    month = due.month - 3
    return (
        due.replace(month=month) if month > 0 else due.replace(year=due.year - 1, month=month + 12)
    )


# Parking tickets: tabs, UTF-8 with a mark, dates as M/D/YYYY, amounts as 45.00.


def _write_parking(path: Path, city: City) -> Path:
    heading = (
        "Ticket", "Issued", "State", "Plate", "Registrant", "Registrant Address", "Code", "Violation", "Place", "Fine",
        "Disposition", "Boot",
    )  # fmt: skip
    with _sheet(path, "utf-8-sig", "\t", heading) as sheet:
        for ticket in tickets(city.seed, city.tickets, city.parcels, city.on):
            code, name, _, _ = VIOLATIONS[ticket.violation]
            who = ticket.registrant
            sheet.writerow((
                ticket.number, f"{ticket.issued_on.month}/{ticket.issued_on.day}/{ticket.issued_on.year}",
                ticket.state, ticket.plate, who.listed if who else "", who.mail.upper() if who else "", code, name,
                ticket.place, _dollars(ticket.cents), ticket.disposition, ticket.boot,
            ))  # fmt: skip
    return path


# Permits: bars, UTF-16, dates as YYYYMMDD, plain amounts.


def _write_permits(path: Path, city: City) -> Path:
    heading = (
        "PERMIT", "INVOICE", "PERMIT TYPE", "PERIOD", "HOLDER", "ADDRESS", "PLATE", "ISSUED", "DUE", "FEE", "CARD FEE",
    )  # fmt: skip
    with _sheet(path, "utf-16-le", "|", heading, mark="\ufeff") as sheet:
        sheet.writerows(_permit_rows(city))
    return path


def _permit_rows(city: City) -> Iterable[Sequence[object]]:
    first = city.on.replace(day=1)
    next_month = (first + timedelta(days=32)).replace(day=1)
    for number in range(city.permits):
        dice = Dice(city.seed, 6, number)
        resident = dice.percent(40)
        holder = _holder(city, number, dice)
        _, plate = plate_of(city.seed, number * 3 + 1)
        issued = first - timedelta(days=10 + dice.below(15))
        if resident:
            start = city.on.year if city.on.month >= 8 else city.on.year - 1
            kind, period, cents, due = (
                "Residential",
                f"{start}-{start + 1}",
                RESIDENTIAL_CENTS,
                next_month,
            )
        else:
            kind, cents = dice.of(GARAGES)
            due = first if dice.percent(30) else next_month
            period = f"{due:%Y-%m}"
        card = 1000 if not resident and dice.percent(8) else 0
        yield (
            f"{'R' if resident else 'G'}-{number + 1:06d}", f"P{city.on:%y%m}-{number + 1:06d}", kind, period,
            holder.spoken, holder.mail, plate, f"{issued:%Y%m%d}", f"{due:%Y%m%d}", write_amount(cents, "1234.56"),
            write_amount(card, "1234.56"),
        )  # fmt: skip


def _holder(city: City, number: int, dice: Dice) -> Person:
    if dice.percent(70):
        return owner_of(city.seed, dice.below(city.parcels))
    person = stranger(city.seed, number)
    return Person(person.given, person.family, address_of(dice.below(city.parcels)), HOME)
