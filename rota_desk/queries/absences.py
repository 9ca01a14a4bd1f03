"""Absences as they may be shown at the desk: who and when, never why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models import Absence, AbsenceTold, Assignment, ClinicalSession, Clinician
from rota_desk.domain.span import midnight
from rota_desk.queries.cover import FELL
from rota_desk.queries.days_lost import days_lost, held_shares
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_and_year, span_words

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Somebody to be told, and whether they have been."""

    id: int
    whom: str
    told: bool


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """An episode: who, from when to when, and what is still to be done about it."""

    id: int
    clinician_id: int
    name: str
    first: dt.date
    last: dt.date | None
    calendar_days: int  # so far while it is open
    fte_days: Fraction  # of them, by the share of full time
    told: tuple[ToldLine, ...]
    fit_note_due: dt.date | None
    fit_note_seen: dt.date | None
    return_talk_due: dt.date | None
    return_talk_done: dt.date | None
    sent_to_esr: dt.date | None
    still_rostered: int  # sessions on which they stand all the same
    due: tuple[str, ...]  # what is to be done, in words
    overdue: bool

    @property
    def open(self) -> bool:
        """Whether it has no last day yet."""
        return self.last is None

    @property
    def days(self) -> str:
        """The days in words: "from Mon 9 Nov 2026", "9 – 11 November 2026"."""
        if self.last is None:
            return f"from {day_and_year(self.first)}"
        return span_words(self.first, self.last)


def absence_list(
    read: Reading, *, clinician: int | None = None, settled: bool = False
) -> tuple[AbsenceLine, ...]:
    """Absences with something still to be done, the newest first; with `settled` all of them."""
    wanted = (
        select(Absence, Clinician.name)
        .join(Clinician, Clinician.id == Absence.clinician_id)
        .order_by(Absence.first_day.desc(), Clinician.name)
    )
    if clinician is not None:
        wanted = wanted.where(Absence.clinician_id == clinician)
    if not settled:
        wanted = wanted.where(
            Absence.last_day.is_(None)
            | Absence.return_talk_done.is_(None)
            | Absence.sent_to_esr.is_(None)
            | (Absence.fit_note_due.is_not(None) & Absence.fit_note_seen.is_(None))
        )
    told, held = _told(read), held_shares(read)
    return tuple(
        _line(read, absence, name, tuple(told[absence.id]), days_lost(read, held, absence))
        for absence, name in read.rows(wanted)
    )


def _told(read: Reading) -> dict[int, list[ToldLine]]:
    found: dict[int, list[ToldLine]] = defaultdict(list)
    for line in read.all(select(AbsenceTold).order_by(AbsenceTold.id)):
        found[line.absence_id].append(ToldLine(line.id, line.whom, line.told_at is not None))
    return found


def _line(
    read: Reading, absence: Absence, name: str, told: tuple[ToldLine, ...], lost: Fraction
) -> AbsenceLine:
    last = absence.last_day or max(read.today, absence.first_day)
    rostered = _still_rostered(read, absence)
    due, overdue = _due(read, absence, told, rostered)
    return AbsenceLine(
        id=absence.id,
        clinician_id=absence.clinician_id,
        name=name,
        first=absence.first_day,
        last=absence.last_day,
        calendar_days=(last - absence.first_day).days + 1,
        fte_days=lost,
        told=told,
        fit_note_due=absence.fit_note_due,
        fit_note_seen=absence.fit_note_seen,
        return_talk_due=absence.return_talk_due,
        return_talk_done=absence.return_talk_done,
        sent_to_esr=absence.sent_to_esr,
        still_rostered=rostered,
        due=due,
        overdue=overdue,
    )


def _still_rostered(read: Reading, absence: Absence) -> int:
    """Sessions that still carry their name; of an open absence those of the next days only."""
    ahead = dt.timedelta(days=leave_figures(read).rota_soon_days)
    last = absence.last_day or max(read.today, absence.first_day) + ahead
    wanted = (
        select(Assignment.id)
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .where(Assignment.clinician_id == absence.clinician_id)
        .where(ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= midnight(absence.first_day))
    )
    return len(read.rows(wanted.where(ClinicalSession.start < midnight(last + DAY))))


def _due(
    read: Reading, absence: Absence, told: tuple[ToldLine, ...], rostered: int
) -> tuple[tuple[str, ...], bool]:
    figures, words, overdue = leave_figures(read), [], False
    waiting = [line.whom for line in told if not line.told]
    if waiting:
        words.append(f"tell {', '.join(waiting)}")
    if absence.last_day is None:
        words.append("no last day yet")
        if (read.today - absence.first_day).days >= figures.long_absence_days:
            words.append(f"over {figures.long_absence_days} days: tell digital services")
        if rostered:
            words.append(f"still on {count_words(rostered, 'session')} of the next days")
    elif absence.return_talk_done is None:
        words.append("talk on return" + _until(absence.return_talk_due))
        late = (read.today - absence.last_day).days
        overdue = late >= figures.return_talk_overdue_days
    if (due := _note_due(absence, read.today)) is not None:
        words.append(f"fit note due since {day_and_year(due)}")
        overdue = True
    if absence.sent_to_esr is None:
        words.append("send to ESR")
    return tuple(words), overdue


def _note_due(absence: Absence, today: dt.date) -> dt.date | None:
    """The day since which a fit note is wanted that nobody has seen, if there is one."""
    due = absence.fit_note_due
    wanted = due is not None and due <= today and absence.fit_note_seen is None
    return due if wanted else None


def _until(day: dt.date | None) -> str:
    return f" by {day_and_year(day)}" if day is not None else ""
