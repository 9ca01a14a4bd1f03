"""How the parts of Today read, line by line."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from rota_desk.queries.changes_since import ChangeLine
from rota_desk.queries.due import Deadline
from rota_desk.queries.log_book import CATEGORIES
from rota_desk.queries.on_call import OnCallDuty, OnCallRotaView
from rota_desk.queries.open_log import LogLine, ReminderLine
from rota_desk.queries.risks import Risk
from rota_desk.queries.today import Station, Today
from rota_desk.words import day_words, moment_words
from ui.frame import Frame
from ui.widgets.line_list import Line

STATES = {"overdue": "danger", "due": "warning", "soon": "notice", "ok": "good"}
NO_ROOM = "Wards, on call and elsewhere"


def risk_line(frame: Frame, one: Risk) -> Line:
    """A gap or a broken limit; Enter goes to its cell, and there is told who could do it."""
    where: dict[str, object] = {"session": one.session_id, "day": one.start.date()}
    if one.clinician_id is not None:
        where["clinician"] = one.clinician_id
    needs, _stop, more = one.detail.partition(". ")
    said = ". ".join(part for part in (needs, one.call, more) if part)
    return Line(
        f"{one.when}  {one.what}",
        said,
        kind=one.kind,
        go=_goer(frame, "rota", **where),
        key=(one.session_id, one.what, one.start),
    )


def station_lines(frame: Frame, stations: Iterable[Station]) -> Iterator[Line]:
    """Who is where, under a head for each site."""
    for place, here in groupby(stations, key=lambda one: one.place or NO_ROOM):
        yield Line(place, head=True)
        for one in here:
            yield _station_line(frame, one)


def next_words(found: Today) -> str:
    """When the next work begins: "from 13:30", with its day where that is not today."""
    if found.next_from is None:
        return ""
    later = found.next_from.date() != found.moment.date()
    return f"from {moment_words(found.next_from) if later else f'{found.next_from:%H:%M}'}"


def _station_line(frame: Frame, one: Station) -> Line:
    who = ", ".join(one.who) or "nobody"
    lead = one.room or one.what
    more = f", {one.short} short" if one.short and one.who else ""
    return Line(
        lead,
        f"{one.what}: {who}{more}" if one.room else f"{who}{more}",
        f"{one.start:%H:%M}–{one.end:%H:%M}",
        kind="danger" if one.short and not one.who else "warning" if one.short else "",
        go=_goer(frame, "rota", session=one.session_id, day=one.start.date()),
        key=one.session_id,
    )


def on_call_lines(frame: Frame, rota: OnCallRotaView) -> Iterator[Line]:
    """Who answers for a tier now and how they are reached, then who is next."""
    go = _goer(frame, "oncall")
    if not rota.now:
        yield Line("Nobody is down now", rota.tier_words, kind="danger", go=go, key=rota.name)
    for one in rota.now:
        yield _duty_line(one, rota, go)
    for one in rota.next[:1]:
        reach = f", {one.reach}" if one.reach else ""
        yield Line(
            f"next: {one.name or 'nobody'}",
            f"{rota.name}{reach}",
            f"from {_moment(one, rota)}",
            kind="" if one.name else "warning",
            go=go,
            key=(rota.name, "next"),
        )


def _duty_line(one: OnCallDuty, rota: OnCallRotaView, go: Callable[[], object]) -> Line:
    if one.clinician_id is None:
        said = f"{rota.tier_words}, {rota.name}"
        return Line("Nobody", said, f"until {one.end:%H:%M}", "danger", go, rota.name)
    reach = one.reach or "no number to give out"
    kind = "warning" if one.stale or not one.reach else "good"
    stale = " (not confirmed lately)" if one.stale and one.reach else ""
    said = f"{rota.name}: {reach}{stale}"
    return Line(one.name, said, f"until {one.end:%H:%M}", kind, go, (rota.name, one.start))


def _moment(one: OnCallDuty, rota: OnCallRotaView) -> str:
    same = rota.now and one.start.date() == rota.now[0].end.date()
    return f"{one.start:%H:%M}" if same else moment_words(one.start)


def owed_line(frame: Frame, one: Deadline) -> Line:
    """An answer that is waited for."""
    late = one.state if one.state in {"overdue", "due"} else f"by {day_words(one.due)}"
    go = _goer(frame, one.place)
    return Line(one.title, one.detail, late, STATES[one.state], go, one.kind)


def log_line(frame: Frame, one: LogLine) -> Line:
    """An open item that is due."""
    due = "overdue" if one.overdue else "today"
    about = one.who or one.about
    said = f"{about}: {one.text}" if about else one.text
    go = _goer(frame, "log", entry=one.entry_id)
    kind = "danger" if one.overdue else "warning"
    return Line(CATEGORIES[one.category], said, f"{one.owner}, {due}", kind, go, one.entry_id)


def reminder_line(frame: Frame, one: ReminderLine) -> Line:
    """A bring-forward date that has come."""
    said = f"{one.who}: {one.text}" if one.who else one.text
    due = "overdue" if one.overdue else "today"
    go = _goer(frame, "log", reminder=one.reminder_id)
    kind = "danger" if one.overdue else "warning"
    return Line("Bring forward", said, f"{one.owner}, {due}", kind, go, ("r", one.reminder_id))


def change_line(frame: Frame, one: ChangeLine) -> Line:
    """Something that was done at the desk; Enter goes to its cell where it has one."""
    why = f"“{one.reason}”" if one.reason else ""
    place: dict[str, object] = {"session": one.session_id, "day": one.day}
    if one.clinician_id is not None:
        place["clinician"] = one.clinician_id
    known = one.day is not None or one.clinician_id is not None
    return Line(
        one.words,
        why,
        f"{one.who}, {moment_words(one.at)}",
        go=_goer(frame, "rota", **place) if known else _stay(frame),
        key=(one.at, one.words),
    )


def _goer(frame: Frame, place: str, **where: object) -> Callable[[], object]:
    return lambda: frame.go(place, **where)


def _stay(frame: Frame) -> Callable[[], object]:
    return lambda: frame.say("That concerned several people or days; look in the audit export.")
