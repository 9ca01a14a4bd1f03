"""From which lengths of a shift a contract asks for breaks."""

from rota_desk.domain.breaks import BreakSteps
from rota_desk.rules.contract import Definitions


def break_steps(means: Definitions) -> BreakSteps:
    """Read the steps of a contract; the law knows one break alone."""
    if not means.knows("break_second_over"):
        return BreakSteps(means.minutes("break_length"), means.minutes("break_over"))
    return BreakSteps(
        minutes=means.minutes("break_length"),
        over=means.minutes("break_over"),
        second_over=means.minutes("break_second_over"),
        third_from=means.minutes("break_third_from"),
        night_from=means.clock("pay_night_from"),
        night_to=means.clock("pay_night_to"),
        night_holds=means.minutes("pay_night_holds"),
    )
