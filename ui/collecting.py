"""Python's rubbish is cleared away on the window's thread, and on no other."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 200  # milliseconds between two looks
AT_REST = 700  # new objects between two looks; with fewer nothing is going on
ALL = 2  # the generation of the thorough look
AT_LAST = 50  # looks with something going on before the thorough one is made all the same


class Collecting(QObject):
    """Collects what Python would have collected by itself, where it cannot do harm.

    Python collects on whatever thread happens to make an object; a widget in a ring of references
    would then be ended beside the window that draws it, and the program with it. The thorough look
    through everything takes a tenth of a second; it waits until the window is at rest.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._seen = 0
        self._put_off = 0
        clock = QTimer(self)
        clock.timeout.connect(self.look)
        clock.start(EVERY)

    def look(self) -> None:
        """Collect as far as it is due."""
        busy = gc.get_count()[0] - self._seen > AT_REST and self._put_off < AT_LAST
        looked = collect_what_is_due(ALL - 1 if busy else ALL)
        self._put_off = 0 if looked == ALL else self._put_off + busy
        self._seen = gc.get_count()[0]


def keep_the_program() -> None:
    """Look no more through what is loaded: it stays; to be called before there is any window."""
    gc.freeze()


def keep_what_was_loaded() -> None:
    """Look no more through what was loaded since; what is young and over goes before."""
    gc.collect(ALL - 1)
    gc.freeze()


def collect_what_is_due(at_most: int = ALL) -> int | None:
    """Look as thoroughly as Python would now, 0 to 2; answer how, or None when none was due."""
    limits = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, limit) in enumerate(limits) if count > limit]
    if not due:
        return None
    thorough = min(max(due), at_most)
    gc.collect(thorough)
    return thorough
