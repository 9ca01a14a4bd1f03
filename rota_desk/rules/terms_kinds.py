"""The classes of shift as a contract's definitions have them."""

from rota_desk.domain.shift_kinds import Nights, ShiftKinds
from rota_desk.rules.contract import Terms


def nights(terms: Terms) -> Nights:
    """Read when night is, and how much of it makes a night."""
    means = terms.means
    return Nights(means.clock("night_from"), means.clock("night_to"), means.minutes("night_holds"))


def shift_kinds(terms: Terms) -> ShiftKinds:
    """Read what is long, late and a night for the people a contract binds."""
    means = terms.means
    return ShiftKinds(
        long_over=means.minutes("long_over"),
        late_after=means.clock("late_after"),
        nights=nights(terms),
        late_start_before=means.clock("late_start_before"),
        late_end_by=means.clock("late_end_by"),
    )
