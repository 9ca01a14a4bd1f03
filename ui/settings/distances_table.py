"""The ways between sites: a table of pairs, each with its miles and minutes."""

from decimal import Decimal

from rota_desk.edits.distances import forget_distance, set_distance
from rota_desk.queries.distances import Way, ways_between_sites
from ui.frame import Frame
from ui.widgets.form import Form, read_amount
from ui.widgets.table import Column, RecordTable


def _miles(way: Way) -> str:
    return "not known" if way.miles is None else f"{way.miles.normalize():f}"


def _minutes(way: Way) -> str:
    return "not known" if way.minutes is None else str(way.minutes)


def _whole(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() else None


COLUMNS: tuple[Column[Way], ...] = (
    Column("Between", lambda w: w.first.name, 180),
    Column("And", lambda w: w.second.name, 220),
    Column(
        "Miles",
        _miles,
        90,
        right=True,
        kind=lambda w: "warning" if w.miles is None else "",
        sort=lambda w: w.miles if w.miles is not None else Decimal(-1),
    ),
    Column(
        "Minutes",
        _minutes,
        90,
        right=True,
        kind=lambda w: "warning" if w.minutes is None else "",
        sort=lambda w: w.minutes if w.minutes is not None else -1,
    ),
)


class DistancesTable(RecordTable[Way]):
    """Every pair of sites; Enter corrects the way between them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("Distances between sites", COLUMNS, frame.look)
        self._frame = frame
        self.setMinimumHeight(130)
        self.opened.connect(self.correct)

    def refresh(self) -> None:
        """Show what is known now."""
        self.show_records(self._frame.bridge.ask(ways_between_sites))

    def correct(self, way: Way | None) -> Form | None:
        """Ask for the miles and minutes between two sites."""
        if way is None:
            self._frame.say("Choose a pair of sites first.", "warning")
            return None
        bridge = self._frame.bridge
        form = Form(f"The way between {way.words}", "Save", bridge, self)
        miles = form.line("Miles", "" if way.miles is None else _miles(way), "22.5")
        minutes = form.line("Minutes", "" if way.minutes is None else _minutes(way), "40")
        form.note("The same in both directions. Leave empty what is not known.")

        def submit() -> bool:
            far, long = read_amount(miles.value()), _whole(minutes.value())
            if (miles.value() and far is None) or (minutes.value() and long is None):
                form.trouble("Miles are a number such as 22.5, minutes a whole number.")
                return False
            one, other = way.first.site_id, way.second.site_id
            if far is None and long is None:
                return bridge.do(forget_distance, first=one, second=other) is not None
            done = bridge.do(set_distance, first=one, second=other, miles=far, minutes=long)
            return done is not None

        form.open_then(submit)
        return form
