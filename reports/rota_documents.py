"""The documents of the rota: the sheet, its workbook, on call, demand, fairness, compliance."""

import datetime as dt

from reports import (
    compliance,
    compliance_tables,
    demand,
    fairness,
    on_call_sheet,
    on_call_tables,
    rota_workbook,
    weekly_rota,
)
from reports.document import Document, check_code
from reports.made import (
    Draw,
    checked,
    chosen,
    document,
    drawers,
    of_days,
    of_one,
    stamp,
    stamped,
)
from rota_desk import progress
from rota_desk.desk import Desk
from rota_desk.queries.compliance import compliance as held_against_rules
from rota_desk.queries.demand_profile import DemandProfile, demand_profile
from rota_desk.queries.fairness import fairness as shares
from rota_desk.queries.on_call import on_call_board
from rota_desk.queries.rota_sheet import RotaSheet, rota_sheet

SHEETS: Draw[RotaSheet] = drawers(
    pdf=weekly_rota.printed, xlsx=rota_workbook.workbook, csv=rota_workbook.table, paper="A3"
)
_DEMAND = drawers(
    pdf=demand.printed, xlsx=demand.workbook, csv=demand.table_of, json=demand.as_json
)

compliance_document = of_one(
    compliance.NAME,
    held_against_rules,
    compliance_tables.facts,
    drawers(pdf=compliance.printed, xlsx=compliance_tables.workbook),
    versioned=True,
)
fairness_document = of_days(
    fairness.NAME,
    shares,
    fairness.facts,
    drawers(pdf=fairness.printed, xlsx=fairness.workbook),
    versioned=True,
)
on_call_sheet_document = of_days(
    on_call_sheet.NAME,
    on_call_board,
    on_call_tables.facts,
    drawers(
        pdf=on_call_sheet.printed,
        xlsx=on_call_tables.workbook,
        csv=on_call_tables.table,
        json=on_call_tables.as_json,
    ),
    versioned=True,
)


def weekly_rota_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """The rota of some days, for the wall or the inbox."""
    return _rota(desk, weekly_rota.NAME, SHEETS, (start, end), format, paper)


def rota_workbook_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """The rota of some days, as a workbook."""
    draw = drawers(xlsx=rota_workbook.workbook)
    return _rota(desk, rota_workbook.NAME, draw, (start, end), format, paper)


def _rota(  # noqa: PLR0917 - the steps shared by two reports
    desk: Desk,
    name: str,
    draw: Draw[RotaSheet],
    period: tuple[dt.date, dt.date],
    form: str,
    paper: str,
) -> Document:
    start, end = period
    drawn = chosen(draw, name, form)
    with progress.part(0, 35):
        sheet = desk.ask(rota_sheet, start=start, days=(checked(start, end) - start).days)
    mark = stamp(desk, sheet, check_code(*rota_workbook.facts(sheet)))
    return document(name, start, form, drawn(sheet, mark, paper))


def demand_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """Every service that has a demand, each with its days."""
    drawn = chosen(_DEMAND, demand.NAME, format)
    first = desk.ask(demand_profile, start=start, end=checked(start, end))
    found: tuple[DemandProfile, ...] = (
        first,
        *(
            desk.ask(demand_profile, start=start, end=end, service=name)
            for name in first.services[1:]
        ),
    )
    mark = stamped(desk, start, end, demand.facts(found), versioned=True)
    return document(demand.NAME, start, format, drawn(found, mark, paper))
