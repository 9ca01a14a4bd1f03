"""The forms of a job plan itself: its facts, a new one, a new version."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from rota_desk.domain.times import monday_of
from rota_desk.edits.job_plans import save_job_plan, start_new_version
from rota_desk.queries.clinicians import post_list
from rota_desk.queries.job_plans import JobPlanView
from rota_desk.queries.look_up import LookUp, look_up
from ui.bridge import Bridge
from ui.widgets.form import Form


def plan_form(bridge: Bridge, parent: QWidget, plan: JobPlanView) -> Form:
    """Ask for a plan's own facts: cycle, contracted PA, when it was agreed."""
    one = plan.summary
    form = Form(f"Job plan of {one.owner}", "Save", bridge, parent)
    weeks = form.line("Weeks in the cycle", str(one.cycle_weeks))
    pas = form.amount("Contracted PA", one.contracted, "a week")
    agreed = form.check("Agreed", value=one.agreed_on is not None)
    day = form.day("Agreed on", one.agreed_on or one.start)
    note = form.text("Note", plan.note)

    def submit() -> bool:
        if not weeks.value().isdigit():
            form.trouble("The cycle is a whole number of weeks.")
            return False
        done = bridge.do(
            save_job_plan,
            start=one.start,
            clinician=one.clinician_id,
            post=one.post_id,
            cycle_weeks=int(weeks.value()),
            contracted_pas=pas.value(),
            agreed_on=day.value() if agreed.value() else None,
            note=note.value(),
        )
        return done is not None

    form.open_then(submit)
    return form


def new_plan_form(
    bridge: Bridge, parent: QWidget, names: LookUp, then: Callable[[int], object]
) -> Form:
    """Ask for whom or which post it is begun, from which Monday, and over how many weeks."""
    form = Form("Begin a job plan", "Begin", bridge, parent)
    people = [((one.id, None), one.name) for one in names.people]
    posts = [((None, one.id), f"{one.name} (post)") for one in bridge.ask(post_list)]
    who = form.choice("Person or post", [*people, *posts])
    day = form.day("From Monday", monday_of(names.today))
    weeks = form.line("Weeks in the cycle", "1")

    def submit() -> bool:
        whose = who.value()
        if whose is None or not weeks.value().isdigit():
            form.trouble("Choose a person or a post; the cycle is a whole number of weeks.")
            return False
        done = bridge.do(
            save_job_plan,
            start=day.value(),
            clinician=whose[0],
            post=whose[1],
            cycle_weeks=int(weeks.value()),
        )
        if done is not None:
            then(done.value)
        return done is not None

    form.open_then(submit)
    return form


def version_form(
    bridge: Bridge, parent: QWidget, plan: JobPlanView, then: Callable[[int], object]
) -> Form:
    """Ask from which Monday the same lines begin again as a new version."""
    one = plan.summary
    today = bridge.ask(look_up).today
    form = Form(f"New version for {one.owner}", "Start the version", bridge, parent)
    form.note("The present plan ends the day before; what was built from it stays.")
    monday = form.day("From Monday", max(monday_of(today), one.start) + dt.timedelta(weeks=1))

    def submit() -> bool:
        done = bridge.do(start_new_version, plan=one.plan_id, monday=monday.value())
        if done is not None:
            then(done.value)
        return done is not None

    form.open_then(submit)
    return form
