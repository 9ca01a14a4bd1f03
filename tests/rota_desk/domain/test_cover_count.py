"""Need against have of a day: sessions, requirements by part of day, site, grade and skill."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.types import Slot
from rota_desk.domain.cover_count import DayCount, Mix, Place, Present, count_day
from rota_desk.domain.requirement import (
    Asked,
    fits_grade,
    lines_by_day,
    lines_of_day,
    meets_slot,
)

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


def test_a_line_that_asks_for_nobody_of_a_grade_asks_for_no_place() -> None:
    count = count_day([], [asked(0, grade="ST")])
    assert figures(count) == (0, 0, 0, 0)
    assert count.places == ()


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
        ("ST,", "", False),
        ("", "ST4", False),
        ("ST, F", " f1 ", True),
        ("ST", "STx", False),
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


def test_nothing_asked_and_nobody_there_is_nothing() -> None:
    count = count_day([], [])
    assert (count.places, count.mixes, count.target, count.lacking) == ((), (), 0, 0)
    assert figures(count) == (0, 0, 0, 0)


def test_what_has_no_session_names_the_plain_line_of_its_scope() -> None:
    some, plain = asked(1, grade="ST"), asked(2, id=2)
    assert count_day([], [some, plain]).places == (Place(Slot.DAY, None, 2, asked=plain),)
    assert count_day([], [some]).places == (Place(Slot.DAY, None, 1, asked=some),)


def test_a_line_that_asks_for_nobody_makes_no_place_and_no_mix() -> None:
    count = count_day([], [asked(0), asked(0, id=2, grade="ST")])
    assert (count.places, count.mixes, count.target) == ((), (), 0)
    there = place(1, "F1")
    assert count_day([there], [asked(1), asked(0, id=2, grade="ST")]).mixes == ()


def test_the_places_of_a_site_are_found_before_those_of_any_site() -> None:
    lines = [
        asked(1, slot=Slot.PM),
        asked(1, id=2, slot=Slot.AM, site_id=2),
        asked(1, id=3, slot=Slot.AM, site_id=1),
        asked(4, id=4),
    ]
    assert [(one.slot, one.site_id, one.wanted) for one in count_day([], lines).places] == [
        (Slot.AM, 1, 1),
        (Slot.AM, 2, 1),
        (Slot.PM, None, 1),
        (Slot.DAY, None, 1),
    ]


@pytest.mark.parametrize(
    ("target", "over", "wanted"),
    [(None, [1, 2], 2), (2, [1, 2], 2), (3, [0, 2], 3), (4, [0, 1], 4), (5, [0, 0], 5)],
)
def test_a_target_takes_people_off_session_by_session(
    target: int | None, over: list[int], wanted: int
) -> None:
    full = [place(1, "a", "b"), place(1, "c", "d", "e")]
    count = count_day(full, [asked(2, target=target)])
    assert ([one.over for one in count.places], count.target) == (over, wanted)


def test_the_target_of_a_grade_lets_nobody_more_in_and_hides_no_other_target() -> None:
    full = [place(1, "ST4", "F1", "F2")]
    lines = [asked(1, grade="ST", target=3), asked(1, id=2), asked(1, id=3, target=2)]
    count = count_day(full, lines)
    assert (count.over, count.target) == (1, 2)


def test_of_two_targets_the_greater_is_wanted() -> None:
    lines = [asked(1, slot=Slot.AM, target=4), asked(1, id=2, target=2)]
    assert count_day([place(1, "a", slot=Slot.AM)], lines).target == 4


def test_a_mix_tells_its_line_its_people_its_sessions_and_its_open_places() -> None:
    line = asked(2, grade="ST")
    there = [
        Place(Slot.AM, 1, 2, (Present(1, "ST4"), Present(2, "F1")), session_id=40),
        Place(Slot.PM, 1, 3, (Present(1, "ST4"),), session_id=41),
        Place(Slot.DAY, 1, 1),
    ]
    assert count_day(there, [line]).mixes == (
        Mix(line, have=1, lacking=0, people=2, session_ids=(40, 41), still_open=3),
    )


@pytest.mark.parametrize(
    ("minimum", "have", "still_open", "next_"),
    [
        (1, 1, 0, False),
        (1, 0, 0, True),
        (1, 0, 1, True),
        (1, 0, 2, False),
        (2, 0, 2, True),
        (2, 1, 1, True),
        (2, 1, 2, False),
        (2, 1, 0, True),
    ],
)
def test_whoever_comes_next_has_to_be_one_when_no_place_can_be_spared(
    minimum: int, have: int, still_open: int, *, next_: bool
) -> None:
    mix = Mix(asked(minimum, grade="ST"), have, 0, have, (), still_open)
    assert mix.needs_next is next_


def test_facts_that_nobody_gave_are_empty() -> None:
    assert (Present(1).grade, Present(1).skills) == ("", frozenset())
    bare = Place(Slot.DAY, None, 1)
    assert (bare.people, bare.session_id, bare.asked, bare.over) == ((), None, None, 0)
    assert (DayCount(()).mixes, DayCount(()).target) == ((), 0)
    assert Mix(asked(1, grade="ST"), 0, 1, 0, ()).still_open == 0


@pytest.mark.parametrize(
    ("grade", "skill", "whom"),
    [
        ("", "", ""),
        ("ST", "", "ST"),
        ("", "ALS", "somebody with ALS"),
        ("ST", "ALS", "ST with ALS"),
    ],
)
def test_a_line_says_whom_it_asks_for(grade: str, skill: str, whom: str) -> None:
    one = asked(1, grade=grade, skill=skill)
    assert (one.whom, one.of_some) == (whom, bool(whom))


def test_a_line_holds_from_its_first_day_until_before_the_day_it_ends() -> None:
    one = asked(1, start=MONDAY, until=MONDAY + dt.timedelta(days=2))
    days = [MONDAY + dt.timedelta(days=by) for by in range(-1, 4)]
    assert [one.holds(day, holiday=False) for day in days] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("slot", "counts_for"),
    [
        (Slot.AM, {Slot.AM, Slot.DAY}),
        (Slot.PM, {Slot.PM, Slot.DAY}),
        (Slot.DAY, {Slot.AM, Slot.PM, Slot.DAY}),
        (Slot.EVENING, {Slot.EVENING, Slot.DAY}),
    ],
)
def test_work_of_a_part_of_the_day_counts_for_others(slot: Slot, counts_for: set[Slot]) -> None:
    assert {one for one in Slot if meets_slot(slot, one)} == counts_for


def test_lines_of_many_days_are_those_of_each_day_by_itself() -> None:
    days = [MONDAY + dt.timedelta(days=by) for by in range(-3, 25)]
    holidays = {MONDAY + dt.timedelta(days=7), MONDAY + dt.timedelta(days=15)}
    lines = [
        asked(3, every_day=False),
        asked(4, id=2, weekday=0, until=MONDAY + dt.timedelta(days=14)),
        asked(5, id=3, start=MONDAY + dt.timedelta(days=4)),
        asked(1, id=4, activity_id=8, start=MONDAY, until=MONDAY + dt.timedelta(days=9)),
        asked(2, id=5, bank_holiday=True, start=MONDAY + dt.timedelta(days=10)),
    ]
    found = lines_by_day(lines, days, holidays)
    assert found == {
        (number, day): there
        for number in (7, 8)
        for day in days
        if (
            there := lines_of_day(
                [one for one in lines if one.activity_id == number],
                day,
                holiday=day in holidays,
            )
        )
    }
    told = {day: [one.id for one in found.get((7, day), [])] for day in days}
    assert [told[MONDAY + dt.timedelta(days=by)] for by in (-3, 0, 1, 4, 7, 14, 15)] == [
        *([1], [2], [1], [3], [2], [3], [5]),
    ]


@pytest.mark.parametrize(
    ("wanted", "there", "facts", "over"),
    [
        (3, ("IMT1", "IMT2", "F1"), {}, 0),  # the second IMT takes another place
        (3, ("IMT1", "IMT2", "F1", "F2"), {}, 1),  # one person more than wanted, and an IMT more
        (3, ("IMT1", "F1", "F1", "F2"), {}, 0),  # one person more, but no IMT more
        (1, ("IMT1", "IMT2", "IMT3", "F1"), {}, 2),
        (1, ("IMT1", "IMT2", "IMT3", "F1"), {"target": 2}, 1),
    ],
)
def test_a_grade_is_over_only_where_more_people_stand_than_are_wanted(
    wanted: int, there: tuple[str, ...], facts: dict[str, Any], over: int
) -> None:
    count = count_day([place(wanted, *there)], [asked(1, grade="IMT", **facts)])
    assert [mix.over for mix in count.mixes] == [over]
