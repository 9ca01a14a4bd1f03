"""Swaps of the sample: two that wait for a colleague, and one that was declined."""

from __future__ import annotations

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession
from rota_desk.domain.span import midnight
from rota_desk.edits.swaps import ask_swap, decline_swap
from rota_desk.queries.swap_partners import Partner, swap_partners
from rota_desk.sample.author import Author
from rota_desk.sample.scene import Scene
from rota_desk.unit_of_work import UnitOfWork

MAIL = "by e-mail"
NOTES = ("Family wedding that evening", "Course the next morning", "Childcare")


def lay_swaps(author: Author, scene: Scene) -> None:
    """Ask for swaps of on-call weeks ahead, each as far as it came."""
    moment = scene.anchor.ago(1, "15:40")
    with author.at(moment, label="Swaps asked for") as work:
        found = _with_partners(work, scene)
        for turn, (placed, partner) in enumerate(found):
            number = ask_swap(
                work,
                first=placed.id,
                second=partner.theirs,
                clinician=partner.clinician_id,
                consents={placed.clinician_id: MAIL},
                note=NOTES[turn],
            )
            if turn == 0:
                decline_swap(
                    work, swap=number, clinician=partner.clinician_id, why="Away that week"
                )


def _with_partners(work: UnitOfWork, scene: Scene) -> list[tuple[Assignment, Partner]]:
    """On-calls after next week, each of somebody else, with a partner who could swap."""
    start = midnight(scene.anchor.day(2, 0))
    found: list[tuple[Assignment, Partner]] = []
    used: set[int] = set()
    for placed in work.all(
        select(Assignment)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(Activity.code == "OC", ClinicalSession.start >= start)
        .order_by(ClinicalSession.start, Assignment.id)
    ):
        if placed.clinician_id in used:
            continue
        partner = next(
            (
                one
                for one in swap_partners(work, assignment=placed.id)
                if one.theirs is not None and one.clinician_id not in used
            ),
            None,
        )
        if partner is not None:
            found.append((placed, partner))
            used |= {placed.clinician_id, partner.clinician_id}
        if len(found) == len(NOTES):
            break
    return found
