"""A duty that was changed after people were told of it, and to which nobody has agreed."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from rota_desk.domain.facts import ChangedDuty
from rota_desk.domain.said import day as day_words
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, Measure, PersonRule, sentences
from rota_desk.rules.wording import quantity


class UnagreedChange(PersonRule):
    """Somebody's duty was changed after the roster was posted, and no agreement is noted.

    Measures:   of each day, the changes of the person's own duties since the roster was told that
                still stand and to which nobody noted that they agreed or that it could not wait.
    Leaves out: another room; what stands again as it was told; days that were never told.
    """

    key = "notice.unagreed_change"
    reach = dt.timedelta(days=0)
    says = sentences("{note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the changes of each day that nobody agreed to, none where all were agreed."""
        for day, found in groupby(rota.changes, key=attrgetter("day")):
            every = tuple(found)
            lacking = tuple(one for one in every if not one.agreed)
            yield Measure(
                midnight(day),
                midnight(day + dt.timedelta(days=1)),
                len(lacking),
                about=About(tuple(dict.fromkeys(one.session_id for one in lacking or every))),
                note=_said(day, lacking),
            )


def _said(day: dt.date, lacking: tuple[ChangedDuty, ...]) -> str:
    if not lacking:
        return f"every change to the posted roster of {day_words(day)} is agreed or could not wait"
    changes = quantity(len(lacking), "changes")
    what = "; ".join(one.what for one in lacking)
    return (
        f"{changes} to the posted roster of {day_words(day)} without the doctor's agreement: "
        f"{what}; note that they agreed, or that it could not wait"
    )
