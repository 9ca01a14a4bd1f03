"""What tests of a what-if look at in the rota it was begun on."""

from build import every

from models import Assignment, ClinicalSession, Clinician
from rota_desk.desk import Desk

People = dict[str, Clinician]


def placed(desk: Desk) -> list[tuple[int, int]]:
    return sorted((one.session_id, one.clinician_id) for one in every(desk, Assignment))


def gap_on_tuesday(desk: Desk) -> int:
    taken = {one.session_id for one in every(desk, Assignment)}
    return next(one.id for one in every(desk, ClinicalSession) if one.id not in taken)
