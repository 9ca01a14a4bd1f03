"""Looking for the mends of a finding while the window goes on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from rota_desk.rules.finding import Finding
from ui.bridge import Bridge
from ui.tasks import Progress, Task, Tasks

if TYPE_CHECKING:
    from rota_desk.queries.mends import Mend


@dataclass(frozen=True, slots=True)
class Found:
    """What would clear a finding, and of which state of the desk that is true."""

    finding: Finding
    mends: "tuple[Mend, ...]"
    age: int


class MendSeeker(QObject):
    """Looks for mends one finding at a time; what was found is known until the desk changes."""

    found = Signal(object, object)  # the finding, its mends

    def __init__(self, bridge: Bridge, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = bridge.desk, tasks
        self._age = 0
        self._known: dict[Finding, tuple[Mend, ...]] = {}
        self._waiting: list[Finding] = []
        self._task: Task[Found] | None = None
        bridge.changed.connect(self._forget)

    def known(self, finding: Finding) -> "tuple[Mend, ...] | None":
        """The mends of a finding, none while nobody has looked yet."""
        return self._known.get(finding)

    def seek(self, *findings: Finding) -> None:
        """Look for the mends of these and of nothing else; those known are told at once."""
        self.stop()
        self._waiting = [one for one in findings if one not in self._known]
        for one in findings:
            if one in self._known:
                self.found.emit(one, self._known[one])
        self._next()

    def stop(self) -> None:
        """Look no further."""
        self._waiting = []
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _next(self) -> None:
        if not self._waiting:
            return
        finding, desk, age = self._waiting.pop(0), self._desk, self._age

        def work(progress: Progress) -> Found:
            from rota_desk.mending import checked_mends  # the rules come with it

            return Found(finding, checked_mends(desk, finding, progress.at), age)

        self._task = self._tasks.start("Looking for mends", work, self._take, quiet=True)

    @Slot(object)
    def _take(self, answer: object) -> None:
        if not isinstance(answer, Found) or answer.age != self._age:
            return
        self._known[answer.finding] = answer.mends
        self.found.emit(answer.finding, answer.mends)
        self._task = None
        self._next()

    def _forget(self, _news: object) -> None:
        self._age += 1
        self._known.clear()
        self.stop()
