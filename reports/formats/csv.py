"""Tables as CSV that Excel opens safely and Power BI reads exactly."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain

from reports.formats.words import printable

MEDIA_TYPE = "text/csv; charset=utf-8"

CsvCell = str | int | float | Decimal | dt.date | dt.datetime | dt.time | bool | None


def table(
    headings: Sequence[str], rows: Iterable[Sequence[CsvCell]], *, for_excel: bool = False
) -> bytes:
    """Write a heading line and a line for each row; `for_excel` puts the UTF-8 mark in front."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerows([told(cell) for cell in row] for row in chain([headings], rows))
    return page.getvalue().encode("utf-8-sig" if for_excel else "utf-8")


def told(cell: CsvCell) -> str | int | float:
    """One cell as it is written: dates as ISO, decimals plain, text guarded."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Decimal():
            return f"{cell:f}"
        case dt.datetime():
            return cell.isoformat(timespec="minutes")
        case dt.date():
            return cell.isoformat()
        case dt.time():
            return cell.isoformat(timespec="minutes")
        case str():
            return guarded(printable(cell))
        case _:
            return cell


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{text}" if _is_live(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put there, and no other."""
    return text[1:] if text.startswith("'") and _is_live(text.lstrip("'")) else text


def _is_live(text: str) -> bool:
    return text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(("=", "+", "-", "@"))
