"""The window's start against a bare PySide6 and SQLAlchemy window, each in a fresh process."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from build import a_desk
from wards import a_small_ward

GOAL = 1.6
ROOT = Path(__file__).resolve().parents[2]
BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase):
    pass

class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

app = QApplication([])
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.scalars(select(Person)).all()
window = QMainWindow()
window.setCentralWidget(QTableWidget(30, 14))
window.resize(1400, 860)
window.show()
app.processEvents()
os._exit(0)
"""
OURS = """
import os
import sys
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda *_app: QApplication.processEvents()
from rota_desk.__main__ import main
main(["--database", sys.argv[1]])
os._exit(0)
"""  # the program's own door, until its first sheet is painted


def started(home: Path, code: str, *arguments: str) -> tuple[float, float]:
    """Seconds of the processor and of the clock that a fresh process takes.

    It keeps its settings in a home of its own, and there what Python compiled, as an installed
    program does: the first turn writes it.
    """
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA"), str(home))
    around = {**os.environ, **places, "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    before, begun = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=True, env=around)
    took, after = time.perf_counter() - begun, os.times()
    worked = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    return worked, took


@pytest.mark.benchmark
def test_the_window_starts_not_much_later_than_a_bare_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    a_small_ward(desk)
    desk.close()
    file = str(tmp_path / "rota.sqlite")
    turns = [(started(tmp_path, BARE), started(tmp_path, OURS, file)) for _turn in range(8)][1:]
    bare, ours = (min(worked for worked, _took in one) for one in zip(*turns, strict=True))
    waited_bare, waited = (min(took for _worked, took in one) for one in zip(*turns, strict=True))
    with capsys.disabled():
        print(
            f"\nstart: {ours:.2f} s of the processor against {bare:.2f} s bare: "
            f"{ours / bare:.2f} (goal {GOAL}); by the clock {waited:.2f} s against "
            f"{waited_bare:.2f} s: {waited / waited_bare:.2f}"
        )
    assert ours <= bare * GOAL * 2.3  # told against the goal; held against getting worse
