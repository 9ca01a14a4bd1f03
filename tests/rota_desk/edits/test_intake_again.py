"""A roster that is brought in again: what is different is told first, and only that is changed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest

from models import Absence, Assignment, ClinicalSession, Clinician, Gap, LeaveRequest
from models.types import GapCause, GapState, LeaveState, SessionState
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.edits.intake import RosterRecorded, apply_roster
from rota_desk.intake.difference import Turn
from rota_desk.intake.matching import roster_activities, roster_people
from rota_desk.intake.plan import IntakePlan
from rota_desk.intake.roster import read_roster

TODAY = dt.date(2026, 11, 23)
HEAD = "Name,Mon 07/12/2026,Tue 08/12/2026,Wed 09/12/2026,Thu 10/12/2026"
ADA, BRAM = "Ada Quarmby", "Bram Penhallow"
FIRST = (f"{ADA},0800-2000 LD,,0800-2000 LD,A/L", f"{BRAM},,0800-2000 LD,,0800-2000 LD")
Words = tuple[Turn, str, int, str, str]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


class Brings:
    """Reads the lines of a roster as a file of one source, and records or previews it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder

    def plan(self, *lines: str, file: str = "Ward Dec 2026.csv", head: str = HEAD) -> IntakePlan:
        path = self.folder / file
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
        return read_roster(path, today=TODAY)

    def __call__(
        self, *lines: str, file: str = "Ward Dec 2026.csv", head: str = HEAD, dry: bool = False
    ) -> RosterRecorded:
        plan = self.plan(*lines, file=file, head=head)
        people = self.desk.ask(roster_people, plan=plan)
        run = self.desk.preview if dry else self.desk.do
        return run(
            apply_roster,
            plan=plan,
            people={**people.known, **dict.fromkeys(people.new)},
            activities=self.desk.ask(roster_activities, plan=plan),
        ).value


@pytest.fixture
def bring(desk: Desk, tmp_path: Path) -> Brings:
    return Brings(desk, tmp_path)


def told(done: RosterRecorded) -> list[Words]:
    return [(one.turn, one.person, one.day.day, one.before, one.after) for one in done.changes]


def rota(desk: Desk) -> set[tuple[str, dt.datetime, dt.datetime]]:
    names = {person.id: person.name for person in build.every(desk, Clinician)}
    sessions = {one.id: one for one in build.every(desk, ClinicalSession)}
    return {
        (names[placed.clinician_id], there.start, there.end)
        for placed in build.every(desk, Assignment)
        if (there := sessions[placed.session_id]).state is SessionState.PLANNED
    }


def placed_on(desk: Desk, name: str, day: int) -> Assignment:
    names = {person.id: person.name for person in build.every(desk, Clinician)}
    sessions = {one.id: one for one in build.every(desk, ClinicalSession)}
    return next(
        placed
        for placed in build.every(desk, Assignment)
        if names[placed.clinician_id] == name and sessions[placed.session_id].start.day == day
    )


def leave_days(desk: Desk) -> list[tuple[int, int]]:
    return [
        (one.first_day.day, one.last_day.day)
        for one in build.every(desk, LeaveRequest)
        if one.state is LeaveState.APPROVED
    ]


def test_the_first_import_of_a_source_is_all_new(bring: Brings) -> None:
    done = bring(*FIRST)
    assert not done.brought_before
    assert done.counted() == {Turn.ADDED: 5}
    assert (done.assignments_added, done.leave_added) == (4, 1)


def test_the_same_file_again_is_no_difference(desk: Desk, bring: Brings) -> None:
    bring(*FIRST)
    before = rota(desk)
    done = bring(*FIRST, file="Ward Dec 2026 v2.csv")
    assert (done.brought_before, done.changes, done.there_already) == (True, (), 5)
    assert rota(desk) == before


def test_the_next_file_changes_what_is_different_and_one_undo_takes_it_back(
    desk: Desk, bring: Brings
) -> None:
    bring(*FIRST)
    before = rota(desk)
    uids = {placed.uid for placed in build.every(desk, Assignment)}
    changed = (f"{ADA},0900-2000 LD,,0800-2000 LD,", f"{BRAM},,,0800-2000 LD,")
    assert told(bring(*changed, dry=True)) == [
        (Turn.CHANGED, ADA, 7, "LD 08:00–20:00", "LD 09:00–20:00"),
        (Turn.REMOVED, ADA, 10, "annual leave", ""),
        (Turn.MOVED, BRAM, 9, "LD 08:00–20:00", "LD 08:00–20:00"),
        (Turn.REMOVED, BRAM, 10, "LD 08:00–20:00", ""),
    ]
    assert rota(desk) == before
    bring(*changed)
    assert rota(desk) == {
        (ADA, dt.datetime(2026, 12, 7, 9), dt.datetime(2026, 12, 7, 20)),
        (ADA, dt.datetime(2026, 12, 9, 8), dt.datetime(2026, 12, 9, 20)),
        (BRAM, dt.datetime(2026, 12, 9, 8), dt.datetime(2026, 12, 9, 20)),
    }
    assert {placed.uid for placed in build.every(desk, Assignment)} < uids
    assert placed_on(desk, ADA, 7).sequence == 1
    assert leave_days(desk) == []
    desk.undo()
    assert (rota(desk), leave_days(desk)) == (before, [(10, 10)])


def test_a_move_to_a_session_of_its_own_is_undone_and_done_again(
    desk: Desk, bring: Brings
) -> None:
    both = (f"{ADA},0800-2000 LD,,,", f"{BRAM},0800-2000 LD,,,")
    bring(*both)
    before = rota(desk)
    done = bring(both[0], f"{BRAM},,0800-2000 LD,,")
    assert (done.assignments_changed, done.sessions_added) == (1, 1)
    after = rota(desk)
    desk.undo()
    assert rota(desk) == before
    desk.redo()
    assert rota(desk) == after


def test_who_goes_leaves_a_gap_with_its_cause_and_who_moves_leaves_none(
    desk: Desk, bring: Brings
) -> None:
    bring(*FIRST)
    bring(f"{ADA},A/L,,0800-2000 LD,A/L", f"{BRAM},,0900-2000 LD,,")
    gaps = [gap for gap in build.every(desk, Gap) if gap.state is GapState.OPEN]
    sessions = {one.id: one for one in build.every(desk, ClinicalSession)}
    assert sorted(
        (sessions[gap.session_id].start.day, gap.cause, gap.cause_text) for gap in gaps
    ) == [
        (7, GapCause.LEAVE, ADA),
        (10, GapCause.UNKNOWN, "no longer in Ward Dec 2026.csv"),
    ]


def test_what_was_taken_off_at_the_desk_is_not_put_back(desk: Desk, bring: Brings) -> None:
    bring(*FIRST)
    wexcombe = build.a_clinician(desk, "Gwil Wexcombe")
    desk.do(remove_assignment, assignment=placed_on(desk, ADA, 7).id)
    desk.do(hand_over, assignment=placed_on(desk, BRAM, 8).id, clinician=wexcombe.id)
    before = rota(desk)
    done = bring(*FIRST)
    assert told(done) == [
        (Turn.KEPT, ADA, 7, "", "LD 08:00–20:00"),
        (Turn.KEPT, BRAM, 8, "", "LD 08:00–20:00"),
    ]
    assert rota(desk) == before


def test_what_was_added_at_the_desk_stays_and_is_told(desk: Desk, bring: Brings) -> None:
    bring(*FIRST)
    ada = placed_on(desk, ADA, 7).clinician_id
    desk.do(assign, session=placed_on(desk, BRAM, 8).session_id, clinician=ada)
    assert told(bring(*FIRST)) == [(Turn.BESIDE, ADA, 8, "LD 08:00–20:00", "")]
    assert (ADA, dt.datetime(2026, 12, 8, 8), dt.datetime(2026, 12, 8, 20)) in rota(desk)


def test_a_file_speaks_only_of_its_own_days(desk: Desk, bring: Brings) -> None:
    bring(*FIRST)
    before = rota(desk)
    later = HEAD.replace("/12/2026", "/01/2027").replace("Mon ", "").replace("Tue ", "")
    later = later.replace("Wed ", "").replace("Thu ", "")
    done = bring(f"{ADA},0800-2000 LD,,,", file="Ward Jan 2027.csv", head=later)
    assert [one[0] for one in told(done)] == [Turn.ADDED]
    assert before < rota(desk)


def test_another_source_takes_nothing_away(desk: Desk, bring: Brings) -> None:
    bring(*FIRST)
    bring(*FIRST, file="On-call.csv")
    before = rota(desk)
    done = bring(f"{ADA},,,,", f"{BRAM},,0800-2000 LD,,", file="On-call.csv")
    assert {one[0] for one in told(done)} == {Turn.BESIDE}
    assert (rota(desk), leave_days(desk)) == (before, [(10, 10)])


def test_a_cell_that_cannot_be_read_leaves_its_day_as_it_was(desk: Desk, bring: Brings) -> None:
    bring(*FIRST)
    before = rota(desk)
    assert bring(f"{ADA},0800-2O00 LD,,0800-2000 LD,A/L", FIRST[1]).changes == ()
    assert rota(desk) == before


def test_nobody_is_taken_off_while_a_name_is_open(desk: Desk, bring: Brings) -> None:
    bring(*FIRST)
    before = rota(desk)
    done = bring(f"A Quarmby,{FIRST[0].partition(',')[2]}", FIRST[1])
    assert (done.changes, rota(desk)) == ((), before)


def test_somebody_who_is_no_longer_in_the_file_is_off_it(bring: Brings) -> None:
    bring(*FIRST)
    done = bring(FIRST[0])
    assert [(one[0], one[1], one[2]) for one in told(done)] == [
        (Turn.REMOVED, BRAM, 8),
        (Turn.REMOVED, BRAM, 10),
    ]


def test_leave_is_shortened_and_sickness_too(desk: Desk, bring: Brings) -> None:
    bring(f"{ADA},A/L,A/L,A/L,A/L", f"{BRAM},sick,sick,sick,")
    done = bring(f"{ADA},A/L,0800-2000 LD,A/L,A/L", f"{BRAM},sick,,,")
    assert told(done)[0] == (Turn.CHANGED, ADA, 8, "annual leave", "LD 08:00–20:00")
    assert leave_days(desk) == [(7, 7), (9, 10)]
    spans = [(one.first_day.day, one.last_day) for one in build.every(desk, Absence)]
    assert spans == [(7, dt.date(2026, 12, 7))]
    assert (done.leave_removed, done.assignments_added) == (3, 1)


def test_leave_of_another_kind_is_a_change(desk: Desk, bring: Brings) -> None:
    bring(f"{ADA},A/L,,,")
    done = bring(f"{ADA},study leave,,,")
    assert told(done) == [(Turn.CHANGED, ADA, 7, "annual leave", "study leave")]
    assert leave_days(desk) == [(7, 7)]


def test_leave_that_was_given_at_the_desk_is_never_taken_back(desk: Desk, bring: Brings) -> None:
    ada = build.a_clinician(desk, ADA)
    build.approved_leave(desk, ada, dt.date(2026, 12, 10))
    bring(*FIRST)
    done = bring(f"{ADA},0800-2000 LD,,0800-2000 LD,", FIRST[1])
    assert (done.changes, leave_days(desk)) == ((), [(10, 10)])
