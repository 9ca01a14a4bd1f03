"""On-call: who is on at a moment across midnight, who is next, by which numbers, how often."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_pattern,
    a_post,
    a_resident,
    a_session,
    an_activity,
    at,
    held,
)

from models import Clinician
from models.types import ContactKind, OnCallTier
from reports.catalogue import report_named
from reports.on_call_words import span_words
from rota_desk.desk import Desk
from rota_desk.edits.contacts import add_contact
from rota_desk.edits.on_call import remove_on_call_rota, save_on_call_rota
from rota_desk.edits.patterns import start_pattern
from rota_desk.edits.supernumerary import make_supernumerary
from rota_desk.errors import Refusal
from rota_desk.queries.on_call import OnCallBoard, on_call_board
from ui.oncall.board_model import short_line

WEEK = dt.timedelta(weeks=1)
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    for code in ("OC", "NT", "LD"):
        an_activity(opened, code)
    yield opened
    opened.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    return a_clinician(desk, "Dr A Patel")


def a_rota(desk: Desk, *codes: str, tier: OnCallTier = OnCallTier.CONSULTANT) -> int:
    return desk.do(save_on_call_rota, name="Gastroenterologist", tier=tier, codes=codes).value


def board(desk: Desk, clock: str, day: dt.date = MONDAY) -> OnCallBoard:
    return desk.ask(on_call_board, start=MONDAY, end=MONDAY + WEEK, at=at(day, clock))


def test_whoever_began_last_night_is_on_until_morning(desk: Desk, patel: Clinician) -> None:
    okafor = a_clinician(desk, "Dr M Okafor")
    a_session(desk, "OC", MONDAY, on=[patel])
    a_session(desk, "OC", TUESDAY, on=[okafor])
    a_rota(desk, "OC")
    rota = board(desk, "07:59", TUESDAY).rotas[0]
    assert [one.name for one in rota.now] == ["Dr A Patel"]
    assert [(one.name, one.start) for one in rota.next] == [("Dr M Okafor", at(TUESDAY, "17:00"))]
    assert board(desk, "08:00", TUESDAY).rotas[0].now == ()


def test_a_tier_with_nobody_is_a_gap_with_its_hours(desk: Desk) -> None:
    a_session(desk, "NT", MONDAY)
    a_rota(desk, "LD", "NT", tier=OnCallTier.FIRST)
    rota = board(desk, "23:00").rotas[0]
    assert [(one.clinician_id, one.name, one.end) for one in rota.now] == [
        (None, "", at(TUESDAY, "09:00"))
    ]
    assert rota.hours == ("Long day 08:00–20:30", "Night 20:30–09:00 next day")
    assert [f"{one:%H:%M}" for one in rota.handovers] == ["08:00", "20:30"]


def test_numbers_come_in_order_without_the_private_and_the_stale_are_marked(
    desk: Desk, patel: Clinician
) -> None:
    for kind, value, private in (
        (ContactKind.BLEEP, "2114", False),
        (ContactKind.MOBILE, "07700 900123", False),
        (ContactKind.LANDLINE, "01632 960001", True),
        (ContactKind.EMAIL, "a.patel@hospital.example", False),
    ):
        desk.do(add_contact, clinician=patel.id, kind=kind, value=value, private=private)
    desk.do(add_contact, clinician=patel.id, kind=ContactKind.BLEEP, value="9", confirmed=False)
    a_session(desk, "OC", MONDAY, on=[patel])
    a_rota(desk, "OC")
    duty = board(desk, "20:00").rotas[0].now[0]
    assert [(one.value, one.stale) for one in duty.contacts] == [
        ("07700 900123", False),
        ("2114", False),
        ("9", True),
    ]
    assert duty.reach == "mobile 07700 900123, then bleep 2114, then bleep 9"
    assert not duty.stale


def test_a_resident_on_site_is_bleeped_first(desk: Desk) -> None:
    cole = a_resident(desk, "Dr Y Cole")
    for kind, value in ((ContactKind.MOBILE, "07700 900124"), (ContactKind.BLEEP, "2200")):
        desk.do(add_contact, clinician=cole.id, kind=kind, value=value)
    a_session(desk, "NT", MONDAY, on=[cole])
    a_rota(desk, "NT", tier=OnCallTier.FIRST)
    assert board(desk, "23:00").rotas[0].now[0].reach == "bleep 2200, then mobile 07700 900124"


def test_how_often_goes_by_the_places_of_the_pattern_with_its_band(
    desk: Desk, patel: Clinician
) -> None:
    a_session(desk, "OC", MONDAY, on=[patel])
    pattern = a_pattern(desk, [["OC", "", "", "", "", "", ""], *[[""] * 7] * 9])
    posts = [a_post(desk, f"On-call {number}") for number in range(1, 11)]
    held(desk, posts[0], patel)
    starts = {post.id: line for line, post in enumerate(posts, start=1)}
    desk.do(start_pattern, pattern=pattern.id, first=MONDAY, starts=starts)
    a_rota(desk, "OC")
    rota = board(desk, "20:00").rotas[0]
    assert rota.frequency.words == (
        "1 in 10, low band: 3 % of full-time basic pay; with leave covered 1 in 8.1, as if low"
    )
    assert any(one.startswith("Short rest: ") for one in rota.day_after)


def test_tiers_stand_first_second_consultant_and_one_is_taken_away(desk: Desk) -> None:
    number = a_rota(desk, "OC")
    desk.do(save_on_call_rota, name="Ward", tier=OnCallTier.FIRST, codes=["NT"])
    assert [one.name for one in board(desk, "09:00").rotas] == ["Ward", "Gastroenterologist"]
    desk.do(remove_on_call_rota, rota=number)
    assert [one.name for one in board(desk, "09:00").rotas] == ["Ward"]
    desk.undo()
    assert len(board(desk, "09:00").rotas) == 2


def test_a_rota_without_a_name_or_of_unknown_activities_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Give the on-call rota a name"):
        desk.do(save_on_call_rota, name=" ", tier=OnCallTier.FIRST, codes=["NT"])
    with pytest.raises(Refusal, match="No activity has the code QQ"):
        desk.do(save_on_call_rota, name="Ward", tier=OnCallTier.FIRST, codes=["NT", "QQ"])
    with pytest.raises(Refusal, match="Name the activities"):
        desk.do(save_on_call_rota, name="Ward", tier=OnCallTier.FIRST, codes=[])


def test_the_sheet_tells_switchboard_who_when_and_how(desk: Desk, patel: Clinician) -> None:
    desk.do(add_contact, clinician=patel.id, kind=ContactKind.MOBILE, value="07700 900123")
    desk.do(
        add_contact,
        clinician=patel.id,
        kind=ContactKind.LANDLINE,
        value="01632 960001",
        private=True,
    )
    a_session(desk, "OC", MONDAY, on=[patel])
    a_session(desk, "OC", TUESDAY)
    a_rota(desk, "OC")
    made = report_named("on-call-sheet").make(desk, MONDAY, MONDAY + WEEK, "csv")
    lines = made.content.decode("utf-8").splitlines()
    head = "Consultant on call,Gastroenterologist"
    on = "2026-11-09T17:00,2026-11-10T08:00,On-call,Dr A Patel,Consultant"
    gap = "2026-11-10T17:00,2026-11-11T08:00,On-call,Nobody is down,"
    assert lines[1:] == [
        f"{head},{on},Mobile 07700 900123,no",
        f'{head},{gap},"Ring the next tier, and tell the rota coordinator.",no',
    ]


def test_whoever_only_shadows_is_not_who_is_rung(desk: Desk) -> None:
    starter, lead = a_resident(desk, "Dr N Starter"), a_resident(desk, "Dr L Lead")
    a_session(desk, "NT", MONDAY, on=[starter])
    a_session(desk, "NT", TUESDAY, on=[starter, lead])
    a_rota(desk, "NT", tier=OnCallTier.FIRST)
    desk.do(make_supernumerary, clinician=starter.id, start=MONDAY, end=MONDAY + WEEK)
    assert [one.name for one in board(desk, "23:00").rotas[0].now] == [""]
    assert [one.name for one in board(desk, "23:00", TUESDAY).rotas[0].now] == ["Dr L Lead"]
    assert [one.name for one in board(desk, "20:00").rotas[0].next] == [""]


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("08:30", "08:30", "08:30–08:30 next day"),  # it would read like no time at all
        ("17:30", "08:30", "17:30–08:30"),
        ("08:30", "17:30", "08:30–17:30"),
    ],
)
def test_a_whole_day_on_call_says_that_it_ends_the_next(
    desk: Desk, patel: Clinician, starts: str, ends: str, said: str
) -> None:
    a_session(desk, "OC", MONDAY, starts, ends, on=[patel])
    a_rota(desk, "OC")
    (duty,) = board(desk, "12:00").rotas[0].duties
    assert (span_words(duty, MONDAY), short_line(duty)) == (said, f"{said}  Dr A Patel")
