"""The cause of a gap in words: nothing twice, and nothing of an absence."""

import pytest

from models.types import GapCause
from rota_desk.queries.gap_words import CAUSES, cause_words


@pytest.mark.parametrize(
    ("cause", "text", "said"),
    [
        (GapCause.LEAVE, "Dr A Patel: annual leave", "Dr A Patel: annual leave"),
        (GapCause.LEAVE, "Dr A Patel", "Leave: Dr A Patel"),
        (GapCause.LEAVE, "Dr A Leaver", "Leave: Dr A Leaver"),
        (GapCause.STUDY_LEAVE, "Dr A Patel: study leave", "Dr A Patel: study leave"),
        (
            GapCause.TEMPLATE_HOLE,
            "Dr A Patel: a non-working day",
            "Nobody in the plan: Dr A Patel: a non-working day",
        ),
        (GapCause.VACANCY, "", "Vacancy"),
        (GapCause.UNKNOWN, "Asked elsewhere", "Asked elsewhere"),
        (GapCause.UNKNOWN, "", ""),
        (None, None, ""),
    ],
)
def test_a_cause_says_what_is_known_and_says_it_once(
    cause: GapCause | None, text: str | None, said: str
) -> None:
    assert cause_words(cause, text) == said


def test_an_absence_never_says_whose_or_why() -> None:
    assert cause_words(GapCause.ABSENCE, "Dr A Patel: sick") == "Unavailable at short notice"


def test_every_cause_has_words() -> None:
    assert set(CAUSES) == set(GapCause)
