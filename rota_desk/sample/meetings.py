"""The sample's 6-4-2 meetings: the last three held, minuted and closed; one change signed for."""

from __future__ import annotations

import datetime as dt

from models.types import Milestone
from rota_desk.domain.six_four_two import Sitting
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

NOTICE = dt.timedelta(weeks=6)
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
    for day in reversed(days):
        _hold(author, scene, day)
    with author.at(scene.anchor.moment(days[0], "14:05")) as work:
        send_notice(work, first=days[0], last=days[0] + NOTICE)


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
