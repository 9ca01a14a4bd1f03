"""The on-call sheet in words: shared by its page, its workbook and its tables."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.said import day as day_words
from rota_desk.queries.on_call import OnCallBoard, OnCallDuty, OnCallRotaView

NOBODY = "Nobody is down"
NO_WAY = "no number on file for switchboard; ask the rota coordinator"


def duty_words(duty: OnCallDuty) -> str:
    """Who it is: "Dr C Rowan, ST6", or that nobody is down."""
    if duty.clinician_id is None:
        return NOBODY
    return f"{duty.name}, {duty.grade}" if duty.grade else duty.name


def reach_words(duty: OnCallDuty) -> str:
    """How to reach them, in order, with a mark where a way was not confirmed lately."""
    if duty.clinician_id is None:
        return "Ring the next tier, and tell the rota coordinator."
    if not duty.contacts:
        return NO_WAY
    said = [
        f"{one.kind_words} {one.value}{' (not confirmed lately)' if one.stale else ''}"
        for one in duty.contacts
    ]
    return ", then ".join(said)


def until_words(duty: OnCallDuty) -> str:
    """Until when: "until Tue 10 Nov 08:30"."""
    return f"until {day_words(duty.end.date())} {duty.end:%H:%M}"


def from_words(duty: OnCallDuty) -> str:
    """From when: "from Tue 10 Nov 08:30"."""
    return f"from {day_words(duty.start.date())} {duty.start:%H:%M}"


def span_words(duty: OnCallDuty, day: dt.date) -> str:
    """Its hours as they are said under its day: "20:30–09:00", with the day when it is another."""
    begins = f"{duty.start:%H:%M}"
    if duty.start.date() != day:
        begins = f"{day_words(duty.start.date())} {begins}"
    ends = f"{duty.end:%H:%M}"
    if (duty.end.date() - duty.start.date()).days > 1:
        ends = f"{day_words(duty.end.date())} {ends}"
    return f"{begins}–{ends}{duty.over_words}"


def days_of(board: OnCallBoard) -> Iterator[dt.date]:
    """Every day of the sheet."""
    for number in range((board.end - board.start).days):
        yield board.start + dt.timedelta(days=number)


def on_day(rota: OnCallRotaView, day: dt.date) -> tuple[OnCallDuty, ...]:
    """The duties of a rota that begin on a day."""
    return tuple(one for one in rota.duties if one.start.date() == day)


def within(board: OnCallBoard) -> bool:
    """Whether the moment lies in the sheet's days, so that "now" means something on it."""
    return board.start <= board.moment.date() < board.end


def people_of(board: OnCallBoard) -> tuple[OnCallDuty, ...]:
    """Everybody on the sheet once, by name, with how to reach them."""
    found: dict[tuple[int, bool], OnCallDuty] = {}
    for rota in board.rotas:
        for duty in (*rota.duties, *rota.now, *rota.next):
            if duty.clinician_id is not None:
                found.setdefault((duty.clinician_id, duty.on_site), duty)
    by_name: dict[int, OnCallDuty] = {}
    for (who, _site), duty in sorted(found.items()):
        by_name.setdefault(who, duty)
    return tuple(sorted(by_name.values(), key=lambda one: one.name))
