"""The under-provision report as workbook, CSV and JSON."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reports.document import Stamp
from reports.formats import csv, ink, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.provision_breakdown import SHARE_HEADS, Breakdown, rows, sheets
from reports.provision_words import LedgerLine, asks, figures, ledger_lines, verdict, what
from reports.wording import span_words
from rota_desk.queries.provision import WEEKS_OF_CAUSES, ProvisionReport

_HEAD = Look(bold=True, ruled=True)
_WRAPPED = Look(wrapped=True)
_DAY_HEADS = (
    "date",
    "activity",
    "place",
    "need",
    "have",
    "short",
    "over",
    "cause",
    "known_days",
    "tried",
    "asked",
)
_LINE_HEADS = (
    "Start",
    "When",
    "What",
    "Place",
    "Need",
    "Have",
    "Difference",
    "Cause",
    "Known since",
    "Days ahead",
    "Tried",
    "Asked",
)


def facts(report: ProvisionReport) -> tuple[object, ...]:
    """All that a reader can see of the report, for its check code."""
    shares = tuple((one.name, one.have, one.need) for one in report.by_service)
    numbers = (report.filled_percent, report.target_percent, report.hours_short)
    told = (ledger_lines(report), asks(report), report.causes, report.days, shares)
    return report.start, report.end, report.only, *numbers, *told


def table(report: ProvisionReport) -> bytes:
    """Write one row for each activity and day, with the cause and what was tried."""
    return csv.table(_DAY_HEADS, _days(report), for_excel=True)


def _days(report: ProvisionReport) -> Iterator[tuple[csv.CsvCell, ...]]:
    """The days with the lines that explain them; then the lines of no single day."""
    told = list(ledger_lines(report))
    for one in report.days:
        why = [
            line
            for line in told
            if line.what.casefold() == one.activity.casefold() and line.start.date() == one.day
        ]
        told = [line for line in told if line not in why]
        yield (
            one.day,
            one.activity,
            _joined(line.place for line in why),
            *_counts(one.need, one.have),
            *_reasons(why),
        )
    for line in told:
        yield (
            line.start.date(),
            line.what,
            line.place,
            *_counts(line.need, line.have),
            *_reasons([line]),
        )


def _counts(need: int, have: int) -> tuple[int, int, int, int]:
    """Need, have, short and over."""
    return need, have, max(need - have, 0), max(have - need, 0)


def _reasons(lines: list[LedgerLine]) -> tuple[csv.CsvCell, ...]:
    """Cause, days ahead, tried and asked."""
    days = [line.known_days for line in lines if line.known_days is not None]
    return (
        _joined(line.cause for line in lines),
        min(days) if days else None,
        _joined(line.tried for line in lines),
        _joined(line.asked for line in lines),
    )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def as_json(report: ProvisionReport, stamp: Stamp, breakdown: Breakdown | None = None) -> bytes:
    """Write the whole report with its stamp; `from` and `to` are both included."""
    facts: dict[str, object] = {
        "report": "under-provision",
        "from": report.start,
        "to": report.end - dt.timedelta(days=1),
        "only": report.only,
        "stamp": stamp,
        "filled_percent": report.filled_percent,
        "target_percent": report.target_percent,
        "short": report.short,
        "over": report.over,
        "hours_short": report.hours_short,
        "known_late": report.known_late,
        "lines": ledger_lines(report),
        "services": [
            {"name": one.name, "have": one.have, "need": one.need, "percent": one.percent}
            for one in report.by_service
        ],
        "causes": [{"cause": cause, "gaps": count} for cause, count in report.causes],
        "asks": asks(report),
        "days": report.days,
    }
    if breakdown is not None:
        facts["breakdown"] = [dict(zip(SHARE_HEADS, row, strict=True)) for row in rows(breakdown)]
        facts["figures"] = breakdown.figures
    return json.dumps(facts, default=_plain, ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(fact: object) -> object:
    """A number or ISO date for JSON."""
    if dataclasses.is_dataclass(fact) and not isinstance(fact, type):
        return dataclasses.asdict(fact)
    if isinstance(fact, Decimal):
        return float(fact)
    if isinstance(fact, dt.datetime):
        return fact.isoformat(timespec="minutes")
    return fact.isoformat() if isinstance(fact, dt.date) else str(fact)


def workbook(report: ProvisionReport, stamp: Stamp, breakdown: Breakdown | None = None) -> bytes:
    """Write Summary, Ledger, Days, Services and causes; then Breakdown and Figures."""
    more = sheets(breakdown) if breakdown else ()
    return xlsx.workbook(
        [_summary(report, stamp), _ledger(report), _by_day(report), _shares(report), *more],
        title=f"{what(report)} {span_words(report.start, report.end)}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def _summary(report: ProvisionReport, stamp: Stamp) -> Sheet:
    title = f"{what(report)}, {span_words(report.start, report.end)}"
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(title, Look(bold=True, size=15)),),
        (Cell(f"{stamp.department} · {stamp.sentence()}", Look(ink=ink.QUIET)),),
        (Cell(verdict(report), Look(bold=True)),),
    ]
    rows += [(Cell(number, Look(bold=True, size=13)), text) for number, text in figures(report)]
    rows.append((Cell("Asked of you", _HEAD),))
    rows += [(Cell(ask, _WRAPPED),) for ask in asks(report)]
    return Sheet(title="Summary", widths=(24, 90), rows=tuple(rows))


def _ledger(report: ProvisionReport) -> Sheet:
    return Sheet(
        title="Ledger",
        widths=(22, 16, 26, 18, 7, 7, 11, 36, 16, 8, 44, 36),
        rows=(_heads(_LINE_HEADS), *(_ledger_row(line) for line in ledger_lines(report))),
        head=1,
        filtered_from=1,
    )


def _ledger_row(line: LedgerLine) -> tuple[Cell | xlsx.Value, ...]:
    short = line.have < line.need
    return (
        line.start,
        line.when,
        line.what,
        line.place,
        line.need,
        line.have,
        Cell(line.difference, Look(bold=True, hatched=short)),
        Cell(line.cause, _WRAPPED),
        line.known_on,
        line.known_days,
        Cell(line.tried, _WRAPPED),
        Cell(line.asked, _WRAPPED),
    )


def _by_day(report: ProvisionReport) -> Sheet:
    heads = tuple(head.replace("_", " ").capitalize() for head in _DAY_HEADS)
    return Sheet(
        title="Days",
        widths=(16, 26, 18, 7, 7, 7, 7, 36, 12, 44, 36),
        rows=(_heads(heads), *_days(report)),
        head=1,
        side=2,
        filtered_from=1,
    )


def _shares(report: ProvisionReport) -> Sheet:
    """What share of each service is filled, and how often each cause stands behind a gap."""
    services = tuple(
        (one.name, Cell(one.percent / 100, form="0.0%"), one.have, one.need)
        for one in report.by_service
    )
    causes = tuple((cause, count) for cause, count in report.causes)
    rows = (
        _heads(("Service", "Filled", "Have", "Need")),
        *services,
        (None,),
        _heads((f"Cause, last {WEEKS_OF_CAUSES} weeks", "Gaps")),
        *causes,
    )
    return Sheet(title="Services and causes", widths=(40, 10, 8, 8), rows=rows)


def _heads(heads: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(Cell(head, _HEAD) for head in heads)
