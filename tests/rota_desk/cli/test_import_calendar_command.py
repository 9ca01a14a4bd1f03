"""Calendars on the command line: which days are read, and what invitations are made of."""

from pathlib import Path

import pytest
from build import a_clinician, a_desk

from rota_desk.cli.roof import run

FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
BEGIN:VEVENT
UID:one@test
DTSTAMP:20261101T000000Z
DTSTART:20261109T090000
DTEND:20261109T100000
SUMMARY:Audit
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("days", "said", "read"),
    [
        (("2026-11-09", "2026-11-15"), "9 – 15 November 2026", ["1 entry"]),
        (
            ("2026-12-01", "2026-12-31"),
            "1 – 31 December 2026",
            [
                "0 entries",
                (
                    "None of its 1 event lies in these days: its first begins on Mon 9 Nov 2026."
                    " --from and --to name the days that are read."
                ),
            ],
        ),
    ],
)
def test_the_days_that_are_read_are_said_and_where_the_file_stands_when_none_is(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    days: tuple[str, str],
    said: str,
    read: list[str],
) -> None:
    desk = a_desk(tmp_path)
    person = a_clinician(desk).id
    desk.close()
    (tmp_path / "audit.ics").write_text(FILE, encoding="utf-8")
    words = ["--database", str(tmp_path / "rota.sqlite"), "import", "calendar"]
    words += [str(tmp_path / "audit.ics"), "--clinician", str(person), "--dry-run"]
    assert run([*words, "--from", days[0], "--to", days[1]]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Read from {said}; --from and --to name other days.",
        f"{read[0]} and 0 cancellations were read.",
        *read[1:],
    ]


def test_a_calendar_without_an_event_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_desk(tmp_path)
    person = a_clinician(desk).id
    desk.close()
    head, _event, foot = FILE.replace("END:VEVENT", "BEGIN:VEVENT").split("BEGIN:VEVENT\n")
    (tmp_path / "empty.ics").write_text(head + foot, encoding="utf-8")
    words = ["--database", str(tmp_path / "rota.sqlite"), "import", "calendar"]
    words += [str(tmp_path / "empty.ics"), "--clinician", str(person), "--dry-run"]
    assert run(words) == 0
    assert "There is no event in empty.ics" in capsys.readouterr().out


def test_invitations_without_a_version_say_which_is_to_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_desk(tmp_path).close()
    words = ["--database", str(tmp_path / "rota.sqlite"), "export", "calendar", "--invitations"]
    assert run([*words, "--out", str(tmp_path / "out")]) == 2
    assert "name with --since the version that people have" in capsys.readouterr().err
