"""Provision broken down, and the rostering figures with their formulas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_list,
    a_long_day,
    a_nurse,
    a_resident,
    a_room,
    a_session,
    a_site,
    an_activity,
    approved_leave,
    assigned,
    changed,
    kept,
)

from models import CoverRequest, CoverRequirement
from models.types import AssignmentSource, CoverRequestState, CoverVia, Slot
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.edits.publishing import publish
from rota_desk.queries.provision import provision
from rota_desk.queries.provision_only import ALL, Only
from rota_desk.queries.provision_shares import ProvisionShares, provision_shares
from rota_desk.queries.requirements import requirements
from rota_desk.queries.rostering_figures import Figure, rostering_figures
from rota_desk.queries.rota_sheet import rota_sheet

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def shares(desk: Desk, only: Only = ALL, week: dt.date | None = None) -> ProvisionShares:
    return desk.ask(provision_shares, start=MONDAY, end=MONDAY + 2 * WEEK, only=only, week=week)


def told(found: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [
        (one.name, one.need, one.filled, one.short, one.over, one.hours_short)  # type: ignore[attr-defined]
        for one in found
    ]


def test_a_period_is_broken_down_by_activity_site_week_and_grade(desk: Desk) -> None:
    north, south = a_site(desk), a_site(desk, "S", "South")
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    a_list(desk, MONDAY, on=[doctor, other], room=a_room(desk, "E1", site=north))
    a_list(desk, MONDAY + DAY, room=a_room(desk, "E9", site=south))
    a_long_day(desk, MONDAY + WEEK, on=[a_resident(desk, grade="F1")])
    kept(
        desk,
        CoverRequirement(
            activity_id=an_activity(desk, "LD").id,
            slot=Slot.DAY,
            start=MONDAY + WEEK,
            end=MONDAY + WEEK + DAY,
            minimum=1,
            grade="ST",
        ),
    )
    found = shares(desk)
    four, none = Decimal("4.0"), Decimal("0.0")
    assert told(found.by_activity) == [
        ("Endoscopy list", 2, 1, 1, 1, four),
        ("Long day", 1, 0, 1, 0, none),
    ]
    assert told(found.by_site) == [
        ("North", 1, 1, 0, 1, none),
        ("South", 1, 0, 1, 0, four),
        ("Without a room", 1, 0, 1, 0, none),
    ]
    assert told(found.by_week) == [
        ("Mon 9 Nov", 2, 1, 1, 1, four),
        ("Mon 16 Nov", 1, 0, 1, 0, none),
    ]
    assert told(found.by_grade) == [("Long day: ST", 1, 0, 1, 0, Decimal("12.5"))]
    assert (found.total.percent, found.total.short, found.total.hours_over) == (
        Decimal("33.3"),
        2,
        four,
    )
    assert told(shares(desk, Only(site=south.id)).by_activity) == [
        ("Endoscopy list", 1, 0, 1, 0, four)
    ]


def figures(desk: Desk, weeks: int = 1) -> dict[str, Figure]:
    found = desk.ask(rostering_figures, start=MONDAY, end=MONDAY + weeks * WEEK)
    return {one.name: one for one in found}


def test_fill_is_told_by_substantive_bank_and_agency_staff(desk: Desk) -> None:
    people = [a_clinician(desk, f"Dr {name}") for name in ("A Patel", "M Okafor", "T Obi")]
    days = [a_list(desk, MONDAY + place * DAY) for place in range(4)]
    assigned(desk, days[0], people[0])
    for session, person, supplier in (
        (days[1], people[1], "Bank"),
        (days[2], people[2], "Medlock"),
    ):
        assigned(desk, session, person, source=AssignmentSource.BANK)
        kept(
            desk,
            CoverRequest(
                session_id=session.id,
                supplier=supplier,
                via=CoverVia.BANK if supplier == "Bank" else CoverVia.AGENCY,
                requested_at=dt.datetime(2026, 11, 2, 9),
                state=CoverRequestState.FILLED,
            ),
        )
    kept(
        desk,
        CoverRequest(
            session_id=days[3].id, supplier="Bank", requested_at=dt.datetime(2026, 11, 9, 9)
        ),
    )
    found = figures(desk)
    assert [
        (found[name].value, found[name].counts, found[name].met)
        for name in ("Filled", "Filled by substantive staff", "Filled by bank", "Filled by agency")
    ] == [
        ("75.0 %", "3 of 4", False),
        ("25.0 %", "1 of 4", None),
        ("25.0 %", "1 of 4", None),
        ("25.0 %", "1 of 4", None),
    ]
    assert found["Bank and agency hours"].value == "66.7 %"
    requests = found["Bank and agency requests filled"]
    assert (requests.value, requests.counts) == (
        "66.7 %",
        "2 of 3, half of them 8 days ahead or less",
    )


def test_a_line_of_work_that_needs_no_cover_any_more_is_short_in_no_count(desk: Desk) -> None:
    a_list(desk, MONDAY)
    round_ = an_activity(desk, "CL")
    kept(
        desk,
        CoverRequirement(activity_id=round_.id, slot=Slot.AM, start=MONDAY, minimum=2, weekday=0),
    )
    changed(desk, round_, needs_cover=False)
    found = figures(desk)
    assert (found["Filled"].counts, found["Short and over"].value) == (
        "0 of 1",
        "1 short, 0 over",
    )
    assert desk.ask(provision, start=MONDAY, end=MONDAY + WEEK).short == 1
    sheet = desk.ask(rota_sheet, start=MONDAY, days=7)
    assert [one.name for one in desk.ask(requirements).lines] == ["Clinic"]
    assert [(one.name, one.cells[0].need) for one in sheet.cover] == [("Endoscopy list", 1)]


def test_headroom_counts_contracted_hours_away(desk: Desk) -> None:
    doctor = a_clinician(desk)
    approved_leave(desk, doctor, MONDAY, MONDAY + DAY)
    found = figures(desk)["Unavailability"]
    assert (found.value, found.counts, found.met) == (
        "40.0 %",
        "16 h of 40 h: annual leave 40.0 %",
        False,
    )


def test_what_was_changed_since_publishing_is_counted_against_what_was_told(desk: Desk) -> None:
    doctor, other = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    a_list(desk, MONDAY, on=[doctor])
    second = a_list(desk, MONDAY + DAY)
    desk.do(publish, first=MONDAY, last=MONDAY + 6 * DAY)
    desk.do(assign, session=second.id, clinician=other.id)
    found = figures(desk)
    changed = found["Changed after publishing"]
    assert (changed.value, changed.counts, changed.met) == ("50.0 %", "1 of 2", False)
    lead = found["Approval lead time"]
    assert (lead.value, lead.counts) == ("0.0 %", "0 of 1 week, least -1 days")


def test_net_hours_tell_what_is_owed_and_what_is_over_apart(desk: Desk) -> None:
    begins = dt.date(2026, 10, 12)  # four weeks of the leave year end on Monday 9 November
    owes, owed, even = (a_nurse(desk, name) for name in ("A Less", "B More", "C Even"))
    a_session(desk, "SD", begins - WEEK, "08:00", "16:00", on=[owes, owed, even])
    for number in range(20):
        day = begins + number // 5 * WEEK + number % 5 * DAY
        there = [owed] if number % 2 else [owed, owes]
        a_session(desk, "SD", day, "08:00", "16:00", on=there)
        a_session(desk, "SD", day, "08:00", "15:30", on=[even])
    found = desk.ask(rostering_figures, start=begins, end=MONDAY)
    (net,) = (one for one in found if one.id == "kpi-net-hours")
    assert (net.value, net.counts, net.met) == (
        "70 h owed, 10 h over",
        "1 of 3 four-week periods of 3 people are within it",
        False,
    )


def test_what_the_records_cannot_tell_says_why(desk: Desk) -> None:
    found = figures(desk)
    assert {name: one.counts for name, one in found.items() if not one.value} == {
        "Approval lead time": "no week has work",
        "Work schedules in time": "nobody starts in this period",
        "Net hours": "no four weeks of an account of hours ended in this period",
        "Filled": "nothing to count in this period",
        "Filled by substantive staff": "nothing to count in this period",
        "Filled by bank": "nothing to count in this period",
        "Filled by agency": "nothing to count in this period",
        "Unavailability": "no contract with hours or PAs",
        "Additional duties": "nothing to count in this period",
        "Changed after publishing": "nothing of this period is published",
        "Rostered by plan or pattern": "nothing to count in this period",
        "Bank and agency hours": "nothing to count in this period",
        "Bank and agency requests filled": "nobody was requested",
    }
    assert all(one.formula for one in found.values())
