"""A settled mapping is kept, read again, and refused when it does not say what it must."""

from pathlib import Path

import pytest

from rota_desk.errors import Refusal
from rota_desk.intake.mapping import RosterMapping, mapping_of, read_mapping, write_mapping


def test_a_settled_mapping_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "ward.toml"
    mapping = mapping_of(
        {
            "year": 2026,
            "codes": {
                'L"D': {"kind": "shift", "activity": "Long day", "times": "08:00-20:30"},
                "(/)": {"kind": "off"},
            },
            "names": {"√Müller": "Hans Müller", "Locum": ""},
        },
        "ward.toml",
    )
    write_mapping(mapping, path)
    assert read_mapping(path) == mapping
    write_mapping(RosterMapping(), path)
    assert read_mapping(path) == RosterMapping()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("year = 26", "ward.toml: year must be a year such as 2026."),
        ("codes = 1", "ward.toml: codes, names and same must be tables."),
        (
            "[names]\nA = 1",
            "ward.toml: each name, and each code that is the same, is one in quotes.",
        ),
        (
            '[codes.LD]\nkind = "party"',
            (
                "ward.toml: kind of LD must be one of shift, annual_leave, study_leave, "
                "professional_leave, sick, off."
            ),
        ),
        (
            '[codes.LD]\ntimes = "late"',
            'ward.toml: write the times of LD as "08:00-17:00", and none for a day off.',
        ),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(
    tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "ward.toml"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(Refusal) as refused:
        read_mapping(path)
    assert str(refused.value) == sentence


def test_a_broken_or_missing_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ward.toml"
    with pytest.raises(Refusal, match=r"^There is no mapping ward\.toml"):
        read_mapping(path)
    path.write_bytes(b"\xff\xfe = [")
    with pytest.raises(Refusal, match=r"^The mapping ward\.toml is no readable TOML"):
        read_mapping(path)
