"""Screens of the rules that look at single duties: overlapping, on leave, not permitted."""

import numpy as np

from rota_desk.domain.columns import Columns
from rota_desk.domain.everybody import away_minutes
from rota_desk.domain.facts import AwayKind
from rota_desk.domain.numbers import Flags
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.stretches import NEVER, latest
from rota_desk.rules.contract import Terms


def double_booked_clinician(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has a duty that starts before an earlier one of its kind ends."""
    every, rows = rota.everybody, rota.everybody.columns
    found = every.nobody()
    if not _laps(rows):
        return found
    for kind in (rows.on_call, ~rows.on_call):
        who, start, end = rows.who[kind], rows.wall_start[kind], rows.wall_end[kind]
        until = latest(who, end)
        found[who[1:][(who[1:] == who[:-1]) & (start[1:] < until[:-1])]] = True
    return found


def _laps(rows: Columns) -> bool:
    """Whether any duty starts before the one that its person has before it ends."""
    same = rows.who[1:] == rows.who[:-1]
    return bool((same & (rows.wall_start[1:] < rows.wall_end[:-1])).any())


def no_time_to_travel(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has duties at more sites than one, where some way takes too long."""
    if rota.ways.longest <= terms.main.value:
        return rota.everybody.nobody()
    places = {person.clinician_id: place for place, person in enumerate(rota.people)}
    first: dict[int, int] = {}
    found = rota.everybody.nobody()
    for duty in rota.duties:
        if duty.site_id is None or duty.clinician_id not in places:
            continue
        if first.setdefault(duty.clinician_id, duty.site_id) != duty.site_id:
            found[places[duty.clinician_id]] = True
    return found


def working_on_leave(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has a duty in a time away, though the leave may exclude it."""
    every, rows = rota.everybody, rota.everybody.columns
    aways = [pair for pair in every.aways if pair[1].kind != AwayKind.REST]
    if not aways or not len(rows.who):
        return every.nobody()
    who, opens, closes = away_minutes(aways)
    begun = np.searchsorted(rows.who * NEVER + rows.wall_start, who * NEVER + closes) - 1
    mine = (begun >= 0) & (rows.who[begun] == who)
    met = mine & (latest(rows.who, rows.wall_end)[begun] > opens)
    return every.marked(who[met])


def not_permitted(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has a duty that they may not do."""
    rows = rota.everybody.columns
    return rota.everybody.marked(rows.who[~rows.permitted])
