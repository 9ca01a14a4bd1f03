"""How many wait, from a pasted table of counts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from models import DemandCount
from rota_desk.errors import Refusal
from rota_desk.intake.demand import read_demand
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_words


def keep_demand(work: UnitOfWork, *, day: dt.date, text: str) -> int:
    """Keep a pasted table as of a day, in the place of that day's own; answers how many lines."""
    if day > work.today:
        raise Refusal("The day of the table lies ahead. Give the day on which it was counted.")
    lines = read_demand(text)
    counted = {(one.procedure, one.waits): 0 for one in lines}
    for one in lines:
        counted[one.procedure, one.waits] += one.people
    for old in work.all(select(DemandCount).where(DemandCount.day == day)):
        work.remove(old)
    work.flush()
    work.add_all(
        [
            DemandCount(day=day, procedure=procedure[:120], waits=waits[:120], people=people)
            for (procedure, waits), people in counted.items()
        ]
    )
    work.label = f"Demand of {day_words(day)}"
    return len(counted)


def forget_demand(work: UnitOfWork, *, day: dt.date) -> None:
    """Take the table of a day away."""
    there = work.all(select(DemandCount).where(DemandCount.day == day))
    if not there:
        raise Refusal("There is no table of that day.")
    for one in there:
        work.remove(one)
    work.label = f"Forget the demand of {day_words(day)}"
