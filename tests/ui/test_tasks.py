"""Long questions beside the window: what they hold ends on the window's thread."""

import threading

from pytestqt.qtbot import QtBot

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
