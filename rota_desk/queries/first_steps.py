"""From an empty file to the first rota that is told to people: what is there, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from models import (
    Activity,
    ClinicalSession,
    Clinician,
    Contract,
    CoverRequirement,
    Department,
    DutyPattern,
    JobPlan,
    LeaveRequest,
    Publication,
    Room,
)
from models.base import Base
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is done there, why, what stands already, and where to go for it."""

    title: str
    why: str
    stands: str  # "12 people"; empty when nothing does
    done: bool
    place: str
    focus: Mapping[str, str] = field(default_factory=dict)
    needed: bool = True  # False: a department may do without


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Every step in order; over once anything stands on the rota."""

    steps: tuple[Step, ...]
    begun: bool  # something stands on the rota
    department: str = ""  # its name

    @property
    def next(self) -> Step | None:
        """The first step that is needed and not done."""
        return next((one for one in self.steps if one.needed and not one.done), None)

    @property
    def words(self) -> str:
        """How far it is: "First steps: 3 of 8"."""
        needed = [one for one in self.steps if one.needed]
        return f"First steps: {sum(one.done for one in needed)} of {len(needed)}"


def first_steps(read: Reading) -> FirstSteps:
    """What a department that begins with the program has, and what it still lacks."""
    people, bound = _count(read, Clinician), _bound(read)
    plans, patterns = _count(read, JobPlan), _count(read, DutyPattern)
    sessions, versions = _count(read, ClinicalSession), _count(read, Publication)
    named = _department(read)
    return FirstSteps(
        (
            named,
            _activities(read),
            _rooms(read),
            _people(people),
            _contracts(people, bound),
            _templates(plans, patterns),
            _cover(read),
            _leave(read),
            _built(sessions),
            _published(versions),
        ),
        sessions > 0,
        named.stands,
    )


def _count(read: Reading, kind: type[Base]) -> int:
    return int(read.rows(select(func.count(kind.id)))[0][0])


def _bound(read: Reading) -> int:
    return int(read.rows(select(func.count(func.distinct(Contract.clinician_id))))[0][0])


def _says(count: int, one: str, many: str = "") -> str:
    return count_words(count, one, many) if count else ""


def _department(read: Reading) -> Step:
    there = read.one(select(Department))
    name = there.name if there is not None else ""
    why = "Its nation sets the bank holidays, its leave year the balances. Tab to Name."
    focus = {"page": "Department"}
    return Step("Name the department", why, name, bool(name), "settings", focus)


def _activities(read: Reading) -> Step:
    count = _count(read, Activity)
    return Step(
        "Say what can be planned",
        "Ward rounds, lists, shifts, on-call, SPA: each with a code and its times. Ctrl+N.",
        _says(count, "activity", "activities"),
        count > 0,
        "settings",
        {"page": "Activities"},
    )


def _rooms(read: Reading) -> Step:
    count = _count(read, Room)
    return Step(
        "Sites and rooms",
        "Where lists and clinics are held, if rooms are to be kept. Ctrl+N: the site, then rooms.",
        _says(count, "room"),
        count > 0,
        "settings",
        {"page": "Sites and rooms"},
        needed=False,
    )


def _people(count: int) -> Step:
    why = "Ctrl+N; or bring in the rota you have (Import). Posts they pass through: Settings."
    return Step("Add the people", why, _says(count, "person", "people"), count > 0, "people")


def _contracts(people: int, bound: int) -> Step:
    why = "Without one no limit is judged and no leave is reckoned. Ctrl+Shift+C on each."
    stands = f"{bound} of {people} have one" if people else ""
    return Step("Give each a contract", why, stands, 0 < people <= bound, "people")


def _templates(plans: int, patterns: int) -> Step:
    said = (_says(plans, "job plan"), _says(patterns, "pattern"))
    return Step(
        "Job plans and patterns",
        "A week of work for each (Ctrl+Alt+N); a rolling rota under Patterns (Ctrl+Alt+P).",
        ", ".join(one for one in said if one),
        plans + patterns > 0,
        "job_plans",
    )


def _cover(read: Reading) -> Step:
    count = _count(read, CoverRequirement)
    return Step(
        "Say what must be covered",
        "How many, of which grade or skill, on which days. Ctrl+N.",
        _says(count, "line"),
        count > 0,
        "provision",
        {"page": "needs"},
    )


def _leave(read: Reading) -> Step:
    count = _count(read, LeaveRequest)
    why = "What was promised before the rota is built; building leaves it free. Ctrl+N."
    return Step("Leave", why, _says(count, "request"), count > 0, "leave", needed=False)


def _built(sessions: int) -> Step:
    return Step(
        "Build the first weeks",
        "Plans in one act (Ctrl+Shift+B); a pattern is laid under Patterns (Ctrl+L).",
        _says(sessions, "session"),
        sessions > 0,
        "job_plans",
    )


def _published(versions: int) -> Step:
    why = "Keeps what people were told as a version. Ctrl+Shift+P on the Rota."
    return Step("Publish", why, _says(versions, "version"), versions > 0, "rota")
