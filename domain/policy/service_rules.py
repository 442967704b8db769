"""The rules of single services that a bill's penalty ladder does not hold, as one value an office may leave empty."""

from dataclasses import dataclass

from domain.receivables.items import ItemRules
from domain.receivables.parking_rules import ParkingRules
from domain.receivables.payment_plans import PlanRule
from domain.receivables.tax_liens import LienRules
from domain.receivables.water import WaterRules


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """What the office's optional rule files say; ``None`` where the office has no such file."""

    water: WaterRules | None = None
    parking: ParkingRules | None = None
    liens: LienRules | None = None
    plan: PlanRule | None = None
    items: ItemRules = ItemRules()
