"""A sample city as its accounting programs would export it: the same number gives the same files, of any size.

Four programs, each in its own dialect, as the office's column maps describe them. What is paid already has nothing
left on it, so that on any business date some bills are due, some are overdue and most are settled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from domain.money import ZERO, Money
from exchange.sample_models import WaterModel
from exchange.sample_people import Dice, Person, address_of, owner_of, sbl_of, stranger
from exchange.sample_policy import SampleCity
from exchange.sample_sheet import Row, write_sheet
from exchange.sample_tickets import plate_of, tickets

_ON: Final = date(2026, 1, 26)


@dataclass(frozen=True, slots=True)
class City:
    """What the city is made of, its size, the number that it follows from, and its business date."""

    sample: SampleCity
    parcels: int
    seed: int
    on: date

    def of_parcels(self, count: int) -> int:
        """Return how many this city has of what the office's usual city has ``count`` of; at least one."""
        return max(1, self.parcels * count // self.sample.size.parcels)

    def owner_of(self, parcel: int) -> Person:
        """Return the owner of a parcel."""
        return owner_of(self.sample.places, self.seed, parcel)

    def address_of(self, parcel: int) -> str:
        """Return the address of a parcel."""
        return address_of(self.sample.places, parcel)


def write_city(
    folder: Path, sample: SampleCity, parcels: int | None = None, seed: int = 1, on: date = _ON
) -> dict[str, Path]:
    """Write the exports of a sample city as of business date ``on`` into ``folder``; return them by kind.

    ``parcels`` is its size; the office's usual one unless given.
    """
    size = sample.size.parcels if parcels is None else parcels
    if size < 1:
        raise ValueError("a city has at least one parcel")
    folder.mkdir(parents=True, exist_ok=True)
    city = City(sample, size, seed, on)
    rows = {
        "tax": _tax_rows(city),
        "water": _water_rows(city),
        "parking": _parking_rows(city),
        "permits": _permit_rows(city),
    }
    return {
        kind: write_sheet(folder / f"{kind}.csv", sample.sheets[kind], each)
        for kind, each in rows.items()
    }


def _tax_rows(city: City) -> Iterator[Row]:
    for parcel in range(city.parcels):
        yield from _tax_bills(city, parcel)


def _tax_bills(city: City, parcel: int) -> Iterator[Row]:
    policy = city.sample.tax
    marks, due_days = policy.marks, (policy.due.first, policy.due.second)
    dice = Dice(city.seed, 3, parcel)
    owner = city.owner_of(parcel)
    vacant = dice.percent(3)
    assessed = (
        100 * (20 + dice.below(60)) if vacant else 1000 * (90 + dice.below(260) + dice.below(260))
    )
    bank = str(100 + dice.below(40)) if not vacant and dice.percent(28) else ""
    behind = dice.percent(4)
    flag = marks.bankrupt if behind and dice.one_in(20) else ""
    # Who is behind owes one, two or three years beside this one.
    years_behind = (1, 1, 1, 2, 2, 3)[dice.below(6)] if behind else 0
    exempt = marks.aged if dice.percent(6) else marks.military if dice.one_in(300) else ""
    # One in eight who are exempt for their age have somebody named for copies, here the owner of the next parcel.
    named = exempt == marks.aged and parcel % 8 == 0
    third = f"{city.owner_of(parcel + 1).spoken}, {owner.city}" if named else ""
    year = city.on.year
    for of in range(year - years_behind, year + 1):
        yearly = assessed * policy.rate.per_thousand.cents // 1000
        halves = (yearly, 0) if vacant else (yearly - yearly // 2, yearly // 2)
        sidewalk = ZERO if vacant else policy.sidewalk.amount
        first, second = (date(of, *day) for day in due_days)
        paid = [day < city.on and not behind and not dice.percent(7) for day in (first, second)]
        yield {
            "swis": policy.swis,
            "parcel": sbl_of(parcel),
            "bill_no": f"T{of}-{parcel + 1:06d}",
            "year": of,
            "billed_on": date(of - 1, *policy.due.billed),
            "owner": owner.listed,
            "location": city.address_of(parcel).upper(),
            "street": owner.street.upper(),
            "city": owner.city.upper(),
            "bank": bank,
            "flag": flag,
            "assessed": assessed,
            "first_due": first,
            "first_tax": ZERO if paid[0] else Money(halves[0]),
            "first_sidewalk": "" if paid[0] else sidewalk,
            "second_due": "" if vacant else second,
            "second_tax": "" if vacant else ZERO if paid[1] else Money(halves[1]),
            "status": marks.cancelled if dice.one_in(400) else marks.open,
            # Unpaid taxes become a lien on the first day of the year after.
            "lien_on": date(of + 1, 1, 1) if of < year else "",
            "roll_delivered": date(of - 1, *policy.due.roll),
            "exempt": exempt,
            "third_party": third,
        }


def _water_rows(city: City) -> Iterator[Row]:
    for number in range(city.of_parcels(city.sample.size.water_accounts)):
        yield from _water_bills(city, number)


def _water_bills(city: City, number: int) -> Iterator[Row]:
    policy = city.sample.water
    dice = Dice(city.seed, 4, number)
    owner = city.owner_of(number)
    turn, which = divmod(number, len(policy.zones))
    zone = policy.zones[which]
    low, high = zone.routes
    route = low + turn % (high - low + 1)
    meter = dice.by_share(policy.meters.sizes)
    hold = ""
    if dice.one_in(90):
        hold = policy.marks.cash_only
    elif dice.one_in(120):
        hold = policy.marks.final_reading
    late = dice.percent(10)
    latest = _latest_due(policy, city.on, zone.first_month)
    for due in (_three_months_before(latest), latest) if late and dice.percent(40) else (latest,):
        # One in ten used less than the meter's least, which is billed all the same.
        low = dice.percent(10)
        used = dice.below(meter.least) + (0 if low else meter.least)
        units = max(used, meter.least)
        billed = 0 if due < city.on and not late else 1
        yield {
            "account": f"{route:02d}-{number:06d}",
            "bill_no": f"W{due:%y%m}-{number:06d}",
            "billed_on": due - timedelta(days=policy.due.notice_days),
            "due_on": due,
            "period": f"{due.year} Q{(due.month + 2) // 3}",
            "customer": owner.spoken,
            "location": city.address_of(number),
            "mail": owner.mail,
            "meter": meter.name,
            "units": used,
            "water": Money(billed * units * policy.rates.water.cents),
            "sewer": Money(billed * units * policy.rates.sewer.cents),
            "stormwater": Money(billed * policy.stormwater.a_year.cents // 4),
            "hold": hold,
            "relevied": "",
            "tax_bill": "",
        }


def _latest_due(policy: WaterModel, on: date, first_month: int) -> date:
    """Return the last due day, of the zone's months, whose bill has gone out."""
    latest = on + timedelta(days=policy.due.notice_days)
    due = latest.replace(day=policy.due.day)
    while due > latest or (due.month - first_month) % 3:
        due = (due.replace(day=1) - timedelta(days=1)).replace(day=policy.due.day)
    return due


def _three_months_before(due: date) -> date:
    month = due.month - 3
    return (
        due.replace(month=month) if month > 0 else due.replace(year=due.year - 1, month=month + 12)
    )


def _parking_rows(city: City) -> Iterator[Row]:
    count = city.of_parcels(city.sample.size.tickets)
    answer_days = city.sample.parking.violations.answer_days
    for ticket in tickets(city.sample, city.seed, count, city.parcels, city.on):
        who = ticket.registrant
        yield {
            "ticket": ticket.number,
            "issued_on": ticket.issued_on,
            "state": ticket.state,
            "plate": ticket.plate,
            "registrant": who.listed if who else "",
            "mail": who.mail.upper() if who else "",
            "code": ticket.violation.code,
            "violation": ticket.violation.name,
            "place": ticket.place,
            "fine": ticket.fine,
            "disposition": ticket.disposition,
            "boot": ticket.boot,
            "answer_by": ticket.issued_on + timedelta(days=answer_days),
            **ticket.history.fields(),
        }


def _permit_rows(city: City) -> Iterator[Row]:
    policy = city.sample.permits
    first = city.on.replace(day=1)
    next_month = (first + timedelta(days=32)).replace(day=1)
    for number in range(city.of_parcels(city.sample.size.permits)):
        dice = Dice(city.seed, 6, number)
        resident = dice.percent(40)
        holder = _holder(city, number, dice)
        _, plate = plate_of(city.sample.parking.plates.states, city.seed, number * 3 + 1)
        issued = first - timedelta(days=10 + dice.below(15))
        if resident:
            start = city.on.year - (city.on.month < policy.residential.first_month)
            kind, fee = policy.residential.name, policy.residential.a_year
            period, due = f"{start}-{start + 1}", next_month
        else:
            garage = dice.of(policy.garages)
            kind, fee = garage.name, garage.a_month
            due = first if dice.percent(30) else next_month
            period = f"{due:%Y-%m}"
        yield {
            "permit": f"{'R' if resident else 'G'}-{number + 1:06d}",
            "invoice": f"P{city.on:%y%m}-{number + 1:06d}",
            "kind": kind,
            "period": period,
            "holder": holder.spoken,
            "mail": holder.mail,
            "plate": plate,
            "issued_on": issued,
            "due_on": due,
            "fee": fee,
            "card_fee": policy.card.amount if not resident and dice.percent(8) else ZERO,
        }


def _holder(city: City, number: int, dice: Dice) -> Person:
    if dice.percent(70):
        return city.owner_of(dice.below(city.parcels))
    places = city.sample.places
    person = stranger(places, city.seed, number)
    return Person(
        person.given, person.family, city.address_of(dice.below(city.parcels)), places.home
    )
