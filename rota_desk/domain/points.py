"""Endoscopy points: what a list holds, what its cases come to, and what still fits.

Rulebook, section G: a gastroscopy is one point, a colonoscopy two, a training list holds a share
of a service list. A case mix counts cases of each procedure and names nobody.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

_CASE = re.compile(r"(?P<count>\d{1,3})\s*[x×]?\s*(?P<what>[^\d+,;]+)")
_TARIFF = re.compile(r"(?P<code>\S+)\s+(?P<points>\d{1,2})(?:\s+(?P<name>.+))?")


class NotCases(ValueError):  # noqa: N818 - it says what to write, and is told
    """The text is no case mix, or no list of procedures; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """Something that is done on a list, and how many points it takes."""

    code: str
    points: int
    name: str = ""

    @property
    def words(self) -> str:
        """Its name, or its code where it has none."""
        return self.name or self.code


Tariff = Mapping[str, Procedure]
"""Every procedure by its code, in capitals."""

Cases = Mapping[str, int]
"""How many of each procedure, by code."""


def tariff(text: str) -> dict[str, Procedure]:
    """Read the points of each procedure: "OGD 1 Gastroscopy; COL 2 Colonoscopy"."""
    found: dict[str, Procedure] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", text))):
        match = _TARIFF.fullmatch(part)
        if match is None:
            raise NotCases(f'"{part}" gives no points. Write it like COL 2 Colonoscopy.')
        code = match["code"].upper()
        found[code] = Procedure(code, int(match["points"]), (match["name"] or "").strip())
    return found


def cases_of(text: str, known: Tariff) -> dict[str, int]:
    """Read a case mix: "4 COL + 3 OGD"; procedures by code, or by their name or its beginning."""
    found: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[+,;]", text))):
        match = _CASE.fullmatch(part)
        code = _code(match["what"].strip(), known) if match else ""
        if match is None or not code:
            named = ", ".join(known)
            raise NotCases(f'"{part}" is no case. Write counts like 4 COL + 3 OGD, of {named}.')
        found[code] = found.get(code, 0) + int(match["count"])
    return {code: count for code, count in found.items() if count}


def _code(word: str, known: Tariff) -> str:
    short = word.upper()
    if short in known:
        return short
    fits = [one.code for one in known.values() if _named(one, short)]
    return fits[0] if len(fits) == 1 else ""


def _named(one: Procedure, word: str) -> bool:
    stem = word.removesuffix("IES").removesuffix("S")
    return bool(stem) and one.name.upper().startswith(stem)


def mix_words(cases: Cases) -> str:
    """Write a case mix in its one wording: "4 COL + 3 OGD"."""
    return " + ".join(f"{count} {code}" for code, count in cases.items())


def points_of(cases: Cases, known: Tariff) -> int:
    """Add up the points of a case mix; of a procedure no longer known nothing."""
    return sum(count * known[code].points for code, count in cases.items() if code in known)


def capacity_of(
    room: int, *, training: bool, share: Fraction, typed: int | None = None
) -> int | None:
    """What a list in a room may hold; None where the room counts no points.

    A training list holds the number that was typed for the room, or a share, rounded down.
    """
    if not room:
        return None
    if not training:
        return room
    return typed if typed is not None else math.floor(room * share)


def what_fits(left: int, known: Tariff) -> Iterator[Procedure]:
    """The procedures that fit whole into the points left, the largest first."""
    for one in sorted(known.values(), key=lambda each: (-each.points, each.words)):
        if 0 < one.points <= left:
            yield one
