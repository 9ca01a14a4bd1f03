"""Everything that stands against rostering somebody: her own rules, and what the edit brings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.errors import Refusal
from rota_desk.queries.why import WhyNot, gravest_first, why_not


def everything_against(
    desk: Desk,
    *,
    clinician: int,
    day: dt.date | None = None,
    activity: int | None = None,
    session: int | None = None,
) -> WhyNot:
    """Say what rostering this person would break, for her and, on a session, for others there.

    Who stands on a session also decides whether its grades and skills are met: that is told by a
    preview of the edit itself, as is a sentence that would refuse it.
    """
    found = desk.ask(why_not, clinician=clinician, day=day, activity=activity, session=session)
    if session is None:
        return found
    try:
        done = desk.preview(assign, session=session, clinician=clinician)
    except Refusal as refusal:
        return replace(found, hindrances=(*found.hindrances, str(refusal)))
    others = [one for one in done.brought if one.clinician_id != clinician]
    everything = sorted((*found.findings, *others), key=gravest_first)
    return replace(found, findings=tuple(dict.fromkeys(everything)))
