"""System-down pack: rota, on call, escalation and numbers, for the day without the desk."""

from itertools import groupby

from reportlab.platypus import Flowable, PageBreak, Spacer

from reports import on_call_sheet, on_call_tables, rota_workbook, weekly_rota
from reports.document import Stamp
from reports.escalation_words import escalation_points, usual_steps
from reports.formats import pdf
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    NOTE,
    Chapter,
    Mast,
    Strong,
    chapter,
    columns_of,
    words,
)
from reports.wording import span_words as period_words
from rota_desk.domain.said import moment as moment_words
from rota_desk.queries.clinicians import ContactLine
from rota_desk.queries.rota_sheet import RotaSheet
from rota_desk.queries.system_down import Reached, SystemDown

NAME, TITLE = "system-down", "System-down pack"


def facts(found: SystemDown, sheet: RotaSheet) -> tuple[object, ...]:
    """What a copy says: other facts, another check code."""
    ways = [[one.name, *(way.value for way in one.ways)] for one in found.people]
    steps = [[one.whom, one.reach, one.after] for one in found.ladder]
    return (*on_call_tables.facts(found.on_call), ways, steps, *rota_workbook.facts(sheet))


def printed(found: SystemDown, sheet: RotaSheet, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw who is on call, whom to go to, everybody's numbers, then the rota itself."""
    page = pdf.PAPERS[paper]
    period = period_words(found.start, found.end)

    def story() -> list[Flowable]:
        first = _front(found, stamp, period, page.inner_width)
        return [
            *first,
            *on_call_sheet.days(found.on_call, page.inner_width),
            *_people(found, page.inner_width),
            PageBreak(),
            *weekly_rota.story(sheet, stamp, page),
        ]

    return pdf.pages(
        story,
        title=f"{TITLE} {period}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Keep it closed; destroy the one before"),
        paper=page,
    )


def _front(found: SystemDown, stamp: Stamp, period: str, width: float) -> list[Flowable]:
    moment = moment_words(found.moment)
    return [
        Chapter(f"{TITLE}, {period}"),
        Mast(
            f"{stamp.department} · for a day on which the desk cannot be opened",
            stamp.version,
            stamp.code_words,
        ),
        Spacer(0, 9),
        words(f"As it stood on {moment}. Write changes on this copy, with the hour.", style=LEAD),
        Spacer(0, 4),
        *on_call_sheet.now(found.on_call, width),
        Chapter("Whom to go to", level=1),
        *escalation_points(found.ladder or usual_steps(found.lead, found.manager)),
    ]


def _people(found: SystemDown, width: float) -> list[Flowable]:
    """Everybody's numbers in groups, and what was kept back."""
    columns = columns_of(
        width, ("Who", 0.26), ("Bleep and landline", 0.24), ("Mobile", 0.2), ("E-mail", 0.3)
    )
    parts: list[Flowable] = []
    for group, people in groupby(found.people, key=lambda one: one.group):
        parts += chapter(group, columns, [_row(one) for one in people], "Nobody.")
    if not found.people:
        return [words("Numbers of those on call only; Settings, Local figures.", style=FAINT)]
    kept = sum(one.kept_back for one in found.people)
    said = "Numbers as the department allows them on paper; ◆ not confirmed lately."
    return [*parts, words(f"{said} {kept} kept back." if kept else said, style=NOTE)]


def _row(one: Reached) -> list[Flowable | str]:
    near = [way for way in one.ways if way.kind.value in {"bleep", "landline"}]
    mobile = [way for way in one.ways if way.kind.value == "mobile"]
    mail = [way for way in one.ways if way.kind.value == "email"]
    who = f", {one.grade}" if one.grade else ""
    return [words(Strong(one.name), who), _ways(near), _ways(mobile), _ways(mail)]


def _ways(ways: list[ContactLine]) -> str:
    return ", ".join(f"{one.value}{' ◆' if one.stale else ''}" for one in ways) or "–"
