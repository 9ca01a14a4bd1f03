"""Judging after one edit: the same with one year and with ten years in the file."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from year_of_duties import a_year_of_duties

from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign

PEOPLE, ROUNDS, GOAL = 60, 15, 1.2


def judging(desk: Desk, session: int, person: int) -> float:
    """The median time of an edit tried and judged, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        desk.preview(assign, session=session, clinician=person)
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_an_edit_is_judged_as_quickly_with_ten_years_in_the_file(tmp_path: Path) -> None:
    one = a_year_of_duties(tmp_path / "one", people=PEOPLE, years=1)
    ten = a_year_of_duties(tmp_path / "ten", people=PEOPLE, years=10)
    judging(*one), judging(*ten)
    year, decade = judging(*one), judging(*ten)
    print(
        f"\none edit, judged: 1 year {year:.1f} ms, 10 years {decade:.1f} ms, "
        f"ratio {decade / year:.2f} (goal at most {GOAL})"
    )
    one[0].close()
    ten[0].close()
    assert decade / year < 2
