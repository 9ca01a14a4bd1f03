"""People: who they are, how they are reached, what binds them, and what ends when they go."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY

from models import Assignment, Clinician, ContactDetail, Contract, Gap, Permission, PostHolding
from models.types import ContactKind, ContractCode, GapCause, StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.clinicians import add_clinician, change_clinician, record_leaving
from rota_desk.edits.contacts import (
    add_contact,
    change_contact,
    confirm_contact,
    confirm_contacts,
    remove_contact,
)
from rota_desk.edits.contracts import (
    add_contract,
    allow_activity,
    change_contract,
    end_holding,
    end_permission,
    hold_post,
    remove_contract,
    remove_holding,
    remove_permission,
)
from rota_desk.edits.posts import add_post
from rota_desk.errors import Refusal
from rota_desk.queries.clinicians import directory, person_detail, post_list

DAY = dt.timedelta(days=1)
AUGUST = dt.date(2026, 8, 5)
LATER = dt.date(2027, 2, 3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def test_a_person_is_added_with_initials_from_the_name(desk: Desk) -> None:
    number = desk.do(
        add_clinician,
        name=" Dr Alma Q Reed ",
        group=StaffGroup.RESIDENT,
        grade="ST4",
        assignment_number="2001",
        joined=LATER,
    ).value
    detail = desk.ask(person_detail, clinician=number)
    facts = (detail.line.name, detail.initials, detail.line.standing, detail.line.contract)
    assert facts == ("Dr Alma Q Reed", "AQR", "starts Wed 3 Feb 2027", "no contract in force")


def test_a_person_without_a_name_or_with_anothers_is_refused(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    with pytest.raises(Refusal, match="Give a name"):
        desk.do(add_clinician, name="  ", group=StaffGroup.NURSE)
    with pytest.raises(Refusal, match="in the directory already"):
        desk.do(add_clinician, name="Dr A Patel", group=StaffGroup.NURSE)
    desk.do(
        change_clinician,
        clinician=patel.id,
        name="Dr A Patel",
        group=StaffGroup.CONSULTANT,
        assignment_number="77",
    )
    with pytest.raises(Refusal, match="has the assignment number 77"):
        desk.do(add_clinician, name="Dr N Ew", group=StaffGroup.RESIDENT, assignment_number="77")


def test_what_a_leaver_held_ends_and_their_sessions_become_vacancies(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    post = build.a_post(desk)
    build.held(desk, post, rowan)
    build.allowed(desk, rowan, build.an_activity(desk, "EN"))
    build.a_list(desk, LATER - DAY, on=[rowan])
    build.a_list(desk, LATER, on=[rowan])
    assert desk.do(record_leaving, clinician=rowan.id, leaves=LATER).value == 1
    assert [gap.cause for gap in build.every(desk, Gap)] == [GapCause.VACANCY]
    ends = [
        build.every(desk, Contract)[0].end,
        build.every(desk, PostHolding)[0].end,
        build.every(desk, Permission)[0].end,
    ]
    assert ends == [LATER] * 3
    desk.undo()
    assert len(build.every(desk, Assignment)) == 2
    with pytest.raises(Refusal, match="cannot leave before that"):
        desk.do(record_leaving, clinician=rowan.id, leaves=dt.date(2019, 1, 1))


def test_somebody_who_stays_after_all_stays(desk: Desk) -> None:
    rowan = build.a_clinician(desk, leaves=LATER)
    desk.do(record_leaving, clinician=rowan.id, leaves=None)
    there = build.found(desk, Clinician, rowan.id)
    assert there is not None
    assert there.leaves is None


def test_contacts_go_stale_after_ninety_days_and_are_confirmed_in_one_step(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_contact(desk, patel, "2231", confirmed=TODAY - 90 * DAY)
    build.a_contact(desk, patel, "2232", confirmed=TODAY - 91 * DAY)
    build.a_contact(desk, patel, "2233", confirmed=None)
    contacts = desk.ask(person_detail, clinician=patel.id).contacts
    assert [(one.value, one.stale, one.freshness) for one in contacts] == [
        ("2231", False, "confirmed Wed 12 Aug 2026"),
        ("2232", True, "stale: confirmed Tue 11 Aug 2026, 91 days ago"),
        ("2233", True, "never confirmed"),
    ]
    assert desk.ask(directory).stale == 1
    assert desk.do(confirm_contacts, clinician=patel.id).value == 3
    assert desk.ask(directory).stale == 0


def test_contacts_are_added_changed_confirmed_and_removed(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    contact = desk.do(
        add_contact, clinician=patel.id, kind=ContactKind.BLEEP, value="1", confirmed=False
    ).value
    desk.do(change_contact, contact=contact, kind=ContactKind.BLEEP, value="2")
    desk.do(confirm_contact, contact=contact, day=TODAY - DAY)
    (there,) = build.every(desk, ContactDetail)
    assert (there.value, there.last_confirmed) == ("2", TODAY - DAY)
    for kind, value, words in (
        (ContactKind.BLEEP, "2", "there already"),
        (ContactKind.EMAIL, "nobody", "no e-mail address"),
        (ContactKind.MOBILE, "ask her", "no number to ring. Give its digits"),
        (ContactKind.MOBILE, " ", "Give the number"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(add_contact, clinician=patel.id, kind=kind, value=value)
    with pytest.raises(Refusal, match="day to come"):
        desk.do(confirm_contact, contact=contact, day=TODAY + DAY)
    desk.do(remove_contact, contact=contact)
    with pytest.raises(Refusal, match="no contacts yet"):
        desk.do(confirm_contacts, clinician=patel.id)


def test_a_new_contract_ends_the_one_before(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    desk.do(
        add_contract,
        clinician=rowan.id,
        code=ContractCode.ENG_RD_2016,
        start=LATER,
        wte=Decimal("0.6"),
    )
    first, second = build.every(desk, Contract)
    assert (first.end, second.end, second.wte) == (LATER, None, Decimal("0.6"))
    with pytest.raises(Refusal, match="is there already"):
        desk.do(add_contract, clinician=rowan.id, code=ContractCode.AFC_ENG, start=LATER)
    with pytest.raises(Refusal, match="share of full time"):
        desk.do(
            add_contract,
            clinician=rowan.id,
            code=ContractCode.AFC_ENG,
            start=AUGUST,
            wte=Decimal(0),
        )
    with pytest.raises(Refusal, match="would overlap"):
        desk.do(
            change_contract,
            contract=first.id,
            code=first.code,
            start=first.start,
            wte=first.wte,
        )
    desk.do(remove_contract, contract=second.id)
    assert len(build.every(desk, Contract)) == 1


def test_the_work_schedules_cycle_and_additional_hours_stand_in_the_contract(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    terms = {"code": ContractCode.ENG_RD_2016, "wte": Decimal("0.8")}
    more = {"cycle_weeks": 8, "additional_hours": Decimal("2.5")}
    given = desk.do(add_contract, clinician=rowan.id, start=LATER, **terms, **more).value  # type: ignore[arg-type]
    there = build.found(desk, Contract, given)
    assert there is not None
    assert (there.cycle_weeks, there.additional_hours) == (8, Decimal("2.5"))
    for wrong, words in (
        ({"cycle_weeks": 0}, "1 to 104 weeks"),
        ({"cycle_weeks": 105}, "1 to 104 weeks"),
        ({"additional_hours": Decimal("-0.5")}, "between 0 and 40"),
        ({"additional_hours": Decimal("40.5")}, "between 0 and 40"),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(change_contract, contract=given, start=LATER, **terms, **wrong)  # type: ignore[arg-type]
    desk.do(change_contract, contract=given, start=LATER, **terms)  # type: ignore[arg-type]
    there = build.found(desk, Contract, given)
    assert there is not None
    assert (there.cycle_weeks, there.additional_hours) == (None, None)


def test_permissions_are_given_once_and_ended(desk: Desk) -> None:
    rowan, lists = build.a_resident(desk), build.an_activity(desk)
    given = desk.do(
        allow_activity, clinician=rowan.id, activity=lists.id, start=AUGUST, supervised=True
    ).value
    with pytest.raises(Refusal, match="may do Endoscopy list already"):
        desk.do(allow_activity, clinician=rowan.id, activity=lists.id, start=MONDAY)
    with pytest.raises(Refusal, match="remove it if it never held"):
        desk.do(end_permission, permission=given, end=AUGUST)
    desk.do(end_permission, permission=given, end=TODAY)
    (line,) = desk.ask(person_detail, clinician=rowan.id).permissions
    assert (line.name, line.end, line.in_force) == ("Endoscopy list", TODAY, False)
    desk.do(remove_permission, permission=given)
    assert build.every(desk, Permission) == []


def test_a_changeover_hands_the_post_on(desk: Desk) -> None:
    rowan, sella = build.a_resident(desk), build.a_resident(desk, "Dr T Sella")
    post = desk.do(add_post, name="SHO 1", group=StaffGroup.RESIDENT).value
    desk.do(hold_post, clinician=rowan.id, post=post, start=AUGUST)
    holding = desk.do(hold_post, clinician=sella.id, post=post, start=LATER).value
    assert [(one.start, one.end) for one in build.every(desk, PostHolding)] == [
        (AUGUST, LATER),
        (LATER, None),
    ]
    assert [(one.name, one.holder) for one in desk.ask(post_list)] == [("SHO 1", "Dr C Rowan")]
    with pytest.raises(Refusal, match="Dr T Sella holds SHO 1 from Wed 3 Feb 2027"):
        desk.do(hold_post, clinician=rowan.id, post=post, start=TODAY)
    desk.do(end_holding, holding=holding, end=LATER + DAY)
    desk.do(remove_holding, holding=holding)
    assert len(build.every(desk, PostHolding)) == 1
    with pytest.raises(Refusal, match="a post SHO 1 already"):
        desk.do(add_post, name="SHO 1", group=StaffGroup.RESIDENT)


def test_the_directory_finds_by_anything_and_hides_who_left(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_contact(desk, patel, "2231")
    build.approved_leave(desk, patel, TODAY)
    build.a_clinician(desk, "Dr G One", leaves=TODAY)
    found = desk.ask(directory)
    (line,) = found.people
    assert "2231" in line.found_by
    assert "consultants 2003" in line.found_by
    assert (line.away, line.measure, line.bleep) == ("annual leave", "1 WTE, 10 PAs", "2231")
    everyone = desk.ask(directory, everyone=True).people
    assert [one.standing for one in everyone] == ["here", "left Tue 10 Nov 2026"]
