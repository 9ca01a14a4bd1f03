"""Whether a verdict would turn if an open point were read another way, in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rota_desk.rules.contract import Terms, Verdict
from rota_desk.rules.readings import Readings, points
from rota_desk.rules.weighing import Weighed, gravity

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
    for one in found:
        said = [
            f"{_WORDS[verdict]} if read otherwise ({name})"
            for name, known in others
            if (verdict := _verdict(one, known)) is not one.verdict
        ]
        yield replace(one, contested="; ".join(said)) if said else one


def _named(point: str, choice: str) -> str:
    """Name a reading by its point of the rulebook and its words: "O-7: are advised against"."""
    spec = points()[point]
    return f"{spec.says.partition('.')[0]}: {spec.choices[choice]}"


def _verdict(one: Weighed, known: list[Weighed]) -> Verdict:
    """Give the gravest verdict on the same time, or on all of it for what is not flagged."""
    same = [other for other in known if not one.flagged or _meets(one, other)]
    return min(same, key=gravity).verdict if same else Verdict.PASS


def _meets(one: Weighed, other: Weighed) -> bool:
    return one.measure.start < other.measure.end and other.measure.start < one.measure.end
