"""The reading of a roster: from a spreadsheet file to a plan of duties, with every doubt named."""

import datetime as dt
from pathlib import Path

from rota_desk.clock import SystemClock
from rota_desk.errors import CannotOpen
from rota_desk.intake.axes import Axis, find_axes
from rota_desk.intake.blocks import Block
from rota_desk.intake.blocks_across import read_across
from rota_desk.intake.blocks_down import read_down
from rota_desk.intake.cells import understood
from rota_desk.intake.context import SheetContext
from rota_desk.intake.copies import drop_copies
from rota_desk.intake.dates import read_date
from rota_desk.intake.grid import Book, Place, Sheet
from rota_desk.intake.keys import KeyTable, key_for, read_key
from rota_desk.intake.leftovers import report_hidden, report_strays
from rota_desk.intake.mapping import RosterMapping
from rota_desk.intake.names import is_beside, is_total, like_full_name, like_name
from rota_desk.intake.people_lines import read_people
from rota_desk.intake.plan import CodeMeaning, IntakePlan, PlannedDuty
from rota_desk.intake.reasons import dates_reason, lines_reason
from rota_desk.intake.record_list import find_list, read_list
from rota_desk.intake.role_lines import read_roles
from rota_desk.intake.taken import RosterReading, Taken, picture_of
from rota_desk.intake.template_lines import (
    days_of,
    is_template_block,
    read_template_weeks,
    report_unused,
)
from rota_desk.intake.tray import Tray
from rota_desk.intake.weekdays import weekdays_beside
from rota_desk.intake.weeks import Template, read_templates, week_axes
from rota_desk.intake.workbook import open_book
from rota_desk.intake.years import Calendar, DatedAxis, date_axis

MOST_LABELS = 0.6


def read_roster(
    path: Path,
    *,
    sheet: str | None = None,
    mapping: RosterMapping | None = None,
    today: dt.date | None = None,
) -> IntakePlan:
    """Read a roster file, or one sheet of it; nothing is recorded or guessed silently.

    `today` helps to tell a missing year by the weekdays; a settled mapping answers first.
    """
    return look_at(open_book(path), sheet=sheet, mapping=mapping, today=today).plan


def look_at(
    book: Book,
    *,
    sheet: str | None = None,
    mapping: RosterMapping | None = None,
    today: dt.date | None = None,
) -> RosterReading:
    """Read a book that was opened or pasted: the plan, and the picture of how it was read."""
    settled = mapping or RosterMapping()
    tray = Tray(book.file)
    for remark in book.remarks:
        tray.problem("", None, "", remark)
    sheets = _chosen(book, sheet, tray)
    calendar = Calendar(today or SystemClock().now().date(), settled.year, _years_stated(sheets))
    codes = _read_sheets(book, sheets, settled, calendar, tray)
    calendar.tell(tray)
    if not tray.duties and not tray.problems:
        tray.problem(
            "", None, "", "no duty was found: check that the dates and names are in the file."
        )
    plan = _plan(tray, [sheet.name for sheet in book.sheets], codes)
    pictures = (picture_of(one, tray.marks.get(one.name, {}), plan) for one in book.sheets)
    return RosterReading(plan, tuple(one for one in pictures if one.sheet.cells))


def _chosen(book: Book, name: str | None, tray: Tray) -> list[Sheet]:
    """Give the named sheet, or all that can be seen; hidden ones are reported."""
    if name is not None:
        chosen = [sheet for sheet in book.sheets if sheet.name.casefold() == name.casefold()]
        if not chosen:
            names = ", ".join(sheet.name for sheet in book.sheets)
            raise CannotOpen(f"{book.file} has no sheet {name}: it has {names}.")
        return chosen
    for sheet in book.sheets:
        if not sheet.visible and sheet.cells:
            message = (
                "a hidden sheet is left out: show it in the workbook if it is not an old copy."
            )
            tray.problem(sheet.name, None, "", message)
    return [sheet for sheet in book.sheets if sheet.visible]


def _years_stated(sheets: list[Sheet]) -> frozenset[int]:
    """Give the years of the full dates anywhere in the file."""
    dates = (
        read_date(value)
        for sheet in sheets
        for value in sheet.cells.values()
        if isinstance(value, dt.date)
    )
    return frozenset(date.year for date in dates if date and date.year and date.on())


def _read_sheets(
    book: Book, sheets: list[Sheet], settled: RosterMapping, calendar: Calendar, tray: Tray
) -> list[CodeMeaning]:
    """Read every sheet with its own key first; give all codes that are stated."""
    keys = {sheet.name: read_key(sheet, tray) for sheet in sheets}
    templates = tuple(table for sheet in sheets for table in read_templates(sheet))
    used = False
    for sheet in sheets:
        others = (keys[name] for name in keys if name != sheet.name)
        key = key_for(keys[sheet.name], others, settled)
        context = SheetContext(sheet.name, key, settled, templates, tray)
        used = _read_sheet(book, sheet, keys[sheet.name], context, calendar) or used
    report_unused(templates, used, tray)
    return [
        *settled.codes.values(),
        *(meaning for table in keys.values() for meaning in table.meanings),
    ]


def _read_sheet(
    book: Book, sheet: Sheet, key: KeyTable, context: SheetContext, calendar: Calendar
) -> bool:
    """Read one sheet; say whether it referred to template weeks."""
    listed = find_list(sheet)
    if listed:
        read_list(sheet, listed, context, epoch_1904=book.epoch_1904)
        return False
    own = [template for template in context.templates if template.sheet is sheet]
    context.tray.mark(sheet.name, key.cells & sheet.cells.keys(), Taken.KEY)
    taken = key.cells | frozenset(
        place for table in own for row in table.weeks.values() for _, place in row
    )
    context.tray.mark(sheet.name, (taken - key.cells) & sheet.cells.keys(), Taken.TEMPLATE)
    axes = find_axes(sheet, taken, epoch_1904=book.epoch_1904)
    if all(axis.across for axis in axes):
        axes = sorted([*axes, *_weeks(sheet, own, axes, context)], key=lambda axis: axis.line)
    blocks = _blocks(axes, taken, calendar, context.tray)
    _report_unread(sheet, axes, own, key, context.tray)
    for block in blocks:
        context.tray.days |= days_of(block)
        context.tray.mark(sheet.name, _dates_of(block), Taken.DATE)
        report_hidden(block, context.tray)
        report_strays(block, context)
    kinds = [_read_kind(block, context) for block in blocks]
    return any(kinds)


def _dates_of(block: Block) -> list[Place]:
    """Give the cells of a block's dates and of the weekdays beside them."""
    axis = block.dated.axis
    days = [axis.place(at) for at in axis.dates]
    days += [typed.place for typed in weekdays_beside(axis).values()]
    return [place for place in days if place in axis.sheet.cells]


def _weeks(
    sheet: Sheet, own: list[Template], axes: list[Axis], context: SheetContext
) -> list[Axis]:
    """Give the stated weeks whose weekdays do not already stand beside dates."""
    if axes:
        return []
    return week_axes(sheet, own, context.tray)


def _blocks(
    axes: list[Axis], taken: frozenset[Place], calendar: Calendar, tray: Tray
) -> list[Block]:
    """Give the blocks of a sheet, each reaching to where the next begins."""
    blocks = []
    for index, axis in enumerate(axes):
        after = axes[index + 1] if index + 1 < len(axes) else None
        end = (after.top if axis.across else after.line) if after else 10**7
        dated = date_axis(axis, calendar, tray) if _has_cells(axis, end) else None
        if dated and dated.days:
            blocks.append(_block(dated, end, taken))
    return [block for block in blocks if block.lines]


def _block(dated: DatedAxis, end: int, taken: frozenset[Place]) -> Block:
    """Read the lines of an axis up to, not including, the row or column `end`."""
    if dated.axis.across:
        return Block(dated, read_across(dated, end, taken))
    return Block(dated, *read_down(dated, end, taken))


def _has_cells(axis: Axis, end: int) -> bool:
    """Say whether anything stands between an axis and the next."""
    lines = axis.sheet.rows if axis.across else axis.sheet.columns
    return any(axis.line < line < end for line in lines)


def _report_unread(
    sheet: Sheet, axes: list[Axis], own: list[Template], key: KeyTable, tray: Tray
) -> None:
    """Report a sheet on which no dates were found, unless it is a key or a template."""
    if axes or own or not set(sheet.cells) - key.cells:
        return
    if key.meanings:
        tray.say(f"Sheet {sheet.name}: a key of {len(key.meanings)} codes.")
        return
    message = "no run of dates was found: put full dates down a column or across a row."
    tray.problem(sheet.name, min(sheet.cells), "", message)


def _read_kind(block: Block, context: SheetContext) -> bool:
    """Read a block as what it is; say whether it was one of template weeks."""
    because = f"{context.called}: {dates_reason(block)}; {lines_reason(block)}"
    if is_template_block(block):
        context.tray.say(f"{because}, with numbers of template weeks in the cells.")
        read_template_weeks(block, context)
        return True
    if _are_people(block, context):
        context.tray.say(f"{because}, with codes or times in the cells, so the lines are people.")
        read_people(block, context)
    else:
        context.tray.say(f"{because}, with names in the cells, so the lines are roles.")
        read_roles(block, context)
    return False


def _are_people(block: Block, context: SheetContext) -> bool:
    """Say whether the lines are people: their cells are codes more than names."""
    lines = [
        line for line in block.lines if not is_beside(line.label) and not is_total(line.label)
    ]
    texts = [entry.text for line in lines for entry in line.entries]
    known = sum(understood(text, context.key) for text in texts)
    named = sum(like_name(text) and not understood(text, context.key) for text in texts)
    labels = [like_full_name(line.label) for line in lines]
    if named > len(texts) / 2 and labels and sum(labels) >= MOST_LABELS * len(labels):
        return not any(like_full_name(text) for text in texts)
    return known >= named if known or not named else False


def _plan(tray: Tray, sheets: list[str], codes: list[CodeMeaning]) -> IntakePlan:
    """Close the tray: copies dropped, problems as the sheets run, people as they were met."""
    duties = drop_copies(tray)
    order = {sheet: place for place, sheet in enumerate(sheets)}
    tray.problems.sort(key=lambda problem: (order.get(problem.sheet, -1), problem.row))
    people = dict.fromkeys(duty.person for duty in duties)
    stated = {meaning.code: meaning for meaning in reversed(codes)}
    stated |= {duty.code: _meant(duty) for duty in reversed(duties) if duty.code not in stated}
    return IntakePlan(
        tray.file,
        tuple(tray.understood),
        tuple(duties),
        tuple(people),
        tuple(reversed(stated.values())),
        tuple(tray.problems),
        tuple(tray.undecided),
        frozenset(tray.days),
    )


def _meant(duty: PlannedDuty) -> CodeMeaning:
    """Give what a duty says of a code that no key states."""
    from rota_desk.intake.times import Times

    times = Times(duty.start.time(), duty.end.time()) if duty.start and duty.end else None
    return CodeMeaning(duty.code, "", duty.kind, times, f"{duty.sheet}!{duty.cell}")
