"""What cannot be read is refused in one plain sentence, or said; never a crash, never a half."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from rota_desk.errors import Refusal
from rota_desk.intake.roster import read_roster

TODAY = dt.date(2026, 11, 23)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _good(samples: Path) -> bytes:
    return (samples / "rosters" / "d1_dates_down_formulas.xlsx").read_bytes()


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty.xlsx": (lambda _: b"", "empty.xlsx is empty: save it again where it was made."),
    "half.xlsx": (
        lambda good: good[:5000],
        "half.xlsx is damaged or half written: save it again where it was made.",
    ),
    "flipped.xlsx": (
        lambda good: good[:3000] + bytes(50) + good[3050:],
        "flipped.xlsx is damaged or half written: save it again where it was made.",
    ),
    "locked.xlsx": (
        lambda _: OLD + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(3000),
        "locked.xlsx is locked with a password: save a copy without one.",
    ),
    "old.xls": (
        lambda _: OLD + bytes(5000),
        "old.xls is damaged or half written: save it again where it was made.",
    ),
    "page.xls": (
        lambda _: b"<html><table></table></html>",
        "page.xls is a web page without a table: save the roster as .xlsx.",
    ),
    "rota.pdf": (
        lambda _: b"%PDF-1.7",
        "rota.pdf is not a spreadsheet: save the roster as .xlsx or .csv.",
    ),
    "nul.csv": (
        lambda _: b"Date,On\x00-Call\r\n01/01/2018,James",
        "nul.csv is not text: save the roster as .xlsx or as CSV UTF-8.",
    ),
    "blank.csv": (
        lambda _: b" , ,\r\n",
        "blank.csv has nothing in it: save it again where it was made.",
    ),
    "quote.csv": (
        lambda _: b'"' + b"a" * 200_000,
        "quote.csv is no readable CSV: save it again as CSV UTF-8.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_unreadable_file_is_refused_in_one_sentence(
    samples: Path, tmp_path: Path, name: str
) -> None:
    make, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make(_good(samples)))
    with pytest.raises(Refusal) as refused:
        read_roster(path, today=TODAY)
    assert str(refused.value) == sentence


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"^There is no file none\.xlsx"):
        read_roster(tmp_path / "none.xlsx", today=TODAY)
    with pytest.raises(Refusal, match=r"is a folder: choose the roster file inside it\.$"):
        read_roster(tmp_path, today=TODAY)


def test_a_workbook_that_unpacks_without_end_is_refused(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb:
        with zipfile.ZipFile(samples / "rosters" / "d1_dates_down_formulas.xlsx") as good:
            for name in good.namelist():
                bomb.writestr(name, good.read(name))
        with bomb.open("xl/worksheets/sheet9.xml", "w") as sheet:
            for _ in range(410):
                sheet.write(bytes(1024 * 1024))
    with pytest.raises(Refusal, match="unpacks to over 400 MB"):
        read_roster(path, today=TODAY)


def test_a_stray_cell_at_the_end_of_the_world_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = 1, 1
    path = tmp_path / "far.xlsx"
    book.save(path)
    with pytest.raises(Refusal, match="delete the stray cells"):
        read_roster(path, today=TODAY)


def test_a_blank_workbook_and_a_missing_sheet_are_refused(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    Workbook().save(path)
    with pytest.raises(Refusal, match=r"^blank\.xlsx has nothing in it"):
        read_roster(path, today=TODAY)
    with pytest.raises(Refusal, match="has no sheet May: it has Rota, Key"):
        read_roster(samples / "rosters" / "d1_dates_down_formulas.xlsx", sheet="May", today=TODAY)


@pytest.mark.parametrize(
    ("source", "name", "remark"),
    [
        ("rotas/simple_rota.csv", "renamed.xlsx", "the file is called .xlsx but is text"),
        (
            "rotas/simple_rota.xlsx",
            "renamed.csv",
            "the file is called .csv but is an .xlsx workbook",
        ),
        (
            "rotas/simple_rota.xls",
            "renamed.xlsx",
            "the file is called .xlsx but is an .xls workbook",
        ),
    ],
)
def test_a_renamed_file_is_read_as_what_it_is_and_said(
    samples: Path, tmp_path: Path, source: str, name: str, remark: str
) -> None:
    path = tmp_path / name
    path.write_bytes((samples / source).read_bytes())
    plan = read_roster(path, today=TODAY)
    assert [problem.message for problem in plan.problems] == [f"{remark}; it was read as that."]
    assert len(plan.duties) == 30


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8-sig", 0), ("utf-16", 0), ("utf-8", 0), ("latin-1", 1)]
)
def test_umlauts_survive_every_encoding(tmp_path: Path, encoding: str, told: int) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("Date;On-Call\r\n01/01/2018;Jürgen\r\n02/01/2018;Zoë\r\n".encode(encoding))
    plan = read_roster(path, today=TODAY)
    assert (plan.people, len(plan.problems)) == (("Jürgen", "Zoë"), told)


def test_a_date_that_is_none_leaves_only_its_row_out(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    rows = [
        "Date,On-Call",
        "31/02/2026,James",
        "01/03/2026,James",
        "yesterday,James",
        "02/03/2026,Rebecca",
    ]
    path.write_text("\n".join(rows), encoding="utf-8", newline="")
    plan = read_roster(path, today=TODAY)
    assert [duty.cell for duty in plan.duties] == ["B3", "B5"]
    assert [(problem.row, problem.text) for problem in plan.problems] == [
        (2, "31/02/2026"),
        (4, "yesterday"),
    ]


def test_a_file_without_any_date_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sums.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8", newline="")
    plan = read_roster(path, today=TODAY)
    assert (plan.duties, len(plan.problems)) == ((), 1)
