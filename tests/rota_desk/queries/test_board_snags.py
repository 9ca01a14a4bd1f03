"""What looks used and cannot simply be confirmed: holidays, rooms, people."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import build
import pypdf
import pytest

from models.types import BookingKind, LeaveState
from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.domain.six_four_two import Sitting
from rota_desk.edits.six_four_two import confirm_the_rest
from rota_desk.queries.board_lines import Ask
from rota_desk.queries.six_four_two import Board, six_four_two

MEETING, WEEK = dt.date(2026, 11, 16), dt.date(2026, 12, 28)  # its Monday is a bank holiday
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def board(desk: Desk, day: dt.date = MEETING) -> Board:
    return desk.ask(six_four_two, meeting=day)


def snags(desk: Desk) -> dict[dt.date, tuple[str, ...]]:
    (six, *_later) = board(desk).weeks
    return {one.start.date(): one.snags for one in six.lines}


def test_a_used_list_with_a_snag_is_decided_by_itself_and_the_others_together(desk: Desk) -> None:
    room, khan = build.a_room(desk), build.a_clinician(desk, "Dr B Khan", contract=None)
    patel = build.a_clinician(desk, contract=None)
    for by in range(5):
        build.a_list(desk, WEEK + by * DAY, room=room, on=[patel if by == 2 else khan])
    closed = WEEK + DAY
    build.a_booking(
        desk,
        room,
        build.at(closed, "07:00"),
        build.at(closed, "19:00"),
        kind=BookingKind.CLOSURE,
        title="Ventilation test",
    )
    there = WEEK + 2 * DAY
    build.leave(desk, patel, there, there, state=LeaveState.APPROVED)
    build.a_session(desk, "OC", WEEK + 3 * DAY, "08:00", "20:00", on=[khan])
    build.changed(desk, room, hours="Mon-Thu 08:00-18:00")
    (six, *_later) = board(desk).weeks
    assert snags(desk) == {
        WEEK: (f"bank holiday: {six.holidays[WEEK]}",),
        closed: ("room closed: Ventilation test",),
        WEEK + 2 * DAY: ("Dr A Patel is away then",),
        WEEK + 3 * DAY: ("Dr B Khan is on call then",),
        WEEK + 4 * DAY: (
            f"bank holiday: {six.holidays[WEEK + 4 * DAY]}",
            "outside the room's opening hours",
        ),
    }
    assert {one.ask for one in six.to_settle} == {Ask.USED}
    assert (len(six.to_settle), six.to_confirm) == (5, ())


def test_two_in_a_room_are_both_to_be_decided(desk: Desk) -> None:
    room, khan = build.a_room(desk), build.a_clinician(desk, "Dr B Khan", contract=None)
    day = WEEK + DAY
    build.a_list(desk, day, room=room, on=[khan])
    build.a_booking(desk, room, build.at(day, "12:00"), build.at(day, "14:00"), title="Surgery")
    assert snags(desk) == {day: ("room also held for Surgery",)}


def test_what_has_no_snag_is_confirmed_together_as_before(desk: Desk) -> None:
    room, khan = build.a_room(desk), build.a_clinician(desk, "Dr B Khan", contract=None)
    session = build.a_list(desk, WEEK + DAY, room=room, on=[khan])
    (six, *_later) = board(desk).weeks
    assert [one.session_id for one in six.to_confirm] == [session.id]
    at = Sitting(MEETING, six.milestone)
    assert desk.do(confirm_the_rest, sessions=[session.id], at=at).value == 1


def test_a_bank_holiday_stands_on_the_page_and_a_meeting_on_one_says_so(desk: Desk) -> None:
    build.a_list(desk, WEEK, room=build.a_room(desk))
    content = report_named("six-four-two").make(desk, MEETING, MEETING + DAY, "pdf").content
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "▲ Mon 28 Dec:" in text
    assert "a bank holiday" in text
    assert board(desk).holiday == ""
    assert board(desk, WEEK).holiday == "Boxing Day (substitute day)"
