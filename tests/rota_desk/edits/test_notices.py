"""Change notices: each says exactly what changed since the one before, and stays as sent."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import at

from models import Activity, Assignment
from models.types import ActivityKind, Category, NoticeChange, RoomKind, Slot
from rota_desk.desk import Desk
from rota_desk.edits.assignments import hand_over
from rota_desk.edits.notices import send_notice
from rota_desk.edits.rooms import release_session
from rota_desk.edits.sessions import retime_session
from rota_desk.errors import Refusal
from rota_desk.queries.change_notice import Notice, pending_notice, sent_notice

FIRST, LAST = dt.date(2026, 11, 16), dt.date(2026, 11, 29)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    build.kept(
        desk,
        Activity(
            code="GC",
            name="Gastro clinic",
            kind=ActivityKind.CLINIC,
            category=Category.DCC,
            slot=Slot.AM,
            starts=dt.time(9),
            ends=dt.time(13),
            tint="green",
            room_kind=RoomKind.CLINIC,
            clinic_code="GAS-OP",
        ),
    )
    yield desk
    desk.close()


def pending(desk: Desk) -> Notice:
    return desk.ask(pending_notice, first=FIRST, last=LAST)


def told(notice: Notice) -> list[tuple[int, NoticeChange, str]]:
    return [(one.session_id, one.change, one.clinic_code) for one in notice.changes]


def send(desk: Desk) -> int:
    return desk.do(send_notice, first=FIRST, last=LAST).value


def test_each_notice_says_what_changed_since_the_last_and_no_more(desk: Desk) -> None:
    okafor = build.a_clinician(desk, "Dr M Okafor", contract=None)
    khan = build.a_clinician(desk, "Dr B Khan", contract=None)
    moved, other, gone = (
        build.a_session(desk, "GC", FIRST + dt.timedelta(days=days), on=[okafor]).id
        for days in range(3)
    )
    build.a_list(desk, FIRST, on=[khan])
    added = [(one, NoticeChange.ADDED, "GAS-OP") for one in (moved, other, gone)]
    assert told(pending(desk)) == added
    assert send(desk) == 1
    with pytest.raises(Refusal, match="No clinic of these days has changed"):
        send(desk)
    start = at(FIRST, "14:00")
    desk.do(retime_session, session=moved, start=start, end=start + dt.timedelta(hours=4))
    placed = next(one for one in build.every(desk, Assignment) if one.session_id == other)
    desk.do(hand_over, assignment=placed.id, clinician=khan.id)
    desk.do(release_session, session=gone, reason="Annual leave")
    changes = {one.session_id: one for one in pending(desk).changes}
    assert {number: one.change for number, one in changes.items()} == {
        moved: NoticeChange.MOVED,
        other: NoticeChange.WHO,
        gone: NoticeChange.CANCELLED,
    }
    was = changes[moved].was
    assert was is not None
    assert (was.start, changes[moved].now.start) == (at(FIRST, "09:00"), start)
    assert (changes[other].now.who, changes[gone].reason) == ("Dr B Khan", "Annual leave")
    before = pending(desk)
    assert send(desk) == 2
    assert pending(desk).changes == ()
    assert desk.ask(sent_notice, number=2).changes == before.changes
    assert told(desk.ask(sent_notice, number=1)) == added


def test_a_change_taken_back_before_the_notice_is_not_told(desk: Desk) -> None:
    okafor = build.a_clinician(desk, "Dr M Okafor", contract=None)
    session = build.a_session(desk, "GC", FIRST, on=[okafor]).id
    send(desk)
    desk.do(release_session, session=session, reason="Study day")
    assert [one.change for one in pending(desk).changes] == [NoticeChange.CANCELLED]
    desk.undo()
    assert pending(desk).changes == ()


def test_a_clinic_moved_out_of_the_days_is_told_as_moved_and_a_notice_is_undone(
    desk: Desk,
) -> None:
    session = build.a_session(desk, "GC", LAST - dt.timedelta(days=2)).id
    send(desk)
    start = at(LAST + dt.timedelta(days=8), "09:00")
    desk.do(retime_session, session=session, start=start, end=start + dt.timedelta(hours=4))
    assert told(pending(desk)) == [(session, NoticeChange.MOVED, "GAS-OP")]
    send(desk)
    desk.undo()
    assert told(pending(desk)) == [(session, NoticeChange.MOVED, "GAS-OP")]
    with pytest.raises(Refusal, match="no change notice 2"):
        desk.ask(sent_notice, number=2)
