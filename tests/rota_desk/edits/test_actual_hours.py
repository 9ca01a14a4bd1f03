"""Hours really worked: kept only where the desk keeps them, judged apart, told to nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import MONDAY

from models import ActualCall, ActualDuty, ClinicalSession, Clinician
from rota_desk.desk import Desk
from rota_desk.edits.actual_hours import record_actual_hours, remove_actual_hours
from rota_desk.edits.sessions import retime_session
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.restricted_actual_hours import KEPT_HERE, actual_hours
from rota_desk.queries.session_history import session_history
from rota_desk.rules.finding import Basis

DAY = dt.timedelta(days=1)
LAST_WEEK = MONDAY - 7 * DAY
END = MONDAY + 2 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    desk.do(change_setting, key=KEPT_HERE, value=True)
    yield desk
    desk.close()


@pytest.fixture
def rested(desk: Desk) -> tuple[Clinician, ClinicalSession]:
    """Rostered 08:00 to 20:30 and then 08:00: eleven hours and a half between them."""
    person = build.a_resident(desk)
    first = build.a_long_day(desk, LAST_WEEK, on=[person])
    build.a_session(desk, "SD", LAST_WEEK + DAY, on=[person])
    return person, first


def worked(
    desk: Desk, person: Clinician, session: ClinicalSession, until: str, missed: int = 0
) -> int:
    end = build.at(session.start.date(), until)
    return desk.do(
        record_actual_hours,
        clinician=person.id,
        session=session.id,
        start=session.start,
        end=end if end > session.start else end + DAY,
        breaks_missed=missed,
    ).value


def found(desk: Desk) -> list[tuple[str, str, bool]]:
    answer = desk.ask(actual_hours, start=LAST_WEEK, end=END)
    return [
        (one.finding.rule, f"{one.finding.measured:g}", one.planned_too) for one in answer.judged
    ]


def test_a_plan_that_keeps_the_rest_may_be_worked_without_it(
    desk: Desk, rested: tuple[Clinician, ClinicalSession]
) -> None:
    worked(desk, *rested, "21:15")
    assert found(desk) == [("rd-shift-13", "13.25", False), ("rd-rest-11", "10.75", False)]
    assert [one.rule for one in desk.findings(LAST_WEEK, END)] == []
    answer = desk.ask(actual_hours, start=LAST_WEEK, end=END)
    assert {one.finding.basis for one in answer.judged} == {Basis.ACTUAL}
    assert all(one.fine_trigger for one in answer.judged)


def test_what_the_plan_breaks_already_says_so(
    desk: Desk, rested: tuple[Clinician, ClinicalSession]
) -> None:
    person, first = rested
    late = build.at(LAST_WEEK, "21:30")
    desk.do(retime_session, session=first.id, start=build.at(LAST_WEEK, "09:00"), end=late)
    desk.do(
        record_actual_hours,
        clinician=person.id,
        session=first.id,
        start=build.at(LAST_WEEK, "09:00"),
        end=late,
    )
    assert found(desk) == [("rd-rest-11", "10.5", True)]


def test_calls_at_night_are_judged_by_their_times(desk: Desk) -> None:
    person = build.a_resident(desk)
    duty = build.a_session(desk, "OC", LAST_WEEK, on=[person])
    night = [
        (build.at(LAST_WEEK, "23:30"), build.at(LAST_WEEK + DAY, "00:15")),
        (build.at(LAST_WEEK + DAY, "03:00"), build.at(LAST_WEEK + DAY, "03:40")),
    ]
    desk.do(
        record_actual_hours,
        clinician=person.id,
        session=duty.id,
        start=duty.start,
        end=duty.end,
        calls=night,
    )
    assert found(desk) == [("rd-nroc-rest-8-5", "3.3333", False)]
    desk.do(
        record_actual_hours,
        clinician=person.id,
        session=duty.id,
        start=duty.start,
        end=duty.end,
        calls=night[1:],
    )
    assert found(desk) == []
    assert len(build.every(desk, ActualCall)) == 1


def test_an_estimate_of_on_call_work_is_held_against_the_records(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    on_call = build.an_activity(desk, "OC")
    build.changed(desk, on_call, on_call_hours=Decimal("1.5"), on_call_episodes=1)
    for place in range(4):  # Monday to Thursday
        day = LAST_WEEK + place * DAY
        session = build.a_session(desk, "OC", day, on=[rowan])
        calls = ((build.at(day, "18:00"), build.at(day, "20:00")),)
        desk.do(
            record_actual_hours,
            clinician=rowan.id,
            session=session.id,
            start=session.start,
            end=session.end,
            calls=calls,
        )
        low = [one for one in found(desk) if one[0] == "rd-nroc-estimate"]
        assert low == ([("rd-nroc-estimate", "0.5", False)] if place == 3 else [])
    answer = desk.ask(actual_hours, start=LAST_WEEK, end=END)
    (message,) = (
        one.finding.message for one in answer.judged if one.finding.rule == "rd-nroc-estimate"
    )
    assert message.startswith(
        "4 on-call periods on weekdays from Mon 2 Nov to Thu 5 Nov held 2 h of work each on "
        "average, the work schedule expects 1 h 30 min"
    )
    planned = {one.rule for one in desk.findings(LAST_WEEK, END)}
    assert "rd-nroc-estimate" not in planned


def test_breaks_missed_on_a_quarter_of_shifts_are_told_by_person(desk: Desk) -> None:
    person = build.a_resident(desk)
    first = MONDAY - 28 * DAY
    for week in range(4):
        for place in range(4):
            day = first + dt.timedelta(weeks=week, days=place)
            session = build.a_session(desk, "SD", day, on=[person])
            worked(desk, person, session, "17:00", missed=int(place == 0))
    answer = desk.ask(actual_hours, start=first, end=MONDAY)
    (one,) = answer.judged
    assert one.finding.message.partition(" (")[0] == (
        "breaks missed: 25 %, on 4 of 16 shifts, from Mon 12 Oct 00:00 to Mon 9 Nov 00:00; "
        "under 25 %"
    )


def test_only_what_was_begun_is_listed_and_how_much_longer_it_took(
    desk: Desk, rested: tuple[Clinician, ClinicalSession]
) -> None:
    build.a_long_day(desk, MONDAY + 3 * DAY, on=[rested[0]])
    worked(desk, *rested, "21:15")
    answer = desk.ask(actual_hours, start=LAST_WEEK, end=MONDAY + 7 * DAY)
    assert [(one.activity, one.minutes_over) for one in answer.lines] == [
        ("Long day", 45),
        ("Standard day", None),
    ]


def test_a_record_is_replaced_removed_and_undone(
    desk: Desk, rested: tuple[Clinician, ClinicalSession]
) -> None:
    number = worked(desk, *rested, "21:15")
    assert worked(desk, *rested, "20:45") == number
    assert [one.end.time() for one in build.every(desk, ActualDuty)] == [dt.time(20, 45)]
    desk.do(remove_actual_hours, actual=number)
    assert build.every(desk, ActualDuty) == []
    desk.undo()
    desk.undo()
    assert [one.end.time() for one in build.every(desk, ActualDuty)] == [dt.time(21, 15)]


def test_where_they_are_not_kept_nothing_is_recorded_or_shown(
    desk: Desk, rested: tuple[Clinician, ClinicalSession]
) -> None:
    worked(desk, *rested, "21:15")
    desk.do(change_setting, key=KEPT_HERE, value=False)
    answer = desk.ask(actual_hours, start=LAST_WEEK, end=END)
    assert (answer.kept, answer.lines, answer.judged) == (False, (), ())
    with pytest.raises(Refusal, match="not kept at this desk"):
        worked(desk, *rested, "20:45")


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        ([("16:00", "16:30")], "The call 16:00-16:30 does not lie within the duty"),
        ([("18:00", "19:00"), ("18:30", "19:30")], "The call 18:30-19:30 begins before"),
        ([("19:00", "18:30")], "The call 19:00-18:30 does not lie within the duty"),
    ],
)
def test_calls_that_make_no_sense_are_refused(
    desk: Desk, calls: list[tuple[str, str]], said: str
) -> None:
    person = build.a_resident(desk)
    duty = build.a_session(desk, "OC", LAST_WEEK, on=[person])
    with pytest.raises(Refusal, match=said):
        desk.do(
            record_actual_hours,
            clinician=person.id,
            session=duty.id,
            start=duty.start,
            end=duty.end,
            calls=[(build.at(LAST_WEEK, a), build.at(LAST_WEEK, b)) for a, b in calls],
        )


def test_work_that_ends_before_it_began_or_never_ends_is_refused(
    desk: Desk, rested: tuple[Clinician, ClinicalSession]
) -> None:
    person, first = rested
    for end, said in (
        (first.start, "has to end after it began"),
        (first.start + 3 * DAY, "longer than two days"),
    ):
        with pytest.raises(Refusal, match=said):
            desk.do(
                record_actual_hours,
                clinician=person.id,
                session=first.id,
                start=first.start,
                end=end,
            )


def test_the_history_of_a_session_does_not_tell_of_them(
    desk: Desk, rested: tuple[Clinician, ClinicalSession]
) -> None:
    before = desk.ask(session_history, session=rested[1].id)
    worked(desk, *rested, "21:15")
    assert desk.ask(session_history, session=rested[1].id) == before
