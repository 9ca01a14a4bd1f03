"""The window on the sample department that every screen is drawn of."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import NOW
from PySide6.QtWidgets import QApplication
from sampled import a_sample
from standing import judged

from rota_desk.bootstrap import open_desk
from rota_desk.clock import FixedClock
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.style.theme import Look


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample department's file, made once and copied from then on."""
    return a_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def sample_window(
    qapp: QApplication, sample_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    file = tmp_path_factory.mktemp("drawn") / sample_file.name
    shutil.copyfile(sample_file, file)
    desk = open_desk(file, clock=FixedClock(NOW), who="K Lowe")
    window = MainWindow(Bridge(desk), Look(qapp))
    window.resize(1600, 960)
    window.show()
    judged(window)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()
