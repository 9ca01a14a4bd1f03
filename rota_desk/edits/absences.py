"""Sickness and other absence: recorded in one line, told, closed. Labels never say why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import or_, select

from models import Absence, AbsenceTold, Clinician
from models.publication import COULD_NOT_WAIT
from models.types import AbsenceKind, GapCause
from rota_desk.domain.absence_line import read_absence
from rota_desk.domain.span import midnight
from rota_desk.edits.away import put_back, take_off
from rota_desk.edits.leave_refusals import years_end
from rota_desk.edits.told import agreeing
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.people_named import person_named
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, day_and_year, day_words

DAY = dt.timedelta(days=1)
SHARED_TEXT = "Unavailable"  # the only words for an absence on anything shared
_SATURDAY = 5
_FAR = dt.timedelta(days=60)  # of the holidays looked at: further than any talk is due


def record_absence(
    work: UnitOfWork,
    *,
    clinician: int,
    first: dt.date,
    last: dt.date | None = None,
    kind: AbsenceKind = AbsenceKind.SICKNESS,
    reason_code: str = "",
    note: str = "",
    tell: Sequence[str] = (),
) -> int:
    """Record an absence, open at its end without a last day; answers its number.

    They are taken off the rota up to the last day; of an open absence only the first days are
    freed at once, and more with `free_absence` when it goes on.
    """
    person = work.get(Clinician, clinician)
    _refuse_days(work, person, first, last)
    absence = work.add(
        Absence(
            clinician_id=clinician,
            kind=kind,
            first_day=first,
            last_day=last,
            reason_code=reason_code.strip(),
            note=note.strip(),
            reported_at=work.stamp,
            fit_note_due=_fit_note_due(work, first, last),
            return_talk_due=_talk_due(work, last),
        )
    )
    for whom in dict.fromkeys(name.strip() for name in tell if name.strip()):
        work.add(AbsenceTold(absence_id=absence.id, whom=whom))
    ahead = dt.timedelta(days=leave_figures(work).open_absence_clears_days)
    _free(work, absence, last + DAY if last else max(first, work.today) + ahead)
    work.label = f"{person.name} unavailable from {day_words(first)}"
    return absence.id


def note_absence(work: UnitOfWork, *, said: str, tell: Sequence[str] = ()) -> int:
    """Record an absence from one line: "rowan off sick from today", "said mon to wed"."""
    read = read_absence(said, work.today)
    person = person_named(work, said=read.who)
    return record_absence(work, clinician=person.id, first=read.first, last=read.last, tell=tell)


def see_fit_note(work: UnitOfWork, *, absence: int, day: dt.date | None = None) -> None:
    """Note that a fit note was seen, today without a day; leave that it covers is given back."""
    there = work.get(Absence, absence)
    seen = day or work.today
    if seen < there.first_day or seen > work.today:
        raise Refusal("A fit note is seen on a day of the absence or later, up to today.")
    there.fit_note_seen = seen
    work.label = f"Fit note of {_name(work, there)} seen"


def free_absence(work: UnitOfWork, *, absence: int, through: dt.date) -> int:
    """Take somebody who is still absent off the rota up to a day; answers from how many."""
    there = work.get(Absence, absence)
    person = work.get(Clinician, there.clinician_id)
    if through < there.first_day or (there.last_day and through > there.last_day):
        raise Refusal("That day lies outside the absence.")
    work.label = f"{person.name} unavailable up to {day_words(through)}"
    return _free(work, there, through + DAY)


def close_absence(work: UnitOfWork, *, absence: int, last: dt.date) -> int:
    """Give an absence its last day; answers how many later sessions they are back on.

    What the staff record was told without this last day has to be sent to it again.
    """
    there = work.get(Absence, absence)
    person = work.get(Clinician, there.clinician_id)
    if last < there.first_day:
        raise Refusal(
            f"The absence began on {day_and_year(there.first_day)}; it cannot end before that."
        )
    _refuse_far(work, last)
    _refuse_overlap(work, person, there.first_day, last, but=absence)
    before = there.last_day
    if last != before:
        there.sent_to_esr = None
    there.last_day = last
    there.fit_note_due = _fit_note_due(work, there.first_day, last)
    there.return_talk_due = _talk_due(work, last)
    _free(work, there, last + DAY)
    work.label = f"{person.name} back from {day_words(last + DAY)}"
    until = before or max(last, work.today) + dt.timedelta(days=366)
    return put_back(
        work,
        clinician=person.id,
        start=midnight(last + DAY),
        end=midnight(until + DAY),
        causes=(GapCause.ABSENCE,),
    )


def describe_absence(
    work: UnitOfWork, *, absence: int, kind: AbsenceKind, reason_code: str = "", note: str = ""
) -> None:
    """Write down the restricted facts of an absence."""
    there = work.get(Absence, absence)
    there.kind, there.reason_code, there.note = kind, reason_code.strip(), note.strip()
    work.label = f"{_name(work, there)} unavailable: details"


def tell_of_absence(work: UnitOfWork, *, absence: int, whom: str) -> int:
    """Put somebody on the list of those to be told; answers the line's number."""
    there = work.get(Absence, absence)
    if not whom.strip():
        raise Refusal("Say who has to be told.")
    lines = select(AbsenceTold).where(AbsenceTold.absence_id == absence)
    if any(line.whom.casefold() == whom.strip().casefold() for line in work.all(lines)):
        raise Refusal(f"{whom.strip()} is on the list already.")
    line = work.add(AbsenceTold(absence_id=absence, whom=whom.strip()))
    work.label = f"{_name(work, there)} unavailable: tell {whom.strip()}"
    return line.id


def tick_absence_told(work: UnitOfWork, *, told: int, done: bool = True) -> None:
    """Tick that somebody has been told of an absence, or take the tick away."""
    line = work.get(AbsenceTold, told)
    line.told_at = work.stamp if done else None
    work.label = f"{line.whom} told" if done else f"{line.whom} not told"


def record_return_talk(work: UnitOfWork, *, absence: int, day: dt.date | None = None) -> None:
    """Note the day of the talk on return; today without one."""
    there = work.get(Absence, absence)
    if there.last_day is None:
        raise Refusal("The absence is still open. Close it with its last day first.")
    held = day or work.today
    if held > work.today:
        raise Refusal("The talk cannot lie in days to come.")
    if held < there.last_day:
        raise Refusal(
            f"{_name(work, there)} is away until {day_and_year(there.last_day)}. Note the talk"
            " once it was held on return, or correct the last day."
        )
    there.return_talk_done = held
    work.label = f"Return talk with {_name(work, there)}"


def record_sent_to_esr(work: UnitOfWork, *, absence: int, day: dt.date | None = None) -> None:
    """Note the day on which an absence was sent to ESR; today without one."""
    there = work.get(Absence, absence)
    if there.sent_to_esr is not None and day is None:
        raise Refusal(f"It was sent to ESR on {day_and_year(there.sent_to_esr)} already.")
    there.sent_to_esr = day or work.today
    work.label = f"Absence of {_name(work, there)} sent to ESR"


def record_all_sent_to_esr(work: UnitOfWork, *, absences: Sequence[int]) -> int:
    """Note that some absences were sent to ESR today, as one step; answers how many."""
    found = [work.get(Absence, one) for one in absences]
    unsent = [there for there in found if there.sent_to_esr is None]
    if not unsent:
        raise Refusal("All of these were sent to ESR already.")
    for there in unsent:
        there.sent_to_esr = work.today
    work.label = f"{count_words(len(unsent), 'absence')} sent to ESR"
    return len(unsent)


def remove_absence(work: UnitOfWork, *, absence: int) -> None:
    """Remove an absence that was recorded by mistake; they come back to what is still open."""
    there = work.get(Absence, absence)
    person = work.get(Clinician, there.clinician_id)
    start = midnight(there.first_day)
    until = midnight((there.last_day or work.today + dt.timedelta(days=366)) + DAY)
    work.remove(there)
    causes = (GapCause.ABSENCE,)
    put_back(work, clinician=person.id, start=start, end=until, causes=causes)
    work.label = f"{person.name} was not unavailable"


def _free(work: UnitOfWork, absence: Absence, until: dt.date) -> int:
    with agreeing(work, {absence.clinician_id: COULD_NOT_WAIT}):
        return take_off(
            work,
            clinician=absence.clinician_id,
            start=midnight(absence.first_day),
            end=midnight(until),
            cause=GapCause.ABSENCE,
            text=SHARED_TEXT,
        )


def _refuse_days(
    work: UnitOfWork, person: Clinician, first: dt.date, last: dt.date | None
) -> None:
    if last is not None and last < first:
        raise Refusal("The absence ends before it begins. Turn the two days round.")
    if person.joined is not None and first < person.joined:
        raise Refusal(
            f"{person.name} starts on {day_and_year(person.joined)}. Look at the first day."
        )
    _refuse_far(work, last or first)
    if person.leaves is not None and first >= person.leaves:
        raise Refusal(f"{person.name} is no longer here from {day_and_year(person.leaves)}.")
    _refuse_overlap(work, person, first, last)


def _refuse_far(work: UnitOfWork, day: dt.date) -> None:
    if day >= years_end(work):
        raise Refusal(f"{day_and_year(day)} is too far ahead. Look at the year.")


def _refuse_overlap(
    work: UnitOfWork, person: Clinician, first: dt.date, last: dt.date | None, *, but: int = 0
) -> None:
    near = select(Absence).where(
        Absence.clinician_id == person.id,
        Absence.id != but,
        or_(Absence.last_day.is_(None), Absence.last_day >= first),
    )
    if last is not None:
        near = near.where(Absence.first_day <= last)
    other = work.one(near)
    if other is not None:
        raise Refusal(
            f"{person.name} is recorded as unavailable from {day_and_year(other.first_day)}"
            " already. Close or change that first."
        )


def _fit_note_due(work: UnitOfWork, first: dt.date, last: dt.date | None) -> dt.date | None:
    """The day from which a note is needed, when the absence reaches it or is open."""
    due = first + dt.timedelta(days=leave_figures(work).fit_note_after_days)
    return due if last is None or last >= due else None


def _talk_due(work: UnitOfWork, last: dt.date | None) -> dt.date | None:
    """So many working days, no bank holidays, after the return; none while it is open."""
    if last is None:
        return None
    left, day = leave_figures(work).return_talk_working_days, last
    holidays = bank_holidays(work, start=last, end=last + _FAR)
    while left:
        day += DAY
        left -= day.weekday() < _SATURDAY and day not in holidays
    return day


def _name(work: UnitOfWork, absence: Absence) -> str:
    return work.get(Clinician, absence.clinician_id).name
