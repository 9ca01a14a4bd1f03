import datetime as dt
import re
from dataclasses import replace

from reports.document import Stamp, check_code
from reports.rota_workbook import facts
from rota_desk.queries.rota_sheet import RotaSheet


def test_the_same_facts_give_the_same_code() -> None:
    one = check_code("rota", dt.date(2026, 11, 9), {"b": 1, "a": frozenset({"x", "y"})})
    two = check_code("rota", dt.date(2026, 11, 9), {"a": frozenset({"y", "x"}), "b": 1})
    assert one == two


def test_a_code_survives_the_telephone() -> None:
    codes = [check_code(number) for number in range(200)]
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}", code) for code in codes)
    assert len(set(codes)) == 200


def test_a_code_does_not_change_with_the_day_it_is_looked_at(sheet: RotaSheet) -> None:
    later = replace(sheet, days=tuple(replace(day, today=not day.today) for day in sheet.days))
    assert check_code(*facts(later)) == check_code(*facts(sheet))


def test_a_code_changes_when_somebody_is_moved(sheet: RotaSheet) -> None:
    rows = (replace(sheet.rows[0], cells=sheet.rows[1].cells), *sheet.rows[1:])
    assert check_code(*facts(replace(sheet, rows=rows))) != check_code(*facts(sheet))


def test_a_stamp_says_version_moment_name_and_code(stamp: Stamp) -> None:
    assert replace(stamp, check_code="7F3C-Q2").sentence() == (
        "Rota v14 plus 1 change · made Mon 9 Nov 2026 08:14 by K. Lowe · check code 7F3C-Q2"
    )
