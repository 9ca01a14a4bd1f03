"""Loads what is wanted next, one piece at a time: mostly once the window stands."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from ui.collecting import keep_what_was_loaded
from ui.places import PLACES
from ui.tasks import Progress, Tasks

FIRST = 600  # milliseconds in which the window comes to stand
PAUSE = 20  # milliseconds between two pieces, in which the window does what it is asked
SHEET = """
    ui.roster.grid_view ui.roster.fairness_view ui.roster.findings_panel ui.roster.inspector
    ui.roster.rota_head ui.roster.roster_screen
"""  # what the first sheet is made of
HANDS = """
    rota_desk.edits.filling rota_desk.edits.carrying rota_desk.edits.publishing
    rota_desk.edits.cover_requests rota_desk.edits.swaps rota_desk.edits.mending
    rota_desk.edits.absences rota_desk.queries.could_do rota_desk.queries.log_book
    ui.roster.hands ui.roster.gap_hands ui.roster.carrying ui.roster.pasting ui.roster.painter
    ui.roster.swap_hands ui.roster.proposing_hands ui.roster.why_form
    ui.widgets.mend_form ui.widgets.palette ui.seeking ui.widgets.absence_form ui.widgets.log_form
"""  # what is done on the first sheet
SCREENS = """
    rota_desk.edits.job_plans rota_desk.edits.requirements rota_desk.edits.claim_steps
    rota_desk.edits.plan_exceptions rota_desk.edits.building rota_desk.edits.patterns
    rota_desk.queries.leave rota_desk.queries.provision_shares rota_desk.queries.provision_weeks
    rota_desk.queries.job_plans rota_desk.queries.session_statement rota_desk.queries.compliance
    rota_desk.queries.bank_sums rota_desk.queries.expenses rota_desk.queries.version_changes
    rota_desk.queries.demand_profile rota_desk.queries.rooms rota_desk.what_if
    reports.calendar_feeds reports.calendar_drafts rota_desk.intake.calendar_plan
    rota_desk.intake.calendar_file
    ui.leave.leave_screen ui.today.today_screen ui.provision.provision_screen
    ui.roster.versions_screen ui.telling.tell_screen ui.swaps.swaps_screen ui.hours.hours_screen
    ui.rooms.rooms_screen ui.rooms.board_screen ui.room_use.room_use_screen
    ui.oncall.oncall_screen ui.claims.claims_screen ui.claims.expenses_screen
    ui.claims.bank_screen ui.clinicians.people_screen ui.changeover.changeover_screen
    ui.job_plans.job_plans_screen ui.patterns.patterns_screen ui.compliance.compliance_screen
    ui.exports.reports_screen ui.log.log_screen ui.intake.intake_screen
    ui.settings.settings_screen
"""  # what places are made of


def pieces() -> list[str]:
    """What is loaded, in this order: what stands on Qt after what it stands on besides."""
    needs = (name for place in PLACES for name in place.needs)
    return [*HANDS.split(), *needs, *SCREENS.split()]


def on_qt(piece: str) -> bool:
    """Whether a piece has to be loaded on the window's own thread."""
    return piece.startswith("ui.")


class Ahead(QObject):
    """Loads what the first sheet is made of while somebody waits for the file it will show."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.left = SHEET.split()
        self._clock = QTimer(self, interval=PAUSE)
        self._clock.timeout.connect(self._next)
        self._clock.start()

    def _next(self) -> None:
        if self.left:
            import_module(self.left.pop(0))
            keep_what_was_loaded()
        else:
            self._clock.stop()


class Warming(QObject):
    """Takes the waiting out of first uses: a piece of half a second is not loaded at a click.

    What is without Qt is loaded beside the window; the rest here, in turns of the event loop that
    are short because what they stand on is there already. First of all `ask` is put to the file
    beside the window: what is asked for the first time is written anew, and an edit asks much.
    """

    def __init__(self, tasks: Tasks, parent: QObject, ask: Callable[[], object]) -> None:
        super().__init__(parent)
        self._tasks, self._ask = tasks, ask
        self.left = ["", *pieces()]
        self._clock = QTimer(self, singleShot=True, interval=FIRST)
        self._clock.timeout.connect(self._next)
        self._clock.start()

    def _next(self) -> None:
        if self._tasks.busy():
            self._clock.start(PAUSE)
            return
        keep_what_was_loaded()
        if self.left:
            piece = self.left.pop(0)
            if on_qt(piece):
                import_module(piece)
            else:
                work = _loader(piece) if piece else lambda _progress: self._ask()
                self._tasks.start("Loading", work, lambda _loaded: None, quiet=True)
            self._clock.start(PAUSE)


def _loader(name: str) -> Callable[[Progress], object]:
    def load(_progress: Progress) -> object:
        return import_module(name)

    return load
