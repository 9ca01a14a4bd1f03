"""Laying a pattern again: the pattern's own follows, what was done by hand stays and is told."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_job_plan,
    a_pattern,
    a_plan_line,
    a_post,
    a_resident,
    approved_leave,
    changed,
    every,
    held,
)

from models import (
    Assignment,
    ClinicalSession,
    Clinician,
    Contract,
    DutyPattern,
    Gap,
    PatternLaying,
    Post,
)
from models.types import AssignmentSource, GapCause
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.edits.building import build_period
from rota_desk.edits.pattern_design import PatternFill, fill_pattern
from rota_desk.edits.patterns import LayAnswer, end_laying, lay_pattern
from rota_desk.edits.relaying import LayChange
from rota_desk.edits.sessions import cancel_session
from rota_desk.queries.patterns import pattern_view

SUNDAY = MONDAY + dt.timedelta(days=13)
LONG_DAY = 8  # the hour it begins
LINES = [["LD", "SD", "", "", "", "", ""], ["NT", "SD", "", "", "", "", ""]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def people(desk: Desk) -> dict[str, Clinician]:
    names = ("Dr Y Cole", "Dr H Brandt", "Dr O Whelan")
    made = {name: a_resident(desk, name) for name in names}
    for post, name in (("SHO 1", "Dr Y Cole"), ("SHO 2", "Dr H Brandt")):
        held(desk, a_post(desk, post), made[name])
    return made


@pytest.fixture
def pattern(desk: Desk, people: dict[str, Clinician]) -> DutyPattern:
    del people
    pattern = a_pattern(desk, LINES)
    lay(desk, pattern)
    return pattern


def lay(desk: Desk, pattern: DutyPattern, **starts: int) -> LayAnswer:
    lines = starts or {one.name: line for line, one in enumerate(every(desk, Post), start=1)}
    known = {one.name: one.id for one in every(desk, Post)}
    posts = {known[name]: line for name, line in lines.items()}
    return desk.do(lay_pattern, pattern=pattern.id, first=MONDAY, last=SUNDAY, starts=posts).value


def rota(desk: Desk) -> list[tuple[int, str, str]]:
    """Day of the month, activity number by code, and who, in order of time."""
    names = {one.id: one.name for one in every(desk, Clinician)}
    there = {one.id: one for one in every(desk, ClinicalSession)}
    rows = [
        (there[one.session_id].start, names[one.clinician_id]) for one in every(desk, Assignment)
    ]
    return [(start.day, f"{start:%H:%M}", name) for start, name in sorted(rows)]


def on(desk: Desk, day: int, hour: str) -> tuple[ClinicalSession, list[Assignment]]:
    session = next(
        one
        for one in every(desk, ClinicalSession)
        if (one.start.day, f"{one.start:%H:%M}") == (day, hour)
    )
    return session, [one for one in every(desk, Assignment) if one.session_id == session.id]


def test_laying_the_same_again_changes_nothing(desk: Desk, pattern: DutyPattern) -> None:
    before = rota(desk)
    answer = lay(desk, pattern)
    assert (answer.relaid.added, answer.relaid.taken_off, answer.relaid.kept) == ([], [], [])
    assert rota(desk) == before


def test_a_changed_design_waits_until_it_is_laid_again(desk: Desk, pattern: DutyPattern) -> None:
    fills = (PatternFill(1, 0, ""), PatternFill(1, 2, "LD"))
    desk.do(fill_pattern, pattern=pattern.id, fills=fills)
    desk.do(build_period, first=MONDAY, last=SUNDAY)
    assert (9, "08:00", "Dr Y Cole") in rota(desk)
    answer = lay(desk, pattern)
    assert (9, "08:00", "Dr Y Cole") not in rota(desk)
    assert (11, "08:00", "Dr Y Cole") in rota(desk)
    assert [(one.day.day, one.who, one.what) for one in answer.relaid.taken_off] == [
        (9, "Dr Y Cole", "taken off"),
        (9, "", "shift no longer in the pattern"),
        (16, "Dr H Brandt", "taken off"),
        (16, "", "shift no longer in the pattern"),
    ]
    desk.undo()
    assert (9, "08:00", "Dr Y Cole") in rota(desk)


def test_turned_start_lines_move_everybody_and_keep_the_shifts(
    desk: Desk, pattern: DutyPattern
) -> None:
    sessions = len(every(desk, ClinicalSession))
    lay(desk, pattern, **{"SHO 1": 2, "SHO 2": 1})
    assert (9, "08:00", "Dr H Brandt") in rota(desk)
    assert (9, "20:30", "Dr Y Cole") in rota(desk)
    assert len(every(desk, ClinicalSession)) == sessions


def test_whoever_stands_in_by_hand_stays_and_is_told(
    desk: Desk, pattern: DutyPattern, people: dict[str, Clinician]
) -> None:
    _session, placed = on(desk, 9, "08:00")
    desk.do(hand_over, assignment=placed[0].id, clinician=people["Dr O Whelan"].id)
    answer = lay(desk, pattern, **{"SHO 1": 2, "SHO 2": 1})
    _session, placed = on(desk, 9, "08:00")
    assert [(one.clinician_id, one.source) for one in placed] == [
        (people["Dr O Whelan"].id, AssignmentSource.COVER)
    ]
    assert answer.relaid.kept == [
        LayChange(MONDAY, "Long day", "Dr O Whelan", "by hand, stays"),
        LayChange(MONDAY, "Long day", "Dr H Brandt", "not put on: somebody stands in by hand"),
    ]


def test_whoever_was_taken_off_by_hand_stays_off(desk: Desk, pattern: DutyPattern) -> None:
    _session, placed = on(desk, 9, "08:00")
    desk.do(remove_assignment, assignment=placed[0].id)
    answer = lay(desk, pattern)
    assert (9, "08:00", "Dr Y Cole") not in rota(desk)
    assert [(one.who, one.what) for one in answer.relaid.kept] == [
        ("Dr Y Cole", "taken off or away, stays off")
    ]


def test_somebody_added_by_hand_stays_when_the_shift_goes(
    desk: Desk, pattern: DutyPattern, people: dict[str, Clinician]
) -> None:
    session, _placed = on(desk, 9, "20:30")
    desk.do(assign, session=session.id, clinician=people["Dr O Whelan"].id)
    desk.do(fill_pattern, pattern=pattern.id, fills=(PatternFill(2, 0, ""),))
    lay(desk, pattern)
    _session, placed = on(desk, 9, "20:30")
    assert [one.clinician_id for one in placed] == [people["Dr O Whelan"].id]
    assert (16, "20:30", "Dr Y Cole") not in rota(desk)


def test_a_cancelled_shift_stays_cancelled(desk: Desk, pattern: DutyPattern) -> None:
    session, _placed = on(desk, 10, "08:00")
    desk.do(cancel_session, session=session.id, reason="Ward closed")
    before = rota(desk)
    lay(desk, pattern)
    assert rota(desk) == before


def test_whoever_is_put_on_leaves_the_own_plan_as_a_gap_and_comes_back(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_plan_line(desk, a_job_plan(desk, patel), "EN", 0)
    post = a_post(desk, "On-call 1")
    held(desk, post, patel)
    desk.do(build_period, first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    pattern = a_pattern(desk, [["SD", "", "", "", "", "", ""]])
    lay(desk, pattern)
    assert [(one.cause, one.cause_text) for one in every(desk, Gap)] == [
        (GapCause.MOVED, "On standard day")
    ] * 2
    desk.do(fill_pattern, pattern=pattern.id, fills=(PatternFill(1, 0, "."),))
    lay(desk, pattern)
    assert every(desk, Gap) == []
    assert [one.source for one in every(desk, Assignment)] == [AssignmentSource.PLAN] * 2


def test_people_are_laid_by_name_and_a_laying_ends(
    desk: Desk, people: dict[str, Clinician]
) -> None:
    pattern = a_pattern(desk, LINES)
    desk.do(
        lay_pattern,
        pattern=pattern.id,
        first=MONDAY,
        last=SUNDAY,
        people={people["Dr O Whelan"].id: 1},
    )
    assert rota(desk) == [
        (9, "08:00", "Dr O Whelan"),
        (10, "08:00", "Dr O Whelan"),
        (16, "20:30", "Dr O Whelan"),
        (17, "08:00", "Dr O Whelan"),
    ]
    laid = every(desk, PatternLaying)[0]
    desk.do(end_laying, laying=laid.id, until=MONDAY + dt.timedelta(weeks=2))
    assert [one.words for one in desk.ask(pattern_view, pattern=pattern.id).layings] == [
        "from Mon 9 Nov 2026 until Sun 22 Nov 2026, 1 place"
    ]


def test_a_later_laying_takes_over_where_it_begins(desk: Desk, pattern: DutyPattern) -> None:
    later = MONDAY + dt.timedelta(weeks=1)
    desk.do(
        lay_pattern,
        pattern=pattern.id,
        first=later,
        last=SUNDAY,
        starts={1: 1, 2: 2},
    )
    assert [(one.start, one.end) for one in every(desk, PatternLaying)] == [
        (MONDAY, later),
        (later, None),
    ]
    assert (16, "08:00", "Dr Y Cole") in rota(desk)
    assert (9, "08:00", "Dr Y Cole") in rota(desk)


def test_the_pattern_before_ends_and_its_shifts_become_the_new_one_s(
    desk: Desk, pattern: DutyPattern
) -> None:
    lines = [["LD", "", "", "", "", "", ""], ["LD", "", "", "", "", "", ""]]
    wider = a_pattern(desk, lines, name="Residents, wider")
    starts = {one.id: line for line, one in enumerate(every(desk, Post), start=1)}
    kept = {one.id for one in every(desk, ClinicalSession) if one.start.hour == LONG_DAY}
    answer = desk.do(
        lay_pattern,
        pattern=wider.id,
        first=MONDAY,
        last=SUNDAY,
        starts=starts,
        ending=(pattern.id,),
    ).value
    assert rota(desk) == [
        *((9, "08:00", "Dr H Brandt"), (9, "08:00", "Dr Y Cole")),
        *((16, "08:00", "Dr H Brandt"), (16, "08:00", "Dr Y Cole")),
    ]
    assert kept >= {one.id for one in every(desk, ClinicalSession)}
    assert "shift no longer in the pattern" in {one.what for one in answer.relaid.taken_off}
    assert [one.pattern_id for one in every(desk, PatternLaying)] == [wider.id]
    desk.undo()
    assert [one.pattern_id for one in every(desk, PatternLaying)] == [pattern.id]


def test_whoever_cannot_be_put_on_is_listed_with_why(desk: Desk, pattern: DutyPattern) -> None:
    cole = every(desk, Clinician)[0]
    approved_leave(desk, cole, SUNDAY + dt.timedelta(days=1))
    starts = {one.id: line for line, one in enumerate(every(desk, Post), start=1)}
    week = SUNDAY + dt.timedelta(days=1)
    facts = {"first": week, "last": week + dt.timedelta(days=6), "starts": starts}
    answer = desk.do(lay_pattern, pattern=pattern.id, **facts).value  # type: ignore[arg-type]  # facts of one edit
    assert [(one.day, one.activity, one.who, one.what) for one in answer.relaid.not_placed] == [
        (week, "Long day", "Dr Y Cole", "Dr Y Cole: annual leave")
    ]


def test_less_than_full_time_is_told_with_the_hours_as_laid(
    desk: Desk, pattern: DutyPattern
) -> None:
    (cole,) = [one for one in every(desk, Contract) if one.clinician_id == 1]
    changed(desk, cole, wte=Decimal("0.6"))
    (told,) = lay(desk, pattern).part_time
    assert told == (
        "Dr Y Cole, 60 % of full time: 21 h 30 min a week as laid;"
        " their share of a whole place is 12 h 36 min"
    )
