"""The same rosters as LibreOffice saves and copies them, and as Google Sheets and Excel do."""

import datetime as dt
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from rota_desk.errors import Refusal
from rota_desk.intake.plan import IntakePlan
from rota_desk.intake.roster import look_at, read_roster
from rota_desk.intake.web_table import pasted_book

TODAY = dt.date(2026, 11, 23)
FIELDS = ("person", "date", "code", "kind", "start", "end", "sheet", "cell")
D1, D2 = "d1_dates_down_formulas", "d2_month_sheets_and_role_columns"
D3, D4 = "d3_pasted_and_template", "d4_year_restart_times_in_cells"
SAVED = [
    *(f"{name}.{ending}" for name in (D1, D2, D3, D4) for ending in ("ods", "xls")),
    f"{D2}.html",
    f"{D3}.html",
]
WARD = """Name\tMon 07/12/2026\tTue 08/12/2026
Ada Quarmby\t0800-2000\tA/L
"Penhallow,
Bram"\toff\t2000-0800
"""


def _as_rows(plan: IntakePlan) -> Counter[tuple[str, ...]]:
    return Counter(tuple(duty.as_json()[field] for field in FIELDS) for duty in plan.duties)


@pytest.mark.parametrize("name", SAVED)
def test_what_libreoffice_saves_says_the_same(samples: Path, name: str) -> None:
    stem = name.partition(".")[0]
    plan = read_roster(samples / "libreoffice" / name, today=TODAY)
    original = read_roster(samples / "rosters" / f"{stem}.xlsx", today=TODAY)
    truth = json.loads((samples / "rosters" / f"{stem}.json").read_text(encoding="utf-8"))
    assert _as_rows(plan) == _as_rows(original)
    assert len(plan.problems) >= len(truth["problems"])
    assert [(one.sheet, one.row, one.column) for one in plan.problems] == [
        (one.sheet, one.row, one.column) for one in original.problems
    ]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_hidden_rows_columns_and_sheets_are_left_out_and_told(samples: Path, ending: str) -> None:
    plan = read_roster(samples / "libreoffice" / f"hidden_parts.{ending}", today=TODAY)
    assert len(plan.duties) == 9
    assert [one.message.partition(":")[0] for one in plan.problems] == [
        "hidden row 3 left out",
        "hidden column F left out",
        "a hidden sheet is left out",
    ]


def test_an_old_workbook_that_does_not_tell_what_is_hidden_is_read_all_the_same(
    samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.xls"
    good = (samples / "libreoffice" / f"{D1}.xls").read_bytes()
    path.write_bytes(good[:28] + b"??" + good[30:])
    original = read_roster(samples / "libreoffice" / f"{D1}.xls", today=TODAY)
    assert _as_rows(read_roster(path, today=TODAY)) == _as_rows(original)


@pytest.mark.parametrize("at", [40, 44, 64, 72])
def test_an_old_workbook_that_says_it_is_endless_is_refused_before_room_is_made(
    samples: Path, tmp_path: Path, at: int
) -> None:
    path = tmp_path / "old.xls"
    good = (samples / "libreoffice" / f"{D1}.xls").read_bytes()
    path.write_bytes(good[:at] + b"\xff\xff\xff\x3f" + good[at + 4 :])
    with pytest.raises(Refusal, match=r"^old\.xls is damaged or half written"):
        read_roster(path, today=TODAY)


def test_a_workbook_with_macros_is_read_and_its_macros_are_not(
    samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ward.xlsm"
    with (
        zipfile.ZipFile(samples / "rosters" / f"{D1}.xlsx") as plain,
        zipfile.ZipFile(path, "w") as made,
    ):
        for part in plain.namelist():
            content = plain.read(part)
            if part == "[Content_Types].xml":
                content = content.replace(
                    b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"ms-excel.sheet.macroEnabled.main+xml",
                )
            made.writestr(part, content)
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 no macro anybody runs")
        made.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    plan = read_roster(path, today=TODAY)
    assert _as_rows(plan) == _as_rows(read_roster(samples / "rosters" / f"{D1}.xlsx", today=TODAY))


def _paste(page: str, text: str = "") -> IntakePlan:
    return look_at(pasted_book(page, text), today=TODAY).plan


def _said(plan: IntakePlan) -> list[tuple[str, int, str, str]]:
    return [(duty.person, duty.day.day, duty.kind, duty.cell) for duty in plan.duties]


EXPECTED = [
    ("Ada Quarmby", 7, "shift", "B2"),
    ("Ada Quarmby", 8, "annual_leave", "C2"),
    ("Penhallow, Bram", 8, "shift", "C3"),
]


def test_copied_text_is_read_by_its_tabs(samples: Path) -> None:
    assert samples.is_dir()
    assert _said(_paste("", WARD)) == EXPECTED


GOOGLE = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td
{border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table
xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" border="1" data-sheets-root="1">
<colgroup><col width="100"/><col width="100"/></colgroup><tbody><tr style="height:21px;">
<td data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;Name&quot;}">Name</td>
<td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:46363}"
data-sheets-numberformat="{&quot;1&quot;:5,&quot;2&quot;:&quot;m/d/yyyy&quot;}">12/7/2026</td>
<td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:46364}"
data-sheets-numberformat="{&quot;1&quot;:5,&quot;2&quot;:&quot;m/d/yyyy&quot;}">12/8/2026</td></tr>
<tr><td>Ada Quarmby</td><td>0800-2000</td><td style="color:#ff0000;">A/L</td></tr>
<tr><td>Penhallow,<br/>Bram</td><td>off</td><td><span>2000-<b>0800</b></span></td></tr>
</tbody></table>"""


def test_cells_copied_in_google_sheets_keep_their_days_whatever_their_format() -> None:
    plan = _paste(GOOGLE, "Name\t12/7/2026\t12/8/2026\n")
    assert _said(plan) == EXPECTED
    assert plan.file == "pasted table"


LIBRE = """<!DOCTYPE html><html><head><style>td{}</style></head><body><table>
<colgroup width="85"></colgroup>
<tr><td height="17" align="left">Name</td>
<td align="right" sdval="46363" sdnum="2057;0;DDD DD/MM">Mon 07/12</td>
<td align="right" sdval="46364" sdnum="2057;0;DDD DD/MM">Tue 08/12</td></tr>
<tr><td>Ada Quarmby</td><td>0800-2000</td><td>A/L<comment>till noon?</comment></td></tr>
<tr><td>Penhallow, Bram</td><td>off</td><td>2000-0800</td></tr></table></body></html>"""


def test_cells_copied_in_libreoffice_keep_the_year_their_format_hides() -> None:
    assert _said(_paste(LIBRE)) == EXPECTED


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>
<!--StartFragment--><col width=64><tr height=20><td rowspan=2>Name</td>
<td class=xl65 align=right x:num="46363">07/12/2026</td><td x:num="46364">08/12/2026</td></tr>
<tr><td>Mon</td><td>Tue</td></tr>
<tr><td>Ada Quarmby</td><td colspan=2>A/L</td></tr><!--EndFragment--></table></body></html>"""


def test_cells_copied_in_excel_keep_their_places_and_merges() -> None:
    assert _said(_paste(EXCEL)) == [
        ("Ada Quarmby", 7, "annual_leave", "B3"),
        ("Ada Quarmby", 8, "annual_leave", "C3"),
    ]


def test_a_page_without_a_table_and_empty_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><p>No rota here</p></html>", encoding="utf-8")
    with pytest.raises(Refusal, match=r"^page\.html is a web page without a table"):
        read_roster(path, today=TODAY)
    with pytest.raises(Refusal, match=r"^Nothing to read was copied"):
        _paste("<table><tr><td> </td></tr></table>", " \t\n")


def test_a_cell_that_says_it_is_endless_takes_no_more_than_its_place() -> None:
    page = LIBRE.replace("<td>off</td>", "<td colspan=99999999 rowspan=99999999>off</td>")
    assert _said(_paste(page))[:2] == EXPECTED[:2]
