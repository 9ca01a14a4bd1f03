"""What changed since people were told: a file for each of those concerned, and a plain list."""

import datetime as dt
from collections.abc import Iterator, Sequence

from reports.calendar_events import (
    CalendarHead,
    Privacy,
    calendar_head,
    cancelled_event,
    duty_event,
)
from reports.clinician_calendar import HOW_TO, file_names
from reports.document import Document
from reports.formats import csv, ics
from reports.formats.ics import CalendarEvent, Method
from reports.privacy import discreet
from reports.wording import counted, times_words
from rota_desk.desk import Desk
from rota_desk.domain.said import dates
from rota_desk.domain.said import day as day_words
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_changes import CalendarChanges, calendar_changes
from rota_desk.queries.clinician_calendar import CalendarDuty, clinician_calendars

NAME = "calendar"
TEXT = "text/plain; charset=utf-8"


def changes_only(
    desk: Desk,
    *,
    since: int,
    start: dt.date,
    end: dt.date,
    clinician: int | None = None,
    privacy: Privacy | None = None,
) -> tuple[Document, ...]:
    """Files of what is new, moved or gone since version `since`, for whoever has any of it.

    `-changes` holds all of it, with what is gone marked cancelled; `-cancelled` holds what is
    gone once more, as the cancellation that Outlook asks for. A list in words and one as a table
    stand beside.
    """
    if end <= start:
        raise Refusal("The last day lies before the first. Turn them round.")
    head = calendar_head(desk, privacy)
    found = desk.ask(calendar_changes, since=since, start=start, end=end, clinician=clinician)
    names = _names(desk, found, start, end)
    files = [file for one in found for file in _files(one, names[one.clinician_id], head)]
    told = _list(found, head, since, start, end)
    how_to = HOW_TO.encode("utf-8")
    return (
        *files,
        Document(NAME, "changes.txt", TEXT, told.encode("utf-8")),
        _table(found, names),
        Document(NAME, "how-to-use.txt", TEXT, how_to),
    )


def counts(changes: CalendarChanges) -> str:
    """Say how much changed: "3 added, 1 moved, 2 removed"."""
    return (
        f"{len(changes.added)} added, {len(changes.moved)} moved, {len(changes.removed)} removed"
    )


def lines(changes: CalendarChanges, privacy: Privacy) -> Iterator[str]:
    """One clinician's changes as sentences, in order of time."""
    told = [
        *((one.start, f"added    {_duty(one, privacy)}") for one in changes.added),
        *(
            (
                one.after.start,
                f"moved    {_duty(one.after, privacy)}, was {_duty(one.before, privacy)}",
            )
            for one in changes.moved
        ),
        *((one.start, f"removed  {_duty(one, privacy)}") for one in changes.removed),
    ]
    yield from (words for _, words in sorted(told))


def changed_file(changes: CalendarChanges, head: CalendarHead) -> bytes:
    """Everything that changed for one clinician, what is gone marked cancelled."""
    events = [
        *(duty_event(one, head) for one in changes.added),
        *(duty_event(one.after, head) for one in changes.moved),
        *(cancelled_event(one, head) for one in changes.removed),
    ]
    return _file(changes, events, head, Method.PUBLISH)


def cancelled_file(changes: CalendarChanges, head: CalendarHead) -> bytes:
    """What is no longer the clinician's, as a cancellation."""
    events = [cancelled_event(one, head) for one in changes.removed]
    return _file(changes, events, head, Method.CANCEL)


def _file(
    changes: CalendarChanges, events: list[CalendarEvent], head: CalendarHead, method: Method
) -> bytes:
    return ics.calendar(
        events,
        name=f"Rota, {changes.name}",
        made=head.made,
        zone=changes.zone,
        method=method,
        organiser=head.organiser,
        in_utc=head.in_utc,
    )


def _files(changes: CalendarChanges, name: str, head: CalendarHead) -> Iterator[Document]:
    yield Document(NAME, f"{name}-changes.ics", ics.MEDIA_TYPE, changed_file(changes, head))
    if changes.removed:
        gone = cancelled_file(changes, head)
        yield Document(NAME, f"{name}-cancelled.ics", ics.MEDIA_TYPE, gone)


def _names(
    desk: Desk, found: Sequence[CalendarChanges], start: dt.date, end: dt.date
) -> dict[int, str]:
    """The names that the whole files have too, so that a person knows theirs."""
    people = desk.ask(clinician_calendars, start=start, end=end)
    everybody = {one.clinician_id: one.name for one in people}
    everybody |= {one.clinician_id: one.name for one in found}
    return file_names(dict(sorted(everybody.items())))


def _list(
    found: Sequence[CalendarChanges], head: CalendarHead, since: int, start: dt.date, end: dt.date
) -> str:
    period = dates(start, end - dt.timedelta(days=1))
    whose = f"{head.department}, " if head.department else ""
    first = f"{whose}changes since version {since}, {period}"
    parts = [first, "=" * len(first), ""]
    if not found:
        return "\n".join([*parts, "Nothing has changed.", ""])
    parts.append(f"{counted(len(found), 'calendar')} changed; everybody else's stands as it was.")
    for one in found:
        parts += [
            "",
            f"{one.name}: {counts(one)}",
            *(f"  {line}" for line in lines(one, head.privacy)),
        ]
    return "\n".join([*parts, ""])


def _table(found: Sequence[CalendarChanges], names: dict[int, str]) -> Document:
    heads = ("Clinician", "File", "Added", "Moved", "Removed")
    rows = [
        (
            one.name,
            f"{names[one.clinician_id]}-changes.ics",
            len(one.added),
            len(one.moved),
            len(one.removed),
        )
        for one in found
    ]
    return Document(NAME, "index.csv", csv.MEDIA_TYPE, csv.table(heads, rows, for_excel=True))


def _duty(duty: CalendarDuty, privacy: Privacy) -> str:
    when = f"{day_words(duty.start)} {times_words(duty.start, duty.end)}"
    if privacy is Privacy.BUSY:
        return when
    return discreet(f"{when} {duty.name}" + (f", {duty.place}" if duty.place else ""))
