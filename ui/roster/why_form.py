"""Why can't I roster her? Everything that would break, for a chosen session or activity."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.against import everything_against
from rota_desk.edits.assignments import assign
from rota_desk.edits.filling import fill_cell
from rota_desk.queries.could_do import CouldDo, could_do
from rota_desk.queries.rota_sheet import By
from rota_desk.queries.why import WhyNot
from rota_desk.words import count_words, day_words
from ui.roster.inspector import KINDS, STANDINGS
from ui.roster.marks import mark_of
from ui.roster.spot import Spot
from ui.widgets.finding_card import FindingCard, OnFinding
from ui.widgets.form import Form
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

HIGH = 300  # pixels of what would break, at the usual text


class WhyForm(Form):
    """A person, a day, a session or an activity; what stands against it, each with its clause."""

    def __init__(self, screen: "RosterScreen", spot: Spot) -> None:
        self._screen = screen
        self._day = spot.day
        title = f"Why not? {day_words(spot.day)}"
        super().__init__(title, "Put on anyway", screen.bridge, screen)
        self.setMinimumWidth(screen.frame.look.pixels(620))
        self._options = screen.bridge.ask(could_do, day=spot.day)
        names = screen.names
        self.who = self.choice(
            "Person", [(one.id, one.name) for one in names.people], _whom(screen, spot)
        )
        numbered = [(place, one.words) for place, one in enumerate(self._options)]
        self.what = self.choice("Session or activity", numbered, _which(self._options, spot))
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inside)
        self.area.setFixedHeight(screen.frame.look.pixels(HIGH))
        self.add("What would break", self.area)
        for field in (self.who, self.what):
            field.widget.currentTextChanged.connect(self.look)  # type: ignore[attr-defined]  # a combo box
        self.open_then(self._put_on)
        self.look()

    def _asked(self) -> tuple[int, CouldDo] | None:
        who, what = self.who.value(), self.what.value()
        return None if who is None or what is None else (who, self._options[what])

    def look(self) -> None:
        """Show what stands against the choice."""
        asked = self._asked()
        self.done_button.setEnabled(asked is not None)
        clear(self._cards)
        if asked is None:
            self.effect("Choose a person, and a session or an activity.")
            return
        whom, what = asked
        found = everything_against(
            self._screen.bridge.desk,
            clinician=whom,
            day=self._day,
            activity=what.activity_id,
            session=what.session_id,
        )
        self._tell(found)

    def _tell(self, found: WhyNot) -> None:
        self.effect(*verdict(found))
        self.done_button.setText("Put on" if found.fits else "Put on anyway")
        for sentence in found.hindrances:
            self._cards.addWidget(words(f"◆ {sentence}", "warning", wrap=True))
        on = OnFinding(mend=lambda _mend: None, setting=self._turn)
        for one in found.findings:
            kind = KINDS[mark_of(one)]
            self._cards.addWidget(FindingCard(one, on, standing=STANDINGS[kind], kind=kind))
        self._cards.addStretch(1)

    def _turn(self, setting: str) -> None:
        self.reject()
        self._screen.findings_at.turn(setting)

    def _put_on(self) -> bool:
        asked = self._asked()
        if asked is None:
            self.trouble("Choose a person, and a session or an activity.")
            return False
        whom, what = asked
        hands, day = self._screen.hands, self._day
        if what.session_id is not None:
            return hands.change(assign, session=what.session_id, clinician=whom)
        return hands.change(fill_cell, clinician=whom, day=day, slot=None, code=what.code)


def _whom(screen: "RosterScreen", spot: Spot) -> int | None:
    """The person of the row, else the one who stands there."""
    if screen.by is By.PERSON:
        return spot.row.key or None
    return spot.entry.clinician_id if spot.entry else None


def _which(options: tuple[CouldDo, ...], spot: Spot) -> int | None:
    """What the cursor is on, else the first gap of the day, else the first of all."""
    here = spot.entry.session_id if spot.entry else None
    places = [place for place, one in enumerate(options) if here and one.session_id == here]
    return places[0] if places else 0 if options else None


def verdict(found: WhyNot) -> tuple[str, str]:
    """Whether it can be done, in words and as a kind of sentence."""
    if found.fits:
        return f"✓ {found.name} can do it: nothing would break.", "good"
    count = len(found.findings) + len(found.hindrances)
    verb = "stands" if count == 1 else "stand"
    return f"{count_words(count, 'thing')} {verb} against it.", "warning"
