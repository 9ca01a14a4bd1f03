"""The ledger behind the under-provision report: every activity and day, every line in full."""

import datetime as dt
from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.formats import pdf
from reports.formats.pdf_grid import Counts, DayColumn, Grid
from reports.formats.pdf_parts import FAINT, Chapter, Column, Strong, table, tall, words
from reports.provision_words import LedgerLine, ledger_lines
from rota_desk.domain.said import day as day_words
from rota_desk.queries.provision import DayProvision, ProvisionReport

_HEADS = (
    "When",
    "What",
    "Need",
    "Have",
    "Short / over",
    "Cause",
    "Known since",
    "Tried",
    "Asked",
)
_DAYS_ACROSS = 14
_LEDGER_START = 150.0  # points: less than this and it begins on a page of its own
_SATURDAY = 5


def ledger_pages(report: ProvisionReport, paper: pdf.Paper) -> list[Flowable]:
    """Need against have for each activity and day, then each line with all that is known."""
    days = [
        Chapter("Need and have, by activity and day", level=1),
        words(
            "Have / need. ▼ short, ▲ more than needed; where nothing is needed, nothing stands.",
            style=FAINT,
        ),
        Spacer(0, 4),
        *_grids(report),
    ]
    return [
        CondPageBreak(min(tall(days, paper.inner_width) + 20, paper.inner_height)),
        *days,
        CondPageBreak(_LEDGER_START),
        Chapter("The ledger", level=1, kept=False),
        _ledger(report, paper.inner_width),
    ]


def _grids(report: ProvisionReport) -> Iterator[Flowable]:
    """A grid for each fortnight, as wide as a page."""
    start = report.start
    while start < report.end:
        end = min(start + dt.timedelta(days=_DAYS_ACROSS), report.end)
        days = [start + dt.timedelta(days=offset) for offset in range((end - start).days)]
        yield Grid([_column(day, start) for day in days], _counts(report, days))
        yield Spacer(0, 8)
        start = end


def _column(day: dt.date, first: dt.date) -> DayColumn:
    weekday, number, month = day_words(day).split()
    weekend = day.weekday() >= _SATURDAY
    week = day.weekday() == 0 and day != first
    return DayColumn(f"{weekday} {number}", month, shaded=weekend, starts_week=week)


def _counts(report: ProvisionReport, days: list[dt.date]) -> list[Counts]:
    found = {(one.activity, one.day): one for one in report.days}
    activities = dict.fromkeys(one.activity for one in report.days)
    return [
        Counts(activity, tuple(_count(found.get((activity, day))) for day in days))
        for activity in activities
    ]


def _count(one: DayProvision | None) -> tuple[str, str]:
    """Have and need; short goes before over, for neither hides the other."""
    if one is None or not (one.have or one.need):
        return "", ""
    return f"{one.have}/{one.need}", "short" if one.short else "over" if one.over else ""


def _ledger(report: ProvisionReport, width: float) -> Flowable:
    lines = ledger_lines(report)
    if not lines:
        return words("No line: need and have agree on every day.")
    shares = (0.09, 0.155, 0.045, 0.045, 0.075, 0.155, 0.11, 0.195, 0.13)
    columns = [
        Column(head, share * width, number=head in {"Need", "Have"})
        for head, share in zip(_HEADS, shares, strict=True)
    ]
    return table(columns, [_row(line) for line in lines])


def _row(line: LedgerLine) -> list[Flowable | str]:
    return [
        line.when,
        line.matter,
        str(line.need),
        str(line.have),
        words(Strong(line.difference)),
        line.cause,
        line.since,
        line.tried,
        line.asked,
    ]
