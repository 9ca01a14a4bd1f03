"""What the program loads before its window stands, and what after."""

import inspect
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from build import a_list
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.queries.findings import first_look
from rota_desk.queries.look_up import LookUp, look_up
from rota_desk.unit_of_work import Reading
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.places import HOME, PLACES
from ui.roster.roster_screen import RosterScreen
from ui.style.theme import Look
from ui.warming import Warming, on_qt, pieces

ROOT = Path(__file__).resolve().parents[2]
AT_THE_DOOR = """
import sys
from rota_desk.cli.roof import meant
assert meant(["--database", "rota.sqlite"]) == ()
import ui.app, ui.roster.roster_screen
late = ("rota_desk.rules.registry", "rota_desk.cli.check", "rota_desk.queries.snapshot")
late += ("rota_desk.edits.filling", "alembic", "numpy", "reportlab", "openpyxl", "icalendar")
print(*(name for name in late if name in sys.modules))
"""
WITHOUT_QT = f"""
import sys
from importlib import import_module
for name in {[piece for piece in pieces() if not on_qt(piece)]}:
    import_module(name)
print(*(name for name in sys.modules if name.startswith("PySide6")))
"""


def printed(code: str) -> str:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_the_window_stands_before_rules_commands_and_great_libraries_are_loaded() -> None:
    assert printed(AT_THE_DOOR) == ""


def test_what_is_loaded_beside_the_window_has_no_word_of_qt() -> None:
    assert printed(WITHOUT_QT) == ""


def test_every_place_is_loaded_before_it_is_gone_to() -> None:
    made = {place.id: inspect.getsource(place.make) for place in PLACES if place.id != HOME}
    homes = {name: re.findall(r"from (ui\.\S+) import", text) for name, text in made.items()}
    assert {name: home for name, home in homes.items() if home[0] not in pieces()} == {}


def test_one_piece_is_loaded_after_another_while_nothing_else_is_under_way(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.warming.FIRST", 0)
    asked_on: list[int] = []
    warming = Warming(window.tasks, window, lambda: asked_on.append(threading.get_ident()))
    qtbot.waitUntil(lambda: warming.left == [], timeout=60_000)
    assert [one == threading.get_ident() for one in asked_on] == [False]


def test_what_an_edit_asks_is_asked_once_before_the_first_edit(
    desk: Desk, ward: dict[str, int]
) -> None:
    """SQLAlchemy writes a statement when it is asked first; an edit finds most written."""
    del ward
    written: list[str] = []
    event.listen(
        desk.database.asked, "before_cursor_execute", lambda *facts: written.append(facts[2])
    )
    desk.ask(first_look)
    known = set(written)
    written.clear()
    patel = desk.ask(look_up).people[0]
    desk.do(assign, session=a_list(desk).id, clinician=patel.id)
    assert len(known & set(written)) > 0.5 * len(set(written))


def test_the_first_sheet_is_there_before_what_the_rules_find(
    qtbot: QtBot, look: Look, desk: Desk, ward: dict[str, int]
) -> None:
    del ward  # the window opens on the small ward
    window = MainWindow(Bridge(desk), look)
    qtbot.addWidget(window)
    window.show()
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    assert (bool(rota.sheet.rows), rota.findings) == (True, ())
    assert rota.head.found.text() == "… looking at the rules"
    qtbot.waitUntil(lambda: not rota.judging.awaited)
    flagged = [one for one in desk.findings(rota.period.start, rota.period.end) if one.flagged]
    assert set(rota.findings) == set(flagged)
    assert rota.head.found.text().startswith("▲")
    window.tasks.wait()
    window.close()


def test_a_first_look_is_asked_beside_the_window_and_the_next_at_once(window: MainWindow) -> None:
    asked_on: list[int] = []

    def names(read: Reading) -> LookUp:
        asked_on.append(threading.get_ident())
        return look_up(read)

    QApplication.processEvents()
    first, again = (window.bridge.ask_first(names) for _time in range(2))
    assert first == again
    assert [one == threading.get_ident() for one in asked_on] == [False, True]
