"""What the day after an on-call period holds."""

from rota_desk.domain.span import day_of
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.rules.rule import Measure, duties_of
from rota_desk.rules.wording import day


def day_after(rota: Timeline, call: Stretch) -> Measure:
    """Measure all shifts that start on the date after an on-call period's first."""
    following = call.day + 1
    shifts = rota.starting_on(following)
    return Measure(
        shifts[0].starts if shifts else call.starts,
        shifts[-1].ends if shifts else call.ends,
        sum(shift.length for shift in shifts),
        seen=following < rota.beyond_day,
        duties=duties_of(call, *shifts),
        note=day(day_of(following)),
    )
