"""What the sample's department did knowingly: one too many, authorised, accepted, left open."""

from __future__ import annotations

import datetime as dt

from models import (
    Authorisation,
    Waiver,
)
from models.types import (
    AssignmentRole,
)
from rota_desk.edits.assignments import assign
from rota_desk.edits.gaps import leave_gap_open
from rota_desk.sample.author import Author
from rota_desk.sample.find import assignment_on, session_on
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = 1, 2, 3, 4, 6


def lay_what_was_accepted(author: Author, scene: Scene) -> None:
    """Record what was done knowingly."""
    _one_too_many(author, scene)
    _accepted(author, scene)


def _one_too_many(author: Author, scene: Scene) -> None:
    """A second operator where one is wanted, and a trainee who does not count."""
    with author.at(scene.anchor.ago(3, "11:11"), reason="List runs with two operators") as work:
        session = session_on(scene, "EN", scene.anchor.day(1, WEDNESDAY), starts="13:30")
        if session is not None:
            assign(work, session=session.id, clinician=scene.person("obi"))
        taught = session_on(scene, "EN", scene.anchor.day(1, FRIDAY), starts="13:30")
        if taught is not None:
            assign(
                work,
                session=taught.id,
                clinician=scene.person("rowan"),
                role=AssignmentRole.SUPERNUMERARY,
            )


def _accepted(author: Author, scene: Scene) -> None:
    """What was authorised and accepted knowingly, and a gap that is left open."""
    anchor = scene.anchor
    with author.at(anchor.ago(30, "10:00"), label="Authorise a limit") as work:
        for key in ("rowan", "castellan", "said"):
            work.add(
                Authorisation(
                    rule_id="rd-weekend-1in3",
                    since=anchor.first - 60 * DAY,
                    until=anchor.last + 60 * DAY,
                    clinician_id=scene.person(key),
                    authorised_by="Dr M Okafor and the Guardian",
                    authorised_at=work.stamp,
                    reason="Small registrar tier; reviewed every six months",
                )
            )
    start = dt.datetime.combine(anchor.day(0, THURSDAY), dt.time(13))
    with author.at(anchor.ago(4, "12:30"), label="Accept a finding") as work:
        work.add(
            Waiver(
                rule_id="desk-double-booked",
                start=start,
                end=start + dt.timedelta(hours=5),
                waived_by=scene.manager,
                waived_at=work.stamp,
                reason="Chairs the regional meeting by video from the clinic",
                clinician_id=scene.person("okafor"),
            )
        )
    _left_open(author, scene)


def _left_open(author: Author, scene: Scene) -> None:
    with author.at(scene.anchor.ago(2, "17:00")) as work:
        session = session_on(scene, "RW", scene.anchor.changeover + 5 * DAY)
        if session is not None and assignment_on(scene, session) is None:
            leave_gap_open(
                work,
                session=session.id,
                decision="Post advertised; the ward consultant covers until it is filled",
                decide_by=scene.anchor.changeover,
            )
