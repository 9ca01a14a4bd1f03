"""The form that puts a flexible line of a plan on a day."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from rota_desk.edits.placing import place_flexible
from rota_desk.errors import Refusal
from rota_desk.queries.flexible_days import flexible_days
from rota_desk.queries.look_up import look_up
from rota_desk.queries.plan_beside import BesideLine
from ui.bridge import Bridge
from ui.widgets.form import Form

ANOTHER = dt.date.min  # stands for a day that is not on the list
FINDINGS = 3  # told by name


class PlaceForm:
    """Offers the free days of the weeks that are built, says what each would bring."""

    def __init__(self, bridge: Bridge, parent: QWidget, one: BesideLine) -> None:
        self._bridge, self._line = bridge, one.line
        self.form = form = Form(f"Find a day for {one.line.title}", "Place", bridge, parent)
        if one.count is not None:
            form.note(f"{one.count.words}.")
        days = bridge.ask(flexible_days, line=one.line.id)
        form.note(
            f"Free days at {one.line.times} in the coming weeks that are built; gaps stand first."
            if days
            else "No free day was found in the coming weeks that are built. Choose any day."
        )
        options: list[tuple[dt.date, str]] = [
            *((day.day, day.words) for day in days),
            (ANOTHER, "Another day"),
        ]
        self.free = form.choice("Free on", options, options[0][0])
        first = days[0].day if days else bridge.ask(look_up).today
        self.day = form.day("On", first)
        self.free.widget.currentTextChanged.connect(lambda _text: self._take())  # type: ignore[attr-defined]  # a combo box
        self.day.widget.dateChanged.connect(lambda _day: self._look())  # type: ignore[attr-defined]  # a date field
        self._look()
        form.open_then(self._submit)

    def _take(self) -> None:
        day = self.free.value()
        if day not in {None, ANOTHER}:
            self.day.fill(day)

    def _look(self) -> None:
        """Say what placing it there would bring."""
        done = self._bridge.preview(place_flexible, line=self._line.id, day=self.day.value())
        if isinstance(done, Refusal):
            self.form.effect(str(done), "danger")
            return
        fresh = done.brought
        if not fresh:
            self.form.effect("✓ It brings no new finding.", "good")
            return
        told = "\n".join(f"▲ {one.name}: {one.message}" for one in fresh[:FINDINGS])
        self.form.effect(told, "warning")

    def _submit(self) -> bool:
        done = self._bridge.do(place_flexible, line=self._line.id, day=self.day.value())
        return done is not None
