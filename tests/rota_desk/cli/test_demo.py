"""The main job without a window: every document, of a sample that is made once."""

from pathlib import Path

import pytest
from wards import a_small_ward

from reports.catalogue import REPORTS
from rota_desk import sample
from rota_desk.cli import demo, start
from rota_desk.cli.demo import FORMATS
from rota_desk.cli.roof import run
from rota_desk.desk import Desk

DUE = sorted((one.name, form) for one in REPORTS for form in FORMATS if form in one.formats)


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A small ward stands for the sample, and there is no display; where it was laid."""
    places: list[str] = []

    def lay(desk: Desk) -> None:
        a_small_ward(desk)
        places.append(desk.database.place)

    monkeypatch.setattr(sample, "create_sample", lay)
    monkeypatch.setattr(start, "has_display", lambda: False)
    return places


def _documents(folder: Path) -> list[tuple[str, str]]:
    """The documents that lie there, each as its name and format."""
    return sorted(
        (path.stem[: -len("-2026-11-09")], path.suffix[1:]) for path in folder.glob("*-*")
    )


def test_the_first_start_without_a_display_writes_every_document_of_one_sample_and_keeps_it(
    laid: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rota = tmp_path / "rota.sqlite"
    assert run(["--database", str(rota), "start", "--out", str(tmp_path / "out")]) == 0
    assert laid == [str(rota)]
    assert capsys.readouterr().out.endswith(f"The sample department's rota is kept at {rota}\n")
    assert _documents(tmp_path / "out") == DUE


def test_a_start_beside_a_rota_leaves_it_as_it_is(
    laid: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rota = tmp_path / "rota.sqlite"
    assert run(["--database", str(rota), "database", "new"]) == 0
    before = rota.read_bytes()
    monkeypatch.setattr(demo, "demo_files", lambda _desk: {"weekly-rota.pdf": b"pages"})
    assert run(["--database", str(rota), "start", "--out", str(tmp_path / "out")]) == 0
    assert (rota.read_bytes(), len(laid)) == (before, 1)
    assert (tmp_path / "out" / "weekly-rota.pdf").read_bytes() == b"pages"
    assert str(rota) not in laid
