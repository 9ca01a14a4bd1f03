"""Whatever is wrong with a file or an option, a check says so in one sentence and does nothing."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import ask, checks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rota_desk.errors import Refusal

HEAD = "person,start,end,kind,work_hours,episodes\n"
GOOD = HEAD + "A,2026-11-02T08:00,2026-11-02T16:00,shift,,\n"
PLAN = (
    "clinician,cycle_weeks,week,weekday,start,end,category,activity,sessions,pa,weeks_per_year\n"
)
Write = Callable[[str | bytes], str]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(text: str | bytes) -> str:
        path = tmp_path / "file.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path.as_posix()

    return write


def refused(command: list[str]) -> str:
    """Give the sentence with which a command refuses."""
    chosen = checks().parse_args(command)
    with pytest.raises(Refusal) as refusal:
        chosen.func(chosen)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 600
    return sentence


def check(file: str, *options: str) -> list[str]:
    return ["duties", file, "--contract", "ENG-RD-2016", *options]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,2026-11-02T08:00,2026-11-02T07:00,shift,,", "is not after the start"),
        ("A,2026-11-02T08:00,2026-11-02T08:00,shift,,", "is not after the start"),
        ("A,2026-13-02T08:00,2026-11-02T16:00,shift,,", "does not exist"),
        ("A,2026-02-30T08:00,2026-03-02T16:00,shift,,", "does not exist"),
        ("A,02/11/2026 08:00,2026-11-02T16:00,shift,,", "write it as 2026-11-09T08:30"),
        ("A,2026-11-02T24:30,2026-11-03T16:00,shift,,", "does not exist"),
        ("A,0001-01-01T00:00,0001-01-01T08:00,shift,,", "outside the years"),
        ("A,9999-12-31T08:00,9999-12-31T24:00,shift,,", "outside the years"),
        ("A,2026-11-02T08:00,2028-11-02T16:00,shift,,", "over a year"),
        ("A,2026-11-02T08:00,2026-11-02T16:00,holiday,,", 'the kind "holiday" is none of shift'),
        (",2026-11-02T08:00,2026-11-02T16:00,shift,,", "no person is named"),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,many,", 'work_hours "many" is no number'),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,-1,", "must be 0 or more"),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,NaN,", 'work_hours "NaN" is no plain number'),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,25,", "more than the period lasts"),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,2,1.5", "no whole number"),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,Infinity,", "is no plain number"),
        (
            "A,\u0662\u0660\u0662\u0666-11-02T08:00,2026-11-02T16:00,shift,,",
            "is no time; write it as",
        ),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,1_0,", 'work_hours "1_0" is no plain number'),
        ('A,2026-11-02T08:00,2026-11-03T08:00,nroc,"1,5",', 'work_hours "1,5" is no number'),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,1e-999999,", "no plain number"),
        ("A,2026-11-02T08:00,2026-11-03T08:00,nroc,1,-1", 'episodes "-1" must be 0 or more'),
        ("A,2026-11-02T08:00,2026-11-02T16:00,shift,many,", 'work_hours "many" is no number'),
        ("A,2026-11-02T08:00Z,2026-11-02T16:00Z,shift,,", 'the start "2026-11-02T08:00Z"'),
        ("A,2026-11-02T08:00,2026-11-02T16:00+01:00,shift,,", "is no time"),
        ("A,=NOW(),2026-11-02T16:00,shift,,", 'the start "=NOW()" is no time'),
        ("A,2026-11-02T08:00", 'the end "" is no time'),
        ("A,2026-03-29T01:15,2026-03-29T02:00,shift,,", "the clock skips forward"),
        (f"{'A' * 100_000},2026-11-02T08:00,2026-11-02T16:00,shift,,", "100,000 characters"),
        ("\x1b[31mA,2026-11-02T08:00,2026-11-02T16:00,shift,,", "cannot be seen"),
        ("A,2026-11-02T08:00,2026-11-02T16:00,shift,,,x", "more cells"),
        ("A,2026-11-02T08:00,2026-11-02T16:00,shift,,,x", "(column 7: x)"),
        ('"A,2026-11-02T08:00,2026-11-02T16:00,shift,,\n\n', "never closed"),
        (f"{'A' * 10**6},2026-11-02T08:00,2026-11-02T16:00,shift,,", "more text than any cell"),
        (b"M\xfcller,2026-11-02T08:00,2026-11-02T16:00,shift,,", "column person"),
        (b"A,2026-11-02T08:00,2026-11-02T16:00,shift\xe9,,", "not in UTF-8 (row 3, column kind)"),
        (b"A\x00,2026-11-02T08:00,2026-11-02T16:00,shift,,", "column person holds a NUL"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: str | bytes, said: str, written: Write) -> None:
    text = row if isinstance(row, bytes) else row.encode("utf-8")
    sentence = refused(check(written(GOOD.encode("utf-8") + text + b"\n")))
    assert "row 3" in sentence
    assert said in sentence


def test_many_bad_rows_are_told_shortly(written: Write) -> None:
    sentence = refused(check(written(HEAD + "A,x,y,shift,,\n" * 500)))
    assert sentence.endswith("; and 497 more.")


def test_a_cell_of_many_lines_and_letters_is_told_in_one_short_line(written: Write) -> None:
    row = 'A,2026-11-02T08:00,2026-11-02T16:00,"' + "word\n" * 20000 + '",,\n'
    assert 'the kind "word word' in refused(check(written(HEAD + row)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("person,start\nA,2026-11-02T08:00\n", "has no column end or kind"),
        (HEAD, "has no duties"),
        ("person,person,start,end,kind\n", "column person twice"),
        (b"PK\x03\x04 and so on", "is a workbook"),
        (b"\xff\xfe\x00p", "is in UTF-16"),
        (GOOD.encode("utf-16"), "is in UTF-16"),
        (GOOD.encode("utf-16-be"), "row 1, column 1 holds a NUL"),
        (GOOD.replace(",", ";"), "parts its columns by semicolons"),
        (GOOD.replace(",", "\t"), "parts its columns by tabs"),
        (GOOD.partition("\n")[2], "has no column person or start or end or kind"),
        (HEAD + 'A,"2026-11-02T08:00" x,2026-11-02T16:00,shift,,\n', "not a readable CSV"),
    ],
)
def test_a_file_that_is_none_is_refused(text: str | bytes, said: str, written: Write) -> None:
    assert said in refused(check(written(text)))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "There is no file" in refused(check((tmp_path / "none.csv").as_posix()))
    assert "is a folder" in refused(check(tmp_path.as_posix()))
    assert "cannot be read" in refused(check("a\0b.csv"))
    assert refused(check("")) == "No file is named; give the name of the CSV file."


# Windows has no pipe with a name in a folder; what is no ordinary file is refused there above.
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system's pipes have no names")
@pytest.mark.timeout(20)
def test_a_pipe_that_nobody_writes_into_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "rota.csv"
    os.mkfifo(pipe)
    plan = ["job-plan", pipe.as_posix(), "--contract", "ENG-CONS-2003"]
    for command in (check(pipe.as_posix()), plan):
        assert "rota.csv is a pipe, not a file" in refused(command)


# Only where a shell can hand over an open file by a name (`<(…)`); Windows has no such names.
@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system hands over no open files")
def test_what_a_shell_hands_over_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    taken, given = os.pipe()
    os.write(given, GOOD.encode())
    os.close(given)
    answer = ask(capsys, f"duties /dev/fd/{taken} --contract ENG-RD-2016")
    os.close(taken)
    assert {row["person"] for row in answer.document["results"]} == {"A"}


def test_a_file_that_may_not_be_read_is_told_so(
    written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = written(GOOD)
    monkeypatch.setattr(Path, "open", forbidden)
    assert "may not be read by you" in refused(check(file))


def test_the_row_is_named_by_the_line_on_which_it_begins(written: Write) -> None:
    name = '"A\nB",2026-11-02T08:00,2026-11-02T16:00,shift,,\n'
    sentence = refused(check(written(GOOD + name + "C,2026-11-02T08:00,x,shift,,\n")))
    assert 'row 5: the end "x"' in sentence


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--contract", "ENG"], 'There is no contract "ENG"'),
        (["--contract", "../DESK"], "There is no contract"),
        (["--contract", "DESK"], "the person's own contract"),
        (["--from", "2026-11-09", "--to", "2026-11-02"], "lies before the first"),
        (["--from", "2026-11-09"], "lies before the first"),
        (["--from", "1990-01-01", "--to", "2026-11-02"], "more than ten years"),
        (["--to", "9999-12-31"], "outside the years"),
        (["--from", "0001-01-01"], "outside the years"),
        (["--zone", "Mars/Base"], 'no time zone "Mars/Base"'),
        (["--zone", "../etc/passwd"], "no time zone"),
        (["--zone", ""], "no time zone"),
        (["--authorised", "rd-nothing"], 'no rule "rd-nothing"'),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    options: list[str], said: str, written: Write
) -> None:
    assert said in refused(check(written(GOOD), *options))


@pytest.mark.parametrize(
    "options",
    [
        ["--cycle-weeks", "0"],
        ["--cycle-weeks", "two"],
        ["--cycle-weeks", "999999"],
        ["--leave-days", "-1"],
        ["--standard-day", "inf"],
        ["--from", "2/11/2026"],
    ],
)
def test_an_option_that_is_no_figure_is_refused(options: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        checks().parse_args(check("file.csv", *options))
    assert left.value.code == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,1,1,Mon,08:00,25:00,DCC,,,,", "no time of day"),
        ("A,1,1,Mon,8.30,12:00,DCC,,,,", "no time of day"),
        ("A,1,2,Mon,08:00,12:00,DCC,,,,", "week"),
        ("A,0,1,Mon,08:00,12:00,DCC,,,,", "cycle_weeks"),
        ("A,1,1,Someday,08:00,12:00,DCC,,,,", "weekday"),
        ("A,1,1,Mon,08:00,12:00,FUN,,,,", "category"),
        ("A,1,1,Mon,08:00,12:00,DCC,,x,,", "sessions"),
        ("A,1,1,Mon,08:00,12:00,DCC,,1,-1,", "pa"),
        (",1,1,Mon,08:00,12:00,DCC,,1,,", "no clinician"),
        ("A,1,1,Mon,\u0660\u0668:\u0660\u0660,12:00,DCC,,,,", "no time of day"),
        ("A,1,1,Fri,24:00,04:00,DCC,,,,", 'the start "24:00" is the next day'),
        ("A,1,1,Mon,08:00,12:00,DCC,,,,54", 'weeks_per_year "54" is more than 53'),
    ],
)
def test_a_line_of_a_job_plan_that_cannot_be_read_is_named(
    row: str, said: str, written: Write
) -> None:
    sentence = refused(["job-plan", written(PLAN + row), "--contract", "ENG-CONS-2003"])
    assert "row 2" in sentence
    assert said in sentence


def test_a_job_plan_without_lines_is_refused_and_the_ends_of_what_may_be_are_taken(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["job-plan", written(PLAN), "--contract", "ENG-CONS-2003"]
    assert refused(command).endswith("has no lines of a job plan; add rows below its headings.")
    file = written(PLAN + "A,1,1,Mon,20:00,24:00,DCC,Clinic,1,,53\n")
    answer = ask(capsys, f"job-plan '{file}' --contract ENG-CONS-2003")
    (clinician,) = answer.document["clinicians"]
    assert (clinician["clinician"], clinician["premium_hours"]) == ("A", 4.0)


def test_a_contract_without_programmed_activities_has_no_job_plans(written: Write) -> None:
    assert "no programmed activities" in refused(
        ["job-plan", written(PLAN), "--contract", "AFC-ENG"]
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--wte", "0"], "above 0 and up to 1"),
        (["--wte", "1.2"], "above 0 and up to 1"),
        (["--weekly-hours", "60"], "37.5 h a week"),
        (["--from", "2026-04-01"], "needs both its days"),
        (["--from", "2027-04-01", "--to", "2026-03-31"], "before it starts"),
        (["--from", "2026-04-01", "--to", "2036-03-31"], "at most two years"),
        (["--from", "9999-01-01", "--to", "9999-12-31"], "outside the years"),
    ],
)
def test_leave_that_makes_no_sense_is_refused(options: list[str], said: str) -> None:
    command = ["entitlement", "--contract", "AFC-ENG", "--service-years", "1", *options]
    assert said in refused(command)


def test_a_desk_contract_gives_no_leave() -> None:
    command = ["entitlement", "--contract", "DESK", "--service-years", "1"]
    assert "says nothing about leave" in refused(command)


def test_a_mark_before_the_first_column_and_odd_headings_do_no_harm(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\ufeffKind , END,person,start,note\r\nshift,2026-11-02T24:00,A,2026-11-02T16:00,x\r\n"
    file = written(text)
    answer = ask(capsys, f"duties '{file}' --contract ENG-RD-2016")
    lengths = [
        row["measured"] for row in answer.document["results"] if row["rule"] == "rd-shift-13"
    ]
    assert (answer.status, lengths) == (0, [8.0])


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("\n", "\r"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("work_hours", "Work Hours").rstrip("\n"),
        GOOD.replace("A,", "\n,,,,,\nA,"),
    ],
)
def test_line_ends_blank_rows_and_the_hand_of_a_heading_change_nothing(
    text: str, written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = ask(capsys, f"duties '{written(GOOD)}' --contract ENG-RD-2016")
    other = ask(capsys, f"duties '{written(text)}' --contract ENG-RD-2016")
    assert (other.status, other.document) == (plain.status, plain.document)


def test_one_name_spelt_with_other_code_points_is_one_person(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "M\u00fcller,2026-11-02T08:00,2026-11-02T20:00,shift,,\n"
        "Mu\u0308ller,2026-11-02T22:00,2026-11-03T06:00,shift,,\n"
    )
    answer = ask(capsys, f"duties '{written(HEAD + rows)}' --contract ENG-RD-2016")
    found = [(one["person"], one["rule"]) for one in answer.document["findings"]]
    assert found == [("M\u00fcller", "rd-rest-11")]


def test_leave_alone_is_nothing_to_judge(
    written: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(HEAD + "A,2026-11-02T00:00,2026-11-02T24:00,annual_leave,,\n")
    answer = ask(capsys, f"duties '{file}' --contract ENG-RD-2016")
    assert {row["verdict"] for row in answer.document["results"]} == {"not_applicable"}


CELLS = st.one_of(
    st.sampled_from(
        ["A", "B", "shift", "nroc", "sick", "2026-11-02T08:00", "2026-11-03T24:00", "1"]
    ),
    st.text(max_size=12),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=6), st.booleans())
def test_no_file_of_any_words_ends_in_anything_but_an_answer_or_a_sentence(
    written: Write, capsys: pytest.CaptureFixture[str], rows: list[list[str]], plan: bool
) -> None:
    text = (PLAN if plan else HEAD) + "\n".join(",".join(row) for row in rows)
    file = written(text.encode("utf-8", "surrogatepass"))
    contract = "ENG-CONS-2003" if plan else "ENG-RD-2016"
    chosen = checks().parse_args(["job-plan" if plan else "duties", file, "--contract", contract])
    assert answered_or_refused(chosen)
    capsys.readouterr()


def answered_or_refused(chosen: argparse.Namespace) -> bool:
    try:
        return chosen.func(chosen) in (0, 1)
    except Refusal as refusal:
        return str(refusal).endswith(".") and "\n" not in str(refusal)
