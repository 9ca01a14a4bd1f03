"""Who must be told: reasons once for a batch, ticks with who, when and how, and what is near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from build import MONDAY, TODAY, a_clinician, a_contact, a_desk, a_list, assigned, every

from models import ClinicalSession, PublishedChange
from models.types import ContactKind
from reports.tell_drafts import tell_drafts
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, remove_assignment
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import remove_session, retime_session
from rota_desk.edits.told import (
    THEMSELVES,
    give_reason,
    note_agreement,
    take_agreement_back,
    tick_told,
    untick_told,
)
from rota_desk.errors import Refusal
from rota_desk.queries.deadlines import deadlines
from rota_desk.queries.tell_list import tell_list, unexplained
from rota_desk.queries.versions import versions

DAY = dt.timedelta(days=1)
WEDNESDAY, SUNDAY = MONDAY + 2 * DAY, MONDAY + 6 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def changed(desk: Desk) -> Desk:
    """Wednesday's list of Dr Patel was handed to Dr Okafor after it had been published."""
    patel, okafor = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    a_contact(desk, patel, "07700 900101", kind=ContactKind.MOBILE)
    a_contact(desk, patel, "4711", kind=ContactKind.BLEEP)
    a_contact(desk, patel, "a.patel@example.org", kind=ContactKind.EMAIL)
    session = a_list(desk, WEDNESDAY)
    placed = assigned(desk, session, patel)
    desk.do(publish, first=MONDAY, last=SUNDAY)
    desk.do(remove_assignment, assignment=placed.id)
    desk.do(assign, session=session.id, clinician=okafor.id)
    return desk


def test_the_list_names_who_what_and_how_they_are_reached(changed: Desk) -> None:
    found = changed.ask(tell_list)
    assert [(one.who, one.what, one.day, one.title, one.untold) for one in found] == [
        ("Dr A Patel", "Wed 11 Nov: Dr A Patel taken off", WEDNESDAY, "Endoscopy list", True),
        ("Dr M Okafor", "Wed 11 Nov: Dr M Okafor added", WEDNESDAY, "Endoscopy list", True),
    ]
    assert found[0].reach == ("bleep 4711", "mobile 07700 900101", "email a.patel@example.org")
    assert found[1].reach == ()
    assert [one.untold for one in changed.ask(versions)] == [2]


def test_of_a_session_that_is_gone_the_list_says_what_was_told(changed: Desk) -> None:
    changed.do(remove_session, session=every(changed, ClinicalSession)[0].id)
    assert {one.title for one in changed.ask(tell_list)} == {"Endoscopy list"}


def test_a_reason_is_given_once_for_a_batch_and_undo_takes_it_back(changed: Desk) -> None:
    numbers = frozenset(one.id for one in every(changed, PublishedChange))
    assert changed.ask(unexplained, among=numbers) == (1, 2)
    done = changed.do(give_reason, changes=(1, 2), reason=" Sickness cover ")
    assert (done.value, done.label) == (2, "Reason for 2 changes: Sickness cover")
    assert changed.ask(unexplained, among=numbers) == ()
    with pytest.raises(Refusal, match="have their reason already"):
        changed.do(give_reason, changes=(1, 2), reason="Another")
    changed.undo()
    assert changed.ask(unexplained, among=numbers) == (1, 2)
    with pytest.raises(Refusal, match="Give a reason"):
        changed.do(give_reason, changes=(1, 2), reason="  ")


def test_a_tick_keeps_when_by_whom_how_and_who_agreed(changed: Desk) -> None:
    done = changed.do(tick_told, changes=(1,), how="by bleep", agreed_by="Dr A Patel")
    assert done.label == "Told of 1 change by bleep"
    found = {one.change: one for one in changed.ask(tell_list)}
    told = found[1]
    assert (told.untold, told.told, told.told_by, told.told_how, told.agreed_by) == (
        False,
        dt.datetime(2026, 11, 10, 8, 12),
        "K Lowe",
        "by bleep",
        "Dr A Patel",
    )
    assert [one.change for one in changed.ask(tell_list) if one.untold] == [2]
    changed.do(untick_told, changes=(1,))
    assert [one.change for one in changed.ask(tell_list) if one.untold] == [1, 2]
    with pytest.raises(Refusal, match="None of these is ticked"):
        changed.do(untick_told, changes=(1,))
    with pytest.raises(Refusal, match="Choose the changes"):
        changed.do(tick_told, changes=(99,))


def test_taking_a_tick_away_leaves_what_was_agreed(changed: Desk) -> None:
    changed.do(note_agreement, changes=(1,), agreed_by="Dr A Patel")
    changed.do(tick_told, changes=(1, 2), how="by phone")
    done = changed.do(untick_told, changes=(1, 2))
    assert done.label == "Take the tick of 2 changes away; what was agreed stays"
    assert [(one.untold, one.told_how, one.agreed_by) for one in changed.ask(tell_list)] == [
        (True, "", "Dr A Patel"),
        (True, "", ""),
    ]
    changed.do(take_agreement_back, changes=(1, 2))
    assert [one.agreed_by for one in changed.ask(tell_list)] == ["", ""]
    with pytest.raises(Refusal, match="No agreement is noted"):
        changed.do(take_agreement_back, changes=(1, 2))


def test_of_several_people_each_agreed_to_their_own_change(changed: Desk) -> None:
    done = changed.do(note_agreement, changes=(1, 2), agreed_by=THEMSELVES)
    assert done.label == "Agreement to 2 changes: Dr A Patel, Dr M Okafor"
    names = ["Dr A Patel", "Dr M Okafor"]
    assert [one.agreed_by for one in changed.ask(tell_list)] == names
    changed.undo()
    changed.do(tick_told, changes=(1, 2), how="in person", agreed_by=THEMSELVES)
    assert [one.agreed_by for one in changed.ask(tell_list)] == names


def test_a_later_version_tells_of_what_changed_before_it(changed: Desk) -> None:
    changed.do(publish, first=WEDNESDAY, last=SUNDAY)
    found = changed.ask(tell_list)
    assert [(one.untold, one.told_with) for one in found] == [(False, 2), (False, 2)]
    assert [one.untold for one in changed.ask(versions)] == [0, 0]


def test_untold_changes_that_are_near_stand_among_the_deadlines(changed: Desk) -> None:
    near = [one for one in changed.ask(deadlines) if one.kind == "tell"]
    assert [(one.title, one.due, one.state, one.place, one.count) for one in near] == [
        ("2 changes to tell", WEDNESDAY, "due", "tell", 2)
    ]
    assert near[0].detail == (
        "2 people to be told of changes after publishing; the first is on Wed 11 Nov"
    )
    changed.do(tick_told, changes=(1, 2))
    assert [one for one in changed.ask(deadlines) if one.kind == "tell"] == []


def test_what_is_far_off_is_no_deadline_yet(desk: Desk) -> None:
    session = a_list(desk, TODAY + 8 * DAY, on=[a_clinician(desk)])
    desk.do(publish, first=TODAY, last=TODAY + 8 * DAY)
    later = dt.timedelta(minutes=30)
    desk.do(
        retime_session,
        session=session.id,
        start=session.start + later,
        end=session.end + later,
    )
    assert [one.untold for one in desk.ask(tell_list)] == [True]
    assert [one for one in desk.ask(deadlines) if one.kind == "tell"] == []


def test_drafts_go_to_each_person_and_never_tell_the_reason(changed: Desk) -> None:
    changed.do(give_reason, changes=(1, 2), reason="Sickness cover")
    made = tell_drafts(changed, changed.ask(tell_list))
    assert [one.file_name for one in made] == ["dr-a-patel-changes.eml"]
    letter = message_from_bytes(made[0].content)
    text = made[0].content.decode()
    assert letter["To"] == "a.patel@example.org"
    assert letter["Subject"] == "Your rota has changed: 1 change, Wed 11 Nov"
    assert "Wed 11 Nov: Dr A Patel taken off (Endoscopy list)" in text
    assert "Sickness" not in text
    with pytest.raises(Refusal, match="has an e-mail address"):
        tell_drafts(changed, [one for one in changed.ask(tell_list) if one.change == 2])
