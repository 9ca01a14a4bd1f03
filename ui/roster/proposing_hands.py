"""Propose cover from the Rota: for what is selected, the week, or the days shown."""

import datetime as dt
from typing import TYPE_CHECKING

from rota_desk.edits.proposed_cover import take_proposals
from rota_desk.proposing import Proposing, begin
from rota_desk.queries.rota_sheet import EntryKind
from rota_desk.words import count_words, day_words, span_words
from ui.roster.period import Period, monday_of
from ui.roster.propose_form import ProposeForm
from ui.tasks import Stopped
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

NO_GAPS = "No gaps to come in these days: everything that wants somebody has them."


class ProposingHands:
    """Every open gap of some days answered at once, to be looked at before it is written."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen

    def ask(self) -> Form:
        """Ask for which days; the gaps that are selected come first, if there are any."""
        form = Form("Propose cover", "Propose", self.screen.bridge, self.screen)
        form.note(
            "Every open gap is answered at once by the cover finder's own ranking, the gap "
            "that the fewest could take first. You see who and why before anything is written."
        )
        options = self._options()
        which = form.choice("For", options, options[0][0])

        def submit() -> bool:
            chosen = which.value()
            if chosen is None:
                form.trouble("Choose for which days.")
                return False
            title = next(said for one, said in options if one == chosen)
            start, end, sessions = chosen
            return self.propose(start, end, title, sessions) is not None

        form.open_then(submit)
        return form

    def propose(
        self, start: dt.date, end: dt.date, title: str, sessions: frozenset[int] | None = None
    ) -> ProposeForm | None:
        """Look beside the window, with progress and Stop; then show what is proposed."""
        bridge = self.screen.bridge
        try:
            found: Proposing = bridge.ask_long(
                "Proposing cover",
                lambda: begin(bridge.desk, start=start, end=end, sessions=sessions),
            )
            if not found.places:
                bridge.refused.emit(NO_GAPS)
                return None
            on = self.screen, self.screen.frame.look
            tries = None if bridge.desk.trying else lambda takings: self._try(start, takings)
            return ProposeForm(found, on, bridge, title, take=self._take, try_out=tries)
        except Stopped as stopped:
            self.screen.frame.say(str(stopped), "notice")
            return None

    def _take(self, takings: tuple[tuple[int, int], ...]) -> bool:
        """Put them on the rota in one step; the reason for published days is asked for once."""
        return self.screen.hands.change(take_proposals, takings=takings)

    def _try(self, start: dt.date, takings: tuple[tuple[int, int], ...]) -> bool:
        """Put them on a copy of the rota, in a what-if's own window."""
        return self.screen.frame.try_out(
            f"Proposed cover from {day_words(start)}",
            lambda desk: desk.do(take_proposals, takings=takings),
            day=start,
        )

    def _options(self) -> list[tuple[tuple[dt.date, dt.date, frozenset[int] | None], str]]:
        period = self.screen.period
        day = self.screen.spot.day if self.screen.spot else period.start
        week = Period(monday_of(day), 7)
        found: list[tuple[tuple[dt.date, dt.date, frozenset[int] | None], str]] = []
        cells = self.screen.grid.selected_cells()
        gaps = frozenset(
            one.session_id
            for cell in cells
            for one in cell.entries
            if one.kind is EntryKind.GAP and one.session_id is not None
        )
        if gaps:
            days = [cell.day for cell in cells]
            until = max(days) + dt.timedelta(days=1)
            said = f"What is selected: {count_words(len(gaps), 'session')} with a gap"
            found.append(((min(days), until, gaps), said))
        if period.days > week.days:
            found.append(((period.start, period.end, None), f"The days shown: {period.words}"))
        found.append(
            ((week.start, week.end, None), f"The week {span_words(week.start, week.last)}")
        )
        return found
