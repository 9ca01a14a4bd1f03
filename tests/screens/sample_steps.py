"""The ways to what is drawn of the sample department."""

from dataclasses import replace
from pathlib import Path

from screens.drawing import COLOURS, colours, cut_off, picture, settle

from rota_desk.what_if import begin
from ui.intake.intake_screen import IntakeScreen
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.roster.versions_screen import VersionsScreen
from ui.style.theme import Wish

WISHES = (Wish.LIGHT, Wish.DARK)  # by module: all in light, then all in dark, for a theme is dear
ROSTERS = Path(__file__).parents[1] / "samples" / "rosters"


def the_rota(window: MainWindow, wish: Wish = Wish.LIGHT) -> RosterScreen:
    window.look.choose(wish)
    window.go("rota")
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    screen.show_days(14)
    screen.go_today()
    settle(window, 0.1)
    return screen


def read_roster_file(window: MainWindow, file: Path) -> IntakeScreen:
    window.go("import")
    screen = window.screen_now
    assert isinstance(screen, IntakeScreen)
    screen.read(file)
    settle(window)
    settle(window)
    return screen


def draw_what_did_not_fit(window: MainWindow, tried: MainWindow, name: str) -> None:
    """What is listed after applying: each line with the nearest act."""
    assert tried.what_ifs.inside is not None
    _changes, parts = tried.what_ifs.inside.parts()
    moved = tuple(replace(one, trouble="changed on the real rota since") for one in parts)
    left = window.what_ifs.list_left(name, moved)
    assert left is not None
    assert colours(picture(left, f"{name}-left")) > 5
    left.reject()


def draw_a_what_if(window: MainWindow, wish: Wish, name: str) -> None:
    """A what-if in its own window with an edit, and beside the rota it was begun on."""
    the_rota(window, wish)
    tried = window.what_ifs.open(begin(window.bridge.desk, name))
    assert isinstance(tried, MainWindow)
    tried.resize(1600, 960)
    rota = tried.screen_now
    assert isinstance(rota, RosterScreen)
    first = next(one.row.key for one in rota.model.lines if one.row and one.row.key > 0)
    rota.focus_on(clinician=first, half="am")
    rota.reason = "Trying"
    rota.codes.fill("CL", go_on=False)
    settle(tried, 0.6)
    assert colours(picture(tried, name)) > COLOURS
    assert cut_off(tried) == []
    shown = tried.what_ifs.compare()
    assert shown is not None
    settle(tried, 0.1)
    assert colours(picture(shown, f"{name}-beside")) > 5
    shown.reject()
    form = tried.what_ifs.apply()
    assert form is not None
    settle(tried, 0.1)
    assert colours(picture(form, f"{name}-apply")) > 5
    assert [line.told.how_words for line in form.lines] == ["− removed", "+ added"]
    form.reject()
    draw_what_did_not_fit(window, tried, name)
    tried.what_ifs._thrown()


def draw_versions_compared(window: MainWindow, wish: Wish, name: str) -> None:
    """What differs between two versions, and the question with which one to compare."""
    window.look.choose(wish)
    window.go("versions")
    screen = window.screen_now
    assert isinstance(screen, VersionsScreen)
    screen.choose(3)
    screen.compare_with(1)
    settle(window)
    assert screen.differences.records() != ()
    assert colours(picture(window, f"{name}-differences")) > COLOURS
    assert cut_off(window) == []
    form = screen.hands.compare()
    assert form is not None
    settle(window, 0.1)
    assert colours(picture(form, f"{name}-compare-with")) > 5
    form.reject()
    screen.compare_with(0)
    screen.show_sheet()


def draw_fairness(window: MainWindow, wish: Wish, name: str) -> None:
    """Fairness over a year beside the grid."""
    rota = the_rota(window, wish)
    rota.toggle_fairness()
    rota.fair.over.setCurrentIndex(2)
    settle(window, 0.6)
    assert colours(picture(window, name)) > COLOURS
    assert cut_off(window) == []
    rota.toggle_fairness()
