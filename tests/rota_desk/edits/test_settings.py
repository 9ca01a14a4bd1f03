"""Settings: typed, described, kept only where they differ; the department and its holidays."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest

from models import Setting
from models.types import StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.settings import (
    add_bank_holiday,
    change_department,
    change_setting,
    restore_bank_holiday,
    strike_out_bank_holiday,
)
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_days import Holiday, bank_holidays, holiday_list
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.settings import department_facts, setting, settings_list
from rota_desk.settings import SettingType, setting_specs

CHRISTMAS = dt.date(2026, 12, 25)
READ_ELSEWHERE = {  # by balances and by the rule that approves by itself
    *("bank_holidays", "rounding", "auto_approve", "auto_approve_days", "carry_over_days"),
    *(f"counted_in.{group}" for group in ("consultant", "specialty", "resident")),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def test_every_setting_says_what_it_is_and_has_a_default_that_fits() -> None:
    for spec in setting_specs():
        assert spec.says.endswith(".")
        assert spec.title
        assert spec.read(spec.default) == spec.default
        assert bool(spec.choices) == (spec.type is SettingType.CHOICE)


def test_a_changed_setting_is_kept_and_its_default_is_not(desk: Desk) -> None:
    desk.do(change_setting, key="rooms.day_ends", value="20:00")
    assert desk.ask(setting, key="rooms.day_ends") == dt.time(20)
    assert desk.can_undo == "Set the rooms' day ends to 20:00"
    desk.do(change_setting, key="rooms.day_ends", value="18:00")
    assert build.every(desk, Setting) == []


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("rooms.day_ends", "25:00", "is not a time"),
        ("claims.window_days", "soon", "not a whole number"),
        ("claims.window_days", "3", "between 7 and 730 days"),
        ("look.theme", "dark", "kept on each machine"),
        ("rooms.colour", "blue", "There is no setting"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(desk: Desk, key: str, value: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        desk.do(change_setting, key=key, value=value)


def test_a_kept_value_that_no_longer_fits_reads_as_the_default(desk: Desk) -> None:
    build.kept(desk, Setting(key="claims.window_days", value="soon"))
    lines = {line.spec.key: line for line in desk.ask(settings_list)}
    assert (lines["claims.window_days"].value, lines["claims.window_days"].own) == (92, False)


def test_the_department_is_made_and_changed(desk: Desk) -> None:
    desk.do(change_department, name="Endoscopy", lead="Dr M Okafor", nation="scotland")
    facts = desk.ask(department_facts)
    assert (facts.name, facts.lead, facts.nation) == ("Endoscopy", "Dr M Okafor", "scotland")
    with pytest.raises(Refusal, match="no time zone"):
        desk.do(change_department, name="Endoscopy", zone="Europe/Atlantis")
    with pytest.raises(Refusal, match="day 31 of month 2"):
        desk.do(change_department, name="Endoscopy", leave_year_month=2, leave_year_day=31)
    with pytest.raises(Refusal, match="a name"):
        desk.do(change_department, name=" ")


def test_a_local_holiday_joins_the_nations(desk: Desk) -> None:
    desk.do(add_bank_holiday, day=dt.date(2026, 12, 24), name="Founder's day")
    found = desk.ask(bank_holidays, start=dt.date(2026, 12, 1), end=dt.date(2027, 1, 1))
    assert found == {
        dt.date(2026, 12, 24): "Founder's day",
        CHRISTMAS: "Christmas Day",
        dt.date(2026, 12, 28): "Boxing Day (substitute day)",
    }


def test_a_struck_out_holiday_stays_on_the_list_and_can_be_restored(desk: Desk) -> None:
    desk.do(strike_out_bank_holiday, day=CHRISTMAS)
    span = {"start": CHRISTMAS, "end": CHRISTMAS + dt.timedelta(days=1)}
    assert desk.ask(holiday_list, **span) == (Holiday(CHRISTMAS, "Christmas Day", observed=False),)
    assert desk.ask(bank_holidays, **span) == {}
    desk.do(restore_bank_holiday, day=CHRISTMAS)
    assert desk.ask(bank_holidays, **span) == {CHRISTMAS: "Christmas Day"}


def test_an_ordinary_day_cannot_be_struck_out(desk: Desk) -> None:
    with pytest.raises(Refusal, match="no bank holiday here"):
        desk.do(strike_out_bank_holiday, day=dt.date(2026, 12, 24))


def test_the_leave_desk_reads_what_is_set_here(desk: Desk) -> None:
    usual = desk.ask(leave_figures)
    for spec in setting_specs():
        name = spec.key.removeprefix("leave.")
        if spec.key.startswith("leave.away_limit."):
            group = StaffGroup(name.removeprefix("away_limit."))
            assert usual.away_limit.get(group, 0) == spec.default
        elif spec.key.startswith("leave.") and name not in READ_ELSEWHERE:
            assert getattr(usual, name) == spec.default
    desk.do(change_setting, key="leave.notice_days", value=56)
    desk.do(change_setting, key="leave.away_limit.consultant", value=2)
    changed = desk.ask(leave_figures)
    assert (changed.notice_days, changed.away_limit[StaffGroup.CONSULTANT]) == (56, 2)
