"""Swaps: asked for, agreed by both, done in one act; given away, declined, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    LONG_AGO,
    MONDAY,
    a_clinician,
    a_desk,
    a_list,
    a_resident,
    a_session,
    an_activity,
    assigned,
    at,
    every,
    leave,
    unavailable,
)

from models import Assignment, Clinician, Swap
from models.types import AssignmentSource, LeaveState, Slot, SwapState
from rota_desk.desk import Desk
from rota_desk.edits.assignments import remove_assignment, swap_assignments
from rota_desk.edits.publishing import publish
from rota_desk.edits.requirements import Wanted, add_requirement
from rota_desk.edits.sessions import remove_session
from rota_desk.edits.skills import record_skill
from rota_desk.edits.swaps import (
    accept_swap,
    ask_swap,
    consent_swap,
    decline_swap,
    withdraw_swap,
)
from rota_desk.errors import Refusal
from rota_desk.queries.deadlines import deadlines
from rota_desk.queries.swap_partners import swap_partners
from rota_desk.queries.swaps import SwapLine, swap_list
from rota_desk.queries.tell_list import tell_list

DAY = dt.timedelta(days=1)
THURSDAY, FRIDAY, SUNDAY = MONDAY + 3 * DAY, MONDAY + 4 * DAY, MONDAY + 6 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def people(desk: Desk) -> tuple[Clinician, Clinician]:
    return a_clinician(desk), a_clinician(desk, "Dr M Okafor")


@pytest.fixture
def lists(desk: Desk, people: tuple[Clinician, Clinician]) -> tuple[Assignment, Assignment]:
    """Thursday's list of Dr Patel and Friday's of Dr Okafor."""
    patel, okafor = people
    first = assigned(desk, a_list(desk, THURSDAY), patel)
    return first, assigned(desk, a_list(desk, FRIDAY), okafor)


def who_stands(desk: Desk) -> list[tuple[int, int, str]]:
    return sorted(
        (one.session_id, one.clinician_id, one.source.value) for one in every(desk, Assignment)
    )


def only_line(desk: Desk) -> SwapLine:
    (line,) = desk.ask(swap_list)
    return line


def test_with_both_consents_a_swap_is_done_at_once_and_undone_at_once(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> None:
    before = who_stands(desk)
    one, other = lists
    consents = {people[0].id: "by e-mail", people[1].id: "by phone"}
    done = desk.do(ask_swap, first=one.id, second=other.id, consents=consents)
    assert done.label == "Swap of Endoscopy list, Thu 12 Nov, Dr A Patel and Dr M Okafor"
    assert who_stands(desk) == [
        (one.session_id, people[1].id, "swap"),
        (other.session_id, people[0].id, "swap"),
    ]
    line = only_line(desk)
    assert (line.state, line.first.agreed, line.second.agreed) == (
        SwapState.AGREED,
        "Tue 10 Nov 08:12, by e-mail",
        "Tue 10 Nov 08:12, by phone",
    )
    assert line.steps == (
        "Tue 10 Nov 08:12 Dr A Patel asked",
        "Tue 10 Nov 08:12 Dr A Patel agreed: by e-mail",
        "Tue 10 Nov 08:12 Dr M Okafor agreed: by phone",
        "Tue 10 Nov 08:12 done",
    )
    desk.undo()
    assert who_stands(desk) == before
    assert desk.ask(swap_list) == ()


def test_a_request_stays_open_until_both_agreed(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> None:
    before, number = who_stands(desk), _asked(desk, people, lists)
    assert who_stands(desk) == before
    assert [one.name for one in only_line(desk).waits_for] == ["Dr M Okafor"]
    with pytest.raises(Refusal, match="Dr M Okafor has not agreed yet"):
        desk.do(accept_swap, swap=number)
    with pytest.raises(Refusal, match="Dr A Patel has agreed already"):
        desk.do(consent_swap, swap=number, clinician=people[0].id, how="by phone")
    with pytest.raises(Refusal, match="Say how they agreed"):
        desk.do(consent_swap, swap=number, clinician=people[1].id, how=" ")
    stranger = a_clinician(desk, "Dr S Khan")
    with pytest.raises(Refusal, match="Dr S Khan has no part in this swap"):
        desk.do(consent_swap, swap=number, clinician=stranger.id, how="by phone")
    desk.do(consent_swap, swap=number, clinician=people[1].id, how="by bleep")
    assert only_line(desk).waits_for == ()
    desk.do(accept_swap, swap=number)
    assert who_stands(desk) != before
    with pytest.raises(Refusal, match="settled already"):
        desk.do(accept_swap, swap=number)


def _asked(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> int:
    consents = {people[0].id: "by e-mail"}
    return desk.do(ask_swap, first=lists[0].id, second=lists[1].id, consents=consents).value


def test_open_requests_stand_among_the_deadlines_until_they_are_settled(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> None:
    number = _asked(desk, people, lists)
    found = [(one.title, one.due, one.place) for one in desk.ask(deadlines)]
    assert ("1 swap open", THURSDAY - DAY, "swaps") in found
    with pytest.raises(Refusal, match="Give the reason"):
        desk.do(withdraw_swap, swap=number, why="")
    desk.do(withdraw_swap, swap=number, why="Plans changed")
    line = only_line(desk)
    assert (line.state, line.told) == (
        SwapState.DECLINED,
        "Tue 10 Nov 08:12 Dr A Patel withdrawn: Plans changed",
    )
    assert [one for one in desk.ask(deadlines) if one.kind == "swaps"] == []


def test_a_declined_request_keeps_who_and_why(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> None:
    number = _asked(desk, people, lists)
    desk.do(decline_swap, swap=number, clinician=people[1].id, why="Away that week")
    assert only_line(desk).told == "Tue 10 Nov 08:12 Dr M Okafor declined: Away that week"


def test_a_give_away_has_one_side_and_both_consents(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> None:
    desk.do(publish, first=MONDAY, last=SUNDAY)
    patel, okafor = people
    consents = {patel.id: "by e-mail", okafor.id: "by e-mail"}
    desk.do(ask_swap, first=lists[0].id, clinician=okafor.id, consents=consents)
    on = [one for one in every(desk, Assignment) if one.session_id == lists[0].session_id]
    assert [(one.clinician_id, one.source) for one in on] == [(okafor.id, AssignmentSource.SWAP)]
    assert only_line(desk).second.title == ""
    assert {one.who for one in desk.ask(tell_list)} == {"Dr A Patel", "Dr M Okafor"}


def test_what_the_rota_overtook_is_told_and_not_done_half(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> None:
    number = _asked(desk, people, lists)
    desk.do(consent_swap, swap=number, clinician=people[1].id, how="by phone")
    desk.do(remove_assignment, assignment=lists[1].id)
    before = who_stands(desk)
    assert only_line(desk).hindered == (
        "Dr M Okafor is no longer on Fri 13 Nov 08:30 Endoscopy list"
    )
    with pytest.raises(Refusal, match="the rota has changed since the swap was asked for"):
        desk.do(accept_swap, swap=number)
    assert who_stands(desk) == before
    with pytest.raises(Refusal, match="named by a claim, a swap or a booking"):
        desk.do(remove_session, session=lists[0].session_id)


def test_what_makes_no_sense_is_refused(
    desk: Desk, people: tuple[Clinician, Clinician], lists: tuple[Assignment, Assignment]
) -> None:
    one, other = lists
    with pytest.raises(Refusal, match="Choose with whom"):
        desk.do(ask_swap, first=one.id)
    with pytest.raises(Refusal, match="needs two people"):
        desk.do(ask_swap, first=one.id, clinician=people[0].id)
    _asked(desk, people, lists)
    with pytest.raises(Refusal, match="has been asked for this session already"):
        desk.do(ask_swap, first=one.id, second=other.id)
    assert len(every(desk, Swap)) == 1


def test_the_finder_offers_legal_partners_only_and_the_fairest_first(desk: Desk) -> None:
    one, two, three, four = (
        a_resident(desk, name) for name in ("Dr A One", "Dr B Two", "Dr C Three", "Dr D Four")
    )
    mine = assigned(desk, a_session(desk, "LD", THURSDAY), one)
    near = assigned(desk, a_session(desk, "LD", FRIDAY), two)
    assigned(desk, a_session(desk, "LD", FRIDAY + 7 * DAY), two)
    far = assigned(desk, a_session(desk, "LD", FRIDAY + 4 * DAY), three)
    assigned(desk, a_session(desk, "LD", SUNDAY + 2 * DAY), four)
    leave(desk, four, THURSDAY, THURSDAY, state=LeaveState.APPROVED)
    found = desk.ask(swap_partners, assignment=mine.id)
    swaps = [(one.name, one.theirs) for one in found if one.theirs is not None]
    assert swaps == [("Dr C Three", far.id), ("Dr B Two", near.id)]
    assert found[0].words == "Dr C Three, for Tue 17 Nov"
    assert found[0].reasons == ("weekday for weekday", "5 days apart", "1 each")
    assert {one.name for one in found if one.theirs is None} == {"Dr B Two", "Dr C Three"}
    for partner in found:
        tried = desk.preview(
            ask_swap,
            first=mine.id,
            second=partner.theirs,
            clinician=partner.clinician_id,
            consents={one.id: "x", partner.clinician_id: "x"},
        )
        assert [one for one in tried.gained if one.verdict.value == "breach"] == []


def test_nobody_is_looked_for_to_swap_what_is_over(desk: Desk) -> None:
    past = assigned(desk, a_session(desk, "LD", MONDAY - DAY), a_resident(desk, "Dr A One"))
    with pytest.raises(Refusal, match="It is over"):
        desk.ask(swap_partners, assignment=past.id)


def test_a_partner_who_does_not_work_that_day_stands_last_and_it_is_said(desk: Desk) -> None:
    one, two, three = (a_resident(desk, name) for name in ("Dr A One", "Dr B Two", "Dr C Three"))
    mine = assigned(desk, a_session(desk, "LD", THURSDAY), one)
    off = assigned(desk, a_session(desk, "LD", FRIDAY + 4 * DAY), two)
    for week in (0, 1):
        assigned(desk, a_session(desk, "LD", FRIDAY + 5 * DAY + week * 7 * DAY), three)
    unavailable(desk, two, at(THURSDAY, "00:00"), at(FRIDAY, "00:00"))
    found = [who for who in desk.ask(swap_partners, assignment=mine.id) if who.theirs is not None]
    assert [(who.name, who.reasons[-1]) for who in found] == [
        ("Dr C Three", "2 of these in six months, you 1"),
        ("Dr B Two", "Dr B Two does not usually work on Thu 12 Nov"),
    ]
    tried = desk.preview(swap_assignments, first=mine.id, second=off.id)
    assert {one.verdict.value for one in tried.gained} == {"advisory"}
    kept = assigned(desk, a_session(desk, "LD", FRIDAY + 6 * DAY), two)
    leave(desk, two, THURSDAY, THURSDAY, state=LeaveState.APPROVED)
    assert kept.id not in {who.theirs for who in desk.ask(swap_partners, assignment=mine.id)}


def test_a_partner_who_would_be_missed_on_the_other_side_is_not_offered(desk: Desk) -> None:
    """Friday asks for one with ALS, whom only its own doctor brings."""
    one, two = (a_resident(desk, name) for name in ("Dr A One", "Dr B Two"))
    mine = assigned(desk, a_session(desk, "LD", THURSDAY), one)
    assigned(desk, a_session(desk, "LD", FRIDAY + 4 * DAY), two)
    assert [who.name for who in desk.ask(swap_partners, assignment=mine.id)][:1] == ["Dr B Two"]
    work = an_activity(desk, "LD").id
    need = Wanted(activity=work, slot=Slot.DAY, minimum=1, skill="ALS", start=LONG_AGO)
    desk.do(add_requirement, wanted=need)
    desk.do(record_skill, clinician=two.id, skill="ALS", start=LONG_AGO)
    found = desk.ask(swap_partners, assignment=mine.id)
    assert [who.words for who in found if who.theirs is not None] == []
