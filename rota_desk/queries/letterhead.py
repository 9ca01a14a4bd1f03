"""What stands at the head and foot of every document: whose it is, for whom, and when."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Department
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The department's names and the moment by its clock."""

    department: str
    lead: str
    manager: str
    wall: dt.datetime  # wall time, to the second
    now: dt.datetime  # aware, UTC
    zone: str


def letterhead(read: Reading) -> Letterhead:
    """The department as it is now; its names are empty until there is one."""
    department = read.one(select(Department))
    return Letterhead(
        department=department.name if department else "",
        lead=department.lead if department else "",
        manager=department.manager if department else "",
        wall=read.wall,
        now=read.now,
        zone=read.zone.key,
    )
