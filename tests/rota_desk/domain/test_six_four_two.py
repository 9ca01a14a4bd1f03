"""The 6-4-2 calendar and what becomes of a session: the rulebook's examples and their edges."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.types import Milestone, SessionState
from rota_desk.domain.bank_holidays import ENGLAND_AND_WALES, bank_holidays_within
from rota_desk.domain.six_four_two import (
    ASKS,
    HORIZONS,
    Fate,
    Sitting,
    Step,
    Story,
    meeting_before,
    meeting_on_or_after,
    milestone_day,
    notice_given,
    story_of,
    week_at,
    weeks_of,
    worked_day,
)

WEEK = dt.date(2027, 1, 18)
DUE = 42
WINTER = bank_holidays_within(ENGLAND_AND_WALES, dt.date(2026, 12, 1), dt.date(2027, 5, 1))
MONDAY_MEETING, THURSDAY_MEETING = 0, 3
PLANNED, RELEASED, REALLOCATED, CLOSED, CANCELLED = (
    SessionState.PLANNED,
    SessionState.RELEASED,
    SessionState.REALLOCATED,
    SessionState.CLOSED,
    SessionState.CANCELLED,
)
T6, T4, T2 = dt.date(2026, 12, 7), dt.date(2026, 12, 21), dt.date(2027, 1, 4)


def told(
    *steps: tuple[SessionState, dt.date], lent: bool = False, known: dt.date | None = None
) -> Story:
    return story_of(WEEK, [Step(*one) for one in steps], due=DUE, lent=lent, known=known)


def test_the_week_of_18_january_2027_has_its_three_milestones() -> None:
    assert [milestone_day(WEEK, one) for one in HORIZONS] == [T6, T4, T2]
    assert milestone_day(dt.date(2027, 1, 22), Milestone.SIX) == T6


def test_a_monday_meeting_looks_at_the_weeks_whose_milestone_it_is() -> None:
    assert [week_at(T6, one) for one in HORIZONS] == [
        WEEK,
        dt.date(2027, 1, 4),
        dt.date(2026, 12, 21),
    ]
    assert Sitting(T4, Milestone.FOUR).week == Sitting(T2, Milestone.TWO).week == WEEK


def test_a_thursday_meeting_decides_before_the_milestone_never_after_it() -> None:
    meeting = meeting_before(T6, THURSDAY_MEETING, WINTER)
    assert meeting == dt.date(2026, 12, 3)
    assert week_at(meeting, Milestone.SIX) == WEEK


@given(
    day=some.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)),
    weekday=some.integers(0, 4),
    milestone=some.sampled_from(HORIZONS),
)
def test_weekly_meetings_look_at_every_week_once_and_in_time(
    day: dt.date, weekday: int, milestone: Milestone
) -> None:
    meeting = meeting_on_or_after(day, weekday, ())
    after = meeting_on_or_after(meeting + dt.timedelta(days=1), weekday, ())
    assert week_at(after, milestone) - week_at(meeting, milestone) == dt.timedelta(weeks=1)
    assert 0 <= (milestone_day(week_at(meeting, milestone), milestone) - meeting).days < 7
    assert meeting_before(after, weekday, ()) == meeting


def test_a_meeting_on_a_bank_holiday_is_held_on_the_working_day_before() -> None:
    boxing_day = dt.date(2026, 12, 28)  # the substitute day
    assert boxing_day in WINTER
    assert worked_day(boxing_day, WINTER) == dt.date(2026, 12, 24)
    since = dt.date(2026, 12, 22)
    meeting = meeting_on_or_after(since, MONDAY_MEETING, WINTER)
    assert meeting == dt.date(2026, 12, 24)
    assert week_at(meeting, Milestone.SIX) == boxing_day + dt.timedelta(weeks=6)
    assert meeting_on_or_after(boxing_day, MONDAY_MEETING, WINTER) == dt.date(2027, 1, 4)
    assert meeting_before(dt.date(2027, 1, 4), MONDAY_MEETING, WINTER) == meeting


def test_easter_moves_a_monday_milestone_over_the_whole_weekend() -> None:
    assert worked_day(dt.date(2027, 3, 29), WINTER) == dt.date(2027, 3, 25)


@pytest.mark.parametrize(
    ("known", "notice", "late"),
    [
        (dt.date(2026, 12, 1), 48, False),
        (T6, 42, False),
        (dt.date(2026, 12, 8), 41, True),
        (dt.date(2026, 12, 10), 39, True),
        (dt.date(2026, 12, 15), 34, True),
    ],
)
def test_notice_runs_to_the_monday_of_the_week(known: dt.date, notice: int, late: bool) -> None:
    assert notice_given(known, dt.date(2027, 1, 21)) == notice
    assert (notice < DUE) is late


def test_released_in_time_taken_and_closed_is_reused_failed_and_no_loss_of_its_owner() -> None:
    story = told((RELEASED, T6), (REALLOCATED, T4), (CLOSED, T2), known=dt.date(2026, 12, 1))
    assert story == Story(Fate.REUSED_FAILED, 48, late=False, owners_loss=False)


def test_given_up_late_stays_the_owners_loss_whatever_becomes_of_it() -> None:
    approved = dt.date(2026, 12, 15)
    story = told((RELEASED, T4), (REALLOCATED, T4), (CLOSED, T2), known=approved)
    assert story == Story(Fate.REUSED_FAILED, 34, late=True, owners_loss=True)
    assert told((RELEASED, T4), (REALLOCATED, T4)) == Story(
        Fate.REUSED, 28, late=True, owners_loss=True
    )


def test_fates_without_anybody_and_of_those_who_stayed() -> None:
    assert told() == Story(Fate.KEPT, None, late=False, owners_loss=False)
    assert told((RELEASED, T6), (PLANNED, T4)).fate is Fate.KEPT
    assert told((RELEASED, T6)) == Story(Fate.DROPPED, 42, late=False, owners_loss=True)
    assert told((RELEASED, T6), (CLOSED, T2)) == Story(
        Fate.UNUSED, 42, late=False, owners_loss=True
    )
    assert told((CANCELLED, T2)) == Story(Fate.UNUSED, 14, late=True, owners_loss=True)
    assert told((RELEASED, T6), lent=True) == Story(Fate.REUSED, 42, late=False, owners_loss=False)
    assert weeks_of(Milestone.SIX) == 6


def test_a_session_that_was_given_up_and_ran_all_the_same_is_reused() -> None:
    assert told((RELEASED, T6), (SessionState.RUN, T2)).fate is Fate.REUSED


def test_a_meeting_on_the_day_itself_is_held_and_the_one_before_is_a_week_ago() -> None:
    monday = dt.date(2027, 1, 18)
    assert meeting_on_or_after(monday, MONDAY_MEETING, WINTER) == monday
    assert meeting_before(monday, MONDAY_MEETING, WINTER) == dt.date(2027, 1, 11)
    tuesday = dt.date(2027, 1, 19)
    assert meeting_on_or_after(tuesday, MONDAY_MEETING, WINTER) == dt.date(2027, 1, 25)
    assert meeting_before(tuesday, MONDAY_MEETING, WINTER) == monday
    easter = dt.date(2027, 3, 29)  # a Monday off: held on the Thursday before
    held = dt.date(2027, 3, 25)
    assert meeting_on_or_after(held, MONDAY_MEETING, WINTER) == held
    assert meeting_before(easter, MONDAY_MEETING, WINTER) == held


def test_what_each_meeting_asks_for_is_said() -> None:
    assert ASKS == {
        Milestone.SIX: "Leave is locked: each session is used or released",
        Milestone.FOUR: "Released sessions are reallocated; every list has its team",
        Milestone.TWO: "Lists are locked; what nobody staffs is closed",
    }
    assert tuple(ASKS) == HORIZONS


def test_a_session_of_which_nothing_is_said_was_not_lent() -> None:
    given = [Step(SessionState.RELEASED, WEEK - dt.timedelta(days=60))]
    assert story_of(WEEK, given, due=DUE).fate is Fate.DROPPED
