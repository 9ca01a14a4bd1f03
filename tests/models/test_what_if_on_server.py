"""A what-if of a rota that lives on a server: tried in a file here, applied there."""

import datetime as dt
from pathlib import Path

import pytest
from build import MONDAY, NOW, a_list, every
from wards import a_small_ward

from models import Assignment, ClinicalSession
from models.database import open_database
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.edits.sessions import add_session
from rota_desk.edits.what_if import apply_what_if
from rota_desk.errors import Refusal
from rota_desk.queries.what_if_parts import joined
from rota_desk.what_if import begin, go_on, kept


def test_what_is_tried_in_a_file_is_applied_on_the_server_as_one_step(
    rota_on_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rota_desk.what_if.user_data_path", lambda *_a, **_k: tmp_path)
    desk = Desk(open_database(rota_on_server), who="K Lowe", clock=FixedClock(NOW))
    people = a_small_ward(desk)
    gap = next(
        one.id
        for one in every(desk, ClinicalSession)
        if one.id not in {each.session_id for each in every(desk, Assignment)}
    )
    tried = begin(desk, "One more list")
    assert [name for name, _path in kept(desk)] == ["One more list"]
    activity = every(tried.desk, ClinicalSession)[0].activity_id
    tried.desk.do(assign, session=gap, clinician=people["S Quill"].id)
    tried.desk.do(add_session, activity=activity, day=MONDAY + dt.timedelta(days=9))
    a_list(desk, MONDAY + dt.timedelta(days=10))  # meanwhile, on the real one
    before = len(every(desk, ClinicalSession))
    desk.do(apply_what_if, changes=tried.changes(), name=tried.name, since=tried.since)
    assert len(every(desk, ClinicalSession)) == before + 1
    on = [one.clinician_id for one in every(desk, Assignment) if one.session_id == gap]
    assert on == [people["S Quill"].id]
    a_list(desk, MONDAY + dt.timedelta(days=11))  # numbers go on where the what-if left them
    desk.undo()
    desk.undo()
    assert len(every(desk, ClinicalSession)) == before
    desk.do(assign, session=gap, clinician=people["Dr M Okafor"].id)
    with pytest.raises(Refusal, match="The real rota has moved since"):
        desk.do(apply_what_if, changes=tried.changes(), name=tried.name, since=tried.since)
    tried.throw_away()
    assert kept(desk) == ()
    desk.close()


def test_part_of_it_is_applied_on_the_server_and_the_rest_goes_on_in_a_file(
    rota_on_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rota_desk.what_if.user_data_path", lambda *_a, **_k: tmp_path)
    desk = Desk(open_database(rota_on_server), who="K Lowe", clock=FixedClock(NOW))
    people = a_small_ward(desk)
    tried = begin(desk, "Two lists")
    activity = every(tried.desk, ClinicalSession)[0].activity_id
    for days in (9, 10):
        fresh = tried.desk.do(add_session, activity=activity, day=MONDAY + dt.timedelta(days=days))
        tried.desk.do(assign, session=fresh.value, clinician=people["S Quill"].id)
    a_list(desk, MONDAY + dt.timedelta(days=11))  # meanwhile, on the real one
    before = len(every(desk, ClinicalSession))
    changes, (first, second) = tried.parts()
    done = desk.do(
        apply_what_if,
        changes=joined([first], changes),
        left=joined([second], changes),
        name=tried.name,
        since=tried.since,
    )
    rest = go_on(tried, (joined([second], changes),), done.value.numbers)
    assert (rest.what_if.name, rest.lost) == ("Two lists 2", {})
    assert len(every(desk, ClinicalSession)) == before + 1
    changes, parts = rest.what_if.parts()
    assert [one.lines[0].day for one in parts] == [second.lines[0].day]
    desk.do(apply_what_if, changes=changes, name="Two lists 2", since=rest.what_if.since)
    assert len(every(desk, ClinicalSession)) == before + 2
    desk.undo()
    desk.undo()
    assert len(every(desk, ClinicalSession)) == before
    rest.what_if.throw_away()
    desk.close()
