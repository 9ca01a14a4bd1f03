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


def _rooms(frame: Frame) -> Screen:
    from ui.rooms.rooms_screen import RoomsScreen

    return RoomsScreen(frame)


def _claims(frame: Frame) -> Screen:
    from ui.claims.claims_screen import ClaimsScreen

    return ClaimsScreen(frame)


def _job_plans(frame: Frame) -> Screen:
    from ui.job_plans.job_plans_screen import JobPlansScreen

    return JobPlansScreen(frame)


def _settings(frame: Frame) -> Screen:
    from ui.settings.settings_screen import SettingsScreen

    return SettingsScreen(frame)


def _leave(frame: Frame) -> Screen:
    from ui.leave.leave_screen import LeaveScreen

    return LeaveScreen(frame)


def _people(frame: Frame) -> Screen:
    from ui.clinicians.people_screen import PeopleScreen

    return PeopleScreen(frame)


PLACES: tuple[Place, ...] = (
    Place("rota", "Rota", "table", _rota),
    Place("leave", "Leave", "umbrella", _leave),
    Place("rooms", "Rooms & 6-4-2", "door-open", _rooms),
    Place("claims", "Claims", "pound-sterling", _claims),
    Place("people", "People", "users", _people),
    Place("job_plans", "Job plans", "briefcase", _job_plans),
    Place("reports", "Reports", "file-text", _reports),
    Place("import", "Import", "file-spreadsheet", _import),
    Place("settings", "Settings", "settings", _settings),
)
