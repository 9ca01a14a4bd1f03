"""The run that decides draws the same cases every time; ROTA_DESK_ROAM=1 lets them roam.

Rubbish is cleared away between two tests, on the thread of the tests: a widget that Python ends
on another (the backup's, the runner's own) ends the run. `ui/collecting.py` does so in the window.
"""

import gc
import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True)
if not os.environ.get("ROTA_DESK_ROAM"):
    settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """Collect by hand from here on, and never look through the tests and the program."""
    if "PySide6.QtCore" in sys.modules:
        gc.disable()
        gc.collect()
        gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Let go of what a test is done with: a window left over is restyled for ever after."""
    told = yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        from ui.collecting import collect_what_is_due

        if core.QCoreApplication.instance():
            core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
        collect_what_is_due()
    return told
