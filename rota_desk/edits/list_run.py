"""How a list ran: when the first case began and the last ended, and counts; never who."""

from __future__ import annotations

import datetime as dt

from models import ClinicalSession
from rota_desk.domain.list_run import AROUND, MINUTE, MOST_CASES, NotThisList, check_run
from rota_desk.edits.assignments import session_words
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def record_run(
    work: UnitOfWork,
    *,
    session: int,
    began: dt.datetime | None = None,
    ended: dt.datetime | None = None,
    cases: int | None = None,
    touch: int | None = None,
) -> None:
    """Say when a list began and ended, its cases, and the minutes with a case under way.

    What is not known is None; the list keeps what was said last.
    """
    there = work.get(ClinicalSession, session)
    try:
        check_run(there.start, there.end, began, ended)
    except NotThisList as said:
        raise Refusal(str(said)) from said
    if (began or there.start) > work.wall or (ended or there.start) > work.wall:
        raise Refusal("That lies ahead. Say how the list ran once it has.")
    if cases is not None and not 0 <= cases <= MOST_CASES:
        raise Refusal(f"Cases are a count from 0 to {MOST_CASES}.")
    longest = (there.end - there.start + AROUND) // MINUTE
    if touch is not None and not 0 <= touch <= longest:
        raise Refusal(f"The minutes with a case under way are from 0 to {longest}.")
    there.began, there.ended, there.cases_done, there.touch_minutes = began, ended, cases, touch
    work.label = f"How {session_words(work, there)} ran"
