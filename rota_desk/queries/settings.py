"""What is set in this department, and what its own particulars are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from models import Department, Setting
from rota_desk.domain.bank_holidays import ENGLAND_AND_WALES
from rota_desk.errors import Refusal
from rota_desk.settings import Keeps, SettingSpec, Value, setting_spec, setting_specs
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting of the department and what it stands at."""

    spec: SettingSpec
    value: Value

    @property
    def own(self) -> bool:
        """Whether it differs from its default."""
        return self.value != self.spec.default


@dataclass(frozen=True, slots=True)
class DepartmentFacts:
    """The department as it stands on pages and in the window's head."""

    name: str = ""
    lead: str = ""
    manager: str = ""
    zone: str = "Europe/London"
    nation: str = ENGLAND_AND_WALES
    leave_year_month: int = 4
    leave_year_day: int = 1


def setting(read: Reading, *, key: str) -> Value:
    """What a setting stands at: the department's own value, or the default."""
    spec = setting_spec(key)
    record = read.one(select(Setting).where(Setting.key == key))
    return _value(spec, record)


def count_setting(read: Reading, *, key: str) -> int:
    """A setting that is a whole number, in its own unit."""
    return int(str(setting(read, key=key)))


def time_setting(read: Reading, *, key: str) -> dt.time:
    """A setting that is a time of day."""
    value = setting(read, key=key)
    if not isinstance(value, dt.time):
        raise Refusal(f'The setting "{key}" is not a time of day.')
    return value


def yes_no_setting(read: Reading, *, key: str) -> bool:
    """A setting that is a yes or no."""
    return setting(read, key=key) is True


def settings_list(read: Reading) -> tuple[SettingLine, ...]:
    """Every setting that is kept with the department."""
    kept = {record.key: record for record in read.all(select(Setting))}
    return tuple(
        SettingLine(spec, _value(spec, kept.get(spec.key)))
        for spec in setting_specs()
        if spec.keeps is Keeps.DEPARTMENT
    )


def department_facts(read: Reading) -> DepartmentFacts:
    """The department's particulars; the usual ones while there is none."""
    there = read.one(select(Department))
    if there is None:
        return DepartmentFacts()
    return DepartmentFacts(
        there.name,
        there.lead,
        there.manager,
        there.zone,
        there.nation,
        there.leave_year_month,
        there.leave_year_day,
    )


def _value(spec: SettingSpec, record: Setting | None) -> Value:
    """What was kept, or the default where it no longer fits (an older program kept it)."""
    if record is None:
        return spec.default
    try:
        return spec.read(record.value)
    except Refusal:
        return spec.default
