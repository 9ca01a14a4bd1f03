"""The window's style is read wherever the program lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

import resources
from ui.style import theme
from ui.style.tokens import LIGHT


def test_the_style_is_read_from_a_folder_with_spaces_and_umlauts(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Größe & mehr (neu)"
    shutil.copytree(resources.path("style"), folder / "style")
    monkeypatch.setattr(theme, "path", folder.joinpath)
    box = QComboBox()
    qtbot.addWidget(box)
    box.setStyleSheet(theme.sheet(LIGHT, 1.0))
    box.show()
    assert not box.grab().isNull()  # and Qt complained of nothing, which would fail the test
