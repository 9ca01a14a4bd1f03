"""The documents of the desk itself, as the catalogue makes them: outlook and handover."""

import datetime as dt
from collections.abc import Callable

from reports import handover, outlook
from reports.document import Document, Stamp, check_code
from reports.made import checked, chosen, document, stamp
from rota_desk.desk import Desk
from rota_desk.queries.handover import Handover
from rota_desk.queries.handover import handover as handed_over
from rota_desk.queries.outlook import Outlook
from rota_desk.queries.outlook import outlook as ahead
from rota_desk.queries.rota_sheet import rota_sheet


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
