"""What booking teams have to be told: how their clinics differ from what they know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, ChangeNotice, Clinician, NoticeLine
from models.types import NoticeChange
from rota_desk.domain.span import midnight
from rota_desk.errors import Refusal
from rota_desk.queries.moments import wall_time
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clinic:
    """A clinic as booking teams know it: when, where and whose."""

    start: dt.datetime
    end: dt.datetime
    room: str
    who: str


@dataclass(frozen=True, slots=True)
class ClinicChange:
    """A clinic that was added, moved, given to another clinician, or cancelled."""

    session_id: int
    change: NoticeChange
    clinic_code: str
    clinic: str
    now: Clinic  # of a cancelled one: as it was last told
    was: Clinic | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, as it went out or as it would go out now; days both included."""

    number: int  # 0: not sent yet
    first: dt.date
    last: dt.date
    since: int  # the number of the last notice before it; 0: the first one
    made: dt.datetime | None  # wall time
    by: str
    changes: tuple[ClinicChange, ...]


def pending_notice(read: Reading, *, first: dt.date, last: dt.date) -> Notice:
    """What a notice of these days, both included, would say if it went out now.

    A clinic counts in the days where it stands and in those where it was last told, so that one
    moved out of the period is not lost. What lies before today is history.
    """
    begin = max(first, read.today)
    known = _known(read)
    rota = standing_rota(read, start=begin, end=last + DAY + DAY * _REACH)
    codes = _codes(read)
    names = {one.id: one.name for one in read.all(select(Clinician))}
    here = {one.id: one for one in rota.sessions if one.activity_id in codes and rota.stands(one)}
    reasons = {one.id: one.state_reason for one in rota.sessions}
    found: list[ClinicChange] = []
    for number, session in here.items():
        told = known.get(number)
        now = _clinic(rota, session, names)
        days = {session.start.date(), *([told.now.start.date()] if told else [])}
        if any(begin <= day <= last for day in days):
            found += _change(session, codes[session.activity_id], now, told)
    found += _gone(known, here, begin, last, reasons)
    newest = read.one(select(ChangeNotice).order_by(ChangeNotice.number.desc()))
    ordered = sorted(found, key=lambda one: (one.clinic_code, one.now.start, one.session_id))
    since = newest.number if newest else 0
    return Notice(0, first, last, since, None, "", tuple(ordered))


def sent_notice(read: Reading, *, number: int) -> Notice:
    """A notice as it went out."""
    there = read.one(select(ChangeNotice).where(ChangeNotice.number == number))
    if there is None:
        raise Refusal(f"There is no change notice {number}. Look at the list of notices.")
    lines = read.all(
        select(NoticeLine).where(NoticeLine.notice_id == there.id).order_by(NoticeLine.id)
    )
    return Notice(
        there.number,
        there.first_day,
        there.last_day,
        there.number - 1,
        wall_time(read, there.made_at),
        there.made_by,
        tuple(_told(one) for one in lines),
    )


def notices_sent(read: Reading) -> tuple[int, ...]:
    """The numbers of all notices, newest first."""
    found = read.all(select(ChangeNotice).order_by(ChangeNotice.number.desc()))
    return tuple(one.number for one in found)


_REACH = 60  # days after the period in which a clinic moved out of it is looked for


def _codes(read: Reading) -> dict[int, str]:
    """The clinic code of each activity that booking teams book."""
    return {
        one.id: one.clinic_code for one in read.all(select(Activity)) if one.clinic_code.strip()
    }


def _known(read: Reading) -> dict[int, ClinicChange]:
    """What booking teams were last told of each clinic that was not cancelled then."""
    newest = {one.session_id: one for one in read.all(select(NoticeLine).order_by(NoticeLine.id))}
    return {
        number: _told(one)
        for number, one in newest.items()
        if one.change is not NoticeChange.CANCELLED and one.start >= midnight(read.today)
    }


def _told(line: NoticeLine) -> ClinicChange:
    was = None
    if line.was_start is not None and line.was_end is not None:
        was = Clinic(line.was_start, line.was_end, line.was_room, line.was_who)
    return ClinicChange(
        line.session_id,
        line.change,
        line.clinic_code,
        line.clinic,
        Clinic(line.start, line.end, line.room, line.who),
        was,
        line.reason,
    )


def _clinic(rota: Rota, session: Session, names: Mapping[int, str]) -> Clinic:
    on = (names.get(one.clinician_id, "") for one in rota.on.get(session.id, ()))
    return Clinic(session.start, session.end, session.place, " and ".join(on) or "nobody yet")


def _change(
    session: Session, code: str, now: Clinic, told: ClinicChange | None
) -> Iterator[ClinicChange]:
    if told is None:
        yield ClinicChange(session.id, NoticeChange.ADDED, code, session.name, now, None)
    elif (now.start, now.end, now.room) != (told.now.start, told.now.end, told.now.room):
        yield ClinicChange(session.id, NoticeChange.MOVED, code, session.name, now, told.now)
    elif now.who != told.now.who:
        yield ClinicChange(session.id, NoticeChange.WHO, code, session.name, now, told.now)


def _gone(
    known: Mapping[int, ClinicChange],
    here: Mapping[int, Session],
    begin: dt.date,
    last: dt.date,
    reasons: Mapping[int, str],
) -> Iterator[ClinicChange]:
    for number, told in known.items():
        if number not in here and begin <= told.now.start.date() <= last:
            yield ClinicChange(
                number,
                NoticeChange.CANCELLED,
                told.clinic_code,
                told.clinic,
                told.now,
                told.now,
                reasons.get(number, ""),
            )
