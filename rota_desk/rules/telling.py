"""Telling: a weighed measure put into words and figures, as a finding."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from string import Formatter

from rota_desk.domain.facts import Person
from rota_desk.rules.contract import DESK, Limit, Terms, Verdict
from rota_desk.rules.finding import Finding
from rota_desk.rules.rule import Measure, Rule
from rota_desk.rules.weighing import Weighed
from rota_desk.rules.wording import in_unit, moment, quantity, short, span


def find(one: Weighed) -> Finding:
    """Put a weighed measure into words."""
    measure, limit, person, about = one.measure, one.limit, one.person, one.measure.about
    unit = limit.unit if limit else ""
    ids = [one.session_id for one in measure.duties if one.session_id is not None]
    held = [one.assignment_id for one in measure.duties if one.assignment_id is not None]
    return Finding(
        rule=one.terms.id,
        key=one.terms.key,
        clinician_id=person.clinician_id if person else about.clinician_id,
        name=person.name if person else about.name,
        start=measure.start,
        end=measure.end,
        measured=None if measure.value is None else in_unit(measure.value, unit),
        limit=in_unit(limit.value, unit) if limit else None,
        unit=short(unit),
        severity=limit.severity if limit else one.terms.severity,
        verdict=one.verdict,
        message=_sentence(one),
        session_ids=about.session_ids or tuple(dict.fromkeys(ids)),
        assignment_ids=about.assignment_ids or tuple(dict.fromkeys(held)),
        room_id=about.room_id,
        claim_id=about.claim_id,
        contract=one.terms.contract,
        clause=one.terms.clause,
        pack=one.terms.pack,
        contested=one.contested,
    )


def _sentence(one: Weighed) -> str:
    measure, limit = one.measure, one.limit
    if measure.value is None:
        return (
            f"cannot be judged from {moment(measure.start)} to {moment(measure.end)}{_source(one)}"
        )
    form = one.rule.says.get(measure.against, one.rule.says.get("", "{note}"))
    said = form.format(**{name: _SAYS[name](measure, limit) for name in _fields(form)})
    if one.verdict is Verdict.PASS:
        said = said.removeprefix("only ")  # what is kept is not too little
    return f"{_lead(one)}{said}{_source(one)}"


@cache
def _fields(form: str) -> tuple[str, ...]:
    """Name what a rule's sentence asks for."""
    return tuple({name for _, name, _, _ in Formatter().parse(form) if name})


def _lead(one: Weighed) -> str:
    """Say first what is not plain from the figures: kept, not known, or authorised."""
    if one.verdict is Verdict.PASS:
        return "kept: "
    if one.verdict is Verdict.NOT_EVALUABLE:
        return "cannot be judged from what is known: "
    lifted = one.verdict is Verdict.ADVISORY and one.limit and one.limit.flagged is Verdict.BREACH
    return "authorised: " if lifted else ""


def _source(one: Weighed) -> str:
    """Say where the limit is written; the desk's own rules are plain without it."""
    return _written(one.terms.contract, one.terms.contract_name, one.terms.clause)


@cache
def _written(contract: str, name: str, clause: str) -> str:
    source = ", ".join(part for part in (name, clause) if part)
    return f" ({source})" if source and contract != DESK else ""


def _said(value: Fraction | int, limit: Limit | None) -> str:
    return quantity(value, limit.unit if limit else "")


_SAYS: Mapping[str, Callable[[Measure, Limit | None], str]] = {
    "measured": lambda measure, limit: _said(measure.value or 0, limit),
    "limit": lambda _, limit: "" if limit is None else _said(limit.value, limit),
    "start": lambda measure, _: moment(measure.start),
    "end": lambda measure, _: moment(measure.end),
    "span": lambda measure, _: span(measure.start, measure.end),
    "note": lambda measure, _: measure.note,
}


def without_subject(person: Person, rule: Rule, terms: Terms) -> Finding:
    """Say that a rule binds somebody whose rota holds nothing that it is about."""
    main = terms.main if terms.limits else None
    return Finding(
        rule=terms.id,
        key=rule.key,
        clinician_id=person.clinician_id,
        name=person.name,
        start=None,
        end=None,
        measured=None,
        limit=in_unit(main.value, main.unit) if main else None,
        unit=short(main.unit) if main else "",
        severity=terms.severity,
        verdict=Verdict.NOT_APPLICABLE,
        message="nothing on this rota that the rule is about",
        contract=terms.contract,
        clause=terms.clause,
        pack=terms.pack,
    )
