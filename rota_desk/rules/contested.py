"""Whether a verdict would turn if an open point were read another way, in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rota_desk.rules.contract import Terms, Verdict
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
    found: list[Weighed], terms: Terms, readings: Readings, again: Again, *, passes: bool
) -> Iterator[Weighed]:
    """Mark what is flagged, and passes too if asked, with the readings that would turn it.

    `again` measures and weighs the same rule under other readings.
    """
    if not found or not (passes or any(one.flagged for one in found)):
        yield from found
        return
    others = [
        (_named(point, choice), list(again(other)))
        for point in terms.contested
        for choice, other in readings.others(point)
    ]
    worst = [(name, _gravest(known)) for name, known in others] if passes else []
    for one in found:
        if not one.flagged and not passes:
            yield one
            continue
        turned = [(name, _on_its_time(one, known)) for name, known in others]
        said = [
            f"{_WORDS[verdict]} if read otherwise ({name})"
            for name, verdict in (worst if not one.flagged else turned)
            if verdict is not one.verdict
        ]
        yield replace(one, contested="; ".join(said)) if said else one


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
