"""Choosing what of a what-if goes onto the real rota: by person, by day, line by line."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from rota_desk.changes import ChangeSet
from rota_desk.edits.what_if import Applied, apply_what_if
from rota_desk.errors import Refusal
from rota_desk.queries.what_if_parts import (
    Part,
    PartLine,
    carried,
    closed,
    followed,
    joined,
    without,
)
from rota_desk.what_if import WhatIf
from rota_desk.words import count_words, day_words
from ui.bridge import Bridge
from ui.style.theme import Look
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

EVERYBODY, ALL_DAYS = "", dt.date.min
FINDINGS = 3  # told by name
WIDE, HIGH = 780, 260  # pixels of the table at the usual text, where the screen has them
ROOM = 0.8  # of the screen's width that the table takes at most
Tried = tuple[ChangeSet, tuple[Part, ...]]
Then = Callable[[Applied, tuple[ChangeSet, ...]], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a part, as the table shows it."""

    part: Part
    told: PartLine


class ApplyForm(Form):
    """What was tried, line by line, all of it ticked at first; what does not fit cannot be."""

    def __init__(
        self, what_if: WhatIf, tried: Tried, real: Bridge, on: tuple[QWidget, Look], then: Then
    ) -> None:
        super().__init__(f"Apply “{what_if.name}”", "Apply", real, on[0])
        look = on[1]
        self._what_if, self._then = what_if, then
        self.changes, self.parts = tried
        self.ticked: frozenset[int] = frozenset(one.number for one in self.parts if one.fits)
        lines = (Line(part, told) for part in self.parts for told in part.lines)
        self.lines = tuple(sorted(lines, key=_place))
        self._tell_troubles()
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

    def _tell_troubles(self) -> None:
        troubles = list(dict.fromkeys(one.told for one in self.parts if one.trouble and one.lines))
        if not troubles:
            return
        self.note("The real rota has moved since, so some of it no longer fits:", "danger")
        for sentence in troubles[:FINDINGS]:
            self.note(f"▲ {sentence}")
        if len(troubles) > FINDINGS:
            self.note(f"and {len(troubles) - FINDINGS} more; each line says why.")

    def _lay(self, look: Look) -> None:
        wide = min(look.pixels(WIDE), int(self.screen().availableGeometry().width() * ROOM))
        self.setMinimumWidth(wide)
        self.table.setMinimumHeight(min(look.pixels(HIGH), HIGH * 2))
        self.table.installEventFilter(self)
        self.table.opened.connect(lambda _line: self.turn(self.table.selected()))
        self._rows.addRow(self.table)
        self._rows.addRow(
            row(
                button("Tick these", lambda: self._all(ticked=True), says="All that is shown"),
                button("Untick these", lambda: self._all(ticked=False), says="All that is shown"),
                None,
                button("What it would bring", self._look, says="Findings gained and lost"),
            )
        )
        self._rows.addRow(words("Space ticks or unticks the chosen lines.", "soft", wrap=True))

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column("Goes", self._tick_words, 110, kind=self._tick_kind, tip=_trouble),
            Column("How", lambda one: one.told.how_words, 90),
            Column("Who", lambda one: one.told.who, 150, least=80),
            Column(
                "Day",
                lambda one: day_words(one.told.day) if one.told.day else "",
                90,
                sort=lambda one: one.told.day or ALL_DAYS,
            ),
            Column("What", lambda one: one.told.what, 520, least=150),
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
        if isinstance(done, Refusal):
            self.effect(str(done), "danger")
            return
        told = [f"▲ {one.name}: {one.message}" for one in done.gained[:FINDINGS]]
        more = len(done.gained) - len(told)
        head = f"{count_words(len(done.gained), 'new finding')}, {len(done.lost)} gone."
        self.effect(
            "\n".join([head, *told, *([f"and {more} more"] if more else [])]),
            "warning" if done.gained else "good",
        )

    def _put(self) -> bool:
        (changes, left), tried = self._sides(), self._what_if
        done = self._bridge.do(
            apply_what_if, changes=changes, left=left, name=tried.name, since=tried.since
        )
        if done is None:
            return False
        rest = carried(self.parts, self.ticked)
        self._then(done.value, tuple(joined(one, self.changes) for one in rest))
        return True


def _place(one: Line) -> tuple[bool, dt.date, str]:
    """What does not fit stands first, then day by day."""
    return not one.part.trouble, one.told.day or ALL_DAYS, one.told.who


def _trouble(one: Line) -> str:
    return one.part.told
