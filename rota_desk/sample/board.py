"""Who is busy when, while the sample's gaps are being filled."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession
from models.types import ActivityKind, Category
from rota_desk.domain.span import midnight
from rota_desk.planning.diary import Diary
from rota_desk.queries.away_spans import away_spans
from rota_desk.rules.contract import load
from rota_desk.sample.scene import Scene

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def _figure(rule: str) -> dt.timedelta:
    """The figure that resident doctors' terms set today, so that the sample keeps to it."""
    (terms,) = load("ENG-RD-2016").terms(rule, dt.date.max)
    limit = terms.limit("")
    assert limit is not None  # noqa: S101 - these rules have one limit each
    return dt.timedelta(minutes=float(limit.value))


REST = _figure("rest.short_rest")
REST_AFTER_NIGHT = _figure("rest.short_rest_after_nights")
MOST_IN_A_WEEK = _figure("hours.overfull_week")
REACH = 8 * DAY
AROUND = 9 * DAY
WEEK_OF_HOURS = 168 * HOUR
LONGEST_RUN, LONGEST_LONG_RUN = 6, 3
LONG = ("LD", "NT")
GIVES_WAY = (Category.SPA,)
SHIFTS = (ActivityKind.SHIFT, ActivityKind.ON_CALL)


@dataclass(slots=True)
class Board:
    """Everybody's sessions by person, and everybody's time away."""

    scene: Scene
    diary: Diary
    sessions: dict[int, ClinicalSession]
    codes: dict[int, Activity]
    busy: dict[int, list[Assignment]] = field(default_factory=lambda: defaultdict(list))

    def note(self, placed: Iterable[Assignment]) -> None:
        """Write assignments on the board."""
        for one in placed:
            self.busy[one.clinician_id].append(one)

    def activity(self, session: ClinicalSession) -> Activity:
        """What is done in a session."""
        return self.codes[session.activity_id]

    def code(self, session: ClinicalSession) -> str:
        """The code of what is done in a session."""
        return self.activity(session).code

    def met(self, clinician: int, start: dt.datetime, end: dt.datetime) -> list[Assignment]:
        """The person's assignments that overlap a span."""
        return [
            one
            for one in self.busy[clinician]
            if self.sessions[one.session_id].start < end
            and start < self.sessions[one.session_id].end
        ]

    def fits(self, clinician: int, session: ClinicalSession) -> bool:
        """Whether the person is there, free but for SPA, and rested on both sides."""
        if self.diary.hindrance(clinician, session.start, session.end):
            return False
        clashing = self.met(clinician, session.start, session.end)
        if not all(self._gives_way(one) for one in clashing):
            return False
        return self._rested(clinician, session) and self._bearable(clinician, session)

    def _gives_way(self, one: Assignment) -> bool:
        return self.activity(self.sessions[one.session_id]).category in GIVES_WAY

    def _rested(self, clinician: int, session: ClinicalSession) -> bool:
        if self.activity(session).kind not in SHIFTS:
            return all(
                self.code(there) != "NT" or there.end <= session.start - REST_AFTER_NIGHT
                for there in self._near(clinician, session)
                if there.start < session.start
            )
        return all(self._far_enough(there, session) for there in self._near(clinician, session))

    def _bearable(self, clinician: int, session: ClinicalSession) -> bool:
        """Whether a shift would not make a week too full or a run too long."""
        if self.activity(session).kind not in SHIFTS:
            return True
        around = [*self._near(clinician, session), session]
        dates = {one.start.date() for one in around}
        long = {one.start.date() for one in around if self.code(one) in LONG}
        day = session.start.date()
        if _run(dates, day) > LONGEST_RUN or _run(long, day) > LONGEST_LONG_RUN:
            return False
        work = [one for one in around if self.activity(one).kind is not ActivityKind.ON_CALL]
        begins = [one.start for one in work] + [one.end - WEEK_OF_HOURS for one in work]
        return all(_worked(work, begin) <= MOST_IN_A_WEEK for begin in begins)

    def _near(self, clinician: int, session: ClinicalSession) -> Iterator[ClinicalSession]:
        for one in self.busy[clinician]:
            there = self.sessions[one.session_id]
            if there.start < session.end + REACH and session.start - REACH < there.end:
                yield there

    def _far_enough(self, there: ClinicalSession, session: ClinicalSession) -> bool:
        first, second = sorted((there, session), key=lambda one: one.start)
        rest = REST_AFTER_NIGHT if self.code(first) == "NT" else REST
        both_nights = self.code(first) == self.code(second) == "NT"
        return second.start - first.end >= (REST if both_nights else rest)


def make_board(scene: Scene, first: dt.date, last: dt.date) -> Board:
    """The board of a period as it stands, with the days around it that rest depends on."""
    work = scene.work
    diary = Diary()
    diary.note(away_spans(work, first=first - AROUND, last=last + AROUND), first, last + DAY)
    begin, until = midnight(first - AROUND), midnight(last + AROUND + DAY)
    there = (ClinicalSession.start >= begin, ClinicalSession.start < until)
    board = Board(
        scene=scene,
        diary=diary,
        sessions={one.id: one for one in work.all(select(ClinicalSession).where(*there))},
        codes={one.id: one for one in scene.activities.values()},
    )
    placed = select(Assignment).join(ClinicalSession).where(*there).order_by(Assignment.id)
    board.note(work.all(placed))
    return board


def _run(dates: set[dt.date], day: dt.date) -> int:
    """How many days in a row are worked around a day."""
    first = last = day
    while first - DAY in dates:
        first -= DAY
    while last + DAY in dates:
        last += DAY
    return (last - first).days + 1


def _worked(work: list[ClinicalSession], begin: dt.datetime) -> dt.timedelta:
    """How much of a rolling week from `begin` is worked."""
    until = begin + WEEK_OF_HOURS
    parts = (min(one.end, until) - max(one.start, begin) for one in work)
    return sum((part for part in parts if part > dt.timedelta()), dt.timedelta())
