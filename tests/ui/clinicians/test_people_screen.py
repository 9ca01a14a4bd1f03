"""The People screen: find anybody, confirm how they are reached, change what is on file."""

import datetime as dt
from decimal import Decimal

import build
import pytest
from build import TODAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models import Clinician, ContactDetail, Contract, PostHolding, Supernumerary, Unavailability
from models.types import ContactKind
from rota_desk.desk import Desk
from ui.actions import doubles
from ui.clinicians.people_actions import PEOPLE_ACTIONS
from ui.clinicians.people_screen import PeopleScreen
from ui.main_window import MainWindow
from ui.style.theme import Look, Wish
from ui.widgets.form import Form


@pytest.fixture
def people(window: MainWindow, desk: Desk, ward: dict[str, int]) -> PeopleScreen:
    detail = ContactDetail(
        clinician_id=ward["Dr M Okafor"],
        kind=ContactKind.BLEEP,
        value="2337",
        last_confirmed=TODAY - dt.timedelta(days=120),
    )
    build.kept(desk, detail)
    window.go("people")
    screen = window.screen_now
    assert isinstance(screen, PeopleScreen)
    screen.refresh()
    return screen


def names(screen: PeopleScreen) -> list[str]:
    return [one.name for one in screen.table.records()]


def named(form: QWidget, name: str) -> QWidget:
    return next(one for one in form.findChildren(QWidget) if one.accessibleName() == name)


def said(widget: QWidget) -> str:
    for _moment in range(30):  # what was chosen is shown a moment later, on a busy machine two
        QTest.qWait(150)
        if _words(widget):
            break
    return _words(widget)


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose(screen: PeopleScreen, name: str) -> None:
    screen.table.choose(next(one for one in screen.table.records() if one.name == name))
    screen.inspect_now()


def test_the_search_finds_by_number_grade_and_contract(people: PeopleScreen) -> None:
    people.search.setText("2337")
    assert names(people) == ["Dr M Okafor"]
    people.search.setText("agenda")
    assert names(people) == ["S Quill"]
    people.search.setText("st4 resident")
    assert names(people) == ["Dr E Voss"]
    people.search.setText("nobody of that name")
    assert names(people) == []


def test_stale_contacts_are_marked_in_words_and_can_be_shown_alone(people: PeopleScreen) -> None:
    people.toggle_stale()
    assert names(people) == ["Dr M Okafor"]
    choose(people, "Dr M Okafor")
    assert "Stale: confirmed Mon 13 Jul 2026, 120 days ago" in said(people.side)
    assert "1 with a stale contact" in people.head.aside.text()


def test_ctrl_enter_confirms_every_contact_of_the_person(people: PeopleScreen, desk: Desk) -> None:
    choose(people, "Dr M Okafor")
    QTest.keyClick(people.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert build.every(desk, ContactDetail)[-1].last_confirmed == TODAY
    assert desk.can_undo == "Confirm the contacts of Dr M Okafor"


def test_a_person_is_added_and_changed_by_form(people: PeopleScreen, desk: Desk) -> None:
    form = people.hands.add()
    form.press()
    assert "Give a name as it stands on the rota" in said(form)
    QTest.keyClicks(named(form, "Name on the rota"), "Dr N Ewing")
    form.press()
    assert build.every(desk, Clinician)[-1].name == "Dr N Ewing"
    choose(people, "Dr N Ewing")
    change = people.hands.change()
    assert change is not None
    QTest.keyClicks(named(change, "Grade"), "ST5")
    change.press()
    assert build.every(desk, Clinician)[-1].grade == "ST5"


def test_a_contract_form_shows_plain_numbers_and_corrects(
    people: PeopleScreen, desk: Desk
) -> None:
    choose(people, "Dr A Patel")
    form = people.hands.change_contract()
    assert form is not None
    share = named(form, "Share of full time")
    assert share.text() == "1"  # type: ignore[attr-defined]  # a line of text
    share.setText("0.8")  # type: ignore[attr-defined]  # a line of text
    form.press()
    assert build.every(desk, Contract)[0].wte == Decimal("0.8")


def test_an_opt_out_is_signed_in_the_contract_and_ended_with_notice(
    people: PeopleScreen, desk: Desk
) -> None:
    choose(people, "Dr A Patel")
    assert people.hands.end_opt_out() is None
    form = people.hands.change_contract()
    assert form is not None
    boxes = [one for one in form.findChildren(QCheckBox) if "Opted out" in one.text()]
    boxes[0].setChecked(True)
    form.press()
    held = build.every(desk, Contract)[0]
    assert (held.opt_out, held.opt_out_signed) == (True, TODAY)
    choose(people, "Dr A Patel")
    ending = people.hands.end_opt_out()
    assert ending is not None
    ending.press()
    assert "Say when notice was given" in said(ending)
    given = [one for one in ending.findChildren(QCheckBox) if "Notice" in one.text()]
    given[0].setChecked(True)
    ending.press()
    held = build.every(desk, Contract)[0]
    assert (held.opt_out_notice, held.opt_out_until) == (TODAY, TODAY + dt.timedelta(days=7))


def test_the_work_schedule_is_told_in_the_contract_form(people: PeopleScreen, desk: Desk) -> None:
    choose(people, "Dr A Patel")
    form = people.hands.change_contract()
    assert form is not None
    more, cycle = named(form, "Additional hours a week"), named(form, "Weeks of the rota cycle")
    more.setText("2.5")  # type: ignore[attr-defined]  # a line of text
    cycle.setText("7.5")  # type: ignore[attr-defined]  # a line of text
    form.press()
    assert "as a whole number, such as 8" in said(form)
    cycle.setText("8")  # type: ignore[attr-defined]  # a line of text
    form.press()
    held = build.every(desk, Contract)[0]
    assert (held.cycle_weeks, held.additional_hours) == (8, Decimal("2.5"))
    choose(people, "Dr A Patel")
    following = people.hands.add_contract()
    assert following is not None
    assert named(following, "Weeks of the rota cycle").text() == "8"  # type: ignore[attr-defined]  # a line of text
    assert named(following, "Additional hours a week").text() == ""  # type: ignore[attr-defined]  # a line of text
    following.reject()


def test_every_form_opens_for_the_person_under_the_cursor(people: PeopleScreen) -> None:
    choose(people, "Dr M Okafor")
    hands = people.hands
    for open_form in (
        hands.add_contact,
        hands.change_contact,
        hands.remove_contact,
        hands.add_contract,
        hands.remove_contract,
        hands.allow,
        hands.take_post,
        hands.leaving,
        hands.off_sick,
    ):
        form = open_form()
        assert form is not None
        form.reject()
    assert hands.end_permission() is None
    assert hands.leave_post() is None


def test_a_post_is_taken_up_where_the_holder_before_ends(
    people: PeopleScreen, desk: Desk, ward: dict[str, int], qtbot: QtBot
) -> None:
    post, free = build.a_post(desk, "SHO 1"), TODAY + dt.timedelta(days=22)
    okafor = next(one for one in build.every(desk, Clinician) if one.id == ward["Dr M Okafor"])
    build.held(desk, post, okafor, end=free)
    people.refresh()
    choose(people, "Dr A Patel")
    form = people.hands.take_post()
    assert form is not None
    QTest.keyClicks(form.post.widget, "SHO 1")
    assert form.start.value() == free
    assert "SHO 1 now: Dr M Okafor; vacant from Wed 2 Dec 2026." in said(form)
    form.look()
    qtbot.waitUntil(lambda: form.shown.toPlainText().startswith("Nothing is built from then on"))
    form.press()
    holding = build.every(desk, PostHolding)[-1]
    assert (holding.clinician_id, holding.start) == (ward["Dr A Patel"], free)
    people.refresh()
    choose(people, "Dr A Patel")
    given = people.hands.leave_post()
    assert given is not None
    given.press()
    assert [one.end for one in build.every(desk, PostHolding)] == [free]


def test_the_person_panel_draws_in_both_themes(people: PeopleScreen, look: Look) -> None:
    for wish in (Wish.DARK, Wish.LIGHT):
        look.choose(wish)
        choose(people, "Dr A Patel")
        assert not people.grab().isNull()
        assert "Consultants 2003, 1 WTE, 10 PAs" in said(people.side)


def test_every_people_action_has_its_own_name_and_key() -> None:
    assert doubles(PEOPLE_ACTIONS) == ()


def test_a_commitment_elsewhere_is_kept_shown_and_ended(people: PeopleScreen, desk: Desk) -> None:
    choose(people, "Dr M Okafor")
    assert people.hands.end_elsewhere() is None
    form = people.hands.elsewhere()
    assert form is not None
    named(form, "What").setProperty("text", "University teaching")
    form.press()
    assert "Elsewhere" in said(people.side)
    assert "13:00–17:00 until Tue 9 Nov 2027: University teaching" in said(people.side)
    ending = people.hands.end_elsewhere()
    assert ending is not None
    named(ending, "Remove it altogether").setProperty("checked", True)
    ending.press()
    assert build.every(desk, Unavailability) == []


def test_a_starter_is_made_supernumerary_by_keys_and_the_panel_says_until_when(
    people: PeopleScreen, desk: Desk
) -> None:
    choose(people, "Dr E Voss")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(people.window(), Qt.Key.Key_U, keys)
    form = next(one for one in people.findChildren(Form) if one.isVisible())
    QTest.keyClicks(named(form, "Why"), "Shadows the ward team")
    QTest.keyClick(named(form, "Why"), Qt.Key.Key_Return)
    (line,) = build.every(desk, Supernumerary)
    assert (line.start, line.end) == (TODAY, TODAY + dt.timedelta(days=14))
    people.inspect_now()
    told = said(people.side)
    assert "Supernumerary, counts from Tue 24 Nov 2026." in told
    assert "Shadows the ward team" in told
    again = people.hands.beside()
    assert again is not None
    named(again, "Counts as cover from").setDate(dt.date(2026, 11, 12))  # type: ignore[attr-defined]
    again.press()
    assert [one.end for one in build.every(desk, Supernumerary)] == [dt.date(2026, 11, 12)]
