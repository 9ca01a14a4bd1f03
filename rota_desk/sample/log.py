"""The sample's log entries, bring-forward dates and ladder of escalation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from models import Activity, ClinicalSession, LogEntry, LogStep, Reminder
from models.types import LogCategory, LogStepKind
from rota_desk.domain.span import midnight
from rota_desk.edits.escalation import save_escalation_step
from rota_desk.sample.facts import table
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)
CORRECTED = dt.timedelta(minutes=4)  # after what was said first


def lay_log(scene: Scene) -> None:
    """Write the log of the last fortnight, what has to be thought of, and whom to go to."""
    facts = table("log")
    for one in facts["step"]:
        save_escalation_step(
            scene.work,
            role=one["role"],
            name=one.get("name", ""),
            reach=one["reach"],
            after_minutes=one["after"],
        )
    for one in facts["entry"]:
        _entry(scene, one)
    scene.work.add_all([_reminder(scene, one) for one in facts["reminder"]])


def _entry(scene: Scene, facts: dict[str, Any]) -> None:
    """Write an entry with what became of it; where it `was` something else, that one too."""
    at, done = scene.anchor.ago(facts["ago"], facts["at"]), facts.get("done")
    first = _written(scene, facts, at, facts["was"]) if "was" in facts else None
    entry = _written(scene, facts, at + CORRECTED if first else at, facts["text"])
    if first is not None:
        entry.corrects_id = first.id
    if done is not None:
        entry.done_at = scene.anchor.ago(done, "17:10")
        scene.work.add(
            LogStep(
                entry_id=entry.id,
                at=entry.done_at,
                by=scene.coordinator,
                kind=LogStepKind.CLOSED,
                word=facts.get("word", ""),
            )
        )


def _written(scene: Scene, facts: dict[str, Any], at: dt.datetime, text: str) -> LogEntry:
    return scene.work.add(
        LogEntry(
            at=at,
            by=scene.coordinator,
            category=LogCategory(facts["category"]),
            text=text,
            owner=facts.get("owner", scene.coordinator),
            session_id=_session(scene, facts["about"]) if "about" in facts else None,
            clinician_id=scene.person(facts["who"]) if "who" in facts else None,
            due=scene.anchor.today + facts["due"] * DAY if "due" in facts else None,
        )
    )


def _session(scene: Scene, code: str) -> int | None:
    """Tomorrow's first session of an activity, or the first after it."""
    found = scene.work.one(
        select(ClinicalSession)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(Activity.code == code)
        .where(ClinicalSession.start >= midnight(scene.anchor.today + DAY))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    return found.id if found is not None else None


def _reminder(scene: Scene, facts: dict[str, Any]) -> Reminder:
    today, done = scene.anchor.today, facts.get("done")
    return Reminder(
        due=today + facts["due"] * DAY,
        text=facts["text"],
        owner=scene.coordinator,
        clinician_id=scene.person(facts["who"]) if "who" in facts else None,
        done_on=today + done * DAY if done is not None else None,
    )
