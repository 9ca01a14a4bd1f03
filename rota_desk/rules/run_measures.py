"""The two halves of a rule on runs: how long the run is, and the rest after a full one."""

from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.runs import Run
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.rule import Measure, duties_of


def run_length(run: Run, against: str = "") -> Measure:
    """Measure how many dates a run has."""
    return Measure(
        run.first.starts, run.last.ends, run.length, against, duties=duties_of(*run.stretches)
    )


def rest_after_full_run(
    rota: Timeline,
    run: Run,
    *,
    full: Fraction | int,
    longest: Fraction | int,
    against: str = "rest",
) -> Iterator[Measure]:
    """Measure the rest after a run that is full; one that is too long has a finding already."""
    if full <= run.length <= longest:
        rest = rota.rest_after(run.last)
        yield Measure(
            rest.starts,
            rest.ends,
            rest.length,
            against,
            seen=rest.seen,
            duties=duties_of(rest.before, rest.after),
        )
