"""Demand: need against have of a round-the-clock service by the half-hour, a day a chart."""

import datetime as dt
import json
from collections.abc import Iterator

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.document import Stamp
from reports.formats import csv, ink, pdf, xlsx
from reports.formats.pdf import BOLD, REGULAR
from reports.formats.pdf_parts import FAINT, LEAD, Chapter, Column, Mast, hatch, table, words
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import span_words
from rota_desk.domain.said import day as day_words
from rota_desk.queries.demand_profile import (
    HALVES,
    DemandDay,
    DemandProfile,
    people_words,
    profile_sentence,
)

NAME, TITLE = "demand", "Demand by the half-hour"
HEADS = ("service", "date", "time", "need", "have", "short", "over")
_HIGH, _LEFT, _TOP, _FOOT = 92.0, 24.0, 14.0, 14.0  # points
_GAP = 8.0  # points between two days
_ROOM = 120.0  # points: a day with less begins on the next page
_HEAD = Look(bold=True, ruled=True)


Row = tuple[str, str, str, float, int, float, float]


def rows(found: tuple[DemandProfile, ...]) -> Iterator[Row]:
    """One row for each half-hour in which somebody is needed or there."""
    for profile in found:
        for day in profile.days:
            for one in day.halves:
                if one.need or one.have:
                    yield (
                        profile.service,
                        day.day.isoformat(),
                        f"{one.start:%H:%M}",
                        float(one.need),
                        one.have,
                        float(one.short),
                        float(one.over),
                    )


def facts(found: tuple[DemandProfile, ...]) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return str(found[0].start), str(found[0].end), *rows(found)


def table_of(found: tuple[DemandProfile, ...]) -> bytes:
    """Write one row for each half-hour."""
    return csv.table(HEADS, rows(found), for_excel=True)


def as_json(found: tuple[DemandProfile, ...], mark: Stamp) -> bytes:
    """Write every half-hour with its heads."""
    told = {
        "report": NAME,
        "from": found[0].start.isoformat(),
        "to": (found[0].end - dt.timedelta(days=1)).isoformat(),
        "check_code": mark.check_code,
        "halves": [dict(zip(HEADS, row, strict=True)) for row in rows(found)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def workbook(found: tuple[DemandProfile, ...], mark: Stamp) -> bytes:
    """Write one row for each half-hour, ready to be charted."""
    heads = tuple(Cell(one.capitalize(), _HEAD) for one in HEADS)
    sheet = Sheet(
        title=TITLE,
        widths=(16, 12, 8, 8, 8, 8, 8),
        rows=(heads, *rows(found)),
        head=1,
        filtered_from=1,
    )
    title = f"{TITLE} {span_words(found[0].start, found[0].end)}"
    return xlsx.workbook(
        [sheet], title=title, author=mark.by, made=mark.made, footer=mark.sentence()
    )


def printed(found: tuple[DemandProfile, ...], mark: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the judgement of each service, then a chart for each of its days."""
    sheet = pdf.PAPERS[paper]
    period = span_words(found[0].start, found[0].end)
    return pdf.pages(
        lambda: list(_story(found, mark, period, sheet.inner_width)),
        title=f"{TITLE} {period}, {mark.department}",
        subject=mark.subject(TITLE),
        author=mark.by,
        foot=pdf.Foot(mark.sentence(), "Line: people needed. Grey: there. Hatched: missing"),
        paper=sheet,
    )


def _story(
    found: tuple[DemandProfile, ...], mark: Stamp, period: str, width: float
) -> Iterator[Flowable]:
    yield Chapter(f"{TITLE}, {period}")
    yield Mast(f"{mark.department} · round the clock", mark.version, mark.code_words)
    yield Spacer(0, 8)
    for profile in found:
        yield from _service(profile, width)


def _service(profile: DemandProfile, width: float) -> Iterator[Flowable]:
    if not profile.service:
        yield words("No demand is on file: import a table of it.", style=LEAD)
        return
    yield Chapter(profile.service, level=1)
    yield words(profile_sentence(profile), style=LEAD)
    met_by = ", ".join(profile.activities) or "no activity names this service"
    yield words(
        f"Met by: {met_by}. A half-hour counts whoever is there for all of it.", style=FAINT
    )
    yield Spacer(0, 5)
    yield _days(profile, width)
    for day in profile.days:
        yield CondPageBreak(_ROOM + _GAP)
        yield Spacer(0, _GAP)
        yield DayChart(day, width)


def _days(profile: DemandProfile, width: float) -> Flowable:
    shares = (0.25, 0.17, 0.17, 0.17, 0.24)
    heads = ("Day", "Hours needed", "Short", "Over", "Worst")
    columns = [
        Column(head, share * width, number=head not in {"Day", "Worst"})
        for head, share in zip(heads, shares, strict=True)
    ]
    return table(columns, [_day_row(day) for day in profile.days])


def _day_row(day: DemandDay) -> list[Flowable | str]:
    worst = day.worst
    said = f"{worst.start:%H:%M}, {worst.have} of {people_words(worst.need)}" if worst else "–"
    name = f"{day_words(day.day)}{' · ' + day.holiday if day.holiday else ''}"
    hours = (day.hours_needed, day.hours_short, day.hours_over)
    return [name, *(f"{people_words(one)} h" for one in hours), said]


class DayChart(Flowable):
    """A day: people there as grey columns, missing ones hatched on top, the need as a line."""

    def __init__(self, day: DemandDay, width: float) -> None:
        super().__init__()
        self._day, self._width = day, width
        self._most = max(1.0, *(max(float(one.need), one.have) for one in day.halves))

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how much room is taken."""
        return self._width, _HIGH + _TOP + _FOOT

    def draw(self) -> None:
        """Draw the name, the scale, the columns and the need."""
        canvas = self.canv
        canvas.setFillColor(HexColor(f"#{ink.INK}"))
        canvas.setFont(BOLD, 8.5)
        canvas.drawString(0, _FOOT + _HIGH + 4, day_words(self._day.day))
        self._scale()
        wide = (self._width - _LEFT) / HALVES
        for number, one in enumerate(self._day.halves):
            left = _LEFT + number * wide
            tall = _HIGH * one.have / self._most
            canvas.setFillColor(HexColor(f"#{ink.RULE}"))
            canvas.rect(left, _FOOT, wide + 0.2, tall, stroke=0, fill=1)
            missing = _HIGH * float(one.short) / self._most
            hatch(canvas, left, _FOOT + tall, wide, missing, gap=2.2, weight=0.6)
        self._need(wide)

    def _scale(self) -> None:
        canvas = self.canv
        canvas.setFont(REGULAR, 7)
        canvas.setStrokeColor(HexColor(f"#{ink.RULE}"))
        canvas.setLineWidth(0.4)
        canvas.line(_LEFT, _FOOT, self._width, _FOOT)
        canvas.setFillColor(HexColor(f"#{ink.QUIET}"))
        for hour in range(0, 25, 3):
            at = _LEFT + (self._width - _LEFT) * hour / 24
            canvas.line(at, _FOOT - 2, at, _FOOT)
            canvas.drawCentredString(min(at, self._width - 6), 3, f"{hour:02}")
        canvas.drawRightString(_LEFT - 4, _FOOT, "0")
        canvas.drawRightString(_LEFT - 4, _FOOT + _HIGH - 6, f"{self._most:g}")

    def _need(self, wide: float) -> None:
        canvas = self.canv
        canvas.setStrokeColor(HexColor(f"#{ink.INK}"))
        canvas.setLineWidth(1.1)
        path = canvas.beginPath()
        for number, one in enumerate(self._day.halves):
            level = _FOOT + _HIGH * float(one.need) / self._most
            at = _LEFT + number * wide
            (path.lineTo if number else path.moveTo)(at, level)
            path.lineTo(at + wide, level)
        canvas.drawPath(path, stroke=1, fill=0)
