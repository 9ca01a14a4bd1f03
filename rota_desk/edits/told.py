"""Changes after publishing: what changed, why, and who has to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from models import ClinicalSession, Clinician, PublishedChange
from rota_desk.errors import Refusal
from rota_desk.queries.speaking import Version, speaking
from rota_desk.queries.tell_list import cells_of
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, day_words

DAY = dt.timedelta(days=1)
THEMSELVES = "Themselves"  # whoever a change concerns agreed to it: their name is kept


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
        raise Refusal(
            "These changes have it noted already, or were undone. To note it otherwise, take what "
            "is noted away first."
        )
    names = [_agreed(work, one, agreed_by) for one in open_ones]
    for one, name in zip(open_ones, names, strict=True):
        one.agreed_by = name
    said = ", ".join(sorted(set(names)))
    work.label = f"Agreement to {count_words(len(open_ones), 'change')}: {said}"
    return len(open_ones)


def _agreed(work: UnitOfWork, change: PublishedChange, agreed_by: str) -> str:
    """Who is kept as having agreed to a change: of several people each to their own."""
    if agreed_by == THEMSELVES and change.clinician_id is not None:
        return work.get(Clinician, change.clinician_id).name
    return agreed_by.strip()


def take_agreement_back(work: UnitOfWork, *, changes: Sequence[int]) -> None:
    """Take away what was noted of an agreement: nobody agreed after all."""
    noted = [one for one in _known(work, changes) if one.agreed_by]
    if not noted:
        raise Refusal("No agreement is noted with these changes.")
    for one in noted:
        one.agreed_by = ""
    work.label = f"Take the agreement to {count_words(len(noted), 'change')} away"


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
    work.label = f"Reason for {count_words(cells_of(open_ones), 'change')}: {reason.strip()}"
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
        one.told_how = how.strip()
        one.agreed_by = _agreed(work, one, agreed_by) or one.agreed_by
    work.label = f"Told of {count_words(len(found), 'change')}{f' {how}' if how else ''}"
    return len(found)


def untick_told(work: UnitOfWork, *, changes: Sequence[int]) -> None:
    """Take the ticks away: they have to be told after all. What they agreed to stays noted."""
    found = [one for one in _known(work, changes) if one.told_at is not None]
    if not found:
        raise Refusal("None of these is ticked as told.")
    for one in found:
        one.told_at, one.told_by, one.told_how = None, "", ""
    stays = "; what was agreed stays" if any(one.agreed_by for one in found) else ""
    work.label = f"Take the tick of {count_words(len(found), 'change')} away{stays}"


def _known(work: UnitOfWork, changes: Sequence[int]) -> list[PublishedChange]:
    """The changes that are still there: undo takes a change and its line away."""
    found = (work.find(PublishedChange, number) for number in changes)
    return [one for one in found if one is not None]
