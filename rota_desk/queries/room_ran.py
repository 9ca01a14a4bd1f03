"""How the lists of some rooms ran: late starts, early finishes, cases and touch time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from models import Activity, ClinicalSession
from rota_desk.domain.list_run import (
    capped_minutes,
    early_minutes,
    late_minutes,
    planned_minutes,
)
from rota_desk.queries.settings import count_setting
from rota_desk.queries.standing import Session
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words

RAN_FORMULAS = (
    ("Late start", "first case later than the minutes spared ÷ lists run that say when it began"),
    ("Minutes late", "minutes of those late starts beyond the minutes spared, added up"),
    ("Early finish", "last case over sooner than the minutes spared ÷ lists run that say when"),
    ("Minutes early", "minutes of those early finishes beyond the minutes spared, added up"),
    ("Cases a list", "cases done ÷ lists run that say how many"),
    ("Touch time", "minutes with a case under way, capped at the plan ÷ minutes planned"),
)


@dataclass(frozen=True, slots=True)
class Spare:
    """The minutes that a list may begin late, or end early, without being counted."""

    late: int
    early: int


@dataclass(frozen=True, slots=True)
class Ran:
    """How the lists that ran went; each measure of those that say it."""

    began: int = 0  # lists that say when
    late: int = 0
    late_minutes: int = 0  # beyond those spared
    ended: int = 0
    early: int = 0
    early_minutes: int = 0
    counted: int = 0  # lists that say how many cases
    cases: int = 0
    touch: int = 0  # minutes, capped at the plan
    touch_planned: int = 0  # of the lists that say it

    @property
    def known(self) -> bool:
        """Whether any list says how it ran."""
        return bool(self.began or self.ended or self.counted or self.touch_planned)

    @property
    def late_share(self) -> Fraction | None:
        """Late starts of the lists that say when they began."""
        return Fraction(self.late, self.began) if self.began else None

    @property
    def early_share(self) -> Fraction | None:
        """Early finishes of the lists that say when they ended."""
        return Fraction(self.early, self.ended) if self.ended else None

    @property
    def cases_each(self) -> Fraction | None:
        """Cases of a list run, on average."""
        return Fraction(self.cases, self.counted) if self.counted else None

    @property
    def touch_share(self) -> Fraction | None:
        """Time with a case under way of the time planned."""
        return Fraction(self.touch, self.touch_planned) if self.touch_planned else None


@dataclass(frozen=True, slots=True)
class RanFacts:
    """One list with what is kept of how it ran."""

    title: str
    start: dt.datetime
    end: dt.datetime
    began: dt.datetime | None
    ended: dt.datetime | None
    cases: int | None
    touch: int | None
    spare: Spare

    @property
    def words(self) -> str:
        """All of it in a sentence; empty where nothing is kept."""
        said = ran_words(self.start, self.end, self.began, self.ended, self.spare)
        cases = count_words(self.cases, "case") if self.cases is not None else ""
        touch = f"{self.touch} min with a case under way" if self.touch is not None else ""
        return ", ".join(part for part in (said, cases, touch) if part)


def ran_facts(read: Reading, *, session: int) -> RanFacts:
    """How one list ran."""
    there = read.get(ClinicalSession, session)
    return RanFacts(
        title=read.get(Activity, there.activity_id).name,
        start=there.start,
        end=there.end,
        began=there.began,
        ended=there.ended,
        cases=there.cases_done,
        touch=there.touch_minutes,
        spare=spare_minutes(read),
    )


def facts_of(session: Session, spare: Spare) -> RanFacts:
    """How a session of the rota ran."""
    return RanFacts(
        title=session.name,
        start=session.start,
        end=session.end,
        began=session.began,
        ended=session.ended,
        cases=session.cases_done,
        touch=session.touch_minutes,
        spare=spare,
    )


def ran_words(
    start: dt.datetime,
    end: dt.datetime,
    began: dt.datetime | None,
    ended: dt.datetime | None,
    spare: Spare,
) -> str:
    """When a list began and ended, and what of it counts: "began 09:00, 15 min beyond"."""
    late = late_minutes(start, began, spare.late) if began else 0
    early = early_minutes(end, ended, spare.early) if ended else 0
    parts = (
        f"began {began:%H:%M}{_beyond(late, 'late')}" if began else "",
        f"ended {ended:%H:%M}{_beyond(early, 'early')}" if ended else "",
    )
    return ", ".join(part for part in parts if part)


def _beyond(minutes: int, word: str) -> str:
    return f" ({minutes} min {word} beyond what is spared)" if minutes else ""


def spare_minutes(read: Reading) -> Spare:
    """What the department spares at either end of a list."""
    return Spare(
        count_setting(read, key="rooms.late_start_minutes"),
        count_setting(read, key="rooms.early_finish_minutes"),
    )


def ran_of(lists: Iterable[tuple[Session, Spare]]) -> Ran:
    """How lists that ran went: each measure of those that say it."""
    lists = list(lists)
    late = [
        late_minutes(one.start, one.began, spare.late)
        for one, spare in lists
        if one.began is not None
    ]
    early = [
        early_minutes(one.end, one.ended, spare.early)
        for one, spare in lists
        if one.ended is not None
    ]
    cases = [one.cases_done for one, _spare in lists if one.cases_done is not None]
    touched = [one for one, _spare in lists if one.touch_minutes is not None]
    return Ran(
        began=len(late),
        late=sum(minutes > 0 for minutes in late),
        late_minutes=sum(late),
        ended=len(early),
        early=sum(minutes > 0 for minutes in early),
        early_minutes=sum(early),
        counted=len(cases),
        cases=sum(cases),
        touch=sum(capped_minutes(one.start, one.end, one.touch_minutes or 0) for one in touched),
        touch_planned=sum(planned_minutes(one.start, one.end) for one in touched),
    )
