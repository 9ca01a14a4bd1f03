"""Under- and over-provision: what managers have to know and decide, on page one."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from reports.document import Stamp
from reports.formats import pdf
from reports.formats.pdf_parts import (
    BODY,
    FAINT,
    LEAD,
    Bar,
    Chapter,
    Column,
    Figures,
    Mast,
    Strong,
    boxed,
    point,
    side_by_side,
    table,
    tall,
    words,
)
from reports.provision_breakdown import Breakdown, pages
from reports.provision_ledger import ledger_pages
from reports.provision_words import (
    LONGEST,
    LedgerLine,
    asks,
    figures,
    over_lines,
    short_lines,
    verdict,
    what,
)
from reports.wording import span_words
from rota_desk.queries.provision import WEEKS_OF_CAUSES, ProvisionReport, Service

NAME = "under-provision"
_LEFT, _RIGHT = 0.615, 0.385
_MOST_OVER = 2  # lines of over-provision on page one; the ledger has them all
_MOST_SHORT = 16  # more than page one can hold
_FEWER = (  # services, causes, asks: what is asked of the reader gives way last
    *((10, 6, 6), (8, 5, 6), (6, 4, 6), (5, 3, 6), (4, 3, 6), (4, 2, 6)),
    *((4, 2, 5), (4, 2, 4), (4, 2, 3), (3, 2, 3)),
)


def printed(
    report: ProvisionReport,
    stamp: Stamp,
    *,
    paper: str = "A4",
    breakdown: Breakdown | None = None,
) -> bytes:
    """Draw page one, the table of days, the whole ledger, and the figures behind it."""
    sheet = pdf.PAPERS[paper]
    target = float(report.target_percent)
    return pdf.pages(
        lambda: [
            *_page_one(report, stamp, sheet),
            *ledger_pages(report, sheet),
            *(pages(breakdown, sheet, target) if breakdown else ()),
        ],
        title=f"{what(report)} {span_words(report.start, report.end)}, {stamp.department}",
        subject=stamp.subject(what(report)),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "A bar's tick is the target; hatching is what is missing"),
        paper=sheet,
    )


def _page_one(report: ProvisionReport, stamp: Stamp, paper: pdf.Paper) -> list[Flowable]:
    """The judgement: figures, what is short and why, and what is asked."""
    whose = f"{stamp.department} · for {_reader(report)}"
    top: list[Flowable] = [
        Chapter(f"{what(report)}, {span_words(report.start, report.end)}"),
        Mast(whose, stamp.version, stamp.code_words),
        Spacer(0, 9),
        Figures(figures(report)),
        Spacer(0, 7),
        words(verdict(report), style=LEAD),
        Spacer(0, 8),
    ]
    widths = (paper.inner_width * _LEFT, paper.inner_width * _RIGHT)
    room = paper.inner_height - tall(top, paper.inner_width)
    left = _left(report, widths[0] - 22, room)
    right = _right(report, widths[1], room)
    return [*top, side_by_side(left, right, widths=widths, height=room)]


def _reader(report: ProvisionReport) -> str:
    """Whom the report is for, by name where the department names them."""
    return f"{report.manager or 'the manager'} and {report.lead or 'the lead clinician'}"


def _left(report: ProvisionReport, width: float, room: float) -> list[Flowable]:
    """As many lines as page one holds; the ledger has them all."""
    for count in range(min(len(report.lines), _MOST_SHORT), -1, -1):
        parts = _lines(report, width, count)
        if tall(parts, width) <= room:
            return parts
    return []


def _lines(report: ProvisionReport, width: float, count: int) -> list[Flowable]:
    lines, over = short_lines(report), over_lines(report)
    parts: list[Flowable] = [Chapter("Where it falls short", level=1)]
    if count:
        parts.append(_short_table(lines[:count], width))
    if not lines:
        parts.append(words("Every need of these days is met."))
    parts += _left_out(len(lines) - count)
    if over:
        parts.append(Chapter("Where there is more than needed", level=1))
        parts.append(_over_table(over[:_MOST_OVER], width))
        parts += _left_out(len(over) - _MOST_OVER)
    return parts


def _left_out(count: int) -> list[Flowable]:
    """How many lines stand only in the ledger."""
    if count <= 0:
        return []
    return [Spacer(0, 3), words(f"And {count} more in the ledger.", style=FAINT)]


def _short_table(lines: Sequence[LedgerLine], width: float) -> Flowable:
    shares = (0.15, 0.215, 0.065, 0.065, 0.195, 0.1, 0.21)
    heads = ("When", "What", "Need", "Have", "Cause", "Known", "Tried")
    columns = [
        Column(head, share * width, number=head in {"Need", "Have"})
        for head, share in zip(heads, shares, strict=True)
    ]
    return table(columns, [_short_row(line) for line in lines])


def _over_table(lines: Sequence[LedgerLine], width: float) -> Flowable:
    """The same columns, with all the room behind them for why."""
    shares = ((0.15, False), (0.215, False), (0.065, True), (0.065, True), (0.505, False))
    columns = [Column("", share * width, number=number) for share, number in shares]
    return table(
        columns,
        [
            [line.when, line.matter, str(line.need), str(line.have), _short(line.cause)]
            for line in lines
        ],
    )


def _short_row(line: LedgerLine) -> list[Flowable | str]:
    tried = (f"{_short(line.tried)} ".lstrip(), Strong("Decision asked." if line.asked else ""))
    return [
        line.when,
        line.matter,
        str(line.need),
        str(line.have),
        _short(line.cause),
        line.known,
        words(*tried, style=BODY),
    ]


def _short(text: str) -> str:
    """A text that leaves room for the others."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _right(report: ProvisionReport, width: float, room: float) -> list[Flowable]:
    """Services, causes, and the box that ends in what is asked: as much as the column holds."""
    parts: list[Flowable] = []
    for services, causes, most_asked in _FEWER:
        parts = [
            *_services(report, width, services),
            *_causes(report, width, causes),
            Chapter("Asked of you", level=1),
            Spacer(0, 3),
            boxed(_asks(report, most_asked), width=width),
        ]
        if tall(parts, width) <= room:
            break
    return parts


def _services(report: ProvisionReport, width: float, most: int) -> list[Flowable]:
    """A bar for each service, for the weakest where there are many."""
    count = len(report.by_service)
    weakest = f": the {most} weakest of {count}" if count > most else ""
    return [
        Chapter(f"Filled, by service{weakest}", level=1),
        _bars(report, width, _weakest(report, most)),
    ]


def _bars(report: ProvisionReport, width: float, services: Sequence[Service]) -> Flowable:
    bar = width * 0.3
    columns = [
        Column("", width * 0.36),
        Column("", width * 0.13, number=True),
        Column("", bar + 8),
        Column("", width * 0.21 - 8, number=True),
    ]
    target = float(report.target_percent) / 100
    return table(
        columns,
        [
            [
                service.name,
                f"{service.percent:.0f} %",
                Bar(float(service.percent) / 100, width=bar, target=target),
                f"{service.have}/{service.need}",
            ]
            for service in services
        ]
        or [["No needs in these days", "", "", ""]],
    )


def _weakest(report: ProvisionReport, most: int) -> list[Service]:
    """The services with the least cover, the weakest first."""
    return sorted(report.by_service, key=lambda service: service.percent)[:most]


def _causes(report: ProvisionReport, width: float, most: int) -> list[Flowable]:
    if not report.causes:
        return []
    columns = [Column("", width * 0.85), Column("", width * 0.15, number=True)]
    rows = [[cause, str(count)] for cause, count in report.causes[:most]]
    return [Chapter(f"Causes, last {WEEKS_OF_CAUSES} weeks", level=1), table(columns, rows)]


def _asks(report: ProvisionReport, most: int) -> list[Flowable]:
    asked = asks(report)
    if not asked:
        return [words("Nothing: no decision is open.")]
    more = len(asked) - most
    points: list[Flowable] = [point(ask) for ask in asked[:most]]
    return [*points, words(f"And {more} more in the ledger.")] if more > 0 else points
