"""The window folds: deadlines count the rest, rows wrap, segments are framed."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.style.theme import Look
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
