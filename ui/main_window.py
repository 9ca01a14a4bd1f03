"""The window: rail, deadlines, the place that is shown, inspector, messages.

A dialog, and what is only asked for it, is imported when it is opened: the window stands sooner.
"""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rota_desk.desk import News
from rota_desk.queries.due import Deadline
from rota_desk.queries.look_up import look_up
from rota_desk.queries.rota_sheet import department_name
from ui.actions import ActionSpec
from ui.bridge import Bridge
from ui.daily_pack import DailyPack
from ui.deadlines import dues, first_due
from ui.frame import Screen
from ui.long_work import LongWork
from ui.menus import Menus
from ui.places import HOME, PLACES, Place
from ui.style.theme import Look, Wish
from ui.tasks import Tasks
from ui.walking_back import WalkingBack
from ui.what_if.hands import WhatIfs
from ui.widgets.followed import ENDS, Followed
from ui.widgets.layouts import boxed, row
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.stage import Stage
from ui.widgets.strip import Strip
from ui.widgets.words import button, words

if TYPE_CHECKING:
    from rota_desk.desk import Desk
    from rota_desk.queries.first_steps import FirstSteps
    from rota_desk.what_if import WhatIf
    from ui.first_steps import FirstStepsList
    from ui.help_list import HelpList
    from ui.rules_help import RulesHelp
    from ui.widgets.form import Form
    from ui.widgets.palette import CommandPalette

OUT_OF_A_WHAT_IF = frozenset({"today", "versions", "tell", "reports", "import", "settings"})
LARGE = 1.5  # times the usual text
FIRST = 40  # milliseconds before they are counted for the first time: the window stands first
LATER = 300  # milliseconds after an edit before the deadlines are counted again
AnySpec = ActionSpec[Any]


class MainWindow(QMainWindow):
    """One open department on the screen. It is the `Frame` that screens are given."""

    def __init__(
        self,
        bridge: Bridge,
        look: Look,
        *,
        settings: QSettings | None = None,
        places: Sequence[Place] = PLACES,
        open_another: Callable[[], object] | None = None,
        what_if: "WhatIf | None" = None,
        real: "MainWindow | None" = None,
    ) -> None:
        super().__init__()
        self.what_ifs: WhatIfs = WhatIfs(self, self, self._try, what_if, real)
        self.bridge, self.look, self.tasks = bridge, look, Tasks(self)
        self.followed: Followed = Followed(self)
        bridge.beside = LongWork(self)
        self.walking: WalkingBack = WalkingBack(self, bridge)
        self.settings = settings  # Settings keeps your name there
        self.restore: Callable[[Path], object] | None = None  # the program's way back to a copy
        self._settings, self._open_another = settings, open_another
        self._places = {place.id: place for place in places}
        self._screens: dict[str, Screen] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._count_deadlines)
        self.menus = Menus(self, tuple(self._places.values()))
        self._build()
        self._listen()
        self._restore()
        self.go(HOME if HOME in self._places else next(iter(self._places)))
        self._later.start(FIRST)
        self.daily_pack = DailyPack(self, settings, self)
        if bridge.desk.trying:
            self.daily_pack.stop()

    def _build(self) -> None:
        self.setWindowTitle(_title(self.bridge))
        self.rail = Rail(tuple(self._places.values()), self.look)
        self.strip = Strip()
        self.stack = Stage()
        self.side = Stage()
        self.side.setObjectName("inspector")
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side.setMinimumWidth(self.look.pixels(270))
        self.messages = MessageBar(self.undo, self.show_changed)
        self.messages.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.messages.place(_where(self.bridge))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.stack)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([1000, self.look.pixels(290)])
        self.split.setChildrenCollapsible(False)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._top())
        if (band := self.what_ifs.band()) is not None:
            lines.addWidget(band)
        lines.addWidget(self.strip)
        lines.addLayout(row(self.rail, self.split, gap=0), 1)
        lines.addWidget(self.messages)
        self.setCentralWidget(boxed(lines, "frame"))

    def _top(self) -> QWidget:
        self._department = words(look_name(self.bridge), "soft")
        search = button(
            "Go to person, date, action …   Ctrl K",
            self.open_palette,
            says="Go to a person, date, room or action (Ctrl+K)",
        )
        line = row(words("Rota Desk", "strong"), self._department, None, search, gap=16)
        line.setContentsMargins(16, 5, 16, 5)
        top = boxed(line, "topbar")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return top

    def _listen(self) -> None:
        self.rail.chosen.connect(self.go)
        self.look.changed.connect(self._fold_when_large)
        self.bridge.changed.connect(self._hear)
        self.bridge.refused.connect(self._refuse)
        self.tasks.began.connect(self.messages.follow)

    def _try(self, what_if: "WhatIf") -> "MainWindow":
        """A window on a what-if; nothing is printed, sent or brought in there."""
        places = [one for one in self._places.values() if one.id not in OUT_OF_A_WHAT_IF]
        return MainWindow(
            Bridge(what_if.desk), self.look, places=places, what_if=what_if, real=self
        )

    def days_shown(self) -> tuple[dt.date, dt.date]:
        """The days the Rota shows, half-open; a fortnight from today where it shows none yet."""
        period = getattr(self._screens.get("rota"), "period", None)
        if period is not None:
            return period.start, period.end
        today = self.bridge.ask(look_up).today
        return today, today + dt.timedelta(weeks=2)

    # What screens ask of their frame.

    def say(self, sentence: str, kind: str = "notice") -> None:
        """Show a sentence in the message bar."""
        self.messages.say(sentence, kind)

    def go(self, place: str, **focus: object) -> None:
        """Turn to a place; it comes back to the same cell it was left at."""
        if place not in self._places:
            return
        screen = self._screen(place)
        with screen.arriving():
            self.stack.setCurrentWidget(screen)
        inspector = screen.inspector()
        if inspector is not None:
            if self.side.indexOf(inspector) < 0:
                self.side.addWidget(inspector)
            self.side.setCurrentWidget(inspector)
        self.side.setVisible(inspector is not None and not self._folded())
        self.rail.choose(place)
        self.menus.offer(screen)
        if focus:
            screen.focus_on(**focus)
        screen.begin()

    def try_out(self, name: str, act: "Callable[[Desk], object]", **focus: object) -> bool:
        """Do something in a what-if begun for it, and open it where that is seen."""
        return self.what_ifs.try_out(name, act, **focus)

    def _screen(self, place: str) -> Screen:
        if place not in self._screens:
            self._load(self._places[place])
            self._screens[place] = screen = self._places[place].make(self)
            self.stack.addWidget(screen)
        return self._screens[place]

    def _load(self, place: Place) -> None:
        """Load beside the window what a place stands on, where that is not done yet."""
        missing = [name for name in place.needs if name not in sys.modules]
        if missing:
            self.bridge.ask_long(
                f"Opening {place.title}", lambda: [import_module(name) for name in missing]
            )

    @property
    def screen_now(self) -> Screen:
        """The screen that is shown."""
        shown = self.stack.currentWidget()
        return next(screen for screen in self._screens.values() if screen is shown)

    @property
    def place_now(self) -> str:
        """The id of the place that is shown."""
        shown = self.stack.currentWidget()
        return next(place for place, screen in self._screens.items() if screen is shown)

    def specs(self) -> tuple[tuple[AnySpec, object], ...]:
        """Every action that can be reached now, with what it acts on."""
        return self.menus.specs()

    # The window's own actions.

    def undo(self) -> None:
        """Take back the last edit."""
        self.walking.walk(self.bridge.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.walking.walk(self.bridge.redo)

    def show_changed(self) -> None:
        """Go to what was changed last."""
        self.walking.show()

    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self.bridge.desk.can_undo)

    def can_redo(self) -> bool:
        """Whether there is anything to do again."""
        return bool(self.bridge.desk.can_redo)

    def open_file(self) -> None:
        """Choose another department's file."""
        if self._open_another is not None:
            self._open_another()

    def begin_what_if(self) -> None:
        """Try things on a copy, or go on with one that is kept."""
        self.what_ifs.begin()

    def compare_what_if(self) -> None:
        """Show the what-if beside the real rota."""
        self.what_ifs.compare()

    def apply_what_if(self) -> None:
        """Put the what-if on the real rota."""
        self.what_ifs.apply()

    def throw_what_if_away(self) -> None:
        """Remove the what-if."""
        self.what_ifs.throw_away()

    def trying(self) -> bool:
        """Whether this window shows a what-if."""
        return self.bridge.desk.trying

    def open_palette(self) -> "CommandPalette":
        """Open the command palette in the upper middle of the window."""
        from ui.seeking import goals_for
        from ui.widgets.palette import CommandPalette

        names = self.bridge.ask(look_up)
        palette = CommandPalette(lambda text: goals_for(self, names, text), self.look, self)
        corner = self.rect().center() - palette.rect().center()
        corner.setY(self.look.pixels(60))
        palette.move(self.mapToGlobal(corner))
        palette.show()
        palette.field.setFocus()
        return palette

    def turn_theme(self) -> None:
        """From light to dark or back."""
        self.look.toggle()

    def follow_system(self) -> None:
        """Take the theme the system has."""
        self.look.choose(Wish.SYSTEM)

    def resize_text(self, by: float) -> None:
        """Make all text larger or smaller; 0 is the usual size."""
        self.look.enlarge(self.look.scale + by if by else 1.0)
        self.messages.say(f"Text at {round(self.look.scale * 100)} %")

    def toggle_rail(self) -> None:
        """Fold the rail to its icons, or unfold it."""
        self.rail.collapse(collapsed=not self.rail.collapsed)

    def toggle_inspector(self) -> None:
        """Show or hide the right-hand side."""
        folded = not self._folded()
        self.side.setProperty("folded", folded)
        self.side.setVisible(not folded and self.screen_now.inspector() is not None)

    def _folded(self) -> bool:
        return bool(self.side.property("folded"))

    def write_log(self) -> "Form":
        """Write in the log about whom and what the cursor is on, wherever it is."""
        from ui.widgets.log_form import log_form

        about = self.screen_now.subject()
        return log_form(self.bridge, self, self.bridge.ask(look_up), about)

    def highlight(self) -> None:
        """Highlight the person under the cursor in every place; nobody when they are already."""
        person = self.screen_now.subject().clinician or 0
        if not (person or self.followed.person):
            self.say("Nobody stands there. Go to a person or to their work.")
            return
        names = {one.id: one.name for one in self.bridge.ask(look_up).people}
        self.followed.turn(person, names.get(person, ""))
        name = self.followed.name
        self.say(f"{name} is highlighted. {ENDS} ends it." if name else "Nobody is highlighted.")

    def highlight_nobody(self) -> None:
        """Take the mark off in every place."""
        self.followed.clear()

    def off_sick(self) -> "Form":
        """Record an absence in one line, of the person under the cursor where there is one."""
        from ui.widgets.absence_form import absence_line_form

        about = self.screen_now.subject()
        names = {one.id: one.name for one in self.bridge.ask(look_up).people}
        return absence_line_form(self.bridge, self, names.get(about.clinician or 0, ""))

    def list_deadlines(self) -> None:
        """List everything that falls due; Enter goes there."""
        from rota_desk.queries.deadlines_met import deadlines_met

        menu = self.strip.list_all()
        met = self.bridge.ask(deadlines_met)
        menu.addSeparator()
        told = menu.addAction(f"{met.sentence[:1].upper()}{met.sentence[1:]} …")
        last = met.end - dt.timedelta(days=1)
        told.triggered.connect(
            lambda: self.go("reports", report="deadlines-met", first=met.start, last=last)
        )

    def show_actions(self) -> "HelpList":
        """List every action with its key, from the same tuples as the menus."""
        from ui.help_list import HelpList

        shown = HelpList([spec for spec, _target in self.specs()], self.look, self)
        shown.open()
        return shown

    def show_first_steps(self) -> "FirstStepsList":
        """Show what a new department has and what comes next."""
        from ui.first_steps import FirstStepsList

        shown = FirstStepsList(self, self)
        shown.open()
        return shown

    def show_rules(self) -> "RulesHelp":
        """Show every rule in words, and how far each clause is judged."""
        from ui.rules_help import RulesHelp

        shown = RulesHelp(self.look, self)
        shown.open()
        return shown

    # News.

    def _hear(self, news: News) -> None:
        self.messages.tell(news)
        self._later.start(LATER)

    def _fold_when_large(self, _theme: object) -> None:
        """With large text the rail folds to its icons, so that the work keeps its room."""
        self.rail.collapse(collapsed=self.look.scale >= LARGE)
        self.side.setMinimumWidth(min(self.look.pixels(270), 440))

    def _refuse(self, sentence: str) -> None:
        self.messages.say(sentence, "warning")

    def _count_deadlines(self) -> None:
        """Count beside the window what falls due."""
        desk = self.bridge.desk

        def count(_progress: object) -> "tuple[tuple[Deadline, ...], FirstSteps]":
            from rota_desk.queries.deadlines import deadlines
            from rota_desk.queries.first_steps import first_steps

            return desk.ask(deadlines), desk.ask(first_steps)

        self.tasks.start(
            "Counting what falls due", count, lambda told: self._tell_deadlines(*told), quiet=True
        )

    def _tell_deadlines(
        self, found: tuple[Deadline, ...], steps: "FirstSteps | None" = None
    ) -> None:
        first = first_due(steps, self.show_first_steps) if steps is not None else ()
        self.strip.show_dues((*first, *dues(self, found)))
        if steps is not None and steps.department != self._department.text():
            self._department.setText(steps.department)
            self.setWindowTitle(_title(self.bridge))

    # Size and place, kept between starts.

    def _restore(self) -> None:
        self.resize(1440, 900)
        if self._settings is not None:
            kept = self._settings.value("window/geometry")
            if kept is not None:
                self.restoreGeometry(kept)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place, wait for what is under way, stop listening."""
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
        self._later.stop()
        self.daily_pack.stop()
        self.tasks.wait()
        self.bridge.close()
        self.what_ifs.closing()
        super().closeEvent(event)


def look_name(bridge: Bridge) -> str:
    """The department's name."""
    return bridge.ask(department_name)


def _title(bridge: Bridge) -> str:
    name = look_name(bridge)
    title = f"{name} – Rota Desk" if name else "Rota Desk"
    return f"WHAT-IF, not the real rota – {title}" if bridge.desk.trying else title


def _where(bridge: Bridge) -> str:
    """Where the rota is kept: the file's name, or the server."""
    path = bridge.desk.database.path
    if bridge.desk.trying:
        return "▨ What-if: nothing here is on the real rota"
    return f"{path.name} · saved as you go" if path else "On a server · saved as you go"
