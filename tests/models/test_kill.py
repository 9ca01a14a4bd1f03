"""The program may die at any moment: every edit it had told of is there, whole."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from models.backup import backups_of, verify
from models.database import Database, open_database

KILLS = int(os.environ.get("ROTA_DESK_KILLS", "25"))
ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(60 + 6 * KILLS)
def test_every_edit_told_of_is_there_after_the_program_was_killed(rota_file: Path) -> None:
    chance = random.Random(20261123)
    told = 0
    for _ in range(KILLS):
        edits, moment = chance.randrange(5), chance.uniform(0.0, 0.08)
        told = max(told, _killed_after(rota_file, told + 1, edits, moment))
        told = _look_after(rota_file, told)
    assert told > KILLS
    for copy in backups_of(rota_file):
        verify(copy)


def _killed_after(path: Path, first: int, edits: int, seconds: float) -> int:
    """Start the program, kill it so many seconds after it told of some edits; its last word."""
    command = [sys.executable, "-m", "tests.models.numbered_edits", str(path), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        lines = [program.stdout.readline() for _ in range(edits)]
        time.sleep(seconds)
        program.kill()
        lines += program.stdout.read().splitlines(keepends=True)
    whole = [int(line) for line in lines if line.endswith("\n")]
    return whole[-1] if whole else 0


def _look_after(path: Path, told: int) -> int:
    """Open what the dead program left; answer the last edit that is there."""
    database = open_database(path, back_up=False)
    try:
        broken = database.check()
        logged = _numbers(database, "log_entry")
        reminded = _numbers(database, "reminder")
        audited = _count(database, "SELECT count(*) FROM audit_entry")
        lines = _count(database, "SELECT count(*) FROM audit_change")
    finally:
        database.close()
    last = len(logged)
    assert broken == ()
    assert logged == reminded == list(range(1, last + 1))
    assert (audited, lines) == (last, 2 * last)
    assert told <= last <= told + 1  # one edit may be kept and not yet told of
    return last


def _numbers(database: Database, table: str) -> list[int]:
    with database.session(reading=True) as session:
        words = session.execute(text(f"SELECT text FROM {table} ORDER BY id")).scalars()
        return [int(word.removeprefix("edit ")) for word in words]


def _count(database: Database, question: str) -> int:
    with database.session(reading=True) as session:
        return int(session.execute(text(question)).scalar_one())
