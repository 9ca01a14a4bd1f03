import pytest

from reports.formats.words import file_word, one_line, printable


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Dr A Patel", "dr-a-patel"),
        ("Dr S Łukasiewicz-Großmann", "dr-s-lukasiewicz-grossmann"),
        ("O'Brien <script>", "obrien-script"),
        ("Dr Ødegård/..\\x", "dr-odegard-x"),
        ("CON", "file-con"),
        ("Dr Con", "dr-con"),
        ("李", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_name_becomes_a_word_that_every_file_system_takes(name: str, word: str) -> None:
    assert file_word(name) == word


def test_control_characters_and_broken_halves_are_dropped() -> None:
    assert printable("a\x00b\x07\ud800c\r\nd\te") == "abc\nd\te"


def test_marks_that_turn_text_round_are_dropped() -> None:
    assert printable("Dr \u202egnaW\u202c Ito") == "Dr gnaW Ito"


def test_one_line_is_one_line() -> None:
    assert one_line("  Dr\tA\r\n Patel\u2028x ") == "Dr A Patel x"
