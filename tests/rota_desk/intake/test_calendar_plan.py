"""Whose a calendar is, by the name it bears."""

import pytest

from rota_desk.intake.calendar_plan import CalendarPlan

PEOPLE = ((1, "Dr Ana Lee"), (2, "Dr Ana Leeson"), (3, "Dr Tom Obi"))


@pytest.mark.parametrize(
    ("called", "whose"),
    [
        ("dr ana lee", 1),
        ("Dr Ana Leeson (Outlook)", 2),
        ("Calendar", None),
        ("", None),
        ("Dr Ana Lee and Dr Tom Obi", None),
    ],
)
def test_a_calendar_is_the_one_persons_whose_name_it_bears(called: str, whose: int | None) -> None:
    plan = CalendarPlan("some.ics", called, (), (), frozenset(), ())
    assert plan.whose(PEOPLE) == whose
