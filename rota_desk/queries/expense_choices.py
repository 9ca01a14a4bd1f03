"""What an expense line can be written with: people, places, study leave, and the known miles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Clinician, LeaveRequest
from models.types import LeaveKind, LeaveState
from rota_desk.domain.ways import Ways
from rota_desk.queries.distances import known_ways
from rota_desk.queries.leave_words import kind_phrase, leave_days
from rota_desk.queries.sites import site_list
from rota_desk.unit_of_work import Reading

HOME = "Home"
STUDY = (LeaveKind.STUDY, LeaveKind.PROFESSIONAL)
STANDING = (LeaveState.REQUESTED, LeaveState.APPROVED)
KEPT_IN_SIGHT = dt.timedelta(days=548)  # eighteen months


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journey begins or ends: a site by its number, home, or words alone."""

    words: str
    site: int | None
    home: bool


@dataclass(frozen=True, slots=True)
class ExpenseChoices:
    """Names to choose from; leave is study and professional leave that stands."""

    today: dt.date
    people: tuple[tuple[int, str], ...]
    sites: tuple[tuple[int, str], ...]
    leave: tuple[tuple[int, str], ...]
    _ways: Ways

    @property
    def places(self) -> tuple[str, ...]:
        """Every site by name, then home."""
        return (*(name for _site, name in self.sites), HOME)

    def place(self, typed: str) -> Place:
        """What somebody typed as a place, whatever its case."""
        said = typed.strip()
        for site, name in self.sites:
            if name.casefold() == said.casefold():
                return Place(name, site, home=False)
        home = said.casefold() == HOME.casefold()
        return Place(HOME if home else said, None, home=home)

    def known_miles(self, begin: Place, end: Place, *, returns: bool) -> Decimal | None:
        """Miles of the whole journey by the matrix; None where they are not kept."""
        if begin.site is None or end.site is None:
            return None
        way = self._ways.miles(begin.site, end.site)
        return None if way is None else way * (2 if returns else 1)

    def known_words(self, begin: Place, end: Place, *, returns: bool) -> str:
        """The same in words, with what to do where nothing is known; empty for other places."""
        miles = self.known_miles(begin, end, returns=returns)
        if miles is not None:
            return f"By the matrix: {miles.normalize():f} miles."
        if begin.site is None or end.site is None:
            return ""
        return "No distance is kept between these sites; enter it in Settings, Sites and rooms."


def expense_choices(read: Reading) -> ExpenseChoices:
    """Everything that a line can name."""
    people = {one.id: one for one in read.all(select(Clinician).order_by(Clinician.name))}
    asked = read.all(
        select(LeaveRequest)
        .where(LeaveRequest.kind.in_(STUDY), LeaveRequest.state.in_(STANDING))
        .where(LeaveRequest.last_day >= read.today - KEPT_IN_SIGHT)
        .order_by(LeaveRequest.first_day.desc(), LeaveRequest.id)
    )
    return ExpenseChoices(
        today=read.today,
        people=tuple((one.id, one.name) for one in people.values()),
        sites=tuple((one.site_id, one.name) for one in site_list(read)),
        leave=tuple((one.id, _leave(people[one.clinician_id].name, one)) for one in asked),
        _ways=known_ways(read),
    )


def _leave(name: str, one: LeaveRequest) -> str:
    days = leave_days(one.first_day, one.last_day, one.first_part, one.last_part)
    course = f", {one.course}" if one.course else ""
    waits = "" if one.state is LeaveState.APPROVED else ", not approved"
    return f"{name}, {kind_phrase(one.kind)} {days}{course}{waits}"
