"""The places of the window, in the order of the rail: only those that are real."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.frame import Frame, Screen


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail: its word, its icon and the screen it opens when first chosen."""

    id: str
    title: str
    icon: str  # a file of resources/icons
    make: Callable[[Frame], Screen]
    key: str = ""  # its own key; else it is numbered in the order of the rail
    begins: bool = False  # a group of the rail: a line stands above it
    needs: tuple[str, ...] = ()  # great modules without Qt, to be loaded beside the window


def _rota(frame: Frame) -> Screen:
    from ui.roster.roster_screen import RosterScreen

    return RosterScreen(frame)


def _versions(frame: Frame) -> Screen:
    from ui.roster.versions_screen import VersionsScreen

    return VersionsScreen(frame)


def _tell(frame: Frame) -> Screen:
    from ui.telling.tell_screen import TellScreen

    return TellScreen(frame)


def _swaps(frame: Frame) -> Screen:
    from ui.swaps.swaps_screen import SwapsScreen

    return SwapsScreen(frame)


def _reports(frame: Frame) -> Screen:
    from ui.exports.reports_screen import ReportsScreen

    return ReportsScreen(frame)


def _import(frame: Frame) -> Screen:
    from ui.intake.intake_screen import IntakeScreen

    return IntakeScreen(frame)


def _rooms(frame: Frame) -> Screen:
    from ui.rooms.rooms_screen import RoomsScreen

    return RoomsScreen(frame)


def _board(frame: Frame) -> Screen:
    from ui.rooms.board_screen import BoardScreen

    return BoardScreen(frame)


def _room_use(frame: Frame) -> Screen:
    from ui.room_use.room_use_screen import RoomUseScreen

    return RoomUseScreen(frame)


def _provision(frame: Frame) -> Screen:
    from ui.provision.provision_screen import ProvisionScreen

    return ProvisionScreen(frame)


def _claims(frame: Frame) -> Screen:
    from ui.claims.claims_screen import ClaimsScreen

    return ClaimsScreen(frame)


def _expenses(frame: Frame) -> Screen:
    from ui.claims.expenses_screen import ExpensesScreen

    return ExpensesScreen(frame)


def _bank(frame: Frame) -> Screen:
    from ui.claims.bank_screen import BankScreen

    return BankScreen(frame)


def _job_plans(frame: Frame) -> Screen:
    from ui.job_plans.job_plans_screen import JobPlansScreen

    return JobPlansScreen(frame)


def _oncall(frame: Frame) -> Screen:
    from ui.oncall.oncall_screen import OnCallScreen

    return OnCallScreen(frame)


def _patterns(frame: Frame) -> Screen:
    from ui.patterns.patterns_screen import PatternsScreen

    return PatternsScreen(frame)


def _compliance(frame: Frame) -> Screen:
    from ui.compliance.compliance_screen import ComplianceScreen

    return ComplianceScreen(frame)


def _settings(frame: Frame) -> Screen:
    from ui.settings.settings_screen import SettingsScreen

    return SettingsScreen(frame)


def _leave(frame: Frame) -> Screen:
    from ui.leave.leave_screen import LeaveScreen

    return LeaveScreen(frame)


def _today(frame: Frame) -> Screen:
    from ui.today.today_screen import TodayScreen

    return TodayScreen(frame)


def _log(frame: Frame) -> Screen:
    from ui.log.log_screen import LogScreen

    return LogScreen(frame)


def _changeover(frame: Frame) -> Screen:
    from ui.changeover.changeover_screen import ChangeoverScreen

    return ChangeoverScreen(frame)


def _hours(frame: Frame) -> Screen:
    from ui.hours.hours_screen import HoursScreen

    return HoursScreen(frame)


def _people(frame: Frame) -> Screen:
    from ui.clinicians.people_screen import PeopleScreen

    return PeopleScreen(frame)


PLACES: tuple[Place, ...] = (
    Place("today", "Today", "sun", _today, needs=("rota_desk.queries.risks",)),
    Place("rota", "Rota", "table", _rota),
    Place("versions", "Versions", "history", _versions, "Ctrl+Alt+V"),
    Place("tell", "To tell", "send", _tell, "Ctrl+Alt+M", needs=("reports.tell_drafts",)),
    Place("swaps", "Swaps", "arrow-left-right", _swaps, "Ctrl+Alt+S"),
    Place("leave", "Leave", "umbrella", _leave, begins=True, needs=("rota_desk.edits.leave",)),
    Place("hours", "Hours", "clock", _hours, "Ctrl+Alt+H"),
    Place("rooms", "Rooms", "door-open", _rooms, begins=True),
    Place("board", "6-4-2", "calendar-check", _board, "Ctrl+Shift+6"),
    Place("room_use", "Room use", "grid-3x3", _room_use, "Ctrl+Alt+U"),
    Place("provision", "Provision", "scale", _provision, begins=True),
    Place("oncall", "On-call", "phone-call", _oncall),
    Place("claims", "Claims", "pound-sterling", _claims, begins=True),
    Place("expenses", "Expenses", "receipt-text", _expenses, "Ctrl+Alt+E"),
    Place("bank", "Bank, agency", "stethoscope", _bank, "Ctrl+Alt+B"),
    Place("people", "People", "users", _people, begins=True),
    Place("changeover", "Changeover", "user-plus", _changeover, "Ctrl+Alt+C"),
    Place("job_plans", "Job plans", "briefcase", _job_plans),
    Place("patterns", "Patterns", "repeat", _patterns, "Ctrl+Alt+P"),
    Place("compliance", "Compliance", "shield-check", _compliance, "Ctrl+J", begins=True),
    Place("reports", "Reports", "file-text", _reports, "Ctrl+Alt+R", needs=("reports.catalogue",)),
    Place("log", "Log", "notebook-pen", _log, "Ctrl+Alt+L"),
    Place(
        *("import", "Import", "file-spreadsheet", _import, "Ctrl+Alt+I"),
        begins=True,
        needs=("rota_desk.edits.intake", "rota_desk.edits.exchange", "rota_desk.intake.roster"),
    ),
    Place("settings", "Settings", "settings", _settings, "Ctrl+,"),
)
HOME = "rota"  # where the window opens


def keys_of(places: Sequence[Place]) -> dict[str, str]:
    """The key of each place: its own, or Ctrl with its number as far as digits go."""
    numbered = [place.id for place in places if not place.key]
    digits = {name: f"Ctrl+{number}" for number, name in enumerate(numbered[:9], start=1)}
    return {place.id: place.key or digits.get(place.id, "") for place in places}
