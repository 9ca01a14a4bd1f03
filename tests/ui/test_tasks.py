"""Long questions beside the window: what they hold ends on the window's thread."""

import threading
import time

from pytestqt.qtbot import QtBot

from rota_desk import progress
from ui.tasks import Progress, Tasks


class Held:
    """Tells on which thread it was let go of."""

    def __init__(self, gone: list[int]) -> None:
        self._gone = gone

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


def begin(tasks: Tasks, gone: list[int], told: list[bool]) -> None:
    held = Held(gone)

    def work(_progress: Progress) -> bool:
        return threading.get_ident() != here and held is not None

    here = threading.get_ident()
    tasks.start("Counting", work, told.append)


def test_what_a_work_held_is_let_go_of_on_the_windows_thread_a_task_later(
    qtbot: QtBot,
) -> None:
    tasks = Tasks()
    gone: list[int] = []
    told: list[bool] = []
    for number in range(1, 7):
        begin(tasks, gone, told)
        qtbot.waitUntil(lambda: not tasks.busy())
        assert gone == [threading.get_ident()] * (number - 1)
    assert told == [True] * 6


def slowly(_progress: Progress) -> None:
    """Work of the middle floor, which knows of no window."""
    for percent in range(100):
        progress.at(percent, "Building")
        time.sleep(0.01)


def test_work_that_tells_how_far_it_is_is_shown_and_stops_where_it_tells(qtbot: QtBot) -> None:
    tasks = Tasks()
    shown: list[tuple[int, str]] = []
    refused: list[str] = []
    answered: list[None] = []
    task = tasks.start("Looking ahead", slowly, answered.append, refused.append)
    task.advanced.connect(lambda percent, doing: shown.append((percent, doing)))
    qtbot.waitUntil(lambda: len(shown) > 2)
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert shown == [(percent, "Building") for percent in range(shown[0][0], shown[-1][0] + 1)]
    assert refused == ["Stopped before it was finished; nothing was changed."]
    assert answered == []
