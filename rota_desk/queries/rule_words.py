"""Rules by the name of the breach they find, as a coordinator says it."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from rota_desk.rules.contract import DESK, Severity, codes, load
from rota_desk.rules.finding import Finding
from rota_desk.rules.wording import quantity

_CAPITALS = {"nhs": "NHS", "pa": "PA"}
WEIGHTS = {  # how much a breach weighs, as it is read
    Severity.STATUTORY: "law",
    Severity.CONTRACT_HARD: "contract",
    Severity.CONTRACT_AUTH: "contract, can be authorised",
    Severity.CONTRACT_DUTY: "duty of the contract",
    Severity.GUIDANCE: "guidance",
    Severity.LOCAL: "local",
    Severity.INFO: "to know",
}
OWN_WEIGHT = "the desk's own"  # whatever it weighs, no contract says it
_LONG = {"min": "minutes", "PA": "pas"}


def breach_words(key: str) -> str:
    """A rule's key as words: "rest.short_rest" is "Short rest"."""
    parts = key.rpartition(".")[2].replace("on_call", "on-call").split("_")
    said = " ".join(_CAPITALS.get(part, part) for part in parts)
    return f"{said[:1].upper()}{said[1:]}"


def room_words(key: str) -> str:
    """The room a rule belongs to: "rest.short_rest" is "Rest", "oncall.…" is "On-call"."""
    room = key.partition(".")[0]
    return {"oncall": "On-call", "job_plan": "Job plan"}.get(room, room.capitalize())


@cache
def rule_words(rule: str) -> str:
    """A rulebook id with its breach: "rd-rest-11" is "short rest (rd-rest-11)"."""
    for code in codes():
        for clause in load(code).clauses:
            if clause.id == rule:
                said = breach_words(clause.key)
                return f"{said[:1].lower()}{said[1:]} ({rule})"
    return rule


def weight_words(finding: Finding) -> str:
    """How much a finding weighs, as it is read; a rule of the desk is in no contract."""
    return OWN_WEIGHT if finding.contract == DESK else WEIGHTS[finding.severity]


def figure_words(value: float | None, unit: str) -> str:
    """A finding's figure as it is read: 10.5 h is "10 h 30 min", a ratio "1 in 3"; none is "–"."""
    if value is None:
        return "–"
    if unit == "h":
        return quantity(round(value * 60), "hours")
    return quantity(Fraction(value).limit_denominator(10_000), _LONG.get(unit, unit))
