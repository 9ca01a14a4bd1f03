"""Who could fill a gap, as lines of the inspector."""

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from ui.bridge import Bridge
from ui.tasks import Progress, Tasks


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One person for one session: the group they fall in, and the words beside the name."""

    session: int
    clinician: int
    name: str
    group: str
    kind: str  # good, warning, danger, neutral
    words: str
    likely: bool  # free and allowed, though it may break a rule
    busy: bool  # at work then; it would take a swap
    trades: bool = False  # could take it by giving something up


Lines: TypeAlias = tuple[CandidateLine, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Who could take a session, and of which state of the desk that is true."""

    session: int
    lines: Lines
    age: int


class CandidateSeeker(QObject):
    """Looks beside the window who could take a session; known until the desk changes."""

    found = Signal(object)  # the lines of the session that was asked for last

    def __init__(self, bridge: Bridge, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = bridge.desk, tasks
        self._session: int | None = None
        self._age = 0
        self._known: dict[int, Lines] = {}
        self._looking: set[int] = set()
        bridge.changed.connect(self._forget)

    def known(self, session: int) -> Lines | None:
        """The people the desk suggests, best first; none while nobody has looked yet."""
        return self._known.get(session)

    def seek(self, session: int | None) -> None:
        """Look for this session and for nothing else."""
        self._session = session
        if session is None or session in self._known or session in self._looking:
            return
        self._looking.add(session)
        desk, age = self._desk, self._age

        def work(_progress: Progress) -> Found:
            from ui.roster.candidate_lines import candidates_for  # the rules come with it

            return Found(session, candidates_for(desk, session), age)

        self._tasks.start("Looking who could do it", work, self._take, quiet=True)

    @Slot(object)
    def _take(self, answer: object) -> None:
        if not isinstance(answer, Found) or answer.age != self._age:
            return
        self._known[answer.session] = answer.lines
        if answer.session == self._session:
            self.found.emit(answer.lines)

    def _forget(self, _news: object) -> None:
        self._age += 1
        self._known.clear()
        self._looking.clear()
