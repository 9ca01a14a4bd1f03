"""The forms of a person's skills."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from rota_desk.edits.skills import record_skill, renew_skill
from rota_desk.queries.clinicians import PersonLine
from rota_desk.queries.skills import SkillLine
from ui.bridge import Bridge
from ui.widgets.form import Form
from ui.widgets.optional_day import optional_day
from ui.widgets.skill_field import offer_skills

YEARS = dt.timedelta(days=4 * 365)  # the usual life of a certificate


def skill_form(bridge: Bridge, parent: QWidget, person: PersonLine, today: dt.date) -> Form:
    """Ask what somebody can do, and until when it is valid."""
    form = Form(f"A skill of {person.name}", "Record", bridge, parent)
    skill = form.line("Skill", hint="ALS, ERCP, Prescriber")
    offer_skills(skill.widget, bridge)
    start = form.day("From", today)
    ends, end = optional_day(form, "Lapses, first day no longer valid", None, today + YEARS)
    evidence = form.line("Evidence", hint="certificate, course, who signed it off")
    form.open_then(
        lambda: (
            bridge.do(
                record_skill,
                clinician=person.id,
                skill=skill.value(),
                start=start.value(),
                end=end.value() if ends.value() else None,
                evidence=evidence.value(),
            )
            is not None
        )
    )
    return form


def renew_form(bridge: Bridge, parent: QWidget, held: SkillLine, today: dt.date) -> Form:
    """Ask until when a skill is valid now."""
    form = Form(f"Renew or end {held.skill}", "Save", bridge, parent)
    ends, end = optional_day(
        form, "Lapses, first day no longer valid", held.end, max(today, held.start) + YEARS
    )
    evidence = form.line("Evidence", held.evidence)
    form.open_then(
        lambda: (
            bridge.do(
                renew_skill,
                skill=held.id,
                end=end.value() if ends.value() else None,
                evidence=evidence.value(),
            )
            is not None
        )
    )
    return form
