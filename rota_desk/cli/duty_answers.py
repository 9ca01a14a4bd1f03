"""The answer of `check duties`, for scripts and for people, written person by person."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rota_desk.cli.spool import Spool, write_document
from rota_desk.domain.overlaps import crowded
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Contract, Verdict
from rota_desk.rules.engine import Reviewed
from rota_desk.rules.finding import Finding
from rota_desk.rules.wording import span


def write_json(contract: Contract, snapshot: Snapshot, reviewed: Iterable[Reviewed]) -> bool:
    """Write the whole answer, as scripts read it; tell whether something is breached."""
    head: dict[str, object] = {
        "contract": contract.code,
        "pack": contract.pack,
        "from": snapshot.horizon_start.isoformat(),
        "to": (snapshot.horizon_end - dt.timedelta(days=1)).isoformat(),
    }
    breached = False
    with Spool() as results, Spool() as findings, Spool() as overlaps:
        for one in reviewed:
            breached = breached or _breached(one)
            for finding in one.worst:
                results.add_row(row(finding))
            for finding in one.flagged:
                findings.add_row(row(finding))
            for twice in _overlaps(one):
                overlaps.add_row(twice)
        write_document(head, {"results": results, "findings": findings, "overlaps": overlaps})
    return breached


def print_answer(contract: Contract, snapshot: Snapshot, reviewed: Iterable[Reviewed]) -> bool:
    """Print what is found, not known and kept; tell whether something is breached."""
    breached, kept, found = False, 0, 0
    with Spool() as overlaps, Spool() as findings, Spool() as unknown:
        for one in reviewed:
            breached = breached or _breached(one)
            found += len(one.flagged)
            for twice in _overlaps(one):
                overlaps.add(f"{twice['person']}: {twice['message']}\n", "")
            for finding in one.flagged:
                findings.add(_said(finding), "")
            for worst in one.worst:
                kept += worst.verdict is Verdict.PASS
                if worst.verdict is Verdict.NOT_EVALUABLE:
                    unknown.add(f"{worst.name}: unknown {worst.rule}: {worst.message}\n", "")
        last = snapshot.horizon_end - dt.timedelta(days=1)
        print(f"{contract.code} ({contract.pack}), {snapshot.horizon_start} to {last}")
        for part in (overlaps, findings, unknown):
            part.write()
        print(f"{found} found, {unknown.count} not known, {kept} kept.")
    return breached


def _breached(one: Reviewed) -> bool:
    return any(worst.verdict is Verdict.BREACH for worst in one.worst)


def _said(one: Finding) -> str:
    contested = f"  contested: {one.contested}\n" if one.contested else ""
    return f"{one.name}: {one.verdict} {one.rule}: {one.message}\n{contested}"


def _overlaps(one: Reviewed) -> Iterator[dict[str, object]]:
    """Tell when duties of one person stand at the same time; their minutes count once."""
    for start, end, most in crowded(one.timeline.duties):
        many = "two" if most == 2 else f"{most:,}"  # noqa: PLR2004 - a pair is said in words
        yield {
            "person": one.timeline.person.name,
            "start": start.isoformat(timespec="minutes"),
            "end": end.isoformat(timespec="minutes"),
            "message": f"{many} duties at the same time, {span(start, end)}; judged once",
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
