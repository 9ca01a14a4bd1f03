"""Who could take a session: the groups, and the words for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinic,
    a_clinician,
    a_desk,
    a_list,
    a_long_day,
    a_night,
    a_nurse,
    a_resident,
    a_room,
    a_session,
    a_site,
    approved_leave,
    changed,
    every,
)

from models import Clinician, Contract
from rota_desk.desk import Desk
from rota_desk.edits.distances import set_distance
from rota_desk.queries.candidate_facts import Base
from rota_desk.queries.cover_candidates import Fit, cover_candidates, reason_line
from rota_desk.unit_of_work import UnitOfWork

DAY = dt.timedelta(days=1)
SATURDAY = MONDAY + dt.timedelta(days=5)
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def test_candidates_stand_in_groups_best_first_with_the_reason(desk: Desk) -> None:
    free = a_resident(desk, "Dr N Said")
    tired, busy, away = (a_resident(desk, f"Dr {name}") for name in ("C Rowan", "E Voss", "H Bo"))
    a_night(desk, MONDAY - dt.timedelta(days=1), on=[tired])
    a_clinic(desk, TUESDAY, on=[busy])
    approved_leave(desk, away, TUESDAY)
    session = a_long_day(desk, TUESDAY)
    found = desk.ask(cover_candidates, session=session.id)
    assert [(one.clinician_id, one.fit) for one in found] == [
        (free.id, Fit.FITS),
        (tired.id, Fit.WOULD_BREACH),
        (busy.id, Fit.SWAP),
        (away.id, Fit.AWAY),
    ]
    reasons = {one.name: one.reason for one in found}
    assert reasons["Dr H Bo"] == "away until Wed 11 Nov 00:00"
    assert reasons["Dr E Voss"] == "on Clinic 09:00 – 13:00"
    assert "46 h" in reasons["Dr C Rowan"]
    assert found[1].rested == "rested 23 h"


def test_an_hour_between_two_duties_of_a_day_is_no_rest(desk: Desk) -> None:
    patel = a_clinician(desk)
    a_list(desk, TUESDAY, on=[patel])
    session = a_session(desk, "EN", TUESDAY, "13:30", "17:30")
    (found,) = desk.ask(cover_candidates, session=session.id)
    assert found.rested == "works until 12:30"


def test_who_is_there_already_or_has_left_is_no_candidate(desk: Desk) -> None:
    there = a_clinician(desk)
    a_clinician(desk, "Dr M Okafor", leaves=MONDAY)
    session = a_list(desk, on=[there])
    assert desk.ask(cover_candidates, session=session.id) == ()


def based(work: UnitOfWork, *, clinician: int, site: int) -> None:
    """Say where somebody's base is."""
    work.get(Clinician, clinician).base_site_id = site


def test_somebody_whose_hours_are_full_is_at_their_limit(desk: Desk) -> None:
    full = a_resident(desk, "Dr C Rowan")
    for day in range(-5, 1):
        a_long_day(desk, TUESDAY + dt.timedelta(days=day - 1), on=[full])
    session = a_long_day(desk, TUESDAY)
    (found,) = desk.ask(cover_candidates, session=session.id)
    assert found.fit is Fit.AT_LIMIT
    assert found.reason.startswith("87 h 30 min of work between Wed 4 Nov 08:00")


def test_work_that_needs_no_cover_could_be_left_and_distance_and_load_are_told(
    desk: Desk,
) -> None:
    north, south = a_site(desk, "N", "North"), a_site(desk, "S", "South")
    desk.do(set_distance, first=north.id, second=south.id, miles=Decimal("12.5"))
    near, far, busy = (a_clinician(desk, f"Dr {name}") for name in ("A Near", "B Far", "C Busy"))
    desk.do(based, clinician=far.id, site=south.id)
    desk.do(based, clinician=near.id, site=north.id)
    a_session(desk, "SP", TUESDAY, "08:30", "12:30", on=[busy])
    a_list(desk, MONDAY, on=[near])
    session = a_list(desk, TUESDAY, room=a_room(desk, site=north))
    found = {one.name: one for one in desk.ask(cover_candidates, session=session.id)}
    assert found["Dr C Busy"].reason == "could leave SPA 08:30 – 12:30: it needs no cover"
    away = Base("South", Decimal("12.5"))
    assert (found["Dr B Far"].base, found["Dr A Near"].base) == (away, None)
    assert "12.5 miles from base" in reason_line(found["Dr B Far"])
    assert "1 of these in six months" in reason_line(found["Dr A Near"])
    names = [one.name for one in desk.ask(cover_candidates, session=session.id)]
    assert names == ["Dr A Near", "Dr B Far", "Dr C Busy"]


def test_those_whose_group_does_the_work_stand_before_those_whose_group_never_does(
    desk: Desk,
) -> None:
    a_long_day(desk, MONDAY, on=[a_resident(desk, "Dr D Said")])
    nurse, resident = a_nurse(desk), a_resident(desk, "Dr Z Voss")
    session = a_long_day(desk, TUESDAY + 7 * DAY)
    found = desk.ask(cover_candidates, session=session.id)
    assert [one.name for one in found] == ["Dr D Said", "Dr Z Voss", "S Quill"]
    assert [one.usual for one in found] == [True, True, False]
    assert "nobody of their group does these" in reason_line(found[-1])
    assert (nurse.name, resident.name) == ("S Quill", "Dr Z Voss")


def test_who_would_break_a_whole_cycle_does_not_fit(desk: Desk) -> None:
    """Five of eight weekends: near the day nothing is wrong, over the cycle it is."""
    doctor, other = a_resident(desk), a_resident(desk, "Dr D Said")
    for one in (doctor, other):
        changed(desk, every_contract(desk, one), cycle_weeks=8, start=MONDAY)
    for week in (0, 2, 4):
        a_long_day(desk, SATURDAY + 7 * week * DAY, on=[doctor])
    session = a_long_day(desk, SATURDAY + 6 * 7 * DAY)
    found = {one.name: one for one in desk.ask(cover_candidates, session=session.id)}
    assert found["Dr D Said"].fit is Fit.FITS
    assert found[doctor.name].fit is Fit.WOULD_BREACH
    assert "weekends worked" in found[doctor.name].reason


def every_contract(desk: Desk, person: Clinician) -> Contract:
    """The one contract of somebody."""
    return next(one for one in every(desk, Contract) if one.clinician_id == person.id)


def test_of_equals_the_nearer_base_stands_first_and_a_way_not_entered_last(desk: Desk) -> None:
    north, south, west = (
        a_site(desk, code, name) for code, name in (("N", "North"), ("S", "South"), ("W", "West"))
    )
    there, unknown, near = (a_clinician(desk, f"Dr {name}") for name in ("C", "A", "B"))
    for person, site in ((there, north), (unknown, south), (near, west)):
        desk.do(based, clinician=person.id, site=site.id)
    desk.do(set_distance, first=north.id, second=west.id, miles=Decimal("3.5"))
    session = a_list(desk, TUESDAY, room=a_room(desk, site=north))
    told = {one.name: reason_line(one) for one in desk.ask(cover_candidates, session=session.id)}
    assert list(told) == ["Dr C", "Dr B", "Dr A"]
    assert "based at South, distance not entered" in told["Dr A"]
    assert "3.5 miles from base" in told["Dr B"]
    desk.do(set_distance, first=north.id, second=south.id, miles=Decimal(2))
    assert [one.name for one in desk.ask(cover_candidates, session=session.id)] == [
        "Dr C",
        "Dr A",
        "Dr B",
    ]


def test_whoever_cannot_get_there_from_another_site_in_time_does_not_fit(desk: Desk) -> None:
    north, south = a_site(desk), a_site(desk, "S", "South", outlying=True)
    near, far = a_clinician(desk, "Dr N Said"), a_clinician(desk, "Dr C Rowan")
    desk.do(set_distance, first=north.id, second=south.id, miles=Decimal(20), minutes=45)
    a_list(desk, TUESDAY, on=[far], room=a_room(desk, "S1", site=south))
    session = a_session(desk, "EN", TUESDAY, "12:45", "17:00", room=a_room(desk, "N1", site=north))
    found = desk.ask(cover_candidates, session=session.id)
    assert [(one.clinician_id, one.fit) for one in found] == [
        (near.id, Fit.FITS),
        (far.id, Fit.WOULD_BREACH),
    ]
    assert "45 min away" in found[1].reason
