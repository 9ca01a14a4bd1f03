"""A part-timer's nights beside the full-timers' of the same rota."""

import datetime as dt
from decimal import Decimal

import pytest

from rota_desk.domain.snapshot import LONDON, Duty, HeldContract, Person, Snapshot
from rota_desk.rules.engine import judge

MONDAY = dt.date(2026, 11, 2)
NIGHT = dt.datetime(2026, 11, 3, 20, 30)
CONTRACT = (HeldContract("ENG-RD-2016"),)


def nights(whose: int, count: int) -> list[Duty]:
    """Give so many weekday nights, two a week."""
    starts = [NIGHT + dt.timedelta(days=7 * (n // 2) + n % 2) for n in range(count)]
    return [Duty(whose, start, start + dt.timedelta(hours=12.5)) for start in starts]


def rota(part_timers_nights: int, *, wte: str = "0.6") -> Snapshot:
    people = (
        Person(1, "Dr Amberley", CONTRACT, cycle_weeks=8),
        Person(2, "Dr Birchall", CONTRACT, cycle_weeks=8, wte=Decimal(wte)),
    )
    duties = (*nights(1, 10), *nights(2, part_timers_nights))
    return Snapshot(LONDON, MONDAY, MONDAY + dt.timedelta(weeks=8), people, duties)


@pytest.mark.parametrize(
    ("has", "found"), [(5, []), (6, []), (7, []), (8, [2.0]), (4, [2.0]), (3, [3.0])]
)
def test_six_tenths_of_ten_nights_are_six_give_or_take_one(has: int, found: list[float]) -> None:
    judged = judge(rota(has), on=MONDAY)
    assert [one.measured for one in judged if one.rule == "rd-ltft-share"] == found


def test_the_finding_names_the_part_timer_and_both_figures() -> None:
    (finding,) = (one for one in judge(rota(8), on=MONDAY) if one.rule == "rd-ltft-share")
    assert (finding.clinician_id, finding.name) == (2, "Dr Birchall")
    assert (
        finding.message == "8 nights where 60% of full time have 6: 2 duties apart; at most 1 duty"
    )
