"""When each thing of a kind fell due, and when it was done: one question for each kind."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from models import (
    Absence,
    Activity,
    Assignment,
    ClinicalSession,
    Gap,
    LeaveRequest,
    LeaveStep,
    Publication,
    RoomBooking,
    SixFourTwoDecision,
    WliClaim,
)
from models.types import ClaimState, LeaveState, Milestone, SessionState
from rota_desk.domain.six_four_two import weeks_of
from rota_desk.domain.span import midnight
from rota_desk.domain.times import monday_of
from rota_desk.queries.cover import FELL
from rota_desk.queries.moments import wall_time
from rota_desk.queries.six_four_two import decide_on
from rota_desk.queries.speaking import Version, versions_of
from rota_desk.queries.starters_due import starts
from rota_desk.unit_of_work import Reading

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
ANSWERED = (LeaveState.APPROVED, LeaveState.DECLINED)
ENDED = (ClaimState.REJECTED, ClaimState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that fell due: the day, and the day on which it was done, if it was."""

    due: dt.date
    done: dt.date | None

    @property
    def met(self) -> bool:
        """Whether it was done in time."""
        return self.done is not None and self.done <= self.due


def starter_days(
    read: Reading, *, before: int, schedule: bool, start: dt.date, end: dt.date
) -> Iterator[Met]:
    """Starters by the day so many days before their first."""
    ahead = dt.timedelta(days=before)
    for one in starts(read, start=start + ahead, end=end + ahead):
        done = one.schedule_on if schedule else one.details_on
        yield Met(one.day - ahead, done)


def rota_weeks(read: Reading, *, before: int, start: dt.date, end: dt.date) -> Iterator[Met]:
    """Weeks with sessions by the day so many days before their Monday.

    A week is told on the day on which the last of its work was: whole, or rota by rota.
    """
    ahead = dt.timedelta(days=before)
    week = monday_of(start + ahead + 6 * DAY)
    published = read.all(select(Publication).order_by(Publication.made_at))
    told = [wall_time(read, one.made_at).date() for one in published]
    versions = list(zip(versions_of(published), told, strict=True))
    while week - ahead < end:
        work = _work_of(read, week)
        if work:
            first = [_first_told(versions, day, activity) for day, activity in work]
            known = [one for one in first if one is not None]
            yield Met(week - ahead, max(known) if len(known) == len(first) else None)
        week += WEEK


def _work_of(read: Reading, week: dt.date) -> set[tuple[dt.date, int]]:
    """The days and activities of a week."""
    rows = read.rows(
        select(ClinicalSession.start, ClinicalSession.activity_id)
        .where(ClinicalSession.start >= midnight(week))
        .where(ClinicalSession.start < midnight(week + WEEK))
        .where(ClinicalSession.state != SessionState.CANCELLED)
    )
    return {(start.date(), activity) for start, activity in rows}


def _first_told(
    versions: Sequence[tuple[Version, dt.date]], day: dt.date, activity: int
) -> dt.date | None:
    """The day on which people were first told of an activity on a day."""
    return next((told for one, told in versions if one.tells(day, activity)), None)


def meeting_decisions(
    read: Reading, *, milestone: Milestone, start: dt.date, end: dt.date
) -> Iterator[Met]:
    """Sessions in rooms by the day on which their week's milestone had to be decided."""
    ahead = weeks_of(milestone) * WEEK
    decided = {
        one.session_id: one.meeting_day
        for one in read.all(
            select(SixFourTwoDecision).where(SixFourTwoDecision.milestone == milestone)
        )
    }
    week = monday_of(start)
    while week < end + WEEK:
        due = decide_on(read, week=week + ahead, milestone=milestone)
        if start <= due < end:
            yield from _decided(read, week + ahead, decided, due)
        week += WEEK


def _decided(
    read: Reading, week: dt.date, decided: Mapping[int, dt.date], due: dt.date
) -> Iterator[Met]:
    """The sessions of a week that were decided, and those that stood open by the day.

    What was left open only later asked for no decision.
    """
    filled = exists().where(Assignment.session_id == ClinicalSession.id)
    lent = exists().where(RoomBooking.session_id == ClinicalSession.id)
    rows = read.rows(
        select(ClinicalSession.id, ClinicalSession.state, filled, lent, Gap.known_at)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Gap, Gap.session_id == ClinicalSession.id)
        .where(ClinicalSession.start >= midnight(week))
        .where(ClinicalSession.start < midnight(week + WEEK))
        .where(ClinicalSession.room_id.is_not(None), Activity.needs_cover)
    )
    for session, state, has_somebody, is_lent, known_at in rows:
        released = state is SessionState.RELEASED
        later = known_at is not None and wall_time(read, known_at).date() > due
        if session in decided:
            yield Met(due, decided[session])
        elif state in FELL and not released:
            continue
        elif not is_lent and not later and (released or not has_somebody):
            yield Met(due, None)


def leave_answers(read: Reading, *, days: int, start: dt.date, end: dt.date) -> Iterator[Met]:
    """Requests by the day on which their answer was due."""
    wait = dt.timedelta(days=days)
    steps = read.rows(
        select(LeaveStep.leave_request_id, LeaveStep.at)
        .where(LeaveStep.state.in_(ANSWERED))
        .order_by(LeaveStep.at.desc())
    )
    answered = {row[0]: row[1] for row in steps}  # the first of several, for it comes last
    for request in read.all(select(LeaveRequest)):
        due = wall_time(read, request.requested_at).date() + wait
        if not start <= due < end:
            continue
        if request.id in answered:
            yield Met(due, wall_time(read, answered[request.id]).date())
        elif request.state is LeaveState.REQUESTED:
            yield Met(due, None)


def return_talks(read: Reading, *, start: dt.date, end: dt.date) -> Iterator[Met]:
    """Absences that ended, by the day on which the talk was due."""
    for one in read.all(select(Absence).where(Absence.return_talk_due.is_not(None))):
        if one.return_talk_due is not None and start <= one.return_talk_due < end:
            yield Met(one.return_talk_due, one.return_talk_done)


def absence_notes(read: Reading, *, start: dt.date, end: dt.date) -> Iterator[Met]:
    """Absences that lasted, by the day from which a note was needed."""
    for one in read.all(select(Absence).where(Absence.fit_note_due.is_not(None))):
        if one.fit_note_due is not None and start <= one.fit_note_due < end:
            yield Met(one.fit_note_due, one.fit_note_seen)


def claims_approved(read: Reading, *, start: dt.date, end: dt.date) -> Iterator[Met]:
    """Claims by the last day of the month in which they were submitted."""
    for one in read.all(select(WliClaim).where(WliClaim.submitted_at.is_not(None))):
        if one.submitted_at is None or one.state in ENDED:
            continue
        sent = wall_time(read, one.submitted_at).date()
        due = sent.replace(day=calendar.monthrange(sent.year, sent.month)[1])
        if start <= due < end:
            done = wall_time(read, one.approved_at).date() if one.approved_at else None
            yield Met(due, done)
