"""The ladder: who is gone to next for a gap, and when."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import TODAY

from models import EscalationStep, GapAction, LogStep
from models.types import GapActionKind, LogCategory
from rota_desk.desk import Desk
from rota_desk.edits.escalation import (
    escalate_gap,
    move_escalation_step,
    remove_escalation_step,
    save_escalation_step,
)
from rota_desk.edits.gaps import record_gap_action
from rota_desk.errors import Refusal
from rota_desk.queries.escalation import climb, ladder
from rota_desk.queries.gap_story import gap_story
from rota_desk.queries.open_log import open_log

DAY = dt.timedelta(days=1)
LEAD = "Clinical lead, Dr M Okafor"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path)
    build.a_department(opened)
    for role, name, wait in (
        ("Clinical lead", "Dr M Okafor", 0),
        ("Duty manager", "", 30),
        ("Director on call", "", 240),
    ):
        opened.do(
            save_escalation_step, role=role, name=name, reach="bleep 2001", after_minutes=wait
        )
    yield opened
    opened.close()


def steps(desk: Desk) -> list[str]:
    return [f"{one.place} {one.whom} {one.after}" for one in desk.ask(ladder)]


def test_the_ladder_is_read_from_the_top_with_its_waits(desk: Desk) -> None:
    assert steps(desk) == [
        "1 Clinical lead, Dr M Okafor at once",
        "2 Duty manager after 30 min",
        "3 Director on call after 4 h",
    ]


def test_a_step_is_moved_changed_and_taken_off_and_undo_brings_it_back(desk: Desk) -> None:
    third = build.every(desk, EscalationStep)[2].id
    desk.do(move_escalation_step, step=third, by=-2)
    desk.do(save_escalation_step, step=third, role="Director", after_minutes=90)
    desk.do(remove_escalation_step, step=build.every(desk, EscalationStep)[0].id)
    assert steps(desk) == ["1 Director after 1 h 30 min", "2 Duty manager after 30 min"]
    with pytest.raises(Refusal, match="that end"):
        desk.do(move_escalation_step, step=third, by=-1)
    for _step in range(3):
        desk.undo()
    assert steps(desk)[0].startswith("1 Clinical lead")


def test_a_gap_goes_up_the_ladder_step_by_step(desk: Desk) -> None:
    session = build.a_list(desk, TODAY + DAY)
    asked = {"session": session.id, "kind": GapActionKind.ASKED, "whom": "Bank office"}
    desk.do(record_gap_action, **asked)  # type: ignore[arg-type]
    first, second, _third = (one.step_id for one in desk.ask(ladder))
    now = desk.ask(climb, session=session.id)
    assert (now.taken, now.next and now.next.step_id, now.overdue(build.at(TODAY, "08:12"))) == (
        0,
        first,
        True,
    )

    desk.do(escalate_gap, session=session.id, step=first, answer="will ring round")
    then = desk.ask(climb, session=session.id)
    assert (then.taken, then.next and then.next.step_id, then.due) == (
        1,
        second,
        build.at(TODAY, "08:42"),
    )
    assert then.last == "Tue 10 Nov 08:12 to " + LEAD
    story = desk.ask(gap_story, session=session.id)
    assert story is not None
    assert story.tried[-1].words.endswith("escalated to Clinical lead, Dr M Okafor")
    (line,) = desk.ask(open_log).open
    assert (line.category, line.due, line.text) == (
        LogCategory.ESCALATION,
        TODAY,
        f"Endoscopy list, Wed 11 Nov 08:30 uncovered. Escalated to {LEAD}: will ring round",
    )


def test_each_step_further_closes_what_stood_open_in_the_log_of_the_one_before(
    desk: Desk,
) -> None:
    session, other = build.a_list(desk, TODAY + DAY), build.a_clinic(desk, TODAY + DAY)
    first, second, third = (one.step_id for one in desk.ask(ladder))
    desk.do(escalate_gap, session=other.id, step=first)
    for step in (first, second, third):
        desk.do(escalate_gap, session=session.id, step=step)
    left = [
        (one.session_id, one.text.partition("Escalated")[2]) for one in desk.ask(open_log).open
    ]
    assert sorted(left) == [
        (session.id, f" to {desk.ask(ladder)[2].whom}, no answer yet"),
        (other.id, f" to {LEAD}, no answer yet"),
    ]
    words = [one.word for one in build.every(desk, LogStep)]
    assert words == [f"Gone on to {one.whom}" for one in desk.ask(ladder)[1:]]


def test_at_the_top_nobody_is_left_to_go_to(desk: Desk) -> None:
    session = build.a_list(desk, TODAY + DAY)
    desk.do(escalate_gap, session=session.id, step=desk.ask(ladder)[-1].step_id)
    now = desk.ask(climb, session=session.id)
    assert (now.taken, now.next, now.due) == (3, None, None)


def test_a_covered_session_is_not_escalated_and_nothing_is_written(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    session = build.a_list(desk, TODAY + DAY, on=[patel])
    with pytest.raises(Refusal, match="covered"):
        desk.do(escalate_gap, session=session.id, step=desk.ask(ladder)[0].step_id)
    assert (build.every(desk, GapAction), desk.ask(open_log).open) == ([], ())


@pytest.mark.parametrize(("role", "wait"), [("", 0), ("Lead", -1), ("Lead", 100_000)])
def test_a_step_needs_a_role_and_a_wait_that_helps(desk: Desk, role: str, wait: int) -> None:
    with pytest.raises(Refusal):
        desk.do(save_escalation_step, role=role, after_minutes=wait)
