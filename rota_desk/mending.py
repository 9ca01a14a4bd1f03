"""The nearest mends of a finding, each checked by a preview before it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from rota_desk.desk import Desk
from rota_desk.edits.mending import put_right
from rota_desk.errors import Refusal
from rota_desk.queries.mends import (
    Mend,
    given_to_others,
    is_cleared,
    mend_trial,
    nearest_first,
)
from rota_desk.rules.finding import Finding

OF_A_KIND = 2  # offered of each kind, the nearest
GIVEN = 3  # sessions for which somebody else is looked for, latest first

Told = Callable[[int], object]


def checked_mends(
    desk: Desk, finding: Finding, told: Told = lambda _percent: None
) -> tuple[Mend, ...]:
    """Look for what would clear a finding, nearest first; each was tried on the whole desk.

    The desk is let go between the steps, so that others may ask; `told` hears how far it is.
    """
    trial = desk.ask(mend_trial, finding=finding)
    if trial is None:
        return ()
    found = list(trial.own_mends())
    told(30)
    for session in trial.may_be_given()[:GIVEN]:
        found += desk.ask(given_to_others, trial=trial, session=session)
        told(50)
    nearest = tuple(_nearest(nearest_first(found)))
    kept = []
    for place, mend in enumerate(nearest):
        if _holds(desk, finding, mend):
            kept.append(mend)
        told(60 + 40 * (place + 1) // len(nearest))
    return tuple(kept)


def _nearest(found: tuple[Mend, ...]) -> Iterator[Mend]:
    for _, kind in groupby(found, key=lambda one: one.kind):
        yield from list(kind)[:OF_A_KIND]


def _holds(desk: Desk, finding: Finding, mend: Mend) -> bool:
    """Preview the mend: whether the finding goes and nothing worse comes."""
    try:
        done = desk.preview(put_right, mend=mend)
    except Refusal:
        return False
    return is_cleared(finding, lost=done.lost, gained=done.gained)
