"""Showing only some rows of the rota, and finding words on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rota_desk.queries.look_up import LookUp
from rota_desk.queries.rota_sheet import By, Entry, Row
from rota_desk.queries.traits import Traits, traits
from rota_desk.words import day_words
from ui.roster.spot import place_of
from ui.widgets.followed import SIGN
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a row must have to be shown; what is empty asks for nothing."""

    grade: str = ""
    skill: int = 0
    site: int = 0
    found: bool = False  # only rows with findings

    def keeps(self, row: Row, by: By, known: Traits, *, marked: bool) -> bool:
        """Whether a row is shown."""
        people = {row.key} if by is By.PERSON else {one.clinician_id for one in _entries(row)}
        fits = any(person is not None and self._suits(person, known) for person in people)
        at_site = not self.site or any(
            known.sites.get(one.room_id or 0) == self.site for one in _entries(row)
        )
        return (fits or not (self.grade or self.skill)) and at_site and (marked or not self.found)

    def _suits(self, person: int, known: Traits) -> bool:
        graded = not self.grade or known.grades.get(person) == self.grade
        return graded and (not self.skill or self.skill in known.skills.get(person, frozenset()))

    def words(self, names: LookUp, known: Traits) -> str:
        """What is asked for: "ST6, Endoscopy list, with findings"."""
        skill = next((one.name for one in names.activities if one.id == self.skill), "")
        site = dict(known.site_names).get(self.site, "")
        asked = (self.grade, skill, site, "with findings" * self.found)
        return ", ".join(one for one in asked if one)


def _entries(row: Row) -> list[Entry]:
    return [entry for cell in row.cells for entry in cell]


class Sifting:
    """The sieve and the words sought on one Rota screen."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.sieve = Sieve()
        self.sought = ""

    def keep(self) -> Callable[[Row], bool] | None:
        """Which rows are shown; none says all of them."""
        if self.sieve == Sieve():
            return None
        known = self.screen.bridge.ask(traits)
        marks = self.screen.marks_now
        return lambda row: self.sieve.keeps(
            row,
            self.screen.by,
            known,
            marked=any(
                marks.of_entry(entry) or marks.of_day(row.key, entry.start.date())
                for entry in _entries(row)
            ),
        )

    def ask(self) -> Form:
        """Ask what rows are shown."""
        known, names = self.screen.bridge.ask(traits), self.screen.names
        form = Form("Show only …", "Show", self.screen.bridge, self.screen)
        grades = sorted({one for one in known.grades.values() if one})
        grade = form.choice(
            "Grade", [("", "Any"), *((one, one) for one in grades)], self.sieve.grade
        )
        coded = [(one.id, f"{one.code}  {one.name}") for one in names.activities]
        skill = form.choice("May do", [(0, "Anything"), *coded], self.sieve.skill)
        site = form.choice("Site", [(0, "Any"), *known.site_names], self.sieve.site)
        found = form.check("Only with findings", value=self.sieve.found)

        def submit() -> bool:
            self.take(
                Sieve(grade.value() or "", skill.value() or 0, site.value() or 0, found.value())
            )
            return True

        form.open_then(submit)
        return form

    def take(self, sieve: Sieve) -> None:
        """Show only what this sieve keeps."""
        self.sieve = sieve
        self.screen.refresh()
        self.tell()

    def clear(self) -> None:
        """Show every row, follow nobody."""
        self.screen.frame.followed.clear()
        self.take(Sieve())

    def tell(self) -> None:
        """Say on top what is shown and who is followed."""
        names = self.screen.names
        said = []
        if self.sieve != Sieve():
            known = self.screen.bridge.ask(traits)
            shown = sum(line.row is not None for line in self.screen.model.lines)
            rows = len(self.screen.sheet.rows)
            said.append(f"{shown} of {rows}: {self.sieve.words(names, known)}")
        followed = self.screen.frame.followed
        if followed.person:
            said.append(f"{SIGN}{followed.name}")
        self.screen.head.tell_sieve(" · ".join(said))

    def find(self) -> Form:
        """Ask for words to find: a name, an activity, a room, a note."""
        form = Form("Find on the rota", "Find", self.screen.bridge, self.screen)
        words = form.line("Words", self.sought, hint="A name, a code, a room, part of a note")

        def submit() -> bool:
            self.sought = words.value()
            if not self.next(1):
                form.trouble("Nothing on the days shown has these words.")
                return False
            return True

        form.open_then(submit)
        return form

    def next(self, step: int) -> bool:
        """Go to the next place with the words sought, or the one before."""
        places = self._places() if self.sought else []
        if not places:
            self.screen.frame.say("Nothing is sought, or nothing found. Ctrl+F asks.", "notice")
            return False
        spot, index = self.screen.spot, self.screen.grid.currentIndex()
        here = (index.row(), index.column(), *((spot.half, spot.place) if spot else ("", 0)))
        beyond = [one for one in places if (one > here if step > 0 else one < here)]
        line, column, half, place = chosen = (beyond or places)[0 if step > 0 else -1]
        self.screen.grid.go_to(line, column, half, place)
        self.screen.grid.setFocus()
        day = day_words(self.screen.model.days[column].day)
        number = places.index(chosen) + 1
        self.screen.frame.say(f"{number} of {len(places)}: “{self.sought}”, {day}")
        return True

    def _places(self) -> list[tuple[int, int, str, int]]:
        words = self.sought.casefold()
        return [
            (number, column, *place_of(entries, one))
            for number, line in enumerate(self.screen.model.lines)
            for column, entries in enumerate(line.row.cells if line.row else ())
            for one in entries
            if words
            in f"{line.row.name if line.row else ''} {one.code} {one.title} "
            f"{one.suffix} {one.note}".casefold()
        ]
