"""How a measure stands for somebody: broken, signed off, kept, and who may sign it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rota_desk.queries.signed_off import SignedOff
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.finding import Finding

GRAVE = (Severity.STATUTORY, Severity.CONTRACT_HARD, Severity.CONTRACT_AUTH)


class Standing(StrEnum):
    """How a rule stands for somebody, gravest first."""

    BREACH = "breach"
    ADVISORY = "advisory"
    SIGNED = "signed off"  # exceeded, and authorised or accepted by name
    UNKNOWN = "cannot be judged"
    KEPT = "kept"
    ABSENT = "does not arise"


ORDER = {standing: place for place, standing in enumerate(Standing)}
OF_VERDICT = {
    Verdict.BREACH: Standing.BREACH,
    Verdict.ADVISORY: Standing.ADVISORY,
    Verdict.NOT_EVALUABLE: Standing.UNKNOWN,
    Verdict.PASS: Standing.KEPT,
    Verdict.NOT_APPLICABLE: Standing.ABSENT,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure with what it means here: its finding, how it stands, and who signed it off."""

    finding: Finding
    standing: Standing
    signed: SignedOff | None = None
    may_authorise: bool = False  # the contract lets a named person lift this limit so far

    @property
    def may_accept(self) -> bool:
        """Whether somebody may accept it knowingly: never what the law says."""
        flagged = self.standing in (Standing.BREACH, Standing.ADVISORY)
        return flagged and self.finding.severity is not Severity.STATUTORY

    @property
    def signable_never(self) -> bool:
        """Whether it is flagged and nobody may sign it off: the law's own limit."""
        flagged = self.standing in (Standing.BREACH, Standing.ADVISORY)
        return flagged and self.finding.severity is Severity.STATUTORY

    @property
    def grave(self) -> bool:
        """Whether it is a breach of law or of a contract's limit."""
        return self.standing is Standing.BREACH and self.finding.severity in GRAVE
