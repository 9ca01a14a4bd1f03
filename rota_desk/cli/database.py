"""`database`: make, look at, back up, put back and bring up to date the rota itself."""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar, cast

from models.backup import COMPANIONS, backups_of, folder_for, verify
from models.database import Database, is_there, open_database, restore_database
from models.rota_file import placed
from rota_desk import __version__
from rota_desk.bootstrap import open_desk
from rota_desk.cli.answers import ATTENTION, FINE, add_json, print_json
from rota_desk.errors import Refusal

Answer = TypeVar("Answer")

ACTS = {
    "new": "make an empty rota",
    "sample": "make a rota with the invented sample department in it",
    "info": "say what the rota is and holds",
    "check": "look at every page, index and reference, and at the newest backup",
    "backup": "make a verified copy in the folder `backups` beside the rota",
    "restore": "put a backup in the rota's place; the present rota is kept among the backups",
    "migrate": "bring an older rota up to date, after a backup",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command with its acts."""
    command = subparsers.add_parser("database", help="the rota's own file or server")
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    for act, purpose in ACTS.items():
        parser = acts.add_parser(act, help=purpose, description=purpose)
        add_json(parser)
        parser.set_defaults(func=run)
        if act == "restore":
            parser.add_argument("copy", help="a backup's path, or its name in `backups`")


def run(args: argparse.Namespace) -> int:
    """Do one act; 1 when the rota or its newest backup needs attention."""
    return cast("Callable[[argparse.Namespace], int]", _DOING[args.act])(args)


def _new(args: argparse.Namespace) -> int:
    """Make an empty rota where there is none."""
    _check_free(args.database)
    desk = open_desk(args.database, create=True)
    place = desk.database.place
    desk.close()
    return _answer(args, {"place": place}, f"Made an empty rota: {place}")


def _sample(args: argparse.Namespace) -> int:
    """Make the sample department where there is no rota; nothing is left when that fails."""
    _check_free(args.database)
    place = make_sample(args.database)
    return _answer(args, {"place": place}, f"Made the sample department: {place}")


def make_sample(target: str) -> str:
    """Make the sample department; answer where. Nothing is left of one that was not finished."""
    from rota_desk.sample import create_sample

    desk = open_desk(target, create=True)
    path, whole = desk.database.path, False
    try:
        create_sample(desk)
        whole = True
    finally:
        desk.close()
        if path is not None and not whole:
            for ending in ("", *COMPANIONS):
                path.with_name(path.name + ending).unlink(missing_ok=True)
    return desk.database.place


def _check_free(target: str) -> None:
    """Refuse to make a rota where something stands already."""
    if is_there(target):
        raise Refusal(
            f"There is already something at {target}; choose another place with --database."
        )


def _info(args: argparse.Namespace) -> int:
    """Say what the rota is and holds."""
    found = _asked(args, Database.info)
    facts = {**asdict(found), "program": __version__, "backups": [str(c) for c in found.backups]}
    return _answer(args, facts, "\n".join(_lines(facts)))


def _lines(facts: dict[str, object]) -> list[str]:
    """The facts one a line; tables with nothing in them are left out."""
    rows = cast("dict[str, int]", facts["rows"])
    backups = cast("list[str]", facts["backups"])
    plain = [f"{name}: {fact}" for name, fact in facts.items() if name not in {"rows", "backups"}]
    counted = [f"  {table}: {count}" for table, count in rows.items() if count]
    return [*plain, "rows:", *counted, "backups:", *(f"  {copy}" for copy in backups)]


def _check(args: argparse.Namespace) -> int:
    """Look for damage in the rota and in its newest backup."""
    place, problems = _asked(args, _damage)
    said = "\n".join(problems) or f"{place} is whole."
    _answer(args, {"place": place, "problems": problems}, said)
    return ATTENTION if problems else FINE


def _damage(database: Database) -> tuple[str, list[str]]:
    """Where the rota is, and all that is wrong with it and its newest backup."""
    problems = list(database.check())
    for copy in backups_of(database.path)[-1:] if database.path else ():
        try:
            verify(copy)
        except Refusal as refusal:
            problems.append(str(refusal))
    return database.place, problems


def _backup(args: argparse.Namespace) -> int:
    """Make a verified copy now."""
    made = _asked(args, Database.backup_now)
    return _answer(args, {"backup": str(made)}, f"Backed up and verified: {made}")


def _restore(args: argparse.Namespace) -> int:
    """Put a backup in the rota's place."""
    copy, there = placed(args.copy)
    if not there:
        copy = _beside(args.database) / copy.name
    kept = restore_database(args.database, copy)
    facts = {"restored": str(copy), "kept": str(kept) if kept else None}
    aside = f"; the rota that was there is kept as {kept}" if kept else ""
    return _answer(args, facts, f"Restored {copy}{aside}")


def _beside(target: str) -> Path:
    """The folder where the backups of a rota lie; a server has none here."""
    return Path() if "://" in target else folder_for(placed(target)[0])


def _migrate(args: argparse.Namespace) -> int:
    """Bring the rota up to date."""
    database = open_database(args.database, upgrade=True, program_version=__version__)
    revision = database.info().revision
    database.close()
    return _answer(args, {"revision": revision}, f"The rota is up to date ({revision}).")


def _asked(args: argparse.Namespace, question: Callable[[Database], Answer]) -> Answer:
    """Open the rota without changing it, ask, and close it again."""
    database = open_database(
        args.database, upgrade=False, back_up=False, program_version=__version__
    )
    try:
        return question(database)
    finally:
        database.close()


def _answer(args: argparse.Namespace, facts: Mapping[str, object], said: str) -> int:
    """Print one JSON document, or the answer in words."""
    if args.json:
        print_json(facts)
    else:
        print(said)
    sys.stdout.flush()
    return FINE


_DOING = {
    "new": _new,
    "sample": _sample,
    "info": _info,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "migrate": _migrate,
}
