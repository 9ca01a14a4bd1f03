"""The printed under-provision report against a count of the exports that shares no code with it.

The CSV files are what anybody gets from the command line. They are counted with `csv` and plain
arithmetic, as a spreadsheet would, and the PDF is read back as text.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf

from rota_desk.cli.roof import run

LONDON = ZoneInfo("Europe/London")
KINDS = (
    "activities",
    "assignments",
    "clinicians",
    "counting",
    "cover",
    "dates",
    "permissions",
    "rooms",
    "sessions",
    "skills",
    "supernumerary",
)
FELL = {"cancelled", "closed", "released"}
EVERY_DAY = {"shift", "on_call"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Row = dict[str, str]
Tables = dict[str, list[Row]]


def exported(database: Path, folder: Path) -> Tables:
    """Every table that is counted, as the command line writes it."""
    found: Tables = {}
    for kind in KINDS:
        out = folder / f"{kind}.csv"
        assert run(["--database", str(database), "export", kind, "--out", str(out)]) == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            found[kind] = list(csv.DictReader(file))
    return found


def printed(database: Path, folder: Path, first: dt.date, last: dt.date) -> str:
    """The report of some days, both included, as text."""
    out = folder / "under-provision.pdf"
    period = ["--from", first.isoformat(), "--to", last.isoformat()]
    words = ["report", "under-provision", "--out", str(out), *period]
    assert run(["--database", str(database), *words]) in {0, 1}
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(out).pages)


@dataclass
class Session:
    """A session that stands, or the need of a line that none meets."""

    slot: str
    site: str
    wanted: int
    hours: float
    people: list[tuple[str, set[str]]] = field(default_factory=list)  # grade, skills
    over: int = 0

    def serves(self, line: Row) -> bool:
        """Whether it counts for a line's part of the day and site."""
        whole = self.slot == "day" and line["slot"] in {"am", "pm"}
        slot = line["slot"] in {"day", self.slot} or whole
        return slot and line["site"] in {"", self.site}


def meets(line: Row, grade: str, skills: set[str]) -> bool:
    """Whether a person is of the grade and has the skill that a line names."""
    if line["skill"] and line["skill"].lower() not in skills:
        return False
    named = [part.strip() for part in re.split(r"[,/]|\bor\b", line["grade"])]
    return not line["grade"] or any(
        re.fullmatch(rf"{re.escape(one)}\d*", grade, re.IGNORECASE) for one in named if one
    )


def lines_of(table: Iterable[Row], kind: str, day: dt.date, *, holiday: bool) -> list[Row]:
    """The lines that hold on a day: a bank holiday's alone, else the weekday's before the rest."""
    stand = [
        one
        for one in table
        if one["from"] <= day.isoformat() and (not one["to"] or day.isoformat() < one["to"])
    ]
    if holiday:
        own = [one for one in stand if one["bank_holiday"] == "yes"]
        if own:
            stand = own
        elif kind not in EVERY_DAY:
            return []
    else:
        stand = [one for one in stand if one["bank_holiday"] != "yes"]
    stand = [one for one in stand if one["weekday"] in {"", WEEKDAYS[day.weekday()]}]
    chosen: dict[tuple[str, ...], Row] = {}
    for one in sorted(stand, key=lambda one: (one["weekday"] != "", one["from"])):
        chosen[one["slot"], one["site"], one["grade"], one["skill"]] = one
    return list(chosen.values())


@dataclass
class Sums:
    """What a period comes to."""

    need: int = 0
    have: int = 0
    short: int = 0
    over: int = 0
    hours: float = 0.0
    by_activity: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    lines: int = 0  # of the ledger, short and over


def count(sums: Sums, name: str, sessions: list[Session], lines: list[Row], usual: float) -> None:
    """Add one activity's day: places, people, who is missing among them, who is too many."""
    narrow = sorted(lines, key=lambda one: (one["site"] == "", one["slot"] == "day"))
    for scope in dict.fromkeys((one["slot"], one["site"]) for one in narrow):
        own = [one for one in lines if (one["slot"], one["site"]) == scope]
        special = sum(int(one["minimum"]) for one in own if one["grade"] or one["skill"])
        plain = [int(one["minimum"]) for one in own if not (one["grade"] or one["skill"])]
        there = [one for one in sessions if one.serves(own[0])]
        missing = max([special, *plain]) - sum(one.wanted for one in there)
        for one in there:
            taken = max(0, min(missing, len(one.people) - one.wanted))
            one.wanted, missing = one.wanted + taken, missing - taken
        if missing > 0:
            sessions.append(Session(*scope, missing, usual))
    for one in sessions:
        one.over = max(0, len(one.people) - one.wanted)
    for line in lines:
        if line["target"] and not (line["grade"] or line["skill"]):
            there = [one for one in sessions if one.serves(line)]
            room = max(0, int(line["target"]) - sum(one.wanted for one in there))
            for one in there:
                taken = min(room, one.over)
                one.over, room = one.over - taken, room - taken
    need = sum(one.wanted for one in sessions)
    filled = sum(min(one.wanted, len(one.people)) for one in sessions)
    lacks = [lack(sessions, line) for line in lines if line["grade"] or line["skill"]]
    lacking = min(filled, sum(lacks))
    sums.need += need
    sums.have += sum(len(one.people) for one in sessions)
    sums.short += need - filled + lacking
    sums.over += sum(one.over for one in sessions)
    sums.hours += sum(one.hours * max(0, one.wanted - len(one.people)) for one in sessions)
    sums.by_activity[name][0] += filled - lacking
    sums.by_activity[name][1] += need


def lack(sessions: list[Session], line: Row) -> int:
    """People of a grade or skill who are missing and whom no open place could still bring."""
    there = [one for one in sessions if one.serves(line)]
    such = sum(meets(line, *who) for one in there for who in one.people)
    still_open = sum(max(0, one.wanted - len(one.people)) for one in there)
    return max(0, int(line["minimum"]) - such - still_open)


def hours_between(start: str, end: str) -> float:
    """Elapsed hours between two times by the clock on the wall."""
    begin, until = (dt.datetime.fromisoformat(one).replace(tzinfo=LONDON) for one in (start, end))
    return (until.astimezone(dt.UTC) - begin.astimezone(dt.UTC)).total_seconds() / 3600


def counted(tables: Tables, first: dt.date, last: dt.date) -> Sums:
    """Count the period, both days included."""
    sites = {one["code"]: one["site"] for one in tables["rooms"]}
    grades = {one["name"]: one["grade"] for one in tables["clinicians"]}
    on: dict[str, list[Row]] = defaultdict(list)
    days = {one["session"]: one["date"] for one in tables["sessions"]}
    for one in tables["assignments"]:
        there = days[one["session"]]
        if one["role"] != "supernumerary" and not beside(tables, one["clinician"], there):
            on[one["session"]].append(one)
    counts_by_grade(tables, on, grades)
    stood: dict[tuple[str, str], list[Session]] = defaultdict(list)
    for one in tables["sessions"]:
        if one["state"] not in FELL:
            people = [
                (grades[who["clinician"]], skills_of(tables, who["clinician"], one["date"]))
                for who in on[one["session"]]
            ]
            hours = hours_between(one["start"], one["end"])
            stood[one["activity"], one["date"]].append(
                Session(
                    one["slot"],
                    sites.get(one["room"], ""),
                    int(one["cover_wanted"]),
                    hours,
                    people,
                )
            )
    holidays = {one["date"] for one in tables["dates"] if one["bank_holiday"]}
    sums = Sums()
    for work in (one for one in tables["activities"] if one["needs_cover"] == "yes"):
        asked = [one for one in tables["cover"] if one["activity"] == work["code"]]
        day = first
        while day <= last:
            lines = lines_of(asked, work["kind"], day, holiday=day.isoformat() in holidays)
            sessions = stood[work["code"], day.isoformat()]
            count(sums, work["name"], sessions, lines, usual_hours(work, day))
            day += dt.timedelta(days=1)
    return sums


def beside(tables: Tables, name: str, day: str) -> bool:
    """Whether somebody does not count on a day, whatever their role."""
    return any(
        one["clinician"] == name and one["from"] <= day < one["to"]
        for one in tables["supernumerary"]
    )


def counts_by_grade(tables: Tables, on: dict[str, list[Row]], grades: dict[str, str]) -> None:
    """Leave out whose grade never counts, and who counts beside a supervisor and has none."""
    for session in (one for one in tables["sessions"] if one["session"] in on):
        people = on[session["session"]]
        how = {
            one["clinician"]: said_of(tables, grades[one["clinician"]], session) for one in people
        }
        alone = any(
            one["role"] == "lead"
            and how[one["clinician"]] == "alone"
            and not learns(tables, one["clinician"], session)
            for one in people
        )
        counted = {"alone", "supervised"} if alone else {"alone"}
        on[session["session"]] = [one for one in people if how[one["clinician"]] in counted]


def said_of(tables: Tables, grade: str, session: Row) -> str:
    """How a grade counts on a session: the work itself first, then the longer name of a grade."""
    spoken = [
        one
        for one in tables["counting"]
        if one["grade"].lower() == grade.lower().rstrip("0123456789")
        or one["grade"].lower() == grade.lower()
        if one["activity"] in {"", session["activity"]}
        if one["from"] <= session["date"] and (not one["to"] or session["date"] < one["to"])
    ]
    spoken.sort(key=lambda one: (one["activity"], len(one["grade"]), one["from"]))
    return spoken[-1]["counts"] if spoken else "alone"


def learns(tables: Tables, name: str, session: Row) -> bool:
    """Whether somebody may do the work under supervision only."""
    return any(
        one["clinician"] == name
        and one["activity"] == session["activity"]
        and one["supervised"] == "yes"
        and one["from"] <= session["date"]
        and (not one["to"] or session["date"] < one["to"])
        for one in tables["permissions"]
    )


def usual_hours(work: Row, day: dt.date) -> float:
    """The hours of an activity's own times on a day."""
    later = day + dt.timedelta(days=work["ends"] <= work["starts"])
    return hours_between(f"{day}T{work['starts']}", f"{later}T{work['ends']}")


def skills_of(tables: Tables, name: str, day: str) -> set[str]:
    """What somebody can do on a day, in small letters."""
    return {
        one["skill"].lower()
        for one in tables["skills"]
        if one["clinician"] == name and one["from"] <= day and (not one["to"] or day < one["to"])
    }
