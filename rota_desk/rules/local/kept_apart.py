"""Two people on duty on one day whom the department keeps apart."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.said import day as day_words
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import midnight
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class KeptApart(DepartmentRule):
    """Two people are on duty on the same day whom the department keeps apart.

    Measures:   each day on which duties of both start.
    Leaves out: days before the department's rule holds or after it ended; sessions that were
                cancelled, released or closed.
    """

    key = "local.kept_apart"
    says = sentences("{note}")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each day on which both are on duty."""
        for one in rota.meetings:
            yield Measure(
                midnight(one.day),
                midnight(one.day + dt.timedelta(days=1)),
                1,
                about=About(
                    session_ids=one.session_ids, name=one.name, clinician_id=one.clinician_id
                ),
                note=f"{one.name} and {one.other} are both on duty on {day_words(one.day)}; "
                "the department keeps them apart",
            )
