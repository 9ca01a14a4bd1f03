"""The system-down pack: what a day without the desk needs, and no more than may be printed."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import build
import pypdf
import pytest
from build import TODAY

from models.types import ContactKind, OnCallTier
from reports.catalogue import report_named
from reports.daily_pack import keep_daily_pack, pack_of
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.contacts import add_contact
from rota_desk.edits.escalation import save_escalation_step
from rota_desk.edits.on_call import save_on_call_rota
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path)
    build.a_department(opened)
    patel, rowan = build.a_clinician(opened), build.a_resident(opened)
    build.a_list(opened, TODAY, on=[patel])
    build.a_long_day(opened, TODAY, on=[rowan])
    build.an_absence(opened, patel, TODAY + DAY, TODAY + DAY)
    opened.do(save_on_call_rota, name="Ward", tier=OnCallTier.FIRST, codes=["LD"])
    opened.do(save_escalation_step, role="Duty manager", reach="bleep 2001", after_minutes=30)
    for kind, value, private in (
        (ContactKind.BLEEP, "2114", False),
        (ContactKind.MOBILE, "07700 900123", False),
        (ContactKind.LANDLINE, "01632 960111", True),
    ):
        opened.do(add_contact, clinician=patel.id, kind=kind, value=value, private=private)
    yield opened
    opened.close()


def words(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pack(desk: Desk) -> str:
    made = report_named("system-down").build(desk, start=TODAY, end=TODAY + 7 * DAY, format="pdf")
    return words(made.content)


def test_it_holds_on_call_the_ladder_the_numbers_and_the_rota(desk: Desk) -> None:
    told = pack(desk)
    for part in (
        *("Dr C Rowan, ST6", "then Duty manager: bleep 2001, after 30 min", "2114"),
        *("Rota, 10 – 16 November 2026", "Page 1 of"),
    ):
        assert part in told
    assert "sick" not in told.lower()


@pytest.mark.parametrize(
    ("allowed", "bleep", "mobile"),
    [("on_call", False, False), ("work", True, False), ("all", True, True)],
)
def test_numbers_stand_on_it_as_the_department_allows_and_private_ones_never(
    desk: Desk, allowed: str, bleep: bool, mobile: bool
) -> None:
    desk.do(change_setting, key="pack.numbers", value=allowed)
    told = pack(desk)
    assert ("2114" in told, "07700 900123" in told) == (bleep, mobile)
    assert "01632 960111" not in told


def test_the_newest_packs_stay_and_strange_files_are_left_alone(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    for day in range(1, 5):
        pack_of(folder, TODAY - day * DAY).write_bytes(b"old")
    (folder / "system-down-notes.txt").write_text("mine")
    path = keep_daily_pack(desk, folder, keep=2)
    assert path.read_bytes().startswith(b"%PDF")
    assert sorted(one.name for one in folder.iterdir()) == [
        "system-down-2026-11-09.pdf",
        "system-down-2026-11-10.pdf",
        "system-down-notes.txt",
    ]


def test_a_folder_that_is_away_is_said_in_one_plain_sentence(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"is away: .*Today's pack was not written"):
        keep_daily_pack(desk, tmp_path / "gone", keep=7)
    assert not (tmp_path / "gone").exists()


def test_the_command_line_writes_it_too(desk: Desk, tmp_path: Path) -> None:
    desk.close()
    rota = ["--database", str(tmp_path / "rota.sqlite")]
    assert run([*rota, "report", "system-down", "--out", str(tmp_path / "a.pdf")]) == 0
    assert run([*rota, "daily-pack", "--folder", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("system-down-*.pdf"))) == 1
    assert run([*rota, "daily-pack", "--folder", str(tmp_path / "gone")]) == 2
    assert run([*rota, "daily-pack", "--folder", str(tmp_path), "--keep", "0"]) == 2
