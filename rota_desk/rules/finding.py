"""A finding: what the engine says of one measure, as a value that can be compared and shown."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from rota_desk.rules.contract import Severity, Verdict


class Basis(StrEnum):
    """What was judged: the rota as it is planned, or the hours really worked."""

    PLANNED = "planned"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict on one person, need or room, over a span of wall time.

    Two findings with the same content are the same finding. `measured` and `limit` are in `unit`
    (hours are decimal). `message` says where and why, in words.
    """

    rule: str  # the rulebook's id: rd-rest-11
    key: str  # the rule's name: rest.short_rest
    clinician_id: int | None
    name: str  # whom or what it concerns
    start: dt.datetime | None
    end: dt.datetime | None
    measured: float | None
    limit: float | None
    unit: str
    severity: Severity
    verdict: Verdict
    message: str
    session_ids: tuple[int, ...] = ()
    assignment_ids: tuple[int, ...] = ()
    room_id: int | None = None
    claim_id: int | None = None
    contract: str = ""
    clause: str = ""
    pack: str = ""
    basis: Basis = Basis.PLANNED
    contested: str = ""  # what the verdict would be if an open point were read another way

    @property
    def flagged(self) -> bool:
        """Whether it is something to look at: a breach or an advisory."""
        return self.verdict in (Verdict.BREACH, Verdict.ADVISORY)
