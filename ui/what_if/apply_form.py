"""Choosing what of a what-if goes onto the real rota: by person, by day, line by line."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from rota_desk.changes import ChangeSet
from rota_desk.edits.what_if import Applied, apply_what_if
from rota_desk.queries.what_if_parts import (
    Part,
    carried,
    closed,
    followed,
    joined,
    without,
)
from rota_desk.what_if import WhatIf
from rota_desk.words import count_words, day_words
from ui.style.theme import Look
from ui.what_if.lines import ALL_DAYS, Line, line_columns, tell_nearest
from ui.what_if.nearest_hands import NearestHands, RealWindow, brought_words
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

EVERYBODY = ""
MOVED = "The real rota has moved since, so some of it no longer fits: each line says why."
HINT = "Space ticks or unticks the chosen lines; Enter on one that does not fit does the nearest."
WIDE, HIGH = 780, 260  # pixels of the table at the usual text, where the screen has them
ROOM = 0.8  # of the screen's width that the table takes at most
Tried = tuple[ChangeSet, tuple[Part, ...]]
Sets = tuple[tuple[Part, ...], ...]  # what waits, in the sets that are made again one by one


class Then(Protocol):
    """What comes after applying."""

    def __call__(
        self, done: Applied, changes: ChangeSet, waits: Sets, misfits: tuple[Part, ...]
    ) -> None:
        """Go on with what waits; tell of what did not fit."""


class ApplyForm(Form):
    """What was tried, line by line, all of it ticked at first; what does not fit cannot be."""

    def __init__(
        self,
        what_if: WhatIf,
        tried: Tried,
        real: RealWindow,
        on: tuple[QWidget, Look],
        then: Then,
    ) -> None:
        super().__init__(f"Apply “{what_if.name}”", "Apply", real.bridge, on[0])
        look = on[1]
        self._what_if, self._then = what_if, then
        self.changes, self.parts = tried
        self.ticked: frozenset[int] = frozenset(one.number for one in self.parts if one.fits)
        self.lines = _lines(self.parts)
        self.nearest_hands = NearestHands(real, self, self._judge_again)
        self.nearest = button("", self.act)
        self.told = words("", wrap=True)
        if any(one.trouble and one.lines for one in self.parts):
            self.note(MOVED, "danger")
        people = sorted({one.told.who for one in self.lines})
        days = sorted({one.told.day for one in self.lines if one.told.day})
        self.who = self.choice(
            "For", [(EVERYBODY, "Everybody"), *((one, one) for one in people)], EVERYBODY
        )
        self.on_day = self.choice(
            "On", [(ALL_DAYS, "All days"), *((one, day_words(one)) for one in days)], ALL_DAYS
        )
        for field in (self.who, self.on_day):
            field.widget.currentTextChanged.connect(lambda _text: self._show_lines())  # type: ignore[attr-defined]  # a combo box
        self.table: RecordTable[Line] = RecordTable("What was tried", self._columns(), look)
        self._lay(look)
        self._show_lines()
        self._tell_count()
        self.open_then(self._put)
        self.table.setFocus()
        if self.lines:
            self.table.selectRow(0)

    def _lay(self, look: Look) -> None:
        wide = min(look.pixels(WIDE), int(self.screen().availableGeometry().width() * ROOM))
        self.setMinimumWidth(wide)
        self.table.setMinimumHeight(min(look.pixels(HIGH), HIGH * 2))
        self.table.installEventFilter(self)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda line: tell_nearest(line, self.told, self.nearest))
        self._rows.addRow(self.table)
        self._rows.addRow(self.told)
        self._rows.addRow(row(None, self.nearest))
        self._rows.addRow(
            row(
                button("Tick these", lambda: self._all(ticked=True), says="All that is shown"),
                button("Untick these", lambda: self._all(ticked=False), says="All that is shown"),
                None,
                button("What it would bring", self._look, says="Findings gained and lost"),
            )
        )
        self._rows.addRow(words(HINT, "soft", wrap=True))

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column("Goes", self._tick_words, 110, kind=self._tick_kind, tip=_trouble),
            *line_columns(520),
        )

    def _tick_words(self, one: Line) -> str:
        if one.part.trouble:
            return "▲ does not fit"
        return "✓ yes" if one.part.number in self.ticked else "– stays"

    def _tick_kind(self, one: Line) -> str:
        if one.part.trouble:
            return "danger"
        return "good" if one.part.number in self.ticked else "soft"

    def _show_lines(self) -> None:
        who, day = self.who.value() or EVERYBODY, self.on_day.value() or ALL_DAYS
        shown = [
            one
            for one in self.lines
            if who in {EVERYBODY, one.told.who} and day in {ALL_DAYS, one.told.day}
        ]
        self.table.show_records(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space turns the chosen lines."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and pressed == Qt.Key.Key_Space:
            self.turn(self.table.selected())
            return True
        return super().eventFilter(watched, event)

    def _open(self, line: Line) -> None:
        """Enter: the nearest act of a line that does not fit; a tick turned on any other."""
        if line.part.fits:
            self.turn(self.table.selected())
        else:
            self.act()

    def act(self) -> Form | None:
        """Open the nearest act of the chosen line, where it does not fit."""
        line = self.table.record()
        return self.nearest_hands.act(line.part) if line is not None else None

    def _judge_again(self) -> None:
        """Something was done on the real rota: what fits, and what is nearest, anew."""
        at = self.table.currentIndex().row()
        self.changes, self.parts = self._what_if.parts()
        self.lines = _lines(self.parts)
        self.ticked &= {one.number for one in self.parts if one.fits}
        self._show_lines()
        self.table.selectRow(max(at, 0))
        self._tell_count()

    def turn(self, lines: Iterable[Line]) -> None:
        """Tick the lines, or untick them where all are ticked; what hangs together follows."""
        numbers = {one.part.number for one in lines if one.part.fits}
        self._tick(numbers, ticked=not numbers <= self.ticked)

    def _all(self, *, ticked: bool) -> None:
        shown = {one.part.number for one in self.table.records() if one.part.fits}
        self._tick(shown, ticked=ticked)

    def _tick(self, numbers: set[int], *, ticked: bool) -> None:
        before = self.ticked
        turned = (
            before | closed(self.parts, numbers)
            if ticked
            else before - without(self.parts, numbers)
        )
        self.ticked = followed(self.parts, turned)
        self.table.tell_again()
        silent = {one.number for one in self.parts if not one.lines}
        self._tell_count(followed_too=len((before ^ self.ticked) - numbers - silent))

    def _tell_count(self, followed_too: int = 0) -> None:
        """Say how much goes, and what becomes of the rest."""
        fit = [one for one in self.lines if one.part.fits]
        going = sum(one.part.number in self.ticked for one in fit)
        lost = len(self.lines) - len(fit)
        goes = "goes" if going == 1 else "go"
        said = [f"{count_words(going, 'line')} {goes} onto the real rota, as one step."]
        if going < len(fit):
            said.append(
                f"{len(fit) - going} wait in a what-if of their own, on the rota as it is then."
            )
        if lost:
            said.append(f"▲ {count_words(lost, 'line')} left out: make them by hand.")
        if followed_too:
            said.append(f"{followed_too} more turned, for one hangs on the other.")
        self.effect(" ".join(said))

    def _sides(self) -> tuple[ChangeSet, ChangeSet]:
        """What is ticked, and what is not."""
        goes = [one for one in self.parts if one.number in self.ticked]
        stays = [one for one in self.parts if one.number not in self.ticked]
        return joined(goes, self.changes), joined(stays, self.changes)

    def _look(self) -> None:
        """Say which findings the ticked would bring, and which would go."""
        (changes, left), tried = self._sides(), self._what_if
        done = self._bridge.preview(
            apply_what_if, changes=changes, left=left, name=tried.name, since=tried.since
        )
        self.effect(*brought_words(done))

    def _put(self) -> bool:
        (changes, left), tried = self._sides(), self._what_if
        done = self._bridge.do(
            apply_what_if, changes=changes, left=left, name=tried.name, since=tried.since
        )
        if done is None:
            return False
        misfits = tuple(one for one in self.parts if one.trouble and one.lines)
        self._then(done.value, self.changes, carried(self.parts, self.ticked), misfits)
        return True


def _lines(parts: Iterable[Part]) -> tuple[Line, ...]:
    """Every line; what does not fit stands first, then day by day."""
    return tuple(sorted((Line(part, told) for part in parts for told in part.lines), key=_place))


def _place(one: Line) -> tuple[bool, dt.date, str]:
    return not one.part.trouble, one.told.day or ALL_DAYS, one.told.who


def _trouble(one: Line) -> str:
    return one.part.told
