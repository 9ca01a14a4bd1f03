"""What is only seen while something is done: brush, callout, filter, paste and the plan's forms.

A small ward, one window for all; set ROTA_DESK_PICTURES to a folder to keep the pictures.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from build import MONDAY, a_desk, a_job_plan, a_plan_line, a_post, every
from PySide6.QtWidgets import QApplication, QLabel
from screens.drawing import colours, picture, settle
from standing import judged
from wards import a_small_ward

from models import JobPlan
from models.types import Slot
from rota_desk.edits.building import build_period
from ui.bridge import Bridge
from ui.job_plans.job_plans_screen import JobPlansScreen
from ui.main_window import MainWindow
from ui.roster.clipboard import Unread
from ui.roster.paste_form import paste_form
from ui.roster.roster_screen import RosterScreen
from ui.style.theme import Look, Wish
from ui.widgets.form import Form

LOOKS = [(wish, scale) for wish in (Wish.LIGHT, Wish.DARK) for scale in (1.0, 2.0)]
FEW = 8  # colours of a form with nothing but words


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    desk = a_desk(tmp_path_factory.mktemp("states"))
    people = a_small_ward(desk)
    plan = a_job_plan(desk, people["Dr A Patel"])
    for weekday, code in enumerate(("EN", "SP", "CL")):
        a_plan_line(desk, plan, code, weekday)
    a_post(desk)
    desk.do(build_period, first=MONDAY, last=MONDAY + dt.timedelta(days=20))
    window = MainWindow(Bridge(desk), Look(qapp))
    window.resize(1280, 800)
    window.show()
    judged(window)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()


@pytest.fixture(params=LOOKS, ids=lambda one: f"{one[0]}-{one[1]:.0%}", scope="module")
def look(window: MainWindow, request: pytest.FixtureRequest) -> Iterator[str]:
    """The window in one look; answers its name."""
    wish, scale = request.param
    window.look.choose(wish)
    window.look.enlarge(scale)
    yield f"{wish}-{round(scale * 100)}"
    window.look.enlarge(1.0)


@pytest.fixture
def rota(window: MainWindow) -> RosterScreen:
    window.go("rota")
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    screen.focus_on(clinician=every(window.bridge.desk, JobPlan)[0].clinician_id, day=MONDAY)
    return screen


@pytest.fixture
def plans(window: MainWindow) -> JobPlansScreen:
    window.go("job_plans")
    screen = window.screen_now
    assert isinstance(screen, JobPlansScreen)
    screen.week_view.go_to(0, 0)
    return screen


def drawn(form: Form, name: str) -> None:
    """Draw an open form, see that none of its words are cut off, and close it."""
    for _step in range(3):
        QApplication.processEvents()
    assert colours(picture(form, name)) > FEW
    labels = [one for one in form.findChildren(QLabel) if one.isVisible() and not one.wordWrap()]
    assert [one.text() for one in labels if one.width() + 1 < one.minimumSizeHint().width()] == []
    form.reject()


def test_the_brush_is_told_and_the_cells_under_it_are_tinted(
    window: MainWindow, rota: RosterScreen, look: str
) -> None:
    rota.painter.take("CL")
    spot = rota.spot
    assert spot is not None
    rota.painter.brushing((spot,))
    rota.painter.look_ahead()
    settle(window, 0.1)
    assert colours(picture(window, f"state-brush-{look}")) > FEW
    rota.painter.paint(())
    rota.painter.stop()


def test_what_does_not_go_there_is_said_beside_the_cell(
    window: MainWindow, rota: RosterScreen, look: str
) -> None:
    window.bridge.refused.emit("Nothing can be put there. Drop it on a person's day or on a gap.")
    settle(window, 0.05)
    assert rota.callout.isVisible()
    assert rota.grid.viewport().rect().contains(rota.callout.geometry())
    assert colours(picture(window, f"state-callout-{look}")) > FEW
    rota.let_go()


def test_only_some_rows_are_shown_and_the_head_says_which(
    window: MainWindow, rota: RosterScreen, look: str
) -> None:
    drawn(rota.sifting.ask(), f"state-filter-form-{look}")
    window.highlight()
    settle(window, 0.1)
    assert colours(picture(window, f"state-follow-{look}")) > FEW
    rota.sifting.clear()


def pasting(rota: RosterScreen) -> Form:
    unread = [Unread("Row 2, Tue 10 Nov", "QQ", "no activity has this code")] * 3
    return paste_form(rota.bridge, rota, unread, 25, lambda: True)


def swap(rota: RosterScreen) -> Form:
    form = rota.swaps.ask()
    assert form is not None
    return form


@pytest.mark.parametrize("ask", [pasting, swap, lambda rota: rota.hands.publish()])
def test_the_rotas_forms_are_drawn(
    rota: RosterScreen, look: str, ask: Callable[[RosterScreen], Form]
) -> None:
    form = ask(rota)
    drawn(form, f"state-{form.windowTitle().split()[0].lower()}-{look}")


def test_a_change_of_a_plan_is_drawn_with_what_moves(
    window: MainWindow, plans: JobPlansScreen, look: str
) -> None:
    form = plans.acts.change_from()
    assert form is not None
    form.fields.weekday.fill(3)
    form.fields.slot.fill(Slot.PM)
    form.look()
    settle(window, 0.1)
    assert "New (2):" in form.shown.toPlainText()
    drawn(form, f"state-change-from-{look}")


def test_what_building_would_make_is_drawn(
    window: MainWindow, plans: JobPlansScreen, look: str
) -> None:
    form = plans.acts.build()
    form.look()
    settle(window, 0.1)
    assert form.shown.toPlainText().startswith("12 sessions and 12 assignments")
    drawn(form, f"state-build-{look}")
