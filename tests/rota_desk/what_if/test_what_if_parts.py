"""Choosing what of a what-if goes onto the real rota; the rest waits, what moved is told."""

import datetime as dt

import pytest
from build import MONDAY, a_list, a_plan_line, a_post, a_session, every, held, kept, leave
from sqlalchemy import event
from trying import People, gap_on_tuesday, placed

from models import (
    Assignment,
    ClinicalSession,
    Gap,
    JobPlan,
    LeaveRequest,
    PlanException,
    PublishedChange,
)
from models.base import Base
from models.types import GapState, LeaveState
from rota_desk.changes import ChangeSet
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.edits.building import build_period
from rota_desk.edits.clinicians import record_leaving
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import fill_cells
from rota_desk.edits.job_plans import remove_plan_line, start_new_version
from rota_desk.edits.leave import approve_leave
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import add_session, cancel_session, note_session
from rota_desk.edits.what_if import Applied, apply_what_if
from rota_desk.errors import Refusal
from rota_desk.queries.what_if_act import Act, Nearest, Stands
from rota_desk.queries.what_if_nearest import PLACES
from rota_desk.queries.what_if_parts import Part, carried, closed, followed, joined, without
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.what_if import Rest, WhatIf, begin, go_on

TUESDAY = MONDAY + dt.timedelta(days=1)
FRIDAY = MONDAY + dt.timedelta(days=11)


def put(desk: Desk, tried: WhatIf, *numbers: int) -> Applied:
    """Put some parts of a what-if on the real rota."""
    changes, parts = tried.parts()
    rest = [one for one in parts if one.number not in numbers]
    return desk.do(
        apply_what_if,
        changes=joined([parts[one] for one in numbers], changes),
        left=joined(rest, changes),
        name=tried.name,
        since=tried.since,
    ).value


def go_on_with_the_rest(tried: WhatIf, done: Applied, *chosen: int) -> Rest:
    changes, parts = tried.parts()
    sets = carried(parts, frozenset(chosen))
    return go_on(tried, tuple(joined(one, changes) for one in sets), done.numbers)


def said(parts: tuple[Part, ...]) -> list[tuple[str, str, str]]:
    return [(line.how_words, line.who, line.what) for one in parts for line in one.lines]


def test_each_session_is_a_part_that_can_be_put_on_the_rota_alone(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    patel = next(one for one in every(desk, Assignment) if one.clinician_id == 1)
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(remove_assignment, assignment=patel.id)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    assert sorted(said(tried.parts()[1])) == [
        ("+ added", "S Quill", "08:30 – 12:30 Endoscopy list, Room E2, North"),
        ("− removed", "Dr A Patel", "08:30 – 12:30 Endoscopy list, Room E1, North"),
    ]
    before = placed(desk)
    filled = next(one for one in tried.parts()[1] if one.lines[0].who == "S Quill")
    put(desk, tried, filled.number)
    assert placed(desk) == sorted([*before, (session, people["S Quill"].id)])
    assert desk.can_undo.startswith("Apply part of the what-if “One fewer”")
    desk.undo()
    assert placed(desk) == before


def test_of_several_on_one_session_each_can_go_alone_and_the_need_says_what_is_missing(
    desk: Desk, people: People
) -> None:
    several = [people[name] for name in ("Dr C Rowan", "Dr E Voss", "S Quill")]
    session = a_session(desk, "LD", FRIDAY, on=several, cover_wanted=3)
    tried = begin(desk, "Fewer")
    for one in every(tried.desk, Assignment)[-3:]:
        tried.desk.do(remove_assignment, assignment=one.id)
    _changes, parts = tried.parts()
    by_name = {one.lines[0].who: one.number for one in parts if one.lines}
    assert sorted(by_name) == ["Dr C Rowan", "Dr E Voss", "S Quill"]
    (need,) = [one for one in parts if one.follows]
    assert need.needs == frozenset(by_name.values())
    assert followed(parts, by_name.values()) == {*by_name.values(), need.number}
    put(desk, tried, by_name["Dr E Voss"])
    on = {one.clinician_id for one in every(desk, Assignment) if one.session_id == session.id}
    assert on == {people["Dr C Rowan"].id, people["S Quill"].id}
    (gap,) = [one for one in every(desk, Gap) if one.session_id == session.id]
    assert (gap.state, gap.clinician_id) == (GapState.OPEN, people["Dr E Voss"].id)
    tried.close()


def test_handing_over_is_one_part_for_both(desk: Desk, people: People, tried: WhatIf) -> None:
    patel = next(one for one in every(desk, Assignment) if one.clinician_id == 1)
    tried.desk.do(hand_over, assignment=patel.id, clinician=people["S Quill"].id)
    assert [{line.who for line in one.lines} for one in tried.parts()[1] if one.lines] == [
        {"Dr A Patel", "S Quill"}
    ]


def test_what_is_left_goes_on_in_a_what_if_of_its_own_and_can_follow(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    quill, activity = people["S Quill"].id, every(desk, ClinicalSession)[0].activity_id
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=quill)
    fresh = tried.desk.do(add_session, activity=activity, day=FRIDAY).value
    tried.desk.do(assign, session=fresh, clinician=quill)
    a_list(desk, FRIDAY)  # meanwhile, with the number that the new one has in the what-if
    first = next(one for one in tried.parts()[1] if one.lines[0].day == TUESDAY)
    done = put(desk, tried, first.number)
    assert placed(desk) == [one for one in placed(tried.desk) if one[0] != fresh]
    rest = go_on_with_the_rest(tried, done, first.number)
    assert (rest.what_if.name, rest.lost, tried.path.exists()) == ("One fewer 2", {}, False)
    assert said(rest.what_if.parts()[1]) == [
        ("+ added", "S Quill", "08:30 – 12:30 Endoscopy list")
    ]
    put(desk, rest.what_if, *(one.number for one in rest.what_if.parts()[1]))
    on_friday = [one.id for one in every(desk, ClinicalSession) if one.start.date() == FRIDAY]
    assert [one for one in placed(desk) if one[0] in on_friday] == [(max(on_friday), quill)]
    rest.what_if.close()


def test_what_moved_meanwhile_is_told_at_its_part_and_the_others_go(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    patel = next(one for one in every(desk, Assignment) if one.clinician_id == 1)
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(hand_over, assignment=patel.id, clinician=people["S Quill"].id)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    desk.do(hand_over, assignment=patel.id, clinician=people["Dr E Voss"].id)  # meanwhile
    troubles = {one.lines[0].day: one.trouble for one in tried.parts()[1]}
    assert troubles == {
        MONDAY: "Endoscopy list, Mon 9 Nov, Dr A Patel: removed from the real rota since",
        TUESDAY: "",
    }
    good = [one.number for one in tried.parts()[1] if one.fits]
    put(desk, tried, *good)
    assert (session, people["S Quill"].id) in placed(desk)
    assert (patel.session_id, people["Dr E Voss"].id) in placed(desk)


def nearest(tried: WhatIf) -> list[str]:
    return [one.told for one in tried.parts()[1] if one.trouble and one.lines]


def test_what_no_longer_fits_says_who_stands_there_now(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    desk.do(assign, session=session, clinician=people["Dr E Voss"].id)  # meanwhile
    (told,) = nearest(tried)
    assert told == (
        "Endoscopy list, Tue 10 Nov, S Quill: changed on the real rota since. "
        "Dr E Voss stands there now: hand it over to S Quill, or leave it."
    )


def test_whoever_leaves_meanwhile_is_put_on_nothing_after_that(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    desk.do(record_leaving, clinician=people["S Quill"].id, leaves=TUESDAY)  # meanwhile
    (told,) = nearest(tried)
    assert told == (
        "Endoscopy list, Tue 10 Nov, S Quill: leaves on Tue 10 Nov. "
        "Put somebody else on by hand (F6 goes to the gap), or leave it."
    )


def test_the_nearest_act_of_each_line_is_one_edit_or_a_look(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    quill, voss, patel = (people[name] for name in ("S Quill", "Dr E Voss", "Dr A Patel"))
    gap = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=gap, clinician=quill.id)
    first = next(one for one in every(desk, Assignment) if one.clinician_id == patel.id)
    tried.desk.do(remove_assignment, assignment=first.id)
    meanwhile = desk.do(assign, session=gap, clinician=voss.id).value
    note_session_of(desk, first.session_id)
    acts = [one.nearest for one in tried.parts()[1] if one.trouble and one.lines]
    told = {
        one.act: (one.title, one.session_id, one.clinician_id, one.stands) for one in acts if one
    }
    assert told == {
        Act.HAND_OVER: (
            "Hand over to S Quill …",
            gap,
            quill.id,
            (Stands(meanwhile, "Dr E Voss"),),
        ),
        Act.TAKE_OFF: (
            "Take Dr A Patel off …",
            first.session_id,
            None,
            (Stands(first.id, "Dr A Patel"),),
        ),
    }


def note_session_of(desk: Desk, session: int) -> None:
    desk.do(note_session, session=session, note="Two scopes away")


def test_what_shows_on_no_session_is_shown_where_the_real_desk_changes_it() -> None:
    assert {*PLACES} <= {*Base.metadata.tables}


def test_a_plan_changed_on_both_sides_is_shown_at_its_person(desk: Desk, people: People) -> None:
    plan = kept(desk, JobPlan(clinician_id=people["Dr A Patel"].id, start=MONDAY))
    line = a_plan_line(desk, plan)
    tried = begin(desk, "Plan")
    for one in (tried.desk, desk):
        one.do(remove_plan_line, line=line.id)
    (part,) = (one for one in tried.parts()[1] if one.trouble and one.lines)
    assert part.nearest == Nearest(
        "Change it by hand on the real rota, or leave it.",
        clinician_id=people["Dr A Patel"].id,
        place="job_plans",
    )
    tried.throw_away()


def test_of_a_session_that_fell_another_of_the_day_that_is_short_is_named(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    desk.do(cancel_session, session=session, reason="No nurse")  # meanwhile
    (told,) = nearest(tried)
    assert told.endswith(
        "It was cancelled, and no other Endoscopy list of that day is short:"
        " nothing to put them on."
    )
    a_list(desk, TUESDAY)
    (told,) = nearest(tried)
    assert told.endswith(
        "It was cancelled; Endoscopy list, Tue 10 Nov 08:30 is short: put S Quill on that by hand."
    )


def test_a_new_list_is_not_taken_for_another_that_has_its_number_on_the_real_rota(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    quill, activity = people["S Quill"].id, every(desk, ClinicalSession)[0].activity_id
    fresh = tried.desk.do(add_session, activity=activity, day=FRIDAY).value
    tried.desk.do(assign, session=fresh, clinician=quill)
    other = a_list(desk, FRIDAY + dt.timedelta(days=3), on=[people["S Quill"]])
    assert other.id == fresh
    assert tried.moved() == ()


def test_approved_leave_and_what_it_takes_somebody_off_stay_together(
    desk: Desk, people: People
) -> None:
    patel = people["Dr A Patel"]
    asked = leave(desk, patel, MONDAY, MONDAY + dt.timedelta(days=4))
    tried = begin(desk, "Leave")
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(approve_leave, leave=asked.id)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    _changes, parts = tried.parts()
    (away,) = [one for one in parts if any(c.record == "leave_request" for c in one.changes)]
    removed = [line for line in away.lines if line.who == patel.name and line.day != FRIDAY]
    assert len(removed) == 1 + sum(one.clinician_id == patel.id for one in every(desk, Assignment))
    rest = next(one.number for one in parts if one.number != away.number)
    put(desk, tried, rest)
    (request,) = every(desk, LeaveRequest)
    assert request.state is LeaveState.REQUESTED
    tried.close()


def test_sessions_built_from_a_new_plan_need_the_plan_and_not_the_other_way_round(
    desk: Desk, people: People
) -> None:
    post = a_post(desk)
    held(desk, post, people["Dr C Rowan"])
    plan = kept(desk, JobPlan(post_id=post.id, start=MONDAY - dt.timedelta(weeks=4)))
    a_plan_line(desk, plan, "CL", 0)
    tried = begin(desk, "Another week")
    monday = MONDAY + dt.timedelta(weeks=2)
    tried.desk.do(start_new_version, plan=plan.id, monday=monday)
    tried.desk.do(build_period, first=monday, last=monday + dt.timedelta(days=6))
    _changes, parts = tried.parts()
    built = next(one for one in parts if any(c.record == "assignment" for c in one.changes))
    plans = next(one for one in parts if any(c.record == "job_plan_line" for c in one.changes))
    whole = closed(parts, {built.number})
    assert plans.number in whole
    assert built.number not in closed(parts, {plans.number})
    assert without(parts, {plans.number}) >= {built.number, plans.number}
    with pytest.raises(Refusal, match="hangs on what is not ticked"):
        put(desk, tried, built.number)
    put(desk, tried, *whole)
    lines = {
        one.job_plan_line_id for one in every(desk, ClinicalSession) if one.start.date() == monday
    }
    assert None not in lines
    assert every(desk, PlanException) == []
    tried.close()


def test_days_published_meanwhile_have_what_is_applied_on_their_list_to_tell(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    put(desk, tried, *(one.number for one in tried.parts()[1]))
    told = [(one.what, one.session_id, one.reason) for one in every(desk, PublishedChange)]
    assert told == [("Tue 10 Nov: S Quill added", session, "")]


def test_a_change_told_in_the_what_if_names_the_session_by_its_number_on_the_real_rota(
    desk: Desk, people: People
) -> None:
    desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=13))
    tried = begin(desk, "One more")
    activity = every(desk, ClinicalSession)[0].activity_id
    fresh = tried.desk.do(add_session, activity=activity, day=FRIDAY).value
    tried.desk.do(assign, session=fresh, clinician=people["S Quill"].id)
    a_list(desk, FRIDAY + dt.timedelta(weeks=3))  # takes the number on the real rota
    put(desk, tried, *(one.number for one in tried.parts()[1]))
    (ours,) = [one.id for one in every(desk, ClinicalSession) if one.start.date() == FRIDAY]
    assert ours != fresh
    assert {one.session_id for one in every(desk, PublishedChange)} == {ours}
    tried.close()


def test_nothing_ticked_is_nothing_to_apply(desk: Desk, people: People, tried: WhatIf) -> None:
    tried.desk.do(assign, session=gap_on_tuesday(tried.desk), clinician=people["S Quill"].id)
    with pytest.raises(Refusal, match="Nothing is ticked"):
        put(desk, tried)
    assert joined((), tried.changes()) == ChangeSet()


def fill_days(work: UnitOfWork, *, clinician: int, days: int) -> None:
    first = MONDAY + dt.timedelta(weeks=8)
    fills = [
        CellFill(clinician, first + dt.timedelta(days=number), None, "CL")
        for number in range(days)
    ]
    fill_cells(work, fills=fills)


def test_many_changes_are_looked_at_with_as_many_questions_as_few(
    desk: Desk, people: People
) -> None:
    told, asked = [], list[str]()

    def note(*facts: object) -> None:
        asked.append(str(facts[2]))

    event.listen(desk.database.asked, "before_cursor_execute", note)
    for days in (5, 60):
        tried = begin(desk, f"{days} days")
        tried.desk.do(fill_days, clinician=people["S Quill"].id, days=days)
        event.listen(tried.desk.database.asked, "before_cursor_execute", note)
        asked.clear()
        _changes, parts = tried.parts()
        told.append((len([one for one in parts if one.lines]), len(asked)))
        tried.throw_away()
    (few, once), (many, again) = told
    assert (few, many) == (5, 60)
    assert again <= once + 5, "a portion of numbers more, and no question for each change"
