"""Supernumerary until a day: counted on neither side wrongly, told, undone, never by halves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_desk,
    a_job_plan,
    a_long_day,
    a_plan_line,
    a_resident,
    every,
)

from models import Assignment, ClinicalSession, Gap, Supernumerary
from models.types import AssignmentRole, GapState
from rota_desk.desk import Desk
from rota_desk.edits.assignments import change_role, hand_over, swap_assignments
from rota_desk.edits.building import build_period
from rota_desk.edits.sessions import retime_session
from rota_desk.edits.supernumerary import (
    change_supernumerary,
    make_supernumerary,
    remove_supernumerary,
)
from rota_desk.errors import Refusal
from rota_desk.queries.cover_candidates import cover_candidates
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.supernumerary import supernumerary_list

DAY = dt.timedelta(days=1)
TUESDAY, WEDNESDAY = MONDAY + DAY, MONDAY + 2 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def have(desk: Desk, days: int = 3) -> list[int]:
    """How many count on the one thing to be covered, day by day."""
    (line,) = desk.ask(rota_sheet, start=MONDAY, days=days).cover
    return [cell.have for cell in line.cells]


def open_gaps(desk: Desk) -> list[dt.date]:
    """The days on which the ledger has an open gap."""
    days = {one.id: one.start.date() for one in every(desk, ClinicalSession)}
    return sorted(days[one.session_id] for one in every(desk, Gap) if one.state is GapState.OPEN)


def test_a_starter_counts_from_the_day_on_and_not_before(desk: Desk) -> None:
    starter = a_resident(desk)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        a_long_day(desk, day, on=[starter])
    desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=WEDNESDAY)
    assert (have(desk), open_gaps(desk)) == ([0, 0, 1], [MONDAY, TUESDAY])
    desk.undo()
    assert (have(desk), open_gaps(desk)) == ([1, 1, 1], [])
    desk.redo()
    assert (have(desk), open_gaps(desk)) == ([0, 0, 1], [MONDAY, TUESDAY])


def test_a_later_day_opens_and_closes_what_it_changes(desk: Desk) -> None:
    starter = a_resident(desk)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        a_long_day(desk, day, on=[starter])
    number = desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=TUESDAY).value
    desk.do(change_supernumerary, supernumerary=number, start=TUESDAY, end=WEDNESDAY + DAY)
    assert (have(desk), open_gaps(desk)) == ([1, 0, 0], [TUESDAY, WEDNESDAY])
    desk.do(remove_supernumerary, supernumerary=number)
    assert (have(desk), open_gaps(desk)) == ([1, 1, 1], [])
    assert every(desk, Supernumerary) == []


def test_whoever_comes_later_is_uncounted_too_and_whoever_moves_out_counts(desk: Desk) -> None:
    starter, other = a_resident(desk), a_resident(desk, "Dr D Said")
    desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=TUESDAY)
    monday, tuesday = a_long_day(desk, MONDAY, on=[other]), a_long_day(desk, TUESDAY)
    (placed,) = every(desk, Assignment)
    desk.do(hand_over, assignment=placed.id, clinician=starter.id)
    assert open_gaps(desk) == [MONDAY]
    desk.do(retime_session, session=monday.id, start=monday.start + DAY, end=monday.end + DAY)
    assert open_gaps(desk) == []
    assert tuesday.id != monday.id


def test_a_swap_into_shadowing_leaves_the_need_open(desk: Desk) -> None:
    starter, other = a_resident(desk), a_resident(desk, "Dr D Said")
    a_long_day(desk, MONDAY, on=[other])
    a_long_day(desk, TUESDAY, on=[starter])
    desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=TUESDAY)
    first, second = (one.id for one in every(desk, Assignment))
    desk.do(swap_assignments, first=first, second=second)
    assert (have(desk, 2), open_gaps(desk)) == ([0, 1], [MONDAY])


def test_the_role_says_so_and_cannot_be_changed_there(desk: Desk) -> None:
    starter = a_resident(desk)
    a_long_day(desk, on=[starter])
    desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=TUESDAY)
    sheet = desk.ask(rota_sheet, start=MONDAY, days=1)
    roles = [
        one.role for row in sheet.rows for cell in row.cells for one in cell if one.clinician_id
    ]
    assert roles == [AssignmentRole.SUPERNUMERARY]
    (placed,) = every(desk, Assignment)
    with pytest.raises(Refusal, match=r"is supernumerary until Tue 10 Nov\. End that on People"):
        desk.do(change_role, assignment=placed.id, role=AssignmentRole.LEAD)


def test_the_cover_finder_says_who_would_not_count(desk: Desk) -> None:
    starter, other = a_resident(desk), a_resident(desk, "Dr D Said")
    session = a_long_day(desk)
    desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=TUESDAY)
    told = {one.name: one.reason for one in desk.ask(cover_candidates, session=session.id)}
    assert told == {
        other.name: "free and fits",
        starter.name: "supernumerary until Tue 10 Nov: would not count as cover",
    }


def test_two_times_of_one_person_do_not_meet_and_begin_before_they_end(desk: Desk) -> None:
    starter = a_resident(desk)
    desk.do(
        make_supernumerary, clinician=starter.id, start=MONDAY, end=WEDNESDAY, reason="Shadows"
    )
    with pytest.raises(Refusal, match="supernumerary already, from Mon 9 Nov 2026"):
        desk.do(make_supernumerary, clinician=starter.id, start=TUESDAY, end=WEDNESDAY + DAY)
    with pytest.raises(Refusal, match="Turn the two days round"):
        desk.do(make_supernumerary, clinician=starter.id, start=WEDNESDAY, end=WEDNESDAY)
    desk.do(make_supernumerary, clinician=starter.id, start=WEDNESDAY, end=WEDNESDAY + DAY)
    told = desk.ask(supernumerary_list, clinician=starter.id)
    assert [(one.kind, one.words, one.reason) for one in told] == [
        ("notice", "Supernumerary from Wed 11 Nov 2026, counts from Thu 12 Nov 2026", ""),
        ("warning", "Supernumerary, counts from Wed 11 Nov 2026", "Shadows"),
    ]


def test_building_places_who_shadows_and_keeps_the_gap_beside_them(desk: Desk) -> None:
    starter = a_resident(desk)
    plan = a_job_plan(desk, starter)
    for weekday in (0, 2):
        a_plan_line(desk, plan, "LD", weekday)
    desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=TUESDAY)
    made = desk.do(build_period, first=MONDAY, last=WEDNESDAY).value
    assert (made.sessions, made.assignments, made.gaps) == (2, 2, 1)
    assert open_gaps(desk) == [MONDAY]
