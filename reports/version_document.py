"""The weekly rota of a version: printed as it was told, stamped with its version and moment."""

from reports import rota_workbook, weekly_rota
from reports.document import Document, Stamp, check_code
from reports.made import chosen, document
from reports.rota_documents import SHEETS
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.rota_sheet import RotaSheet
from rota_desk.queries.version_sheet import version_sheet
from rota_desk.queries.versions import VersionLine, versions

FORMATS = ("pdf", "xlsx", "csv")


def version_document(
    desk: Desk,
    *,
    number: int,
    format: str = "pdf",  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """The rota that a version told, the same on every day on which it is printed."""
    drawn = chosen(SHEETS, weekly_rota.NAME, format)
    sheet = desk.ask(version_sheet, number=number)
    mark = _stamp(desk, _line(desk, number), sheet)
    made = document(
        f"{weekly_rota.NAME}-v{number}", sheet.start, format, drawn(sheet, mark, paper)
    )
    return Document(weekly_rota.NAME, made.file_name, made.media_type, made.content)


def _line(desk: Desk, number: int) -> VersionLine:
    line = next((one for one in desk.ask(versions) if one.number == number), None)
    if line is None:
        raise Refusal(f"There is no version {number}. Look at the list of versions.")
    return line


def _stamp(desk: Desk, line: VersionLine, sheet: RotaSheet) -> Stamp:
    """The stamp of the day on which it was told."""
    of_it = f" of {line.rota}" if line.rota else ""
    kept = "" if line.whole else ", as far as it was kept"
    code = check_code(line.number, line.made, *rota_workbook.facts(sheet))
    version = f"v{line.number}{of_it} as published{kept}"
    return Stamp(desk.ask(letterhead).department, version, line.made, line.by, code)
