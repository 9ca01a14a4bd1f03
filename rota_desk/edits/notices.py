"""Telling booking teams: the notice that goes out is kept, and the next one begins from it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from models import ChangeNotice, NoticeLine
from rota_desk.errors import Refusal
from rota_desk.queries.change_notice import ClinicChange, pending_notice
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import span_words


def send_notice(work: UnitOfWork, *, first: dt.date, last: dt.date, note: str = "") -> int:
    """Keep what booking teams are told now of these days, both included; answers its number."""
    if last < first:
        raise Refusal("The last day lies before the first. Choose the period again.")
    pending = pending_notice(work, first=first, last=last)
    if not pending.changes:
        raise Refusal("No clinic of these days has changed since the last notice.")
    newest = work.rows(select(func.max(ChangeNotice.number)))[0][0] or 0
    notice = ChangeNotice(
        number=newest + 1,
        first_day=first,
        last_day=last,
        made_at=work.stamp,
        made_by=work.who,
        note=note.strip(),
    )
    work.add(notice)
    work.add_all([_line(notice.id, one) for one in pending.changes])
    work.label = f"Change notice {notice.number}, {span_words(first, last)}"
    return notice.number


def _line(notice: int, one: ClinicChange) -> NoticeLine:
    was = one.was
    return NoticeLine(
        notice_id=notice,
        session_id=one.session_id,
        change=one.change,
        clinic_code=one.clinic_code,
        clinic=one.clinic,
        start=one.now.start,
        end=one.now.end,
        room=one.now.room,
        who=one.now.who,
        was_start=was.start if was else None,
        was_end=was.end if was else None,
        was_room=was.room if was else "",
        was_who=was.who if was else "",
        reason=one.reason,
    )
