"""A pattern is judged by the engine as it would be laid; its figures are its lines'."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from build import MONDAY
from hypothesis import given, settings
from hypothesis import strategies as st

from rota_desk.domain.snapshot import HeldContract, Person, Snapshot
from rota_desk.planning.design import EVERYWHERE, Design, Shift, judged
from rota_desk.planning.typed import read_cell
from rota_desk.rules.contract import Verdict
from rota_desk.rules.engine import judge
from rota_desk.rules.readings import RULEBOOK

TIMES = {"SD": ("08:00", "17:00"), "LD": ("08:00", "20:30"), "NT": ("20:30", "09:00")}
OC = Shift(9, "OC", "On-call", "red", dt.time(17), dt.time(8), on_call=True, work_minutes=90)


def shift(code: str) -> Shift:
    starts, ends = (dt.time.fromisoformat(time) for time in TIMES[code])
    number = list(TIMES).index(code) + 1
    return Shift(number, code, code, "grey", starts, ends)


PALETTE = {**{code: shift(code) for code in TIMES}, "OC": OC}


def design(*weeks: str, contract: str = "ENG-RD-2016") -> Design:
    """A pattern of lines such as "LD LD . . SD . ."."""
    cells = {
        (week, day): read_cell(text, PALETTE) or ()
        for week, line in enumerate(weeks, start=1)
        for day, text in enumerate(line.split())
        if text != "."
    }
    return Design(len(weeks), cells, contract)


def rules(one: Design, *verdicts: Verdict) -> set[str]:
    found = judged(one, on=MONDAY, readings=RULEBOOK)
    return {each.rule for each in found.verdicts if each.verdict in verdicts}


def test_a_fifth_long_day_running_is_marked_on_its_day_in_weeks_and_weekdays() -> None:
    found = judged(
        design("LD LD LD LD . . .", "SD SD . . LD LD LD", "LD LD . . . . ."),
        on=MONDAY,
        readings=RULEBOOK,
    )
    marks = [
        (one.week, one.weekday, one.message) for one in found.marks if one.rule == "rd-long-run-4"
    ]
    said = (
        "5 long shifts running, from Fri of week 2 08:00 to Tue of week 3 20:30; "
        "at most 4 long shifts (resident doctors 2016, Sch 3 para 10)"
    )
    assert marks == [(3, 1, said)]


def test_the_seam_from_the_last_line_to_the_first_is_judged() -> None:
    one = design(". SD . . . . .", ". . . . NT NT NT")
    marks = judged(one, on=MONDAY, readings=RULEBOOK).marks
    assert ("rd-night-rest-46", 1, 1) in {(each.rule, each.week, each.weekday) for each in marks}


def test_the_sums_are_those_of_the_lines() -> None:
    sums = judged(
        design("LD LD NT NT . . .", "SD SD SD SD SD OC ."), on=MONDAY, readings=RULEBOOK
    ).sums
    assert (sums.minutes, sums.average) == (50 * 60 + 45 * 60 + 90, (95 * 60 + 90) // 2)
    assert (sums.nights, sums.long_days, sums.on_calls, sums.weekends) == (2, 2, 1, 1)
    assert (sums.longest_run, [line.days_off for line in sums.lines]) == (6, [3, 1])


@pytest.mark.parametrize(
    ("leave", "average", "verdict"),
    [(0, 47.0, Verdict.PASS), (27, 47.81, Verdict.PASS), (57, 48.97, Verdict.BREACH)],
)
def test_prospective_cover_gives_the_figures_of_the_rulebook(
    leave: int, average: float, verdict: Verdict
) -> None:
    """Rulebook rd-avg-48, examples 1 to 3: B 8 weeks, C 8 h, D 376 h."""
    day = replace(shift("SD"), ends=dt.time(17, 24))
    cells = {(week, weekday): (day,) for week in range(1, 9) for weekday in range(5)}
    one = Design(8, cells, "ENG-RD-2016", leave_days=Decimal(leave))
    found = judged(one, on=MONDAY, readings=RULEBOOK)
    assert found.sums.minutes == 376 * 60
    row = next(each for each in found.verdicts if each.rule == "rd-avg-48")
    assert (round(row.measured or 0, 2), row.verdict) == (average, verdict)


def test_overlapping_shifts_of_one_cell_are_said() -> None:
    assert "desk-double-booked" in rules(design("SD+LD . . . . . ."), Verdict.BREACH)


def test_a_consultants_pattern_has_no_long_days_to_count() -> None:
    found = judged(
        design("SD SD SD OC . . .", contract="ENG-CONS-2003"), on=MONDAY, readings=RULEBOOK
    )
    assert (found.sums.long_days, found.sums.on_calls) == (None, 1)


def test_an_empty_pattern_breaks_nothing() -> None:
    assert rules(design(". . . . . . ."), Verdict.BREACH, Verdict.ADVISORY) == set()


CELLS = st.sampled_from([".", ".", "SD", "LD", "NT"])
LINES = st.lists(CELLS, min_size=7, max_size=7).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5))
def test_the_verdicts_are_those_of_the_pattern_laid_for_a_year(lines: list[str]) -> None:
    one = design(*lines)
    assert rules(one, Verdict.BREACH) == set(_breached_when_laid(one))


def _breached_when_laid(one: Design) -> Iterable[str]:
    """What the engine finds when the pattern is laid, week after week, for one person."""
    weeks = one.weeks * (52 // one.weeks)
    duties = tuple(
        replace(each.duty(MONDAY + dt.timedelta(days=day)), clinician_id=1)
        for day in range(7 * weeks)
        for each in one.cells.get((day // 7 % one.weeks + 1, day % 7), ())
    )
    person = Person(1, "Dr Y Cole", (HeldContract(one.contract),), cycle_weeks=one.weeks)
    picture = Snapshot(
        zone=EVERYWHERE,
        horizon_start=MONDAY,
        horizon_end=MONDAY + dt.timedelta(weeks=weeks),
        people=(person,),
        duties=duties,
    )
    found = judge(picture, on=MONDAY)
    return (each.rule for each in found if each.verdict is Verdict.BREACH)
