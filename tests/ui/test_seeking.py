"""The palette as a directory: a name gives the number, a number gives the name."""

import datetime as dt

from build import TODAY

from models.types import ContactKind
from rota_desk.desk import Desk
from rota_desk.edits.contacts import add_contact, confirm_contact
from ui.main_window import MainWindow


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
