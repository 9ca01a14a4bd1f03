"""The documents that one person is given of their own work: sessions, and hours by the year."""

import datetime as dt
from collections.abc import Sequence

from reports import hours_statement, hours_tables, session_statement
from reports.made import drawers, of_one
from rota_desk.queries.hours_account import HoursAccount, hours_account, hours_accounts
from rota_desk.queries.session_statement import SessionStatement, session_statements
from rota_desk.queries.session_statement import session_statement as statement_of
from rota_desk.unit_of_work import Reading


def _statements(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None
) -> tuple[SessionStatement, ...]:
    if clinician is None:
        return session_statements(read, start=start, end=end)
    return (statement_of(read, clinician=clinician, start=start, end=end),)


def _accounts(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,  # noqa: ARG001 - one day finds a quarter
    clinician: int | None,
) -> tuple[HoursAccount, ...]:
    if clinician is None:
        return hours_accounts(read, on=start)
    return (hours_account(read, clinician=clinician, on=start),)


def _quarter(found: Sequence[HoursAccount]) -> tuple[dt.date, dt.date] | None:
    return (found[0].start, found[0].end) if found else None


session_statement_document = of_one(
    session_statement.NAME,
    _statements,
    session_statement.facts,
    drawers(pdf=session_statement.printed),
    versioned=True,
    whose=lambda found: found[0].name,
)
hours_statement_document = of_one(
    hours_statement.NAME,
    _accounts,
    hours_tables.facts,
    drawers(pdf=hours_statement.printed, xlsx=hours_tables.workbook),
    versioned=True,
    whose=lambda found: found[0].name,
    days=_quarter,
)
