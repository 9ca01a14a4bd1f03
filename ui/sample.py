"""The sample department, made by a program of its own while the screen stays awake."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QProcess, QProcessEnvironment, Qt
from PySide6.QtWidgets import QProgressDialog

from models.backup import COMPANIONS
from models.lock import note_beside
from models.rota_file import placed
from rota_desk.bootstrap import open_desk
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from ui.tasks import Tasks
from ui.warming import Ahead
from ui.widgets.words import button

MAKES = ("-m", "rota_desk", "database", "sample")
HALVES = (".new", ".new-journal")  # what a file is called until it is whole
UNMADE = "The sample department could not be made. Start empty, or try again."


def made_sample(target: str, title: str) -> Desk | None:
    """Make the sample department in a new file and open it; none when that was stopped.

    Made in this program it would hold the window: both want the one interpreter.
    """
    told = _box(title)
    told.show()
    Ahead(told)
    try:
        if not _made(told, target):
            return None
        told.setCancelButton(None)
        return _opened(target)
    finally:
        told.close()


def _box(title: str) -> QProgressDialog:
    """Says what is waited for; Escape and a click stop it, an impatient Enter does not."""
    told = QProgressDialog("Making the sample department …", "", 0, 0)
    told.setWindowTitle(title)
    told.setMinimumWidth(380)
    stop = button("Stop", told.cancel, says="Stop (Esc): nothing is left of it")
    stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    told.setCancelButton(None)  # else its Escape and that of the other button bar each other
    told.setCancelButton(stop)
    return told


def _made(told: QProgressDialog, target: str) -> bool:
    """Have it made; nothing is left of one that was stopped."""
    maker, waiting = QProcess(told), QEventLoop()
    maker.setProcessEnvironment(_environment(target))
    maker.finished.connect(waiting.quit)
    maker.errorOccurred.connect(waiting.quit)
    told.canceled.connect(maker.kill)
    maker.start(sys.executable, MAKES)
    if maker.state() is QProcess.ProcessState.NotRunning:  # refused at once: the wait had no end
        raise Refusal(UNMADE)
    waiting.exec()
    maker.waitForFinished()
    if told.wasCanceled():
        _sweep(target)
        return False
    if maker.error() is not QProcess.ProcessError.UnknownError or maker.exitCode():
        said = bytes(maker.readAllStandardError().data()).decode("utf-8", "replace").split("\n")
        raise Refusal(next((line for line in reversed(said) if line.strip()), UNMADE))
    return True


def _environment(target: str) -> QProcessEnvironment:
    """Where it is to be made, told so that no list of programs shows a server's password."""
    inside = QProcessEnvironment.systemEnvironment()
    own = str(Path(__file__).resolve().parents[1])
    inside.insert("PYTHONPATH", os.pathsep.join(filter(None, [own, inside.value("PYTHONPATH")])))
    inside.insert("ROTA_DESK_DATABASE", target if "://" in target else str(placed(target)[0]))
    return inside


def _sweep(target: str) -> None:
    """Remove what a maker that was ended left of its file."""
    if "://" not in target:
        path = placed(target)[0]
        for ending in ("", *COMPANIONS, *HALVES):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        note_beside(path).unlink(missing_ok=True)


def _opened(target: str) -> Desk:
    """Open what was made, beside the screen."""
    opened: list[Desk] = []
    refused: list[str] = []
    waiting, tasks = QEventLoop(), Tasks()
    task = tasks.start("Sample", lambda _on: open_desk(target), opened.append, refused.append)
    task.ended.connect(waiting.quit)
    waiting.exec()
    if not opened:
        raise Refusal(refused[0] if refused else UNMADE)
    return opened[0]
