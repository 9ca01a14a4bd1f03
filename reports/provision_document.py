"""The under-provision report: asked, drawn, stamped."""

import datetime as dt
from collections.abc import Callable

from reports import provision_tables, under_provision
from reports.document import Document, Stamp, check_code
from reports.formats.words import file_word
from reports.made import checked, chosen, document, stamp
from reports.provision_breakdown import Breakdown
from rota_desk.desk import Desk
from rota_desk.queries.provision import ProvisionReport, provision
from rota_desk.queries.provision_only import ALL, Only
from rota_desk.queries.provision_shares import provision_shares
from rota_desk.queries.rostering_figures import rostering_figures
from rota_desk.queries.rota_sheet import rota_sheet


def under_provision_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    only: Only = ALL,
) -> Document:
    """Where cover falls short or over in some days, why, since when, and what was tried.

    The rostering figures speak of the whole department: what is narrowed goes without them.
    """
    name = under_provision.NAME
    checked(start, end)
    draw: dict[str, Callable[[ProvisionReport, Stamp, Breakdown], bytes]] = {
        "pdf": lambda report, mark, more: under_provision.printed(
            report, mark, paper=paper or "A4", breakdown=more
        ),
        "xlsx": provision_tables.workbook,
        "csv": lambda report, _mark, _more: provision_tables.table(report),
        "json": provision_tables.as_json,
    }
    drawn = chosen(draw, name, format)
    report = desk.ask(provision, start=start, end=end, only=only)
    more = Breakdown(
        desk.ask(provision_shares, start=start, end=end, only=only),
        () if only else desk.ask(rostering_figures, start=start, end=end),
    )
    sheet = desk.ask(rota_sheet, start=start, days=(end - start).days)
    told = (*provision_tables.facts(report), more.shares, more.figures)
    mark = stamp(desk, sheet, check_code(*told, sheet.version))
    of = f"{name}-{file_word(report.only)}" if only else name
    return document(of, start, format, drawn(report, mark, more))
