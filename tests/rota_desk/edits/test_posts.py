"""Posts: added one by one or in a row, corrected, and removed while nobody held them."""

from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import TODAY

from models.types import StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.contracts import hold_post
from rota_desk.edits.posts import add_post, add_posts, change_post, remove_post
from rota_desk.errors import Refusal
from rota_desk.queries.clinicians import PostLine, post_list

RESIDENT = StaffGroup.RESIDENT


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.ask(post_list)]


def test_several_posts_of_a_name_are_numbered_past_those_that_are_there(desk: Desk) -> None:
    desk.do(add_post, name="SHO 2", group=RESIDENT)
    assert desk.do(add_posts, name=" SHO ", count=3, group=RESIDENT, grade="ST3").value == 3
    assert names(desk) == ["SHO 1", "SHO 2", "SHO 3", "SHO 4"]
    desk.undo()
    assert names(desk) == ["SHO 2"]


def test_one_post_keeps_its_bare_name(desk: Desk) -> None:
    desk.do(add_posts, name="Clinical fellow", count=1, group=RESIDENT)
    assert names(desk) == ["Clinical fellow"]


def test_a_post_is_corrected_and_keeps_its_holder(desk: Desk) -> None:
    post = desk.do(add_post, name="SHO 1", group=RESIDENT).value
    desk.do(hold_post, clinician=build.a_resident(desk).id, post=post, start=TODAY)
    desk.do(change_post, post=post, name="IMT 1", group=RESIDENT, grade="IMT")
    assert desk.ask(post_list) == (PostLine(post, "IMT 1", RESIDENT, "IMT", "Dr C Rowan", ""),)


def test_a_post_says_who_comes_next_or_when_it_falls_vacant(desk: Desk) -> None:
    rowan, sella = build.a_resident(desk), build.a_resident(desk, "Dr T Sella")
    post = desk.do(add_post, name="SHO 1", group=RESIDENT).value
    later = TODAY.replace(month=12)
    desk.do(hold_post, clinician=rowan.id, post=post, start=TODAY, end=later)
    assert desk.ask(post_list)[0].then == "vacant from Thu 10 Dec 2026"
    desk.do(hold_post, clinician=sella.id, post=post, start=later)
    assert desk.ask(post_list)[0].then == "Dr T Sella from Thu 10 Dec 2026"


def test_only_a_post_that_nobody_held_is_removed(desk: Desk) -> None:
    first = desk.do(add_post, name="SHO 1", group=RESIDENT).value
    second = desk.do(add_post, name="SHO 2", group=RESIDENT).value
    desk.do(hold_post, clinician=build.a_resident(desk).id, post=first, start=TODAY)
    with pytest.raises(Refusal, match="SHO 1 stays: somebody holds or held it"):
        desk.do(remove_post, post=first)
    desk.do(remove_post, post=second)
    assert names(desk) == ["SHO 1"]


def test_a_name_that_is_taken_is_refused(desk: Desk) -> None:
    desk.do(add_post, name="SHO 1", group=RESIDENT)
    other = desk.do(add_post, name="SHO 2", group=RESIDENT).value
    with pytest.raises(Refusal, match="a post SHO 1 already"):
        desk.do(change_post, post=other, name="SHO 1", group=RESIDENT)


@pytest.mark.parametrize("count", [0, 61])
def test_a_senseless_number_of_posts_is_refused(desk: Desk, count: int) -> None:
    with pytest.raises(Refusal, match="between 1 and 60"):
        desk.do(add_posts, name="SHO", count=count, group=RESIDENT)
