"""How a list ran is kept, shown in the room diary, read from a file, and refused when nonsense."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, at

from models import ClinicalSession
from models.types import SessionState
from rota_desk.bootstrap import open_desk
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.list_run import record_run
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.room_ran import ran_facts
from rota_desk.queries.rooms import room_diary

DAY = dt.timedelta(days=1)
BEGAN, ENDED = at(MONDAY, "08:50"), at(MONDAY, "11:45")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


@pytest.fixture
def session(desk: Desk) -> int:
    """A list of Monday, 08:30 to 12:30; it is Tuesday."""
    return build.a_list(desk, room=build.a_room(desk)).id


def kept(desk: Desk, session: int) -> tuple[object, ...]:
    one = build.found(desk, ClinicalSession, session)
    assert one is not None
    return one.began, one.ended, one.cases_done, one.touch_minutes


def test_what_is_kept_is_said_in_a_sentence_and_undone(desk: Desk, session: int) -> None:
    done = desk.do(record_run, session=session, began=BEGAN, ended=ENDED, cases=7, touch=150)
    assert done.label == "How Endoscopy list, Mon 9 Nov ran"
    assert kept(desk, session) == (BEGAN, ENDED, 7, 150)
    said = (
        "began 08:50 (5 min late beyond what is spared), ended 11:45 (15 min early beyond what is"
        " spared), 7 cases, 150 min with a case under way"
    )
    assert desk.ask(ran_facts, session=session).words == said
    (line,) = desk.ask(room_diary, start=MONDAY, days=1).rooms
    assert [one.ran for cell in line.cells for one in cell.holdings] == [said]
    desk.undo()
    assert kept(desk, session) == (None, None, None, None)
    assert desk.ask(ran_facts, session=session).words == ""


def test_what_is_spared_is_the_departments(desk: Desk, session: int) -> None:
    desk.do(change_setting, key="rooms.late_start_minutes", value="20")
    desk.do(change_setting, key="rooms.early_finish_minutes", value="45")
    desk.do(record_run, session=session, began=BEGAN, ended=ENDED)
    assert desk.ask(ran_facts, session=session).words == "began 08:50, ended 11:45"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"began": ENDED, "ended": BEGAN}, "before the first began"),
        ({"began": BEGAN - dt.timedelta(days=1)}, "more than 12 hours"),
        ({"cases": -1}, "Cases are a count from 0 to 999"),
        ({"cases": 1000}, "Cases are a count from 0 to 999"),
        ({"touch": 961}, "from 0 to 960"),
        ({"touch": -1}, "from 0 to 960"),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Desk, session: int, facts: dict[str, object], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        desk.do(record_run, session=session, **facts)  # type: ignore[arg-type]


def test_a_list_ahead_has_not_run(desk: Desk) -> None:
    ahead = build.a_list(desk, MONDAY + dt.timedelta(days=7)).id
    with pytest.raises(Refusal, match="lies ahead"):
        desk.do(record_run, session=ahead, cases=3)


def read(tmp_path: Path, kind: str, *rows: str) -> int:
    """What the import of a file with these rows answers."""
    (path,) = tmp_path.glob("*.sqlite")
    file = tmp_path / f"{kind}.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    return run(["--database", str(path), "import", kind, str(file)])


def test_the_file_of_a_theatre_system_is_taken_row_by_row_and_makes_no_list(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = build.a_room(desk)
    patel = build.a_clinician(desk)
    fallen = build.a_list(desk, room=room)
    build.changed(desk, fallen, state=SessionState.CANCELLED)
    there = build.a_list(desk, room=room, on=[patel], owner=patel).id
    ahead = build.a_list(desk, MONDAY + 364 * DAY, room=room).id
    desk.close()
    head = "room,start,began,ended,cases_done,touch_minutes"
    assert (
        read(
            tmp_path,
            "list-runs",
            head,
            "E1,2026-11-09T08:30,2026-11-09T08:40,2026-11-09T12:31,8,190",
            "E1,2026-11-09T09:00,2026-11-09T09:10,,3,",
            "E1,2027-11-08T08:30,,,3,",
            "E9,2026-11-09T08:30,,,3,",
        )
        == 1
    )
    said = capsys.readouterr()
    for words in ("no list begins in that room then", "that lies ahead", "the desk has no room"):
        assert words in said.out + said.err
    assert read(tmp_path, "list-runs", head, "E1,2026-11-09T08:30,2026-11-09T08:45,,9,") == 0
    again = open_desk(tmp_path / "rota.sqlite")
    found = {one.id: (one.began, one.ended, one.cases_done, one.touch_minutes)
             for one in build.every(again, ClinicalSession)}  # fmt: skip
    again.close()
    nothing = (None, None, None, None)
    assert found == {
        fallen.id: nothing,
        there: (at(MONDAY, "08:45"), None, 9, None),
        ahead: nothing,
    }


def test_a_session_of_a_file_cannot_have_ended_before_it_began(
    desk: Desk, session: int, tmp_path: Path
) -> None:
    desk.close()
    head = "activity,start,end,began,ended"
    row = "EN,2026-11-09T08:30,2026-11-09T12:30,2026-11-09T12:00,2026-11-09T09:00"
    assert read(tmp_path, "sessions", head, row) == 1
    again = open_desk(tmp_path / "rota.sqlite")
    assert kept(again, session) == (None, None, None, None)
    again.close()
