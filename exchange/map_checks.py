"""Column maps against the policy: their services, charge kinds and the late fees whose days they borrow."""

from collections.abc import Mapping, Sequence

from domain.policy.accruals import LateFee
from domain.policy.services import Service
from exchange.column_map import ColumnMap, InstalmentModel
from exchange.policy_folder import PolicyError

_FILE = "imports.toml"


def settled_maps(
    maps: Mapping[str, ColumnMap], services: Sequence[Service]
) -> dict[str, ColumnMap]:
    """Return the maps with every due date that follows a late fee's days looked up.

    Raises ``PolicyError`` for a map whose service, charge kind or late fee the office does not have.
    """
    by_code = {service.code: service for service in services}
    return {kind: _settled(kind, each, by_code) for kind, each in maps.items()}


def _settled(kind: str, column_map: ColumnMap, by_code: Mapping[str, Service]) -> ColumnMap:
    service = by_code.get(column_map.service)
    if service is None:
        raise PolicyError(
            _FILE,
            f"{kind}.service",
            f"is {column_map.service!r}; allowed are {', '.join(by_code)}",
        )
    known = [charge.code for charge in service.charge_kinds]
    instalments = []
    for number, instalment in enumerate(column_map.instalments, 1):
        for charge in instalment.charges:
            if charge not in known:
                raise PolicyError(
                    _FILE,
                    f"{kind}.instalments.{number}.charges",
                    f"has {charge!r}; allowed are {', '.join(known)}",
                )
        instalments.append(_looked_up(f"{kind}.instalments.{number}", instalment, service))
    return column_map.model_copy(update={"instalments": tuple(instalments)})


def _looked_up(key: str, instalment: InstalmentModel, service: Service) -> InstalmentModel:
    """Return an instalment with the days of its late fee: those of the latest row of that key."""
    if not instalment.due_after_fee:
        return instalment
    fees = [a for a in service.accruals if isinstance(a, LateFee) and a.counted_from == "issued"]
    rows = [fee for fee in fees if fee.source.policy_key == instalment.due_after_fee]
    if not rows:
        allowed = ", ".join(dict.fromkeys(fee.source.policy_key for fee in fees)) or "none"
        raise PolicyError(
            _FILE,
            f"{key}.due_after_fee",
            f"is {instalment.due_after_fee!r}; late fees counted from the issue are: {allowed}",
        )
    days = max(rows, key=lambda row: row.from_on).after_days
    return instalment.model_copy(update={"due_after_days": days})
