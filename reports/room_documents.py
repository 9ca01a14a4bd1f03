"""The documents of rooms, as the catalogue makes them."""

import datetime as dt

from reports import change_notice, endoscopy_points, room_use, rooms_on_offer, six_four_two
from reports.document import Document
from reports.made import checked, chosen, document, drawers, of_days, stamped
from reports.room_use import Used
from rota_desk.desk import Desk
from rota_desk.queries.change_notice import (
    Notice,
    notices_sent,
    pending_notice,
    sent_notice,
)
from rota_desk.queries.empty_rooms import empty_rooms
from rota_desk.queries.endoscopy import endoscopy_capacity
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.room_use_page import room_use_page
from rota_desk.queries.six_four_two import next_meeting
from rota_desk.queries.six_four_two import six_four_two as board_of

_BOARD = drawers(
    pdf=six_four_two.printed,
    xlsx=six_four_two.workbook,
    csv=six_four_two.table_of,
    json=six_four_two.as_json,
)
_NOTICE = drawers(
    pdf=change_notice.printed, csv=change_notice.table_of, json=change_notice.as_json
)
_USE = drawers(
    pdf=room_use.printed, xlsx=room_use.workbook, csv=room_use.table_of, json=room_use.as_json
)

rooms_on_offer_document = of_days(
    rooms_on_offer.NAME,
    empty_rooms,
    rooms_on_offer.facts,
    drawers(pdf=rooms_on_offer.printed, csv=rooms_on_offer.table_of, json=rooms_on_offer.as_json),
)
endoscopy_points_document = of_days(
    endoscopy_points.NAME,
    endoscopy_capacity,
    endoscopy_points.facts,
    drawers(
        pdf=endoscopy_points.printed,
        xlsx=endoscopy_points.workbook,
        csv=endoscopy_points.table_of,
        json=endoscopy_points.as_json,
    ),
)


def six_four_two_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """The meeting of a single day, or the first weekly one of several; agenda, then decisions."""
    drawn = chosen(_BOARD, six_four_two.NAME, format)
    one_day = (checked(start, end) - start).days == 1
    day = start if one_day else desk.ask(next_meeting, day=start)
    board = desk.ask(board_of, meeting=day)
    after = max((one.week for one in board.weeks), default=day) + dt.timedelta(weeks=1)
    mark = stamped(desk, day, after, six_four_two.facts(board))
    return document(six_four_two.NAME, day, format, drawn(board, mark, paper))


def change_notice_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """What booking teams have to be told of these days; the last notice where nothing is new."""
    if format == "eml":
        return change_notice_draft(desk, start=start, end=checked(start, end))
    drawn = chosen(_NOTICE, change_notice.NAME, format)
    notice = _notice_of(desk, start, checked(start, end))
    mark = stamped(desk, start, end, change_notice.facts(notice))
    return document(change_notice.NAME, start, format, drawn(notice, mark, paper))


def change_notice_draft(desk: Desk, *, start: dt.date, end: dt.date) -> Document:
    """The notice as an e-mail that waits to be sent, the printed page enclosed."""
    page = change_notice_document(desk, start=start, end=end, format="pdf")
    notice = _notice_of(desk, start, end)
    content = change_notice.draft(notice, desk.ask(letterhead).department, page)
    name = page.file_name.removesuffix("pdf") + "eml"
    return Document(change_notice.NAME, name, "message/rfc822", content)


def _notice_of(desk: Desk, start: dt.date, end: dt.date) -> Notice:
    pending = desk.ask(pending_notice, first=start, last=end - dt.timedelta(days=1))
    sent = desk.ask(notices_sent)
    if pending.changes or not sent:
        return pending
    return desk.ask(sent_notice, number=sent[0])


def room_use_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """How rooms were used in some days, by room, service and consultant."""
    drawn = chosen(_USE, room_use.NAME, format)
    page = desk.ask(room_use_page, start=start, end=checked(start, end))
    found = Used(page.use, page.by_part)
    mark = stamped(desk, start, end, room_use.facts(found))
    return document(room_use.NAME, start, format, drawn(found, mark, paper))
