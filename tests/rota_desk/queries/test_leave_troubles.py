"""What is wrong with leave and absence: each trouble once, never with its reason."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY

from models import FixedLeave
from models.types import LeaveState, LimitStance
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.leave_limits import remove_leave_limit, set_leave_limit
from rota_desk.queries.leave_troubles import leave_troubles

DAY = dt.timedelta(days=1)
SOON = dt.date(2026, 12, 7)
END = dt.date(2027, 1, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def told(desk: Desk) -> list[tuple[str, str]]:
    start = TODAY - 30 * DAY
    return [(one.rule, one.message) for one in desk.ask(leave_troubles, start=start, end=END)]


def test_a_tidy_department_has_none(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.approved_leave(desk, patel, SOON)
    assert told(desk) == []


def test_work_after_an_absence_that_was_never_closed_is_told(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.an_absence(desk, patel, TODAY - 5 * DAY)
    build.a_list(desk, TODAY - DAY, on=[patel])
    assert told(desk) == [
        (
            "abs-close",
            (
                "unavailable from Thu 5 Nov 2026 without a last day, and on the rota since"
                " (Mon 9 Nov). Close the absence, or take them off"
            ),
        )
    ]


def test_an_absence_on_leave_says_what_a_fit_note_does(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.approved_leave(desk, patel, SOON, SOON + 4 * DAY)
    build.an_absence(desk, patel, SOON + DAY, SOON + 2 * DAY)
    assert told(desk) == [
        (
            "abs-conflict",
            (
                "unavailable on annual leave, 8 – 9 December 2026;"
                " with a fit note the days are given back"
            ),
        )
    ]


def test_a_leaver_on_leave_and_a_late_answer_are_told(desk: Desk) -> None:
    patel = build.a_clinician(desk, leaves=SOON + DAY)
    build.leave(desk, patel, SOON, SOON + 3 * DAY)
    assert told(desk) == [
        (
            "leave-answer",
            "has waited 60 days for an answer about 7 – 10 December 2026; 14 are allowed",
        ),
        (
            "leave-outside",
            "leave 7 – 10 December 2026 on days no longer here; cancel or change it",
        ),
    ]


def test_a_limit_is_exceeded_until_it_is_removed(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.approved_leave(desk, patel, SOON)
    limit = desk.do(
        set_leave_limit, name="Audit week", most=0, stance=LimitStance.BLOCK, first=SOON, last=SOON
    ).value
    assert told(desk) == [("leave-limit", "1 away on Mon 7 Dec, at most 0")]
    desk.do(remove_leave_limit, limit=limit)
    assert told(desk) == []
    desk.undo()
    assert told(desk) == [("leave-limit", "1 away on Mon 7 Dec, at most 0")]


def test_fixed_leave_wants_an_agreement(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    leave = build.approved_leave(desk, rowan, SOON)
    post = build.a_post(desk)
    build.kept(desk, FixedLeave(leave_request_id=leave.id, post_id=post.id))
    assert [rule for rule, _said in told(desk)] == ["rd-al-fixed"]


def test_check_leave_answers_on_the_command_line(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patel = build.a_clinician(desk)
    build.an_allowance(desk, patel, "1")
    build.leave(desk, patel, SOON, SOON + 2 * DAY, state=LeaveState.APPROVED)
    desk.close()
    period = ("--from", MONDAY.isoformat(), "--to", "2026-12-20")
    status = run(
        ["--database", str(tmp_path / "rota.sqlite"), "check", "leave", *period, "--json"]
    )
    (one,) = json.loads(capsys.readouterr().out)["findings"]
    assert (status, one["person"], one["rule"], one["verdict"]) == (
        1,
        "Dr A Patel",
        "leave-overdrawn",
        "breach",
    )
    assert one["message"].endswith("2 days more booked than they have")
