"""The heat map of Provision: activities down, weeks across, each cell filled of needed."""

from PySide6.QtCore import Signal

from rota_desk.queries.provision_weeks import ProvisionWeeks, WeekCover
from rota_desk.words import day_words
from ui.style.theme import Look
from ui.widgets.heat import Heat, HeatCell, HeatView, Warmth


def cover_words(cover: WeekCover) -> str:
    """A week in a cell: what is filled of what is needed, and how many are over."""
    if not cover.need and not cover.over:
        return "–"
    said = f"{cover.filled}/{cover.need}"
    return f"{said} +{cover.over}" if cover.over else said


def cover_aloud(cover: WeekCover) -> str:
    """A week read aloud, and its tip."""
    if not cover.need and not cover.over:
        return "nothing needed"
    said = f"{cover.filled} of {cover.need} filled, {cover.percent:.0f} %"
    short = f", {cover.short} short" if cover.short else ""
    return said + short + (f", {cover.over} over" if cover.over else "")


def _warmth(cover: WeekCover, target: float) -> Warmth:
    if not cover.need and not cover.over:
        return Warmth.NOTHING
    if not cover.short:
        return Warmth.OVER if cover.over else Warmth.PLAIN
    if float(cover.percent) >= target:
        return Warmth.MET
    return Warmth.FAR if float(cover.percent) < target - 10 else Warmth.BELOW


class HeatMap(HeatView):
    """The map; `opened` brings the activity and the Monday of a cell entered with Enter."""

    opened = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__("Filled by activity and week", look)
        self.weeks = ProvisionWeeks((), ())
        self.entered_cell.connect(self._opened)

    def show_weeks(self, weeks: ProvisionWeeks, target: float) -> None:
        """Show these weeks against a target in percent; the cursor stays where it was."""
        self.weeks = weeks
        self.show_heat(
            Heat(
                heads=tuple(day_words(monday) for monday in weeks.mondays),
                names=tuple(line.activity for line in weeks.lines),
                cells=tuple(
                    tuple(
                        HeatCell(cover_words(one), cover_aloud(one), _warmth(one, target))
                        for one in line.weeks
                    )
                    for line in weeks.lines
                ),
                across="week of ",
            )
        )

    def _opened(self, row: int, column: int) -> None:
        self.opened.emit(self.weeks.lines[row].activity, self.weeks.mondays[column])
