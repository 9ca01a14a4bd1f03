"""The sample's absences: restricted, with who was told and which talks are due."""

from __future__ import annotations

import datetime as dt
from typing import Any

from models import Absence, AbsenceTold
from models.publication import COULD_NOT_WAIT
from models.types import AbsenceKind, GapCause
from rota_desk.domain.span import midnight
from rota_desk.edits.away import take_off
from rota_desk.edits.told import agreeing
from rota_desk.sample.author import Author
from rota_desk.sample.facts import table
from rota_desk.sample.scene import Scene

CLEARED = 7  # days that an open absence clears at once
RECENT = -28  # days: later ones came after the rota was told
DAY = dt.timedelta(days=1)
SATURDAY, WEEK = 5, 7


def lay_old_absences(scene: Scene) -> None:
    """Keep the absences that were over when the present rota was told."""
    for facts in table("leave")["absence"]:
        if facts["first"] < RECENT:
            _keep(scene, facts)


def tell_recent_absences(author: Author, scene: Scene) -> None:
    """Record the recent absences on the morning they began, and take the people off the rota."""
    for facts in table("leave")["absence"]:
        if facts["first"] >= RECENT:
            morning = scene.anchor.moment(_day(scene, facts["first"]), "07:20")
            with author.at(morning, label="Record an absence", reason="Unavailable") as work:
                absence = _keep(scene, facts)
                last = absence.last_day or absence.first_day + CLEARED * DAY
                with agreeing(work, {absence.clinician_id: COULD_NOT_WAIT}):
                    take_off(
                        work,
                        clinician=absence.clinician_id,
                        start=midnight(absence.first_day),
                        end=midnight(last + DAY),
                        cause=GapCause.ABSENCE,
                        text="Unavailable",
                    )


def _day(scene: Scene, days: int) -> dt.date:
    return scene.anchor.today + days * DAY


def _working_day(scene: Scene, days: int | None) -> dt.date | None:
    """That day if one is given, or the Monday after it where it is a weekend."""
    if days is None:
        return None
    day = _day(scene, days)
    return day + DAY * (WEEK - day.weekday()) if day.weekday() >= SATURDAY else day


def _keep(scene: Scene, facts: dict[str, Any]) -> Absence:
    first = _day(scene, facts["first"])
    absence = scene.work.add(
        Absence(
            clinician_id=scene.person(facts["who"]),
            kind=AbsenceKind(facts["kind"]),
            first_day=first,
            last_day=_day(scene, facts["last"]) if "last" in facts else None,
            reason_code=facts.get("code", ""),
            reported_at=scene.anchor.moment(first, "07:15"),
            fit_note_due=_day(scene, facts["fit_note"]) if "fit_note" in facts else None,
            return_talk_due=_working_day(scene, facts["talk_due"])
            if "talk_due" in facts
            else None,
            return_talk_done=_day(scene, facts["talk_done"]) if "talk_done" in facts else None,
            sent_to_esr=_day(scene, facts["esr"]) if "esr" in facts else None,
        )
    )
    told = [(whom, scene.anchor.moment(first, "09:30")) for whom in facts.get("told", ())]
    untold: list[tuple[str, dt.datetime | None]] = [(one, None) for one in facts.get("untold", ())]
    scene.work.add_all(
        [
            AbsenceTold(absence_id=absence.id, whom=whom, told_at=at)
            for whom, at in [*told, *untold]
        ]
    )
    return absence
