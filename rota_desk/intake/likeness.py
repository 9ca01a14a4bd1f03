"""How like two words are, measured by rapidfuzz: what is offered, never what is taken."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rota_desk.intake.words import fold, plain_name, squeeze

LEAST, MOST_OFFERED = 60, 3  # percent alike from which a word is offered, and how many are
WORDY = 4  # letters from which parts of a word are compared too
SHORTEST, LONG = 4, 8  # letters of a word in which one slip, and two, may be
Choice = TypeVar("Choice", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A word of the desk's that one of the file's may stand for, and how like it is."""

    text: str
    percent: int

    def __str__(self) -> str:
        """The word with its score, as it is offered."""
        return f"{self.text} ({self.percent} % alike)"


def percent_alike(text: str, other: str) -> int:
    """Say how like two texts are: letters of short ones, words and their parts of long ones."""
    from rapidfuzz import fuzz

    mine, theirs = _bare(text), _bare(other)
    scorer = fuzz.WRatio if min(len(mine), len(theirs)) >= WORDY else fuzz.ratio
    return round(scorer(mine, theirs))


def nearest(text: str, choices: Mapping[Choice, Sequence[str]]) -> tuple[tuple[Choice, int], ...]:
    """Give the choices most like a text, best first, each with its percent.

    A choice may have several names, of which the likest counts.
    """
    scores = {
        one: max(percent_alike(text, name) for name in names or ("",))
        for one, names in choices.items()
    }
    good = [(one, score) for one, score in scores.items() if score >= LEAST]
    return tuple(sorted(good, key=lambda pair: -pair[1])[:MOST_OFFERED])


def likest(text: str, texts: Sequence[str]) -> tuple[Likeness, ...]:
    """Give the texts most like one, best first."""
    return tuple(Likeness(*pair) for pair in nearest(text, {one: (one,) for one in texts}))


def is_slip(text: str, other: str) -> bool:
    """Say whether two words differ as far as a slip of the keys makes them differ."""
    from rapidfuzz.distance import OSA

    mine, theirs = fold(text), fold(other)
    shortest = min(len(mine), len(theirs))
    if mine == theirs or shortest < SHORTEST:
        return False
    most = 2 if shortest >= LONG else 1
    return OSA.distance(mine, theirs, score_cutoff=most) <= most


def _bare(text: str) -> str:
    """A text to compare: a name without title and with the surname last, a code without marks."""
    name = plain_name(text)
    return name if len(name) >= WORDY else squeeze(text)
