"""The planned average of a rota's cycle: the work-schedule method of NHS Employers and BMA."""

import datetime as dt
from fractions import Fraction

from rota_desk.domain.averages import work_schedule_average
from rota_desk.domain.facts import Person
from rota_desk.domain.said import day as day_words
from rota_desk.domain.timeline import Timeline
from rota_desk.domain.work import Minutes, lay_work
from rota_desk.rules.contract import Terms


def cycle_average(rota: Timeline, weeks: int, leave: Fraction) -> Minutes | None:
    """Give the minutes a week of the duties that start in the cycle, less leave that is covered.

    None where leave fills the cycle.
    """
    last = rota.first_day + 7 * weeks
    cycle = (one for one in rota.stretches if one.day < last)
    done = lay_work(piece for one in cycle for piece in rota.pieces(one)).done
    return work_schedule_average(
        work=Fraction(done[-1] if done else 0),
        weeks=weeks,
        leave_days_per_year=leave,
        standard_day=rota.person.standard_day_minutes,
    )


def leave_covered(rota: Timeline, terms: Terms) -> Fraction:
    """Give the days a year that colleagues cover; holidays only where leave is covered at all."""
    days = Fraction(rota.person.prospective_leave_days)
    return days + terms.means.number("cover_holidays") if days else days


def leave_words(days: Fraction) -> str:
    """Say how much leave was reckoned in; nothing where none is covered."""
    return f", {float(days):g} days of leave a year covered by colleagues" if days else ""


def opt_out_words(person: Person, first: dt.date, beyond: dt.date) -> str:
    """Say of an opt-out that holds on some days only when it begins and ends within them."""
    said = [
        f"{words} {day_words(day)} {day.year}"
        for one in person.opt_outs
        for words, day in (("begins on", one.since), ("ended on", one.until))
        if first < day < beyond
    ]
    return f", the opt-out {' and '.join(said)}" if said else ""
