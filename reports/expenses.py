"""Expenses for the authoriser: the sums, the query list, every line, and what was answered."""

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
    side_by_side,
    table,
    tall,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import discreet
from reports.wording import counted, moment_words, span_words
from rota_desk.domain.claim_case import Mark
from rota_desk.domain.said import day as day_words
from rota_desk.queries.expenses import ExpenseEvidence
from rota_desk.queries.expenses_pack import ExpensesPack, ExpenseSum

NAME, TITLE = "expenses", "Mileage and expenses"
_HEADS = (
    *("line", "claimant", "day", "kind", "from", "to", "miles", "passengers", "amount"),
    *("reckoned", "receipt", "submitted_on", "source", "state", "verified_by", "approved_by"),
    *("batch", "paid_on", "rejection_reason", "ticks", "crosses", "questions", "asks"),
)
_QUERIES = ("line", "claimant", "asked_at", "asked_by", "question", "answered_at", "answer")
_HEAD, _WRAPPED = Look(bold=True, ruled=True), Look(wrapped=True)
_GUTTER = 22


def row(one: ExpenseEvidence) -> tuple[csv.CsvCell, ...]:
    """One line in the order of the headings."""
    line = one.line
    marks = tuple(one.count(mark) for mark in (Mark.TICK, Mark.CROSS, Mark.QUESTION))
    return (
        *(line.reference, line.claimant, line.day, line.kind.value, line.from_place),
        *(line.to_place, line.miles, line.passengers, line.pounds, line.reckoned, line.receipt),
        *(line.submitted_on, line.source, line.state.value, line.verified_by, line.approved_by),
        *(line.payroll_batch, line.paid_on, discreet(line.rejection_reason), *marks),
        discreet(one.summary) if one.asks else "",
    )


def facts(pack: ExpensesPack) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return pack.start, pack.end, tuple(row(one) for one in pack.lines)


def table_of(pack: ExpensesPack) -> bytes:
    """Write one row for each line."""
    return csv.table(_HEADS, (row(one) for one in pack.lines), for_excel=True)


def _queries(pack: ExpensesPack) -> Iterator[tuple[csv.CsvCell, ...]]:
    for one in pack.queries:
        yield (
            *(one.reference, one.claimant, one.asked_at, one.asked_by, discreet(one.question)),
            *(one.answered_at, discreet(one.answer)),
        )


def workbook(pack: ExpensesPack, mark: Stamp) -> bytes:
    """Write three sheets: Summary, Lines, Questions."""
    period = span_words(pack.start, pack.end)
    return xlsx.workbook(
        [
            _summary(pack, mark, period),
            _sheet("Lines", _HEADS, [row(one) for one in pack.lines]),
            _sheet("Questions", _QUERIES, list(_queries(pack))),
        ],
        title=f"{TITLE} {period}",
        author=mark.by,
        made=mark.made,
        footer=mark.sentence(),
    )


def _summary(pack: ExpensesPack, mark: Stamp, period: str) -> Sheet:
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"{TITLE}, {period}", Look(bold=True, size=15)),),
        (mark.sentence(),),
        (_verdict(pack),),
    ]
    for head, sums in _groups(pack):
        rows += [(), tuple(Cell(one, _HEAD) for one in (head, "Lines", "Miles", "Amount"))]
        for one in (*sums, pack.total):
            amount = Cell(one.amount, Look(bold=one is pack.total), form="£#,##0.00")
            rows.append((one.heading, one.lines, one.miles, amount))
    return Sheet(title="Summary", widths=(34, 10, 10, 14), rows=tuple(rows))


def _sheet(title: str, heads: Sequence[str], rows: Sequence[tuple[csv.CsvCell, ...]]) -> Sheet:
    wide = (*(max(12, len(head) + 2) for head in heads[:-1]), 70)
    return Sheet(
        title=title,
        widths=wide,
        rows=(tuple(Cell(head, _HEAD) for head in heads), *rows),
        head=1,
        side=2,
        filtered_from=1,
    )


def _groups(pack: ExpensesPack) -> tuple[tuple[str, tuple[ExpenseSum, ...]], ...]:
    return ("Claimant", pack.by_person), ("What for", pack.by_kind), ("State", pack.by_state)


def _verdict(pack: ExpensesPack) -> str:
    if not pack.lines:
        return "No expense lies in these days."
    if not pack.asked:
        return "Every line agrees with leave, rota, distances and rates."
    unpriced = (
        f" {counted(pack.total.unpriced, 'line')} cannot be reckoned before a rate is entered."
        if pack.total.unpriced
        else ""
    )
    return (
        f"{len(pack.asked)} of {counted(pack.total.lines, 'line')} to look at,"
        f" {pack.crossed} with a cross.{unpriced}"
    )


def as_json(pack: ExpensesPack, mark: Stamp) -> bytes:
    """Write the whole pack with its stamp; `from` and `to` are both included."""
    found = {
        "report": NAME,
        "from": pack.start.isoformat(),
        "to": (pack.end - dt.timedelta(days=1)).isoformat(),
        "check_code": mark.check_code,
        "department": mark.department,
        "total": f"{pack.total.amount:f}",
        "miles": f"{pack.total.miles:f}",
        "lines": [
            {
                **{head: csv.told(cell) for head, cell in zip(_HEADS, row(one), strict=True)},
                "checks": [
                    {"check": check.id, "mark": check.mark.value, "message": discreet(check.words)}
                    for check in one.checks
                ],
            }
            for one in pack.lines
        ],
        "questions": [
            {head: csv.told(cell) for head, cell in zip(_QUERIES, cells, strict=True)}
            for cells in _queries(pack)
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8")


def printed(pack: ExpensesPack, mark: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the sums, then what asks for a look, then every line and the log of questions."""
    sheet, period = pdf.PAPERS[paper], span_words(pack.start, pack.end)
    return pdf.pages(
        lambda: _story(pack, mark, period, sheet.inner_width),
        title=f"{TITLE} {period}, {mark.department}",
        subject=mark.subject(TITLE),
        author=mark.by,
        foot=pdf.Foot(mark.sentence(), "Claimant, verifier and approver are three people"),
        paper=sheet,
    )


def _story(pack: ExpensesPack, mark: Stamp, period: str, width: float) -> list[Flowable]:
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {period}"),
        Mast(
            f"{mark.department} · journeys and costs by their day",
            mark.version,
            mark.code_words,
        ),
        Spacer(0, 9),
        Figures(
            [
                (str(pack.total.lines), "lines that stand"),
                (told.plain(pack.total.miles), "miles"),
                (told.pounds(pack.total.amount), "in all"),
                (str(pack.crossed), "with a cross"),
                (str(len(pack.asked) - pack.crossed), "with questions only"),
                (str(pack.rejected.lines), "rejected"),
            ]
        ),
        Spacer(0, 7),
        words(_verdict(pack), style=LEAD),
    ]
    if not pack.lines:
        return parts
    return [*parts, *_sums(pack, width), *_asked(pack, width), *_lines(pack, width), *_log(pack)]


def _sums(pack: ExpensesPack, width: float) -> list[Flowable]:
    half = width * 0.5
    left = [
        Chapter("By person", level=1, kept=False),
        _sum_table("Claimant", pack.by_person, pack.total, half - _GUTTER),
    ]
    right = [
        Chapter("By kind", level=1, kept=False),
        _sum_table("What for", pack.by_kind, pack.total, half),
        Chapter("By state", level=1, kept=False),
        _sum_table("State", pack.by_state, pack.total, half),
    ]
    height = max(tall(left, half - _GUTTER), tall(right, half)) + 4
    return [Spacer(0, 8), side_by_side(left, right, widths=(half, half), height=height)]


def _sum_table(head: str, sums: Sequence[ExpenseSum], total: ExpenseSum, width: float) -> Flowable:
    columns = [
        Column(head, 0.46 * width),
        Column("Lines", 0.14 * width, number=True),
        Column("Miles", 0.16 * width, number=True),
        Column("Amount", 0.24 * width, number=True),
    ]
    rows: list[list[Flowable | str]] = [[one.heading, *_numbers(one)] for one in sums]
    rows.append([words(Strong("All")), *_numbers(total)])
    return table(columns, rows)


def _numbers(one: ExpenseSum) -> list[str]:
    return [str(one.lines), told.plain(one.miles), told.pounds(one.amount)]


def _asked(pack: ExpensesPack, width: float) -> list[Flowable]:
    """The query list: what is asked of whom, line by line."""
    if not pack.asked:
        return []
    columns = [
        Column("Line", width * 0.09),
        Column("Claimant", width * 0.15),
        Column("Day", width * 0.1),
        Column("", width * 0.05),
        Column("What is asked", width * 0.61),
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(one.line.reference)),
            one.line.claimant,
            day_words(one.line.day),
            words(Strong(told.SHAPES[one.worst])),
            words(discreet(one.summary), style=SMALL),
        ]
        for one in sorted(pack.asked, key=lambda one: (one.line.claimant, one.line.day))
    ]
    return [
        CondPageBreak(140),
        Chapter(f"To be asked ({len(pack.asked)})", level=1, key="to be asked", kept=False),
        table(columns, rows),
    ]


def _lines(pack: ExpensesPack, width: float) -> list[Flowable]:
    heads = ("Line", "Claimant", "Day", "What", "Miles", "Amount", "State", "Evidence")
    shares = (0.09, 0.15, 0.1, 0.27, 0.07, 0.1, 0.1, 0.12)
    columns = [
        Column(head, share * width, number=head in {"Miles", "Amount"})
        for head, share in zip(heads, shares, strict=True)
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(one.line.reference)),
            one.line.claimant,
            day_words(one.line.day),
            one.line.what,
            "" if one.line.miles is None else told.plain(one.line.miles),
            "not reckoned" if one.line.pounds is None else told.pounds(one.line.pounds),
            one.line.state_words,
            told.marks_of(one.checks),
        ]
        for one in pack.lines
    ]
    return [
        CondPageBreak(140),
        Chapter(f"Every line ({len(pack.lines)})", level=1, key="every line", kept=False),
        table(columns, rows),
        words("✗ cross · ? question · ✓ tick · – not checked", style=NOTE),
    ]


def _log(pack: ExpensesPack) -> list[Flowable]:
    if not pack.queries:
        return []
    said: list[Flowable] = []
    for one in pack.queries:
        answer = (
            f"{moment_words(one.answered_at)}, {one.answered_by}: {discreet(one.answer)}"
            if one.answered_at
            else f"no answer yet, {counted(one.days_waiting, 'day')}"
        )
        said.append(
            words(
                Strong(f"{one.reference}, {one.claimant}. "),
                f"{moment_words(one.asked_at)}, {one.asked_by}: {discreet(one.question)} — ",
                answer,
            )
        )
    title = Chapter("Questions and answers", level=1, key="questions", kept=False)
    return [CondPageBreak(100), title, *said]
