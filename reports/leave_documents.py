"""How the documents of leave are made: asked, stamped, drawn."""

import datetime as dt

from reports import leave_balances, leave_calendar, leave_record, leave_tables
from reports.made import drawers, of_days, of_one
from rota_desk.queries.leave_account import LeaveAccount, leave_account
from rota_desk.queries.leave_memory import LeaveMemory, leave_memories, leave_memory
from rota_desk.queries.year_strip import year_strip
from rota_desk.unit_of_work import Reading


def _account(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,  # noqa: ARG001 - one day finds a leave year
    clinician: int | None,
) -> LeaveAccount:
    return leave_account(read, on=start, clinician=clinician)


def _memories(
    read: Reading,
    *,
    start: dt.date,  # noqa: ARG001 - the days choose nothing
    end: dt.date,  # noqa: ARG001
    clinician: int | None,
) -> tuple[LeaveMemory, ...]:
    if clinician is None:
        return leave_memories(read)
    return (leave_memory(read, clinician=clinician),)


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
leave_balances_document = of_one(
    leave_balances.NAME,
    _account,
    leave_tables.facts,
    drawers(
        pdf=leave_balances.printed,
        xlsx=leave_tables.workbook,
        csv=leave_tables.table,
        json=leave_tables.as_json,
    ),
    versioned=True,
    whose=lambda found: found.annual[0].name if found.annual else "",
    days=lambda found: (found.start, found.end),
)
leave_record_document = of_one(  # of the years remembered
    leave_record.NAME,
    _memories,
    leave_record.facts,
    drawers(pdf=leave_record.printed, xlsx=leave_record.workbook),
    versioned=True,
    whose=lambda found: found[0].name or "nobody",
)
