"""The sample's hours really worked: a few shifts that ran over, two nights on call with calls."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician
from models.types import ActivityKind, StaffGroup
from rota_desk.domain.span import midnight
from rota_desk.edits.actual_hours import record_actual_hours
from rota_desk.edits.settings import change_setting
from rota_desk.queries.cover import FELL
from rota_desk.queries.restricted_actual_hours import KEPT_HERE
from rota_desk.sample.author import Author
from rota_desk.sample.scene import Scene

WEEKS = dt.timedelta(weeks=4)
OVER = (0, 0, 45, 0, 20, 0, 0, 75, 0, 10)  # minutes, shift after shift
MISSED = (0, 0, 1, 0, 0, 1, 0, 1, 0, 0)  # breaks
CALLS = ((6.5, 0.75), (10.0, 0.7))  # hours after the beginning, hours long; every other night


def lay_hours_worked(author: Author, scene: Scene) -> None:
    """Keep what residents really worked in the last four weeks."""
    with author.at(scene.anchor.ago(0, "07:40"), label="Hours really worked"):
        change_setting(scene.work, key=KEPT_HERE, value=True)
        for place, (session, whom, on_call) in enumerate(_duties(scene)):
            _record(scene, session, whom, place, on_call=on_call)


def _duties(scene: Scene) -> list[tuple[ClinicalSession, int, bool]]:
    """The shifts and on-call of residents that are over, by person and time."""
    found = scene.work.rows(
        select(ClinicalSession, Assignment.clinician_id, Activity.kind)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(Clinician, Clinician.id == Assignment.clinician_id)
        .where(ClinicalSession.start >= midnight(scene.anchor.today - WEEKS))
        .where(ClinicalSession.end < midnight(scene.anchor.today))
        .where(ClinicalSession.state.not_in(FELL), Clinician.group == StaffGroup.RESIDENT)
        .where(Activity.kind.in_((ActivityKind.SHIFT, ActivityKind.ON_CALL)))
        .order_by(Assignment.clinician_id, ClinicalSession.start, ClinicalSession.id)
    )
    return [(session, whom, kind is ActivityKind.ON_CALL) for session, whom, kind in found]


def _record(
    scene: Scene, session: ClinicalSession, whom: int, place: int, *, on_call: bool
) -> None:
    over = 0 if on_call else OVER[place % len(OVER)]
    called = CALLS if on_call and place % 2 else ()
    hour = dt.timedelta(hours=1)
    calls = [
        (session.start + after * hour, session.start + (after + long) * hour)
        for after, long in called
        if session.start + (after + long) * hour <= session.end
    ]
    record_actual_hours(
        scene.work,
        clinician=whom,
        session=session.id,
        start=session.start,
        end=session.end + dt.timedelta(minutes=over),
        breaks_missed=0 if on_call else MISSED[place % len(MISSED)],
        calls=calls,
    )
