"""What is needed, and who has the skill for it: entered, corrected, counted, found, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build import (
    LONG_AGO,
    MONDAY,
    a_clinician,
    a_desk,
    a_list,
    a_long_day,
    a_resident,
    a_room,
    a_session,
    a_site,
    allowed,
    an_activity,
    assigned,
    changed,
    every,
)

from models import ClinicalSession, CoverRequirement, Gap, HeldSkill
from models.types import AssignmentRole, GapCause, GapState, SessionSource, Slot
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.edits.gaps import note_gap_cause
from rota_desk.edits.requirements import (
    Wanted,
    add_requirement,
    change_requirement,
    end_requirement,
    plan_for_need,
    remove_requirement,
    replace_requirement,
)
from rota_desk.edits.skills import record_skill, remove_skill, renew_skill
from rota_desk.errors import Refusal
from rota_desk.queries.cover_candidates import Fit, cover_candidates, reason_line
from rota_desk.queries.findings import findings_between
from rota_desk.queries.provision import provision
from rota_desk.queries.requirements import requirements
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.skills import skill_list

DAY = dt.timedelta(days=1)
TUESDAY = MONDAY + DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def wanted(desk: Desk, **facts: object) -> Wanted:
    usual = Wanted(activity=an_activity(desk, "LD").id, slot=Slot.DAY, minimum=1, start=LONG_AGO)
    return replace(usual, **facts)  # type: ignore[arg-type]  # named as the lines are


def lines(desk: Desk, *, past: bool = False) -> list[tuple[str, str, int, int | None, str]]:
    found = desk.ask(requirements, past=past).lines
    return [(one.code, one.when, one.minimum, one.target, one.whom) for one in found]


def short(desk: Desk, day: dt.date = MONDAY) -> list[tuple[int | None, int, int, str]]:
    found = desk.ask(provision, start=day, end=day + DAY).lines
    return [(one.session_id, one.need, one.have, one.cause) for one in found]


def rules(desk: Desk, day: dt.date = MONDAY) -> list[tuple[str, str]]:
    found = desk.ask(findings_between, start=day, end=day + DAY)
    ours = {"desk-missing-skill", "desk-unsupervised"}
    return [(one.rule, one.message) for one in found if one.rule in ours]


def test_a_line_is_entered_corrected_and_taken_back(desk: Desk) -> None:
    done = desk.do(add_requirement, wanted=wanted(desk, weekdays=(0,), minimum=2, target=3))
    assert desk.can_undo == "Cover needed: Long day, Mondays, 2"
    desk.do(change_requirement, requirements=(done.value,), wanted=wanted(desk, grade="ST"))
    assert lines(desk) == [("LD", "every day, whole day", 1, None, "ST")]
    desk.undo()
    assert lines(desk) == [("LD", "Mondays, whole day", 2, 3, "anybody")]
    desk.do(remove_requirement, requirements=(done.value,))
    assert lines(desk) == []


def test_other_numbers_from_a_day_on_leave_the_days_before_as_they_were(desk: Desk) -> None:
    first = desk.do(add_requirement, wanted=wanted(desk)).value
    desk.do(
        replace_requirement, requirements=(first,), wanted=wanted(desk, minimum=2, start=TUESDAY)
    )
    assert [short(desk, day) for day in (MONDAY, TUESDAY)] == [
        [(None, 1, 0, "No session planned for this need")],
        [(None, 2, 0, "No session planned for this need")],
    ]
    assert [(one.minimum, one.end) for one in every(desk, CoverRequirement)] == [
        (1, TUESDAY),
        (2, None),
    ]


def test_the_weekdays_of_a_need_are_one_line_that_is_corrected_at_once(desk: Desk) -> None:
    desk.do(add_requirement, wanted=wanted(desk, weekdays=(0, 1, 2, 3, 4), minimum=2))
    assert lines(desk) == [("LD", "Mon to Fri, whole day", 2, None, "anybody")]
    (line,) = desk.ask(requirements).lines
    desk.do(change_requirement, requirements=line.ids, wanted=wanted(desk, weekdays=(0, 2, 6)))
    assert lines(desk) == [("LD", "Mon, Wed and Sun, whole day", 1, None, "anybody")]
    assert desk.can_undo == "Cover needed: Long day, Mon, Wed and Sun, 1"
    desk.undo()
    assert [one.weekday for one in every(desk, CoverRequirement)] == [0, 1, 2, 3, 4]


def test_what_ended_is_shown_only_when_it_is_asked_for(desk: Desk) -> None:
    number = desk.do(add_requirement, wanted=wanted(desk)).value
    desk.do(end_requirement, requirements=(number,), end=MONDAY - DAY)
    assert (lines(desk), len(lines(desk, past=True))) == ([], 1)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"minimum": -1}, "whole number from 0 to 999"),
        ({"minimum": 3, "target": 2}, "Fewer are wanted than are needed"),
        ({"end": LONG_AGO}, "end before it begins"),
        ({"weekdays": (7,)}, "Choose a weekday"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(
    desk: Desk, facts: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        desk.do(add_requirement, wanted=wanted(desk, **facts))
    assert every(desk, CoverRequirement) == []


def test_the_same_line_twice_is_refused_and_another_skill_is_not(desk: Desk) -> None:
    desk.do(add_requirement, wanted=wanted(desk, skill="ALS"))
    with pytest.raises(Refusal, match="such a line from that day already"):
        desk.do(add_requirement, wanted=wanted(desk, skill="als", minimum=4))
    desk.do(add_requirement, wanted=wanted(desk, skill="ERCP"))
    assert [one[4] for one in lines(desk)] == ["somebody with ALS", "somebody with ERCP"]


def test_a_need_without_a_session_is_planned_and_has_a_ledger_of_its_own(desk: Desk) -> None:
    number = desk.do(add_requirement, wanted=wanted(desk, minimum=2)).value
    assert short(desk) == [(None, 2, 0, "No session planned for this need")]
    session = desk.do(plan_for_need, requirement=number, day=MONDAY, people=2).value
    assert desk.can_undo == "Plan Long day, Mon 9 Nov"
    (planned,) = every(desk, ClinicalSession)
    assert (planned.source, planned.cover_wanted) == (SessionSource.REQUIREMENT, 2)
    assert short(desk) == [(session, 2, 0, "Nobody in the plan")]
    desk.undo()
    assert short(desk) == [(None, 2, 0, "No session planned for this need")]


def test_a_need_of_a_site_is_planned_in_a_free_room_there_or_refused(desk: Desk) -> None:
    south = a_site(desk, "S", "South")
    room = a_room(desk, "E9", site=south)
    number = desk.do(
        add_requirement,
        wanted=wanted(desk, activity=an_activity(desk, "EN").id, slot=Slot.AM, site=south.id),
    ).value
    desk.do(plan_for_need, requirement=number, day=MONDAY, people=1)
    assert [one.room_id for one in every(desk, ClinicalSession)] == [room.id]
    with pytest.raises(Refusal, match="No room of South is free then"):
        desk.do(plan_for_need, requirement=number, day=MONDAY, people=1)


def test_a_missing_grade_is_told_on_the_cover_line_in_the_ledger_and_as_a_finding(
    desk: Desk,
) -> None:
    session = a_long_day(desk, on=[a_resident(desk, "Dr I Petrov", grade="F1")])
    desk.do(add_requirement, wanted=wanted(desk, grade="ST"))
    cell = desk.ask(rota_sheet, start=MONDAY, days=1).cover[0].cells[0]
    assert (cell.have, cell.need, cell.short, cell.lacks) == (1, 1, True, ("0 of 1 ST",))
    assert short(desk) == [(session.id, 1, 0, "No ST among 1 there")]
    assert rules(desk) == [
        (
            "desk-missing-skill",
            "Long day asks for 1 ST and has 0 among 1, Mon 9 Nov 08:00 to 20:30",
        )
    ]
    desk.do(note_gap_cause, session=session.id, cause=GapCause.VACANCY, text="Registrar 1")
    assert [(one.cause, one.state) for one in every(desk, Gap)] == [
        (GapCause.VACANCY, GapState.OPEN)
    ]


def test_a_skill_counts_until_it_lapses(desk: Desk) -> None:
    doctor = a_resident(desk)
    for day in (MONDAY, TUESDAY):
        a_long_day(desk, day, on=[doctor])
    desk.do(add_requirement, wanted=wanted(desk, skill="ALS"))
    number = desk.do(
        record_skill, clinician=doctor.id, skill="als", start=LONG_AGO, end=TUESDAY
    ).value
    assert [one.skill for one in every(desk, HeldSkill)] == ["ALS"]
    assert [len(rules(desk, day)) for day in (MONDAY, TUESDAY)] == [0, 1]
    desk.do(renew_skill, skill=number, end=None, evidence="Course of 3 November")
    assert [len(rules(desk, day)) for day in (MONDAY, TUESDAY)] == [0, 0]
    assert [one.words for one in desk.ask(skill_list, clinician=doctor.id)] == ["ALS"]
    desk.do(remove_skill, skill=number)
    assert [len(rules(desk, day)) for day in (MONDAY, TUESDAY)] == [1, 1]


def test_a_skill_says_when_it_has_to_be_renewed_and_is_not_held_twice(desk: Desk) -> None:
    doctor = a_resident(desk)
    for skill, end in (("ALS", MONDAY + 10 * DAY), ("ERCP", MONDAY - DAY), ("EUS", None)):
        desk.do(record_skill, clinician=doctor.id, skill=skill, start=LONG_AGO, end=end)
    told = [(one.kind, one.words) for one in desk.ask(skill_list, clinician=doctor.id)]
    assert told == [
        ("warning", "ALS until Wed 18 Nov 2026, to be renewed"),
        ("danger", "ERCP, lapsed: last valid Sat 7 Nov 2026"),
        ("good", "EUS"),
    ]
    with pytest.raises(Refusal, match="has ALS already until Thu 19 Nov 2026"):
        desk.do(record_skill, clinician=doctor.id, skill="ALS", start=MONDAY)
    with pytest.raises(Refusal, match="Name the skill"):
        desk.do(record_skill, clinician=doctor.id, skill=" ", start=MONDAY)


def test_a_trainee_needs_a_trainer_by_role_or_by_permission(desk: Desk) -> None:
    learner, trainer = a_resident(desk, "Dr N Said"), a_clinician(desk)
    session = a_list(desk)
    desk.do(assign, session=session.id, clinician=learner.id, role=AssignmentRole.TRAINEE)
    assert [rule for rule, _ in rules(desk)] == ["desk-unsupervised"]
    done = desk.do(assign, session=session.id, clinician=trainer.id)
    assert [one.rule for one in done.lost if one.rule == "desk-unsupervised"] == [
        "desk-unsupervised"
    ]
    evening = a_session(desk, "EV", MONDAY, "17:30", "21:30")
    given = allowed(desk, learner, an_activity(desk, "EV"))
    assigned(desk, evening, learner)
    assert rules(desk) == []
    changed(desk, given, supervised=True)
    (told,) = [message for _, message in rules(desk)]
    assert told.startswith("Dr N Said on EV, Mon 9 Nov 17:30 to 21:30: nobody beside them")


def test_the_cover_finder_ranks_whom_the_day_asks_for_and_says_who_would_not_do(
    desk: Desk,
) -> None:
    a_resident(desk, "Dr I Petrov", grade="F1")
    a_resident(desk, "Dr E Voss", grade="ST4")
    session = a_long_day(desk)
    desk.do(add_requirement, wanted=wanted(desk, grade="ST"))
    found = desk.ask(cover_candidates, session=session.id)
    assert [(one.name, one.fit, one.reason) for one in found] == [
        ("Dr E Voss", Fit.FITS, "free and fits"),
        ("Dr I Petrov", Fit.WOULD_BREACH, "ST asked for: it would still be missing"),
    ]
    assert "has ST" in reason_line(found[0])
