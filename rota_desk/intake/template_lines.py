"""Blocks whose cells are numbers of template weeks, one column or row a week."""

import datetime as dt

from rota_desk.intake.axes import WEEK
from rota_desk.intake.blocks import Block, Entry, Line
from rota_desk.intake.cells import read_cell
from rota_desk.intake.context import SheetContext
from rota_desk.intake.grid import cell_name
from rota_desk.intake.names import clean_name, is_beside, is_total, is_vacancy
from rota_desk.intake.plan import Undecided
from rota_desk.intake.taken import Taken
from rota_desk.intake.tray import Tray
from rota_desk.intake.weeks import Template
from rota_desk.intake.words import squash

MOST = 0.5


def is_template_block(block: Block) -> bool:
    """Say whether the dates are a week apart and most cells are whole numbers."""
    texts = [entry.text for line in block.lines for entry in line.entries]
    numbers = sum(text.isdecimal() for text in texts)
    return block.dated.step == WEEK and numbers > MOST * len(texts)


def days_of(block: Block) -> set[dt.date]:
    """The days of which a block speaks; not those that stand twice in it."""
    days = set(block.dated.days.values())
    if is_template_block(block):
        return {day + dt.timedelta(days=offset) for day in days for offset in range(WEEK)}
    return days - set(block.dated.twice)


def read_template_weeks(block: Block, context: SheetContext) -> None:
    """Lay the template week of each person out over the days of each week."""
    for line in block.lines:
        name = clean_name(line.label)
        if not name or is_total(name) or is_beside(name):
            continue
        if is_vacancy(name):
            context.tray.problem_once(
                context.sheet,
                line.place,
                line.label,
                "this line has no name, a vacancy: its weeks are not recorded.",
            )
        else:
            context.mark(line.place, Taken.PERSON)
            _read_line(block, line, context.person(name), context)


def _read_line(block: Block, line: Line, person: str, context: SheetContext) -> None:
    """Lay out each week of one person; a week without a template number is reported."""
    there = {entry.at: entry for entry in line.entries}
    axis = block.dated.axis
    for at, day in block.dated.days.items():
        place = axis.cell(at, line.place[0] if axis.across else line.place[1])
        entry = there.get(at, Entry(at, day, place, ""))
        template, trouble = _template_for(entry, context)
        if template is None:
            context.problem(place, entry.text, trouble)
            _leave_open(person, entry, context)
        else:
            _lay_out(person, entry, template, context)


def _template_for(entry: Entry, context: SheetContext) -> tuple[Template | None, str]:
    """Find the template that has the week's number, or say why there is none."""
    text = squash(entry.text)
    if not text:
        return None, "this week is empty, no template week is given: write its number."
    having = [
        table for table in context.templates if text.isdecimal() and int(text) in table.weeks
    ]
    if not having:
        return None, f"{text} is no week of the template: write the number of a template week."
    if len(having) > 1:
        return None, f"{text} is a week of several templates: leave only one in the file."
    if entry.day.weekday() != having[0].first_weekday:
        return (
            None,
            f"the week of {entry.day:%Y-%m-%d} does not begin on the template's first weekday.",
        )
    return having[0], ""


def _lay_out(person: str, entry: Entry, template: Template, context: SheetContext) -> None:
    """Record the days of one template week."""
    for offset, (text, place) in enumerate(template.weeks[int(squash(entry.text))]):
        if not squash(text):
            continue
        day = entry.day + dt.timedelta(days=offset)
        reading = read_cell(text, context.key)
        if reading.trouble:
            context.tray.problem_once(template.sheet.name, place, squash(text), reading.trouble)
            context.tray.undecided.append(
                Undecided(person, day, squash(text), context.sheet, cell_name(entry.place))
            )
        else:
            context.record(person, Entry(entry.at, day, entry.place, text), reading)


def _leave_open(person: str, entry: Entry, context: SheetContext) -> None:
    """Leave all days of a week open."""
    for offset in range(WEEK):
        day = entry.day + dt.timedelta(days=offset)
        context.leave_open(person, Entry(entry.at, day, entry.place, entry.text))


def report_unused(templates: tuple[Template, ...], used: bool, tray: Tray) -> None:
    """Report templates that no week of the file refers to."""
    for template in () if used else templates:
        message = (
            "a template of numbered weeks that no dated week refers to: nothing of it is recorded."
        )
        tray.problem(template.sheet.name, (template.heading, 1), "", message)
