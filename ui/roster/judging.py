"""What the Rota shows, asked for: the sheet, and what the rules find in its days."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rota_desk import progress
from rota_desk.desk import News
from rota_desk.queries.rota_sheet import By, RotaSheet, rota_sheet
from rota_desk.queries.sheet_after import sheet_after
from rota_desk.rules.finding import Finding
from ui.roster.marks import after
from ui.roster.period import Period
from ui.tasks import Stopped

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

SETTLE = 400  # milliseconds without an edit before the whole period is judged again
FIRST = 20  # milliseconds in which the first sheet is painted before its rules are looked at
Shown: TypeAlias = tuple[RotaSheet, tuple[Finding, ...]]
Judged: TypeAlias = tuple[tuple[Period, By, int], Shown]


class Judging:
    """The sheet of the period with its findings.

    The first sheet stands before its findings: the rules are loaded and asked beside it. After an
    edit what it gained and lost is shown at once, the whole period is judged soon after: averages
    look further than one edit.
    """

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.findings: tuple[Finding, ...] = ()
        self.awaited = True  # nobody has looked yet what the rules find
        self._judged: Period | None = None
        self._news: list[News] = []
        self._heard = 0  # pieces of news, so that an answer that comes late is known
        self._settle = screen.timer(SETTLE, self._again)
        self._first = screen.timer(FIRST, self._again)

    def hear(self, news: object) -> None:
        """Keep what an edit found, so that its verdict is on the screen at once."""
        if isinstance(news, News):
            self._news.append(news)
        self._heard += 1

    def sheet_now(self) -> RotaSheet:
        """The sheet of the period, with `findings`: what edits gained and lost, or all of them."""
        told, self._news = self._news, []
        period = self.screen.period
        known = self._judged == period and all(one.done.judged for one in told)
        ask = self._question(told)
        if not known:
            self._judged = period
            if self.screen.model.sheet is None and self.screen.isVisible():
                self._first.start()
                return ask()
            sheet, self.findings = self._waited(ask)
            self.awaited = False
            return sheet
        if told:
            self._settle.start()
        sheet = ask()
        self.findings = after(self.findings, [one.done for one in told], period)
        return sheet

    def _question(self, told: Sequence[News]) -> Callable[[], RotaSheet]:
        """How to ask for the sheet; after small edits only for the days they touched."""
        there, period, by = self.screen.model.sheet, self.screen.period, self.screen.by
        bridge = self.screen.bridge
        if there is not None and told and self.screen.is_shown(there):
            scopes = tuple(one.done.scope for one in told)
            return lambda: bridge.ask(sheet_after, sheet=there, scopes=scopes)
        return lambda: bridge.ask(rota_sheet, start=period.start, days=period.days, by=by)

    def _waited(self, ask: Callable[[], RotaSheet]) -> Shown:
        """A sheet and all its findings; once there is one to look at, beside the window."""
        both, screen = self._whole(ask), self.screen
        there = screen.model.sheet
        if there is None or not screen.isVisible():
            return both()
        try:
            return screen.bridge.ask_long(f"Looking at {screen.period.words}", both)
        except Stopped:
            screen.stay_with(there)
            self._judged = screen.period
            self._settle.start()
            return self._question(())(), self.findings

    def _whole(self, ask: Callable[[], RotaSheet]) -> Callable[[], Shown]:
        """How to ask for a sheet and for all findings of the period, on whatever thread."""
        period, desk = self.screen.period, self.screen.bridge.desk

        def both() -> Shown:
            with progress.part(0, 50):
                sheet = ask()
            with progress.part(50, 100):
                found = desk.findings(period.start, period.end)
            return sheet, tuple(one for one in found if one.flagged)

        return both

    def _asked(self) -> tuple[Period, By, int]:
        return self.screen.period, self.screen.by, self._heard

    def _again(self) -> None:
        """Judge the whole period again, beside the window."""
        both, asked = self._whole(self._question(())), self._asked()

        def work(_progress: object) -> Judged:
            return asked, both()

        self.screen.frame.tasks.start("Looking at the rules", work, self._take, quiet=True)

    def _take(self, judged: Judged) -> None:
        """Show what was found, unless the rota or what is shown of it has moved on meanwhile."""
        asked, (sheet, findings) = judged
        if asked != self._asked():
            return  # that edit, or that turn, has its own look at the rules
        self.findings, self.awaited = findings, False
        self.screen.show_judged(sheet)
