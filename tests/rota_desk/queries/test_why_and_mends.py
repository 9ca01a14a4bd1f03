"""Why somebody cannot be rostered, and what would mend what is broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_desk,
    a_long_day,
    a_night,
    a_nurse,
    a_resident,
    a_session,
    approved_leave,
)

from models.types import Slot
from rota_desk.against import everything_against
from rota_desk.desk import Desk
from rota_desk.edits.requirements import Wanted, add_requirement
from rota_desk.edits.sessions import retime_session, set_cover
from rota_desk.errors import Refusal
from rota_desk.queries.mends import MendKind, mends
from rota_desk.queries.why import why_not
from rota_desk.rules.contract import Severity
from rota_desk.rules.finding import Finding

DAY = dt.timedelta(days=1)
SEVERITIES = [one.value for one in Severity]
TUESDAY, WEDNESDAY = MONDAY + DAY, MONDAY + 2 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [one.rule for one in findings]


def test_everything_that_a_long_day_would_break_is_listed(desk: Desk) -> None:
    tired = a_resident(desk)
    a_night(desk, MONDAY, on=[tired])
    approved_leave(desk, tired, WEDNESDAY)
    session = a_long_day(desk, WEDNESDAY)
    found = desk.ask(why_not, clinician=tired.id, session=session.id)
    assert not found.fits
    assert {"desk-working-on-leave", "rd-night-rest-46"} <= set(rules(found.findings))
    assert all(one.clause for one in found.findings)


def test_an_activity_on_a_day_is_asked_at_its_usual_times(desk: Desk) -> None:
    tired, session = a_resident(desk), a_long_day(desk, MONDAY)
    a_night(desk, MONDAY, on=[tired])
    found = desk.ask(why_not, clinician=tired.id, day=WEDNESDAY, activity=session.activity_id)
    assert (found.start.date(), found.start.time()) == (WEDNESDAY, session.start.time())
    assert "rd-night-rest-46" in rules(found.findings)


def test_whoever_is_free_fits(desk: Desk) -> None:
    free, session = a_resident(desk), a_long_day(desk, TUESDAY)
    assert desk.ask(why_not, clinician=free.id, session=session.id).fits


def test_whoever_stands_on_it_already_is_not_asked_twice(desk: Desk) -> None:
    there = a_resident(desk)
    session = a_long_day(desk, TUESDAY, on=[there])
    assert desk.ask(why_not, clinician=there.id, session=session.id).fits


def test_whoever_has_left_is_told_in_words(desk: Desk) -> None:
    gone, session = a_clinician(desk, "Dr M Okafor", leaves=MONDAY), a_long_day(desk, TUESDAY)
    found = desk.ask(why_not, clinician=gone.id, session=session.id)
    assert [one.partition(" by ")[0] for one in found.hindrances] == ["Dr M Okafor has left"]


def test_neither_session_nor_day_is_refused(desk: Desk) -> None:
    person = a_resident(desk)
    with pytest.raises(Refusal, match="Name a session, or an activity and a day"):
        desk.ask(why_not, clinician=person.id, day=MONDAY)


def half_an_hour_short(desk: Desk) -> tuple[Finding, int, int]:
    """Two long days with ten and a half hours between them."""
    tired = a_resident(desk)
    first, second = (a_long_day(desk, day, on=[tired]) for day in (MONDAY, TUESDAY))
    late = dt.datetime.combine(MONDAY, dt.time(21, 30))
    desk.do(retime_session, session=first.id, start=first.start + dt.timedelta(hours=1), end=late)
    early = dt.datetime.combine(TUESDAY, dt.time(8))
    desk.do(retime_session, session=second.id, start=early, end=early + dt.timedelta(hours=12))
    found = desk.findings(MONDAY, MONDAY + 3 * DAY)
    (finding,) = (one for one in found if one.rule == "rd-rest-11")
    return finding, first.id, second.id


def test_a_short_rest_is_mended_by_half_an_hour_on_either_side(desk: Desk) -> None:
    finding, first, second = half_an_hour_short(desk)
    offered = desk.ask(mends, finding=finding)
    assert [(one.kind, one.session_id, one.minutes) for one in offered[:2]] == [
        (MendKind.LATER_START, second, 30),
        (MendKind.EARLIER_END, first, 30),
    ]
    assert offered[0].start == dt.datetime.combine(TUESDAY, dt.time(8, 30))


def test_every_mend_that_is_offered_clears_it_when_done(desk: Desk) -> None:
    finding, _, _ = half_an_hour_short(desk)
    for one in desk.ask(mends, finding=finding):
        if one.kind in (MendKind.LATER_START, MendKind.EARLIER_END):
            done = desk.preview(
                retime_session, session=one.session_id, start=one.start, end=one.end
            )
            assert (rules(done.lost), rules(done.gained)) == (["rd-rest-11"], [])


def test_somebody_free_is_offered_and_a_day_off_where_nobody_is_needed(desk: Desk) -> None:
    finding, first, second = half_an_hour_short(desk)
    free = a_resident(desk, "Dr N Said")
    kinds = {(one.kind, one.session_id, one.instead) for one in desk.ask(mends, finding=finding)}
    assert (MendKind.SWAP_OUT, second, free.id) in kinds
    assert not any(kind is MendKind.DAY_OFF for kind, _, _ in kinds)
    desk.do(set_cover, session=first, wanted=0)
    kinds = {(one.kind, one.session_id, one.instead) for one in desk.ask(mends, finding=finding)}
    assert (MendKind.DAY_OFF, first, None) in kinds


def test_a_finding_about_a_room_has_no_mend_here(desk: Desk) -> None:
    a_long_day(desk, MONDAY)
    (gap,) = desk.findings(MONDAY, TUESDAY)
    assert desk.ask(mends, finding=gap) == ()


def test_what_it_brings_for_the_session_is_listed_too(desk: Desk) -> None:
    junior, session = a_resident(desk, grade="FY1"), a_long_day(desk, TUESDAY)
    wanted = Wanted(session.activity_id, session.slot or Slot.DAY, 1, start=MONDAY, grade="ST")
    desk.do(add_requirement, wanted=wanted)
    assert desk.ask(why_not, clinician=junior.id, session=session.id).fits
    found = everything_against(desk, clinician=junior.id, session=session.id)
    assert rules(found.findings) == ["desk-missing-skill"]
    assert (found.name, found.fits, desk.can_undo) == (
        junior.name, False, "Cover needed: Long day, every day, 1 ST",
    )  # fmt: skip


def test_what_would_be_refused_is_told_before_it_is_tried(desk: Desk) -> None:
    there = a_resident(desk)
    session = a_long_day(desk, TUESDAY, on=[there])
    found = everything_against(desk, clinician=there.id, session=session.id)
    assert found.hindrances == (f"{there.name} is on this session already.",)


def test_an_activity_without_a_session_is_asked_of_the_person_alone(desk: Desk) -> None:
    tired, session = a_resident(desk), a_long_day(desk, MONDAY)
    a_night(desk, MONDAY, on=[tired])
    work = session.activity_id
    found = everything_against(desk, clinician=tired.id, day=WEDNESDAY, activity=work)
    assert found == desk.ask(why_not, clinician=tired.id, day=WEDNESDAY, activity=work)


def test_the_law_stands_before_a_contract_and_a_breach_before_an_advisory(desk: Desk) -> None:
    tired = a_nurse(desk)
    a_session(desk, "SD", MONDAY, on=[tired], starts="12:00", ends="22:00")
    approved_leave(desk, tired, TUESDAY)
    session = a_session(desk, "SD", TUESDAY, starts="07:00", ends="15:00")
    found = desk.ask(why_not, clinician=tired.id, session=session.id).findings
    told = [(one.verdict.value, one.severity.value) for one in found]
    weights = [(verdict != "breach", SEVERITIES.index(severity)) for verdict, severity in told]
    assert weights == sorted(weights)
    assert told[0] == ("breach", "statutory")
    assert len({severity for _, severity in told}) > 1
