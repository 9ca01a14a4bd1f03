"""What is due and when: the strip across the top of every screen. Only what is true."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from sqlalchemy import exists, func, select

from models import (
    Absence,
    Activity,
    Assignment,
    ClinicalSession,
    LeaveRequest,
    RoomBooking,
    SixFourTwoDecision,
    WliClaim,
)
from models.types import ClaimState, LeaveState, Milestone, SessionState
from rota_desk.domain.notice import latest_day
from rota_desk.domain.six_four_two import Sitting
from rota_desk.domain.span import midnight
from rota_desk.domain.times import monday_of
from rota_desk.queries.bank_due import bank_due
from rota_desk.queries.cover import FELL
from rota_desk.queries.due import Deadline, state_of
from rota_desk.queries.leave_figures import LeaveFigures, leave_figures
from rota_desk.queries.leave_troubles import declined_though_owed
from rota_desk.queries.six_four_two import decide_by, last_meeting, next_meeting
from rota_desk.queries.speaking import speaking
from rota_desk.queries.starters_due import starters_due
from rota_desk.queries.swaps import swap_list
from rota_desk.queries.tell_list import NEAR_DAYS, tell_list
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words, span_words

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
WEEKS_AHEAD = 53


def deadlines(read: Reading) -> tuple[Deadline, ...]:
    """What is due, the most urgent first; nothing that is not on file."""
    figures = leave_figures(read)
    found = (
        *_rota(read, figures),
        *starters_due(read, figures),
        *_meetings(read, figures),
        *_talks(read),
        *_fit_notes(read),
        *_leave(read, figures),
        *_owed_leave(read),
        *_claims(read),
        *bank_due(read),
        *_untold(read),
        *_swaps(read),
    )
    return tuple(sorted(found, key=lambda one: (one.due, one.kind)))


def _rota(read: Reading, figures: LeaveFigures) -> Iterator[Deadline]:
    """The first week to come that has sessions and has not been published whole."""
    monday = monday_of(read.today)
    until = monday + WEEKS_AHEAD * WEEK
    versions = speaking(read, start=monday, end=until).versions
    told = [one for one in versions if one.activities is None]
    for week in (monday + WEEK * number for number in range(WEEKS_AHEAD)):
        days = [week + DAY * number for number in range(7) if week + DAY * number >= read.today]
        whole = all(any(one.first <= day <= one.last for one in told) for day in days)
        if whole or not _has_sessions(read, week):
            continue
        due = latest_day(week, figures.rota_due_days)
        yield Deadline(
            kind="rota",
            title=f"Rota of {day_words(week)}",
            detail=f"Publish the week of {day_words(week)} by {day_words(due)},"
            f" {figures.rota_due_days} days before it",
            due=due,
            state=state_of(read.today, due, dt.timedelta(days=figures.rota_soon_days)),
            place="rota",
        )
        return


def _has_sessions(read: Reading, week: dt.date) -> bool:
    any_of_it = (
        select(ClinicalSession.id)
        .where(ClinicalSession.start >= midnight(week))
        .where(ClinicalSession.start < midnight(week + WEEK))
    )
    return bool(read.rows(any_of_it.limit(1)))


def _meetings(read: Reading, figures: LeaveFigures) -> Iterator[Deadline]:
    """What the last meeting left undecided, and what the next one has to decide."""
    coming = next_meeting(read)
    for weeks in figures.meeting_weeks:
        for meeting in (last_meeting(read, day=coming), coming):
            at = Sitting(meeting, Milestone(str(weeks)))
            count = _undecided(read, at.week, at.milestone)
            if not count:
                continue
            due = decide_by(read, at)
            yield Deadline(
                kind=f"meeting-{weeks}",
                title=f"{weeks} weeks: {count_words(count, 'session')} open",
                detail=f"{count_words(count, 'room session')} of the week of"
                f" {day_words(at.week)} without somebody and without a decision,"
                f" to be decided by {day_words(due)}",
                due=due,
                state=state_of(read.today, due, WEEK),
                place="board",
                count=count,
            )
            break


def _undecided(read: Reading, week: dt.date, milestone: Milestone) -> int:
    """Sessions in rooms that are released, or stand with nobody, and that no meeting decided."""
    decided = select(SixFourTwoDecision.session_id).where(
        SixFourTwoDecision.milestone == milestone
    )
    lent = select(RoomBooking.session_id).where(RoomBooking.session_id.is_not(None))
    filled = exists().where(Assignment.session_id == ClinicalSession.id)
    count = select(func.count(ClinicalSession.id)).join(
        Activity, Activity.id == ClinicalSession.activity_id
    )
    found = read.rows(
        count.where(ClinicalSession.start >= midnight(week))
        .where(ClinicalSession.start < midnight(week + WEEK))
        .where(ClinicalSession.room_id.is_not(None), Activity.needs_cover)
        .where(ClinicalSession.id.not_in(decided), ClinicalSession.id.not_in(lent))
        .where(
            (ClinicalSession.state == SessionState.RELEASED)
            | (ClinicalSession.state.not_in(FELL) & ~filled)
        )
    )
    return int(found[0][0])


def _talks(read: Reading) -> Iterator[Deadline]:
    due_days = [
        absence.return_talk_due or absence.last_day
        for absence in read.all(
            select(Absence).where(
                Absence.last_day.is_not(None),
                Absence.last_day < read.today,
                Absence.return_talk_done.is_(None),
            )
        )
    ]
    days = sorted(day for day in due_days if day is not None)
    if days:
        yield Deadline(
            kind="return-talk",
            title=count_words(len(days), "return-to-work talk"),
            detail=f"The first was due by {day_words(days[0])}"
            if days[0] < read.today
            else f"The first is due by {day_words(days[0])}",
            due=days[0],
            state=state_of(read.today, days[0], WEEK),
            place="leave",
            count=len(days),
        )


def _fit_notes(read: Reading) -> Iterator[Deadline]:
    open_ones = read.all(
        select(Absence)
        .where(Absence.last_day.is_(None), Absence.fit_note_due.is_not(None))
        .order_by(Absence.fit_note_due)
    )
    days = [one.fit_note_due for one in open_ones if one.fit_note_due is not None]
    if days:
        yield Deadline(
            kind="absence",
            title=count_words(len(days), "open absence"),
            detail=f"A note is needed from {day_words(days[0])} if it lasts; close it on return",
            due=days[0],
            state=state_of(read.today, days[0], WEEK),
            place="leave",
            count=len(days),
        )


def _leave(read: Reading, figures: LeaveFigures) -> Iterator[Deadline]:
    """Requests that wait: due by the oldest one's age, or by the day on which the first begins."""
    waiting = read.all(select(LeaveRequest).where(LeaveRequest.state == LeaveState.REQUESTED))
    if not waiting:
        return
    asked = min(request.requested_at for request in waiting)
    oldest = asked.replace(tzinfo=dt.UTC).astimezone(read.zone).date()
    by_age = oldest + dt.timedelta(days=figures.answer_days)
    due = min(by_age, *(request.first_day for request in waiting))
    yield Deadline(
        kind="leave",
        title=f"{count_words(len(waiting), 'leave request')} waiting",
        detail=f"The oldest has waited {count_words((read.today - oldest).days, 'day')}",
        due=due,
        state=state_of(read.today, due, WEEK),
        place="leave",
        count=len(waiting),
    )


def _owed_leave(read: Reading) -> Iterator[Deadline]:
    """Leave to come that was declined and had to be granted; due today, until it is given."""
    found = [*declined_though_owed(read, read.today, dt.date.max)]
    if found:
        whom = ", ".join(f"{one.name}, {span_words(one.first, one.last)}" for one in found)
        yield Deadline(
            kind="leave-owed",
            title=f"{count_words(len(found), 'leave request')} to grant, declined",
            detail=f"{whom}: ask for the days again and approve them",
            due=read.today,
            state=state_of(read.today, read.today, WEEK),
            place="leave",
            count=len(found),
            clinician_id=found[0].clinician_id,
        )


def _swaps(read: Reading) -> Iterator[Deadline]:
    """Swaps that wait for a consent or to be done; due the day before the first session."""
    waiting = [one for one in swap_list(read) if one.is_open and one.day >= read.today]
    if waiting:
        due = waiting[0].day - DAY
        yield Deadline(
            kind="swaps",
            title=f"{count_words(len(waiting), 'swap')} open",
            detail=f"The first is about {day_words(waiting[0].day)}: {waiting[0].first.name} and"
            f" {waiting[0].second.name}",
            due=due,
            state=state_of(read.today, due, WEEK),
            place="swaps",
            count=len(waiting),
        )


def _untold(read: Reading) -> Iterator[Deadline]:
    """Changes after publishing whose day is near and of which somebody has not been told."""
    today = read.today
    near = [
        one
        for one in tell_list(read)
        if one.untold and today <= one.day <= today + NEAR_DAYS * DAY
    ]
    if near:
        people = count_words(len({one.clinician_id for one in near}), "person", "people")
        yield Deadline(
            kind="tell",
            title=f"{count_words(len(near), 'change')} to tell",
            detail=f"{people} to be told of changes after publishing; the first is on"
            f" {day_words(near[0].day)}",
            due=near[0].day,
            state=state_of(today, near[0].day, WEEK),
            place="tell",
            count=len(near),
        )


def _claims(read: Reading) -> Iterator[Deadline]:
    """Claims to be checked against the rota, and to be approved, before the month is out."""
    counts = {
        row[0]: int(row[1])
        for row in read.rows(
            select(WliClaim.state, func.count(WliClaim.id))
            .where(WliClaim.state.in_((ClaimState.CLAIMED, ClaimState.ROTA_VERIFIED)))
            .group_by(WliClaim.state)
        )
    }
    today = read.today
    due = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    for state, words in (
        (ClaimState.CLAIMED, "to verify"),
        (ClaimState.ROTA_VERIFIED, "to approve"),
    ):
        count = counts.get(state, 0)
        if count:
            yield Deadline(
                kind=f"claims-{words.split()[-1]}",
                title=f"{count_words(count, 'claim')} {words}",
                detail=f"For this month's payroll, by {day_words(due)}",
                due=due,
                state=state_of(today, due, WEEK),
                place="claims",
                count=count,
            )
