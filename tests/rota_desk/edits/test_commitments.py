"""Time elsewhere: kept once or weekly, respected by building, told where a plan meets it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_job_plan,
    a_plan_line,
    every,
)

from models import Clinician, Gap, Unavailability
from models.types import UnavailabilityKind
from rota_desk.desk import Desk
from rota_desk.edits.building import build_period
from rota_desk.edits.commitments import add_commitment, end_commitment, remove_commitment
from rota_desk.errors import Refusal
from rota_desk.queries.commitments import commitments
from rota_desk.queries.job_plans import job_plan_week

THURSDAY, WEEK = MONDAY + dt.timedelta(days=3), dt.timedelta(weeks=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    return a_clinician(desk)


def teaching(desk: Desk, patel: Clinician, last: dt.date | None) -> int:
    return desk.do(
        add_commitment,
        clinician=patel.id,
        kind=UnavailabilityKind.OUTSIDE_COMMITMENT,
        day=THURSDAY,
        starts=dt.time(9),
        ends=dt.time(13),
        last=last,
        title="University teaching",
    ).value


def test_a_weekly_commitment_is_respected_and_told_where_the_plan_meets_it(
    desk: Desk, patel: Clinician
) -> None:
    plan = a_job_plan(desk, patel)
    a_plan_line(desk, plan, "CL", 3)
    teaching(desk, patel, THURSDAY + WEEK)
    (one,) = desk.ask(commitments, clinician=patel.id)
    assert one.words == "Thu 09:00–13:00 until Thu 19 Nov 2026: University teaching"
    shown = desk.ask(job_plan_week, plan=plan.id)
    assert shown is not None
    assert shown.clash_words == (f"Clinic (Thu 09:00–13:00) meets {one.words}",)
    desk.do(build_period, first=MONDAY, last=MONDAY + 3 * WEEK - dt.timedelta(days=1))
    assert [one.cause_text for one in every(desk, Gap)] == [
        "Dr A Patel: an outside commitment"
    ] * 2


def test_it_ends_with_a_day_is_removed_and_undone(desk: Desk, patel: Clinician) -> None:
    weekly = teaching(desk, patel, THURSDAY + 9 * WEEK)
    desk.do(end_commitment, commitment=weekly, last=THURSDAY + WEEK)
    assert [one.last for one in desk.ask(commitments, clinician=patel.id)] == [THURSDAY + WEEK]
    desk.do(end_commitment, commitment=weekly, last=THURSDAY)
    (once,) = desk.ask(commitments, clinician=patel.id)
    assert (once.last, once.words) == (
        None,
        "Thu 12 Nov 2026 09:00–13:00: University teaching",
    )
    desk.do(remove_commitment, commitment=weekly)
    assert every(desk, Unavailability) == []
    desk.undo()
    assert len(every(desk, Unavailability)) == 1


def test_what_makes_no_sense_is_refused(desk: Desk, patel: Clinician) -> None:
    with pytest.raises(Refusal, match="at least a week on"):
        teaching(desk, patel, THURSDAY)
    with pytest.raises(Refusal, match="Remove it instead"):
        desk.do(end_commitment, commitment=teaching(desk, patel, None), last=THURSDAY)
