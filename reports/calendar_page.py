"""The page beside the calendars, which a web server or a shared folder can serve as it is."""

import datetime as dt
from collections.abc import Sequence
from html import escape
from string import Template
from urllib.parse import quote
from zoneinfo import ZoneInfo

from reports.calendar_events import CalendarHead
from reports.document import Document
from reports.formats.words import printable
from reports.wording import counted, moment_words
from resources import read_text
from rota_desk.domain.said import dates

MEDIA_TYPE = "text/html; charset=utf-8"
Line = tuple[str, str, int]  # name, file, duties


def page(head: CalendarHead, lines: Sequence[Line], *, first: dt.date, last: dt.date) -> Document:
    """List the calendars with what to do with one; both days are included."""
    title = f"Calendars of {head.department}" if head.department else "Calendars"
    text = Template(read_text("pages/calendars.html")).substitute(
        title=_shown(title),
        period=_shown(f"{dates(first, last)}, {counted(len(lines), 'calendar')}"),
        made=_shown(moment_words(head.made.astimezone(ZoneInfo(head.zone)))),
        caption="Each person’s rota as it stands",
        rows="\n".join(_row(*line) for line in lines),
    )
    return Document("calendar", "index.html", MEDIA_TYPE, text.encode("utf-8"))


def _row(name: str, file: str, duties: int) -> str:
    link = f'<a href="{quote(file)}">{_shown(file)}</a>'
    return (
        f'<tr><th scope="row">{_shown(name)}</th><td class="number">{duties}</td>'
        f"<td>{link}</td></tr>"
    )


def _shown(text: str) -> str:
    return escape(printable(text))
