"""Reading an office's folder of policy files into domain values, or saying in one sentence what is wrong in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel

from domain.calendar import Calendar
from domain.ledger.funds import fund_of
from domain.office import Office, Service
from domain.policy.kept import policy_digest
from domain.policy.service_rules import ServiceRules
from exchange.chart_checks import check_accounts
from exchange.chart_models import read_chart
from exchange.column_map import ColumnMap, ImportsModel
from exchange.correction_models import read_corrections
from exchange.custody_models import read_custody
from exchange.interface_models import ProgramModel, read_interfaces
from exchange.map_checks import settled_maps
from exchange.policy_files import CHART, RULE_FILES, read_model
from exchange.policy_folder import PolicyError, read_policy
from exchange.policy_models import HolidaysModel, ItemsModel, OfficeModel
from exchange.reporting_models import read_reporting
from exchange.rounding_models import read_rounding
from exchange.rule_files import check_rules, read_rules
from exchange.service_models import ServiceModel
from exchange.stock_models import read_stock

__all__ = ["LoadedOffice", "PolicyError", "ToConfirm", "load_office", "make_office"]


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A value for which no public source was found: its file, its key, and what the office must check."""

    file: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class LoadedOffice:
    """An office's policy: the domain's part, column maps by kind of import, what is to be confirmed, its files, and the
    interfaces of its accounting programs by their codes."""

    office: Office
    column_maps: Mapping[str, ColumnMap]
    to_confirm: tuple[ToConfirm, ...]
    files: Mapping[str, str]
    interfaces: Mapping[str, ProgramModel] = field(default_factory=dict)

    @property
    def rules(self) -> ServiceRules:
        """The rules of single services."""
        return self.office.single or ServiceRules()


def load_office(folder: Path | str) -> LoadedOffice:
    """Read all policy files of ``folder``; see ``make_office`` for what is raised."""
    return make_office(read_policy(folder))


def make_office(files: Mapping[str, str]) -> LoadedOffice:
    """Return the policy that these files (texts by name) say, as they lie in a folder or as the books kept them.

    Raises ``PolicyError`` with one sentence that names the file, the key, what was found and what is allowed.
    """
    office = read_model(files, "office.toml", OfficeModel)
    items = read_model(files, "items.toml", ItemsModel)
    holidays = read_model(files, "holidays.toml", HolidaysModel)
    services = {
        f"{code}.toml": read_model(files, f"{code}.toml", ServiceModel) for code in office.services
    }
    imports = read_model(files, "imports.toml", ImportsModel)
    _check_files(files, services)
    _check_time_zone(office.time_zone)
    _check_codes(office, items, services)
    values = tuple(service.value() for service in services.values())
    rules, rule_models = _single_rules(files, office, items, values)
    corrections, correction_models = read_corrections(
        files, values, [kind.code for kind in office.tender_kinds], [d.code for d in office.drawers]
    )
    rounding, rounding_models = read_rounding(files, office, items, values)
    stock, stock_models = read_stock(files, [item.code for item in items.items])
    keeping, keeping_models = read_custody(files, office)
    rule_models |= correction_models | rounding_models | stock_models | keeping_models
    interfaces, interface_models = read_interfaces(files, values)
    reporting, reporting_models = read_reporting(files)
    rule_models |= interface_models | reporting_models
    maps = settled_maps(imports.root, values)
    models = {"office.toml": office, "items.toml": items, "holidays.toml": holidays, **services}
    chart = read_chart(files)
    home = fund_of(next(kind.gl_code for kind in office.tender_kinds if kind.change_given))
    check_accounts({**models, **rule_models}, chart, home)
    rule_models[CHART] = chart
    confirms = tuple(
        ToConfirm(name, key, text)
        for name, model in (*models.items(), *rule_models.items())
        for key, text in _confirms(model, "")
    )
    return LoadedOffice(
        replace(
            _office(office, items, holidays, values, rules, policy_digest(files)),
            corrections=corrections,
            rounding=rounding,
            stock=stock,
            keeping=keeping,
            reporting=reporting,
            funds=chart.fund_values(home),
            chart=chart.chart(),
        ),
        maps,
        confirms,
        files,
        interfaces,
    )


def _check_codes(
    office: OfficeModel, items: ItemsModel, services: Mapping[str, ServiceModel]
) -> None:
    """Refuse a service in a file of another name, a tolerance that does not hold, and an unknown quick item."""
    for name, service in services.items():
        if f"{service.code}.toml" != name:
            raise PolicyError(name, "code", f"is {service.code!r}; allowed is {name[:-5]!r}")
        _check_tolerances(name, service, office)
    if office.quick_item and office.quick_item not in {item.code for item in items.items}:
        listed = ", ".join(item.code for item in items.items)
        raise PolicyError(
            "office.toml", "quick_item", f"is {office.quick_item!r}; allowed are {listed}"
        )


def _single_rules(
    files: Mapping[str, str],
    office: OfficeModel,
    items: ItemsModel,
    services: tuple[Service, ...],
) -> tuple[ServiceRules, dict[str, BaseModel]]:
    rules, models = read_rules(files)
    check_rules(
        rules,
        [item.code for item in items.items],
        [kind.code for kind in office.tender_kinds],
        services,
    )
    return rules, models


def _office(
    office: OfficeModel,
    items: ItemsModel,
    holidays: HolidaysModel,
    services: tuple[Service, ...],
    rules: ServiceRules,
    digest: str,
) -> Office:
    return Office(
        name=office.name,
        short_name=office.short_name,
        digest=digest,
        time_zone=office.time_zone,
        services=services,
        tender_kinds=tuple(kind.value() for kind in office.tender_kinds),
        items=tuple(item.value() for item in items.items),
        denominations=office.denomination_values(),
        drawers=office.drawer_values(),
        roles=office.role_values(),
        over_short_reasons=office.reason_values(),
        float_reasons=office.float_reason_values(),
        float_mix=tuple((each.value, each.pieces) for each in office.float_mix),
        custody=office.custody.value(),
        receipt=office.receipt.value(),
        calendar=Calendar(holidays.dates()),
        mail=office.mail.value(),
        quick_item=office.quick_item,
        count_tries=office.count_tries,
        close_approval=office.close_approval,
        most_lines=office.most_lines,
        sign_in=office.sign_in.value(),
        new_staff=office.new_staff.value(),
        small_office=office.small_office,
        procedures=tuple(office.procedures.items()),
        guards=office.guards.value(),
        single=rules,
    )


def _check_files(files: Mapping[str, str], services: Mapping[str, ServiceModel]) -> None:
    known = {
        "office.toml",
        "items.toml",
        "holidays.toml",
        "imports.toml",
        CHART,
        *services,
        *RULE_FILES,
    }
    strangers = sorted(set(files) - known)
    if strangers:
        raise PolicyError(
            strangers[0],
            "",
            "is not named under services in office.toml; name it there or take it out of the folder",
        )


def _check_tolerances(name: str, service: ServiceModel, office: OfficeModel) -> None:
    """Refuse a tolerance booked where the drawers' differences are: the two are never mixed."""
    for number, row in enumerate(service.tolerances, 1):
        for key in ("short_gl_code", "over_gl_code"):
            account = getattr(row, key)
            if account in (office.custody.over, office.custody.short):
                raise PolicyError(
                    name,
                    f"tolerances.{number}.{key}",
                    f"is {account!r}, where office.toml books what drawers are over and short; "
                    "give the tolerance an account of its own",
                )


def _check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PolicyError(
            "office.toml",
            "time_zone",
            f"is {name!r}, which is no time zone; write it like 'America/New_York'",
        ) from error


def _confirms(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield the key and text of every ``confirm`` in a model, in the order of the file."""
    if isinstance(value, BaseModel):
        text = getattr(value, "confirm", "")
        if text:
            yield key, text
        for name in type(value).model_fields:
            yield from _confirms(getattr(value, name), f"{key}.{name}" if key else name)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _confirms(part, f"{key}.{name}".removeprefix("root."))
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _confirms(part, f"{key}.{number}")
