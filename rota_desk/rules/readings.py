"""How a department reads what the sources leave open (the rulebook's section O)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rota_desk.errors import Refusal
from rota_desk.settings import SettingSpec, setting_specs

ROOM = "readings."


@dataclass(frozen=True, slots=True)
class Readings:
    """The choices that differ from the rulebook's own, as pairs of point and choice.

    Points and choices are the settings whose key begins with "readings."; `Readings()` reads
    everything as the rulebook does.
    """

    own: frozenset[tuple[str, str]] = frozenset()

    def of(self, point: str) -> str:
        """Give the choice made for one point, the rulebook's unless the department has its own."""
        for name, choice in self.own:
            if name == point:
                return choice
        return default_of(point)

    def reading(self, point: str, choice: str) -> "Readings":
        """Read one point another way and leave the rest."""
        if choice not in points()[point].choices:
            raise Refusal(f'There is no reading "{choice}" of {point}.')
        others = frozenset(pair for pair in self.own if pair[0] != point)
        return Readings(others if choice == default_of(point) else others | {(point, choice)})

    def others(self, point: str) -> Iterator[tuple[str, "Readings"]]:
        """Give each other choice of a point, and everything else as it is read here."""
        mine = self.of(point)
        for choice in points()[point].choices:
            if choice != mine:
                yield choice, self.reading(point, choice)


@cache
def points() -> Mapping[str, SettingSpec]:
    """Give the open points by name, with their choices, in the order of the settings."""
    return {
        spec.key.removeprefix(ROOM): spec for spec in setting_specs() if spec.key.startswith(ROOM)
    }


@cache
def default_of(point: str) -> str:
    """Give the rulebook's own choice for a point."""
    if point not in points():
        raise Refusal(f'There is no open point "{point}". See resources/settings.toml.')
    return str(points()[point].default)


RULEBOOK = Readings()
