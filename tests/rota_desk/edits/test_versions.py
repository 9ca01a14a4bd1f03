"""A version is kept whole, compared with any other, and restored as a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asked import questions
from build import (
    MONDAY,
    a_claim,
    a_clinician,
    a_desk,
    a_list,
    a_post,
    a_resident,
    a_room,
    a_session,
    assigned,
    every,
    found,
    held,
    kept,
    leave,
)
from sqlalchemy import select

from models import (
    Assignment,
    ClinicalSession,
    Clinician,
    Gap,
    OnCallPart,
    OnCallRota,
    Publication,
    PublishedDuty,
    PublishedSession,
)
from models.base import Base
from models.types import AssignmentRole, LeaveState, OnCallTier, SessionState
from rota_desk.desk import Desk
from rota_desk.edits.assignments import (
    change_role,
    hand_over,
    remove_assignment,
    swap_assignments,
)
from rota_desk.edits.cells import clear_cells
from rota_desk.edits.list_points import fill_list, mark_training
from rota_desk.edits.publishing import publish
from rota_desk.edits.restoring import restore_version
from rota_desk.edits.sessions import (
    add_session,
    cancel_session,
    note_session,
    remove_session,
    retime_session,
    set_cover,
)
from rota_desk.errors import Refusal
from rota_desk.queries.rota_sheet import By, RotaSheet, rota_sheet
from rota_desk.queries.stood import stood_in, stood_now
from rota_desk.queries.version_changes import Differs, compare_versions, differences
from rota_desk.queries.version_sheet import version_sheet
from rota_desk.queries.versions import VersionLine, versions
from rota_desk.unit_of_work import Reading, UnitOfWork

DAY = dt.timedelta(days=1)
TUESDAY, WEDNESDAY, SUNDAY = MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 6 * DAY
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def published(desk: Desk, note: str = "") -> int:
    return desk.do(publish, first=MONDAY, last=SUNDAY, note=note).value


def lines(desk: Desk, before: int = 1, after: int | None = None) -> list[tuple[str, ...]]:
    compared = desk.ask(compare_versions, before=before, after=after)
    return [(one.how.value, one.who, one.was, one.now) for one in compared.lines]


def every_row(read: Reading) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [dict(row._mapping) for row in read.rows(select(table).order_by(table.c.id))]
        for table in Base.metadata.sorted_tables
        if not table.name.startswith("audit")
    }


def test_a_version_shows_the_sheet_as_it_was_though_everything_changed_since(desk: Desk) -> None:
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    room = a_room(desk, "E1")
    session = a_list(desk, WEDNESDAY, on=[doctor], room=room)
    a_list(desk, WEDNESDAY, owner=other)
    leave(desk, doctor, MONDAY, MONDAY, state=LeaveState.APPROVED)
    desk.do(note_session, session=session.id, note="Bring the new scope")
    before = desk.ask(rota_sheet, start=MONDAY, days=7)
    published(desk)
    told = desk.ask(rota_sheet, start=MONDAY, days=7)
    kept_sheet = desk.ask(version_sheet, number=1)
    assert _entries(kept_sheet) == _entries(before) == _entries(told)
    assert (kept_sheet.version, kept_sheet.changes) == (1, 0)
    assert kept_sheet.cover == told.cover
    desk.do(cancel_session, session=session.id, reason="No nurse")
    desk.do(note_session, session=session.id, note="Not needed")
    desk.do(rename, clinician=doctor.id, name="Dr A Patel-Shaw")
    assert desk.ask(version_sheet, number=1) == kept_sheet
    turned = desk.ask(version_sheet, number=1, by=By.ROOM)
    assert [row.name for row in turned.rows] == [room.name]


def test_a_version_is_shown_by_post_with_whoever_held_it_on_each_day(desk: Desk) -> None:
    rowan, voss = a_resident(desk), a_resident(desk, "Dr E Voss")
    post = a_post(desk)
    held(desk, post, rowan, end=WEDNESDAY)
    held(desk, post, voss, WEDNESDAY)
    for day, who in ((MONDAY, rowan), (WEDNESDAY, voss)):
        a_list(desk, day, on=[who])
    published(desk)
    for one in every(desk, Assignment):
        desk.do(remove_assignment, assignment=one.id)
    (row,) = desk.ask(version_sheet, number=1, by=By.POST).rows
    assert (row.name, row.detail) == ("SHO 1", "Dr C Rowan → Dr E Voss")
    assert [[one.code for one in cell] for cell in row.cells][:3] == [["EN"], [], ["EN"]]


def _entries(sheet: RotaSheet) -> list[tuple[Any, ...]]:
    """Row by row what stands, without the numbers of assignments and what was told."""
    return [
        (
            *(row.group, row.name, row.detail),
            *(
                (e.kind, e.code, e.suffix, e.title, e.slot, e.start, e.end, e.need, e.have, e.note)
                for cell in row.cells
                for e in cell
            ),
        )
        for row in sheet.rows
        if any(row.cells)
    ]


def rename(work: UnitOfWork, *, clinician: int, name: str) -> None:
    """Call somebody by another name."""
    work.get(Clinician, clinician).name = name


def test_a_version_counts_what_it_holds(desk: Desk) -> None:
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    a_session(desk, "EN", on=[doctor], cover_wanted=2)
    a_list(desk, TUESDAY)
    a_list(desk, WEDNESDAY, on=[other])
    published(desk, "Week of 9 November")
    assert desk.ask(versions) == (
        VersionLine(
            number=1,
            made=dt.datetime(2026, 11, 10, 8, 12),
            by="K Lowe",
            note="Week of 9 November",
            first=MONDAY,
            last=SUNDAY,
            rota="",
            whole=True,
            sessions=3,
            people=2,
            placed=2,
            gaps=2,
            untold=0,
        ),
    )


def test_a_comparison_tells_added_moved_removed_and_changed(desk: Desk) -> None:
    patel, okafor = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    retimed = a_list(desk, TUESDAY, on=[patel])
    handed = a_list(desk, WEDNESDAY, on=[patel])
    lost = a_list(desk, WEDNESDAY + DAY, on=[okafor])
    shared = a_session(desk, "CL", WEDNESDAY + 2 * DAY, on=[okafor])
    published(desk)
    assert lines(desk) == []
    desk.do(retime_session, session=retimed.id, start=retimed.start + HOUR, end=retimed.end + HOUR)
    placed = {one.session_id: one.id for one in every(desk, Assignment)}
    desk.do(hand_over, assignment=placed[handed.id], clinician=okafor.id)
    desk.do(cancel_session, session=lost.id, reason="No nurse")
    desk.do(change_role, assignment=placed[shared.id], role=AssignmentRole.TRAINEE)
    desk.do(set_cover, session=shared.id, wanted=2)
    assert lines(desk) == [
        (
            "moved",
            "Dr A Patel",
            "Tue 10 Nov 08:30 – 12:30 Endoscopy list",
            "Tue 10 Nov 09:30 – 13:30 Endoscopy list",
        ),
        ("removed", "Dr A Patel", "Wed 11 Nov 08:30 – 12:30 Endoscopy list", ""),
        ("added", "Dr M Okafor", "", "Wed 11 Nov 08:30 – 12:30 Endoscopy list"),
        ("removed", "Dr M Okafor", "Thu 12 Nov 08:30 – 12:30 Endoscopy list", "cancelled"),
        (
            "changed",
            "Dr M Okafor",
            "Fri 13 Nov 09:00 – 13:00 Clinic",
            "Fri 13 Nov 09:00 – 13:00 Clinic, as trainee",
        ),
        (
            "changed",
            "Nobody named",
            "Fri 13 Nov 09:00 – 13:00 Clinic: cover 1 person",
            "cover 2 people",
        ),
    ]


def test_a_version_keeps_the_cases_the_points_and_the_training_of_a_list(desk: Desk) -> None:
    session = a_list(desk, WEDNESDAY, room=a_room(desk), on=[a_clinician(desk)]).id
    desk.do(fill_list, session=session, cases="4 COL + 3 OGD")
    published(desk)
    desk.do(fill_list, session=session, cases="5 COL + 2 OGD")
    desk.do(mark_training, session=session, training=True)
    assert lines(desk) == [
        (
            "booked otherwise",
            "Nobody named",
            (
                "Wed 11 Nov 08:30 – 12:30 Endoscopy list, Room E1, North:"
                " booked 4 COL + 3 OGD (11 points), kind service list"
            ),
            "booked 5 COL + 2 OGD (12 points), kind training list",
        )
    ]
    (kept_one,) = every(desk, PublishedSession)
    assert (kept_one.case_mix, kept_one.points, kept_one.training) == ("4 COL + 3 OGD", 11, False)


def test_restoring_leaves_what_was_booked_on_a_list_since(desk: Desk) -> None:
    patel = a_clinician(desk)
    session = a_list(desk, WEDNESDAY, room=a_room(desk), on=[patel]).id
    published(desk)
    desk.do(fill_list, session=session, cases="4 COL + 3 OGD")
    desk.do(mark_training, session=session, training=True)
    with pytest.raises(Refusal, match="is as v1 told it"):
        desk.do(restore_version, number=1)
    desk.do(remove_assignment, assignment=every(desk, Assignment)[0].id)
    assert desk.do(restore_version, number=1).label.endswith(": 1 change")
    there = found(desk, ClinicalSession, session)
    assert there is not None
    assert (there.case_mix, there.points, there.training) == ("4 COL + 3 OGD", 11, True)
    assert [one.clinician_id for one in every(desk, Assignment)] == [patel.id]


def test_a_list_that_was_removed_comes_back_with_its_cases(desk: Desk) -> None:
    session = a_list(desk, WEDNESDAY, room=a_room(desk)).id
    desk.do(fill_list, session=session, cases="2 COL")
    desk.do(mark_training, session=session, training=True)
    published(desk)
    desk.do(remove_session, session=session)
    desk.do(restore_version, number=1)
    there = found(desk, ClinicalSession, session)
    assert there is not None
    assert (there.case_mix, there.points, there.training) == ("2 COL", 4, True)


def test_a_version_that_kept_no_cases_says_nothing_of_them(desk: Desk) -> None:
    session = a_list(desk, WEDNESDAY, room=a_room(desk)).id
    desk.do(fill_list, session=session, cases="2 COL")
    published(desk)
    desk.do(fill_list, session=session, cases="3 COL")
    told = desk.ask(stood_in, number=1)
    older = tuple(replace(one, case_mix=None, training=None) for one in told.sessions)
    now = desk.ask(stood_now, first=MONDAY, last=SUNDAY)
    assert len(differences(told, now)) == 1
    assert differences(replace(told, sessions=older), now) == ()


def test_a_swap_is_two_moves(desk: Desk) -> None:
    patel, okafor = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    one = assigned(desk, a_list(desk, TUESDAY), patel)
    other = assigned(desk, a_list(desk, WEDNESDAY), okafor)
    published(desk)
    desk.do(swap_assignments, first=one.id, second=other.id)
    compared = desk.ask(compare_versions, before=1)
    assert [(line.how, line.who) for line in compared.lines] == [
        (Differs.MOVED, "Dr A Patel"),
        (Differs.MOVED, "Dr M Okafor"),
    ]


def test_two_versions_are_compared_on_the_days_of_which_both_tell(desk: Desk) -> None:
    doctor = a_clinician(desk)
    a_list(desk, TUESDAY, on=[doctor])
    later = a_list(desk, SUNDAY + DAY, on=[doctor])
    published(desk)
    desk.do(publish, first=WEDNESDAY, last=SUNDAY + 2 * DAY)
    added = a_list(desk, WEDNESDAY, on=[doctor])
    desk.do(publish, first=WEDNESDAY, last=SUNDAY)
    compared = desk.ask(compare_versions, before=2, after=3)
    assert (compared.before, compared.after) == ("v2", "v3")
    assert (compared.first, compared.last) == (WEDNESDAY, SUNDAY)
    assert [one.session_id for one in compared.lines] == [added.id]
    desk.do(publish, first=later.start.date(), last=later.start.date())
    with pytest.raises(Refusal, match="different days or work"):
        desk.ask(compare_versions, before=1, after=4)
    with pytest.raises(Refusal, match="There is no version 9"):
        desk.ask(compare_versions, before=9)


def test_a_restored_version_is_the_rota_that_was_told_and_undo_takes_it_back(desk: Desk) -> None:
    patel, okafor = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    retimed, gone = a_list(desk, TUESDAY, on=[patel]), a_list(desk, WEDNESDAY, on=[okafor])
    ended, moved = a_list(desk, SUNDAY, on=[patel]), a_list(desk, SUNDAY - DAY, on=[okafor])
    published(desk)
    told = desk.ask(version_sheet, number=1)
    placed = {one.session_id: one.id for one in every(desk, Assignment)}
    start = retimed.start + HOUR
    desk.do(retime_session, session=retimed.id, start=start, end=retimed.end + HOUR)
    desk.do(remove_assignment, assignment=placed[retimed.id])
    desk.do(remove_session, session=gone.id)
    desk.do(cancel_session, session=ended.id, reason="No nurse")
    desk.do(retime_session, session=moved.id, start=moved.start + 7 * DAY, end=moved.end + 7 * DAY)
    desk.do(add_session, activity=moved.activity_id, day=SUNDAY)
    before = desk.ask(every_row)
    done = desk.do(restore_version, number=1)
    assert (done.value, done.label) == (5, "Restore v1, 10 – 15 November 2026: 5 changes")
    now = desk.ask(rota_sheet, start=MONDAY, days=7)
    assert _entries(now) == _entries(told)
    assert (now.changes, lines(desk)) == (0, [])
    assert found(desk, ClinicalSession, gone.id) is not None
    assert all(gap.state.value != "open" for gap in every(desk, Gap))
    desk.undo()
    assert desk.ask(every_row) == before
    desk.redo()
    assert lines(desk) == []
    with pytest.raises(Refusal, match="is as v1 told it"):
        desk.do(restore_version, number=1)


def test_restoring_leaves_what_is_past_and_what_a_claim_names(desk: Desk) -> None:
    doctor = a_clinician(desk)
    past, ahead = a_list(desk, MONDAY, on=[doctor]), a_list(desk, WEDNESDAY, on=[doctor])
    published(desk)
    for session in (past, ahead):
        desk.do(note_session, session=session.id, note="Changed")
    extra = a_list(desk, SUNDAY, on=[doctor])
    a_claim(desk, doctor, extra.start, extra.end, session=extra)
    desk.do(restore_version, number=1)
    notes = [one.note for one in every(desk, ClinicalSession)]
    state = found(desk, ClinicalSession, extra.id)
    assert notes == ["Changed", "", ""]
    assert state is not None
    assert (state.state, state.state_reason) == (SessionState.CANCELLED, "Not in v1")


def test_days_that_are_over_are_not_restored(desk: Desk) -> None:
    a_list(desk, MONDAY, on=[a_clinician(desk)])
    desk.do(publish, first=MONDAY, last=MONDAY)
    with pytest.raises(Refusal, match="are over"):
        desk.do(restore_version, number=1)


def test_one_rota_is_published_and_the_rest_stays_as_it_was_told(desk: Desk) -> None:
    patel, okafor = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    working = a_list(desk, WEDNESDAY, on=[patel])
    on_call = a_session(desk, "OC", WEDNESDAY, on=[okafor])
    published(desk)
    rota = kept(desk, OnCallRota(name="GI registrar", tier=OnCallTier.FIRST))
    kept(desk, OnCallPart(rota_id=rota.id, activity_id=on_call.activity_id))
    placed = {one.session_id: one.id for one in every(desk, Assignment)}
    desk.do(hand_over, assignment=placed[on_call.id], clinician=patel.id)
    desk.do(hand_over, assignment=placed[working.id], clinician=okafor.id)
    assert desk.ask(rota_sheet, start=MONDAY, days=7).changes == 2
    done = desk.do(publish, first=MONDAY, last=SUNDAY, rota=rota.id)
    assert done.label == "Publish v2 of GI registrar, 9 – 15 November 2026"
    assert desk.ask(rota_sheet, start=MONDAY, days=7).changes == 2
    sheet = desk.ask(version_sheet, number=2)
    assert [(row.name, [e.code for cell in row.cells for e in cell]) for row in sheet.rows] == [
        ("Dr A Patel", ["OC"])
    ]
    assert {who for _how, who, *_rest in lines(desk, 1, 2)} == {"Dr A Patel", "Dr M Okafor"}
    assert lines(desk, 2) == []


def test_an_edit_cannot_change_a_version(desk: Desk) -> None:
    a_list(desk, MONDAY, on=[a_clinician(desk)])
    published(desk)

    def rewrite(work: UnitOfWork) -> None:
        work.get(Publication, 1).note = "Other words"

    def forget(work: UnitOfWork) -> None:
        work.remove(work.get(PublishedSession, 1))

    for edit in (rewrite, forget):
        with pytest.raises(Refusal, match="stays as it was told"):
            desk.do(edit)
    assert desk.ask(version_sheet, number=1).rows != ()


def test_an_older_version_says_what_it_did_not_keep(desk: Desk) -> None:
    doctor = a_clinician(desk)
    session = a_list(desk, WEDNESDAY, on=[doctor])
    desk.do(note_session, session=session.id, note="Two scopes")
    _publish_as_before(desk, session, doctor.id)
    desk.do(remove_assignment, assignment=1)
    compared = desk.ask(compare_versions, before=1)
    assert [(one.how.value, one.who) for one in compared.lines] == [("removed", "Dr A Patel")]
    assert compared.not_kept == (
        "v1 was made by an older program, which kept times, rooms and people only: notes and "
        "cover wanted are not compared."
    )
    assert [row.name for row in desk.ask(version_sheet, number=1).rows] == ["Dr A Patel"]
    desk.do(restore_version, number=1)
    assert [one.note for one in every(desk, ClinicalSession)] == ["Two scopes"]
    assert lines(desk) == []


def _publish_as_before(desk: Desk, session: ClinicalSession, clinician: int) -> None:
    """A version as an older program left it: migrated, with what it kept."""
    kept(
        desk,
        Publication(
            number=1,
            first_day=MONDAY,
            last_day=SUNDAY,
            made_at=dt.datetime(2026, 11, 1),
            made_by="K Lowe",
            fingerprint="",
            whole=False,
        ),
    )
    kept(
        desk,
        PublishedDuty(
            publication_id=1,
            session_id=session.id,
            clinician_id=clinician,
            activity_id=session.activity_id,
            start=session.start,
            end=session.end,
        ),
    )


def test_a_version_is_restored_with_as_many_questions_for_many_as_for_few(desk: Desk) -> None:
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    told = []
    for week, lists in ((1, 2), (2, 5)):
        days = [MONDAY + (7 * week + place) * DAY for place in range(lists)]
        there = {a_list(desk, day, on=[doctor]).id for day in days}
        number = desk.do(publish, first=days[0], last=days[-1]).value
        off = [one.id for one in every(desk, Assignment) if one.session_id in there]
        desk.do(clear_cells, assignments=off)
        desk.do(remove_session, session=min(there))
        came = {a_list(desk, day, on=[other]).id for day in days}

        def restore(number: int = number) -> None:
            desk.do(restore_version, number=number)

        told.append(questions(desk, restore))
        assert lines(desk, number) == []
        standing = {one.id for one in every(desk, ClinicalSession)}
        assert (standing & there, standing & came) == (there, set())
    assert told[1] <= told[0] + 2, "a portion more, and no question for each session"
