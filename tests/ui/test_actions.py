"""Every action is reached by a key or the palette, and no two share a key."""

import pytest
from build import MONDAY
from PySide6.QtGui import QKeySequence

from ui.actions import ActionSpec, doubles
from ui.clinicians.people_screen import PeopleScreen
from ui.main_window import MainWindow
from ui.places import PLACES
from ui.roster.roster_screen import RosterScreen
from ui.seeking import plain


def nothing(_screen: object) -> None:
    return None


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_ids_and_keys_are_unique_wherever_one_stands(any_window: MainWindow, place: str) -> None:
    any_window.go(place)
    assert doubles(spec for spec, _target in any_window.specs()) == ()


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_action_is_in_the_palette(any_window: MainWindow, place: str) -> None:
    any_window.go(place)
    palette = any_window.open_palette()
    for spec, _target in any_window.specs():
        palette.field.setText(plain(spec.text).replace("…", ""))
        titles = [goal.title for goal in palette.goals() if goal.kind == "Action"]
        assert plain(spec.text) in titles
    palette.reject()


def test_a_key_that_cannot_act_here_says_so(any_window: MainWindow) -> None:
    any_window.go("people")
    screen = any_window.screen_now
    assert isinstance(screen, PeopleScreen)
    screen.search.setText("nobody of this name")
    bound = {one.objectName(): one for one in any_window.menus.bound}
    bound["people.contract"].trigger()
    said = "New contract: not here. Go first to what it should be done to."
    assert any_window.messages.text() == said
    bound["edit.redo"].trigger()
    assert any_window.messages.text() == "There is nothing to do again."
    screen.search.clear()


def test_every_place_has_its_number_key(any_window: MainWindow) -> None:
    keys = {spec.id: spec.shortcut for spec, _target in any_window.specs()}
    numbered = [place for place in PLACES if not place.key]
    for number, place in enumerate(numbered[:9], start=1):
        assert keys[f"go.{place.id}"] == f"Ctrl+{number}"
    assert keys["go.compliance"] == "Ctrl+J"


def test_help_lists_the_same_actions_as_the_menus(any_window: MainWindow) -> None:
    shown = any_window.show_actions()
    listed = [spec.id for spec in shown.table.records()]
    assert listed == [spec.id for spec, _target in any_window.specs()]
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
    window.menus.grey()
    texts = {action.objectName(): action.text() for action in window.menus.bound}
    assert texts["edit.undo"] == "&Undo Take Dr A Patel off Endoscopy list, Mon 9 Nov"
    window.undo()
    window.menus.grey()
    texts = {action.objectName(): action.text() for action in window.menus.bound}
    assert texts["edit.redo"] == "&Redo Take Dr A Patel off Endoscopy list, Mon 9 Nov"


def test_a_key_works_after_a_menu_was_open_while_it_was_greyed(
    window: MainWindow, ward: dict[str, int]
) -> None:
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    window.bridge.undo()  # takes back the last of what made the ward
    window.menus.grey()
    window.menus.wake()
    assert all(action.isEnabled() for action in window.menus.bound)
    assert ward


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_key_is_one_that_qt_knows(any_window: MainWindow, place: str) -> None:
    any_window.go(place)
    keys = {key for spec, _target in any_window.specs() for key in spec.shortcuts()}
    assert [key for key in keys if QKeySequence(key).toString() == ""] == []
