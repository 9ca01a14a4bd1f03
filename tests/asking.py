"""Ask a check as the command line does, and read its one JSON document."""

import argparse
import json
import shlex
from dataclasses import dataclass
from typing import Any

import pytest

from rota_desk.cli import check_duties, check_job_plan, entitlement, rules


@dataclass(frozen=True)
class Answer:
    status: int
    document: dict[str, Any]


def checks() -> argparse.ArgumentParser:
    """Stand in for the roof, with the commands that need no database."""
    top = argparse.ArgumentParser(prog="check")
    commands = top.add_subparsers()
    for command in (check_duties, check_job_plan, entitlement, rules):
        command.add_parser(commands)
    return top


def ask(capsys: pytest.CaptureFixture[str], command: str) -> Answer:
    chosen = checks().parse_args([*shlex.split(command, posix=True), "--json"])
    status = chosen.func(chosen)
    return Answer(status, json.loads(capsys.readouterr().out))
