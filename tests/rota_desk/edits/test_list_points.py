"""Lists are filled with counts; training makes them smaller; too many points are told."""

from collections.abc import Iterator
from pathlib import Path

import build
import pytest

from models import ClinicalSession
from rota_desk.desk import Desk
from rota_desk.edits.list_points import fill_list, mark_training
from rota_desk.errors import Refusal
from rota_desk.queries.list_points import ListFacts, list_facts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def session(desk: Desk) -> int:
    return build.a_list(desk, room=build.a_room(desk)).id


def test_the_points_of_a_list_follow_from_its_cases(desk: Desk, session: int) -> None:
    done = desk.do(fill_list, session=session, cases="5 colon + 2 OGD", done=11)
    assert done.gained == ()
    assert desk.ask(list_facts, session=session) == ListFacts(
        title="Endoscopy list",
        case_mix="5 COL + 2 OGD",
        points=12,
        done=11,
        capacity=12,
        training=False,
    )


def test_a_thirteenth_point_is_told_and_not_blocked(desk: Desk, session: int) -> None:
    done = desk.do(fill_list, session=session, cases="6 COL + 1 OGD")
    assert [(one.rule, one.measured) for one in done.gained] == [("endo-points", 1)]
    assert "Endoscopy list with 13 points of 12, 1 point over" in done.gained[0].message


def test_a_training_list_holds_seven_of_twelve(desk: Desk, session: int) -> None:
    desk.do(fill_list, session=session, cases="3 COL + 2 OGD")
    done = desk.do(mark_training, session=session, training=True)
    assert [(one.rule, one.measured) for one in done.gained] == [("endo-points", 1)]
    lost = desk.do(fill_list, session=session, cases="3 COL + 1 OGD").lost
    assert [one.rule for one in lost] == ["endo-points"]


def test_points_without_cases_are_kept_and_emptied(desk: Desk, session: int) -> None:
    desk.do(fill_list, session=session, booked=9)
    there = build.found(desk, ClinicalSession, session)
    assert there is not None
    assert (there.points, there.case_mix) == (9, "")
    desk.do(fill_list, session=session)
    there = build.found(desk, ClinicalSession, session)
    assert there is not None
    assert there.points is None


@pytest.mark.parametrize(
    ("facts", "said"),
    [({"cases": "Mr Jones"}, "is no case"), ({"booked": -1}, "below none")],
)
def test_what_is_no_count_is_refused(
    desk: Desk, session: int, facts: dict[str, object], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        desk.do(fill_list, session=session, **facts)  # type: ignore[arg-type]
