"""The same duty found twice: sheets that are copies of one another."""

from rota_desk.intake.plan import PlannedDuty
from rota_desk.intake.tray import Tray


def drop_copies(tray: Tray) -> list[PlannedDuty]:
    """Give the duties with exact repetitions left out; each pair of sheets is reported once."""
    kept: dict[tuple[object, ...], PlannedDuty] = {}
    repeated: dict[tuple[str, str], list[PlannedDuty]] = {}
    for duty in tray.duties:
        same = (duty.person, duty.day, duty.code, duty.kind, duty.start, duty.end)
        first = kept.setdefault(same, duty)
        if first is not duty:
            repeated.setdefault((first.sheet, duty.sheet), []).append(duty)
    for (first_sheet, sheet), duties in repeated.items():
        where = "further up on this sheet" if first_sheet == sheet else f"on sheet {first_sheet}"
        message = (
            f"{len(duties)} duties, from {duties[0].cell} on, stand {where} too "
            "and are recorded once: delete the old copy."
        )
        tray.problem(sheet, None, duties[0].code, message)
    return list(kept.values())
