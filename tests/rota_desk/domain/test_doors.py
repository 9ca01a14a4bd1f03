"""The rooms that are entered by one door: what a module hands on, by name."""

from types import ModuleType

import pytest

from rota_desk.domain import snapshot
from rota_desk.rules import contract, engine

FACTS = (
    "LONDON Asking Authorised Away AwayKind Booking ChangedDuty ClaimFacts Duty DutyKind "
    "HeldContract LeaveAsked Need OptOut Person PlanLine Snapshot Told Trainee"
)
FIGURES = (
    "DESK Clause Contract Definitions Figure Limit Severity Terms Verdict codes figure_on load "
    "read_contract"
)
JUDGING = (
    "Finding Reviewed Verdict findings_within judge judge_one reach results review review_each "
    "weigh"
)


@pytest.mark.parametrize(
    ("door", "names"), [(snapshot, FACTS), (contract, FIGURES), (engine, JUDGING)]
)
def test_a_room_hands_on_what_it_is_entered_for(door: ModuleType, names: str) -> None:
    assert " ".join(door.__all__) == names
    assert all(hasattr(door, name) for name in names.split())
