"""The sample's log entries and bring-forward dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from models import LogEntry, Reminder
from models.types import LogCategory
from rota_desk.sample.facts import table
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)


def lay_log(scene: Scene) -> None:
    """Write the log of the last fortnight and what has to be thought of."""
    facts = table("log")
    scene.work.add_all([_entry(scene, one) for one in facts["entry"]])
    scene.work.add_all([_reminder(scene, one) for one in facts["reminder"]])


def _entry(scene: Scene, facts: dict[str, Any]) -> LogEntry:
    done = facts.get("done")
    return LogEntry(
        at=scene.anchor.ago(facts["ago"], facts["at"]),
        by=scene.coordinator,
        category=LogCategory(facts["category"]),
        text=facts["text"],
        owner=facts.get("owner", scene.coordinator),
        clinician_id=scene.person(facts["who"]) if "who" in facts else None,
        due=scene.anchor.today + facts["due"] * DAY if "due" in facts else None,
        done_at=scene.anchor.ago(done, "17:10") if done is not None else None,
    )


def _reminder(scene: Scene, facts: dict[str, Any]) -> Reminder:
    today, done = scene.anchor.today, facts.get("done")
    return Reminder(
        due=today + facts["due"] * DAY,
        text=facts["text"],
        owner=scene.coordinator,
        clinician_id=scene.person(facts["who"]) if "who" in facts else None,
        done_on=today + done * DAY if done is not None else None,
    )
