"""A display is believed when somebody listens there: Qt ends the program when nobody does."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from rota_desk.cli.display import has_display
from rota_desk.cli.roof import run

POSIX = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="they always have one")


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@POSIX
@pytest.mark.parametrize("named", ["", ":9731", "unix:9731", "localhost:2", "no display", ":x"])
def test_a_display_where_nobody_listens_is_none(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("DISPLAY", named)
    assert not has_display()


@POSIX
def test_a_display_over_the_network_is_one_when_it_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        number = server.getsockname()[1] - 6000
        monkeypatch.setenv("DISPLAY", f"127.0.0.1:{number}.0")
        assert has_display()


@POSIX
def test_without_a_display_the_window_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["--database", str(tmp_path / "rota.sqlite")]) == 2
    assert capsys.readouterr().err == (
        "There is no display here to open a window on; "
        "`rota-desk demo --out DIR` does the same job without one.\n"
    )
