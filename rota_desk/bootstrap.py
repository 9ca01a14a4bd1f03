"""From a place on the disk, or a server, to an open desk."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from platformdirs import user_data_path

from models.database import open_database
from models.rota_file import placed
from rota_desk import __version__
from rota_desk.clock import Clock
from rota_desk.desk import Desk
from rota_desk.errors import CannotOpen


def default_database() -> str:
    """Where the rota is kept unless somebody says otherwise."""
    named = os.environ.get("ROTA_DESK_DATABASE", "")
    return named or str(user_data_path("Rota Desk", appauthor=False) / "rota.sqlite")


def open_desk(
    target: str | Path, *, create: bool = False, who: str = "", clock: Clock | None = None
) -> Desk:
    """Open the rota kept at a path or a PostgreSQL URL; with `create`, make an empty one."""
    if create and "://" not in str(target):
        _make_folder(placed(target)[0].parent)
    database = open_database(target, create=create, program_version=__version__)
    return Desk(database, who=who or user_name(), clock=clock)


def user_name() -> str:
    """Who sits at this machine, as the audit trail names them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(
            f"The folder {folder} cannot be made; choose another place for the rota."
        ) from error
