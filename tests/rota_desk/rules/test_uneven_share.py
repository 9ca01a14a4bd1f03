"""A part-timer's nights beside the full-timers' of the same rota."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from rota_desk.domain.snapshot import LONDON, Duty, DutyKind, HeldContract, Person, Snapshot
from rota_desk.rules.engine import judge, weigh
from rota_desk.rules.finding import Finding
from rota_desk.rules.shares.uneven_share import UnevenShare
from rota_desk.rules.telling import find

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


def weekend(whose: int, place: int, hour: int) -> Duty:
    """Give a Saturday's or a Sunday's shift: places 0 and 1 are one weekend, 2 the next."""
    saturday = dt.datetime.combine(MONDAY + dt.timedelta(days=5), dt.time(hour))
    start = saturday + dt.timedelta(days=7 * (place // 2) + place % 2)
    return Duty(whose, start, start + dt.timedelta(hours=8))


def on_call(whose: int, week: int) -> Duty:
    start = dt.datetime.combine(MONDAY + dt.timedelta(days=7 * week), dt.time(17))
    return Duty(whose, start, start + dt.timedelta(hours=15), DutyKind.ON_CALL, 60, 1)


def told(*duties: Duty, weeks: int = 4, full: int = 1, code: str = "ENG-RD-2016") -> list[str]:
    held = (HeldContract(code),)
    people = (
        *(Person(10 + one, f"Dr F{one}", held, cycle_weeks=weeks) for one in range(full)),
        Person(2, "Dr Birchall", held, cycle_weeks=weeks, wte=Decimal("0.5")),
    )
    end = MONDAY + dt.timedelta(weeks=4)
    found = weigh(Snapshot(LONDON, MONDAY, end, people, duties), on=MONDAY, rules=(UnevenShare(),))
    return [
        f"{one.measure.note}: {float(one.measure.value or 0):g} {one.measure.against} "
        f"{one.measure.start:%d %b} to {one.measure.end:%d %b}".replace("  ", " ")
        for one in found
    ]


def test_a_weekend_counts_once_and_on_call_by_its_periods() -> None:
    full = (*(weekend(10, place, 9) for place in range(4)), *(on_call(10, n) for n in range(4)))
    mine = (weekend(2, 0, 9), weekend(2, 1, 9), on_call(2, 0))
    assert told(*full, *mine) == [
        "0 nights where 50% of full time have 0: 0 02 Nov to 30 Nov",
        "1 weekends where 50% of full time have 1: 0 share 02 Nov to 30 Nov",
        "1 on-call periods where 50% of full time have 2: 1 02 Nov to 30 Nov",
    ]


def test_what_comes_after_the_cycle_is_left_out_and_full_timers_are_averaged() -> None:
    calls = [on_call(10, n) for n in range(3)]
    found = told(*calls, on_call(11, 0), on_call(2, 0), on_call(2, 2), weeks=2, full=2)
    assert found[2] == "1 on-call periods where 50% of full time have 0.75: 0.25 02 Nov to 16 Nov"


def test_other_contracts_and_longer_cycles_are_not_compared() -> None:
    assert told(on_call(10, 0), code="ENG-CONS-2003") == []
    assert told(on_call(10, 0), weeks=5) == []
    assert told(on_call(2, 0), full=0) == []


@pytest.mark.parametrize("has", [3, 5, 6, 8])
def test_the_share_is_the_same_where_everybody_was_measured_at_once(has: int) -> None:
    alone, together = rota(has), rota(has)
    assert together.everybody.people == 2
    rules = (UnevenShare(),)
    measured = list(weigh(together, on=MONDAY, rules=rules))
    assert measured == list(weigh(alone, on=MONDAY, rules=rules))
    assert len(measured) == 3


@pytest.mark.parametrize(("day", "notes"), [(27, "7 nights"), (28, "6 nights")])
@pytest.mark.parametrize("at_once", [False, True])
def test_a_night_of_the_cycles_last_date_counts_and_the_next_does_not(
    day: int, notes: str, at_once: bool
) -> None:
    start = dt.datetime(2026, 12, day, 20, 30)
    night = Duty(2, start, start + dt.timedelta(hours=12.5))
    known = rota(6)
    beyond = known.horizon_end + dt.timedelta(weeks=2)
    wider = replace(known, horizon_end=beyond, duties=(*known.duties, night))
    assert not at_once or wider.everybody.people == 2
    first, *_ = weigh(wider, on=MONDAY, rules=(UnevenShare(),))
    assert first.measure.note.startswith(notes)


def test_exactly_a_tenth_of_the_share_is_within_it() -> None:
    def of_nights(mine: int, full: int) -> Finding:
        people = (
            Person(1, "Dr Amberley", CONTRACT, cycle_weeks=20),
            Person(2, "Dr Birchall", CONTRACT, cycle_weeks=20, wte=Decimal("0.5")),
        )
        duties = (*nights(1, full), *nights(2, mine))
        rota = Snapshot(LONDON, MONDAY, MONDAY + dt.timedelta(weeks=20), people, duties)
        return find(next(iter(weigh(rota, on=MONDAY, rules=(UnevenShare(),)))))

    tenth, more = of_nights(22, 40), of_nights(23, 40)
    assert (tenth.measured, tenth.unit, tenth.verdict.value) == (0.1, "share", "pass")
    assert tenth.message == "kept: 22 nights where 50% of full time have 20: 10 % apart"
    assert (more.measured, more.unit, more.verdict.value) == (3.0, "duties", "advisory")
