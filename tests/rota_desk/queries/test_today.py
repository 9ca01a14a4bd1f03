"""Today: who is where now and next, and gaps and risks, the worst first."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, NOW, TODAY, at

from models.types import LogCategory
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.edits.escalation import escalate_gap, save_escalation_step
from rota_desk.edits.log import write_log
from rota_desk.queries.changes_since import changes_since
from rota_desk.queries.escalation import ladder
from rota_desk.queries.risks import Risk, risks
from rota_desk.queries.today import Station, today

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path, FixedClock(NOW.replace(hour=7, minute=40)))
    build.a_department(opened)
    yield opened
    opened.close()


def told(stations: tuple[Station, ...]) -> list[tuple[str, str, tuple[str, ...], int]]:
    return [(one.place, one.room or one.what, one.who, one.short) for one in stations]


def test_who_is_where_now_and_what_begins_next_stands_by_site_and_room(desk: Desk) -> None:
    patel, rowan = build.a_clinician(desk), build.a_resident(desk)
    south = build.a_room(desk, "C9", site=build.a_site(desk, "S", "South"))
    north = build.a_room(desk, "E1")
    build.a_night(desk, MONDAY, on=[rowan])
    build.a_list(desk, TODAY, on=[patel], room=south)
    build.a_list(desk, TODAY, room=north)
    build.a_session(desk, "EN", TODAY, "18:00", "20:00", on=[patel], room=north)
    found = desk.ask(today)
    assert told(found.now) == [("", "Night", ("Dr C Rowan",), 0)]
    assert found.next_from == at(TODAY, "08:30")
    assert [one.place for one in found.next] == ["North", "South"]
    assert [(one.who, one.short) for one in found.next] == [((), 1), (("Dr A Patel",), 0)]


def test_in_the_evening_what_begins_next_is_the_work_of_the_next_day_that_has_any(
    tmp_path: Path,
) -> None:
    friday = TODAY + 3 * DAY
    late = build.a_desk(tmp_path, FixedClock(NOW.replace(day=friday.day, hour=21)))
    build.a_department(late)
    build.a_list(late, friday)
    build.a_list(late, friday + 3 * DAY, on=[build.a_clinician(late)])
    found = late.ask(today)
    assert (found.now, found.next_from) == ((), at(friday + 3 * DAY, "08:30"))
    assert told(found.next) == [("", "Endoscopy list", ("Dr A Patel",), 0)]
    late.close()


def test_the_worst_stands_first_and_what_is_over_stands_no_more(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, TODAY + 5 * DAY)
    build.a_list(desk, TODAY + DAY)
    build.a_night(desk, MONDAY)
    build.a_list(desk, MONDAY)
    build.a_list(desk, TODAY + 9 * DAY)
    clinic = build.a_clinic(desk, TODAY, on=[patel])
    build.approved_leave(desk, patel, TODAY + 6 * DAY)
    build.assigned(desk, build.a_list(desk, TODAY + 6 * DAY), patel)
    found = desk.ask(risks)
    assert [(one.kind, one.when, one.gap) for one in found] == [
        ("danger", "now, from Mon 9 Nov 20:30", True),
        ("danger", "tomorrow 08:30", True),
        ("warning", "Sun 15 Nov 08:30", True),
        ("warning", "Mon 16 Nov 08:30", False),
    ]
    assert clinic.id not in {one.session_id for one in found}


def test_a_gap_of_today_says_whom_the_ladder_goes_to_by_now(desk: Desk) -> None:
    desk.do(save_escalation_step, role="Duty manager", reach="bleep 2001", after_minutes=0)
    desk.do(save_escalation_step, role="Director", after_minutes=60)
    session = build.a_list(desk, TODAY)

    def now() -> Risk:
        return desk.ask(risks)[0]

    assert now().call == "Go to Duty manager, bleep 2001"
    desk.do(escalate_gap, session=session.id, step=desk.ask(ladder)[0].step_id)
    assert now().call == ""


def test_what_is_due_in_the_log_and_what_somebody_waits_for_is_told(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.leave(desk, patel, TODAY + 60 * DAY)
    desk.do(write_log, text="Ring the bank", category=LogCategory.CALL, due=TODAY)
    desk.do(write_log, text="Next week", due=TODAY + 7 * DAY)
    found = desk.ask(today)
    assert [one.kind for one in found.owed] == ["leave"]
    assert [one.text for one in found.log] == ["Ring the bank"]


def test_changes_since_a_moment_name_the_act_and_its_cell_and_undo_too(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    session = build.a_list(desk, TODAY)
    with desk.acting(reason="Swapped by phone"):
        desk.do(assign, session=session.id, clinician=patel.id)
    desk.undo()
    undone, done = desk.ask(changes_since, since=at(TODAY, "07:00"))[:2]
    assert (done.words, done.reason, done.session_id, done.day) == (
        "Assign Dr A Patel to Endoscopy list, Tue 10 Nov",
        "Swapped by phone",
        session.id,
        TODAY,
    )
    assert undone.words == f"taken back: {done.words}"
    assert desk.ask(changes_since, since=at(TODAY, "08:00")) == ()


def test_work_since_an_absence_that_was_never_closed_is_among_the_risks(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.an_absence(desk, patel, MONDAY - 3 * DAY)
    build.a_list(desk, MONDAY, on=[patel])
    (risk,) = desk.ask(risks)
    assert (risk.kind, risk.what, risk.gap) == ("danger", "Dr A Patel", False)
    assert "without a last day, and on the rota since (Mon 9 Nov)" in risk.detail
