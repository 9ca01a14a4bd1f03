"""What sickness cost in days by the share of full time, and what else is no sickness."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import build
import pytest
from build import TODAY

from models.types import AbsenceKind
from rota_desk.desk import Desk
from rota_desk.queries.absences import absence_list
from rota_desk.queries.days_lost import sickness_rate

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def test_an_episode_costs_its_calendar_days_by_the_share_of_full_time(desk: Desk) -> None:
    half = build.a_clinician(desk, wte="0.6", pas="6")
    build.an_absence(desk, half, dt.date(2026, 10, 2), dt.date(2026, 10, 11))
    build.an_absence(desk, half, TODAY - 4 * DAY)
    lost = [(one.calendar_days, one.fte_days) for one in desk.ask(absence_list)]
    assert lost == [(5, Fraction(3)), (10, Fraction(6))]


def test_the_rate_counts_sickness_alone_within_the_year_of_those_who_were_here(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    late = build.a_clinician(desk, "Dr S Khan", joined=TODAY - 65 * DAY, leaves=TODAY - 5 * DAY)
    build.an_absence(desk, patel, TODAY - 370 * DAY, TODAY - 361 * DAY)  # five days in the year
    build.an_absence(desk, late, TODAY - 10 * DAY, TODAY - 8 * DAY)
    build.an_absence(desk, patel, TODAY - 30 * DAY, TODAY - 20 * DAY, kind=AbsenceKind.JURY)
    found = desk.ask(sickness_rate)
    assert (found.lost, found.available) == (Fraction(8), Fraction(365 + 60))
    assert found.rate == Fraction(8, 425)


def test_nobody_loses_nothing(desk: Desk) -> None:
    assert desk.ask(sickness_rate).rate == 0
