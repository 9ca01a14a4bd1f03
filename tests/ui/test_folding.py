"""The window folds: deadlines count the rest, rows wrap, segments are framed."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.places import PLACES
from ui.style.theme import Look
from ui.widgets.doings import doings
from ui.widgets.empty import Empty
from ui.widgets.measures import Measures
from ui.widgets.rail import Rail
from ui.widgets.segments import segments
from ui.widgets.strip import Due, Strip
from ui.widgets.words import words
from ui.widgets.wrap import Wrap


def a_strip(qtbot: QtBot, wide: int, gone: list[int]) -> Strip:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.resize(wide, 40)
    strip.show()
    strip.show_dues(
        [
            Due(f"Deadline number {at}", "warning", lambda at=at: gone.append(at))  # type: ignore[misc]  # bound at once
            for at in range(6)
        ]
    )
    return strip


def inside(strip: Strip) -> bool:
    """Whether every chip in view lies wholly within the strip."""
    return all(
        strip.rect().contains(chip.geometry())
        for chip in strip.findChildren(QPushButton)
        if not chip.isHidden()
    )


def test_the_strip_shows_what_fits_and_counts_the_rest(qtbot: QtBot, look: Look) -> None:
    del look
    gone: list[int] = []
    strip = a_strip(qtbot, 620, gone)
    shown = strip.shown()
    assert shown[-1] == f"+{6 - (len(shown) - 1)} more"
    assert inside(strip)
    assert strip.minimumSizeHint().width() == 0
    strip.resize(3000, 40)
    assert len(strip.shown()) == 6


def test_the_list_of_deadlines_goes_where_a_chip_would(qtbot: QtBot, look: Look) -> None:
    del look
    gone: list[int] = []
    strip = a_strip(qtbot, 620, gone)
    menu = strip.list_all()
    assert len(menu.actions()) == 6
    menu.actions()[4].trigger()
    menu.close()
    assert gone == [4]


def test_a_row_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    box, parts = QWidget(), [words("A word") for _at in range(4)]
    line = Wrap()
    line.add(*parts[:2])
    line.spring()
    line.add(*parts[2:])
    box.setLayout(line)
    qtbot.addWidget(box)
    wide = line.sizeHint().width()
    assert line.heightForWidth(wide // 2) > line.heightForWidth(wide)
    box.resize(wide + 200, 60)
    box.show()
    right = parts[3].mapTo(box, QPoint(parts[3].width(), 0)).x()
    assert right == box.width() - line.contentsMargins().right()


def test_what_stands_behind_the_spring_stays_together_in_the_next_line(qtbot: QtBot) -> None:
    box, parts = QWidget(), [words("A word") for _at in range(5)]
    line = Wrap()
    line.add(*parts[:2])
    line.spring()
    line.add(*parts[2:])
    box.setLayout(line)
    qtbot.addWidget(box)
    box.resize(line.sizeHint().width() - 1, 90)
    box.show()
    assert parts[0].y() == parts[1].y() < parts[2].y()
    assert parts[2].y() == parts[3].y() == parts[4].y()
    assert parts[2].x() == parts[0].x()


def test_all_places_stand_in_a_low_window_and_apart_in_a_high_one(
    qtbot: QtBot, look: Look
) -> None:
    rail = Rail(PLACES, look)
    qtbot.addWidget(rail)
    entries = rail.findChildren(QToolButton)
    least = sum(one.minimumSizeHint().height() for one in entries)
    rail.resize(rail.width(), least + 400)
    rail.show()
    assert entries[1].y() - entries[0].y() > entries[0].height()
    high = entries[-1].geometry().bottom()
    rail.resize(rail.width(), high - 60)
    QApplication.processEvents()
    assert entries[-1].geometry().bottom() <= high - 60
    assert all(one.height() >= 24 for one in entries)


def test_the_words_of_an_empty_place_are_never_cut_by_a_low_window(
    qtbot: QtBot, look: Look
) -> None:
    del look
    said = "What it is for, in as many words as it takes to tell somebody who is new to it. " * 2
    empty = Empty("Nothing here", said, ("Begin", int), lines=(said,) * 4)
    qtbot.addWidget(empty)
    empty.resize(400, 150)
    empty.show()
    QApplication.processEvents()
    for label in empty.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_the_key_of_an_act_gives_way_to_its_words(qtbot: QtBot, look: Look) -> None:
    del look
    card = doings([("Change a coming week once …", "Ctrl+Shift+X", int)])
    qtbot.addWidget(card)
    act, key = card.findChild(QPushButton), card.findChildren(QLabel)[-1]
    assert act is not None
    assert act.toolTip() == "Change a coming week once … (Ctrl+Shift+X)"
    for wide in (400, act.sizeHint().width() + 40):
        card.resize(wide, 80)
        card.show()
        QApplication.processEvents()
        assert key.isVisible() is (wide == 400)
        assert act.width() >= act.sizeHint().width()


def test_figures_stand_in_as_many_columns_as_have_room(qtbot: QtBot, look: Look) -> None:
    del look
    shown = Measures()
    qtbot.addWidget(shown)
    shown.show_measures([(f"Figure {at}: 5 %", "what is counted") for at in range(4)])
    shown.show()
    places: dict[int, set[int]] = {}
    for wide in (1200, 420, 90):
        shown.resize(wide, 200)
        QApplication.processEvents()
        places[wide] = {one.x() for one in shown.findChildren(QWidget, "plain")}
    assert [len(one) for one in places.values()] == [4, 2, 1]


def test_the_parts_of_a_segment_know_their_ends(qtbot: QtBot) -> None:
    parts = [QPushButton(name) for name in ("Week", "Fortnight", "4 weeks")]
    joined = segments(parts)
    qtbot.addWidget(joined)
    assert [part.property("end") for part in parts] == ["first", "middle", "last"]
    assert all(part.isCheckable() for part in parts)


def test_every_place_fits_a_small_laptop(window: MainWindow) -> None:
    window.resize(1366, 768)
    for place in ("rota", "leave", "rooms", "claims", "people", "job_plans", "reports"):
        window.go(place)
        assert window.minimumSizeHint().width() <= 1366, place
