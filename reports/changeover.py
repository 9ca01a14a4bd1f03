"""Changeover: starters and leavers with what is settled and what not, to be ticked off."""

from collections.abc import Iterable, Iterator

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.document import Stamp
from reports.formats import pdf, xlsx
from reports.formats.pdf_parts import FAINT, SMALL, Chapter, Column, Mast, Strong, table, words
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import span_words
from rota_desk.domain.said import day as day_words
from rota_desk.queries.changeover import Changeover, Mover, Owed

NAME, TITLE = "changeover", "Changeover"
_ROOM = 120.0  # points: a chapter with less begins on the next page
_HEAD = Look(bold=True, ruled=True)
_HEADS = ("Starts or leaves", "Who", "Grade", "Day", "What", "Settled", "How it stands")


def facts(found: Changeover) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return *found.starters, *found.leavers


def printed(found: Changeover, mark: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the starters, then the leavers, a row each with what is open first to see."""
    sheet, period = pdf.PAPERS[paper], span_words(found.start, found.end)
    return pdf.pages(
        lambda: list(_story(found, mark, period, sheet.inner_width)),
        title=f"{TITLE} {period}, {mark.department}",
        subject=mark.subject(TITLE),
        author=mark.by,
        foot=pdf.Foot(mark.sentence(), "▲ still to be settled"),
        paper=sheet,
    )


def _story(found: Changeover, mark: Stamp, period: str, width: float) -> Iterator[Flowable]:
    yield Chapter(f"{TITLE}, {period}")
    head = f"{mark.department} · who starts, who leaves, and what is still owed"
    yield Mast(head, mark.version, mark.code_words)
    yield Spacer(0, 8)
    for title, movers, verb in (
        ("Starters", found.starters, "starts"),
        ("Leavers", found.leavers, "first day no longer here"),
    ):
        yield CondPageBreak(_ROOM)
        yield Chapter(f"{title} ({len(movers)})", level=1, key=title, kept=False)
        if movers:
            yield _table(movers, verb, width)
        else:
            yield words("Nobody in these days.", style=FAINT)


def _table(movers: Iterable[Mover], verb: str, width: float) -> Flowable:
    columns = [
        Column("Who", 0.2 * width),
        Column("What is settled, and what not", 0.62 * width),
        Column("Checked by", 0.18 * width),
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(
                Strong(one.name),
                f"\n{one.grade}, {verb} {day_words(one.day)}\n{_open_words(one)}",
                style=SMALL,
            ),
            words("\n".join(owed_words(each) for each in one.owed)),
            "",
        ]
        for one in movers
    ]
    return table(columns, rows)


def _open_words(one: Mover) -> str:
    return f"▲ {one.open} open" if one.open else "all settled"


def owed_words(one: Owed) -> str:
    """A thing to be settled in a line: "▲ Contact: only an e-mail address"."""
    return f"{'✓' if one.done else '▲'} {one.what}: {one.words}"


def workbook(found: Changeover, mark: Stamp) -> bytes:
    """Write a row for each thing to be settled."""
    movers = [*(("starts", one) for one in found.starters)]
    movers += [("leaves", one) for one in found.leavers]
    rows: tuple[tuple[xlsx.Value, ...], ...] = tuple(
        (verb, one.name, one.grade, one.day, each.what, each.done, each.words)
        for verb, one in movers
        for each in one.owed
    )
    sheet = Sheet(
        title=TITLE,
        widths=(16, 22, 12, 14, 18, 9, 60),
        rows=(tuple(Cell(head, _HEAD) for head in _HEADS), *rows),
        head=1,
        filtered_from=1,
    )
    title = f"{TITLE}, {span_words(found.start, found.end)}"
    return xlsx.workbook(
        [sheet], title=title, author=mark.by, made=mark.made, footer=mark.sentence()
    )
