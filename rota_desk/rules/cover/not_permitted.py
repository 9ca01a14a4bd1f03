"""Somebody on an activity that they may not do."""

from collections.abc import Iterator

from rota_desk.domain.overlaps import clock_minutes
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences


class NotPermitted(PersonRule):
    """A duty's activity is not among those the person may do on that day.

    Measures:   the minutes of the duty, by the clock on the wall.
    Leaves out: activities for which nobody keeps permissions.
    """

    key = "cover.not_permitted"
    says = sentences("not on the list for {note}, {span}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each duty whose activity is not permitted."""
        for duty in rota.duties:
            if not duty.permitted:
                yield Measure(
                    duty.start,
                    duty.end,
                    clock_minutes(duty.start, duty.end),
                    duties=(duty,),
                    note=duty.activity or "this activity",
                )
