"""The system-down pack is written by itself, once a day, while the window is open."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Slot

from rota_desk.queries.here import here
from rota_desk.settings import setting_spec
from ui.frame import Frame
from ui.tasks import Progress

FOLDER, KEEP = "pack.folder", "pack.keep"
LOOK = 10 * 60 * 1000  # milliseconds between two looks at the calendar
FIRST = 4000  # after the window has opened, so that it is there first


def kept_at(settings: QSettings | None, key: str) -> str:
    """What a setting of this machine stands at."""
    default = str(setting_spec(key).default)
    return default if settings is None else str(settings.value(key.replace(".", "/"), default))


class DailyPack(QObject):
    """Writes the pack of a day at the first look on that day; says once when it cannot.

    A folder that is away is looked for again at every look: it may come back.
    """

    def __init__(self, frame: Frame, settings: QSettings | None, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._settings = frame, settings
        self._kept: dt.date | None = None  # the day whose pack lies there, or lay there
        self._told: dt.date | None = None  # the day on which it was said that it cannot
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        self._first = QTimer(self, singleShot=True, interval=FIRST)
        self._first.timeout.connect(self.look)
        self._first.start()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()
        self._first.stop()

    @property
    def folder(self) -> Path | None:
        """The folder that was chosen, if one was."""
        said = kept_at(self._settings, FOLDER)
        return Path(said) if said else None

    @Slot()
    def look(self) -> None:
        """Write today's pack unless it lies there, or was written today already."""
        folder, today = self.folder, self._frame.bridge.ask(here).today
        if folder is None or self._kept == today:
            return
        from reports.daily_pack import pack_of

        if pack_of(folder, today).is_file():
            self._kept = today
        else:
            self._write(self._refused_by_itself)

    def write(self) -> None:
        """Write today's pack now, off the window's thread."""
        self._write(self._refused)

    def _write(self, refused: Callable[[str], None]) -> None:
        folder = self.folder
        if folder is None:
            self._frame.say("Choose the folder for the pack in Settings, You.", "warning")
            return
        desk, keep = self._frame.bridge.desk, int(kept_at(self._settings, KEEP))

        def work(_progress: Progress) -> Path:
            from reports.daily_pack import keep_daily_pack

            return keep_daily_pack(desk, folder, keep=keep)

        tasks = self._frame.tasks
        tasks.start("System-down pack", work, self._written, refused, quiet=True)

    @Slot(object)
    def _written(self, path: object) -> None:
        self._kept = self._frame.bridge.ask(here).today
        self._frame.say(f"System-down pack kept: {path}", "good")

    @Slot(str)
    def _refused_by_itself(self, sentence: str) -> None:
        """Say it once a day; the next look tries again."""
        today = self._frame.bridge.ask(here).today
        if self._told != today:
            self._told = today
            self._refused(f"{sentence.rstrip('.')}. It is tried again every ten minutes.")

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self._frame.say(sentence, "danger")
