"""How much rest an on-call period can be expected to hold, judged by hours alone."""

from fractions import Fraction

from rota_desk.domain.timeline import Stretch
from rota_desk.rules.contract import Definitions


def expected_rest(call: Stretch, means: Definitions, due: Fraction | int) -> int | None:
    """Give the minutes of rest where hours alone can tell, otherwise None.

    They can when no work is expected, and when a whole day's period leaves less than is due.
    """
    day = means.minutes("on_call_day")
    if not call.work:
        return day
    rest = call.length - call.work
    return rest if call.template >= day and rest < due else None
