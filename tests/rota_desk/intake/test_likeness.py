"""What a word of a file may stand for: offered with a score, never taken."""

from pathlib import Path

import pytest
from build import a_clinician, a_desk

from rota_desk.intake.likeness import Likeness, is_slip, likest, nearest
from rota_desk.intake.mapping import RosterMapping, read_mapping, write_mapping
from rota_desk.intake.matching import roster_people
from rota_desk.intake.roster import read_roster

CODES = {1: ("EN", "Endoscopy list"), 2: ("LD", "Long day"), 3: ("AL", "Annual leave")}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("LDD", ((2, 80),)),
        ("Endoscopy", ((1, 90),)),
        ("A/Leave", ((3, 75),)),
        ("Longday", ((2, 93),)),
        ("XQ", ()),
    ],
)
def test_a_code_is_offered_by_its_letters_or_its_meaning(
    text: str, offered: tuple[tuple[int, int], ...]
) -> None:
    assert nearest(text, CODES) == offered


def test_the_likest_name_comes_first_whatever_title_and_order() -> None:
    names = ("Dr S Patel", "Dr W Marlowe", "Patel, A", "Dr A Pattel")
    assert likest("Dr A Patel", names) == (
        Likeness("Patel, A", 100),
        Likeness("Dr A Pattel", 93),
        Likeness("Dr S Patel", 86),
    )


@pytest.mark.parametrize(
    ("text", "other", "slip"),
    [
        ("Patel", "Patell", True),
        ("Patel", "Paetl", True),
        ("Thistleby", "Thislteyb", True),
        ("Patel", "Pattell", False),
        ("Ada", "Ana", False),
        ("Patel", "PATEL", False),
    ],
)
def test_one_slip_of_the_keys_in_a_word_and_two_in_a_long_one(
    text: str, other: str, *, slip: bool
) -> None:
    assert is_slip(text, other) is slip


ROSTER = """Name,Mon 16/11/2026,Tue 17/11/2026
Dr A Patell,0800-1700,
Dr S Patel,,0800-1700
"""


def test_a_misspelt_name_waits_and_another_initial_is_another_person(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    a_clinician(desk, "Dr A Patel")
    file = tmp_path / "slip.csv"
    file.write_text(ROSTER, encoding="utf-8")
    people = desk.ask(roster_people, plan=read_roster(file))
    desk.close()
    assert people.unsure == {"Dr A Patell": (Likeness("Dr A Patel", 93),)}
    assert people.new == ("Dr S Patel",)


KEYED = """Name,Mon 16/11/2026,Tue 17/11/2026
Dr A Patel,LD,LDD
Dr S Patel,LD,

Code,Meaning,Times
LD,Long day,08:00-20:30
"""


def test_a_code_settled_as_another_is_that_other_in_this_file_and_the_next(tmp_path: Path) -> None:
    file, kept = tmp_path / "keyed.csv", tmp_path / "kept.toml"
    file.write_text(KEYED, encoding="utf-8")
    plan = read_roster(file)
    assert [problem.message.rpartition(" The ")[2] for problem in plan.problems] == [
        "nearest is LD (80 % alike)."
    ]
    write_mapping(RosterMapping(same={"ldd": "LD"}), kept)
    settled = read_roster(file, mapping=read_mapping(kept))
    assert settled.problems == ()
    assert [(duty.code, f"{duty.start:%H:%M}") for duty in settled.duties] == [("LD", "08:00")] * 3
