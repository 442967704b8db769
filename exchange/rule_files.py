"""The optional rule files of a policy folder: each read strictly, each named here and nowhere else."""

from collections.abc import Collection, Mapping, Sequence

from pydantic import BaseModel

from domain.policy.service_rules import ServiceRules
from domain.policy.services import Service
from domain.receivables.boots import BOOT_KIND
from domain.receivables.items import ItemRules
from domain.receivables.parking_rules import ParkingRules
from exchange.item_rule_models import ItemRulesModel
from exchange.lien_models import LiensModel
from exchange.parking_models import ParkingRulesModel
from exchange.policy_files import ITEMS, LIENS, PARKING, WATER, Model, read_model
from exchange.policy_folder import PolicyError
from exchange.water_models import WaterRatesModel


def read_rules(files: Mapping[str, str]) -> tuple[ServiceRules, dict[str, BaseModel]]:
    """Return the rules of the files that are there, and their models by file name.

    Raises ``PolicyError`` with one sentence about the first wrong key.
    """
    models: dict[str, BaseModel] = {}
    water = _read(files, WATER, WaterRatesModel, models)
    parking = _read(files, PARKING, ParkingRulesModel, models)
    liens = _read(files, LIENS, LiensModel, models)
    items = _read(files, ITEMS, ItemRulesModel, models)
    rules = ServiceRules(
        water=water.value() if water else None,
        parking=parking.value() if parking else None,
        liens=liens.rules() if liens else None,
        plan=liens.plan.value() if liens and liens.plan else None,
        items=items.value() if items else ItemRules(),
    )
    return rules, models


def check_rules(
    rules: ServiceRules,
    items: Collection[str],
    tenders: Collection[str],
    services: Sequence[Service],
) -> None:
    """Raise ``PolicyError`` when a rule names an item, a kind of money, a service or a charge that there is not."""
    for number, exchange in enumerate(rules.items.exchanges, 1):
        if exchange.new not in items:
            raise _unknown(ITEMS, f"exchanges.{number}.new", exchange.new, items)
    for number, tax in enumerate(rules.items.taxes, 1):
        if tax.item not in items:
            raise _unknown(ITEMS, f"taxes.{number}.item", tax.item, items)
    _check_sales(rules.items, items, [service.code for service in services])
    for code in rules.parking.boot.tenders if rules.parking else ():
        if code not in tenders:
            raise _unknown(PARKING, "boot.tenders", code, tenders)
    if rules.parking is not None:
        _check_parking(rules.parking, services)
    for number, code in enumerate(rules.liens.services if rules.liens else (), 1):
        if code not in {service.code for service in services}:
            raise _unknown(LIENS, f"services.{number}", code, [s.code for s in services])


def _check_sales(rules: ItemRules, items: Collection[str], services: Collection[str]) -> None:
    """Refuse rules of sale that name an item or a service that there is not."""
    for table, named in (
        ("sold_with", [row.items for row in rules.sold_with]),
        ("outlets", [row.items for row in rules.outlets]),
        ("not_refunded", [row.items for row in rules.not_refunded]),
        ("wholesale", [(row.item,) for row in rules.wholesale]),
    ):
        for number, codes in enumerate(named, 1):
            for code in codes:
                if code not in items:
                    raise _unknown(ITEMS, f"{table}.{number}", code, items)
    for table, wanted in (
        ("not_refunded", [row.services for row in rules.not_refunded]),
        ("ahead", [(row.service,) for row in rules.ahead]),
    ):
        for number, codes in enumerate(wanted, 1):
            for code in codes:
                if code not in services:
                    raise _unknown(ITEMS, f"{table}.{number}", code, services)


def _check_parking(rules: ParkingRules, services: Sequence[Service]) -> None:
    """Refuse surcharges and a boot fee without a charge kind, which is their ledger account."""
    service = next((s for s in services if s.code == rules.service), None)
    if service is None:
        raise _unknown(PARKING, "service", rules.service, [s.code for s in services])
    known = [kind.code for kind in service.charge_kinds]
    for number, surcharge in enumerate(rules.fines.surcharges, 1):
        if surcharge.code not in known:
            raise _unknown(PARKING, f"surcharges.{number}.code", surcharge.code, known)
    if BOOT_KIND not in known:
        why = f"has no charge kind {BOOT_KIND!r}, which books the boot fee of {PARKING}"
        raise PolicyError(f"{service.code}.toml", "charge_kinds", why)


def _unknown(file: str, key: str, found: str, known: Collection[str]) -> PolicyError:
    return PolicyError(file, key, f"is {found!r}; allowed are {', '.join(known)}")


def _read(
    files: Mapping[str, str], name: str, model: type[Model], models: dict[str, BaseModel]
) -> Model | None:
    if name not in files:
        return None
    found = read_model(files, name, model)
    models[name] = found
    return found
