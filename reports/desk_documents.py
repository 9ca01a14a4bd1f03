"""The documents of the desk itself: outlook, handover, changeover, system-down, deadlines met."""

import datetime as dt

from reports import changeover, deadlines_met, handover, outlook, system_down
from reports.document import Document, check_code
from reports.made import checked, chosen, document, drawers, of_days, stamp
from rota_desk.desk import Desk
from rota_desk.queries.changeover import changeover as moving
from rota_desk.queries.deadlines_met import deadlines_met as met
from rota_desk.queries.handover import handover as handed_over
from rota_desk.queries.outlook import outlook as ahead
from rota_desk.queries.rota_sheet import rota_sheet
from rota_desk.queries.system_down import system_down as pack

outlook_document = of_days(
    outlook.NAME,
    ahead,
    outlook.facts,
    drawers(
        pdf=outlook.printed, xlsx=outlook.workbook, csv=outlook.table_of, json=outlook.as_json
    ),
)
handover_document = of_days(
    handover.NAME,
    handed_over,
    handover.facts,
    drawers(
        pdf=handover.printed, xlsx=handover.workbook, csv=handover.table_of, json=handover.as_json
    ),
)
deadlines_met_document = of_days(
    deadlines_met.NAME,
    met,
    deadlines_met.facts,
    drawers(
        pdf=deadlines_met.printed,
        xlsx=deadlines_met.workbook,
        csv=deadlines_met.table_of,
        json=deadlines_met.as_json,
    ),
)
changeover_document = of_days(
    changeover.NAME,
    moving,
    changeover.facts,
    drawers(pdf=changeover.printed, xlsx=changeover.workbook),
    versioned=True,
)


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
