"""What can be undone and redone, by its name."""

from __future__ import annotations

from rota_desk.changes import Step


class History:
    """Two stacks of steps; a new edit forgets what could have been redone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_label(self) -> str:
        """The label of the step that undo would take back, or empty."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """The label of the step that redo would do again, or empty."""
        return self._undone[-1].label if self._undone else ""

    @property
    def undo_size(self) -> int:
        """How many records undo would touch."""
        return len(self._done[-1].changes.changes) if self._done else 0

    @property
    def redo_size(self) -> int:
        """How many records redo would touch."""
        return len(self._undone[-1].changes.changes) if self._undone else 0

    def remember(self, step: Step) -> None:
        """Keep a step that was just done."""
        self._done.append(step)
        self._undone.clear()

    def last_done(self) -> Step | None:
        """The step that undo would take back; it stays until `undone` says that it worked."""
        return self._done[-1] if self._done else None

    def last_undone(self) -> Step | None:
        """The step that redo would do again; it stays until `redone` says that it worked."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """Move the last done step over, now that it was taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """Move the last undone step back, now that it was done again."""
        self._done.append(self._undone.pop())
