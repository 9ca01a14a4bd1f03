"""The answer of `check duties`, for scripts and for people."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.overlaps import common_time, overlapping
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Contract, Verdict
from rota_desk.rules.finding import Finding
from rota_desk.rules.wording import span


def document(
    contract: Contract,
    snapshot: Snapshot,
    answered: tuple[Finding, ...],
    found: tuple[Finding, ...],
) -> dict[str, object]:
    """Write the whole answer, as scripts read it."""
    return {
        "contract": contract.code,
        "pack": contract.pack,
        "from": snapshot.horizon_start.isoformat(),
        "to": (snapshot.horizon_end - dt.timedelta(days=1)).isoformat(),
        "results": [row(one) for one in answered],
        "findings": [row(one) for one in found],
        "overlaps": list(_overlaps(snapshot)),
    }


def _overlaps(snapshot: Snapshot) -> Iterator[dict[str, str]]:
    """Tell which duties of one person stand at the same time; their minutes count once."""
    for timeline in snapshot.timelines:
        for one, other in overlapping(timeline.duties):
            start, end = common_time(one, other)
            yield {
                "person": timeline.person.name,
                "start": start.isoformat(timespec="minutes"),
                "end": end.isoformat(timespec="minutes"),
                "message": f"two duties at the same time, {span(start, end)}; judged once",
            }


def row(one: Finding) -> dict[str, object]:
    """Write a finding as a row of the answer."""
    return {
        "person": one.name,
        "rule": one.rule,
        "verdict": one.verdict.value,
        "severity": one.severity.value,
        "measured": one.measured,
        "limit": one.limit,
        "unit": one.unit,
        "start": one.start and one.start.isoformat(timespec="minutes"),
        "end": one.end and one.end.isoformat(timespec="minutes"),
        "message": one.message,
        "clause": one.clause,
        "contested": one.contested,
    }


def print_answer(
    contract: Contract,
    snapshot: Snapshot,
    answered: tuple[Finding, ...],
    found: tuple[Finding, ...],
) -> None:
    """Print what is found, what is not known and how much is kept."""
    last = snapshot.horizon_end - dt.timedelta(days=1)
    print(f"{contract.code} ({contract.pack}), {snapshot.horizon_start} to {last}")
    for twice in _overlaps(snapshot):
        print(f"{twice['person']}: {twice['message']}")
    for one in found:
        print(f"{one.name}: {one.verdict} {one.rule}: {one.message}")
        if one.contested:
            print(f"  contested: {one.contested}")
    unknown = [one for one in answered if one.verdict is Verdict.NOT_EVALUABLE]
    for one in unknown:
        print(f"{one.name}: unknown {one.rule}: {one.message}")
    kept = sum(one.verdict is Verdict.PASS for one in answered)
    print(f"{len(found)} found, {len(unknown)} not known, {kept} kept.")
