"""The documents of the desk itself: outlook, handover, system-down pack, deadlines met."""

import datetime as dt
from collections.abc import Callable

from reports import deadlines_met, handover, outlook, system_down
from reports.document import Document, Stamp, check_code
from reports.made import checked, chosen, document, stamp
from rota_desk.desk import Desk
from rota_desk.queries.deadlines_met import DeadlinesMet
from rota_desk.queries.deadlines_met import deadlines_met as met
from rota_desk.queries.handover import Handover
from rota_desk.queries.handover import handover as handed_over
from rota_desk.queries.outlook import Outlook
from rota_desk.queries.outlook import outlook as ahead
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.system_down import system_down as pack


def outlook_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """What stands ahead, for duty managers."""
    draw: dict[str, Callable[[Outlook, Stamp], bytes]] = {
        "pdf": lambda found, mark: outlook.printed(found, mark, paper=paper or "A4"),
        "xlsx": outlook.workbook,
        "csv": lambda found, _: outlook.table_of(found),
        "json": outlook.as_json,
    }
    drawn = chosen(draw, outlook.NAME, format)
    found = desk.ask(ahead, start=start, end=checked(start, end))
    mark = stamp(
        desk, desk.ask(rota_sheet, start=start, days=1), check_code(*outlook.facts(found))
    )
    return document(outlook.NAME, start, format, drawn(found, mark))


def handover_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """What the next person at the desk has to know."""
    draw: dict[str, Callable[[Handover, Stamp], bytes]] = {
        "pdf": lambda found, mark: handover.printed(found, mark, paper=paper or "A4"),
        "xlsx": handover.workbook,
        "csv": lambda found, _: handover.table_of(found),
        "json": handover.as_json,
    }
    drawn = chosen(draw, handover.NAME, format)
    found = desk.ask(handed_over, start=start, end=checked(start, end))
    mark = stamp(
        desk, desk.ask(rota_sheet, start=start, days=1), check_code(*handover.facts(found))
    )
    return document(handover.NAME, start, format, drawn(found, mark))


def system_down_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """What has to lie on paper when the desk cannot be opened."""
    chosen({"pdf": None}, system_down.NAME, format)
    found = desk.ask(pack, start=start, end=checked(start, end))
    sheet = desk.ask(rota_sheet, start=start, days=(end - start).days)
    mark = stamp(desk, sheet, check_code(*system_down.facts(found, sheet)))
    content = system_down.printed(found, sheet, mark, paper=paper or "A4")
    return document(system_down.NAME, start, format, content)


def deadlines_met_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """Which deadlines of a period were met, with counts and formulas, for the board's return."""
    draw: dict[str, Callable[[DeadlinesMet, Stamp], bytes]] = {
        "pdf": lambda found, mark: deadlines_met.printed(found, mark, paper=paper or "A4"),
        "xlsx": deadlines_met.workbook,
        "csv": lambda found, _: deadlines_met.table_of(found),
        "json": deadlines_met.as_json,
    }
    drawn = chosen(draw, deadlines_met.NAME, format)
    found = desk.ask(met, start=start, end=checked(start, end))
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*deadlines_met.facts(found)))
    return document(deadlines_met.NAME, start, format, drawn(found, mark))
