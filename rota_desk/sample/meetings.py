"""The sample's 6-4-2 meetings: the last three held, minuted and closed; one change signed for."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import ClinicalSession, SixFourTwoDecision, SixFourTwoMeeting
from models.types import MeetingDecision, Milestone, SessionState
from rota_desk.domain.six_four_two import Sitting, week_at
from rota_desk.domain.span import midnight
from rota_desk.edits.notices import send_notice
from rota_desk.edits.six_four_two import (
    close_in_meeting,
    close_meeting,
    confirm_the_rest,
    hold_meeting,
    keep_in_meeting,
    sign_for_change,
    wait_in_meeting,
)
from rota_desk.queries.board_lines import Ask
from rota_desk.queries.six_four_two import BoardWeek, last_meeting, six_four_two
from rota_desk.sample.author import Author
from rota_desk.sample.scene import Scene

NOTICE, WEEK = dt.timedelta(weeks=6), dt.timedelta(weeks=1)
LATE_IN = 8  # August, when the chair is away
HELD = 3  # meetings
MISSED = 7  # each so many sessions that need a decision, one is forgotten
PRESENT = "Theatre manager, endoscopy booking, anaesthetic rota lead, theatre nursing lead"


def lay_meetings(author: Author, scene: Scene) -> None:
    """Hold the last meetings, the oldest first."""
    days: list[dt.date] = []
    day = scene.anchor.today
    with author.at(scene.anchor.ago(0, "07:41")) as work:
        for _ in range(HELD):
            day = last_meeting(work, day=day)
            days.append(day)
    _lay_the_past(author, scene, days[-1])
    for day in reversed(days):
        _hold(author, scene, day)
    with author.at(scene.anchor.moment(days[0], "14:05")) as work:
        send_notice(work, first=days[0], last=days[0] + NOTICE)


def _lay_the_past(author: Author, scene: Scene, before: dt.date) -> None:
    """The meetings before the last ones, and the lists that each locked at two weeks.

    One was held a week late, as happens in August.
    """
    with author.at(scene.anchor.moment(before, "12:00"), label="Meetings of the quarter") as work:
        day, late = last_meeting(work, day=before), True
        while week_at(day, Milestone.TWO) >= scene.anchor.first:
            week = week_at(day, Milestone.TWO)
            held = day + WEEK if late and day.month == LATE_IN else day
            late = late and held == day
            if held == day:
                work.add(_minutes(scene, day))
            work.add_all(_locked(scene, week, held))
            day = last_meeting(work, day=day)


def _minutes(scene: Scene, day: dt.date) -> SixFourTwoMeeting:
    return SixFourTwoMeeting(
        day=day,
        chair=scene.manager,
        present=PRESENT,
        closed_at=scene.anchor.moment(day, "14:00"),
        closed_by=scene.coordinator,
    )


def _locked(scene: Scene, week: dt.date, held: dt.date) -> list[SixFourTwoDecision]:
    """The lists of a week that ran, as the meeting locked them."""
    ran = scene.work.all(
        select(ClinicalSession)
        .where(ClinicalSession.start >= midnight(week))
        .where(ClinicalSession.start < midnight(week + WEEK))
        .where(ClinicalSession.state == SessionState.RUN, ClinicalSession.room_id.is_not(None))
        .order_by(ClinicalSession.id)
    )
    return [
        SixFourTwoDecision(
            session_id=one.id,
            milestone=Milestone.TWO,
            meeting_day=held,
            decision=MeetingDecision.LOCK.value,
            decided_by=scene.manager,
        )
        for one in ran
    ]


def _hold(author: Author, scene: Scene, day: dt.date) -> None:
    with author.at(
        scene.anchor.moment(day, "13:00"), label=f"6-4-2 meeting of {day:%d %b}"
    ) as work:
        hold_meeting(work, day=day, chair=scene.manager, present=PRESENT)
        for week in six_four_two(work, meeting=day).weeks:
            _settle(scene, week, day)
        close_meeting(work, day=day)


def _settle(scene: Scene, week: BoardWeek, day: dt.date) -> None:
    """Confirm what is used; decide about the others, as meetings do: most of them."""
    at = Sitting(day, week.milestone)
    used = [one.session_id for one in week.to_confirm]
    if used:
        confirm_the_rest(scene.work, sessions=used, at=at)
    for number, line in enumerate(week.to_settle):
        if number % MISSED == MISSED - 1:
            continue
        if week.milestone is Milestone.TWO:
            if line.ask is Ask.RELEASED:
                close_in_meeting(scene.work, session=line.session_id, at=at)
        elif line.ask is Ask.RELEASED:
            note = "Offered to all services"
            wait_in_meeting(scene.work, session=line.session_id, at=at, note=note)
        else:
            keep_in_meeting(scene.work, session=line.session_id, at=at, note="Cover sought")


def sign_for_changes(author: Author, scene: Scene) -> None:
    """Sign for the first change after the lock; the others wait for their signature."""
    with author.at(scene.anchor.ago(0, "07:45")) as work:
        meeting = last_meeting(work, day=scene.anchor.today)
        unsigned = six_four_two(work, meeting=meeting).unsigned
        for change in unsigned[:1]:
            sign_for_change(
                work,
                session=change.session_id,
                approver=scene.manager,
                reason="Agreed by telephone; patients told",
            )
