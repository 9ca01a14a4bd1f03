"""Which deadlines of a period were met, counted from the records: for the board's return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.types import Milestone
from rota_desk.domain.times import quarter_before
from rota_desk.queries.leave_figures import LeaveFigures, leave_figures
from rota_desk.queries.met_counts import (
    Met,
    absence_notes,
    claims_approved,
    leave_answers,
    meeting_decisions,
    return_talks,
    rota_weeks,
    starter_days,
)
from rota_desk.unit_of_work import Reading

NONE_DUE = "none fell due"


@dataclass(frozen=True, slots=True)
class MetLine:
    """One kind of deadline over a period: how many fell due, how many were met, and how late."""

    kind: str
    title: str
    formula: str
    due: int
    met: int
    late: int  # done, after the day
    undone: int  # not done yet, and the day is past
    target: int | None = None  # percent that guidance asks for, at least

    @property
    def percent(self) -> Decimal | None:
        """The share that was met, to one decimal; None where nothing fell due."""
        if not self.due:
            return None
        return (Decimal(self.met) * 100 / self.due).quantize(Decimal("0.1"))

    @property
    def percent_words(self) -> str:
        """The share in words: "92.3 %"."""
        return NONE_DUE if self.percent is None else f"{self.percent} %"

    @property
    def is_short(self) -> bool:
        """Whether fewer were met than guidance asks for; the exact share is held against it."""
        return self.target is not None and self.met * 100 < self.target * self.due

    @property
    def target_words(self) -> str:
        """The target, and whether it is kept: "target 90 %, missed"; empty without one."""
        if self.target is None:
            return ""
        kept = "" if not self.due else ", missed" if self.is_short else ", kept"
        return f"target {self.target} %{kept}"


@dataclass(frozen=True, slots=True)
class DeadlinesMet:
    """The deadlines that fell due from `start` until before `end`, or up to today."""

    start: dt.date
    end: dt.date
    until: dt.date  # days after this one are not counted: they are still to come
    lines: tuple[MetLine, ...]

    @property
    def met(self) -> int:
        """How many were met, of all kinds."""
        return sum(one.met for one in self.lines)

    @property
    def due(self) -> int:
        """How many fell due, of all kinds."""
        return sum(one.due for one in self.lines)

    @property
    def sentence(self) -> str:
        """All kinds in a line: "last quarter 41 of 52 met in time, 78.8 %"."""
        if not self.due:
            return "no deadline fell due last quarter"
        share = (Decimal(self.met) * 100 / self.due).quantize(Decimal("0.1"))
        return f"last quarter {self.met} of {self.due} met in time, {share} %"


def deadlines_met(
    read: Reading, *, start: dt.date | None = None, end: dt.date | None = None
) -> DeadlinesMet:
    """What fell due in a period; of the last full quarter where none is named."""
    usual = quarter_before(read.today)
    begin, close = start or usual[0], end or usual[1]
    until = min(close, read.today)
    lines = tuple(_lines(read, begin, until))
    return DeadlinesMet(start=begin, end=close, until=until, lines=lines)


def _lines(read: Reading, start: dt.date, end: dt.date) -> Iterator[MetLine]:
    figures = leave_figures(read)
    yield from _told(read, figures, start, end)
    for milestone in (Milestone.SIX, Milestone.FOUR, Milestone.TWO):
        weeks = milestone.value
        yield _line(
            f"meeting-{weeks}",
            f"6-4-2: sessions decided at {weeks} weeks",
            f"Sessions in rooms that were decided, or stood open, {weeks} weeks before "
            "their week; met when the meeting that decided was held by that day",
            meeting_decisions(read, milestone=milestone, start=start, end=end),
        )
    yield _line(
        "leave",
        f"Leave answered within {figures.answer_days} days",
        f"Requests whose {figures.answer_days} days ran out in the period, without those "
        "withdrawn before; met when approved or declined by then",
        leave_answers(read, days=figures.answer_days, start=start, end=end),
    )
    yield _line(
        "return-talk",
        "Return-to-work talks held in time",
        f"Talks that fell due, {figures.return_talk_working_days} working days after the return; "
        "met when held by then",
        return_talks(read, start=start, end=end),
    )
    yield _line(
        "fit-note",
        "Fit notes seen in time",
        f"Times away that reached day {figures.fit_note_after_days + 1}; met when the note was "
        "seen by that day",
        absence_notes(read, start=start, end=end),
    )
    yield _line(
        "claims",
        "Claims approved in the month they were submitted",
        "Claims submitted in a month whose end lies in the period, without those rejected or "
        "cancelled; met when approved by the month's last day",
        claims_approved(read, start=start, end=end),
    )


def _told(read: Reading, figures: LeaveFigures, start: dt.date, end: dt.date) -> Iterator[MetLine]:
    """The 12, 8 and 6 weeks of the Code of Practice."""
    details, schedules = figures.details_due_days, figures.schedule_due_days
    yield _line(
        "starters-details",
        f"Details of starters {details // 7} weeks before",
        f"Residents whose day {details} before the first fell in the period; met when their "
        "details had come by then",
        starter_days(read, before=details, schedule=False, start=start, end=end),
        target=figures.details_target_percent,
    )
    yield _line(
        "starters-schedule",
        f"Work schedules {schedules // 7} weeks before",
        f"Residents whose day {schedules} before the first fell in the period; met when the "
        "schedule was sent by then",
        starter_days(read, before=schedules, schedule=True, start=start, end=end),
    )
    yield _line(
        "rota",
        f"Rota told {figures.rota_due_days // 7} weeks before",
        f"Weeks with sessions whose day {figures.rota_due_days} before fell in the period; met "
        "when every day of it was published by then",
        rota_weeks(read, before=figures.rota_due_days, start=start, end=end),
    )


def _line(
    kind: str, title: str, formula: str, found: Iterable[Met], *, target: int | None = None
) -> MetLine:
    counted = tuple(found)
    return MetLine(
        kind=kind,
        title=title,
        formula=f"{formula}. Percentage = met ÷ fell due × 100.",
        due=len(counted),
        met=sum(one.met for one in counted),
        late=sum(not one.met and one.done is not None for one in counted),
        undone=sum(one.done is None for one in counted),
        target=target,
    )
