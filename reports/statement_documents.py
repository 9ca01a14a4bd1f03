"""The documents that one person is given of their own work: sessions, and hours by the year."""

import datetime as dt

from reports import hours_statement, hours_tables, session_statement
from reports.document import Document
from reports.formats.words import file_word
from reports.made import checked, chosen, document, drawers, stamped
from reports.wording import span_words
from rota_desk.desk import Desk
from rota_desk.queries.hours_account import hours_account, hours_accounts
from rota_desk.queries.session_statement import session_statement as statement_of
from rota_desk.queries.session_statement import session_statements

_HOURS = drawers(pdf=hours_statement.printed, xlsx=hours_tables.workbook)


def session_statement_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    clinician: int | None = None,
) -> Document:
    """Somebody's account of sessions, or everybody's whose plan is reckoned in them."""
    chosen({"pdf": None}, session_statement.NAME, format)
    period = {"start": start, "end": checked(start, end)}
    found = (
        desk.ask(session_statements, **period)
        if clinician is None
        else (desk.ask(statement_of, clinician=clinician, **period),)
    )
    mark = stamped(desk, start, end, session_statement.facts(found), versioned=True)
    whose = session_statement.NAME
    if clinician is not None:
        whose = f"{whose}-{file_word(found[0].name)}"
    content = session_statement.printed(found, mark, span_words(start, end), paper=paper or "A4")
    return document(whose, start, format, content)


def hours_statement_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    clinician: int | None = None,
) -> Document:
    """The quarter in which the first day lies: of everybody on annualised hours, or of one."""
    drawn = chosen(_HOURS, hours_statement.NAME, format)
    checked(start, end)
    found = (
        desk.ask(hours_accounts, on=start)
        if clinician is None
        else (desk.ask(hours_account, clinician=clinician, on=start),)
    )
    first, after = (found[0].start, found[0].end) if found else (start, end)
    mark = stamped(desk, first, after, hours_tables.facts(found), versioned=True)
    whose = hours_statement.NAME
    if clinician is not None:
        whose = f"{whose}-{file_word(found[0].name)}"
    return document(whose, first, format, drawn(found, mark, paper))
