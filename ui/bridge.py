"""The one bridge between the desk and the window."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import get_ident
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from rota_desk.desk import Desk, Done, News
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import Reading, UnitOfWork
from ui.long_work import LARGE_STEP, LOOK, SOON, LongWork, looking_of, title_of
from ui.tasks import Stopped

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
    _heard_aside = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.beside: LongWork | None = None  # the window's; without one all is done at once
        self._unheard: list[News] = []
        self._asked: set[object] = set()
        self._own = get_ident()
        self._heard_aside.connect(self._tell_unheard)
        self._stop = desk.listen(self._hear)

    def do(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> Done[T] | None:
        """Do one edit; answer None when it was refused, and say why in the message bar."""
        title = title_of(getattr(edit, "__name__", ""), facts)
        try:
            done = self._worked(title, lambda: self.desk.do(edit, *args, **facts))
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return None
        self.done.emit(done)
        return done

    def preview(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> Done[T] | Refusal:
        """Say what an edit would do without doing it; a refusal is an answer here."""
        title = looking_of(getattr(edit, "__name__", ""), facts)
        try:
            return self._waited(title, lambda: self.desk.preview(edit, *args, **facts))
        except Refusal as refusal:
            return refusal

    def preview_first(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> Done[T] | Refusal:
        """Preview what a screen shows when it is opened: the first time beside the window."""
        try:
            return self._first(edit, lambda: self.desk.preview(edit, *args, **facts))
        except Refusal as refusal:
            return refusal

    def ask(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """Ask the desk a question."""
        return self.desk.ask(query, *args, **facts)

    def ask_first(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """Ask the desk a question whose first time is slow: it is put to the file anew then.

        The first time the window stays alive beside it; later it is asked at once.
        """
        return self._first(query, lambda: self.desk.ask(query, *args, **facts))

    def ask_long(self, title: str, work: Callable[[], T]) -> T:
        """Ask what takes longer than a moment; the window says so and stays alive."""
        return self._waited(title, work)

    def undo(self) -> Done[None] | None:
        """Take back the last edit, whatever it was; nothing where that was refused."""
        label, size = self.desk.can_undo, self.desk.undo_size
        title = f"Undoing: {label}" if size > LARGE_STEP else ""
        return self._walk(self.desk.undo, title, "" if label else "There is nothing to undo.")

    def redo(self) -> Done[None] | None:
        """Do again what was taken back last; nothing where that was refused."""
        label, size = self.desk.can_redo, self.desk.redo_size
        title = f"Doing again: {label}" if size > LARGE_STEP else ""
        return self._walk(self.desk.redo, title, "" if label else "There is nothing to do again.")

    def because(self, reason: str) -> AbstractContextManager[object]:
        """Give the edits inside this reason, which the audit trail keeps."""
        return self.desk.acting(reason=reason)

    def close(self) -> None:
        """Stop listening; the desk may then be closed."""
        self._stop()

    def _walk(
        self, step: Callable[[], Done[None]], title: str, otherwise: str
    ) -> Done[None] | None:
        if otherwise:
            self.refused.emit(otherwise)
            return None
        try:
            done = self._worked(title, step)
        except Refusal as refusal:
            self.refused.emit(str(refusal))
            return None
        self.done.emit(done)
        return done

    def _first(self, what: object, look: Callable[[], T]) -> T:
        """Look for the first time beside the window, which says so only if it takes long."""
        if what in self._asked or self.beside is None:
            return look()
        self._asked.add(what)
        try:
            return self.beside.through("Looking", look, LOOK)
        except Stopped:
            return look()

    def _worked(self, title: str, work: Callable[[], T]) -> T:
        """Do an edit beside the window, which draws itself meanwhile, and tell its news after.

        One that is done in a moment is spoken of only where the moment is long.
        """
        return self._waited(title or "Keeping the change", work, SOON if title else LOOK)

    def _waited(self, title: str, work: Callable[[], T], soon: int = SOON) -> T:
        """Do work at once; with a title and a window beside it, and tell its news after."""
        if not title or self.beside is None:
            return work()
        try:
            return self.beside.through(title, work, soon)
        finally:
            self._tell_unheard()

    def _hear(self, news: News) -> None:
        """Tell the window's news on its own thread alone."""
        if get_ident() == self._own:
            self.changed.emit(news)
        else:
            self._unheard.append(news)
            self._heard_aside.emit()

    @Slot()
    def _tell_unheard(self) -> None:
        """Tell what another thread did; of its own long work the window hears when it is over."""
        if self.beside is not None and self.beside.busy:
            return
        heard, self._unheard = self._unheard, []
        for news in heard:
            self.changed.emit(news)
