"""Screens of the rules that need something on file: plans, claims, requests, limits."""

import numpy as np

from rota_desk.domain.numbers import Flags
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms


def with_plans(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever has lines of a job plan."""
    return _among(rota, {one.clinician_id for one in rota.plan_lines})


def with_claims(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever claims an extra session."""
    return _among(rota, {one.clinician_id for one in rota.claims})


def with_requests(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whoever waits for an answer about leave."""
    return _among(rota, {one.clinician_id for one in rota.requests})


def with_changes(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whose duties were changed after they were told."""
    return _among(rota, {one.clinician_id for one in rota.changes if not one.agreed})


def who_starts(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect whose contract begins within the horizon."""
    first, beyond = rota.horizon_start, rota.horizon_end
    return np.array(
        [
            any(held.start is not None and first <= held.start < beyond for held in one.contracts)
            for one in rota.people
        ],
        np.bool_,
    )


def with_limits(rota: Snapshot, terms: Terms) -> Flags:
    """Suspect everybody where the department has limits of its own."""
    return np.full(len(rota.people), bool(rota.limits), np.bool_)


def _among(rota: Snapshot, numbers: set[int]) -> Flags:
    if not numbers:
        return np.zeros(len(rota.people), np.bool_)
    return np.array([one.clinician_id in numbers for one in rota.people], np.bool_)
