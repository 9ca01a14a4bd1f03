"""A roster is recorded in one undoable step, and nothing is recorded twice."""

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import build
import pytest

from models import Activity, Assignment, ClinicalSession, Clinician, Gap, LeaveRequest
from models.types import (
    AssignmentSource,
    GapState,
    LeaveKind,
    LeavePart,
    LeaveState,
    Slot,
    StaffGroup,
)
from rota_desk.cli import import_
from rota_desk.cli.import_roster import record
from rota_desk.desk import Desk
from rota_desk.edits.intake import apply_roster
from rota_desk.edits.sessions import add_session
from rota_desk.errors import Refusal
from rota_desk.intake.likeness import Likeness
from rota_desk.intake.matching import people_alike, roster_people
from rota_desk.intake.roster import read_roster
from rota_desk.intake.words import plain_name

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def _counts(desk: Desk) -> tuple[int, ...]:
    kinds = (Clinician, Activity, ClinicalSession, Assignment, LeaveRequest)
    return tuple(len(build.every(desk, kind)) for kind in kinds)


def _as_read(desk: Desk) -> Counter[tuple[str, dt.datetime, dt.datetime, str]]:
    people = {person.id: person.name for person in build.every(desk, Clinician)}
    kinds = {activity.id: activity.code for activity in build.every(desk, Activity)}
    sessions = {session.id: session for session in build.every(desk, ClinicalSession)}
    return Counter(
        (people[placed.clinician_id], there.start, there.end, kinds[there.activity_id])
        for placed in build.every(desk, Assignment)
        if (there := sessions[placed.session_id])
    )


def test_every_duty_of_a_roster_stands_on_the_rota(desk: Desk, samples: Path) -> None:
    plan = read_roster(samples / "rosters" / "d1_dates_down_formulas.xlsx", today=TODAY)
    record(desk, plan)
    duties = [duty for duty in plan.duties if duty.kind == "shift"]
    expected = Counter(
        (duty.person, duty.start, duty.end, duty.code)
        for duty in duties
        if duty.start and duty.end
    )
    assert _as_read(desk) == expected
    assert {placed.source for placed in build.every(desk, Assignment)} == {AssignmentSource.IMPORT}


def test_leave_in_a_row_is_one_approved_request(desk: Desk, samples: Path) -> None:
    plan = read_roster(samples / "rosters" / "d4_year_restart_times_in_cells.xlsx", today=TODAY)
    record(desk, plan)
    names = {person.id: person.name for person in build.every(desk, Clinician)}
    spans = {
        (names[leave.clinician_id], leave.kind, leave.first_day, leave.last_day, leave.first_part)
        for leave in build.every(desk, LeaveRequest)
        if leave.state is LeaveState.APPROVED
    }
    annual, whole = LeaveKind.ANNUAL, LeavePart.WHOLE
    assert spans == {
        ("Lorcan Netherby", annual, dt.date(2027, 1, 15), dt.date(2027, 1, 15), whole),
        ("Mina Jessamy", annual, dt.date(2026, 12, 19), dt.date(2026, 12, 20), whole),
        ("Mina Jessamy", annual, dt.date(2027, 1, 15), dt.date(2027, 1, 15), whole),
        (
            "Mina Jessamy",
            LeaveKind.STUDY,
            dt.date(2027, 1, 16),
            dt.date(2027, 1, 16),
            LeavePart.AM,
        ),
        ("Gwil Wexcombe", annual, dt.date(2026, 12, 31), dt.date(2026, 12, 31), whole),
        ("Gwil Wexcombe", annual, dt.date(2027, 1, 8), dt.date(2027, 1, 8), whole),
        ("Bram Penhallow", annual, dt.date(2026, 12, 20), dt.date(2026, 12, 21), whole),
    }


@pytest.mark.parametrize(
    "name",
    [
        "rosters/d2_month_sheets_and_role_columns.xlsx",
        "rosters/d3_pasted_and_template.xlsx",
        "rotas/multi_rota2.xls",
    ],
)
def test_an_import_can_be_undone_and_done_again(desk: Desk, samples: Path, name: str) -> None:
    before = _counts(desk)
    record(desk, read_roster(samples / name, today=TODAY))
    after = _counts(desk)
    desk.undo()
    assert _counts(desk) == before
    desk.redo()
    assert _counts(desk) == after != before


def test_importing_the_same_file_again_changes_nothing(desk: Desk, samples: Path) -> None:
    plan = read_roster(samples / "rosters" / "d2_month_sheets_and_role_columns.xlsx", today=TODAY)
    record(desk, plan)
    after = _counts(desk)
    done, _ = record(desk, plan)
    assert _counts(desk) == after
    assert (done.assignments_added, done.leave_added, done.people_added) == (0, 0, ())


def test_a_half_day_stands_in_its_half(desk: Desk, samples: Path) -> None:
    plan = read_roster(samples / "rosters" / "d2_month_sheets_and_role_columns.xlsx", today=TODAY)
    record(desk, plan)
    split = [
        (session.start.hour, session.end.hour, session.slot)
        for session in build.every(desk, ClinicalSession)
        if session.start.date() == dt.date(2026, 9, 12)
        and (session.start.hour, session.end.hour) in {(8, 13), (13, 20)}
    ]
    assert sorted(split) == [(8, 13, Slot.AM), (13, 20, Slot.PM)]


def test_people_and_activities_known_already_are_used(desk: Desk, samples: Path) -> None:
    ada = build.a_clinician(desk, "Dr Ada Quarmby")
    day = build.an_activity(desk, "D")
    plan = read_roster(samples / "rosters" / "d1_dates_down_formulas.xlsx", today=TODAY)
    done, _ = record(desk, plan)
    assert "Ada Quarmby" not in done.people_added
    assert "D" not in done.activities_added
    mine = [placed for placed in build.every(desk, Assignment) if placed.clinician_id == ada.id]
    assert len(mine) == sum(
        duty.person == "Ada Quarmby" and duty.kind == "shift" for duty in plan.duties
    )
    assert day.id in {session.activity_id for session in build.every(desk, ClinicalSession)}


def test_a_name_that_may_be_somebody_known_is_left_out_and_told(desk: Desk, samples: Path) -> None:
    build.a_clinician(desk, "Dr A Quarmby")
    plan = read_roster(samples / "rosters" / "d1_dates_down_formulas.xlsx", today=TODAY)
    done, problems = record(desk, plan)
    assert [problem.text for problem in problems] == ["Ada Quarmby"]
    assert done.left_out == sum(duty.person == "Ada Quarmby" for duty in plan.duties)


def test_only_what_was_chosen_is_recorded(desk: Desk, samples: Path) -> None:
    plan = read_roster(samples / "rotas" / "simple_rota.csv", today=TODAY)
    james = build.a_clinician(desk, "James")
    call = build.an_activity(desk, "OC")
    done = desk.do(
        apply_roster, plan=plan, people={"James": james.id}, activities={"On-Call": call.id}
    )
    assert (done.value.assignments_added, done.value.left_out) == (10, 20)
    assert done.label == "Import simple_rota.csv"
    assert {session.start.hour for session in build.every(desk, ClinicalSession)} == {17}


def test_a_gap_that_the_roster_fills_is_filled(desk: Desk, samples: Path) -> None:
    call = build.an_activity(desk, "OC")
    first = dt.date(2018, 1, 1)
    number = desk.do(add_session, activity=call.id, day=first).value
    gaps = {gap.session_id: gap.state for gap in build.every(desk, Gap)}
    assert gaps == {number: GapState.OPEN}
    plan = read_roster(samples / "rotas" / "simple_rota.csv", today=TODAY)
    names = dict.fromkeys(plan.people)
    done = desk.do(apply_roster, plan=plan, people=names, activities={"On-Call": call.id}).value
    assert (done.sessions_added, done.assignments_added) == (29, 30)
    assert [gap.state for gap in build.every(desk, Gap)] == [GapState.FILLED]


def test_consultants_are_told_from_residents_by_their_role(desk: Desk, samples: Path) -> None:
    record(desk, read_roster(samples / "rotas" / "multi_rota.xls", today=TODAY))
    groups = {person.name: person.group for person in build.every(desk, Clinician)}
    assert (groups["Positano"], groups["James"]) == (StaffGroup.CONSULTANT, StaffGroup.RESIDENT)


def test_names_are_compared_without_titles_and_order() -> None:
    assert plain_name("Dr. Larkspur, Tomos") == plain_name("Tomos  Larkspur") == "tomos larkspur"
    assert people_alike(["Larkspur", "Larkspur, Tomos", "Netherby"]) == {
        "Larkspur": (Likeness("Larkspur, Tomos", 90),)
    }


def test_matching_says_who_is_new(desk: Desk, samples: Path) -> None:
    build.a_clinician(desk, "Rebecca")
    plan = read_roster(samples / "rotas" / "simple_rota.csv", today=TODAY)
    people = desk.ask(roster_people, plan=plan)
    assert (list(people.known), people.new, people.unsure) == (
        ["Rebecca"],
        ("James", "William"),
        {},
    )


def _run(database: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", default=str(database))
    import_.add_parser(parser.add_subparsers())
    chosen = parser.parse_args(["import", "roster", *words])
    status: int = chosen.func(chosen)
    return status


def test_a_dry_run_answers_with_the_plan_and_touches_no_database(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "rota.sqlite"
    file = samples / "rosters" / "d4_year_restart_times_in_cells.xlsx"
    assert _run(database, str(file), "--dry-run", "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert (len(answer["plan"]), len(answer["problems"]), answer["recorded"]) == (149, 4, None)
    assert not database.exists()


def test_an_import_from_the_command_line_records_and_tells(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = samples / "rotas" / "simple_rota.csv"
    assert _run(tmp_path / "rota.sqlite", str(file)) == 1
    told = capsys.readouterr()
    assert "30 duties" in told.out
    assert "no times are stated" in told.err


def test_a_settled_mapping_leaves_nothing_to_attend_to(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "ward.toml"
    text = '[codes.On-Call]\ntimes = "09:00-09:00"\nactivity = "On-call, whole day"\n'
    mapping.write_text(text, encoding="utf-8", newline="")
    file = samples / "rotas" / "simple_rota.csv"
    assert _run(tmp_path / "rota.sqlite", str(file), "--mapping", str(mapping), "--json") == 0
    assert json.loads(capsys.readouterr().out)["recorded"]["assignments_added"] == 30


def test_what_was_settled_once_is_used_for_the_next_file_of_the_source(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping, database = tmp_path / "ward.toml", tmp_path / "rota.sqlite"
    mapping.write_text('[codes.On-Call]\ntimes = "09:00-09:00"\n', encoding="utf-8", newline="")
    for name in ("Ward Sep 2026.csv", "Ward Oct 2026 v2 FINAL.csv"):
        (tmp_path / name).write_bytes((samples / "rotas" / "simple_rota.csv").read_bytes())
    assert _run(database, str(tmp_path / "Ward Sep 2026.csv"), "--mapping", str(mapping)) == 0
    later = str(tmp_path / "Ward Oct 2026 v2 FINAL.csv")
    capsys.readouterr()
    assert _run(database, later, "--dry-run", "--json") == 0
    duty = json.loads(capsys.readouterr().out)["plan"][0]
    assert (duty["code"], duty["start"], duty["end"]) == ("On-Call", "09:00", "09:00")


def test_an_unreadable_file_leaves_no_database_behind(tmp_path: Path) -> None:
    database = tmp_path / "rota.sqlite"
    with pytest.raises(Refusal, match="There is no file"):
        _run(database, str(tmp_path / "none.xlsx"))
    assert not database.exists()
