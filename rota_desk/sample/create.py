"""Making the sample department in an empty file."""

from __future__ import annotations

import datetime as dt
from random import Random

from sqlalchemy import func, select

from models import Department
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.errors import Refusal
from rota_desk.sample.absences import lay_old_absences, tell_recent_absences
from rota_desk.sample.anchor import Anchor
from rota_desk.sample.author import Author
from rota_desk.sample.bank import lay_bank
from rota_desk.sample.claims import lay_claims
from rota_desk.sample.cover import settle_gaps
from rota_desk.sample.demand import lay_demand
from rota_desk.sample.expenses import lay_expenses
from rota_desk.sample.facts import table
from rota_desk.sample.hourly_demand import lay_hourly_demand
from rota_desk.sample.hours import lay_hours_by_hand
from rota_desk.sample.joinings import lay_joinings, lay_shadowing, lay_ticks
from rota_desk.sample.later import lay_later
from rota_desk.sample.leave import lay_leave
from rota_desk.sample.local_rules import lay_local_rules
from rota_desk.sample.log import lay_log
from rota_desk.sample.meetings import lay_meetings, sign_for_changes
from rota_desk.sample.people import lay_counting, lay_people, settle_leave
from rota_desk.sample.places import lay_places
from rota_desk.sample.plans import lay_exceptions, lay_flexible, lay_plans
from rota_desk.sample.scene import Scene
from rota_desk.sample.swaps import lay_swaps
from rota_desk.sample.told import tell_the_past
from rota_desk.sample.troubles import lay_troubles
from rota_desk.sample.worked import lay_hours_worked
from rota_desk.unit_of_work import Reading


def create_sample(desk: Desk, *, today: dt.date | None = None, seed: int = 1) -> None:
    """Fill an empty file with the sample department, told from `today` (the desk's own day).

    The same day and seed give the same department. The desk has nothing to undo afterwards.
    """
    if desk.ask(_departments):
        raise Refusal("There is a department in this file. Make a new file for the sample.")
    dice = Random(seed)  # noqa: S311 - the same sample every time is what is wanted
    scene = Scene(Anchor(today or desk.ask(_today)), dice)
    scene.coordinator = table("department")["department"]["coordinator"]
    author = Author(desk.database, scene)
    _lay_ground(author, scene)
    _lay_rota(author, scene)
    tell_the_past(author, scene)
    tell_recent_absences(author, scene)
    lay_meetings(author, scene)
    lay_demand(author, scene)
    lay_troubles(author, scene)
    lay_swaps(author, scene)
    lay_hours_worked(author, scene)
    sign_for_changes(author, scene)
    with author.at(scene.anchor.ago(0, "07:50"), label="Claims and expenses"):
        lay_claims(scene)
        lay_expenses(scene)
    lay_hours_by_hand(author, scene)
    with author.at(scene.anchor.ago(0, "07:55"), label="Log and reminders"):
        lay_log(scene)
        lay_joinings(scene)
        lay_shadowing(scene)
        lay_ticks(scene)
        lay_exceptions(scene)
        lay_flexible(scene)
    _lay_the_last(author, scene)


def _lay_the_last(author: Author, scene: Scene) -> None:
    with author.at(scene.anchor.ago(0, "07:58"), label="Bank and agency"):
        lay_bank(scene)
    lay_later(author, scene)


def _departments(read: Reading) -> int:
    return int(read.rows(select(func.count(Department.id)))[0][0])


def _today(read: Reading) -> dt.date:
    return read.today


def _lay_ground(author: Author, scene: Scene) -> None:
    begun = scene.anchor.moment(scene.anchor.first - dt.timedelta(weeks=14))
    with author.at(begun, label="Department, people and job plans"):
        lay_places(scene)
        lay_hourly_demand(scene)
        lay_people(scene)
        lay_counting(scene)
        lay_plans(scene)
        lay_local_rules(scene)
        settle_leave(scene)


def _lay_rota(author: Author, scene: Scene) -> None:
    anchor = scene.anchor
    built = anchor.moment(anchor.first - dt.timedelta(weeks=9))
    with author.at(built, label="Leave of the year"):
        lay_leave(scene)
        lay_old_absences(scene)
    with author.at(built, label="Build 26 weeks") as work:
        build_period(work, first=anchor.first, last=anchor.last, uid=scene.uid)
    with author.at(built, label="Cover for the gaps"):
        settle_gaps(scene)
