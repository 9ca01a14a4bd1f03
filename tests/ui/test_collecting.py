"""Rubbish is cleared away on the window's thread, and on no other."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.collecting import (
    AT_LAST,
    AT_REST,
    Collecting,
    collect_what_is_due,
    keep_the_program,
)


class Ring:
    """Holds itself; tells on which thread it was ended."""

    def __init__(self, ended: list[int]) -> None:
        self._itself, self._ended = self, ended

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


@pytest.fixture
def collecting(qtbot: QtBot) -> Iterator[Collecting]:
    del qtbot  # a clock needs the application
    gc.collect()
    gc.enable()
    parent = QObject()
    yield Collecting(parent)
    gc.disable()
    del parent


def drop(ended: list[int], count: int) -> None:
    for _one in range(count):
        Ring(ended)


def test_rings_dropped_on_another_thread_are_ended_on_the_windows(
    collecting: Collecting, qtbot: QtBot
) -> None:
    ended: list[int] = []
    beside = threading.Thread(target=drop, args=(ended, 5_000))
    beside.start()
    beside.join()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) == 5_000)
    assert set(ended) == {threading.get_ident()}
    assert collecting.parent() is not None


@pytest.fixture
def soon_thorough(collecting: Collecting) -> Iterator[Collecting]:
    """A thorough look is due after one that was not."""
    limits = gc.get_threshold()
    gc.set_threshold(limits[0], 1, 0)
    yield collecting
    gc.set_threshold(*limits)


def an_old_ring() -> list[int]:
    """A ring that is let go of and that only a thorough look ends; what it tells then."""
    ended: list[int] = []
    ring = Ring(ended)
    gc.collect(1)  # what survives grows old
    del ring
    return ended


def test_a_window_at_rest_is_looked_through_at_once(soon_thorough: Collecting) -> None:
    ended = an_old_ring()
    soon_thorough.look()
    assert len(ended) == 1


def test_a_busy_window_is_looked_through_later_but_not_never(soon_thorough: Collecting) -> None:
    ended = an_old_ring()
    made: list[list[int]] = []
    for _look in range(AT_LAST):
        made += ([] for _object in range(2 * AT_REST))
        soon_thorough.look()
    assert ended == []
    made += ([] for _object in range(2 * AT_REST))
    soon_thorough.look()
    assert len(ended) == 1


def test_nothing_is_looked_at_before_it_is_due() -> None:
    gc.collect()
    assert collect_what_is_due() is None


def test_the_program_itself_is_looked_through_no_more() -> None:
    kept = [["loaded"]]
    assert any(one is kept for one in gc.get_objects())
    keep_the_program()
    try:
        assert not any(one is kept for one in gc.get_objects())
    finally:
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # as before the test
