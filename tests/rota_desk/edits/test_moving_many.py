"""Carrying many sessions in one step: all of them, or none."""

import datetime as dt
from pathlib import Path

import pytest
from build import MONDAY, a_desk, every
from wards import a_small_ward

from models import Assignment, ClinicalSession
from rota_desk.edits.many import Moved, move_many
from rota_desk.errors import Refusal


def test_sessions_go_to_other_people_and_days_at_once_or_stay_with_a_reason(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path)
    people = a_small_ward(desk)
    patel, quill = people["Dr A Patel"].id, people["S Quill"].id
    theirs = next(one for one in every(desk, Assignment) if one.clinician_id == patel)
    here = Moved(theirs.session_id, theirs.id, patel, MONDAY)
    with pytest.raises(Refusal, match="They stand there already"):
        desk.do(move_many, moves=[here])
    day = MONDAY + dt.timedelta(days=9)
    there = Moved(theirs.session_id, theirs.id, quill, day)
    assert desk.do(move_many, moves=[there]).label == "Move 1 session"
    (session,) = [one for one in every(desk, ClinicalSession) if one.id == theirs.session_id]
    (placed,) = [one for one in every(desk, Assignment) if one.session_id == theirs.session_id]
    assert (session.start.date(), placed.clinician_id) == (day, quill)
    back = Moved(placed.session_id, placed.id, patel, day)
    with pytest.raises(Refusal):
        desk.do(move_many, moves=[back, back])
    (placed,) = [one for one in every(desk, Assignment) if one.session_id == theirs.session_id]
    assert placed.clinician_id == quill
    desk.close()
