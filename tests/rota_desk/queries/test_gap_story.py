"""The story of a gap, as the ledger keeps it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import MONDAY, a_clinician, a_desk, a_list, every

from models import Assignment
from models.types import AskOutcome, GapActionKind, GapCause
from rota_desk.desk import Desk
from rota_desk.edits.answering import answer_for_cover
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.gaps import answer_ask, leave_gap_open, note_gap_cause, record_gap_action
from rota_desk.errors import Refusal
from rota_desk.queries.asks import asks
from rota_desk.queries.cover_candidates import cover_candidates
from rota_desk.queries.gap_story import GapStory, TriedLine, gap_story

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def test_a_gap_tells_its_cause_what_was_tried_and_what_was_decided(desk: Desk) -> None:
    person, session = a_clinician(desk), a_list(desk).id
    assert desk.ask(gap_story, session=session) is None
    desk.do(note_gap_cause, session=session, cause=GapCause.VACANCY, text="Post 7")
    desk.do(record_gap_action, session=session, kind=GapActionKind.ASKED, clinician=person.id)
    desk.do(
        record_gap_action,
        session=session,
        kind=GapActionKind.ESCALATED,
        whom="the duty lead",
        answer="will decide",
    )
    day = MONDAY - dt.timedelta(days=1)
    desk.do(leave_gap_open, session=session, decision="Lists merged.", decide_by=day)
    told = desk.ask(gap_story, session=session)
    assert told == GapStory(
        cause=GapCause.VACANCY,
        cause_text="Post 7",
        cause_words="Vacancy: Post 7",
        tried=(
            TriedLine(f"Tue 10 Nov 08:12 K Lowe: asked {person.name}", "awaiting answer"),
            TriedLine("Tue 10 Nov 08:12 K Lowe: escalated to the duty lead", "will decide"),
        ),
        decision="Left open: Lists merged, decide by Sun 8 Nov.",
        decide_by=day,
    )


def test_an_ask_is_followed_to_its_end_and_the_next_one_stands_first(desk: Desk) -> None:
    first, second = a_clinician(desk, "Dr A First"), a_clinician(desk, "Dr B Second")
    session = a_list(desk, MONDAY + 7 * DAY).id
    for person in (first, second):
        desk.do(record_gap_action, session=session, kind=GapActionKind.ASKED, clinician=person.id)
    one, two = (ask.id for ask in desk.ask(asks, session=session))
    desk.do(answer_ask, action=one, outcome=AskOutcome.DECLINED, words="on leave")
    assert [ask.words for ask in desk.ask(asks, session=session)] == [
        "Dr B Second, asked 08:12: awaiting answer",
        "Dr A First, asked 08:12: declined 08:12: on leave",
    ]
    told = desk.ask(cover_candidates, session=session)
    assert [(one.name, one.said) for one in told] == [
        ("Dr B Second", "asked 08:12: awaiting answer"),
        ("Dr A First", "asked 08:12: declined 08:12: on leave"),
    ]
    with pytest.raises(Refusal, match="have not accepted yet"):
        desk.do(answer_ask, action=two, outcome=AskOutcome.WITHDRAWN)
    desk.do(answer_for_cover, action=two, outcome=AskOutcome.ACCEPTED, session=session)
    assert [one.source.value for one in every(desk, Assignment)] == ["cover"]
    assert (
        desk.can_undo == "Dr B Second: accepted: assign Dr B Second to Endoscopy list, Mon 16 Nov"
    )
    desk.do(answer_ask, action=two, outcome=AskOutcome.WITHDRAWN, words="child ill")
    assert [line.answer for line in story(desk, session).tried] == [
        "declined 08:12: on leave",
        "withdrawn 08:12: child ill",
    ]
    desk.undo()
    desk.undo()
    assert every(desk, Assignment) == []
    assert [line.answer for line in story(desk, session).tried][1] == "awaiting answer"


def story(desk: Desk, session: int) -> GapStory:
    """What the ledger holds of a session that has a line."""
    told = desk.ask(gap_story, session=session)
    assert told is not None
    return told


def test_whoever_withdraws_is_taken_off_in_the_same_step_and_the_gap_says_why(desk: Desk) -> None:
    person = a_clinician(desk, "Dr B Second")
    session = a_list(desk, MONDAY + 7 * DAY).id
    ask = desk.do(
        record_gap_action, session=session, kind=GapActionKind.OFFERED, clinician=person.id
    ).value
    desk.do(answer_for_cover, action=ask, outcome=AskOutcome.ACCEPTED, session=session)
    desk.do(answer_for_cover, action=ask, outcome=AskOutcome.WITHDRAWN, session=session)
    assert every(desk, Assignment) == []
    assert story(desk, session).cause_text == "Dr B Second accepted and withdrew"
    desk.undo()
    assert [one.clinician_id for one in every(desk, Assignment)] == [person.id]


def test_what_is_tried_for_a_gap_left_open_keeps_its_cause_and_its_decision(desk: Desk) -> None:
    person = a_clinician(desk, "Dr B Second")
    session = a_list(desk, MONDAY + 7 * DAY).id
    desk.do(note_gap_cause, session=session, cause=GapCause.LEAVE, text="Dr L Fenwick")
    desk.do(leave_gap_open, session=session, decision="Two lists merged")
    desk.do(record_gap_action, session=session, kind=GapActionKind.ESCALATED, whom="Rota lead")
    told = story(desk, session)
    assert (told.cause, told.cause_text) == (GapCause.LEAVE, "Dr L Fenwick")
    assert told.decision == "Left open: Two lists merged."
    placed = desk.do(assign, session=session, clinician=person.id).value
    desk.do(remove_assignment, assignment=placed, cause=GapCause.ABSENCE)
    told = story(desk, session)
    assert (told.cause, told.decision) == (GapCause.ABSENCE, "")


def test_whoever_waits_for_an_answer_stands_before_whoever_answered_in_words(desk: Desk) -> None:
    first, second = a_clinician(desk, "Dr A First"), a_clinician(desk, "Dr B Second")
    session = a_list(desk, MONDAY + 7 * DAY).id
    for whom, answer in ((first, "No, clinic that day"), (second, "")):
        desk.do(
            record_gap_action,
            session=session,
            kind=GapActionKind.ASKED,
            clinician=whom.id,
            answer=answer,
        )
    assert [one.clinician_id for one in desk.ask(asks, session=session)] == [second.id, first.id]
    assert story(desk, session).waits
