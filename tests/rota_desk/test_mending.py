"""Mends tried on the whole desk, each done as one step; and what could be done on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, a_desk, a_long_day, a_resident

from models import Assignment, ClinicalSession
from rota_desk.desk import Desk
from rota_desk.edits.assignments import remove_assignment
from rota_desk.edits.mending import put_right
from rota_desk.edits.sessions import retime_session, set_cover
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.mending import checked_mends
from rota_desk.queries.could_do import could_do
from rota_desk.queries.mends import MendKind
from rota_desk.queries.turning import turnings
from rota_desk.rules.finding import Finding

DAY = dt.timedelta(days=1)
TUESDAY = MONDAY + DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def finding(desk: Desk) -> Finding:
    """Two long days with ten and a half hours between them; nobody is needed on the first."""
    tired = a_resident(desk)
    a_resident(desk, "Dr N Said")
    first, second = (a_long_day(desk, day, on=[tired]) for day in (MONDAY, TUESDAY))
    late = dt.datetime.combine(MONDAY, dt.time(21, 30))
    desk.do(retime_session, session=first.id, start=first.start + dt.timedelta(hours=1), end=late)
    early = dt.datetime.combine(TUESDAY, dt.time(8))
    desk.do(retime_session, session=second.id, start=early, end=early + dt.timedelta(hours=12))
    desk.do(set_cover, session=first.id, wanted=0)
    (found,) = (one for one in desk.findings(MONDAY, MONDAY + 3 * DAY) if one.rule == "rd-rest-11")
    return found


def test_a_mend_of_every_kind_is_offered_nearest_first(desk: Desk, finding: Finding) -> None:
    assert [(one.kind, one.session_id) for one in checked_mends(desk, finding)] == [
        (MendKind.LATER_START, 2),
        (MendKind.EARLIER_END, 1),
        (MendKind.SWAP_OUT, 1),
        (MendKind.SWAP_OUT, 2),
        (MendKind.DAY_OFF, 1),
    ]


def test_each_mend_clears_the_finding_in_one_step_that_is_undone_in_one(
    desk: Desk, finding: Finding
) -> None:
    before = desk.findings(MONDAY, MONDAY + 3 * DAY)
    for mend in checked_mends(desk, finding):
        done = desk.do(put_right, mend=mend)
        assert finding in done.lost
        assert [one for one in done.gained if one.flagged] == []
        desk.undo()
        assert desk.findings(MONDAY, MONDAY + 3 * DAY) == before


def test_looking_for_mends_changes_nothing(desk: Desk, finding: Finding) -> None:
    sessions, placed = build.every(desk, ClinicalSession), build.every(desk, Assignment)
    times, undoable = [(one.start, one.end) for one in sessions], desk.can_undo
    heard: list[int] = []
    checked_mends(desk, finding, heard.append)
    assert [(one.start, one.end) for one in build.every(desk, ClinicalSession)] == times
    assert len(build.every(desk, Assignment)) == len(placed)
    assert desk.can_undo == undoable
    assert heard[-1] == 100
    assert heard == sorted(heard)


def test_a_mend_of_what_is_gone_is_refused_in_words(desk: Desk, finding: Finding) -> None:
    off = next(one for one in checked_mends(desk, finding) if one.kind is MendKind.DAY_OFF)
    desk.do(remove_assignment, assignment=finding.assignment_ids[0])
    with pytest.raises(Refusal, match="not on this session any more"):
        desk.do(put_right, mend=off)


def test_what_could_be_done_on_a_day_begins_with_what_is_short(desk: Desk) -> None:
    a_long_day(desk, MONDAY, on=[a_resident(desk)])
    build.a_list(desk, MONDAY)
    build.a_list(desk, TUESDAY)
    assert [one.words for one in desk.ask(could_do, day=MONDAY)] == [
        "Gap: Endoscopy list, 08:30 – 12:30",
        "Session: Long day, 08:00 – 20:30",
        "EN  Endoscopy list, 08:30 – 12:30",
        "LD  Long day, 08:00 – 20:30",
    ]


def test_a_contested_finding_names_the_setting_that_would_turn_it(desk: Desk) -> None:
    clocks_back = dt.date(2026, 10, 24)
    build.a_night(desk, clocks_back, on=[a_resident(desk)])

    def long_nights() -> list[Finding]:
        found = desk.findings(clocks_back, clocks_back + 2 * DAY)
        return [one for one in found if one.rule == "rd-shift-13"]

    ((turning,),) = (turnings(one) for one in long_nights())
    assert turning.words == (
        "Would be kept with “Thirteen hours on a night of clock change: shown, not flagged” (O-6)."
    )
    desk.do(change_setting, key=turning.setting, value="silent")
    assert long_nights() == []
