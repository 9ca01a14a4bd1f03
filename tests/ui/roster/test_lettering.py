"""What is written on a piece: a code whole, its room where that fits too, a name cut cleanly."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication
from sheets import an_entry

from ui.roster.face import Box, Mark, piece_of
from ui.roster.lettering import lettering
from ui.style.theme import Look

BOX = Box(0, 1, 2, 0)


def written(
    code: str, wide: float, *, suffix: str = "", mark: Mark = Mark.NONE
) -> tuple[str, str] | None:
    """The code and the suffix that stand on a piece of that many pixels."""
    piece = piece_of(an_entry(code, suffix=suffix), BOX, mark)
    told = lettering(QApplication.font(), piece, QRectF(0, 0, wide, 19))
    return (told.code, told.suffix) if told else None


@pytest.mark.parametrize(
    ("wide", "expected"),
    [(60, ("EN", "E3")), (33, ("EN", "E3")), (26, ("EN", "")), (17, ("EN", "")), (9, None)],
)
def test_the_room_goes_first_and_a_code_is_never_cut(
    look: Look, wide: float, expected: tuple[str, str] | None
) -> None:
    del look  # it sets the font
    assert written("EN", wide, suffix="E3") == expected


def test_a_mark_takes_the_place_of_the_room(look: Look) -> None:
    del look
    assert written("EN", 33, suffix="E3", mark=Mark.DANGER) == ("EN", "")


def test_codes_of_two_letters_turn_to_bars_together(look: Look) -> None:
    del look
    narrow = [wide for wide in range(8, 24) if written("EN", wide) is None]
    assert narrow == [wide for wide in range(8, 24) if written("MD", wide) is None]


def test_a_name_is_whole_then_without_its_code_then_shortened(look: Look) -> None:
    del look
    assert written("CL Haldane", 120) == ("CL Haldane", "")
    assert written("CL Haldane", 56) == ("Haldane", "")
    shorter = written("CL Haldane", 32)
    assert shorter is not None
    assert shorter[0].endswith(".")
    assert "Haldane".startswith(shorter[0][:-1])
    assert written("CL ?", 24) == ("CL", "")


def test_who_does_not_count_as_cover_stands_in_brackets_where_they_fit(look: Look) -> None:
    del look
    piece = replace(piece_of(an_entry("SD"), BOX, Mark.NONE), beside=True)

    def code(wide: float) -> str:
        told = lettering(QApplication.font(), piece, QRectF(0, 0, wide, 19))
        return told.code if told else ""

    assert [code(wide) for wide in (60, 33, 17)] == ["(SD)", "(SD)", "SD"]
    named = replace(piece, name="Standard day")
    words = lettering(QApplication.font(), named, QRectF(0, 0, 160, 19), in_words=True)
    assert words is not None
    assert words.code == "(Standard day)"
