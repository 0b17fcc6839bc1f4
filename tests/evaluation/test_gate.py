"""The gate fails below a floor, on other data, and never lowers a floor by itself."""

import pytest

from evaluation.counts import Counts
from evaluation.datasets import DataSet
from evaluation.gate import check, main, raised
from evaluation.run import Run


def _run(right: int) -> Run:
    run = Run("reader", DataSet("set", (), "abc"))
    run.add({"attribution": Counts(right, 100, 100)})
    return run


FLOORS = {"digest": "abc", "measures": ["attribution"], "floors": {"attribution": 70.0}}


def test_a_score_below_its_floor_breaks_the_gate() -> None:
    assert check(_run(80), FLOORS) == []
    assert len(check(_run(60), FLOORS)) == 1


def test_floors_hold_for_the_data_they_were_measured_on() -> None:
    assert "the data changed" in check(_run(80), {**FLOORS, "digest": "other"})[0]


def test_raising_never_lowers() -> None:
    assert raised(_run(80), FLOORS)["floors"] == {"attribution": 79.5}
    assert raised(_run(60), FLOORS)["floors"] == {"attribution": 70.0}


@pytest.mark.needs_shared
def test_every_floor_holds() -> None:
    assert main([]) == 0
