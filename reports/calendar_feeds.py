"""Calendars under secret names, for a web server; and the files that must go from there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reports.calendar_events import Privacy, calendar_head
from reports.clinician_calendar import NAME, drawn
from reports.document import Document
from reports.formats import ics
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_addresses import AddressLine, calendar_addresses
from rota_desk.queries.clinician_calendar import ClinicianCalendar, clinician_calendars

NOTHING_HERE = (
    "<!doctype html><html lang=en><meta charset=utf-8>"
    "<meta name=robots content='noindex, nofollow'><title>Calendars</title>"
    "<p>Each calendar has an address of its own. Ask the rota office for yours.</p></html>\n"
)


@dataclass(frozen=True, slots=True)
class Feeds:
    """What is to lie in the served folder, what is to go, and whose each address is."""

    documents: tuple[Document, ...]
    withdrawn: tuple[str, ...]  # file names
    lines: tuple[AddressLine, ...]  # for each person's own eyes


def feeds(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    with_leave: bool = False,
    privacy: Privacy | None = None,
) -> Feeds:
    """A calendar for everybody who has an address, empty ones too, of the days until `end`.

    The page beside them names nobody, so that a folder's listing gives no address away.
    """
    if end <= start:
        raise Refusal("The last day lies before the first. Turn them round.")
    head = calendar_head(desk, privacy)
    known = {one.clinician_id: one for one in desk.ask(clinician_calendars, start=start, end=end)}
    addresses = desk.ask(calendar_addresses)
    documents = [
        Document(
            NAME,
            line.file,
            ics.MEDIA_TYPE,
            drawn(
                known.get(line.clinician_id)
                or ClinicianCalendar(line.clinician_id, line.name, head.zone, ()),
                head,
                with_leave=with_leave,
            ),
        )
        for line in addresses.lines
    ]
    page = Document(NAME, "index.html", "text/html; charset=utf-8", NOTHING_HERE.encode())
    return Feeds((*documents, page), addresses.withdrawn, addresses.lines)


def remove_withdrawn(folder: Path, files: Iterable[str]) -> None:
    """Take withdrawn calendars out of the served folder; a refusal names one that stays there."""
    for name in files:
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise Refusal(
                f"The withdrawn calendar {name} cannot be removed ({error.strerror}) and is still "
                "served; delete it in that folder."
            ) from error
