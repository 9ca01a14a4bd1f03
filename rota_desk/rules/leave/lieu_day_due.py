"""Days in lieu of public holidays."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.public_holidays import lieu_days
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.wording import day


class LieuDayDue(PersonRule):
    """A standard working day in lieu is due for a public holiday.

    Measures:   holidays observed within the horizon on which somebody works or is on call at any
                time from 00:01 to 23:59, or that a rest day falls on.
    Leaves out: the Saturday or Sunday itself where a weekday is observed in its place; free days
                that are not marked as rest.
    """

    key = "leave.lieu_day_due"
    reach = dt.timedelta(days=0)
    says = sentences("{measured} in lieu due: {note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield how many days in lieu the horizon's holidays give."""
        earned = list(lieu_days(rota.duties, rota.aways, rota.holidays))
        if earned:
            yield Measure(
                midnight(earned[0][0]),
                midnight(earned[-1][0] + dt.timedelta(days=1)),
                len(earned),
                duties=tuple(duty for _, worked in earned for duty in worked),
                note=", ".join(day(holiday) for holiday, _ in earned),
            )
