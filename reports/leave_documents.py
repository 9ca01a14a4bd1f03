"""How the documents of leave are made: asked, stamped, drawn."""

import datetime as dt

from reports import leave_balances, leave_calendar, leave_record, leave_tables
from reports.document import Document
from reports.formats.words import file_word
from reports.made import checked, chosen, document, drawers, of_days, stamped
from rota_desk.desk import Desk
from rota_desk.queries.leave_account import leave_account
from rota_desk.queries.leave_memory import leave_memories, leave_memory
from rota_desk.queries.year_strip import year_strip

_BALANCES = drawers(
    pdf=leave_balances.printed,
    xlsx=leave_tables.workbook,
    csv=leave_tables.table,
    json=leave_tables.as_json,
)
_RECORD = drawers(pdf=leave_record.printed, xlsx=leave_record.workbook)

leave_calendar_document = of_days(
    leave_calendar.NAME,
    year_strip,
    leave_calendar.facts,
    drawers(
        pdf=leave_calendar.printed,
        xlsx=leave_calendar.workbook,
        csv=leave_calendar.table,
        json=leave_calendar.as_json,
        paper="A3",
    ),
    versioned=True,
)


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
    drawn = chosen(_BALANCES, leave_balances.NAME, format)
    checked(start, end)
    found = desk.ask(leave_account, on=start, clinician=clinician)
    mark = stamped(desk, found.start, found.end, leave_tables.facts(found), versioned=True)
    whose = leave_balances.NAME
    if clinician is not None and found.annual:
        whose = f"{whose}-{file_word(found.annual[0].name)}"
    return document(whose, found.start, format, drawn(found, mark, paper))


def leave_record_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    clinician: int | None = None,
) -> Document:
    """The answers of the years remembered, of all who asked or of one; the days choose nothing."""
    drawn = chosen(_RECORD, leave_record.NAME, format)
    checked(start, end)
    found = (
        desk.ask(leave_memories)
        if clinician is None
        else (desk.ask(leave_memory, clinician=clinician),)
    )
    mark = stamped(desk, start, end, leave_record.facts(found), versioned=True)
    whose = leave_record.NAME
    if clinician is not None:
        whose = f"{whose}-{file_word(found[0].name or 'nobody')}"
    return document(whose, start, format, drawn(found, mark, paper))
