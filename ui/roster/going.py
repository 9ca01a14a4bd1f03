"""Going to a place of the Rota: a person's day, a session, a finding, what is short on a day."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rota_desk.queries.rota_sheet import By
from rota_desk.rules.finding import Finding
from ui.roster.sieve import Sieve
from ui.roster.spot import Spot, place_of

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the cursor is on, whatever the rows are: a session and who is there, or a day."""

    session: int | None
    clinician: int | None
    day: dt.date
    half: str


class Going:
    """Puts the cursor where something stands, and turns the rota to it where it must."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen, self.grid = screen, screen.grid
        self._anchor: Anchor | None = None
        self._parked: Spot | None = None  # where the last turn put the cursor

    def turn(self, by: By) -> None:
        """Turn the rows; the cursor stays on its session, or on its person and day.

        Rows that do not have it keep the day, and the next turn comes back to it.
        """
        spot = self.screen.spot
        if self._anchor is None or spot != self._parked:
            self._anchor = self._under(spot)
        self.screen.by = by
        self.screen.refresh()
        if self._anchor is not None:
            self._stand_on(self._anchor)
        self._parked = self.screen.spot

    def _under(self, spot: Spot | None) -> Anchor | None:
        if spot is None:
            return None
        by_person = self.screen.by is By.PERSON and spot.row.key > 0
        entry, row = spot.entry, spot.row.key if by_person else None
        there = entry.clinician_id if entry is not None else None
        return Anchor(entry.session_id if entry else None, there or row, spot.day, spot.half)

    def _stand_on(self, anchor: Anchor) -> None:
        session, model = anchor.session, self.screen.model
        if session is not None and self.to_session(session, anchor.clinician):
            return
        by_person = self.screen.by is By.PERSON and anchor.clinician is not None
        line = model.line_of(anchor.clinician or 0) if by_person else -1
        line = line if line >= 0 else self.grid.currentIndex().row()
        self.grid.go_to(line, model.column_of(anchor.day), anchor.half)

    def to_place(self, spot: Spot) -> None:
        """Go to a row's day as it is now."""
        line, column = self.grid.place_of(spot)
        if line >= 0 and column >= 0:
            self.grid.go_to(line, column, spot.half, spot.place)

    def to(self, **where: object) -> None:
        """Go to a person (`clinician`), a day (`day`), a half ("am") or a session (`session`)."""
        screen, model = self.screen, self.screen.model
        day, person, session = where.get("day"), where.get("clinician"), where.get("session")
        if isinstance(site := where.get("site"), int):
            screen.sifting.take(Sieve(site=site))
        if isinstance(day, dt.date) and not screen.period.holds(day):
            screen.show_period(screen.period.around(day))
        whom = person if isinstance(person, int) else None
        if isinstance(session, int) and self.to_session(session, whom):
            return
        column = model.column_of(day) if isinstance(day, dt.date) else -1
        if person is not None and screen.by is not By.PERSON:
            screen.show_by(By.PERSON)
        now = self.grid.currentIndex()
        line = self._line_of(person) if isinstance(person, int) else now.row()
        half = str(where.get("half") or self.grid.half)
        self.grid.go_to(line, column if column >= 0 else max(now.column(), 0), half)
        if screen.spot is None:
            self.grid.first()

    def _line_of(self, person: int) -> int:
        """A person's line; who is sifted out is shown again, who is not on these days is said."""
        screen = self.screen
        if screen.model.line_of(person) < 0 and screen.sifting.sieve != Sieve():
            screen.sifting.take(Sieve())
        line = screen.model.line_of(person)
        if line < 0:
            name = next((one.name for one in screen.names.people if one.id == person), "They")
            screen.frame.say(f"{name}: not on the rota of {screen.period.words}.", "notice")
            return self.grid.currentIndex().row()
        return line

    def to_session(self, session: int, clinician: int | None) -> bool:
        """Go to a session, where this clinician stands on it; False where it is not shown."""
        for place, line in enumerate(self.screen.model.lines):
            for column, entries in enumerate(line.row.cells if line.row else ()):
                for one in entries:
                    same = clinician is None or one.clinician_id in {clinician, None}
                    if one.session_id == session and same:
                        self.grid.go_to(place, column, *place_of(entries, one))
                        return True
        return False

    def to_cover(self, activity: int, column: int) -> None:
        """Go to what is short on a day, where the rows are activities."""
        if self.screen.by is not By.ACTIVITY:
            self.screen.show_by(By.ACTIVITY)
        self.grid.go_to(self.screen.model.line_of(activity), column)
        self.grid.setFocus()

    def to_next_finding(self, step: int) -> None:
        """Go to the next finding, or the one before."""
        finding = self.screen.panel.next_after(step)
        if finding is None:
            self.screen.frame.say("No findings in this period.", "good")
            return
        self.to_finding(finding)
        self.screen.frame.say(finding.message, "warning")

    def to_finding(self, finding: Finding | None) -> None:
        """Go to the cell of a finding, and keep it in view there."""
        if finding is None:
            return
        self._to_its_cell(finding)
        self.screen.findings_at.choose(finding)
        self.screen.inspecting.soon()

    def _to_its_cell(self, finding: Finding) -> None:
        sessions, whom = finding.session_ids, finding.clinician_id
        if sessions and self.to_session(sessions[0], whom):
            return
        if whom is not None and finding.start is not None:
            day = max(finding.start.date(), self.screen.period.start)  # it may have begun before
            self.to(clinician=whom, day=day)
