"""The documents of rooms, as the catalogue makes them."""

import datetime as dt
from collections.abc import Callable

from reports import change_notice, endoscopy_points, room_use, rooms_on_offer, six_four_two
from reports.document import Document, Stamp, check_code
from reports.made import checked, chosen, document, stamp
from reports.room_use import Used
from rota_desk.desk import Desk
from rota_desk.queries.change_notice import (
    Notice,
    notices_sent,
    pending_notice,
    sent_notice,
)
from rota_desk.queries.empty_rooms import EmptyRooms, empty_rooms
from rota_desk.queries.endoscopy import Capacity, endoscopy_capacity
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.room_use_page import room_use_page
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.six_four_two import Board, next_meeting
from rota_desk.queries.six_four_two import six_four_two as board_of


def six_four_two_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """The meeting of a single day, or the first weekly one of several; agenda, then decisions."""
    draw: dict[str, Callable[[Board, Stamp], bytes]] = {
        "pdf": lambda board, mark: six_four_two.printed(board, mark, paper=paper or "A4"),
        "xlsx": six_four_two.workbook,
        "csv": lambda board, _: six_four_two.table_of(board),
        "json": six_four_two.as_json,
    }
    drawn = chosen(draw, six_four_two.NAME, format)
    one_day = (checked(start, end) - start).days == 1
    day = start if one_day else desk.ask(next_meeting, day=start)
    board = desk.ask(board_of, meeting=day)
    sheet = desk.ask(rota_sheet, start=day, days=1)
    mark = stamp(desk, sheet, check_code(*six_four_two.facts(board)))
    return document(six_four_two.NAME, day, format, drawn(board, mark))


def change_notice_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """What booking teams have to be told of these days; the last notice where nothing is new."""
    draw: dict[str, Callable[[Notice, Stamp], bytes]] = {
        "pdf": lambda notice, mark: change_notice.printed(notice, mark, paper=paper or "A4"),
        "csv": lambda notice, _: change_notice.table_of(notice),
        "json": change_notice.as_json,
    }
    if format == "eml":
        return change_notice_draft(desk, start=start, end=checked(start, end))
    drawn = chosen(draw, change_notice.NAME, format)
    return _notice(desk, start, checked(start, end), format, drawn)


def room_use_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """How rooms were used in some days, by room, service and consultant."""
    draw: dict[str, Callable[[Used, Stamp], bytes]] = {
        "pdf": lambda found, mark: room_use.printed(found, mark, paper=paper or "A4"),
        "xlsx": room_use.workbook,
        "csv": lambda found, _: room_use.table_of(found),
        "json": room_use.as_json,
    }
    drawn = chosen(draw, room_use.NAME, format)
    page = desk.ask(room_use_page, start=start, end=checked(start, end))
    found = Used(page.use, page.by_part)
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*room_use.facts(found)))
    return document(room_use.NAME, start, format, drawn(found, mark))


def rooms_on_offer_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """What stands empty in some days, for whoever could use it."""
    draw: dict[str, Callable[[EmptyRooms, Stamp], bytes]] = {
        "pdf": lambda found, mark: rooms_on_offer.printed(found, mark, paper=paper or "A4"),
        "csv": lambda found, _: rooms_on_offer.table_of(found),
        "json": rooms_on_offer.as_json,
    }
    drawn = chosen(draw, rooms_on_offer.NAME, format)
    found = desk.ask(empty_rooms, start=start, end=checked(start, end))
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*rooms_on_offer.facts(found)))
    return document(rooms_on_offer.NAME, start, format, drawn(found, mark))


def endoscopy_points_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """The endoscopy lists of some days with their points, against who waits."""
    draw: dict[str, Callable[[Capacity, Stamp], bytes]] = {
        "pdf": lambda found, mark: endoscopy_points.printed(found, mark, paper=paper or "A4"),
        "xlsx": endoscopy_points.workbook,
        "csv": lambda found, _: endoscopy_points.table_of(found),
        "json": endoscopy_points.as_json,
    }
    drawn = chosen(draw, endoscopy_points.NAME, format)
    found = desk.ask(endoscopy_capacity, start=start, end=checked(start, end))
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*endoscopy_points.facts(found)))
    return document(endoscopy_points.NAME, start, format, drawn(found, mark))


def change_notice_draft(desk: Desk, *, start: dt.date, end: dt.date) -> Document:
    """The notice as an e-mail that waits to be sent, the printed page enclosed."""
    page = change_notice_document(desk, start=start, end=end, format="pdf")
    notice = _notice_of(desk, start, end)
    content = change_notice.draft(notice, desk.ask(letterhead).department, page)
    name = page.file_name.removesuffix("pdf") + "eml"
    return Document(change_notice.NAME, name, "message/rfc822", content)


def _notice(
    desk: Desk,
    start: dt.date,
    end: dt.date,
    form: str,
    drawn: Callable[[Notice, Stamp], bytes],
) -> Document:
    notice = _notice_of(desk, start, end)
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*change_notice.facts(notice)))
    return document(change_notice.NAME, start, form, drawn(notice, mark))


def _notice_of(desk: Desk, start: dt.date, end: dt.date) -> Notice:
    pending = desk.ask(pending_notice, first=start, last=end - dt.timedelta(days=1))
    sent = desk.ask(notices_sent)
    if pending.changes or not sent:
        return pending
    return desk.ask(sent_notice, number=sent[0])
