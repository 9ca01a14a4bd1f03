"""Bank and agency for managers: asked, filled, how soon, what it cost and what is left."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports import claim_words as told
from reports.document import Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import (
    LEAD,
    NOTE,
    SMALL,
    Chapter,
    Column,
    Figures,
    Mast,
    Strong,
    table,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import discreet
from reports.wording import counted, span_words
from rota_desk.domain.claim_case import Mark
from rota_desk.domain.cover_road import length_words
from rota_desk.queries.bank import BankLine
from rota_desk.queries.bank_sums import BankPack, BankSum, BudgetLine

NAME, TITLE = "bank", "Bank and agency"
_HEADS = (
    *("request", "start", "end", "activity", "place", "via", "supplier", "grade", "why"),
    *("requested_at", "requested_by", "asked_of", "authorised_by", "order_number", "state"),
    *("who", "filled_at", "hours", "rate", "cost", "worked", "timesheet", "invoice"),
    *("passed_on", "ticks", "crosses", "questions", "clashes"),
)
_SUM_HEADS = ("Asked", "Filled", "Filled %", "Waiting", "Ahead", "Filled in", "Hours", "Cost")
_HEAD = Look(bold=True, ruled=True)
_FORMULA = (
    "Filled % = requests filled ÷ requests not cancelled. Ahead = from asking until the shift"
    " starts, filled in = from asking until it is filled: the middle one, elapsed. Cost = the"
    " invoice, else hours of the timesheet (agreed, or the session's) × rate."
)


def row(one: BankLine) -> tuple[csv.CsvCell, ...]:
    """One request in the order of the headings."""
    line, bought = one.line, one.line.bought
    marks = tuple(one.count(mark) for mark in (Mark.TICK, Mark.CROSS, Mark.QUESTION))
    return (
        *(line.reference, line.start, line.end, line.activity, line.place, line.via.value),
        *(line.supplier, line.grade, line.cause_words, line.requested_at, line.requested_by),
        *(line.asked_of, line.authorised_by, line.order_number, line.state.value, line.who),
        *(line.filled_at, bought.hours, bought.rate, bought.cost, bought.worked),
        *(bought.timesheet_seen, bought.invoice_seen, line.passed_on, *marks),
        discreet(
            "; ".join(
                f"{check.title}: {check.words}" for check in one.checks if check.mark is Mark.CROSS
            )
        ),
    )


def facts(pack: BankPack) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return tuple(row(one) for one in pack.lines), pack.budgets


def table_of(pack: BankPack) -> bytes:
    """Write one row for each request."""
    return csv.table(_HEADS, (row(one) for one in pack.lines), for_excel=True)


def _cells(one: BankSum) -> tuple[str, ...]:
    fill = "–" if one.fill is None else f"{one.fill}"
    return (
        *(str(one.asked), str(one.filled), fill, str(one.waiting)),
        *(length_words(one.lead), length_words(one.took), told.plain(one.hours)),
        told.pounds(one.money),
    )


def workbook(pack: BankPack, mark: Stamp) -> bytes:
    """Write two sheets: Summary, Requests."""
    period = span_words(pack.start, pack.end)
    wide = tuple(max(12, len(head) + 2) for head in _HEADS)
    requests = Sheet(
        title="Requests",
        widths=wide,
        rows=(
            tuple(Cell(head, _HEAD) for head in _HEADS),
            *(row(one) for one in pack.lines),
        ),
        head=1,
        side=2,
        filtered_from=1,
    )
    return xlsx.workbook(
        [_summary(pack, mark, period), requests],
        title=f"{TITLE} {period}",
        author=mark.by,
        made=mark.made,
        footer=mark.sentence(),
    )


def _summary(pack: BankPack, mark: Stamp, period: str) -> Sheet:
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"{TITLE}, {period}", Look(bold=True, size=15)),),
        (mark.sentence(),),
        (_FORMULA,),
        (),
        tuple(Cell(one, _HEAD) for one in ("Budget", "From", "To", "Amount", "Worked", "To come")),
        *(
            (one.via_words, one.first, one.last, one.amount, one.spent, one.committed)
            for one in pack.budgets
        ),
    ]
    for _title, head, sums in _groups(pack):
        rows += [(), tuple(Cell(one, _HEAD) for one in (head, *_SUM_HEADS))]
        for one in (*sums, pack.total):
            money = Cell(one.money, Look(bold=one is pack.total), form="£#,##0.00")
            counts = (one.heading, one.asked, one.filled, one.fill, one.waiting)
            rows.append(
                (*counts, length_words(one.lead), length_words(one.took), one.hours, money)
            )
    return Sheet(title="Summary", widths=(30, *(12,) * 8), rows=tuple(rows))


def _groups(pack: BankPack) -> Iterator[tuple[str, str, tuple[BankSum, ...]]]:
    yield "By supplier", "Supplier", pack.by_supplier
    yield "Why sessions were short", "Cause", pack.by_cause
    yield "By activity", "Activity", pack.by_activity


def as_json(pack: BankPack, mark: Stamp) -> bytes:
    """Write the whole pack with its stamp; `from` and `to` are both included."""
    found = {
        "report": NAME,
        "from": pack.start.isoformat(),
        "to": (pack.end - dt.timedelta(days=1)).isoformat(),
        "check_code": mark.check_code,
        "department": mark.department,
        "asked": pack.total.asked,
        "filled": pack.total.filled,
        "fill_percent": None if pack.total.fill is None else f"{pack.total.fill}",
        "spent": f"{pack.total.spent:f}",
        "committed": f"{pack.total.committed:f}",
        "share_of_hours_percent": None if pack.share is None else f"{pack.share}",
        "budgets": [_budget(one) for one in pack.budgets],
        "requests": [
            {head: csv.told(cell) for head, cell in zip(_HEADS, row(one), strict=True)}
            for one in pack.lines
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8")


def _budget(one: BudgetLine) -> dict[str, str]:
    return {
        "for": one.via_words,
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "amount": f"{one.amount:f}",
        "spent": f"{one.spent:f}",
        "committed": f"{one.committed:f}",
        "left": f"{one.left:f}",
    }


def printed(pack: BankPack, mark: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the measures, the budgets, the sums, then every request."""
    sheet, period = pdf.PAPERS[paper], span_words(pack.start, pack.end)
    return pdf.pages(
        lambda: _story(pack, mark, period, sheet.inner_width),
        title=f"{TITLE} {period}, {mark.department}",
        subject=mark.subject(TITLE),
        author=mark.by,
        foot=pdf.Foot(mark.sentence(), "Bank and agency"),
        paper=sheet,
    )


def _story(pack: BankPack, mark: Stamp, period: str, width: float) -> list[Flowable]:
    total = pack.total
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {period}"),
        Mast(
            f"{mark.department} · by the day of the shift",
            mark.version,
            mark.code_words,
        ),
        Spacer(0, 9),
        Figures(
            [
                (str(total.asked), "asked"),
                ("–" if total.fill is None else f"{total.fill} %", "filled"),
                (length_words(total.lead), "ahead"),
                (length_words(total.took), "to fill"),
                (told.pounds(total.spent), "worked"),
                (told.pounds(total.committed), "to come"),
                ("–" if pack.share is None else f"{pack.share} %", "of all hours"),
            ]
        ),
        Spacer(0, 7),
        words(_verdict(pack), style=LEAD),
    ]
    if not pack.lines:
        return parts
    parts += _budgets(pack, width)
    for title, head, sums in _groups(pack):
        parts += [
            CondPageBreak(110),
            Chapter(title, level=1, key=head, kept=False),
            _sum_table(head, sums, total, width),
        ]
    return [*parts, words(_FORMULA, style=NOTE), *_requests(pack, width)]


def _verdict(pack: BankPack) -> str:
    if not pack.lines:
        return "Nothing was asked of bank or agency in these days."
    crossed = sum(one.count(Mark.CROSS) > 0 for one in pack.lines)
    papers = sum(one.line.bought.wants in ("timesheet", "invoice") for one in pack.lines)
    over = [one.via_words for one in pack.budgets if one.left < 0]
    spent = f" Overspent: {', '.join(over)}." if over else ""
    return (
        f"{pack.total.waiting} unanswered, {counted(papers, 'shift')} without their papers,"
        f" {crossed} with a cross.{spent}"
    )


def _budgets(pack: BankPack, width: float) -> list[Flowable]:
    heads = ("Budget", "Days", "Amount", "Worked", "To come", "Left", "Used")
    shares = (0.2, 0.26, 0.12, 0.12, 0.12, 0.12, 0.06)
    columns = [
        Column(head, share * width, number=head not in {"Budget", "Days"})
        for head, share in zip(heads, shares, strict=True)
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(one.via_words)),
            span_words(one.first, one.last + dt.timedelta(days=1)),
            *(told.pounds(each) for each in (one.amount, one.spent, one.committed, one.left)),
            "–" if one.percent is None else f"{one.percent} %",
        ]
        for one in pack.budgets
    ]
    if not rows:
        return []
    return [Chapter("Against the budget", level=1, key="budget", kept=False), table(columns, rows)]


def _sum_table(head: str, sums: Sequence[BankSum], total: BankSum, width: float) -> Flowable:
    shares = (0.28, 0.07, 0.07, 0.09, 0.09, 0.1, 0.1, 0.08, 0.12)
    columns = [
        Column(name, share * width, number=bool(place))
        for place, (name, share) in enumerate(zip((head, *_SUM_HEADS), shares, strict=True))
    ]
    rows: list[list[Flowable | str]] = [[one.heading, *_cells(one)] for one in sums]
    rows.append([words(Strong("All")), *_cells(total)])
    return table(columns, rows)


def _requests(pack: BankPack, width: float) -> list[Flowable]:
    heads = ("Request", "Shift", "What", "Through", "Who", "Cost", "State", "Evidence")
    shares = (0.09, 0.19, 0.2, 0.12, 0.13, 0.09, 0.09, 0.09)
    columns = [
        Column(head, share * width, number=head == "Cost")
        for head, share in zip(heads, shares, strict=True)
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(one.line.reference)),
            words(one.line.when, style=SMALL),
            words(one.line.what, style=SMALL),
            one.line.via_words,
            one.line.who or one.line.grade,
            "–" if one.line.bought.cost is None else told.pounds(one.line.bought.cost),
            one.line.state_words,
            told.marks_of(one.checks),
        ]
        for one in pack.lines
    ]
    return [
        CondPageBreak(140),
        Chapter(f"Every request ({len(pack.lines)})", level=1, key="every request", kept=False),
        table(columns, rows),
        words("✗ cross · ? question · ✓ tick · – not checked", style=NOTE),
    ]
