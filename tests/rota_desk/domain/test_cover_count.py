"""Need against have of a day: sessions, requirements by part of day, site, grade and skill."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.types import Slot
from rota_desk.domain.cover_count import DayCount, Place, Present, count_day
from rota_desk.domain.requirement import Asked, fits_grade, lines_of_day

MONDAY = dt.date(2026, 11, 9)
LONG_AGO = dt.date(2020, 1, 1)


def asked(minimum: int, **facts: Any) -> Asked:  # noqa: ANN401 - as lines have them
    usual: dict[str, Any] = {"id": 1, "activity_id": 7, "slot": Slot.DAY, "start": LONG_AGO}
    return Asked(**{**usual, **facts}, minimum=minimum)


def people(*grades: str, skills: frozenset[str] = frozenset()) -> tuple[Present, ...]:
    return tuple(Present(number, grade, skills) for number, grade in enumerate(grades, start=1))


def place(wanted: int, *grades: str, slot: Slot = Slot.DAY, site: int | None = 1) -> Place:
    return Place(slot, site, wanted, people(*grades), session_id=40)


def figures(count: DayCount) -> tuple[int, int, int, int]:
    return count.need, count.have, count.need - count.filled, count.over


def test_what_a_requirement_wants_beyond_the_sessions_has_no_session() -> None:
    count = count_day([place(2, "ST4", "F1")], [asked(3)])
    assert figures(count) == (3, 2, 1, 0)
    assert [(one.session_id, one.wanted) for one in count.places] == [(40, 2), (None, 1)]


def test_whoever_is_beyond_the_number_of_a_session_meets_the_requirement() -> None:
    assert figures(count_day([place(2, "ST4", "F1", "F2")], [asked(3)])) == (3, 3, 0, 0)


def test_people_up_to_the_target_are_not_over() -> None:
    full = [place(2, "a", "b", "c", "d", "e")]
    assert figures(count_day(full, [asked(2, target=4)])) == (2, 5, 0, 1)
    assert count_day(full, [asked(2, target=4)]).target == 4
    assert figures(count_day([place(2, "a", "b", "c", "d", "e")], [asked(2)])) == (2, 5, 0, 3)


def test_a_morning_and_a_whole_day_are_not_asked_for_twice() -> None:
    lines = [asked(2, slot=Slot.AM), asked(3, id=2)]
    count = count_day([place(1, slot=Slot.AM)], lines)
    assert [(one.slot, one.wanted) for one in count.places] == [
        (Slot.AM, 1),
        (Slot.AM, 1),
        (Slot.DAY, 1),
    ]


def test_a_site_is_met_only_by_its_own_rooms() -> None:
    count = count_day([place(2, "a", "b", site=1)], [asked(1, site_id=2), asked(2, id=2)])
    assert figures(count) == (3, 2, 1, 0)
    assert [(one.site_id, one.wanted) for one in count.places] == [(1, 2), (2, 1)]


def test_enough_people_without_the_grade_are_one_short() -> None:
    count = count_day([place(3, "F1", "F2", "IMT1")], [asked(1, grade="ST")])
    assert figures(count) == (3, 3, 1, 0)
    assert [(one.have, one.lacking, one.people) for one in count.mixes] == [(0, 1, 3)]


def test_an_open_place_may_still_bring_the_grade_and_is_counted_once() -> None:
    count = count_day([place(3, "F1", "F2")], [asked(1, grade="ST")])
    assert figures(count) == (3, 2, 1, 0)
    assert count.lacking == 0


def test_a_grade_asks_for_people_where_there_is_no_session() -> None:
    assert figures(count_day([], [asked(1, grade="ST"), asked(2, id=2, grade="F")])) == (
        3,
        0,
        3,
        0,
    )


def test_a_skill_that_nobody_has_is_missing() -> None:
    there = Place(Slot.DAY, 1, 1, people("ST4", skills=frozenset({"als"})), session_id=40)
    assert count_day([there], [asked(1, skill="ALS")]).lacking == 0
    assert count_day([there], [asked(1, skill="ERCP")]).lacking == 1
    assert count_day([there], [asked(1, grade="ST", skill="ERCP")]).lacking == 1


@pytest.mark.parametrize(
    ("wanted", "grade", "fits"),
    [
        ("ST", "ST4", True),
        ("st", "ST4", True),
        ("ST4", "ST4", True),
        ("ST4", "ST5", False),
        ("ST/Consultant", "Consultant", True),
        ("ST or Consultant", "Consultant", True),
        ("S", "ST4", False),
        ("F", "F1", True),
        ("Consultant", "", False),
    ],
)
def test_a_grade_is_a_family_or_one_step_of_it(wanted: str, grade: str, fits: bool) -> None:
    assert fits_grade(wanted, grade) is fits


def chosen(*lines: Asked, day: dt.date = MONDAY, holiday: bool = False) -> list[int]:
    return [one.id for one in lines_of_day(lines, day, holiday=holiday)]


def test_a_weekdays_line_stands_before_every_days() -> None:
    lines = asked(3), asked(1, id=2, weekday=0)
    assert chosen(*lines) == [2]
    assert chosen(*lines, day=MONDAY + dt.timedelta(days=1)) == [1]


def test_the_line_that_began_last_holds() -> None:
    assert chosen(asked(3), asked(4, id=2, start=MONDAY)) == [2]
    assert chosen(asked(3), asked(4, id=2, start=MONDAY), day=MONDAY - dt.timedelta(days=1)) == [1]


def test_lines_for_other_parts_sites_grades_and_skills_hold_beside_each_other() -> None:
    lines = (
        asked(3),
        asked(1, id=2, slot=Slot.AM),
        asked(1, id=3, site_id=2),
        asked(1, id=4, grade="ST"),
        asked(1, id=5, grade="ST", skill="ALS"),
    )
    assert chosen(*lines) == [1, 2, 3, 4, 5]


def test_a_bank_holidays_own_lines_silence_the_others() -> None:
    lines = asked(3), asked(1, id=2, grade="ST"), asked(1, id=3, bank_holiday=True)
    assert chosen(*lines, holiday=True) == [3]
    assert chosen(*lines) == [1, 2]


def test_on_a_bank_holiday_only_what_runs_every_day_goes_on() -> None:
    assert chosen(asked(3, every_day=False), holiday=True) == []
    assert chosen(asked(3), holiday=True) == [1]
