"""The index page of a calendar folder, drawn by a real browser; run with -m browser.

Left out where neither Chromium nor Chrome is installed.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from rota_desk.bootstrap import open_desk
from rota_desk.cli.roof import run
from rota_desk.sample import create_sample

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
COLOURS = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The calendars of the sample department with their page."""
    home = tmp_path_factory.mktemp("served")
    desk = open_desk(home / "sample.sqlite", create=True)
    create_sample(desk)
    desk.close()
    words = ["--database", str(home / "sample.sqlite"), "export", "calendar"]
    assert run([*words, "--out", str(home / "calendars")]) == 0
    return home / "calendars"


@pytest.mark.browser
@pytest.mark.timeout(300)
# A browser is no Python package; the page is read as text in test_calendar_ways_out.
@pytest.mark.skipif(not BROWSER, reason="no browser is installed")
@pytest.mark.parametrize(
    ("size", "dark"),
    [("1280,900", False), ("1280,900", True), ("400,800", False), ("400,800", True)],
)
def test_a_browser_draws_the_page_with_every_calendar(
    folder: Path, tmp_path: Path, size: str, *, dark: bool
) -> None:
    kept = os.environ.get("ROTA_DESK_PICTURES", "")
    name = f"calendar-index-{size.partition(',')[0]}-{'dark' if dark else 'light'}.png"
    Path(kept or tmp_path).mkdir(parents=True, exist_ok=True)
    picture = Path(kept or tmp_path) / name
    look = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *look]
    target = [f"--window-size={size}", f"--screenshot={picture}", (folder / "index.html").as_uri()]
    home = f"--user-data-dir={tmp_path / 'profile'}"
    subprocess.run([BROWSER, *words, home, *target], check=True, capture_output=True, timeout=180)
    image = QImage(str(picture))
    found = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, 600, 2)}
    assert len(found) > COLOURS
