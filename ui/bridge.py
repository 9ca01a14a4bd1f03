"""The one bridge between the desk and the window."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from rota_desk.desk import Desk, Done, News
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import Reading, UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")


class Bridge(QObject):
    """Holds the open desk; every screen edits and asks through it, and hears of every change.

    `changed` brings the desk's news, `done` what this window just did, `refused` the one
    sentence of a refusal. Nothing raised by a refusal reaches a screen.
    """

    changed = Signal(object)
    done = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stop = desk.listen(self._hear)

    def do(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> Done[T] | None:
        """Do one edit; answer None when it was refused, and say why in the message bar."""
        try:
            done = self.desk.do(edit, *args, **facts)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return None
        self.done.emit(done)
        return done

    def preview(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> Done[T] | Refusal:
        """Say what an edit would do without doing it; a refusal is an answer here."""
        try:
            return self.desk.preview(edit, *args, **facts)
        except Refusal as refusal:
            return refusal

    def ask(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """Ask the desk a question."""
        return self.desk.ask(query, *args, **facts)

    def undo(self) -> None:
        """Take back the last edit, whatever it was."""
        self._walk(self.desk.undo, bool(self.desk.can_undo), "There is nothing to undo.")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._walk(self.desk.redo, bool(self.desk.can_redo), "There is nothing to do again.")

    def because(self, reason: str) -> AbstractContextManager[object]:
        """Give the edits inside this reason, which the audit trail keeps."""
        return self.desk.acting(reason=reason)

    def close(self) -> None:
        """Stop listening; the desk may then be closed."""
        self._stop()

    def _walk(self, step: Callable[[], Done[None]], possible: bool, otherwise: str) -> None:
        if not possible:
            self.refused.emit(otherwise)
            return
        try:
            done = step()
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return
        self.done.emit(done)

    def _hear(self, news: News) -> None:
        self.changed.emit(news)
