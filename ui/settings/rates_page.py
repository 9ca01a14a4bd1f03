"""The page of rate cards for extra sessions."""

import datetime as dt

from rota_desk.domain.rates import DAY_CLASSES, UNITS
from rota_desk.edits.rate_cards import (
    add_rate_band,
    add_rate_card,
    change_rate_band,
    remove_rate_band,
)
from rota_desk.queries.look_up import look_up
from rota_desk.queries.rate_cards import BandLine, Card, rate_bands, rate_cards
from rota_desk.words import day_and_year
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

SEVEN, NINETEEN = dt.time(7), dt.time(19)
CLASSES = tuple((one, one.capitalize()) for one in DAY_CLASSES)
PER = tuple((one, f"a {one}" if one != "hour" else "an hour") for one in UNITS)


def _until(card: Card) -> str:
    return day_and_year(card.valid_to) if card.valid_to else "in force"


def _hours(line: BandLine) -> str:
    return f"{line.band.starts:%H:%M}–{line.band.ends:%H:%M}"


CARD_COLUMNS: tuple[Column[Card], ...] = (
    Column("Card", lambda c: c.name, 200),
    Column("From", lambda c: day_and_year(c.valid_from), 130, sort=lambda c: c.valid_from),
    Column("Until", _until, 130),
    Column("Approved by", lambda c: c.approved_by, 140),
)
BAND_COLUMNS: tuple[Column[BandLine], ...] = (
    Column("Day", lambda b: b.band.day_class.capitalize(), 100),
    Column("Times", _hours, 120, sort=lambda b: b.band.starts),
    Column(
        "Rate", lambda b: f"£{b.band.amount:,.2f}", 90, right=True, sort=lambda b: b.band.amount
    ),
    Column("For", lambda b: dict(PER)[b.band.unit], 90),
    Column("Grade", lambda b: b.band.grade or "any", 120),
)


class RatesPage(Page):
    """Dated cards of local rates; a claim is priced by the card of its day."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Rate cards",
            "A claim is priced by the card in force on its day, split where a band ends.",
        )
        self._frame = frame
        self.cards: RecordTable[Card] = RecordTable("Rate cards", CARD_COLUMNS, frame.look)
        self.bands: RecordTable[BandLine] = RecordTable("Bands", BAND_COLUMNS, frame.look)
        self.cards.setMinimumHeight(130)
        self.bands.setMinimumHeight(260)
        self.cards.chosen.connect(lambda _card: self._show_bands())
        self.bands.opened.connect(lambda _band: self.correct())
        self.lines.addWidget(self.cards)
        self.lines.addLayout(row(button("New card …", self.new_card), None))
        self.lines.addWidget(words("Bands of the chosen card", "heading"))
        self.lines.addWidget(self.bands, 1)
        self.lines.addLayout(
            row(
                button("Add a band …", self.add, "primary"),
                button("Change the rate …", self.correct),
                button("Remove", self.remove),
                None,
            )
        )

    def refresh(self) -> None:
        """Show the cards, and the bands of the chosen one."""
        found = self._frame.bridge.ask(rate_cards)
        chosen = self.cards.record()
        self.cards.show_records(found)
        again = [one for one in found if chosen and one.card_id == chosen.card_id]
        if found:
            self.cards.choose((again or list(found))[0])
        self._show_bands()

    def _show_bands(self) -> None:
        card = self.cards.record()
        found = self._frame.bridge.ask(rate_bands, card=card.card_id) if card else ()
        self.bands.show_records(found)

    def new_card(self) -> Form:
        """Begin a card, with the bands of the chosen one."""
        bridge, like = self._frame.bridge, self.cards.record()
        form = Form("New rate card", "Begin the card", bridge, self)
        name = form.line("Name", like.name if like else "", "Local rates for extra work")
        day = form.day("In force from", bridge.ask(look_up).today)
        by = form.line("Approved by", like.approved_by if like else "")
        source = form.line("Source", hint="Letter, minute or policy")
        copy = form.check("With the bands of the chosen card", value=like is not None)

        def submit() -> bool:
            done = bridge.do(
                add_rate_card,
                name=name.value(),
                valid_from=day.value(),
                approved_by=by.value(),
                source=source.value(),
                like=like.card_id if like and copy.value() else None,
            )
            return done is not None

        form.open_then(submit)
        return form

    def add(self) -> Form | None:
        """Add a band to the chosen card."""
        bridge, card = self._frame.bridge, self.cards.record()
        if card is None:
            self._frame.say("Begin a card first.", "warning")
            return None
        form = Form("Add a band", "Add", bridge, self)
        day_class = form.choice("Day", CLASSES, DAY_CLASSES[0])
        starts = form.clock("From", card.bands[0].starts if card.bands else SEVEN)
        ends = form.clock("Until", card.bands[0].ends if card.bands else NINETEEN)
        amount = form.amount("Rate", unit="£")
        unit = form.choice("For", PER, UNITS[0])
        grade = form.line("Grade", hint="Empty: any grade")

        def submit() -> bool:
            rate = amount.value()
            if rate is None:
                form.trouble("The rate is a number of pounds.")
                return False
            done = bridge.do(
                add_rate_band,
                card=card.card_id,
                day_class=day_class.value() or "",
                starts=starts.value(),
                ends=ends.value(),
                amount=rate,
                unit=unit.value() or "",
                grade=grade.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def correct(self) -> Form | None:
        """Correct the chosen band's rate."""
        bridge, line = self._frame.bridge, self.bands.record()
        if line is None:
            return None
        form = Form("Change the rate", "Save", bridge, self)
        amount = form.amount("Rate", line.band.amount, "£")

        def submit() -> bool:
            rate = amount.value()
            if rate is None:
                form.trouble("The rate is a number of pounds.")
                return False
            return bridge.do(change_rate_band, band=line.band_id, amount=rate) is not None

        form.open_then(submit)
        return form

    def remove(self) -> None:
        """Take the chosen band off its card."""
        line = self.bands.record()
        if line is not None:
            self._frame.bridge.do(remove_rate_band, band=line.band_id)
