"""A small invented ward for tests of the window: two weeks of work, one published, with a gap."""

import datetime as dt

from build import (
    MONDAY,
    a_clinic,
    a_clinician,
    a_department,
    a_list,
    a_long_day,
    a_night,
    a_nurse,
    a_resident,
    a_room,
    laid_out_once,
)

from models import Clinician
from models.types import OnCallTier
from rota_desk.desk import Desk
from rota_desk.edits.on_call import save_on_call_rota
from rota_desk.edits.publishing import publish

CONSULTANTS = ("Dr A Patel", "Dr M Okafor", "Dr S Lindqvist")


@laid_out_once
def a_small_ward(desk: Desk, *, published: bool = False) -> dict[str, Clinician]:
    """Three consultants, two residents and a nurse; Tuesday's second list has nobody."""
    a_department(desk)
    people = [a_clinician(desk, name) for name in CONSULTANTS]
    residents = [a_resident(desk, "Dr C Rowan"), a_resident(desk, "Dr E Voss", grade="ST4")]
    nurse = a_nurse(desk)
    rooms = [a_room(desk, "E1"), a_room(desk, "E2")]
    for place in range(5):
        day = MONDAY + dt.timedelta(days=place)
        a_list(desk, day, on=[people[place % 3]], room=rooms[0])
        a_clinic(desk, day, on=[people[(place + 1) % 3]])
        a_long_day(desk, day, on=[residents[place % 2]])
    a_list(desk, MONDAY + dt.timedelta(days=1), room=rooms[1])
    a_night(desk, MONDAY + dt.timedelta(days=2), on=[residents[1]])
    codes = ["LD", "NT"]
    desk.do(save_on_call_rota, name="Ward resident", tier=OnCallTier.FIRST, codes=codes)
    a_list(desk, MONDAY + dt.timedelta(days=8), on=[nurse], room=rooms[1])
    if published:
        desk.do(publish, first=MONDAY, last=MONDAY + dt.timedelta(days=6))
    return {one.name: one for one in (*people, *residents, nurse)}
