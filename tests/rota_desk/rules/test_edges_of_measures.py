"""Edges of the rules' measures that no case reaches: to the date, the minute and the word."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from rota_desk.domain.facts import Away, Duty, DutyKind, Need, Person, PlanLine
from rota_desk.domain.snapshot import LONDON, Snapshot
from rota_desk.domain.span import DAY, day_number
from rota_desk.domain.timeline import Timeline
from rota_desk.domain.unsocial_hours import UnsocialTerms, unsocial_hours
from rota_desk.rules.book import explain
from rota_desk.rules.break_steps import break_steps
from rota_desk.rules.contract import Severity, Terms, Verdict, load
from rota_desk.rules.cover.uncovered_session import UncoveredSession
from rota_desk.rules.hours.heavy_nights import HeavyNights
from rota_desk.rules.hours.high_statutory_average import HighStatutoryAverage
from rota_desk.rules.job_plan.private_work_in_nhs_time import PrivateWorkInNhsTime
from rota_desk.rules.leave.working_on_leave import WorkingOnLeave
from rota_desk.rules.oncall.frequent_on_call import FrequentOnCall
from rota_desk.rules.readings import Readings
from rota_desk.rules.rest.no_weekly_rest import NoWeeklyRest, _firsts, _length
from rota_desk.rules.rule import About, Measure
from rota_desk.rules.terms_kinds import shift_kinds
from rota_desk.rules.weekends.frequent_weekends import _weekends

MONDAY = dt.date(2026, 11, 2)
PERSON = Person(1, "Dr Amberley")


def terms(contract: str, key: str) -> Terms:
    (found,) = load(contract).terms(key, MONDAY)
    return found


def at(day: int, hour: float = 0) -> dt.datetime:
    return dt.datetime.combine(MONDAY, dt.time()) + dt.timedelta(days=day, hours=hour)


def duty(day: int, start: float, hours: float, kind: DutyKind = DutyKind.SHIFT) -> Duty:
    return Duty(1, at(day, start), at(day, start + hours), kind)


def laid(duties: Iterable[Duty], days: int) -> Timeline:
    beyond = MONDAY + dt.timedelta(days=days)
    return Timeline(PERSON, zone=LONDON, first=MONDAY, beyond=beyond, given=tuple(duties))


def test_a_night_on_the_date_after_a_period_makes_nobody_a_night_worker_in_it() -> None:
    bound, rule = terms("ENG-CONS-2003", "hours.heavy_nights"), HeavyNights()
    nights = [duty(day, 21, 10) for day in (0, 7, 14, 21, 28, 119)]
    assert list(rule.measure(laid(nights, 120), bound)) == []
    often = [duty(day, 21, 10) for day in (0, 7, 14, 21, 28, 118)]
    (found,) = rule.measure(laid(often, 120), bound)
    assert (found.start, found.end) == (at(0), at(119))


def test_of_periods_alike_the_first_is_told() -> None:
    nights = [duty(day, 21, 10) for day in range(7, 112, 7)]
    (found,) = HeavyNights().measure(
        laid(nights, 122), terms("ENG-CONS-2003", "hours.heavy_nights")
    )
    assert (found.start, found.end) == (at(0), at(119))


def test_an_on_call_period_that_starts_as_the_seven_days_end_is_not_in_them() -> None:
    calls = [duty(0, hour, 5, DutyKind.ON_CALL) for hour in (0, 6)]
    calls += [duty(day, 12, 12, DutyKind.ON_CALL) for day in (1, 6, 7)]
    line = laid(calls, 14)
    (found,) = FrequentOnCall().measure(line, terms("ENG-RD-2016", "oncall.frequent_on_call"))
    assert (found.start, found.end, found.value) == (at(0), at(7), 4)
    assert found.duties == tuple(calls[:4])


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize(("opens", "closes"), [(1, DAY + 1439), (300, DAY + 300)])
def test_the_weekends_of_a_duty_are_those_that_hold_a_minute_of_it(
    weekday: int, opens: int, closes: int
) -> None:
    monday = day_number(MONDAY)
    saturdays = [monday + 5 + 7 * week for week in range(-3, 8)]
    one = laid([duty(0, 0, 1)], 7).shifts[0]
    for start in (0, opens - 1, opens, closes % DAY - 1, closes % DAY, 1439):
        begins = (monday + weekday) * DAY + start
        for length in (1, DAY - 1, DAY, 2 * DAY, 7 * DAY, 7 * DAY + 1, 20 * DAY + 1):
            ends = begins + length
            found = _weekends(one._replace(wall_start=begins, wall_end=ends), opens, closes)
            assert found == [
                day
                for day in saturdays
                if max(begins, day * DAY + opens) < min(ends, day * DAY + closes)
            ]


def test_a_rest_counts_whole_in_the_week_in_which_it_begins() -> None:
    assert _length((10, 30), 10, 20) == 20
    assert _length((19, 30), 10, 20) == 11
    assert _length((20, 40), 10, 20) == 0
    assert _length((9, 40), 10, 20) == 10
    assert _length((5, 12), 10, 20) == 2
    assert _length((5, 10), 10, 20) == _length((25, 30), 10, 20) == 0


def test_a_week_is_looked_at_where_all_of_it_lies_in_the_horizon() -> None:
    monday = day_number(MONDAY)
    weeks = {days: list(_firsts(laid([], days), 7)) for days in (6, 7, 8, 13, 14)}
    assert weeks == {
        6: [],
        7: [monday],
        8: [monday],
        13: [monday],
        14: [monday, monday + 7],
    }


def seen(*shifts: Duty, days: int = 7) -> list[bool]:
    """Of each week or fortnight, whether a longer rest could still show beyond the horizon."""
    bound = terms("ENG-CONS-2003", "rest.no_weekly_rest")
    return [one.seen for one in NoWeeklyRest().measure(laid(shifts, days), bound)]


def test_a_rest_that_is_open_at_the_horizon_is_not_wholly_seen() -> None:
    busy = [duty(day, 8, 16) for day in range(7)]
    assert seen(*busy) == [True]  # works until the last minute
    assert seen(*busy[:6], duty(6, 8, 15)) == [False]
    assert seen(*busy[:6], duty(6, 8, 15), days=8) == [True]  # the week ends before the horizon
    fortnight = [duty(day, 8, 16) for day in range(14)]
    assert seen(*fortnight, days=21) == [True, True, False]  # free from the third week's first


@pytest.mark.parametrize("category", ["SPA", "APA", "EXT"])
def test_work_that_is_not_with_patients_is_nhs_time_too(category: str) -> None:
    def line(category: str, start: int, end: int) -> PlanLine:
        return PlanLine(1, 1, dt.time(start), dt.time(end), category)

    rule, bound = (
        PrivateWorkInNhsTime(),
        terms("ENG-CONS-2003", "job_plan.private_work_in_nhs_time"),
    )
    plan = replace(laid([], 7), plan_lines=(line(category, 8, 12), line("PRIV", 11, 14)))
    assert [one.value for one in rule.measure(plan, bound)] == [1]


def test_a_duty_without_a_name_is_a_duty() -> None:
    away = Away(1, at(0), at(1))
    line = replace(laid([duty(0, 9, 8)], 7), aways=(away,))
    (found,) = WorkingOnLeave().measure(line, terms("DESK", "leave.working_on_leave"))
    assert found.note == "a duty during annual leave"


def test_a_session_without_enough_names_its_room_and_activity() -> None:
    need = Need(5, at(0, 9), at(0, 13), wanted=2, have=1, room_id=8, activity="Clinic")
    rota = Snapshot(LONDON, MONDAY, MONDAY + dt.timedelta(days=7), needs=(need,))
    assert list(UncoveredSession().measure(rota, terms("DESK", "cover.uncovered_session"))) == [
        Measure(
            at(0, 9),
            at(0, 13),
            1,
            about=About(session_ids=(5,), room_id=8, name="Clinic"),
            note="Clinic has 1 of 2",
        )
    ]


def test_a_clause_says_the_verdict_of_its_named_limits_too() -> None:
    limits = terms("ENG-CONS-2003", "rest.no_weekly_rest").limits
    assert {name: (one.severity, one.flagged) for name, one in limits.items()} == {
        "": (Severity.STATUTORY, Verdict.ADVISORY),
        "fortnight": (Severity.STATUTORY, Verdict.ADVISORY),
    }


def test_a_rule_is_explained_with_its_figures_and_what_they_were_before() -> None:
    assert explain("rd-rest-11", "ENG-RD-2016") == (
        "Two shifts follow one another with less than the rest due. Measured: end of one shift "
        "to start of the next, elapsed time. Left out: two shifts with on-call between them "
        "where the contract has rules of on-call; by law on-call away from work is rest until "
        "somebody is called. resident doctors 2016, Sch 3 para 19: at least 11 h "
        "(contract-hard)."
    )
    assert explain("rd-long-run-4", "ENG-RD-2016").endswith(
        ": run: at most 4 long shifts (before 2020-08-05 5 long shifts); rest: at least 48 h; "
        "rest mixed: at least 48 h; rest nights: at least 46 h (contract-hard)."
    )
    assert explain("rd-nothing", "ENG-RD-2016") == ""


AVERAGE = terms("ENG-CONS-2003", "hours.high_statutory_average")
WEEKS = int(AVERAGE.means.number("reference_weeks"))
MOST = 48 * WEEKS  # hours in a reference period


def statutory(hours: int, days: int) -> Measure:
    """Judge shifts of so many hours from the second day on, and ten more in leave after them."""
    last = 7 * WEEKS
    shifts = [duty(day, 8, 10) for day in range(1, hours // 10 + 1)]
    shifts += [duty(last - 1, 8, hours % 10)] if hours % 10 else []
    line = replace(
        laid([*shifts, duty(last, 8, 10)], days), aways=(Away(1, at(last), at(last + 1)),)
    )
    (found,) = HighStatutoryAverage().measure(line, AVERAGE)
    return found


def test_of_periods_the_fullest_that_is_seen_counts_unless_another_is_too_full_already() -> None:
    def told(hours: int) -> tuple[dt.datetime, bool, object]:
        found = statutory(hours, 7 * WEEKS + 1)
        return found.start, found.seen, found.value

    assert told(106) == (at(0), True, Fraction(106 * 60, WEEKS))
    assert told(MOST - 10) == (at(0), True, Fraction((MOST - 10) * 60, WEEKS))
    assert told(MOST - 9) == (at(1), False, Fraction((MOST + 1) * 60, WEEKS))


def test_a_horizon_that_is_a_day_short_of_a_period_tells_nothing() -> None:
    assert statutory(100, 7 * WEEKS - 1).value is None
    assert statutory(100, 7 * WEEKS).value == Fraction(100 * 60, WEEKS)


def test_what_is_late_has_its_bounds_where_it_is_read_so() -> None:
    bounded = Readings().reading("late_bounds", "bounded")
    (bound,) = load("ENG-RD-2016").terms("runs.late_run", MONDAY, bounded)
    kinds = shift_kinds(bound)
    assert (kinds.late_start_before, kinds.late_end_by) == (16 * 60, 26 * 60)


def test_a_night_that_owes_more_breaks_holds_eight_hours() -> None:
    assert break_steps(load("ENG-RD-2016").means(MONDAY)).night_holds == 8 * 60
    assert break_steps(load("ENG-CONS-2003").means(MONDAY)).night_holds == 0


def test_half_of_a_shift_is_half_of_its_elapsed_time_in_any_zone() -> None:
    """In Cairo the clocks went forward on the midnight before Friday 26 April 2024."""
    known = UnsocialTerms(20 * 60, 6 * 60, {})
    start, end = dt.datetime(2024, 4, 25, 15, 45), dt.datetime(2024, 4, 26, 2, 15)
    hours = unsocial_hours(start, end, zone=ZoneInfo("Africa/Cairo"), terms=known)
    assert hours == (Fraction(19, 2), Fraction(0))
