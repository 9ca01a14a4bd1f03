"""Every view and every form of the sample department on a small screen, in one window.

In light as usual and in dark with text twice as large, forms in the latter alone; in all four
looks where pictures are kept (ROTA_DESK_PICTURES): a style sheet is dear.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QScrollArea,
    QTableView,
    QWidget,
)
from screens.drawing import COLOURS, colours, cut_off, picture, settle

from ui.main_window import MainWindow
from ui.places import PLACES
from ui.style.theme import Wish
from ui.widgets.form import Form
from ui.widgets.table import RecordTable

SMALL = (1280, 800)
ALL = tuple((wish, scale) for scale in (1.0, 2.0) for wish in (Wish.LIGHT, Wish.DARK))
KEPT = "ROTA_DESK_PICTURES" in os.environ
LOOKS = ALL if KEPT else (ALL[0], ALL[-1])
FORM_LOOKS = ALL if KEPT else ALL[-1:]
PLAIN = 5  # colours of a form with nothing but words
View = Callable[[Any], object]  # turns a screen to one of its views


def turning(name: str, way: object) -> View:
    """What turns a screen one way with one of its functions."""
    return lambda screen: getattr(screen, name)(way)


def shows(name: str, *ways: object) -> dict[str, View]:
    """Views that one function of a screen turns to."""
    return {f"{way}": turning(name, way) for way in ways}


VIEWS: dict[str, dict[str, View]] = {
    "rota": {
        **shows("show_days", 7, 28, 91, 364, 14),
        "findings": lambda rota: rota.toggle_findings(),
        "fairness": lambda rota: (rota.toggle_findings(), rota.toggle_fairness()),
        "gap": lambda rota: (rota.toggle_fairness(), rota.gaps.go(1)),
    },
    "versions": {"differences": lambda versions: versions.compare_with(1)},
    "leave": shows("show_view", "month", "list", "balances", "absence", "year"),
    "rooms": shows("show_days", 7, 1),
    "room_use": shows("show_view", 1, 2, 3, 4, 5, 0),
    "provision": shows("show_tab", 1, 2, 3, 4, 0),
    "job_plans": {"statement": lambda plans: plans.turn_side()},
    "compliance": {
        "signed": lambda screen: screen.turn_view(),
        "worked": lambda screen: (screen.turn_view(), screen.turn(-1), screen.turn_worked()),
        "rules": lambda screen: (screen.turn_worked(), screen.to_today()),
    },
    "reports": {
        "calendars": lambda reports: reports.kinds.setCurrentRow(reports.kinds.count() - 1)
    },
    "log": shows("show_view", 4, 5, 0),
    "settings": shows("open_page", *range(1, 15)),
}
WIDE = {"Use by room", "Use by service", "Use by consultant"}  # sixteen figures of each


def look_name(look: tuple[Wish, float]) -> str:
    return f"{look[0]}-{look[1]:.0%}"


@pytest.fixture(params=LOOKS, ids=look_name, scope="module")
def look(sample_window: MainWindow, request: pytest.FixtureRequest) -> Iterator[str]:
    """The window in one look, on a small screen; answers its name."""
    wish, scale = request.param
    sample_window.look.choose(wish)
    sample_window.look.enlarge(scale)
    sample_window.resize(*SMALL)
    yield f"{wish}-{round(scale * 100)}"
    sample_window.look.enlarge(1.0)
    sample_window.look.choose(Wish.LIGHT)


def sideways(shown: QWidget, *kinds: type[QTableView] | type[QScrollArea]) -> list[str]:
    """What has to be moved sideways to be read."""
    areas = [one for kind in kinds for one in shown.findChildren(kind) if one.isVisible()]
    return [one.accessibleName() for one in areas if one.horizontalScrollBar().isVisible()]


def judge(window: MainWindow, name: str, look: str) -> None:
    """Draw a view; nothing is cut off, the window stays as small as it was, the focus is seen."""
    settle(window, 0.15)
    assert colours(picture(window, f"view-{name}-{look}")) > COLOURS
    assert (window.width(), window.height()) == SMALL
    assert cut_off(window) == []
    held = QApplication.focusWidget()
    assert held is None or held.isVisible()
    if look.endswith("100"):
        assert set(sideways(window, RecordTable)) <= WIDE


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_view_fits_a_small_screen(sample_window: MainWindow, look: str, place: str) -> None:
    sample_window.go(place)
    judge(sample_window, place, look)
    for name, turn in VIEWS.get(place, {}).items():
        turn(sample_window.screen_now)
        judge(sample_window, f"{place}-{name}", look)


def open_forms() -> list[QDialog]:
    """The dialogs that stand open."""
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, QDialog) and one.isVisible()]


def judge_form(form: QDialog, name: str) -> None:
    """Draw a form; its words are whole, it fits its screen, the keyboard is in it."""
    for _step in range(3):
        QApplication.processEvents()
    assert colours(picture(form, name)) > PLAIN
    labels = [one for one in form.findChildren(QLabel) if one.isVisible() and not one.wordWrap()]
    assert [one.text() for one in labels if one.width() + 1 < one.minimumSizeHint().width()] == []
    assert form.minimumSizeHint().width() <= form.width() <= SMALL[0]  # nothing lies over another
    assert sideways(form, QScrollArea) == []
    held = form.focusWidget()
    if isinstance(form, Form):
        if (lines := form.layout()) and lines.hasHeightForWidth():  # no row is squeezed
            assert lines.totalMinimumHeightForWidth(form.width()) <= form.height()
        assert held is not None
        assert held.isVisible()
        assert held is not form.done_button or not form.findChildren(QComboBox)


@pytest.mark.parametrize("look", FORM_LOOKS, ids=look_name, indirect=True, scope="module")
@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_form_is_drawn_from_its_action(
    sample_window: MainWindow, look: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_asked: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    sample_window.go(place)
    screen = sample_window.screen_now
    settle(sample_window, 0.1)
    for spec in screen.ACTIONS:
        if not spec.text.endswith("…") or not spec.enabled(screen):
            continue
        spec.run(screen)
        for form in open_forms():
            try:
                judge_form(form, f"form-{spec.id}-{look}")
            finally:
                form.reject()
        if sample_window.screen_now is not screen:
            sample_window.go(place)
