"""Open points as the department reads them reach every finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import a_desk, a_night, a_resident

from rota_desk.desk import Desk
from rota_desk.edits.settings import change_setting
from rota_desk.queries.readings import open_points, readings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def verdicts(desk: Desk) -> list[tuple[str, str, bool]]:
    found = desk.findings(dt.date(2026, 10, 20), dt.date(2026, 10, 30))
    return [
        (one.rule, one.verdict.value, bool(one.contested))
        for one in found
        if one.clinician_id is not None
    ]


def test_a_department_that_reads_a_point_otherwise_is_judged_so(desk: Desk) -> None:
    a_night(desk, dt.date(2026, 10, 24), on=[a_resident(desk)])
    assert verdicts(desk) == [("rd-shift-13", "advisory", True)]
    desk.do(change_setting, key="readings.clock_change_nights", value="silent")
    assert verdicts(desk) == []
    assert desk.ask(readings).of("clock_change_nights") == "silent"


def test_every_point_is_listed_with_its_reading(desk: Desk) -> None:
    desk.do(change_setting, key="readings.one_in_three", value="advice")
    found = desk.ask(open_points)
    assert len(found) == 21
    assert [one.point for one in found if one.own] == ["one_in_three"]
