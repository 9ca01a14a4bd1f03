"""Points of lists: every example of the rulebook's section G, and what is typed oddly."""

from fractions import Fraction

import pytest

from rota_desk.domain.points import (
    NotCases,
    Procedure,
    capacity_of,
    cases_of,
    mix_words,
    points_of,
    tariff,
    what_fits,
)

KNOWN = tariff("OGD 1 Gastroscopy; COL 2 Colonoscopy; ERCP 4")
SIXTY = Fraction(60, 100)


@pytest.mark.parametrize(
    ("mix", "points"),
    [("4 colon + 3 OGD", 11), ("5 colon + 2 OGD", 12), ("6 colon + 1 OGD", 13)],
)
def test_the_rulebooks_lists_of_twelve(mix: str, points: int) -> None:
    assert points_of(cases_of(mix, KNOWN), KNOWN) == points
    fits = points <= (capacity_of(12, training=False, share=SIXTY) or 0)
    assert fits is (points != 13)


@pytest.mark.parametrize(("mix", "points"), [("3 colon + 1 OGD", 7), ("3 colon + 2 OGD", 8)])
def test_the_rulebooks_training_lists_of_seven(mix: str, points: int) -> None:
    capacity = capacity_of(12, training=True, share=SIXTY)
    assert capacity == 7
    assert points_of(cases_of(mix, KNOWN), KNOWN) == points
    assert (points > capacity) is (points == 8)


def test_a_room_may_have_a_training_number_of_its_own() -> None:
    assert capacity_of(12, training=True, share=SIXTY, typed=8) == 8
    assert capacity_of(10, training=True, share=SIXTY) == 6
    assert capacity_of(0, training=True, share=SIXTY) is None


def test_a_case_of_two_points_has_to_fit_whole() -> None:
    assert [one.code for one in what_fits(1, KNOWN)] == ["OGD"]
    assert [one.code for one in what_fits(2, KNOWN)] == ["COL", "OGD"]
    assert list(what_fits(0, KNOWN)) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4col+3ogd", "4 COL + 3 OGD"),
        ("2 x Colonoscopies, 1 gastroscopy", "2 COL + 1 OGD"),
        ("1 OGD; 2 OGD", "3 OGD"),
        ("0 COL", ""),
        ("", ""),
    ],
)
def test_a_case_mix_has_one_wording_however_it_is_typed(typed: str, kept: str) -> None:
    assert mix_words(cases_of(typed, KNOWN)) == kept


@pytest.mark.parametrize("typed", ["four COL", "3 hips", "Mrs Smith COL", "COL"])
def test_what_is_no_count_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(NotCases, match=r"Write counts like 4 COL \+ 3 OGD, of OGD, COL, ERCP"):
        cases_of(typed, KNOWN)


def test_procedures_without_points_are_refused() -> None:
    with pytest.raises(NotCases, match="Write it like COL 2 Colonoscopy"):
        tariff("Colonoscopy")


def test_procedures_are_read_with_their_points_and_names() -> None:
    typed = "ogd 1 Gastroscopy; COL 2  Colonoscopy with care ;;ERCP 4\nEUS 12"
    assert tariff(typed) == {
        "OGD": Procedure("OGD", 1, "Gastroscopy"),
        "COL": Procedure("COL", 2, "Colonoscopy with care"),
        "ERCP": Procedure("ERCP", 4, ""),
        "EUS": Procedure("EUS", 12, ""),
    }
    assert [one.words for one in tariff("OGD 1 Gastroscopy; ERCP 4").values()] == [
        "Gastroscopy",
        "ERCP",
    ]
    assert Procedure("OGD", 1).name == ""


def test_a_procedure_without_points_never_fits_by_taking_none() -> None:
    free = tariff("CHAT 0 Talk; OGD 1")
    assert [one.code for one in what_fits(3, free)] == ["OGD"]


def test_a_name_that_means_two_procedures_or_none_is_no_case() -> None:
    two = tariff("COL 2 Colonoscopy; COLT 3 Colonoscopy therapy; S 1 Sigmoidoscopy")
    for typed in ("1 colonosc", "1 gastroscopy", "1 es"):
        with pytest.raises(NotCases, match=f'^"{typed}" is no case. Write counts'):
            cases_of(typed, two)
    assert cases_of("2 sigmoidoscopys", two) == {"S": 2}


def test_points_of_a_procedure_that_is_gone_count_nothing() -> None:
    assert points_of({"COL": 2, "GONE": 3}, KNOWN) == 4
