"""Starts the window: opens the rota, or asks how to begin; ends with nothing lost."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from models.database import is_there, restore_database
from rota_desk.bootstrap import open_desk
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from ui.bridge import Bridge
from ui.collecting import Collecting, keep_the_program
from ui.first_run import FirstRun, Start
from ui.log_file import start_log
from ui.long_work import take_breath
from ui.main_window import MainWindow
from ui.sample import made_sample
from ui.style.theme import Look
from ui.trouble import Hook
from ui.warming import Warming

NAME = "Rota Desk"
FILES = "Rota files (*.sqlite *.db);;All files (*)"


def run(target: str) -> int:
    """Open the window on the rota kept at a path or URL; answer the exit status."""
    app = application()
    start_log()
    sys.excepthook = Hook()
    desktop = Desktop(app, QSettings(NAME, NAME))
    keep_the_program()
    if not desktop.begin(target):
        return 0
    return app.exec()


def application() -> QApplication:
    """The one application object."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    return app


class Desktop:
    """The program on the screen: its look, and the window of the rota that is open."""

    def __init__(self, app: QApplication, settings: QSettings | None = None) -> None:
        self.look = Look(app, settings)
        self.settings = settings
        self.window: MainWindow | None = None
        self.desk: Desk | None = None
        self._target = ""
        self._collecting = Collecting(app)
        app.aboutToQuit.connect(self.end)

    def begin(self, target: str) -> bool:
        """Open the rota, or ask how to begin when there is none; False when nothing was chosen."""
        self._target = target
        trouble = ""
        if is_there(target):
            try:
                self.show(open_desk(target))
            except Refusal as refusal:
                trouble = str(refusal)
            else:
                return True
        return self._ask(trouble)

    def _ask(self, trouble: str) -> bool:
        """Show the ways to begin until one works or the reader leaves."""
        while True:
            first = FirstRun(trouble)
            first.exec()
            if first.chosen is None:
                return False
            try:
                if self.start(first.chosen):
                    return True
                trouble = ""
            except Refusal as refusal:
                trouble = str(refusal)

    def start(self, chosen: Start) -> bool:
        """Begin in one of the ways; False when the reader stepped back."""
        ways: dict[Start, Callable[[], bool]] = {
            Start.SAMPLE: self._sample,
            Start.SPREADSHEET: self._spreadsheet,
            Start.EMPTY: self._empty,
            Start.OPEN: lambda: self.open_another(None),
        }
        return ways[chosen]()

    def _sample(self) -> bool:
        desk = made_sample(_free(self._target, "sample"), NAME)
        if desk is None:
            return False
        self.show(desk)
        return True

    def _empty(self) -> bool:
        self.show(open_desk(_free(self._target, "rota"), create=True))
        return True

    def _spreadsheet(self) -> bool:
        self._empty()
        if self.window is not None:
            self.window.go("import")
        return True

    def open_another(self, parent: QWidget | None) -> bool:
        """Ask for a rota file and open it in place of this one."""
        chosen, _filter = QFileDialog.getOpenFileName(parent, "Open a rota", "", FILES)
        if not chosen:
            return False
        self.show(open_desk(chosen))
        return True

    def show(self, desk: Desk) -> MainWindow:
        """Put an open desk on the screen; the one before is closed."""
        before, old = self.window, self.desk
        self.desk = desk
        if self.settings is not None and (name := str(self.settings.value("desk/name", ""))):
            desk.sign_as(name)
        self.window = MainWindow(
            Bridge(desk), self.look, settings=self.settings, open_another=self._replace
        )
        self.window.restore = self.restore
        take_breath()  # what is waited with stays alive between the making and the showing
        self.window.show()
        Warming(self.window.tasks, self.window, lambda: _first_look(desk))
        if before is not None:
            before.close()
            before.deleteLater()
        if old is not None:
            old.close()
        return self.window

    def _replace(self) -> None:
        try:
            self.open_another(self.window)
        except Refusal as refusal:
            if self.window is not None:
                self.window.say(str(refusal), "danger")

    def restore(self, copy: Path) -> None:
        """Put a backup in the rota's place and open it; the present one stays among the copies."""
        path = self.desk.database.path if self.desk is not None else None
        if path is None:
            return
        if self.window is not None:  # what it asks late would open the file again
            self.window.hide()
            for clock in self.window.findChildren(QTimer):
                clock.stop()
            self.window.tasks.wait()
        self.end()
        trouble = ""
        try:
            restore_database(path, copy)
        except Refusal as refusal:
            trouble = str(refusal)
        window = self.show(open_desk(path))
        window.say(trouble or f"Restored: {copy.name}", "danger" if trouble else "good")

    def end(self) -> None:
        """Close the file properly."""
        if self.desk is not None:
            self.desk.close()
            self.desk = None


def _first_look(desk: Desk) -> object:
    from rota_desk.queries.findings import first_look

    return desk.ask(first_look)


def _free(target: str, name: str) -> str:
    """The place meant, or one beside it when something stands there already."""
    if not is_there(target):
        return target
    folder = Path(target).expanduser().parent
    places = (folder / f"{name}{number}.sqlite" for number in ("", *range(2, 1000)))
    return str(next(place for place in places if not place.exists()))
