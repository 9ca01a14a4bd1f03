"""The story of a gap, as the ledger keeps it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import MONDAY, a_clinician, a_desk, a_list

from models.types import GapActionKind, GapCause
from rota_desk.desk import Desk
from rota_desk.edits.gaps import leave_gap_open, note_gap_cause, record_gap_action
from rota_desk.queries.gap_story import GapStory, TriedLine, gap_story


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
