"""Asking for whom a pattern is laid and when; the difference is shown before it is done."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QPlainTextEdit, QWidget

from rota_desk.desk import Done
from rota_desk.edits.patterns import LayAnswer, lay_pattern
from rota_desk.errors import Refusal
from rota_desk.queries.laying_choices import (
    AlsoOn,
    LayingChoices,
    PlaceChoice,
    also_on,
    laying_choices,
)
from rota_desk.queries.patterns import PatternView
from rota_desk.words import count_words
from ui.frame import Frame
from ui.patterns.lay_words import difference_words, ending_words
from ui.tasks import Progress
from ui.widgets.choice import choice_field, choose, chosen
from ui.widgets.form import Form
from ui.widgets.layouts import scrolled
from ui.widgets.words import button

SHOWN_LINES = 6  # more scroll
NOBODY = PlaceChoice("Nobody", None, None)


class LayForm(Form):
    """Asks for a start line for each post or person; `Lay` is one undoable step."""

    def __init__(
        self, frame: Frame, parent: QWidget, view: PatternView, choices: LayingChoices
    ) -> None:
        super().__init__(f"Lay {view.name}", "Lay", frame.bridge, parent)
        self._frame, self._view, self._choices = frame, view, choices
        self._others: tuple[AlsoOn, ...] = ()
        self.setMinimumWidth(680)
        self.note(
            "Who stands on which line in the first week. What is built follows the pattern; what "
            "was changed by hand stays as it is and is listed. Leave is respected."
        )
        self.first = self.day("From Monday", choices.first)
        self.last = self.day("Until", choices.last)
        self.goes_on = self.check("It goes on after that day", value=True)
        self._usual = list(choices.usual)
        self.options = [(one, one.name) for one in (NOBODY, *choices.places)]
        self.fields = self._fields(choices.usual)
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setMinimumHeight(170)
        self.shown.setPlaceholderText("Press “Show the difference” to see it here first.")
        self.ending = self.check("Other patterns end then", value=True)
        self.show_only(self.ending, when=False)
        look = button("Show the difference", self.look)
        self._rows.addRow("", look)
        self.add("It would change", self.shown)
        self.first.widget.dateChanged.connect(lambda _day: self._roll())  # type: ignore[attr-defined]  # a date field
        for one in self.fields:
            one.currentTextChanged.connect(lambda _text: self._find_others())
        self.open_then(self._lay)
        ticked = self.ending.widget
        self.tab_through(self.goes_on.widget, *self.fields, self.rest, ticked, look, self.shown)
        self._find_others()
        self.resize(720, 780)

    def _fields(self, usual: Sequence[PlaceChoice | None]) -> list[QComboBox]:
        inside = QWidget()
        inside.setObjectName("plain")
        rows = QFormLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: list[QComboBox] = []
        for line in range(1, self._view.weeks + 1):
            field = choice_field(f"Line {line}", self.options, usual[line - 1] or NOBODY)
            rows.addRow(f"Line {line}", field)
            fields.append(field)
        area = scrolled(inside)
        area.setFixedHeight(min(self._view.weeks, SHOWN_LINES) * 36)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.addRow("Start lines", area)
        self.rest = button("The rest in order", self.follow_on)
        self.rest.setToolTip("After the last line that is filled: the next post or person on each")
        self._rows.addRow("", self.rest)
        return fields

    def _roll(self) -> None:
        """Offer for another Monday the lines that everybody has come to by then."""
        choices = self._frame.bridge.ask(
            laying_choices, pattern=self._view.pattern_id, first=self.first.value()
        )
        offered = [one or NOBODY for one in self._usual]
        if [chosen(field, self.options) for field in self.fields] == offered:
            self._usual = list(choices.usual)
            for field, one in zip(self.fields, self._usual, strict=True):
                choose(field, self.options, one or NOBODY)
        self.last.fill(choices.last)
        self._find_others()

    def follow_on(self) -> None:
        """Put on each line after the last that is filled whoever of their kind comes next."""
        filled = [chosen(field, self.options) or NOBODY for field in self.fields]
        last = max((at for at, one in enumerate(filled) if one != NOBODY), default=-1)
        places = [place for place, _name in self.options if place != NOBODY]
        if last >= 0:
            kind = filled[last].kind
            begins = places.index(filled[last]) + 1
            places = [one for one in places[begins:] if one.kind == kind]
        for field, place in zip(self.fields[last + 1 :], places, strict=False):
            field.setCurrentText(place.name)

    def _find_others(self) -> None:
        """Ask whether other patterns end that would put the same people on the same work."""
        there = [chosen(field, self.options) for field in self.fields]
        found = self._frame.bridge.ask(
            also_on,
            pattern=self._view.pattern_id,
            first=self.first.value(),
            places=[one for one in there if one is not None and one != NOBODY],
        )
        if found != self._others:
            self._others = found
            self.ending.widget.setText(ending_words(found))  # type: ignore[attr-defined]  # a check box
            self.ending.fill(all(one.whole for one in found))
            self.show_only(self.ending, when=bool(found))

    def _ending(self) -> tuple[int, ...]:
        """The patterns that end where this one begins."""
        return tuple(one.pattern_id for one in self._others if self.ending.value())

    def facts(self) -> tuple[dict[int, int], dict[int, int]] | None:
        """The start lines of posts and of people; None when a field names nobody known."""
        starts: dict[int, int] = {}
        people: dict[int, int] = {}
        seen: dict[PlaceChoice, int] = {}
        for line, field in enumerate(self.fields, start=1):
            place = chosen(field, self.options)
            if place is None:
                self.trouble(f"“{field.currentText()}” on line {line} is no post and nobody here.")
                return None
            if place in seen and place != NOBODY:
                self.trouble(f"{place.name} stands on lines {seen[place]} and {line}. Choose one.")
                return None
            seen[place] = line
            if place.post_id is not None:
                starts[place.post_id] = line
            elif place.clinician_id is not None:
                people[place.clinician_id] = line
        return starts, people

    def look(self) -> None:
        """Work out the difference, off the window's thread."""
        facts = self.facts()
        if facts is None:
            return
        starts, people = facts
        first, last, until = self.first.value(), self.last.value(), self._until()
        ending = self._ending()
        bridge, pattern = self._frame.bridge, self._view.pattern_id
        self.shown.setPlainText("Looking …")

        def work(_progress: Progress) -> Done[LayAnswer] | Refusal:
            return bridge.preview(
                lay_pattern,
                pattern=pattern,
                first=first,
                last=last,
                starts=starts,
                people=people,
                until=until,
                ending=ending,
            )

        self._frame.tasks.start("Looking at the difference", work, self.tell)

    def tell(self, answer: object) -> None:
        """Show the difference, or why it is refused."""
        if isinstance(answer, Refusal):
            self.shown.setPlainText(str(answer))
        elif isinstance(answer, Done):
            self.shown.setPlainText(difference_words(answer))

    def _until(self) -> dt.date | None:
        return None if self.goes_on.value() else self.last.value() + dt.timedelta(days=1)

    def _lay(self) -> bool:
        facts = self.facts()
        if facts is None:
            return False
        starts, people = facts
        done = self._frame.bridge.do(
            lay_pattern,
            pattern=self._view.pattern_id,
            first=self.first.value(),
            last=self.last.value(),
            starts=starts,
            people=people,
            until=self._until(),
            ending=self._ending(),
        )
        if done is not None and done.value.relaid.kept:
            count = count_words(len(done.value.relaid.kept), "change", "changes")
            self._frame.say(f"Laid; {count} made by hand stay as they are.", "warning")
        return done is not None
