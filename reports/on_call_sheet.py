"""On-call sheet: who is on, how to reach them, who is next; for switchboard."""

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.document import Stamp
from reports.formats import pdf
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    SMALL,
    Chapter,
    Column,
    Mast,
    Strong,
    table,
    words,
)
from reports.on_call_words import (
    days_of,
    duty_words,
    from_words,
    on_day,
    people_of,
    reach_words,
    span_words,
    until_words,
    within,
)
from reports.wording import span_words as period_words
from rota_desk.domain.said import day as day_words
from rota_desk.domain.said import moment as moment_words
from rota_desk.queries.on_call import OnCallBoard, OnCallDuty, OnCallRotaView

NAME, TITLE = "on-call-sheet", "On-call sheet"
_ROOM = 150.0  # points: a chapter with less begins on the next page


def printed(board: OnCallBoard, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw who is on now and next, every day of the period, and everybody's numbers."""
    sheet = pdf.PAPERS[paper]
    period = period_words(board.start, board.end)
    return pdf.pages(
        lambda: _story(board, stamp, period, sheet.inner_width),
        title=f"{TITLE} {period}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Ring in the order given"),
        paper=sheet,
    )


def _story(board: OnCallBoard, stamp: Stamp, period: str, width: float) -> list[Flowable]:
    head = f"{stamp.department} · for switchboard: ring the first tier first"
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {period}"),
        Mast(head, stamp.version, stamp.code_words),
        Spacer(0, 9),
    ]
    if not board.rotas:
        return [*parts, words("No on-call rota is set up. See On-call in the window.")]
    if within(board):
        parts += [words(f"On call at {moment_words(board.moment)}", style=LEAD), Spacer(0, 4)]
        parts += now(board, width)
    return [*parts, *days(board, width), *_people(board, width), *_rotas(board, width)]


def now(board: OnCallBoard, width: float) -> list[Flowable]:
    """Who is on now, how they are reached, and who is next."""
    if not board.rotas:
        return [words("No on-call rota is set up. See On-call in the window.")]
    return [_now(board, width)]


def _now(board: OnCallBoard, width: float) -> Flowable:
    shares = (0.19, 0.2, 0.34, 0.27)
    heads = ("Tier", "On now", "How to reach, in this order", "Next")
    columns = [Column(head, share * width) for head, share in zip(heads, shares, strict=True)]
    return table(columns, [_now_row(rota) for rota in board.rotas])


def _now_row(rota: OnCallRotaView) -> list[Flowable | str]:
    return [
        words(Strong(rota.tier_words), f"\n{rota.name}", style=SMALL),
        _stack([(duty_words(one), until_words(one)) for one in rota.now]),
        words("\n".join(reach_words(one) for one in rota.now) or "Ring the next tier."),
        _stack([(duty_words(one), f"{from_words(one)}: {reach_words(one)}") for one in rota.next]),
    ]


def _stack(pairs: list[tuple[str, str]]) -> Flowable:
    if not pairs:
        return words(Strong("Nobody is down"))
    parts: list[str | Strong] = []
    for place, (first, second) in enumerate(pairs):
        parts += ["\n" if place else "", Strong(first), f"\n{second}"]
    return words(*parts)


def days(board: OnCallBoard, width: float) -> list[Flowable]:
    """Every day of the period, a column for each tier."""
    if not board.rotas:
        return []
    side = 0.1
    share = (1 - side) / len(board.rotas)
    columns = [
        Column("", side * width),
        *(Column(f"{rota.tier_words}: {rota.name}", share * width) for rota in board.rotas),
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(day_words(day))),
            *(_of_day(on_day(rota, day), day_words(day)) for rota in board.rotas),
        ]
        for day in days_of(board)
    ]
    return [
        CondPageBreak(_ROOM),
        Chapter("Day by day", level=1, kept=False),
        words("A duty stands under the day on which it begins.", style=FAINT),
        table(columns, rows),
    ]


def _of_day(duties: tuple[OnCallDuty, ...], _day: str) -> Flowable:
    parts: list[str | Strong] = []
    for place, one in enumerate(duties):
        span = span_words(one, one.start.date())
        parts += ["\n" if place else "", Strong(duty_words(one)), f" {span}"]
    return words(*parts) if parts else words("–", style=FAINT)


def _people(board: OnCallBoard, width: float) -> list[Flowable]:
    columns = [
        Column("Who", 0.22 * width),
        Column("How to reach, in this order", 0.5 * width),
        Column("Last confirmed", 0.28 * width),
    ]
    rows: list[list[Flowable | str]] = [
        [duty_words(one), reach_words(one), words(_confirmed(one), style=SMALL)]
        for one in people_of(board)
    ]
    return [
        CondPageBreak(_ROOM),
        Chapter("Numbers", level=1, kept=False),
        words(
            f"Work contacts only; one not confirmed in {board.stale_after} days is marked.",
            style=FAINT,
        ),
        table(columns, rows) if rows else words("Nobody is down in these days."),
    ]


def _confirmed(duty: OnCallDuty) -> str:
    return "; ".join(f"{one.kind_words.lower()}: {one.freshness}" for one in duty.contacts)


def _rotas(board: OnCallBoard, width: float) -> list[Flowable]:
    shares = (0.2, 0.34, 0.22, 0.24)
    heads = ("Rota", "Hours", "Handover", "Frequency")
    columns = [Column(head, share * width) for head, share in zip(heads, shares, strict=True)]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(rota.name), f"\n{rota.tier_words}", style=SMALL),
            "; ".join(rota.hours),
            handover_words(rota),
            f"1 in {rota.frequency.on_rota}" if rota.frequency.on_rota else "not known",
        ]
        for rota in board.rotas
    ]
    return [CondPageBreak(_ROOM), Chapter("Hours and handover", level=1), table(columns, rows)]


def handover_words(rota: OnCallRotaView) -> str:
    """When and where it is handed over: "08:00 and 20:30, Ward 7"."""
    times = " and ".join(f"{one:%H:%M}" for one in rota.handovers)
    return f"{times}, {rota.handover}" if rota.handover else times
