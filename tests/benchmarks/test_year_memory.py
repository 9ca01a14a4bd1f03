"""How much memory the whole program has with a week, and with a year of two hundred people."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from build import MONDAY
from year_of_duties import a_year_of_duties

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
PEOPLE = 200
ROOT = Path(__file__).resolve().parents[2]
BARE = "import PySide6.QtWidgets, sqlalchemy.orm"
OURS = """
import datetime
import sys
sys.path.insert(0, "tests")
from PySide6.QtWidgets import QApplication
from rota_desk.bootstrap import open_desk
from standing import judged
from ui.app import Desktop, application
desktop = Desktop(application())
window = desktop.show(open_desk(sys.argv[1]))
window.resize(1600, 900)
judged(window)
tell()
rota = window.screen_now
rota.focus_on(day=datetime.date.fromisoformat(sys.argv[2]))
rota.show_days(364)
window.tasks.wait()
for _turn in range(200):
    QApplication.processEvents()
tell()
print(sum(len(cell) for row in rota.sheet.rows for cell in row.cells))
desktop.end()
"""
TELL = """
def tell():
    lines = open("/proc/self/status").read().splitlines()
    print(next(int(one.split()[1]) // 1024 for one in lines if one.startswith("VmHWM")))
"""


def megabytes(code: str, *arguments: str) -> list[int]:
    """The most memory a fresh program has had, each time it tells."""
    told = subprocess.run(
        [sys.executable, "-c", TELL + code, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    return [int(line) for line in told.stdout.split()]


# Only Linux keeps the most a program ever had where another can read it (`VmHWM`); what the sheet
# itself takes is measured on every system in `test_long_work`.
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most a program ever had")
def test_a_year_of_two_hundred_people_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, _, _ = a_year_of_duties(tmp_path / "desk", people=PEOPLE, years=1)
    desk.close()
    (bare,) = megabytes(BARE + "\ntell()")
    begins = MONDAY - dt.timedelta(days=335)
    week, year, entries = megabytes(
        OURS, str(tmp_path / "desk" / "rota.sqlite"), begins.isoformat()
    )
    with capsys.disabled():
        print(
            f"\n{PEOPLE} people, {entries} entries in a year, the whole program at most: "
            f"{bare} MB for the libraries alone, "
            f"{week} with a week shown, {year} with the year shown"
        )
    assert entries > PEOPLE * 100
    assert year <= 2 * week  # told; held against getting worse
