"""What the coordinator does with a gap besides filling it: ask, offer, leave open, go to it."""

import datetime as dt
from typing import TYPE_CHECKING

from models.types import GapActionKind
from rota_desk.queries.asks import asks
from rota_desk.queries.gap_story import gap_story
from rota_desk.queries.rota_sheet import Entry, EntryKind
from rota_desk.words import day_words
from ui.roster.spot import place_of
from ui.widgets.bank_form import bank_form
from ui.widgets.escalate_form import escalate_form
from ui.widgets.form import Form
from ui.widgets.gap_forms import answer_form, cause_form, leave_open_form, tried_form

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

Place = tuple[int, int, str, int]  # column of the day, line, half, place in the half


class GapHands:
    """The ledger of gaps from the Rota: each act is about the gap under the cursor."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen

    @property
    def gap(self) -> Entry | None:
        """The gap under the cursor."""
        entry = self.screen.entry
        needed = entry is not None and entry.kind is EntryKind.GAP and entry.session_id
        return entry if needed else None

    def ask(self, clinician: int | None = None) -> Form | None:
        """Log who was asked, and the answer."""
        return self._tried(GapActionKind.ASKED, "Who was asked", clinician)

    def offer(self, clinician: int | None = None) -> Form | None:
        """Log to whom it was offered, and the answer."""
        return self._tried(GapActionKind.OFFERED, "To whom it was offered", clinician)

    def _tried(self, kind: GapActionKind, title: str, clinician: int | None) -> Form | None:
        gap = self.gap
        if gap is None or gap.session_id is None:
            return None
        return tried_form(
            self.screen.bridge,
            self.screen,
            self.screen.names,
            session=gap.session_id,
            title=f"{title}: {_named(gap)}",
            kind=kind,
            clinician=clinician,
        )

    def answered(self) -> Form | None:
        """Note what somebody said who was asked: also after another took it, or they withdrew."""
        gap = self.screen.entry
        if gap is None or gap.session_id is None:
            return None
        found = self.screen.bridge.ask(asks, session=gap.session_id)
        if not found:
            self.screen.frame.say("Nobody was asked yet: log whom you ask first.", "notice")
            return None
        title = f"The answer: {_named(gap)}"
        return answer_form(
            self.screen.bridge,
            self.screen,
            found,
            title=title,
            session=gap.session_id,
            filled=gap.have >= gap.need,
        )

    def leave_open(self) -> Form | None:
        """Leave the gap open, with a reason and a day to decide by."""
        gap = self.gap
        if gap is None or gap.session_id is None:
            return None
        return leave_open_form(
            self.screen.bridge,
            self.screen,
            session=gap.session_id,
            title=f"Leave open: {_named(gap)}",
            day=max(self.screen.names.today, gap.start.date() - dt.timedelta(days=1)),
        )

    def cause(self) -> Form | None:
        """Note why it is uncovered."""
        gap = self.gap
        if gap is None or gap.session_id is None:
            return None
        return cause_form(
            self.screen.bridge,
            self.screen,
            session=gap.session_id,
            title=f"Why uncovered: {_named(gap)}",
            story=self.screen.bridge.ask(gap_story, session=gap.session_id),
        )

    def escalate(self) -> Form | None:
        """Go up the ladder for the gap."""
        gap = self.gap
        if gap is None or gap.session_id is None:
            return None
        return escalate_form(self.screen.bridge, self.screen, gap.session_id)

    def bank(self) -> Form | None:
        """Ask bank or agency for the gap."""
        gap = self.gap
        if gap is None or gap.session_id is None:
            return None
        return bank_form(self.screen.bridge, self.screen, session=gap.session_id)

    def go(self, step: int) -> None:
        """Go to the next gap of the period, day by day, or to the one before."""
        places = self._places()
        if not places:
            self.screen.frame.say("No gaps in this period.", "good")
            return
        spot, index = self.screen.spot, self.screen.grid.currentIndex()
        here = (index.column(), index.row(), *((spot.half, spot.place) if spot else ("", 0)))
        beyond = [one for one in places if (one > here if step > 0 else one < here)]
        column, line, half, place = (beyond or places)[0 if step > 0 else -1]
        self.screen.grid.go_to(line, column, half, place)
        self.screen.grid.setFocus()

    def _places(self) -> list[Place]:
        """Where the gaps of the period stand, by day, then by line."""
        return sorted(
            (column, number, *place_of(entries, one))
            for number, line in enumerate(self.screen.model.lines)
            for column, entries in enumerate(line.row.cells if line.row else ())
            for one in entries
            if one.kind is EntryKind.GAP
        )


def _named(gap: Entry) -> str:
    return f"{gap.title}, {day_words(gap.start.date())}"
