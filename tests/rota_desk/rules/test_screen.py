"""The screen passes over nobody: with it and without it the same is found.

ROTA_DESK_EXAMPLES sets how many departments are tried; a nightly run asks for thousands.
"""

import datetime as dt
import os
from dataclasses import replace

from good_rota import FIRST, good_rota
from hypothesis import given, settings
from hypothesis import strategies as st
from random_department import random_department

from rota_desk.domain.facts import Duty, DutyKind
from rota_desk.domain.span import DAY
from rota_desk.rules.asking import Asking, bound
from rota_desk.rules.contract import load
from rota_desk.rules.engine import judge
from rota_desk.rules.readings import RULEBOOK
from rota_desk.rules.registry import RULES
from rota_desk.rules.rule import PersonRule
from rota_desk.rules.screen import SCREENS, suspects
from rota_desk.rules.screening.hours import _held

EXAMPLES = int(os.environ.get("ROTA_DESK_EXAMPLES", "120"))
SHOWN_ONLY = {"rest.breaks_due", "leave.lieu_day_due"}


def an_asking(on: dt.date) -> Asking:
    return Asking(on, RULES, load, RULEBOOK, kept=False)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.integers(0, 10**9))
def test_a_department_has_the_same_findings_with_the_screen_and_without(seed: int) -> None:
    picture = random_department(seed)
    on = picture.horizon_start
    assert judge(replace(picture), on=on, screened=True) == judge(picture, on=on, screened=False)


def test_every_rule_about_a_person_that_can_be_flagged_has_its_screen() -> None:
    personal = {type(rule) for rule in RULES if isinstance(rule, PersonRule)}
    assert {one.key for one in personal - SCREENS.keys()} == SHOWN_ONLY


def test_only_those_whom_the_clock_change_troubles_are_asked_on_a_good_rota() -> None:
    picture = good_rota(16, 365)
    asked = {
        picture.people[place].clinician_id: [one.bound.rule.key for one in found]
        for place, found in suspects(picture, an_asking(on=FIRST))
    }
    assert asked == {
        1: ["rest.short_rest"],
        5: ["hours.overlong_shift"],
        9: ["rest.short_rest"],
        13: ["hours.overlong_shift"],
    }
    assert [one.clinician_id for one in judge(picture, on=FIRST)] == [1, 13, 5, 9]


def test_overfull_weeks_are_found_wherever_they_stand_among_people() -> None:
    """The first person's at the end of the rota, the second's at its beginning."""
    rota = good_rota(3, 84)
    first = {0: 70, 1: 2, 2: 36}
    week = tuple(
        Duty(person, start, start + dt.timedelta(hours=12.5))
        for person, day in first.items()
        for start in (
            dt.datetime.combine(FIRST + dt.timedelta(days=day + place), dt.time(8))
            for place in range(6)
        )
    )
    picture = replace(rota, duties=week)
    found = judge(picture, on=FIRST, screened=True)
    assert [one.clinician_id for one in found if one.rule == "rd-72-in-168"] == [0, 1, 2]
    assert found == judge(replace(picture), on=FIRST, screened=False)


def test_somebody_with_a_duty_without_length_is_asked_everything() -> None:
    picture = good_rota(2, 28)
    none = replace(picture.duties[3], end=picture.duties[3].start)
    twice = replace(picture, duties=(*picture.duties, none))
    asked = dict(suspects(twice, an_asking(on=FIRST)))
    assert set(asked) == {0}
    bound_by = {one.rule.key for one in bound(twice.timeline(0), an_asking(on=FIRST))}
    assert {one.bound.rule.key for one in asked[0]} == bound_by - SHOWN_ONLY


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 20), st.integers(0, 23), st.integers(1, 14)), max_size=9
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 12),
)
def test_a_window_of_one_person_holds_nothing_of_another(
    drawn: list[list[tuple[int, int, int]]], days: int
) -> None:
    duties = [
        Duty(person, start, start + dt.timedelta(hours=hours))
        for person, shifts in enumerate(drawn)
        for day, hour, hours in shifts
        for start in [dt.datetime.combine(FIRST, dt.time(hour)) + dt.timedelta(days=day)]
    ]
    picture = replace(good_rota(len(drawn), 28), duties=tuple(duties))
    shifts, width = picture.everybody.shifts, days * DAY
    if not len(shifts.who):
        return
    rows = list(zip(shifts.who.tolist(), shifts.start.tolist(), shifts.end.tolist(), strict=True))

    def held(person: int, opens: int, closes: int) -> int:
        return sum(
            max(0, min(end, closes) - max(start, opens))
            for who, start, end in rows
            if who == person
        )

    onward, back = _held(shifts, width)
    assert onward.tolist() == [held(who, start, start + width) for who, start, _ in rows]
    assert back.tolist() == [held(who, end - width, end) for who, _, end in rows]


def test_people_who_are_on_call_alone_and_nobody_at_all_are_screened() -> None:
    picture = good_rota(2, 28)
    calls = [replace(one, kind=DutyKind.ON_CALL, work_minutes=60) for one in picture.duties]
    for duties in (tuple(calls), ()):
        rota = replace(picture, duties=duties)
        found = judge(rota, on=FIRST, screened=True)
        assert found == judge(replace(rota), on=FIRST, screened=False)
    nobody = replace(picture, people=(), duties=())
    assert judge(nobody, on=FIRST, screened=True) == ()
