"""The places of the window, in the order of the rail: only those that are real."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.frame import Frame, Screen


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail: its word, its icon and the screen it opens when first chosen."""

    id: str
    title: str
    icon: str  # a file of resources/icons
    make: Callable[[Frame], Screen]


def _rota(frame: Frame) -> Screen:
    from ui.roster.roster_screen import RosterScreen

    return RosterScreen(frame)


def _reports(frame: Frame) -> Screen:
    from ui.exports.reports_screen import ReportsScreen

    return ReportsScreen(frame)


def _import(frame: Frame) -> Screen:
    from ui.intake.intake_screen import IntakeScreen

    return IntakeScreen(frame)


PLACES: tuple[Place, ...] = (
    Place("rota", "Rota", "table", _rota),
    Place("reports", "Reports", "file-text", _reports),
    Place("import", "Import", "file-spreadsheet", _import),
)
