"""The page of mileage rates: those that sources give, and those that the department enters."""

from models.types import Vehicle
from rota_desk.domain.mileage import VEHICLE_WORDS, pence
from rota_desk.edits.mileage_rates import enter_mileage_rate, remove_mileage_rate
from rota_desk.queries.look_up import look_up
from rota_desk.queries.mileage_rates import RateLine, mileage_rate_list
from rota_desk.words import day_and_year
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

VEHICLES = tuple((one, VEHICLE_WORDS[one].capitalize()) for one in Vehicle)


def _first(line: RateLine) -> str:
    return pence(line.first) if line.first is not None else "▲ to be entered"


def _beyond(line: RateLine) -> str:
    if line.beyond is None or line.tier is None:
        return ""
    return f"{pence(line.beyond)} after {line.tier:,} miles"


def _whose(line: RateLine) -> str:
    if line.rate_id is not None:
        return "entered here"
    return "not confirmed" if line.first is None else "known"


RATES: tuple[Column[RateLine], ...] = (
    Column("From", lambda one: day_and_year(one.valid_from), 130, sort=lambda one: one.valid_from),
    Column("For", lambda one: VEHICLE_WORDS[one.vehicle].capitalize(), 170),
    Column("A mile", _first, 120, right=True),
    Column("Then", _beyond, 170),
    Column("Whose", _whose, 100),
    Column("Source", lambda one: one.source, 260, tip=lambda one: one.source),
)


class MileagePage(Page):
    """Dated rates; a journey is reckoned by the rate of its day, split where the miles are up."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Mileage rates",
            "A journey is reckoned by the rate of its day. What no source confirms has to be "
            "entered, with where it stands; nothing is reckoned before.",
        )
        self._frame = frame
        self.rates: RecordTable[RateLine] = RecordTable("Mileage rates", RATES, frame.look)
        self.rates.setMinimumHeight(320)
        self.rates.opened.connect(lambda _line: self.add())
        self.lines.addWidget(self.rates, 1)
        self.lines.addLayout(
            row(
                button("Enter a rate …", self.add, "primary"),
                button("Take back", self.remove),
                None,
            )
        )

    def refresh(self) -> None:
        """Show every rate, the newest first."""
        self.rates.show_records(self._frame.bridge.ask(mileage_rate_list))

    def add(self) -> Form:
        """Enter a rate, for the chosen vehicle and day where one is chosen."""
        bridge, line = self._frame.bridge, self.rates.record()
        form = Form("Enter a mileage rate", "Enter", bridge, self)
        vehicle = form.choice("For", VEHICLES, line.vehicle if line else Vehicle.CAR)
        day = form.day("From", line.valid_from if line else bridge.ask(look_up).today)
        first = form.amount("A mile", line.first if line else None, "£")
        beyond = form.amount("Then a mile, if it falls", line.beyond if line else None, "£")
        tier = form.amount("After so many", None, "miles")
        source = form.line("Source", hint="Circular, letter, or who confirmed it")

        def submit() -> bool:
            rate, chosen, miles = first.value(), vehicle.value(), tier.value()
            if rate is None or chosen is None:
                form.trouble("The rate is a number of pounds, such as 0.56.")
                return False
            done = bridge.do(
                enter_mileage_rate,
                vehicle=chosen,
                valid_from=day.value(),
                first_rate=rate,
                beyond_rate=beyond.value(),
                tier_miles=None if miles is None else int(miles),
                source=source.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def remove(self) -> None:
        """Take back the chosen rate that was entered here."""
        line = self.rates.record()
        if line is None or line.rate_id is None:
            self._frame.say("Choose a rate that was entered here.", "warning")
            return
        self._frame.bridge.do(remove_mileage_rate, rate=line.rate_id)
