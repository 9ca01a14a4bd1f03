"""The page of the file: where it is, how large, its copies; back up now."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.words import moment_words
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.ask import sure
from ui.widgets.card import Card
from ui.widgets.layouts import clear, column, row
from ui.widgets.words import button, words

NAMED = re.compile(r"-(\d{8})-(\d{6})-(.+)$")
MEGABYTE = 1_000_000
SHOWN = 8
REASONS = {"open": "on opening", "edits": "after a hundred edits", "by-hand": "by hand"}


class DatabasePage(Page):
    """Where the rota is kept and how safe it is."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("The file", "Backed up on opening and after every hundred edits.")
        self._frame = frame
        self._cards = column(gap=12)
        self.lines.addLayout(self._cards)
        self.lines.addLayout(
            row(
                button("Back up now", self.back_up, "primary"),
                button("Check the file", self.check),
                None,
            )
        )
        self.lines.addStretch(1)

    def refresh(self) -> None:
        """Show the file and its copies."""
        clear(self._cards)
        desk = self._frame.bridge.desk
        info = desk.database.info()
        card = Card("Rota")
        card.line(info.place)
        rows = sum(info.rows.values())
        size = f"{info.size / MEGABYTE:.1f} MB, " if info.size else ""
        card.line(f"{size}{rows:,} records, {info.engine}, format {info.revision}", "soft")
        self._cards.addWidget(card)
        self._cards.addWidget(self._copies(desk, info.backups))

    def _copies(self, desk: Desk, backups: tuple[Path, ...]) -> Card:
        card = Card(f"Copies ({len(backups)})")
        if desk.database.backup_trouble:
            card.line(f"▲ {desk.database.backup_trouble}", "danger")
        if not backups:
            card.line("There is no copy yet.", "warning")
            return card
        for copy in reversed(backups[-SHOWN:]):
            back = button("Go back to it …", self._goer(copy), "link", says=f"Restore {copy.name}")
            card.add(row(words(copy_words(copy)), None, back))
        card.line(f"In {backups[-1].parent}", "soft")
        return card

    def back_up(self) -> None:
        """Make a verified copy now."""
        try:
            made = self._frame.bridge.desk.database.backup_now()
        except Refusal as refusal:
            self._frame.say(str(refusal), "danger")
            return
        self._frame.say(f"Backed up and verified: {made.name}", "good")
        self.refresh()

    def _goer(self, copy: Path) -> Callable[[], None]:
        return lambda: self.go_back(copy)

    def go_back(self, copy: Path) -> None:
        """Put a copy in the rota's place, once the reader is sure."""
        restore = getattr(self.window(), "restore", None)
        if restore is None:
            self._frame.say("Close the window and run: rota-desk database restore", "warning")
            return
        question = f"Go back to the copy of {copy_words(copy)}?"
        if sure(question, "The rota as it is now is kept among the copies.", "Go back", self):
            QTimer.singleShot(0, lambda: restore(copy))

    def check(self) -> None:
        """Look at every page, index and reference."""
        wrong = self._frame.bridge.desk.database.check()
        if wrong:
            self._frame.say(f"The file is damaged: {wrong[0]}. Restore a copy.", "danger")
        else:
            self._frame.say("Every page, index and reference of the file is sound.", "good")


def copy_words(copy: Path) -> str:
    """A copy by its moment and reason: "Tue 10 Nov 08:12, on opening"."""
    found = NAMED.search(copy.stem)
    if found is None:
        return copy.name
    day, time, reason = found.groups()
    when = dt.datetime.strptime(f"{day}{time}", "%Y%m%d%H%M%S")  # noqa: DTZ007 - shown as named
    return f"{moment_words(when)} UTC, {REASONS.get(reason, reason)}"
