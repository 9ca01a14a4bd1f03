"""Nothing is silently empty: what stands empty is told with its reason, and who was offered it."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import build
import pypdf
import pytest
from build import MONDAY, TODAY

from reports.catalogue import report_named
from rota_desk.desk import Desk
from rota_desk.edits.bookings import book_room
from rota_desk.edits.rooms import (
    offer_released_session,
    offer_room_to_service,
    release_session,
    take_released_session,
)
from rota_desk.edits.sessions import cancel_session
from rota_desk.errors import Refusal
from rota_desk.queries.empty_rooms import Empty, EmptyRooms, Offer, empty_rooms
from rota_desk.queries.rooms import room_diary

AHEAD = MONDAY + dt.timedelta(weeks=5)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def empty(desk: Desk) -> EmptyRooms:
    return desk.ask(empty_rooms, start=AHEAD, end=AHEAD + 7 * DAY)


def told(desk: Desk) -> list[tuple[int, Empty]]:
    return [(one.session_id, one.empty) for one in empty(desk).rooms]


def test_what_is_released_unstaffed_or_cancelled_is_told_until_somebody_takes_it(
    desk: Desk,
) -> None:
    room, khan = build.a_room(desk), build.a_clinician(desk, "Dr B Khan", contract=None)
    released, nobody, cancelled, _used = (
        build.a_list(desk, AHEAD + by * DAY, room=room, on=on).id
        for by, on in ((0, [khan]), (1, []), (2, []), (3, [khan]))
    )
    desk.do(release_session, session=released, reason="Annual leave")
    desk.do(cancel_session, session=cancelled, reason="No nurse")
    assert told(desk) == [
        (released, Empty.RELEASED),
        (nobody, Empty.NOBODY),
        (cancelled, Empty.ENDED),
    ]
    assert [one.decide_by for one in empty(desk).rooms] == [MONDAY + dt.timedelta(weeks=1)] * 3
    desk.do(take_released_session, session=released, clinician=khan.id)
    start = build.at(AHEAD + 2 * DAY, "08:30")
    desk.do(
        book_room, room=room.id, start=start, end=start + dt.timedelta(hours=4), title="Surgery"
    )
    assert told(desk) == [(nobody, Empty.NOBODY)]


def test_an_offer_is_kept_with_its_answer_and_shows_in_the_diary(desk: Desk) -> None:
    session = build.a_list(desk, AHEAD, room=build.a_room(desk)).id
    with pytest.raises(Refusal, match="Release it first"):
        desk.do(offer_released_session, session=session, whom="Surgery")
    desk.do(release_session, session=session, reason="Annual leave")
    (before,) = desk.ask(room_diary, start=AHEAD).released
    assert before.reason == "offered to nobody yet"
    with pytest.raises(Refusal, match="Say to whom"):
        desk.do(offer_released_session, session=session, whom=" ")
    desk.do(offer_released_session, session=session, whom="Surgery", answer="by Friday")
    assert desk.can_undo == "Offer Endoscopy list, Mon 14 Dec to Surgery"
    (holding,) = desk.ask(room_diary, start=AHEAD).released
    assert holding.reason == "offered to Surgery, Tue 10 Nov: by Friday"
    assert [one.offered for one in empty(desk).rooms] == [(Offer("Surgery", TODAY, "by Friday"),)]
    desk.do(offer_room_to_service, session=session, service="Surgery")
    assert told(desk) == []


def test_the_page_for_other_services_names_nobody_who_is_away(desk: Desk) -> None:
    patel = build.a_clinician(desk, contract=None)
    session = build.a_list(desk, AHEAD, room=build.a_room(desk), on=[patel], owner=patel).id
    desk.do(release_session, session=session, reason="Dr A Patel off sick")
    desk.do(offer_released_session, session=session, whom="Surgery", answer="no, on leave")
    content = report_named("rooms-on-offer").make(desk, AHEAD, AHEAD + 7 * DAY, "pdf").content
    text = " ".join(
        " ".join(
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages
        ).split()
    )
    assert "Mon 14 Dec 08:30–12:30" in text
    assert "Room E1, North, 12 points" in text
    assert "Surgery, Tue 10 Nov" in text
    assert "on leave" not in text
    assert "Patel" not in text
    assert "sick" not in text
