"""Every action is reached by a key or the palette, and no two share a key."""

import pytest
from build import MONDAY

from ui.actions import ActionSpec, doubles
from ui.main_window import MainWindow, plain
from ui.places import PLACES
from ui.roster.roster_screen import RosterScreen


def nothing(_screen: object) -> None:
    return None


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_ids_and_keys_are_unique_wherever_one_stands(window: MainWindow, place: str) -> None:
    window.go(place)
    assert doubles(spec for spec, _target in window.specs()) == ()


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_action_is_in_the_palette(window: MainWindow, place: str) -> None:
    window.go(place)
    palette = window.open_palette()
    for spec, _target in window.specs():
        palette.field.setText(plain(spec.text).replace("…", ""))
        titles = [goal.title for goal in palette.goals() if goal.kind == "Action"]
        assert plain(spec.text) in titles
    palette.reject()


def test_every_place_has_its_number_key(window: MainWindow) -> None:
    keys = {spec.id: spec.shortcut for spec, _target in window.specs()}
    for number, place in enumerate(PLACES[:9], start=1):
        assert keys[f"go.{place.id}"] == f"Ctrl+{number}"


def test_help_lists_the_same_actions_as_the_menus(window: MainWindow) -> None:
    shown = window.show_actions()
    listed = [spec.id for spec in shown.table.records()]
    assert listed == [spec.id for spec, _target in window.specs()]
    shown.reject()


def test_doubles_names_what_stands_twice() -> None:
    one = ActionSpec("a.one", "One", "Ctrl+1", "", nothing)
    two = ActionSpec("a.two", "Two", "Ctrl+2 Ctrl+1", "", nothing)
    again = ActionSpec("a.one", "Again", "", "", nothing)
    assert doubles((one, two, again)) == ("Ctrl+1", "a.one")


def test_undo_and_redo_say_what_they_would_do(window: MainWindow, ward: dict[str, int]) -> None:
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    screen.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    screen.hands.remove()
    window._grey()
    texts = {action.objectName(): action.text() for action in window._bound}
    assert texts["edit.undo"] == "&Undo Take Dr A Patel off Endoscopy list, Mon 9 Nov"
    window.undo()
    window._grey()
    texts = {action.objectName(): action.text() for action in window._bound}
    assert texts["edit.redo"] == "&Redo Take Dr A Patel off Endoscopy list, Mon 9 Nov"
