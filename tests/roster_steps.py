"""Steps on the Rota that tests share: where the cursor is, what a cell says."""

import datetime as dt

from build import MONDAY

from ui.roster.roster_screen import RosterScreen

TUESDAY = MONDAY + dt.timedelta(days=1)


def codes(rota: RosterScreen, person: int, day: dt.date) -> list[str]:
    """The codes in a person's cell."""
    line, column = rota.model.line_of(person), rota.model.column_of(day)
    return [entry.code for entry in rota.model.entries(line, column)]
