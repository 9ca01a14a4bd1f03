"""The open points on which a verdict turns, in words and with the setting that turns it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rota_desk.rules.finding import Finding
from rota_desk.rules.readings import ROOM, points

_MARK = re.compile(
    r"(?P<verdict>[^;]*?) if read otherwise \((?P<point>O-\d+): (?P<choice>[^)]*)\)"
)


@dataclass(frozen=True, slots=True)
class Turning:
    """A reading under which a verdict would be another."""

    point: str  # of the rulebook: "O-7"
    setting: str  # its key: "readings.one_in_three"
    title: str
    choice: str
    verdict: str  # "an advisory"

    @property
    def words(self) -> str:
        """What would turn it, and into what."""
        return f"Would be {self.verdict} with “{self.title}: {self.choice}” ({self.point})."


def turnings(finding: Finding) -> tuple[Turning, ...]:
    """Give the readings that would turn a finding, in the order of its contested mark."""
    return tuple(_turnings(finding.contested))


def _turnings(contested: str) -> Iterator[Turning]:
    by_number = {spec.says.partition(".")[0]: (name, spec) for name, spec in points().items()}
    for one in _MARK.finditer(contested):
        name, spec = by_number[one["point"]]
        yield Turning(
            point=one["point"],
            setting=f"{ROOM}{name}",
            title=spec.title,
            choice=one["choice"],
            verdict=one["verdict"].strip(),
        )
