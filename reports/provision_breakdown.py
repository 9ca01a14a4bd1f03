"""The pages and sheets behind the ledger: weeks, sites, grades, and the rostering figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.formats import pdf, xlsx
from reports.formats.pdf_parts import FAINT, SMALL, Bar, Chapter, Column, Strong, table, words
from reports.formats.xlsx import Cell, Look, Sheet
from rota_desk.queries.provision_shares import OVER_OF_SOME, ProvisionShares, Share
from rota_desk.queries.rostering_figures import Figure

_ROOM = 120.0  # points: a chapter with less begins on the next page
_HEAD = Look(bold=True, ruled=True)
_WRAPPED = Look(wrapped=True)
SHARE_HEADS = (
    "by",
    "name",
    "needed",
    "filled",
    "percent",
    "short",
    "over",
    "hours_short",
    "hours_over",
)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A period in other ways: by week, site, grade and skill, and its rostering figures."""

    shares: ProvisionShares
    figures: tuple[Figure, ...]

    def parts(self) -> Iterator[tuple[str, tuple[Share, ...]]]:
        """Each way with its lines, as long as it has any."""
        found = self.shares
        for name, lines in (
            ("Week", found.by_week),
            ("Site", found.by_site),
            ("Grade or skill", found.by_grade),
            ("Activity", found.by_activity),
        ):
            if lines:
                yield name, lines


def rows(breakdown: Breakdown) -> Iterator[tuple[xlsx.Value, ...]]:
    """One row for each line of each way."""
    for name, lines in breakdown.parts():
        for one in lines:
            hours = (float(one.hours_short), float(one.hours_over))
            counts = (one.need, one.filled, float(one.percent), one.short, one.over)
            yield name.lower(), one.name, *counts, *hours


def figure_rows(breakdown: Breakdown) -> Iterator[tuple[str, ...]]:
    """One row for each rostering figure."""
    for one in breakdown.figures:
        yield one.id, one.name, one.value, one.target, standing(one), one.formula, one.counts


def sheets(breakdown: Breakdown) -> tuple[Sheet, ...]:
    """The same two tables as sheets of the workbook; no figures, no sheet of them."""
    heads = ("Id", "Figure", "Value", "Target", "Standing", "How it is reckoned", "Counted")
    shares = Sheet(
        title="Breakdown",
        widths=(16, 34, 9, 9, 9, 8, 8, 12, 12),
        rows=(_heads(SHARE_HEADS), *rows(breakdown)),
        head=1,
        filtered_from=1,
    )
    if not breakdown.figures:
        return (shares,)
    return (
        shares,
        Sheet(
            title="Figures",
            widths=(18, 34, 14, 18, 14, 70, 70),
            rows=(
                tuple(Cell(one, _HEAD) for one in heads),
                *(tuple(Cell(one, _WRAPPED) for one in row) for row in figure_rows(breakdown)),
            ),
            head=1,
        ),
    )


def _heads(heads: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(Cell(one.replace("_", " ").capitalize(), _HEAD) for one in heads)


def standing(one: Figure) -> str:
    """How a figure stands to its target, in words."""
    if not one.value:
        return "cannot be told"
    return "" if one.met is None else "met" if one.met else "not met"


def pages(breakdown: Breakdown, paper: pdf.Paper, target: float) -> Iterator[Flowable]:
    """Draw the breakdown, then the figures with their formulas."""
    width = paper.inner_width
    yield CondPageBreak(_ROOM)
    yield Chapter("By week, site, grade and skill", level=1)
    for name, lines in breakdown.parts():
        if name != "Activity":
            yield _shares(name, lines, width, target)
            if lines is breakdown.shares.by_grade:
                yield words(OVER_OF_SOME, style=FAINT)
            yield Spacer(0, 6)
    if not breakdown.figures:
        return
    yield CondPageBreak(_ROOM)
    yield Chapter("Rostering figures, and how each is reckoned", level=1)
    yield _figures(breakdown.figures, width)
    yield Spacer(0, 4)
    yield words(
        "What the desk's records cannot tell says why. Short and over never cancel out.",
        style=FAINT,
    )


def _shares(name: str, lines: Iterable[Share], width: float, target: float) -> Flowable:
    shares = (0.34, 0.16, 0.2, 0.07, 0.07, 0.08, 0.08)
    heads = (name, "Filled", "", "Short", "Over", "Hours short", "Hours over")
    columns = [
        Column(head, share * width, number=head not in {name, "", "Filled"})
        for head, share in zip(heads, shares, strict=True)
    ]
    return table(columns, [_share_row(one, 0.2 * width - 10, target) for one in lines])


def _share_row(one: Share, bar: float, target: float) -> list[Flowable | str]:
    if not one.need:
        return [one.name, "nothing needed", "", "", str(one.over or ""), "", ""]
    mark = "✓" if float(one.percent) >= target else "▼"
    return [
        one.name,
        words(Strong(f"{mark} {one.percent} %"), f"  {one.filled}/{one.need}"),
        Bar(float(one.percent) / 100, width=bar, target=target / 100),
        str(one.short),
        str(one.over),
        f"{one.hours_short}",
        f"{one.hours_over}",
    ]


def _figures(figures: Iterable[Figure], width: float) -> Flowable:
    shares = (0.22, 0.16, 0.13, 0.49)
    heads = ("Figure", "Value", "Target", "How it is reckoned: what was counted")
    columns = [Column(head, share * width) for head, share in zip(heads, shares, strict=True)]
    return table(columns, [_figure_row(one) for one in figures])


def _figure_row(one: Figure) -> list[Flowable | str]:
    mark = {None: "", True: "✓ ", False: "▼ "}[one.met if one.value else None]
    return [
        words(Strong(one.name), f"\n{one.id}"),
        words(Strong(f"{mark}{one.value or 'cannot be told'}")),
        one.target,
        words(f"{one.formula}: {one.counts}", style=SMALL),
    ]
