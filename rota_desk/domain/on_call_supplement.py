"""A consultant's on-call: how often, which band, which share of pay, how many PAs."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True)
class SupplementTerms:
    """The rarest frequency of each band, most frequent first, and the share of each category.

    `shares` holds, for category A or B, the percentage of full-time basic pay by band.
    """

    bands: tuple[tuple[str, Fraction], ...]  # (name, at most one in so many), the last unbounded
    rarest: str
    shares: Mapping[str, Mapping[str, Fraction]]

    def band(self, one_in: Fraction) -> str:
        """Name the band of a frequency of one in so many; fractions go by the next band up."""
        return next((name for name, most in self.bands if one_in <= most), self.rarest)

    def percent(self, category: str, one_in: Fraction) -> Fraction:
        """Give the share of full-time basic pay; part-timers on the same duty get the same."""
        return self.shares[category][self.band(one_in)]


def effective_frequency(on_rota: int, weeks_available: Fraction) -> Fraction:
    """Give one in how many weeks, when the others cover a colleague's leave."""
    return on_rota * weeks_available / WEEKS_A_YEAR


def on_call_pas(
    *,
    plain_pas: Fraction,
    premium_pas: Fraction,
    on_rota: int,
    weeks_available: Fraction | None = None,
) -> Fraction:
    """Give PAs a week for the work of one on-call week, shared by a rota.

    With `weeks_available` leave is covered by colleagues, so each comes round more often.
    """
    own = (plain_pas + premium_pas) / on_rota
    return own if weeks_available is None else own * WEEKS_A_YEAR / weeks_available
