"""What is typed into the palette is understood."""

import datetime as dt

import pytest

from ui.goals import Goal, Typed, fitting, read_day, understood

TODAY = dt.date(2026, 11, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 nov", dt.date(2026, 11, 12)),
        ("nov 12", dt.date(2026, 11, 12)),
        ("12 november 2027", dt.date(2027, 11, 12)),
        ("3 feb", dt.date(2027, 2, 3)),
        ("12/11", dt.date(2026, 11, 12)),
        ("12.11.26", dt.date(2026, 11, 12)),
        ("2026-11-12", dt.date(2026, 11, 12)),
        ("today", TODAY),
        ("tomorrow", dt.date(2026, 11, 11)),
        ("tue", TODAY),
        ("monday", dt.date(2026, 11, 16)),
        ("31 nov", None),
        ("patel", None),
        ("12", None),
        ("sunny", None),
    ],
)
def test_days_are_read_as_people_type_them(text: str, day: dt.date | None) -> None:
    assert read_day(text.split(), TODAY) == day


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("pat 12 nov am", Typed(("pat",), dt.date(2026, 11, 12), "am")),
        ("okafor", Typed(("okafor",), None, "")),
        ("fri pm", Typed((), dt.date(2026, 11, 13), "pm")),
        ("", Typed((), None, "")),
    ],
)
def test_words_days_and_halves_are_told_apart(text: str, typed: Typed) -> None:
    assert understood(text, TODAY) == typed


def test_the_start_of_a_word_counts_more_than_its_middle() -> None:
    goals = [
        Goal(title, "Person", "", lambda: None) for title in ("Dr Spatelli", "Dr A Patel", "Dr Ng")
    ]
    assert [goal.title for goal in fitting(goals, ("pat",))] == ["Dr A Patel", "Dr Spatelli"]
