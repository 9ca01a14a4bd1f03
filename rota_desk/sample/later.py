"""People on terms that few have, whose work came onto the desk after the others' was told."""

from __future__ import annotations

from rota_desk.edits.building import build_period
from rota_desk.edits.opt_outs import end_opt_out, sign_opt_out
from rota_desk.queries.clinicians import person_detail
from rota_desk.sample.author import Author
from rota_desk.sample.facts import rows
from rota_desk.sample.people import lay_person
from rota_desk.sample.plans import lay_plan
from rota_desk.sample.scene import Scene

FIRST_WEEK = 2  # from this one, which nobody has been told yet
WITHDRAWS = "imrie"  # from the opt-out of the 48 hours


def lay_later(author: Author, scene: Scene) -> None:
    """Make those who hold an old, a local and a Scottish contract, and build their weeks.

    It comes last, and throws no dice: everything else stays as it was.
    """
    with author.at(scene.anchor.ago(0, "07:59"), label="Three more people") as work:
        for number, row in enumerate(rows("people_later"), start=len(scene.people)):
            lay_person(scene, row, number)
        for row in rows("plans_later"):
            lay_plan(scene, row)
        build_period(work, first=scene.anchor.day(FIRST_WEEK, 0), last=scene.anchor.last)
        _withdraw(scene)


def _withdraw(scene: Scene) -> None:
    """Somebody signed an opt-out and has given notice to end it."""
    whom = scene.person(WITHDRAWS)
    contract = person_detail(scene.work, clinician=whom).contracts[0].id
    sign_opt_out(scene.work, contract=contract, signed=scene.anchor.ago(200, "09:00").date())
    end_opt_out(scene.work, contract=contract, given=scene.anchor.ago(3, "09:00").date())
