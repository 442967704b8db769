"""The list of the people who sign in: role, state, badge and last sign-in, never anything of a PIN."""

from zoneinfo import ZoneInfo

from chamberlain.asked import Opened
from chamberlain.output import print_columns, print_json
from domain.people.credentials import PersonState

_HEADING = ("operator", "name", "role", "state", "badge", "new until", "last sign-in")


def print_operators(at: Opened, *, as_json: bool) -> None:
    """Print all operators; times are the office's in the columns and UTC in JSON."""
    states = at.books.person_states()
    if as_json:
        print_json([_data(at, state) for state in states])
        return
    zone = ZoneInfo(at.office.time_zone)
    print_columns(
        _HEADING,
        [
            (
                state.operator.operator_id,
                state.operator.name,
                state.operator.role,
                _state(at, state),
                "yes" if state.has_badge else "",
                state.operator.new_until.isoformat() if state.operator.new_until else "",
                f"{state.last_sign_in.astimezone(zone):%Y-%m-%d %H:%M}"
                if state.last_sign_in
                else "never",
            )
            for state in states
        ],
    )


def _state(at: Opened, state: PersonState) -> str:
    if state.operator.disabled:
        return "disabled"
    return "locked" if state.locked(at.office.sign_in) else ""


def _data(at: Opened, state: PersonState) -> dict[str, object]:
    operator, limits = state.operator, state.operator.limits
    return {
        "operator": operator.operator_id,
        "name": operator.name,
        "role": operator.role,
        "disabled": operator.disabled,
        "locked": state.locked(at.office.sign_in),
        "badge": state.has_badge,
        "new_until": operator.new_until.isoformat() if operator.new_until else None,
        "person": operator.person or operator.operator_id,
        "stations": sorted(limits.stations),
        "tenders": sorted(limits.tenders),
        "services": sorted(limits.services),
        "last_sign_in": state.last_sign_in.isoformat() if state.last_sign_in else None,
    }
