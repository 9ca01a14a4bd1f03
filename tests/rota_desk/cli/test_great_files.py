"""Files of very many rows: told in bounded room, judged once, stopped by a plain word."""

import datetime as dt
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from asking import ask, checks

from rota_desk.cli import progress, roof, spool
from rota_desk.errors import Refusal

HEAD = "person,start,end,kind,work_hours,episodes\n"
SHIFT = "A,2026-11-02T08:00,2026-11-02T16:00,shift,,\n"
CALL = "A,2026-11-02T17:00,2026-11-03T08:00,nroc,2,1\n"


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path.as_posix()


def rota(people: int, days: int) -> Iterator[str]:
    yield HEAD
    for person in range(people):
        for day in range(days):
            date = dt.date(2026, 11, 2) + dt.timedelta(days=day)
            yield f"Dr {person},{date}T08:00,{date}T20:30,shift,,\n"


@pytest.mark.parametrize("row", [SHIFT, CALL])
def test_a_row_that_stands_a_thousand_times_is_judged_once_and_told_once(
    row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once = ask(capsys, f"duties {written(tmp_path, HEAD + row)} --contract ENG-RD-2016")
    often = ask(capsys, f"duties {written(tmp_path, HEAD + row * 1000)} --contract ENG-RD-2016")
    assert [one["message"].partition(",")[0] for one in often.document.pop("overlaps")] == ["1"]
    assert once.document.pop("overlaps") == []
    assert (often.status, often.document) == (once.status, once.document)


def test_on_call_periods_that_overlap_are_one_and_their_work_counts_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "A,2026-11-02T08:00,2026-11-02T20:00,nroc,6,1\n"
        "A,2026-11-02T14:00,2026-11-03T02:00,nroc,6,2\n"
    )
    file = written(tmp_path, HEAD + rows)
    answer = ask(capsys, f"duties {file} --contract ENG-RD-2016 --to 2026-11-08")
    measured = {one["rule"]: one["measured"] for one in answer.document["results"]}
    assert (measured["rd-nroc-3in7"], measured["rd-72-in-168"]) == (1, 9)


def test_many_rows_of_one_person_in_one_chain_take_no_time_to_speak_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = dt.datetime(2026, 1, 1)
    rows = []
    for number in range(20_000):
        start = first + dt.timedelta(minutes=10 * number)
        rows.append(
            f"A,{start:%Y-%m-%dT%H:%M},{start + dt.timedelta(hours=2):%Y-%m-%dT%H:%M},shift,,\n"
        )
    file = written(tmp_path, HEAD + "".join(rows))
    answer = ask(capsys, f"duties {file} --contract ENG-RD-2016")
    longest = next(one for one in answer.document["results"] if one["rule"] == "rd-shift-13")
    assert longest["measured"] == pytest.approx((20_000 - 1) / 6 + 2, abs=1.1)  # a clock change


def test_what_is_set_aside_on_the_disk_is_the_same_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "".join(rota(5, 12)))
    command = f"duties {file} --contract ENG-RD-2016"
    plain = ask(capsys, command)
    monkeypatch.setattr(spool, "_IN_MEMORY", 100)
    assert ask(capsys, command).document == plain.document


def test_how_far_a_long_check_has_come_is_told_on_standard_error_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    file = written(tmp_path, "".join(rota(3, 2)))
    chosen = checks().parse_args(["duties", file, "--contract", "ENG-RD-2016", "--json"])
    chosen.func(chosen)
    told = capsys.readouterr()
    assert told.err == "1 of 3 people judged …\n2 of 3 people judged …\n"
    assert len(json.loads(told.out)["results"]) > 3


def test_a_bad_row_after_very_many_good_ones_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + SHIFT * 50_000 + "A,tomorrow,2026-11-02T16:00,shift,,\n")
    chosen = checks().parse_args(["duties", file, "--contract", "ENG-RD-2016"])
    with pytest.raises(Refusal, match='row 50002: the start "tomorrow"'):
        chosen.func(chosen)


def test_a_job_plan_of_more_lines_than_any_has_is_refused(tmp_path: Path) -> None:
    head = "clinician,cycle_weeks,week,weekday,start,end,category,activity,sessions,pa\n"
    file = written(tmp_path, head + "A,1,1,Mon,08:00,12:00,DCC,List,1,\n" * 3001)
    chosen = checks().parse_args(["job-plan", file, "--contract", "ENG-CONS-2003"])
    with pytest.raises(Refusal, match="gives A 3,001 lines"):
        chosen.func(chosen)


STOPPED = "Stopped; nothing was changed by the step that was under way.\n"


def test_whoever_stops_a_command_is_told_that_nothing_was_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_arguments: Sequence[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(roof, "_done", stopped)
    assert roof.run(["rules"]) == 2
    assert capsys.readouterr() == ("", STOPPED)


@pytest.fixture
def heeded() -> Iterator[None]:
    """A run in the background is begun deaf to Ctrl-C, and so would be what it begins."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


# Windows sends Ctrl-C to all programs of a window at once; what is said then is tried just above.
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C reaches no single process there")
@pytest.mark.usefixtures("heeded")
def test_ctrl_c_stops_a_long_check_with_a_plain_word_and_no_half_answer(tmp_path: Path) -> None:
    file = written(tmp_path, "".join(rota(5_000, 2)))
    told_at_once = (
        "import sys; from rota_desk.cli import progress, roof; "
        "progress._EVERY = 0; sys.exit(roof.run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", told_at_once, "check", "duties", file]
    with subprocess.Popen(
        [*command, "--contract", "ENG-RD-2016"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as checking:
        assert checking.stderr is not None
        first = checking.stderr.readline()
        checking.send_signal(signal.SIGINT)
        out, err = checking.communicate(timeout=60)
    assert first == b"1 of 5,000 people judged \xe2\x80\xa6\n"
    assert (checking.returncode, out) == (2, b"")
    assert err.decode().endswith(STOPPED)
