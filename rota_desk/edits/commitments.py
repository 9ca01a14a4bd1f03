"""Time that is somebody else's: outside commitments, non-working time, protected teaching."""

from __future__ import annotations

import datetime as dt

from models import Clinician, Unavailability
from models.types import UnavailabilityKind
from rota_desk.domain.span import midnight
from rota_desk.domain.times import span_on
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words

DAY = dt.timedelta(days=1)


def add_commitment(
    work: UnitOfWork,
    *,
    clinician: int,
    kind: UnavailabilityKind,
    day: dt.date,
    starts: dt.time,
    ends: dt.time,
    last: dt.date | None = None,
    title: str = "",
) -> int:
    """Keep time in which a person cannot be rostered, on one day or weekly up to a last day.

    It is not leave. What they are planned for already stays, and is told as a finding.
    """
    person = work.get(Clinician, clinician)
    start, end = span_on(day, starts, ends)
    if last is not None and last < day + 7 * DAY:
        raise Refusal("Every week needs a last day that is at least a week on. Choose it again.")
    made = work.add(
        Unavailability(
            clinician_id=clinician,
            kind=kind,
            start=start,
            end=end,
            repeats_weekly_until=midnight(last + DAY) if last is not None else None,
            title=title.strip(),
        )
    )
    often = "every week from" if last is not None else "on"
    work.label = f"{person.name} is elsewhere {often} {day_words(day)}"
    return made.id


def end_commitment(work: UnitOfWork, *, commitment: int, last: dt.date) -> None:
    """Let a weekly commitment end with a day; one that has not begun by then goes."""
    there = work.get(Unavailability, commitment)
    name = work.get(Clinician, there.clinician_id).name
    if there.repeats_weekly_until is None:
        raise Refusal("It is on one day only. Remove it instead.")
    if last < there.start.date():
        work.remove(there)
    else:
        comes_back = last >= there.start.date() + 7 * DAY
        there.repeats_weekly_until = midnight(last + DAY) if comes_back else None
    work.label = f"A commitment of {name} ends {day_words(last)}"


def remove_commitment(work: UnitOfWork, *, commitment: int) -> None:
    """Remove a commitment that was recorded by mistake, or does not come about."""
    there = work.get(Unavailability, commitment)
    name = work.get(Clinician, there.clinician_id).name
    work.remove(there)
    work.label = f"Remove a commitment of {name}"
