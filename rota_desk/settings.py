"""What can be set: each setting with its type, default, unit and description, as data."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from resources import read_text
from rota_desk.errors import Refusal

Value = str | int | bool | dt.time
_WORDS_OF_YES = {"yes": True, "true": True, "no": False, "false": False}


class SettingType(StrEnum):
    """What a setting holds."""

    TEXT = "text"
    COUNT = "count"
    YES_NO = "yes_no"
    TIME = "time"
    CHOICE = "choice"


class Keeps(StrEnum):
    """Where a setting is kept."""

    DEPARTMENT = "department"  # in the database: for everybody
    MACHINE = "machine"  # for whoever sits here


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting as resources/settings.toml describes it."""

    key: str
    group: str
    title: str
    type: SettingType
    default: Value
    keeps: Keeps
    says: str
    unit: str = ""
    least: int | None = None
    most: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)

    def read(self, given: object) -> Value:
        """Read a value of this setting from what was typed or kept; a refusal says what fits."""
        if self.type is SettingType.COUNT:
            return self._count(given)
        if self.type is SettingType.YES_NO:
            return self._yes_no(given)
        if self.type is SettingType.TIME:
            return self._time(given)
        text = str(given).strip()
        if self.type is SettingType.CHOICE and text not in self.choices:
            raise Refusal(f"{self.title}: choose {' or '.join(self.choices.values())}.")
        return text

    def plain(self, value: Value) -> str | int | bool:
        """The value as it is kept."""
        return value.isoformat("minutes") if isinstance(value, dt.time) else value

    def words(self, value: Value) -> str:
        """The value as it reads, with its unit."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dt.time):
            return f"{value:%H:%M}"
        said = self.choices.get(str(value), str(value))
        return f"{said} {self.unit}".strip()

    def _count(self, given: object) -> int:
        try:
            count = int(str(given))
        except ValueError:
            raise Refusal(f'{self.title}: "{given}" is not a whole number.') from None
        low, high = self.least, self.most
        if (low is not None and count < low) or (high is not None and count > high):
            raise Refusal(f"{self.title}: between {low} and {high} {self.unit}.")
        return count

    def _yes_no(self, given: object) -> bool:
        if isinstance(given, bool):
            return given
        said = _WORDS_OF_YES.get(str(given).strip().casefold())
        if said is None:
            raise Refusal(f"{self.title}: say yes or no.")
        return said

    def _time(self, given: object) -> dt.time:
        if isinstance(given, dt.time):
            return given
        try:
            return dt.time.fromisoformat(str(given).strip())
        except ValueError:
            raise Refusal(f'{self.title}: "{given}" is not a time such as 08:30.') from None


@cache
def setting_specs() -> tuple[SettingSpec, ...]:
    """Every setting, in the order of the file."""
    document = tomllib.loads(read_text("settings.toml"))
    return tuple(
        _spec(f"{room}.{name}", table)
        for room, tables in document.items()
        for name, table in tables.items()
    )


@cache
def setting_spec(key: str) -> SettingSpec:
    """One setting by its key, "rooms.day_starts"."""
    for spec in setting_specs():
        if spec.key == key:
            return spec
    raise Refusal(f'There is no setting "{key}". See resources/settings.toml.')


def _spec(key: str, table: Mapping[str, Any]) -> SettingSpec:
    facts = dict(table)
    kind = SettingType(facts.pop("type"))
    keeps = Keeps(facts.pop("keeps"))
    default = facts.pop("default")
    if kind is SettingType.TIME:
        default = dt.time.fromisoformat(default)
    return SettingSpec(key=key, type=kind, keeps=keeps, default=default, **facts)
