"""What stands on an endoscopy list: counts of cases and points, never who they are."""

from __future__ import annotations

from models import ClinicalSession
from rota_desk.domain.points import NotCases, cases_of, mix_words, points_of
from rota_desk.edits.assignments import session_words
from rota_desk.errors import Refusal
from rota_desk.queries.list_points import procedures
from rota_desk.unit_of_work import UnitOfWork


def fill_list(
    work: UnitOfWork,
    *,
    session: int,
    cases: str = "",
    booked: int | None = None,
    done: int | None = None,
) -> None:
    """Say what is booked on a list, and the points done in the end.

    Where cases are given ("4 COL + 3 OGD") the points booked follow from them.
    """
    there = work.get(ClinicalSession, session)
    known = procedures(work)
    try:
        mix = cases_of(cases, known)
    except NotCases as said:
        raise Refusal(str(said)) from said
    points = points_of(mix, known) if mix else booked
    if any(number is not None and number < 0 for number in (points, done)):
        raise Refusal("Points cannot be below none.")
    there.case_mix, there.points, there.points_done = mix_words(mix), points, done
    work.label = f"Cases and points of {session_words(work, there)}"


def mark_training(work: UnitOfWork, *, session: int, training: bool) -> None:
    """Say whether a trainee operates on a list: it holds fewer points then."""
    there = work.get(ClinicalSession, session)
    there.training = training
    words = session_words(work, there)
    work.label = f"Training list: {words}" if training else f"Service list: {words}"
