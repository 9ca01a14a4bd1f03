"""How the documents of leave are made: asked, stamped, drawn."""

import datetime as dt
from collections.abc import Callable

from reports import leave_balances, leave_calendar, leave_tables
from reports.document import Document, Stamp, check_code
from reports.formats.words import file_word
from reports.made import checked, chosen, document, stamp
from rota_desk.desk import Desk
from rota_desk.queries.leave_account import LeaveAccount, leave_account
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.year_strip import YearStrip, year_strip


def leave_balances_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    clinician: int | None = None,
) -> Document:
    """What everybody, or one person, has left in the leave year in which the first day lies."""
    draw: dict[str, Callable[[LeaveAccount, Stamp], bytes]] = {
        "pdf": lambda found, mark: leave_balances.printed(found, mark, paper=paper or "A4"),
        "xlsx": leave_tables.workbook,
        "csv": lambda found, _: leave_tables.table(found),
        "json": leave_tables.as_json,
    }
    drawn = chosen(draw, leave_balances.NAME, format)
    checked(start, end)
    found = desk.ask(leave_account, on=start, clinician=clinician)
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*leave_tables.facts(found), sheet.version))
    whose = leave_balances.NAME
    if clinician is not None and found.annual:
        whose = f"{whose}-{file_word(found.annual[0].name)}"
    return document(whose, found.start, format, drawn(found, mark))


def leave_calendar_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """Who is away on which day, and how many against the limit."""
    draw: dict[str, Callable[[YearStrip, Stamp], bytes]] = {
        "pdf": lambda found, mark: leave_calendar.printed(found, mark, paper=paper or "A3"),
        "xlsx": leave_calendar.workbook,
        "csv": lambda found, _: leave_calendar.table(found),
        "json": leave_calendar.as_json,
    }
    drawn = chosen(draw, leave_calendar.NAME, format)
    found = desk.ask(year_strip, start=start, end=checked(start, end))
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*leave_calendar.facts(found), sheet.version))
    return document(leave_calendar.NAME, start, format, drawn(found, mark))
