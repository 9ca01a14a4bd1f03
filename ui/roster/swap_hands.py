"""What the coordinator does for a swap on the Rota: ask with whom, say who agreed, find one."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from rota_desk.edits.assignments import swap_assignments
from rota_desk.edits.swaps import ask_swap
from rota_desk.errors import Refusal
from rota_desk.queries.rota_sheet import Entry
from rota_desk.words import day_words
from ui.roster.consent_form import Consents, consent_form, consent_lines
from ui.roster.cover_swap_form import cover_swap_form
from ui.roster.dialogs import person_form
from ui.roster.effect import effect_words
from ui.roster.swap_form import swap_form
from ui.tasks import Stopped
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen


class SwapHands:
    """Swaps of the entry under the cursor, or of two that lie on each other."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen

    def ask(self) -> Form | None:
        """Ask with whom to swap, and who agreed; their entry of the same day is exchanged."""
        entry = self.screen.entry
        if entry is None or entry.assignment_id is None:
            return None
        mine, day = entry.assignment_id, entry.start.date()
        names = {one.id: one.name for one in self.screen.names.people}

        def theirs(person: int) -> int:
            return self._work_of(person, day, entry)

        def effect(person: int) -> tuple[str, str]:
            return effect_words(
                self.screen.bridge.preview(swap_assignments, first=mine, second=theirs(person))
            )

        def submit(person: int) -> bool:
            consents = agreed[0].of(entry.clinician_id or 0, person)
            return self.screen.hands.change(
                ask_swap, first=mine, second=theirs(person), consents=consents
            )

        agreed: list[Consents] = []
        whose = names.get(entry.clinician_id or 0, "One")
        return person_form(
            f"Swap {entry.title}, {day_words(day)}, with whom?",
            self.screen.bridge,
            self.screen,
            done="Ask for the swap",
            names=self.screen.names,
            then=submit,
            effect=effect,
            more=lambda form: agreed.append(consent_lines(form, whose)),
        )

    def ask_of(self, first: Entry, second: Entry) -> Form:
        """Ask how both agreed to exchange two entries."""
        names = {one.id: one.name for one in self.screen.names.people}
        return consent_form(self.screen.bridge, self.screen, first, second, names)

    def find(self) -> Form | None:
        """Find legal partners for the session under the cursor, and ask for the swap."""
        spot, entry = self.screen.spot, self.screen.entry
        if spot is None or entry is None or entry.assignment_id is None:
            return None
        named = (one.name for one in self.screen.names.people if one.id == entry.clinician_id)
        mine = next(named, spot.row.name)
        return self._looked(lambda: swap_form(self.screen.bridge, self.screen, entry, mine=mine))

    def cover(self, clinician: int | None = None) -> Form | None:
        """Fill the gap under the cursor by a swap: somebody takes it and gives up another."""
        gap = self.screen.gaps.gap
        if gap is None or gap.session_id is None:
            return None
        return self._looked(
            lambda: cover_swap_form(self.screen.bridge, self.screen, gap, clinician)
        )

    def _looked(self, form: Callable[[], Form]) -> Form | None:
        """A form that looks for what it offers; none when she stops it, or it makes no sense."""
        try:
            return form()
        except Stopped as stopped:
            self.screen.frame.say(str(stopped), "notice")
        except Refusal as refusal:
            self.screen.frame.say(str(refusal), "warning")
        return None

    def _work_of(self, person: int, day: dt.date, like: Entry) -> int:
        """The person's assignment that day, in the same slot before any other; 0 when none."""
        line, column = self.screen.model.line_of(person), self.screen.model.column_of(day)
        entries = [one for one in self.screen.model.entries(line, column) if one.assignment_id]
        entries.sort(key=lambda one: one.slot is not like.slot)
        return (entries[0].assignment_id or 0) if entries else 0
