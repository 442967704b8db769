"""Two programs at one station, by mistake: whoever is quicker prints, and no original comes out twice."""

from __future__ import annotations

import pytest

from domain.records import PrintState
from tests.devices.print_house import House


def test_two_programs_at_one_station_print_one_original(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()
    step = house.step
    quicker: list[str] = []

    def step_in(name: str) -> None:
        step(name)
        if name == f"before {PrintState.SENDING}" and not quicker:
            quicker.append(name)
            other.run_round()

    monkeypatch.setattr(house, "step", step_in)
    one, other = house.worker(), house.worker()
    house.pay_two()
    one.run_round()
    assert quicker
    assert house.tray.sent == 2
    assert len(house.tray.papers) == 2
    assert house.books.queued("counter 1") == ()
