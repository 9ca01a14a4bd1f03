"""Fairness: duties counted by kind, beside a share that goes by full time and time here."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_bank_holiday,
    a_clinician,
    a_department,
    a_desk,
    a_long_day,
    a_night,
    a_session,
    kept,
)

from models import Clinician, Contract
from models.types import ContractCode, StaffGroup
from rota_desk.desk import Desk
from rota_desk.domain.shares import share_words
from rota_desk.queries.fairness import Fairness, fairness

WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def resident(desk: Desk, name: str, wte: str = "1", joined: dt.date | None = None) -> Clinician:
    return a_clinician(
        desk,
        name,
        group=StaffGroup.RESIDENT,
        grade="IMT1",
        contract=ContractCode.ENG_RD_2016,
        wte=wte,
        joined=joined or dt.date(2020, 4, 6),
    )


def asked(desk: Desk, weeks: int = 2) -> Fairness:
    return desk.ask(fairness, start=MONDAY, end=MONDAY + weeks * WEEK)


def test_each_kind_is_counted_once_for_what_it_is(desk: Desk) -> None:
    cole = resident(desk, "Dr Y Cole")
    a_bank_holiday(desk, MONDAY + DAY)
    a_night(desk, MONDAY, on=[cole])
    a_long_day(desk, MONDAY + 3 * DAY, on=[cole])
    a_long_day(desk, MONDAY + 5 * DAY, on=[cole])
    a_long_day(desk, MONDAY + 6 * DAY, on=[cole])
    a_session(desk, "OC", MONDAY + DAY, on=[cole])
    line = asked(desk).lines[0]
    assert line.counts == (1, 1, 1, 1, 3)
    assert line.apart == (Fraction(0),) * 5


def test_a_part_timers_share_is_that_of_the_full_timers_mean(desk: Desk) -> None:
    full, half = resident(desk, "Dr A Full"), resident(desk, "Dr B Half", "0.5")
    for day in range(4):
        a_night(desk, MONDAY + day * DAY, on=[full])
    for day in range(7, 10):
        a_night(desk, MONDAY + day * DAY, on=[half])
    lines = {one.name: (one.counts[0], one.usual[0], one.apart[0]) for one in asked(desk).lines}
    assert lines == {
        "Dr A Full": (4, Fraction(4), Fraction(0)),
        "Dr B Half": (3, Fraction(2), Fraction(1)),
    }


def test_whoever_came_halfway_owes_half(desk: Desk) -> None:
    full = resident(desk, "Dr A Full")
    late = resident(desk, "Dr C Late", joined=MONDAY + WEEK)
    a_night(desk, MONDAY, on=[full])
    a_night(desk, MONDAY + DAY, on=[full])
    a_night(desk, MONDAY + WEEK, on=[late])
    found = next(one for one in asked(desk).lines if one.name == "Dr C Late")
    assert (found.weight, found.usual[0], found.apart[0]) == (
        Fraction(1, 2),
        Fraction(1),
        Fraction(0),
    )


def test_without_a_full_timer_all_is_shared_by_the_shares(desk: Desk) -> None:
    one, other = resident(desk, "Dr A Six", "0.6"), resident(desk, "Dr B Four", "0.4")
    for day in range(5):
        a_night(desk, MONDAY + day * DAY, on=[one if day < 2 else other])
    lines = {each.name: each.usual[0] for each in asked(desk).lines}
    assert lines == {"Dr A Six": 3, "Dr B Four": 2}


def test_last_christmas_is_remembered(desk: Desk) -> None:
    cole, brandt = resident(desk, "Dr Y Cole"), resident(desk, "Dr H Brandt")
    a_long_day(desk, dt.date(2025, 12, 25), on=[cole])
    a_night(desk, MONDAY, on=[cole])
    a_night(desk, MONDAY + DAY, on=[brandt])
    found = asked(desk)
    assert found.last_christmas == 2025
    assert {one.name: one.christmas for one in found.lines} == {
        "Dr Y Cole": True,
        "Dr H Brandt": False,
    }


@pytest.mark.parametrize(("day", "worked"), [(24, False), (25, True), (26, True), (27, False)])
def test_christmas_is_a_duty_that_begins_on_its_two_days(
    desk: Desk, day: int, worked: bool
) -> None:
    cole = resident(desk, "Dr Y Cole")
    a_night(desk, dt.date(2025, 12, day), on=[cole])
    a_night(desk, MONDAY, on=[cole])
    (line,) = asked(desk).lines
    assert line.christmas is worked


@pytest.mark.parametrize(
    ("count", "usual", "said"),
    [
        (0, Fraction(0), ""),
        (2, Fraction(2), "2 of 2"),
        (4, Fraction(5, 2), "4 of 2.5 ▲"),
        (2, Fraction(12, 5), "2 of 2.4"),
        (0, Fraction(1), "0 of 1 ▼"),
        (5, Fraction(402, 100), "5 of 4 ▲"),
        (3, Fraction(398, 100), "3 of 4 ▼"),
    ],
)
def test_how_far_apart_is_said_by_figures_and_shape(
    count: int, usual: Fraction, said: str
) -> None:
    assert share_words(count, usual) == said


@pytest.mark.parametrize(
    ("changes", "weight"),
    [
        (MONDAY + WEEK, Fraction(4, 5)),  # half the period full-time, half at 0.6
        (MONDAY, Fraction(3, 5)),
        (MONDAY + 2 * WEEK, Fraction(1)),  # what comes after the period is no matter
        (MONDAY - WEEK, Fraction(3, 5)),
    ],
)
def test_a_share_of_full_time_counts_from_the_day_it_changes(
    desk: Desk, changes: dt.date, weight: Fraction
) -> None:
    full, less = resident(desk, "Dr A Full"), resident(desk, "Dr B Less")
    kept(
        desk,
        Contract(
            clinician_id=less.id,
            code=ContractCode.ENG_RD_2016,
            start=changes,
            wte=Decimal("0.6"),
            weekly_hours=Decimal(24),
        ),
    )
    for day in range(5):
        a_night(desk, MONDAY + day * DAY, on=[full])
    found = next(one for one in asked(desk).lines if one.name == "Dr B Less")
    assert found.weight == weight
    assert found.usual[0] == (5 * weight if weight < 1 else Fraction(5, 2))
