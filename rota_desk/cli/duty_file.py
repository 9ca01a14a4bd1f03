"""The file that `check duties` reads: one row a duty, leave or rest."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo

from rota_desk.cli.csv_rows import YEARS, NotRead, Problems, Row, a_text, read_rows
from rota_desk.domain.facts import Away, AwayKind, Duty, DutyKind
from rota_desk.domain.snapshot import LONDON
from rota_desk.domain.span import instant

HEADINGS = ("person", "start", "end", "kind")
AWAY_KINDS = (
    AwayKind.ANNUAL_LEAVE,
    AwayKind.STUDY_LEAVE,
    AwayKind.PROFESSIONAL_LEAVE,
    AwayKind.SICK,
    AwayKind.REST,
    AwayKind.NON_WORKING,
)
_DUTY_KINDS = frozenset(kind.value for kind in DutyKind)
_KINDS = ", ".join((*(kind.value for kind in DutyKind), *(kind.value for kind in AWAY_KINDS)))
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::00)?", re.ASCII)
_MIDNIGHT = ("24", "00")
MOST = 10_000  # hours, days, sessions or episodes that anybody has
PLACES = 9  # after the point; more are no fact but a slip
_LONGEST = dt.timedelta(days=366)
_CLOCKS_SKIP = dt.timedelta(hours=2)  # at most
_TIMES = 2**16  # wall times of one file that are remembered as read
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class DutyFile:
    """What the file says: the people in order of appearance, their duties and times away.

    A person's id is the place in `people`, counted from 1.
    """

    people: tuple[str, ...]
    duties: tuple[Duty, ...]
    aways: tuple[Away, ...]

    def days(self) -> tuple[dt.date, dt.date] | None:
        """Give the first and the last day of the file, None when it has no rows."""
        if not self.duties and not self.aways:
            return None
        rows = (self.duties, self.aways)
        ends = max(one.end for facts in rows for one in facts)
        starts = min(one.start for facts in rows for one in facts)
        return starts.date(), (ends - dt.timedelta(minutes=1)).date()


def read_duty_file(name: str, zone: ZoneInfo = LONDON) -> DutyFile:
    """Read the whole file, or refuse it naming the rows that cannot be read."""
    people: dict[str, int] = {}
    duties: list[Duty] = []
    aways: list[Away] = []
    problems = Problems(name)
    for row in read_rows(name, needed=HEADINGS):
        try:
            fact = _fact(row, people, zone)
        except NotRead as wrong:
            problems.add(row.number, wrong)
            continue
        if isinstance(fact, Duty):
            duties.append(fact)
        else:
            aways.append(fact)
    problems.refuse()
    return DutyFile(tuple(people), tuple(duties), tuple(aways))


def _fact(row: Row, people: dict[str, int], zone: ZoneInfo) -> Duty | Away:
    person = unicodedata.normalize("NFC", a_text(row, "person"))
    if not person:
        raise NotRead("no person is named")
    start, end = a_time(row.cell("start"), "start"), a_time(row.cell("end"), "end")
    _refuse_no_time(row, start, end, zone)
    who = people.get(person, len(people) + 1)
    fact = _of_kind(row, row.cell("kind").lower(), who, start, end)
    people[person] = who
    return fact


def _refuse_no_time(row: Row, start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> None:
    length = end - start
    if length <= dt.timedelta():
        raise NotRead(f"the end {row.cell('end')} is not after the start {row.cell('start')}")
    if length > _LONGEST:
        raise NotRead(f"it lasts from {row.cell('start')} to {row.cell('end')}, over a year")
    if length <= _CLOCKS_SKIP and instant(end, zone) <= instant(start, zone):
        raise NotRead(
            f"from the start {row.cell('start')} to the end {row.cell('end')} the clock skips "
            "forward, so that no time is left"
        )


def _of_kind(row: Row, kind: str, who: int, start: dt.datetime, end: dt.datetime) -> Duty | Away:
    if kind in AWAY_KINDS:
        return Away(who, start, end, AwayKind(kind))
    if kind not in _DUTY_KINDS:
        raise NotRead(f'the kind "{row.cell("kind")}" is none of {_KINDS}')
    work, episodes = _work_minutes(row, start, end), _episodes(row)
    if kind == DutyKind.SHIFT:
        return Duty(who, start, end)
    return Duty(who, start, end, DutyKind.ON_CALL, work, episodes)


@lru_cache(maxsize=_TIMES)
def a_time(text: str, heading: str) -> dt.datetime:
    """Read a wall time, YYYY-MM-DDTHH:MM; 24:00 is the next midnight."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise NotRead(f'the {heading} "{text}" is no time; write it as 2026-11-09T08:30')
    day, hour, minute = found.groups()
    if int(day[:4]) not in YEARS:
        raise NotRead(f'the {heading} "{text}" lies outside the years of any rota')
    try:
        if (hour, minute) == _MIDNIGHT:
            return dt.datetime.fromisoformat(day) + dt.timedelta(days=1)
        return dt.datetime.fromisoformat(f"{day}T{hour}:{minute}")
    except (ValueError, OverflowError):
        raise NotRead(
            f'the {heading} "{text}" does not exist; write it as 2026-11-09T08:30'
        ) from None


def a_number(text: str, what: str) -> Decimal:
    """Read a decimal number from 0 to `MOST`."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise NotRead(f'{what} "{text}" is no number; write it as 2.5') from None
    if _NUMBER.fullmatch(text) is None:
        raise NotRead(f'{what} "{text}" is no plain number; write it as 2.5')
    if number < 0:
        raise NotRead(f'{what} "{text}" must be 0 or more')
    if number > MOST:
        raise NotRead(f'{what} "{text}" is more than {MOST}')
    return round(number, PLACES)


def _work_minutes(row: Row, start: dt.datetime, end: dt.datetime) -> int:
    text = row.cell("work_hours")
    if not text:
        return 0
    hours = a_number(text, "work_hours")
    if hours * 3600 > (end - start) // dt.timedelta(seconds=1):
        raise NotRead(f'work_hours "{text}" is more than the period lasts')
    return round(hours * 60)


def _episodes(row: Row) -> int | None:
    text = row.cell("episodes")
    if not text:
        return None
    number = a_number(text, "episodes")
    if number != number.to_integral_value():
        raise NotRead(f'episodes "{text}" is no whole number')
    return int(number)
