"""Who counts as cover: a role is said in the cell, and the cover line follows."""

from build import MONDAY, every
from PySide6.QtWidgets import QComboBox

from models import Assignment
from models.types import AssignmentRole
from rota_desk.desk import Desk
from ui.roster.role_form import role_form
from ui.roster.roster_screen import RosterScreen


def test_whoever_is_supernumerary_leaves_the_need_open(
    desk: Desk, rota: RosterScreen, ward: dict[str, int]
) -> None:
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    before = rota.entry
    assert before is not None
    form = role_form(rota)
    assert form is not None
    box = form.findChildren(QComboBox)[0]
    assert box.currentText() == "Works there, and may train others"
    box.setCurrentIndex(3)
    form.press()
    (role,) = [one.role for one in every(desk, Assignment) if one.id == before.assignment_id]
    assert role is AssignmentRole.SUPERNUMERARY
    rota.focus_on(clinician=ward["Dr A Patel"], day=MONDAY)
    assert rota.entry is not None
    assert rota.entry.title.endswith("not counted as cover")
    assert rota.entry.have == before.have - 1
    lists = rota.cover.cover_model.lines[0].cells[0]
    assert (lists.have, lists.need, lists.short) == (0, 1, 1)
