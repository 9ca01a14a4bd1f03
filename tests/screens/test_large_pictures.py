"""Screens of the sample department with text twice as large, drawn."""

from collections.abc import Iterator

import pytest
from screens.drawing import COLOURS, colours, cut_off, picture, settle
from screens.sample_steps import (
    ROSTERS,
    WISHES,
    draw_a_what_if,
    draw_fairness,
    draw_versions_compared,
    read_roster_file,
    the_rota,
)

from ui.job_plans.job_plans_screen import JobPlansScreen
from ui.main_window import MainWindow
from ui.roster.versions_screen import VersionsScreen
from ui.style.theme import Wish
from ui.widgets.table import RecordTable


@pytest.fixture(scope="module")
def large_window(sample_window: MainWindow) -> Iterator[MainWindow]:
    """The window, made large once: a style sheet is dear."""
    sample_window.look.enlarge(2.0)
    yield sample_window
    sample_window.look.enlarge(1.0)


@pytest.fixture(autouse=True)
def usual_size(large_window: MainWindow) -> Iterator[None]:
    yield
    large_window.resize(1600, 960)


def test_the_rota_is_drawn_with_text_twice_as_large(large_window: MainWindow) -> None:
    the_rota(large_window)
    settle(large_window)
    assert colours(picture(large_window, "rota-twice-as-large")) > COLOURS
    assert large_window.minimumSizeHint().width() <= 1600


def test_a_finding_is_drawn_with_text_twice_as_large(large_window: MainWindow) -> None:
    rota = the_rota(large_window)
    rota.going.to_finding(next(one for one in rota.findings if one.rule == "rd-rest-11"))
    settle(large_window, 2)
    assert colours(picture(large_window, "rota-finding-large")) > COLOURS
    for place in ("compliance", "job_plans", "people"):
        large_window.go(place)
        settle(large_window, 1)
        assert colours(picture(large_window, f"{place}-large")) > COLOURS
        assert cut_off(large_window) == []
    the_rota(large_window)
    asked = rota.findings_at.why()
    assert asked is not None
    settle(large_window)
    assert colours(picture(asked, "why-not-large")) > 5
    assert asked.width() <= 1600
    asked.reject()


def test_the_sheet_folds_on_a_small_window_with_large_text(large_window: MainWindow) -> None:
    large_window.look.choose(Wish.LIGHT)
    large_window.resize(1280, 800)
    read_roster_file(large_window, ROSTERS / "d4_year_restart_times_in_cells.xlsx")
    assert colours(picture(large_window, "import-sheet-large")) > COLOURS


@pytest.mark.parametrize("place", ["versions", "tell", "swaps"])
def test_lists_of_what_was_told_need_no_scrolling_sideways(
    large_window: MainWindow, place: str
) -> None:
    large_window.look.choose(Wish.LIGHT)
    large_window.go(place)
    screen = large_window.screen_now
    if isinstance(screen, VersionsScreen):
        screen.choose(6)
        screen.show_differences()
    large_window.resize(1280, 800)
    settle(large_window, 0.1)
    assert colours(picture(large_window, f"{place}-list-large")) > COLOURS
    tables = [one for one in screen.findChildren(RecordTable) if one.isVisible()]
    assert [one.horizontalScrollBar().maximum() for one in tables] == [0] * len(tables)
    assert len(tables) == 1 + isinstance(screen, VersionsScreen)


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_what_if_is_drawn_so_that_nobody_takes_it_for_the_rota(
    large_window: MainWindow, wish: Wish
) -> None:
    draw_a_what_if(large_window, wish, f"what-if-{wish}-large")


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_what_differs_from_a_version_is_drawn(large_window: MainWindow, wish: Wish) -> None:
    draw_versions_compared(large_window, wish, f"versions-{wish}-large")


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_fairness_is_drawn_beside_the_grid(large_window: MainWindow, wish: Wish) -> None:
    draw_fairness(large_window, wish, f"rota-fairness-{wish}-large")


@pytest.mark.parametrize("wish", WISHES, scope="module")
@pytest.mark.parametrize("place", ["job_plans", "oncall", "patterns", "versions"])
def test_plans_patterns_on_call_and_versions_are_drawn_with_text_twice_as_large(
    large_window: MainWindow, place: str, wish: Wish
) -> None:
    large_window.look.choose(wish)
    large_window.go(place)
    screen = large_window.screen_now
    if isinstance(screen, VersionsScreen):
        screen.show_differences()
    settle(large_window)
    if isinstance(screen, JobPlansScreen):
        assert screen.week_view.width() > screen.list.width()
        assert screen.beside.isVisible()
    assert colours(picture(large_window, f"{place}-{wish}-large")) > COLOURS
    assert cut_off(large_window) == []
    if isinstance(screen, VersionsScreen):
        screen.show_sheet()


def test_proposed_cover_is_drawn_with_text_twice_as_large(large_window: MainWindow) -> None:
    rota = the_rota(large_window)
    form = rota.proposals.propose(rota.period.start, rota.period.end, rota.period.words)
    assert form is not None
    settle(large_window, 0.2)
    assert colours(picture(form, "propose-cover-large")) > 5
    assert form.width() <= 1600
    form.reject()
