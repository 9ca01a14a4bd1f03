"""Letters typed quickly after one another in a list, which look for a name."""

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication


class TypedName:
    """What has been typed so far; a pause begins it anew."""

    def __init__(self) -> None:
        self._said, self._at = "", 0.0

    def row_of(self, letters: str, names: Sequence[str], here: int) -> int | None:
        """The next row, round and round, in whose name a word begins with what is typed by now.

        The first letter leaves the row where the cursor is; more letters may stay on it.
        """
        now, pause = time.monotonic(), QApplication.keyboardInputInterval() / 1000
        self._said = (self._said if now - self._at < pause else "") + letters
        self._at = now
        begins = max(here, 0) + (here >= 0 and len(self._said) == 1)
        rows = [(begins + step) % len(names) for step in range(len(names))]
        return next((row for row in rows if _begins(names[row], self._said)), None)


def _begins(name: str, said: str) -> bool:
    name, said = name.casefold(), said.casefold()
    return name.startswith(said) or f" {said}" in name
