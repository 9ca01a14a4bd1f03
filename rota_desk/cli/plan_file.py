"""The file that `check job-plan` reads: one row a line of somebody's job plan."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rota_desk.cli.csv_rows import NotRead, Problems, Row, a_text, read_rows
from rota_desk.cli.duty_file import a_number
from rota_desk.domain.facts import PlanLine
from rota_desk.domain.programmed_activities import NHS, OWN_TIME
from rota_desk.errors import CannotOpen

HEADINGS = ("clinician", "cycle_weeks", "week", "weekday", "start", "end", "category")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CATEGORIES = (*NHS, *OWN_TIME)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_LONGEST_CYCLE = 104  # weeks
_WEEKS_A_YEAR = 53  # at most
_MOST_LINES = 3_000  # of one clinician: four a day of the longest cycle


@dataclass(frozen=True)
class PlanFile:
    """What the file says: clinicians in order of appearance and the lines of their job plans.

    A clinician's id is the place in `clinicians`, counted from 1.
    """

    clinicians: tuple[str, ...]
    lines: tuple[PlanLine, ...]

    @cached_property
    def each(self) -> tuple[tuple[PlanLine, ...], ...]:
        """Each clinician's lines, in the order of the clinicians."""
        sorted_out: list[list[PlanLine]] = [[] for _ in self.clinicians]
        for line in self.lines:
            sorted_out[line.clinician_id - 1].append(line)
        return tuple(map(tuple, sorted_out))


def read_plan_file(name: str) -> PlanFile:
    """Read the whole file, or refuse it naming the rows that cannot be read."""
    clinicians: dict[str, int] = {}
    lines: list[PlanLine] = []
    problems = Problems(name)
    for row in read_rows(name, needed=HEADINGS):
        try:
            who = unicodedata.normalize("NFC", a_text(row, "clinician"))
            line = _line(row, clinicians.get(who, len(clinicians) + 1))
        except NotRead as wrong:
            problems.add(row.number, wrong)
            continue
        clinicians[who] = line.clinician_id
        lines.append(line)
    problems.refuse()
    if not lines:
        raise CannotOpen(f"{name} has no lines of a job plan; add rows below its headings.")
    file = PlanFile(tuple(clinicians), tuple(lines))
    for clinician, theirs in zip(file.clinicians, file.each, strict=True):
        if len(theirs) > _MOST_LINES:
            raise CannotOpen(
                f"{name} gives {clinician} {len(theirs):,} lines; no job plan has more than "
                f"{_MOST_LINES:,}, so see whether the column clinician names one person only."
            )
    return file


def _line(row: Row, who: int) -> PlanLine:
    if not row.cell("clinician"):
        raise NotRead("no clinician is named")
    cycle = _whole(row, "cycle_weeks", _LONGEST_CYCLE)
    return PlanLine(
        clinician_id=who,
        weekday=_weekday(row.cell("weekday")),
        start=_clock(row.cell("start"), "start"),
        end=_clock(row.cell("end"), "end"),
        category=_category(row.cell("category")),
        activity=a_text(row, "activity"),
        cycle_weeks=cycle,
        week=_whole(row, "week", cycle),
        sessions=_decimal(row, "sessions") or Decimal(0),
        pa=_decimal(row, "pa"),
        weeks_per_year=_weeks(row),
    )


def _whole(row: Row, heading: str, most: int) -> int:
    text = row.cell(heading)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise NotRead(f'{heading} "{text}" is not a whole number from 1 to {most}')
    return int(text)


def _weekday(text: str) -> int:
    lowered = text.lower()
    for names in (_WEEKDAYS, _NAMES):
        if lowered in names:
            return names.index(lowered)
    raise NotRead(f'the weekday "{text}" is none of Mon, Tue, Wed, Thu, Fri, Sat, Sun')


def _clock(text: str, heading: str) -> dt.time:
    """Read a time of day; 24:00 is the midnight with which a day ends."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise NotRead(f'the {heading} "{text}" is no time of day; write it as 08:30')
    if text == "24:00" and heading == "end":
        return dt.time()
    if text == "24:00":
        raise NotRead(f'the {heading} "{text}" is the next day; write that weekday and 00:00')
    try:
        return dt.time(int(found[1]), int(found[2]))
    except ValueError:
        raise NotRead(f'the {heading} "{text}" is no time of day; write it as 08:30') from None


def _category(text: str) -> str:
    if text.upper() not in _CATEGORIES:
        raise NotRead(f'the category "{text}" is none of {", ".join(_CATEGORIES)}')
    return text.upper()


def _weeks(row: Row) -> Decimal | None:
    weeks = _decimal(row, "weeks_per_year")
    if weeks is not None and weeks > _WEEKS_A_YEAR:
        text = row.cell("weeks_per_year")
        raise NotRead(f'weeks_per_year "{text}" is more than {_WEEKS_A_YEAR}')
    return weeks


def _decimal(row: Row, heading: str) -> Decimal | None:
    text = row.cell(heading)
    return a_number(text, heading) if text else None
