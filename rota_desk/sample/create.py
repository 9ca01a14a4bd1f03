"""Making the sample department in an empty file."""

from __future__ import annotations

import datetime as dt
from random import Random

from sqlalchemy import select

from models import Department
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.errors import Refusal
from rota_desk.sample.anchor import Anchor
from rota_desk.sample.people import lay_people
from rota_desk.sample.places import lay_places
from rota_desk.sample.plans import lay_plans
from rota_desk.sample.scene import Scene
from rota_desk.unit_of_work import UnitOfWork


def create_sample(desk: Desk, *, today: dt.date | None = None, seed: int = 1) -> None:
    """Fill an empty file with the sample department, told from `today` (the desk's own day).

    The same day and seed give the same department.
    """
    desk.do(lay_sample, today=today, seed=seed)


def lay_sample(work: UnitOfWork, *, today: dt.date | None = None, seed: int = 1) -> None:
    """Lay the whole sample in one act; a refusal where there is a department already."""
    if work.one(select(Department)) is not None:
        raise Refusal("There is a department in this file. Make a new file for the sample.")
    dice = Random(seed)  # noqa: S311 - the same sample every time is what is wanted
    scene = Scene(work, Anchor(today or work.today), dice)
    lay_places(scene)
    lay_people(scene)
    lay_plans(scene)
    anchor = scene.anchor
    build_period(
        work, first=anchor.first, last=anchor.last, uid=scene.uid, at=anchor.moment(anchor.first)
    )
    work.label = "Sample department"
