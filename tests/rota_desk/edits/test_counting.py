"""Whether a grade counts as cover: by itself, beside a supervisor, never; dated, told, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_desk,
    a_long_day,
    a_resident,
    an_activity,
    changed,
    every,
    leave,
)
from sqlalchemy import text

from models import Assignment, ClinicalSession, CountingTerm, Gap
from models.types import AssignmentRole, Counting, GapState, StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, change_role, remove_assignment
from rota_desk.edits.clinicians import change_clinician
from rota_desk.edits.contracts import allow_activity, end_permission, remove_permission
from rota_desk.edits.counting import (
    Said,
    add_counting,
    change_counting,
    end_counting,
    remove_counting,
)
from rota_desk.edits.publishing import publish
from rota_desk.edits.supernumerary import make_supernumerary
from rota_desk.errors import Refusal
from rota_desk.queries.counting_terms import counting_lines
from rota_desk.queries.cover_candidates import Fit, cover_candidates
from rota_desk.queries.findings import findings_between
from rota_desk.queries.leave_effect import leave_effect
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.stood import stood_in
from rota_desk.queries.versions import versions

DAY = dt.timedelta(days=1)
TUESDAY = MONDAY + DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def say(desk: Desk, grade: str, counts: Counting, **facts: object) -> int:
    said = Said(grade=grade, counts=counts, **{"start": MONDAY, **facts})  # type: ignore[arg-type]
    return desk.do(add_counting, said=said).value


def have(desk: Desk, days: int = 1) -> list[int]:
    """How many count on the one thing to be covered, day by day."""
    (line,) = desk.ask(rota_sheet, start=MONDAY, days=days).cover
    return [cell.have for cell in line.cells]


def open_gaps(desk: Desk) -> list[dt.date]:
    """The days on which the ledger has an open gap."""
    days = {one.id: one.start.date() for one in every(desk, ClinicalSession)}
    return sorted(days[one.session_id] for one in every(desk, Gap) if one.state is GapState.OPEN)


def uncounted(desk: Desk) -> list[str]:
    rows = desk.ask(rota_sheet, start=MONDAY, days=1).rows
    return [
        entry.title.split(", ", 1)[1]
        for row in rows
        for cell in row.cells
        for entry in cell
        if not entry.counted
    ]


def people_read(desk: Desk) -> list[int]:
    """How many count on each session by the view that other programs read."""
    with desk.database.engine.connect() as there:
        return [row[0] for row in there.execute(text("SELECT people FROM bi_sessions"))]


def test_a_grade_that_never_counts_leaves_the_need_open_from_the_day_on(desk: Desk) -> None:
    student = a_resident(desk, grade="F1")
    a_long_day(desk, MONDAY, on=[student])
    a_long_day(desk, TUESDAY, on=[student])
    say(desk, "F", Counting.NEVER, start=TUESDAY)
    assert (have(desk, 2), open_gaps(desk), people_read(desk)) == ([1, 0], [TUESDAY], [1, 0])
    desk.undo()
    assert (have(desk, 2), open_gaps(desk)) == ([1, 1], [])
    desk.redo()
    assert (have(desk, 2), open_gaps(desk)) == ([1, 0], [TUESDAY])


def test_a_trainee_counts_once_somebody_who_counts_alone_stands_there(desk: Desk) -> None:
    trainee, registrar = a_resident(desk, grade="F1"), a_resident(desk, "Dr D Said")
    there = a_long_day(desk, on=[trainee])
    say(desk, "F1", Counting.SUPERVISED)
    assert (have(desk), open_gaps(desk), people_read(desk)) == ([0], [MONDAY], [0])
    assert uncounted(desk) == ["counts as cover once somebody who counts alone supervises"]
    placed = desk.do(assign, session=there.id, clinician=registrar.id).value
    assert (have(desk), open_gaps(desk), people_read(desk)) == ([2], [], [2])
    assert uncounted(desk) == []
    desk.do(remove_assignment, assignment=placed)
    assert (have(desk), open_gaps(desk)) == ([0], [MONDAY])
    desk.undo()
    assert (have(desk), open_gaps(desk)) == ([2], [])


def test_two_who_need_a_supervisor_do_not_supervise_one_another(desk: Desk) -> None:
    a_long_day(desk, on=[a_resident(desk, grade="F1"), a_resident(desk, "Dr D Said", grade="F2")])
    say(desk, "F", Counting.SUPERVISED)
    assert (have(desk), people_read(desk)) == ([0], [0])


@pytest.mark.parametrize("role", [AssignmentRole.TRAINEE, AssignmentRole.SUPERNUMERARY])
def test_whoever_learns_or_stands_beside_supervises_nobody(
    desk: Desk, role: AssignmentRole
) -> None:
    registrar = a_resident(desk, "Dr D Said")
    there = a_long_day(desk, on=[a_resident(desk, grade="F1"), registrar])
    say(desk, "F1", Counting.SUPERVISED)
    (placed,) = [one for one in every(desk, Assignment) if one.clinician_id == registrar.id]
    desk.do(change_role, assignment=placed.id, role=role)
    counted = int(role is AssignmentRole.TRAINEE)
    assert (have(desk), people_read(desk), there.id) == ([counted], [counted], there.id)


def test_whoever_may_do_the_work_under_supervision_only_supervises_nobody(desk: Desk) -> None:
    registrar = a_resident(desk, "Dr D Said")
    there = a_long_day(desk, on=[a_resident(desk, grade="F1"), registrar])
    say(desk, "F1", Counting.SUPERVISED)
    number = desk.do(
        allow_activity,
        clinician=registrar.id,
        activity=there.activity_id,
        start=MONDAY,
        supervised=True,
    ).value
    assert (have(desk), people_read(desk), open_gaps(desk)) == ([1], [1], [])
    changed(desk, there, cover_wanted=2)
    desk.do(end_permission, permission=number, end=TUESDAY)
    assert (have(desk), open_gaps(desk)) == ([1], [])
    desk.do(remove_permission, permission=number)
    assert (have(desk), open_gaps(desk)) == ([2], [])


def test_a_supervisor_counts_by_the_day_and_the_work_of_that_session(desk: Desk) -> None:
    registrar = a_resident(desk, "Dr D Said")
    for day in (MONDAY, TUESDAY):
        a_long_day(desk, day, on=[a_resident(desk, f"F1 of {day}", grade="F1"), registrar])
    desk.do(make_supernumerary, clinician=registrar.id, start=TUESDAY, end=TUESDAY + DAY)
    say(desk, "F1", Counting.SUPERVISED)
    say(desk, "ST", Counting.NEVER, activity=an_activity(desk, "NT").id)
    assert (have(desk, 2), people_read(desk)) == ([2, 0], [2, 0])


def test_an_activity_is_said_apart_and_the_narrower_grade_goes_before_the_wider(
    desk: Desk,
) -> None:
    senior, junior = a_resident(desk, grade="ST7"), a_resident(desk, "Dr D Said", grade="ST3")
    a_long_day(desk, on=[senior])
    a_long_day(desk, TUESDAY, on=[junior])
    say(desk, "ST", Counting.NEVER)
    say(desk, "ST7", Counting.ALONE)
    assert have(desk, 2) == [1, 0]
    say(desk, "ST", Counting.ALONE, activity=an_activity(desk, "LD").id)
    assert (have(desk, 2), people_read(desk)) == ([1, 1], [1, 1])


def test_a_new_line_ends_the_one_before_and_ending_it_gives_back_what_was(desk: Desk) -> None:
    trainee = a_resident(desk, grade="F1")
    for day in (MONDAY, TUESDAY, TUESDAY + DAY):
        a_long_day(desk, day, on=[trainee])
    say(desk, "F1", Counting.NEVER)
    number = say(desk, "f1", Counting.ALONE, start=TUESDAY)
    assert [(one.start, one.end) for one in every(desk, CountingTerm)] == [
        (MONDAY, TUESDAY),
        (TUESDAY, None),
    ]
    assert (have(desk, 3), open_gaps(desk)) == ([0, 1, 1], [MONDAY])
    desk.do(
        change_counting,
        term=number,
        said=Said("F1", Counting.NEVER, TUESDAY, TUESDAY + DAY),
    )
    assert open_gaps(desk) == [MONDAY, TUESDAY]
    desk.do(remove_counting, term=number)
    assert open_gaps(desk) == [MONDAY]


def test_an_ended_line_holds_until_the_day_before(desk: Desk) -> None:
    trainee = a_resident(desk, grade="F1")
    a_long_day(desk, on=[trainee])
    a_long_day(desk, TUESDAY, on=[trainee])
    number = say(desk, "F1", Counting.NEVER)
    desk.do(end_counting, term=number, end=TUESDAY)
    assert (have(desk, 2), open_gaps(desk)) == ([0, 1], [MONDAY])


def test_another_grade_is_followed_by_the_gaps_to_come(desk: Desk) -> None:
    trainee = a_resident(desk, grade="F1")
    later = a_long_day(desk, TUESDAY + DAY, on=[trainee])
    say(desk, "F1", Counting.NEVER)
    assert open_gaps(desk) == [later.start.date()]
    desk.do(
        change_clinician,
        clinician=trainee.id,
        name=trainee.name,
        group=StaffGroup.RESIDENT,
        grade="ST6",
    )
    assert open_gaps(desk) == []


def test_the_cover_finder_says_who_would_not_count_and_who_lets_others_count(desk: Desk) -> None:
    trainee, student = a_resident(desk, grade="F2"), a_resident(desk, "Dr B Iyer", grade="F1")
    registrar = a_resident(desk, "Dr D Said")
    there = a_long_day(desk, on=[trainee])
    other = a_long_day(desk, TUESDAY)
    say(desk, "F2", Counting.SUPERVISED)
    say(desk, "F1", Counting.NEVER)
    found = {
        one.name: (one.reason if one.fit is Fit.WOULD_BREACH else "", one.lets_count)
        for one in desk.ask(cover_candidates, session=there.id)
    }
    assert found == {
        student.name: ("F1 never counts as cover there", ""),
        registrar.name: ("", trainee.name),
    }
    alone = {one.name: one.reason for one in desk.ask(cover_candidates, session=other.id)}
    assert alone[trainee.name] == "F2 counts beside a supervisor: nobody there is one"


def test_whose_list_it_is_is_named_as_the_supervisor(desk: Desk) -> None:
    owner = a_clinician(desk)
    there = a_long_day(desk, on=[a_resident(desk, grade="F1")])
    changed(desk, there, owner_id=owner.id)
    say(desk, "F1", Counting.SUPERVISED)
    assert uncounted(desk) == [f"counts as cover once {owner.name} supervises"]


def test_a_trainee_alone_is_found_unsupervised_and_one_with_a_supervisor_is_not(
    desk: Desk,
) -> None:
    a_long_day(desk, on=[a_resident(desk, grade="F1")])
    a_long_day(desk, TUESDAY, on=[a_resident(desk, "A", grade="F1"), a_resident(desk, "B")])
    say(desk, "F1", Counting.SUPERVISED)
    found = desk.ask(findings_between, start=MONDAY, end=TUESDAY + DAY)
    assert [
        one.start and one.start.date() for one in found if one.rule == "desk-unsupervised"
    ] == [MONDAY]


def test_a_version_keeps_who_counted_when_it_was_told(desk: Desk) -> None:
    a_long_day(desk, on=[a_resident(desk, grade="F1")])
    number = say(desk, "F1", Counting.NEVER)
    desk.do(publish, first=MONDAY, last=MONDAY)
    desk.do(remove_counting, term=number)
    (version,) = desk.ask(versions)
    assert (version.gaps, desk.ask(stood_in, number=1).gaps, have(desk)) == (1, 1, [1])


def test_leave_of_the_supervisor_counts_whoever_then_stands_alone(desk: Desk) -> None:
    registrar = a_resident(desk, "Dr D Said")
    there = a_long_day(desk, on=[a_resident(desk, grade="F1"), registrar])
    say(desk, "F1", Counting.SUPERVISED)
    asked = leave(desk, registrar, MONDAY)
    (lost,) = desk.ask(leave_effect, leave=asked.id).sessions
    assert (lost.session_id, lost.have_after) == (there.id, 0)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("", Counting.NEVER, MONDAY), "Name the grade, such as FY1; FY is FY1 and FY2."),
        (
            Said("F1/F2", Counting.NEVER, MONDAY),
            "Enter one grade a line: FY1, then FY2. FY alone is both.",
        ),
        (
            Said("F1", Counting.NEVER, MONDAY, MONDAY),
            "It would end before it begins. Turn the two days round.",
        ),
        (
            Said("SHO", Counting.NEVER, MONDAY),
            "Nobody has the grade SHO. Write it as on People, such as ST4; ST is every ST.",
        ),
        (
            Said("F1", Counting.ALONE, TUESDAY - 3 * DAY),
            "Something is said of F1 there from Mon 9 Nov 2026 already. Change that instead.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, said: Said, words: str) -> None:
    a_resident(desk, grade="F1")
    say(desk, "F1", Counting.NEVER)
    with pytest.raises(Refusal) as told:
        desk.do(add_counting, said=said)
    assert str(told.value) == words


def test_lines_are_read_with_their_words(desk: Desk) -> None:
    a_resident(desk, grade="F1")
    say(desk, "F1", Counting.SUPERVISED, activity=an_activity(desk, "LD").id, reason="Lead's rule")
    (line,) = desk.ask(counting_lines)
    assert (line.what, line.how, line.people, line.reason) == (
        "F1 on Long day",
        "beside somebody who counts alone",
        1,
        "Lead's rule",
    )
