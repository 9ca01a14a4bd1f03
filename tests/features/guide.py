"""Makes what the guide shows: its table of keys from the actions, its pictures from a test run.

`make guide` runs it as `python tests/features/guide.py GUIDE PICTURES`, `make keys` without the
pictures.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from ui.actions import ActionSpec
from ui.changeover.changeover_screen import ChangeoverScreen
from ui.claims.bank_screen import BankScreen
from ui.claims.claims_screen import ClaimsScreen
from ui.claims.expenses_screen import ExpensesScreen
from ui.clinicians.people_screen import PeopleScreen
from ui.compliance.compliance_screen import ComplianceScreen
from ui.exports.reports_screen import ReportsScreen
from ui.hours.hours_screen import HoursScreen
from ui.intake.intake_screen import IntakeScreen
from ui.job_plans.job_plans_screen import JobPlansScreen
from ui.leave.leave_screen import LeaveScreen
from ui.log.log_screen import LogScreen
from ui.oncall.oncall_screen import OnCallScreen
from ui.patterns.patterns_screen import PatternsScreen
from ui.places import PLACES, keys_of
from ui.provision.provision_screen import ProvisionScreen
from ui.room_use.room_use_screen import RoomUseScreen
from ui.rooms.board_screen import BoardScreen
from ui.rooms.rooms_screen import RoomsScreen
from ui.roster.roster_screen import RosterScreen
from ui.roster.versions_screen import VersionsScreen
from ui.settings.settings_screen import SettingsScreen
from ui.swaps.swaps_screen import SwapsScreen
from ui.telling.tell_screen import TellScreen
from ui.today.today_screen import TodayScreen
from ui.window_actions import WINDOW_ACTIONS

COLOURS = 256
LARGEST = 200_000  # bytes of one picture
GROUPS: tuple[tuple[str, tuple[ActionSpec[Any], ...]], ...] = (
    ("Everywhere", WINDOW_ACTIONS),
    ("Today", TodayScreen.ACTIONS),
    ("Rota", RosterScreen.ACTIONS),
    ("Versions", VersionsScreen.ACTIONS),
    ("To tell", TellScreen.ACTIONS),
    ("Swaps", SwapsScreen.ACTIONS),
    ("Leave", LeaveScreen.ACTIONS),
    ("Hours", HoursScreen.ACTIONS),
    ("Rooms", RoomsScreen.ACTIONS),
    ("6-4-2", BoardScreen.ACTIONS),
    ("Room use", RoomUseScreen.ACTIONS),
    ("Provision", ProvisionScreen.ACTIONS),
    ("On-call", OnCallScreen.ACTIONS),
    ("Claims", ClaimsScreen.ACTIONS),
    ("Expenses", ExpensesScreen.ACTIONS),
    ("Bank, agency", BankScreen.ACTIONS),
    ("People", PeopleScreen.ACTIONS),
    ("Changeover", ChangeoverScreen.ACTIONS),
    ("Job plans", JobPlansScreen.ACTIONS),
    ("Patterns", PatternsScreen.ACTIONS),
    ("Compliance", ComplianceScreen.ACTIONS),
    ("Reports", ReportsScreen.ACTIONS),
    ("Log", LogScreen.ACTIONS),
    ("Import", IntakeScreen.ACTIONS),
    ("Settings", SettingsScreen.ACTIONS),
)
CHOSEN = {  # a picture of the guide, and the picture of the test run that it is
    "cover-finder": "walk-03-go-to-a-gap-of-a-period-not-published-yet",
    "filled": "walk-04-fill-the-gap-from-the-cover-finder",
    "publish": "walk-07-publish",
    "reason": "walk-08-a-change-after-publishing-asks-why",
    "reports": "walk-10-see-and-save-the-under-provision-report",
    "calendars": "walk-11-save-a-calendar-for-each-clinician",
    "first-run": "first-run",
    "palette": "palette",
    "rota-light": "rota-light",
    "rota-dark": "rota-dark",
    "four-weeks": "rota-28-days-codes-light",
    "by-activity": "rota-by-activity",
    "findings": "rota-findings",
    "leave": "leave-light",
    "rooms": "rooms-light",
    "claims": "claims-light",
    "people": "people-light",
    "job-plans": "job_plans-light",
    "import": "import-light",
    "settings": "settings-light",
}


def keys_page() -> str:
    """The page of keys as it has to read now."""
    return "\n".join(_keys_lines()) + "\n"


def _keys_lines() -> Iterator[str]:
    yield "# Every key"
    yield ""
    yield "Written from the actions themselves. F1 shows the same list for the place you are in;"
    yield "what has no key here is reached with Ctrl+K: type a part of its name, then Enter."
    yield ""
    yield "## Places"
    yield ""
    keys = keys_of(PLACES)
    yield from _table((place.title, keys[place.id]) for place in PLACES)
    for title, specs in GROUPS:
        yield ""
        yield f"## {title}"
        yield ""
        yield from _table((one.text.replace("&", ""), " ".join(one.shortcuts())) for one in specs)


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "| what | keys |"
    yield "|---|---|"
    for text, keys in rows:
        shown = " or ".join(f"`{key}`" for key in keys.split())
        yield f"| {text.removesuffix(' …')} | {shown or 'Ctrl+K'} |"


def take_pictures(taken: Path, kept: Path) -> None:
    """Put the chosen pictures of a test run into the guide, in few colours."""
    kept.mkdir(parents=True, exist_ok=True)
    for name, source in CHOSEN.items():
        picture = Image.open(taken / f"{source}.png").convert("RGB")
        few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(kept / f"{name}.png", optimize=True)


if __name__ == "__main__":
    guide, *pictures = map(Path, sys.argv[1:])
    (guide / "keys.md").write_text(keys_page(), encoding="utf-8", newline="\n")
    for folder in pictures:
        take_pictures(folder, guide / "pictures")
