"""Long questions off the window's thread, with progress and a way to stop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from rota_desk.beside import beside_the_window
from rota_desk.errors import Refusal
from rota_desk.progress import telling

T = TypeVar("T")


class Stopped(Refusal):
    """The reader stopped a long question."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How a long question tells how far it is, and hears that it should stop."""

    _step: Callable[[int, str], None]
    _stop: Event = field(default_factory=Event)

    def at(self, percent: int, doing: str = "") -> None:
        """Tell how far the work is, 0 to 100; raises `Stopped` when nobody waits any more."""
        if self._stop.is_set():
            raise Stopped("Stopped before it was finished; nothing was changed.")
        self._step(percent, doing)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()


class Task(QObject, Generic[T]):
    """One long question that is under way, and what its work holds until it is forgotten."""

    advanced = Signal(int, str)
    answered = Signal(object)
    refused = Signal(str)
    ended = Signal()

    def __init__(self, title: str, work: Callable[[Progress], T], parent: QObject) -> None:
        super().__init__(parent)
        self.title, self.work = title, work
        self.progress = Progress(self.advanced.emit)

    def cancel(self) -> None:
        """Stop at the next step."""
        self.progress.stop()

    def let_go(self) -> None:
        """Let go of the work and of this; for the window's thread, once the work is over.

        The work goes by name: a task and its progress hold each other, and the collector that
        finds such rings runs on whichever thread happens to make something.
        """
        del self.work
        self.deleteLater()


class _Run(QRunnable):
    def __init__(self, task: Task[T]) -> None:
        super().__init__()
        self._task = task

    @Slot()
    def run(self) -> None:
        """Do the work on a thread of the pool."""
        try:
            with beside_the_window(), telling(self._task.progress.at):
                answer = self._task.work(self._task.progress)
        except Refusal as refusal:
            self._task.refused.emit(str(refusal))
        else:
            self._task.answered.emit(answer)
        finally:
            self._task.ended.emit()


class Tasks(QObject):
    """The long questions under way; the window shows them at the bottom with a stop button."""

    began = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._now: set[Task[Any]] = set()
        self._last: Task[Any] | None = None

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        answered: Callable[[T], None],
        refused: Callable[[str], None] | None = None,
        *,
        quiet: bool = False,
    ) -> Task[T]:
        """Begin a long question; `answered` runs on the window's thread with its answer.

        A quiet one is not shown at the bottom: what waits for it says so where it stands.
        """
        task: Task[T] = Task(title, work, self)
        task.answered.connect(answered)
        if refused is not None:
            task.refused.connect(refused)
        task.ended.connect(self._forget)
        self._now.add(task)
        if not quiet:
            self.began.emit(task)
        self._pool.start(_Run(task))
        return task

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._now)

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Wait until all is done; for closing and for tests."""
        return bool(self._pool.waitForDone(milliseconds))

    @Slot()
    def _forget(self) -> None:
        """End what is over one task later: the one thread has let go of that for certain.

        What a work holds, a screen perhaps, must not be let go of last by another thread.
        """
        ended = cast("Task[Any]", self.sender())
        self._now.discard(ended)
        if self._last is not None:
            self._last.let_go()
        self._last = ended
