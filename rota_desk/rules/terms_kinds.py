"""The classes of shift as a contract's definitions have them."""

from rota_desk.domain.shift_kinds import ShiftKinds
from rota_desk.rules.contract import Terms


def shift_kinds(terms: Terms) -> ShiftKinds:
    """Read what is long, late and a night for the people a contract binds."""
    means = terms.means
    return ShiftKinds(
        long_over=means.minutes("long_over"),
        late_after=means.clock("late_after"),
        night_from=means.clock("night_from"),
        night_to=means.clock("night_to"),
        night_holds=means.minutes("night_holds"),
    )
