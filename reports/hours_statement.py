"""Hours statement: a quarter by the year, line by line, with time in lieu and net hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports import statement_pages
from reports.document import Stamp
from reports.formats.pdf_parts import (
    FAINT,
    Chapter,
    Column,
    Strong,
    chapter,
    side_by_side,
    table,
    tall,
    words,
)
from reports.formats.pdf_signatures import Signatures
from reports.hours_tables import lieu_words, line_words
from reports.statement_pages import head
from reports.wording import span_words
from rota_desk.domain.said import day as day_words
from rota_desk.queries.hours_account import HoursAccount
from rota_desk.queries.hours_words import (
    expires_words,
    hours,
    signed,
    since_words,
    target_words,
    verdict,
)

NAME, TITLE = "hours-statement", "Hours statement"
_LEFT, _RIGHT = 0.5, 0.5
_SIGNATURES = 92.0  # points that the lines to sign on take
_LINE_SHARES = (0.12, 0.24, 0.34, 0.14, 0.08, 0.08)
_LINE_HEADS = ("Day", "What", "How", "Counts as", "Hours", "Sum")


def printed(accounts: Sequence[HoursAccount], mark: Stamp, *, paper: str = "A4") -> bytes:
    """Draw each person's account on pages of its own."""
    return statement_pages.printed(
        accounts,
        mark,
        lambda one, width: _statement(one, mark, width),
        title=TITLE,
        nobody="Nobody's contract counts hours by the year in this quarter.",
        note="Hours in hundredths, each rounded by itself; a sum may differ by 0.01",
        paper=paper,
    )


def _statement(one: HoursAccount, mark: Stamp, width: float) -> list[Flowable]:
    return [
        *head(one, mark, title=TITLE, figures=_figures(one), verdict=verdict(one)),
        _sums(one, width),
        Spacer(0, 6),
        words(f"{target_words(one)}. {since_words(one)}", style=FAINT),
        *_lines(one, width),
        *_lieu(one, width),
        CondPageBreak(_SIGNATURES),
        Spacer(0, 20),
        Signatures(one.name, "Rota co-ordinator"),
    ]


def _figures(one: HoursAccount) -> list[tuple[str, str]]:
    ahead = "–" if one.projected is None else signed(one.projected)
    return [
        (signed(one.balance), "balance of the quarter"),
        (signed(one.closing), "balance of the year so far"),
        (ahead, "at the year's end, at this pace"),
        (hours(one.toil_left), "in lieu"),
    ]


def _sums(one: HoursAccount, width: float) -> Flowable:
    """How the balance comes about at the left, four weeks at a time at the right."""
    left: list[Flowable] = [
        Chapter("How the balance comes about", level=1, key=f"sum {one.clinician_id}"),
        _sum(one, width * _LEFT - 22),
    ]
    right: list[Flowable] = [
        Chapter("Net hours, four weeks at a time", level=1, key=f"net {one.clinician_id}"),
        _net(one, width * _RIGHT),
    ]
    height = max(tall(left, width * _LEFT - 22), tall(right, width * _RIGHT)) + 4
    return side_by_side(left, right, widths=(width * _LEFT, width * _RIGHT), height=height)


def _sum(one: HoursAccount, width: float) -> Flowable:
    so_far = one.so_far
    until = day_words(one.until - dt.timedelta(days=1)) if one.until > one.start else "–"
    columns = [Column("", 0.76 * width), Column("Hours", 0.24 * width, number=True)]
    rows: list[list[Flowable | str]] = [
        ["Brought forward in the year", signed(one.opening)],
        ["Worked", hours(so_far.worked)],
        ["Credited for paid days away", hours(so_far.absence_credit)],
        ["Taken in lieu", hours(so_far.toil_taken)],
        [f"Asked until {until}", signed(-one.asked)],
        [words(Strong("Balance of the year so far")), signed(one.closing)],
        ["The whole quarter asks", hours(one.target)],
        ["Rostered in the whole quarter", hours(one.rostered)],
        ["Away, of contracted hours", away_words(one)],
    ]
    return table(columns, rows)


def away_words(one: HoursAccount) -> str:
    """The share of contracted hours somebody was away, for whatever reason."""
    return "–" if one.away_share is None else f"{float(one.away_share):.1%}".replace("%", " %")


def _net(one: HoursAccount, width: float) -> Flowable:
    columns = [
        Column("Four weeks", 0.4 * width),
        *(
            Column(head, 0.15 * width, number=True)
            for head in ("Contract", "Worked", "Away", "Net")
        ),
    ]
    rows: list[list[Flowable | str]] = [
        [
            span_words(period.start, period.end),
            *(hours(number) for number in (period.contracted, period.worked, period.away)),
            signed(period.net),
        ]
        for period in one.periods
    ]
    return table(columns, rows) if rows else words("No four weeks are over yet.")


def _lines(one: HoursAccount, width: float) -> list[Flowable]:
    columns = [
        Column(head, part * width, number=head in {"Hours", "Sum"})
        for head, part in zip(_LINE_HEADS, _LINE_SHARES, strict=True)
    ]
    rows: list[list[Flowable | str]] = [list(line_words(line)) for line in one.lines]
    return chapter("Line by line", columns, rows, "Nothing is counted in this quarter yet.")


def _lieu(one: HoursAccount, width: float) -> list[Flowable]:
    shares = (0.16, 0.6, 0.12, 0.12)
    heads = ("Day", "What", "Hours", "In lieu")
    columns = [
        Column(head, part * width, number=head in {"Hours", "In lieu"})
        for head, part in zip(heads, shares, strict=True)
    ]
    opening = one.toil.balance(one.start)
    rows: list[list[Flowable | str]] = [["", "Brought forward", "", hours(opening)]]
    rows += [list(line) for line in lieu_words(one)]
    kept = "; ".join(expires_words(lot) for lot in one.toil.lots) or "Nothing is left to take"
    note = f"{kept}. Hours in lieu run out {one.toil_months} months after they were earned."
    return [
        *chapter("Time in lieu", columns, rows, ""),
        Spacer(0, 4),
        words(note, style=FAINT),
    ]
