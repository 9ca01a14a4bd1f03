"""What a roster says, ready to be looked at: duties, codes, and everything left open."""

import datetime as dt
from dataclasses import dataclass

from rota_desk.errors import Problem
from rota_desk.intake.times import Times

WORK, OFF = "shift", "off"
LEAVE_KINDS = ("annual_leave", "study_leave", "professional_leave", "sick")
KINDS = (WORK, *LEAVE_KINDS, OFF)


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """What a code of the roster stands for, and where that is stated."""

    code: str
    meaning: str
    kind: str
    times: Times | None = None
    stated_in: str = ""

    def as_json(self) -> dict[str, str]:
        """Give the meaning as an exchange file holds it."""
        start, end = (self.times.start, self.times.end) if self.times else (None, None)
        return {
            "meaning": self.meaning,
            "kind": self.kind,
            "start": f"{start:%H:%M}" if start else "",
            "end": f"{end:%H:%M}" if end else "",
            "stated_in": self.stated_in,
        }


@dataclass(frozen=True, slots=True)
class PlannedDuty:
    """One duty or day of leave that an import would record; times are wall time."""

    person: str
    day: dt.date
    code: str
    kind: str
    start: dt.datetime | None
    end: dt.datetime | None
    sheet: str
    cell: str
    note: str = ""

    def as_json(self) -> dict[str, str]:
        """Give the duty as the command line answers it; times as HH:MM, empty when not stated."""
        return {
            "person": self.person,
            "date": f"{self.day:%Y-%m-%d}",
            "code": self.code,
            "kind": self.kind,
            "start": f"{self.start:%H:%M}" if self.start else "",
            "end": f"{self.end:%H:%M}" if self.end else "",
            "sheet": self.sheet,
            "cell": self.cell,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Undecided:
    """A day of a person that is not recorded until somebody settles what the sheet says."""

    person: str
    day: dt.date
    text: str
    sheet: str
    cell: str

    def as_json(self) -> dict[str, str]:
        """Give the open day as the command line answers it."""
        return {
            "person": self.person,
            "date": f"{self.day:%Y-%m-%d}",
            "text": self.text,
            "sheet": self.sheet,
            "cell": self.cell,
        }


@dataclass(frozen=True, slots=True)
class IntakePlan:
    """The reading of one roster file: nothing in it is recorded yet, and nothing is guessed."""

    file: str
    understood: tuple[str, ...]
    duties: tuple[PlannedDuty, ...]
    people: tuple[str, ...]
    codes: tuple[CodeMeaning, ...]
    problems: tuple[Problem, ...]
    undecided: tuple[Undecided, ...]
    days: frozenset[dt.date] = frozenset()  # of which the file speaks, also where cells are empty

    def as_json(self) -> dict[str, object]:
        """Give the answer of `import roster --json`."""
        return {
            "file": self.file,
            "understood": list(self.understood),
            "plan": [duty.as_json() for duty in self.duties],
            "people": list(self.people),
            "codes": {meaning.code: meaning.as_json() for meaning in self.codes},
            "problems": [
                {
                    "sheet": problem.sheet,
                    "row": problem.row,
                    "column": problem.column,
                    "text": problem.text,
                    "message": problem.message,
                }
                for problem in self.problems
            ],
            "undecided": [day.as_json() for day in self.undecided],
        }
