"""The palette as a directory: a name gives the number, a number gives the name."""

import datetime as dt

from build import TODAY, a_post, a_room, changed, every, held

from models import Clinician, Site
from models.types import ContactKind
from rota_desk.desk import Desk
from rota_desk.edits.contacts import add_contact, confirm_contact
from ui.main_window import MainWindow
from ui.rooms.rooms_screen import RoomsScreen
from ui.roster.roster_screen import RosterScreen
from ui.roster.sieve import Sieve


def hints(window: MainWindow, typed: str) -> dict[str, str]:
    palette = window.open_palette()
    palette.field.setText(typed)
    found = {one.title: one.hint for one in palette.goals() if one.kind == "Person"}
    palette.reject()
    return found


def test_a_name_shows_how_to_ring_and_marks_what_is_stale_or_private(
    window: MainWindow, desk: Desk, ward: dict[str, int]
) -> None:
    patel = ward["Dr A Patel"]
    bleep = desk.do(add_contact, clinician=patel, kind=ContactKind.BLEEP, value="2114").value
    desk.do(
        add_contact, clinician=patel, kind=ContactKind.MOBILE, value="07700 900123", private=True
    )
    desk.do(add_contact, clinician=patel, kind=ContactKind.LANDLINE, value="01632 960111")
    desk.do(confirm_contact, contact=bleep, day=TODAY - dt.timedelta(days=91))
    told = "bleep 2114 ◆, landline 01632 960111, a private number in People"
    assert hints(window, "patel") == {"Dr A Patel": told}
    assert hints(window, "patel 12 nov am") == {"Dr A Patel": "Thu 12 Nov am"}


def test_a_bleep_finds_whose_it_is(window: MainWindow, desk: Desk, ward: dict[str, int]) -> None:
    desk.do(add_contact, clinician=ward["Dr C Rowan"], kind=ContactKind.BLEEP, value="2990")
    assert list(hints(window, "2990")) == ["Dr C Rowan"]


def test_a_post_a_grade_and_a_full_name_find_whoever_holds_them(
    window: MainWindow, desk: Desk, ward: dict[str, int]
) -> None:
    rowan = next(one for one in every(desk, Clinician) if one.id == ward["Dr C Rowan"])
    held(desk, a_post(desk, "Registrar 2"), rowan)
    changed(desk, rowan, full_name="Caitlin Rowan")
    for typed in ("registrar 2", "caitlin", f"{rowan.grade} rowan".lower()):
        assert list(hints(window, typed)) == ["Dr C Rowan"]


def test_a_room_is_gone_to_on_the_day_that_is_typed(window: MainWindow, desk: Desk) -> None:
    room = a_room(desk, "T9")
    palette = window.open_palette()
    palette.field.setText(f"{room.name.lower()} thu")
    (found,) = [one for one in palette.goals() if one.kind == "Room"]
    palette.reject()
    assert (found.title, found.hint) == (room.name, "Thu 12 Nov")
    found.run()
    rooms = window.screen_now
    assert isinstance(rooms, RoomsScreen)
    assert rooms.day == dt.date(2026, 11, 12)
    line = rooms.grid.rooms.line(rooms.grid.currentIndex().row())
    assert line is not None
    assert line.room_id == room.id


def test_a_whole_word_stands_before_the_start_of_a_number(
    window: MainWindow, desk: Desk, ward: dict[str, int]
) -> None:
    people = {one.id: one for one in every(desk, Clinician)}
    held(desk, a_post(desk, "Registrar 3"), people[ward["Dr A Patel"]])
    held(desk, a_post(desk, "Registrar 2"), people[ward["Dr C Rowan"]])
    desk.do(add_contact, clinician=ward["Dr A Patel"], kind=ContactKind.BLEEP, value="2855")
    assert list(hints(window, "registrar 2")) == ["Dr C Rowan", "Dr A Patel"]


def test_words_that_nothing_is_called_by_are_answered(window: MainWindow) -> None:
    palette = window.open_palette()
    assert palette.nothing.isHidden()
    palette.field.setText("zzzz")
    assert (palette.goals(), palette.nothing.isHidden()) == ((), False)
    palette.reject()


def test_a_site_shows_who_works_there(window: MainWindow, desk: Desk, rota: RosterScreen) -> None:
    site = a_room(desk, "T9").site_id
    name = next(one.name for one in every(desk, Site) if one.id == site)
    palette = window.open_palette()
    palette.field.setText(name.lower())
    (found,) = [one for one in palette.goals() if one.kind == "Site"]
    palette.reject()
    assert (found.title, found.hint) == (name, "who works there")
    found.run()
    assert rota.sifting.sieve == Sieve(site=site)
