import pytest

from models.types import Slot
from reports.privacy import discreet, shown
from rota_desk.queries.rota_sheet import Entry, EntryKind, RotaSheet


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Registrar off sick", "Registrar unavailable"),
        ("Sickness absence since Monday", "Unavailable since Monday"),
        ("On long-term sick leave.", "Unavailable."),
        ("on maternity leave until May", "unavailable until May"),
        ("Compassionate leave: cannot", "Unavailable: cannot"),
        ("Called for jury service", "Called for unavailable"),
        ("Dr Sickert asked, still free", "Dr Sickert asked, still free"),
        ("Illingworth unit, skills day", "Illingworth unit, skills day"),
        ("Annual leave agreed late", "Annual leave agreed late"),
    ],
)
def test_a_sensitive_reason_becomes_unavailable(written: str, told: str) -> None:
    assert discreet(written) == told


def _entries(sheet: RotaSheet) -> list[Entry]:
    return [entry for row in sheet.rows for cell in row.cells for entry in cell]


def test_absence_and_sensitive_leave_are_a_bare_u(sheet: RotaSheet) -> None:
    hidden = [entry for entry in _entries(sheet) if entry.code in {"SK", "BL"}]
    seen = [shown(entry) for entry in hidden]
    assert len(seen) == 4
    assert {(one.code, one.title, one.note, one.change, one.suffix) for one in seen if one} == {
        ("U", "Unavailable", "", "", "")
    }


def test_leave_that_nobody_has_answered_is_not_shown(sheet: RotaSheet) -> None:
    asked = [entry for entry in _entries(sheet) if entry.kind is EntryKind.REQUESTED]
    assert [shown(entry) for entry in asked] == [None]


def test_work_elsewhere_keeps_its_letters(sheet: RotaSheet) -> None:
    away = [entry for entry in _entries(sheet) if entry.code == "EX"]
    assert [one and (one.code, one.title) for one in map(shown, away)] == [
        ("EX", "Outside commitment")
    ]


def test_notes_and_reasons_stay_at_the_desk(sheet: RotaSheet) -> None:
    moved = [entry for entry in _entries(sheet) if entry.changed]
    seen = [one for one in map(shown, moved) if one]
    assert [(one.code, one.slot, one.change, one.note) for one in seen] == [
        ("WR", Slot.PM, "", "")
    ]
