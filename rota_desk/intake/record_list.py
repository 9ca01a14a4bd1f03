"""Lists with one duty a row, as other systems export them: date, person, what, from, to."""

import datetime as dt
from dataclasses import dataclass

from rota_desk.domain.times import days_from
from rota_desk.intake.blocks import Entry
from rota_desk.intake.cells import read_cell
from rota_desk.intake.context import SheetContext
from rota_desk.intake.dates import read_date
from rota_desk.intake.grid import Sheet, Value, shown
from rota_desk.intake.keys import CellReading
from rota_desk.intake.names import clean_name, is_vacancy
from rota_desk.intake.plan import WORK
from rota_desk.intake.taken import Taken
from rota_desk.intake.times import Times, read_time
from rota_desk.intake.words import fold, squash, words

HEADING_ROWS = 10


@dataclass(frozen=True, slots=True)
class ListHeading:
    """Where the columns of a list stand; 0 for a column it does not have."""

    row: int
    date: int
    person: int
    code: int
    place: tuple[int, ...]
    start: int
    end: int


def find_list(sheet: Sheet) -> ListHeading | None:
    """Find a heading with columns for the date, the person and the duty or its times."""
    for row in sorted(sheet.rows)[:HEADING_ROWS]:
        texts = {column: fold(sheet.text(row, column)) for column in sheet.rows[row]}
        date, person = _column(texts, "date"), _column(texts, "person")
        code, place = _column(texts, "code"), _columns(texts, "place")
        start, end = _column(texts, "start"), _column(texts, "end")
        if date and person and (code or place or (start and end)):
            return ListHeading(row, date, person, code, place, start, end)
    return None


def _columns(texts: dict[int, str], group: str) -> tuple[int, ...]:
    """Give the columns whose heading is one of a group of words."""
    return tuple(column for column, text in texts.items() if text in words(group))


def _column(texts: dict[int, str], group: str) -> int:
    """Give the first such column, or 0."""
    return next(iter(_columns(texts, group)), 0)


def read_list(
    sheet: Sheet, heading: ListHeading, context: SheetContext, *, epoch_1904: bool
) -> None:
    """Read each row of a list as one duty."""
    context.tray.say(
        f"{context.called}: row {heading.row} heads a date, a person and a duty, "
        "so it is a list with one duty a row."
    )
    before = len(context.tray.duties)
    for row in sheet.rows:
        if row > heading.row and row not in sheet.hidden_rows:
            _read_row(sheet, heading, row, context, epoch_1904=epoch_1904)
    days = [duty.day for duty in context.tray.duties[before:]]
    if days:
        length = (max(days) - min(days)).days + 1
        context.tray.days |= set(days_from(min(days), length))


def _read_row(
    sheet: Sheet, heading: ListHeading, row: int, context: SheetContext, *, epoch_1904: bool
) -> None:
    """Read one row of a list."""
    found = read_date(sheet.value(row, heading.date), epoch_1904=epoch_1904)
    day = found.on() if found else None
    if day is None:
        message = "this is no date, day first: write it as 01/09/2026; the row is not recorded."
        context.problem((row, heading.date), sheet.text(row, heading.date), message)
        return
    context.mark((row, heading.date), Taken.DATE)
    name = clean_name(sheet.text(row, heading.person))
    if not name or (is_vacancy(name) and context.settled.name(name) is None):
        message = "nobody is named in this row: it is a gap and is not recorded."
        context.problem((row, heading.person), name, message)
        return
    person = context.person(name)
    if heading.code:
        context.mark((row, heading.person), Taken.PERSON)
    for at in filter(None, (heading.start, heading.end)):
        context.mark((row, at), Taken.TIME)
    text = _duty_text(sheet, heading, row)
    entry = Entry(row, day, (row, heading.code or heading.person), text)
    reading = _reading(sheet, heading, row, text, context)
    _record(person, entry, reading, context)


def _duty_text(sheet: Sheet, heading: ListHeading, row: int) -> str:
    """Give what the row calls the duty: its code, otherwise its session, role and place."""
    text = sheet.text(row, heading.code) if heading.code else ""
    return text or squash(" ".join(sheet.text(row, column) for column in heading.place))


def _record(person: str, entry: Entry, reading: CellReading, context: SheetContext) -> None:
    """Record the duty of a row, or report what is not readable in it."""
    if reading.trouble:
        context.problem(entry.place, entry.text, reading.trouble)
        context.leave_open(person, entry)
    elif person:
        context.record(person, entry, reading)


def _reading(
    sheet: Sheet, heading: ListHeading, row: int, text: str, context: SheetContext
) -> CellReading:
    """Read what a row says: its own times when it has them, otherwise its code."""
    if not heading.start or not heading.end:
        return (
            read_cell(text, context.key)
            if text
            else CellReading("", trouble="no duty is named in this row.")
        )
    known = context.key.find(text) if text else None
    start_text, end_text = (_clock(sheet.value(row, at)) for at in (heading.start, heading.end))
    if not start_text and not end_text:
        return (
            read_cell(text, context.key)
            if text
            else CellReading("", trouble="no duty is named in this row.")
        )
    start, end = read_time(start_text), read_time(end_text)
    if start is None or end is None:
        wrong = f"{start_text} to {end_text} are no times: write them as 08:00 and 17:00."
        return CellReading(text, trouble=wrong)
    return CellReading(
        known.code if known else text, known.kind if known else WORK, Times(start, end)
    )


def _clock(value: Value | None) -> str:
    """Give a time cell as text; a date with a time gives the time."""
    if isinstance(value, dt.datetime):
        return f"{value:%H:%M}"
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return squash(shown(value))
