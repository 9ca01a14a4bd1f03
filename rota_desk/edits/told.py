"""Changes after publishing: what changed, why, and who has to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from models import ClinicalSession, Clinician, PublishedChange
from rota_desk.errors import Refusal
from rota_desk.queries.speaking import Version, speaking
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, day_words

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Noted:
    """What changed on a session, and for whom."""

    session: ClinicalSession
    clinician: int | None
    what: str


def note_change(
    work: UnitOfWork, *, session: ClinicalSession, clinician: int | None, what: str
) -> None:
    """Put a change on the who-must-be-told list when its day has been published."""
    note_changes(work, [Noted(session, clinician, what)])


def note_changes(work: UnitOfWork, changes: Sequence[Noted]) -> None:
    """Put changes on the who-must-be-told list, in their order, where the day was published."""
    days = [one.session.start.date() for one in changes]
    if not days:
        return
    versions = speaking(work, start=min(days), end=max(days) + DAY)
    told = (
        (one, versions.of(day, one.session.activity_id))
        for one, day in zip(changes, days, strict=True)
    )
    work.add_all([_line(work, one, version) for one, version in told if version])


def _line(work: UnitOfWork, change: Noted, version: Version) -> PublishedChange:
    day = change.session.start.date()
    return PublishedChange(
        publication_id=version.id,
        session_id=change.session.id,
        clinician_id=change.clinician,
        at=work.stamp,
        by=work.who,
        what=f"{day_words(day)}: {change.what}",
        reason=work.reason,
        day=day,
        agreed_by=work.agreed.get(change.clinician or 0, ""),
    )


@contextmanager
def agreeing(work: UnitOfWork, whom: Mapping[int, str]) -> Iterator[None]:
    """Note, with the changes made meanwhile, that these people agreed to theirs, and who says so.

    Whoever asked for it or said yes need not be asked again.
    """
    before = work.agreed
    work.agreed = {**before, **whom}
    try:
        yield
    finally:
        work.agreed = before


def people_by_name(work: UnitOfWork, *numbers: int) -> dict[int, str]:
    """Their names, as who agreed to what is theirs."""
    return {number: work.get(Clinician, number).name for number in numbers}


def note_agreement(work: UnitOfWork, *, changes: Sequence[int], agreed_by: str) -> int:
    """Note who agreed to published changes, or that they could not wait; ticks stay as they are.

    Answers how many had nothing noted yet.
    """
    if not agreed_by.strip():
        raise Refusal("Say who agreed, or that it could not wait.")
    open_ones = [one for one in _known(work, changes) if not one.agreed_by]
    if not open_ones:
        raise Refusal("These changes have it noted already, or were undone.")
    for one in open_ones:
        one.agreed_by = agreed_by.strip()
    work.label = f"Agreement to {count_words(len(open_ones), 'change')}: {agreed_by.strip()}"
    return len(open_ones)


def give_reason(work: UnitOfWork, *, changes: Sequence[int], reason: str) -> int:
    """Say why published days changed, once for a batch; answers for how many changes."""
    if not reason.strip():
        raise Refusal("Give a reason in a few words; it is kept with the changes.")
    open_ones = [one for one in _known(work, changes) if not one.reason]
    if not open_ones:
        raise Refusal("These changes have their reason already, or were undone.")
    for one in open_ones:
        one.reason = reason.strip()
    work.reason = reason.strip()
    work.label = f"Reason for {count_words(len(open_ones), 'change')}: {reason.strip()}"
    return len(open_ones)


def tick_told(
    work: UnitOfWork, *, changes: Sequence[int], how: str = "", agreed_by: str = ""
) -> int:
    """Tick that people were told of changes: now, by whom, how, and who agreed to them."""
    found = _known(work, changes)
    if not found:
        raise Refusal("Choose the changes that somebody was told of.")
    for one in found:
        one.told_at, one.told_by = work.stamp, work.who
        one.told_how, one.agreed_by = how.strip(), agreed_by.strip() or one.agreed_by
    work.label = f"Told of {count_words(len(found), 'change')}{f' {how}' if how else ''}"
    return len(found)


def untick_told(work: UnitOfWork, *, changes: Sequence[int]) -> None:
    """Take the ticks away: they have to be told after all."""
    found = [one for one in _known(work, changes) if one.told_at is not None]
    if not found:
        raise Refusal("None of these is ticked as told.")
    for one in found:
        one.told_at, one.told_by, one.told_how, one.agreed_by = None, "", "", ""
    work.label = f"Take the tick of {count_words(len(found), 'change')} away"


def _known(work: UnitOfWork, changes: Sequence[int]) -> list[PublishedChange]:
    """The changes that are still there: undo takes a change and its line away."""
    found = (work.find(PublishedChange, number) for number in changes)
    return [one for one in found if one is not None]
