"""The shape of the file of a sample city: its streets, prices, marks and headings, as strict models."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from exchange.policy_fields import (
    Days,
    MonthDay,
    PositiveAmount,
    Sourced,
    Strict,
    Text,
    once_each,
)

TaxField = Literal[
    "swis", "parcel", "bill_no", "year", "billed_on", "owner", "location", "street", "city", "bank", "flag",
    "assessed", "first_due", "first_tax", "first_sidewalk", "second_due", "second_tax", "status", "lien_on",
    "roll_delivered", "exempt", "third_party",
]  # fmt: skip
WaterField = Literal[
    "account", "bill_no", "billed_on", "due_on", "period", "customer", "location", "mail", "meter", "units", "water",
    "sewer", "stormwater", "hold", "relevied", "tax_bill",
]  # fmt: skip
ParkingField = Literal[
    "ticket", "issued_on", "state", "plate", "registrant", "mail", "code", "violation", "place", "fine",
    "disposition", "boot", "answer_by", "appealed", "appeal_no", "answered", "answer", "fine_after", "answer_reason",
    "answered_by", "to_court", "docket", "verdict_on", "verdict", "court_fine", "court_reason", "court",
    "default_notice", "defaulted",
]  # fmt: skip
PermitField = Literal[
    "permit", "invoice", "kind", "period", "holder", "mail", "plate", "issued_on", "due_on", "fee", "card_fee"
]  # fmt: skip


def _every_year(month_day: tuple[int, int]) -> tuple[int, int]:
    if month_day == (2, 29):
        raise ValueError("29 February is not in every year; write another day")
    return month_day


def _plate(form: str) -> str:
    if sorted(form) != sorted("AAA9999"):
        raise ValueError("a plate has A for each of three letters and 9 for each of four digits")
    return form


DayOfEveryYear = Annotated[MonthDay, AfterValidator(_every_year)]
PlateForm = Annotated[str, AfterValidator(_plate)]
Count = Annotated[int, Field(ge=1, le=100_000_000)]
Share = Annotated[int, Field(ge=1, le=1_000_000)]
Month = Annotated[int, Field(ge=1, le=12)]
Route = Annotated[int, Field(ge=0, le=99)]


class SizeModel(Sourced):
    """How many there are of each in a city of the usual size; another size has them in the same proportion."""

    parcels: Count
    water_accounts: Count
    tickets: Count
    permits: Count


class PlacesModel(Sourced):
    """The streets of the city, its name as mail has it, and places from which owners write."""

    home: Text
    streets: tuple[Text, ...] = Field(min_length=1, strict=False)
    elsewhere: tuple[Text, ...] = Field(min_length=1, strict=False)
    roads: tuple[Text, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _streets_once(self) -> Self:
        once_each(self.streets, "street")
        return self


class ProgramModel(Strict):
    """A program, and whether its files begin with the mark of UTF-8; those in UTF-16 always begin with theirs."""

    byte_order_mark: bool = False


class TaxRateModel(Sourced):
    """The tax on an assessed value of a thousand dollars."""

    per_thousand: PositiveAmount


class AmountModel(Sourced):
    """One amount."""

    amount: PositiveAmount


class TaxDueModel(Sourced):
    """The days of the roll and of the bills, in the year before, and the last days without penalty."""

    roll: DayOfEveryYear
    billed: DayOfEveryYear
    first: DayOfEveryYear
    second: DayOfEveryYear


class TaxMarks(Strict):
    """How the tax program marks a bill's status, a parcel's trouble, and an owner's exemption."""

    open: Text
    cancelled: Text
    bankrupt: Text
    aged: Text
    military: Text


class TaxModel(Sourced, ProgramModel):
    """The tax program."""

    swis: Text
    rate: TaxRateModel
    sidewalk: AmountModel
    due: TaxDueModel
    marks: TaxMarks
    columns: dict[Text, TaxField]


class WaterDueModel(Sourced):
    """The day of the month on which water is due, and how many days before it the bill goes out."""

    day: int = Field(ge=1, le=28)
    notice_days: Days


class ZoneModel(Sourced):
    """The first and last route of a zone, and the first month of the year in which its bills are due."""

    routes: tuple[Route, Route] = Field(strict=False)
    first_month: int = Field(ge=1, le=3)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.routes[0] > self.routes[1]:
            raise ValueError("the first route of a zone is not above its last")
        return self


class WaterRatesModel(Sourced):
    """The price of a unit of water and of sewer."""

    water: PositiveAmount
    sewer: PositiveAmount


class StormwaterModel(Sourced):
    """The stormwater fee, of which each quarter bills a fourth."""

    a_year: PositiveAmount


class MeterModel(Strict):
    """A size of meter, and the units a quarter that it is billed for at the least."""

    name: Text
    least: Count
    share: Share


class MetersModel(Sourced):
    """The sizes of meters."""

    sizes: tuple[MeterModel, ...] = Field(min_length=1, strict=False)


class WaterMarks(Strict):
    """How the water program marks an account's trouble."""

    cash_only: Text
    final_reading: Text


class WaterModel(ProgramModel):
    """The water program."""

    due: WaterDueModel
    zones: tuple[ZoneModel, ...] = Field(min_length=1, strict=False)
    rates: WaterRatesModel
    stormwater: StormwaterModel
    meters: MetersModel
    marks: WaterMarks
    columns: dict[Text, WaterField]


class ViolationModel(Strict):
    """A violation, and its fines for the first time and each time after."""

    code: Text
    name: Text
    fines: tuple[PositiveAmount, ...] = Field(min_length=1, strict=False)
    share: Share


class ViolationsModel(Sourced):
    """The violations, for how many days one counts when it is repeated, and the days in which one is answered."""

    repeats_days: int = Field(ge=1, le=3660)
    answer_days: Days
    kinds: tuple[ViolationModel, ...] = Field(min_length=1, strict=False)


class BootModel(Sourced):
    """The number of open tickets from which a car may be booted."""

    from_tickets: Count


class StateModel(Strict):
    """A state, and the form of its plates."""

    code: Text
    plate: PlateForm
    share: Share


class PlatesModel(Sourced):
    """The states that cars come from."""

    states: tuple[StateModel, ...] = Field(min_length=1, strict=False)


class ParkingMarks(Strict):
    """How the ticket program marks what became of a ticket and of a car."""

    open: Text
    dismissed: Text
    booted: Text
    granted: Text
    lowered: Text
    denied: Text
    guilty: Text


class ParkingModel(ProgramModel):
    """The ticket program."""

    violations: ViolationsModel
    boot: BootModel
    plates: PlatesModel
    marks: ParkingMarks
    columns: dict[Text, ParkingField]


class GarageModel(Sourced):
    """A garage and its price of a month."""

    name: Text
    a_month: PositiveAmount


class ResidentialModel(Sourced):
    """The permit of a residential zone: its price, and the month in which its year begins."""

    name: Text
    a_year: PositiveAmount
    first_month: Month


class PermitsModel(ProgramModel):
    """The permit program."""

    garages: tuple[GarageModel, ...] = Field(min_length=1, strict=False)
    residential: ResidentialModel
    card: AmountModel
    columns: dict[Text, PermitField]


class SampleModel(Strict):
    """The file of the sample city."""

    size: SizeModel
    places: PlacesModel
    tax: TaxModel
    water: WaterModel
    parking: ParkingModel
    permits: PermitsModel
