"""Fair shares: what is counted of somebody's duties, and what a share of full time would have."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from rota_desk.domain.span import weekday_of
from rota_desk.domain.timeline import Stretch

SATURDAY = 5
KINDS = ("Nights", "Weekends", "Bank holidays", "On-calls", "Long days")  # what is counted
TENTHS = 10  # parts of a duty to which a share is written


def weekends_worked(stretches: Iterable[Stretch]) -> int:
    """Count the weekends in which a duty begins on the Saturday or the Sunday."""
    days = (one.day for one in stretches if weekday_of(one.day) >= SATURDAY)
    return len({day - (weekday_of(day) - SATURDAY) for day in days})


def mean_of(counts: Sequence[Iterable[int]]) -> tuple[Fraction, ...]:
    """Give the mean of several people's counts, kind by kind."""
    return tuple(Fraction(sum(kind), len(counts)) for kind in zip(*counts, strict=True))


def share_of(mean: Fraction, share: Fraction | Decimal) -> Fraction:
    """Give what somebody with a share of full time would have of a full-timer's mean."""
    return mean * Fraction(share)


def share_mark(count: int, usual: Fraction) -> str:
    """A shape where somebody is a whole duty or more away from their share as it is written."""
    away = count - Fraction(round(usual * TENTHS), TENTHS)
    return "▲" if away >= 1 else "▼" if away <= -1 else ""


def share_words(count: int, usual: Fraction) -> str:
    """What somebody has beside their share: "5 of 3.2 ▲"; empty where there is nothing."""
    if not count and not usual:
        return ""
    share = f"{float(usual):.1f}".removesuffix(".0")
    return f"{count} of {share} {share_mark(count, usual)}".strip()
