"""Whether a verdict would turn if an open point were read another way, in words."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from rota_desk.rules.contract import Contract, Severity, Terms, Verdict
from rota_desk.rules.readings import Readings, points
from rota_desk.rules.weighing import VERDICT_ORDER, Weighed

_WORDS = {
    Verdict.BREACH: "a breach",
    Verdict.ADVISORY: "an advisory",
    Verdict.NOT_EVALUABLE: "unknown",
    Verdict.PASS: "kept",
    Verdict.NOT_APPLICABLE: "not asked",
}
Again = Callable[[Readings], Iterable[Weighed]]


def contested(
    found: list[Weighed],
    terms: Terms,
    readings: Readings,
    again: Again,
    *,
    passes: bool,
    in_place: bool = False,
) -> Iterator[Weighed]:
    """Mark what is flagged, and passes too if asked, with the readings that would turn it.

    `again` measures and weighs the same rule under other readings. A pass stands for all of a
    person's measures of the rule, or with `in_place` for its own time, as what is flagged does.
    """
    if not found or not (passes or any(one.flagged for one in found)):
        yield from found
        return
    others = [(name, list(again(other))) for name, other in _otherwise(terms.contested, readings)]
    worst = [(name, _gravest(known)) for name, known in others] if passes else []
    for one in found:
        if not one.flagged and not passes:
            yield one
            continue
        turned = [(name, _on_its_time(one, known)) for name, known in others]
        said = [
            f"{_WORDS[verdict]} if read otherwise ({name})"
            for name, verdict in (turned if one.flagged or in_place else worst)
            if verdict is not one.verdict
        ]
        yield replace(one, contested="; ".join(said)) if said else one


def reread(
    contract: Contract, terms: Terms, day: dt.date, readings: Readings, other: Readings
) -> Iterator[tuple[Terms, Sequence[str]]]:
    """Give the same terms as another reading has them, and the names of what it changes."""
    yield from _reread(contract, (terms.key, terms.id), day, readings, other)


@lru_cache(maxsize=1024)
def _reread(
    contract: Contract, which: tuple[str, str], day: dt.date, readings: Readings, other: Readings
) -> tuple[tuple[Terms, Sequence[str]], ...]:
    key, id_ = which
    before = next(one for one in contract.terms(key, day, readings) if one.id == id_)
    return tuple(
        (one, _changed(before, one)) for one in contract.terms(key, day, other) if one.id == id_
    )


def _changed(before: Terms, after: Terms) -> tuple[str, ...]:
    """Name the definitions, and the limits whose figure, another reading changes."""
    figures = (
        {name: replace(one, severity=Severity.INFO, flagged=Verdict.PASS) for name, one in limits}
        for limits in (before.limits.items(), after.limits.items())
    )
    return (*_different(before.means.figures, after.means.figures), *_different(*figures))


def _different(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    return (name for name in sorted({*before, *after}) if before.get(name) != after.get(name))


@cache
def _otherwise(contested: tuple[str, ...], readings: Readings) -> tuple[tuple[str, Readings], ...]:
    """Name each other reading of these points."""
    return tuple(
        (_named(point, choice), other)
        for point in contested
        for choice, other in readings.others(point)
    )


def _named(point: str, choice: str) -> str:
    """Name a reading by its point of the rulebook and its words: "O-7: are advised against"."""
    spec = points()[point]
    return f"{spec.says.partition('.')[0]}: {spec.choices[choice]}"


def _gravest(known: Iterable[Weighed]) -> Verdict:
    return min((one.verdict for one in known), key=VERDICT_ORDER.__getitem__, default=Verdict.PASS)


def _on_its_time(one: Weighed, known: list[Weighed]) -> Verdict:
    """Give the gravest verdict of what is found on the same time."""
    start, end = one.measure.start, one.measure.end
    return _gravest(
        other for other in known if start < other.measure.end and other.measure.start < end
    )
