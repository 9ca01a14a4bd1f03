"""A what-if: a copy of the rota to try things on, and one to compare it with, beside the file."""

import re
import shutil
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models.backup import copy_pages, to_disk
from models.refusal import Refusal
from models.server_copy import copy_rows
from models.sqlite import driver

ENDING, BASE = ".whatif.sqlite", ".whatif-base.sqlite"


def is_what_if(path: Path | None) -> bool:
    """Whether a file is a what-if, by its name: whoever opens it, it is never told to anybody."""
    return path is not None and path.name.endswith((ENDING, BASE))


def copies_of(path: Path) -> tuple[Path, ...]:
    """The what-ifs that are kept beside a rota, by name."""
    return tuple(sorted(path.parent.glob(f"{_plain(path.stem)}.*{ENDING}")))


def base_of(tried: Path) -> Path:
    """How the rota was when a what-if was begun."""
    return tried.with_name(tried.name.removesuffix(ENDING) + BASE)


def name_of(tried: Path) -> str:
    """The name a what-if was given."""
    return tried.name.removesuffix(ENDING).rsplit(".", 1)[-1].replace("-", " ")


def name_in_file(name: str) -> str:
    """A what-if's name as its file has it."""
    return re.sub(r"[^\w]+", "-", name.strip()).strip("-_")[:60] or "what-if"


def copy_rota(engine: Engine, path: Path, name: str) -> Path:
    """Copy an open rota twice: to try things on, and to know later what was tried.

    `path` is the rota's file; of a rota on a server it only says where copies lie and how they
    are called.
    """
    tried = path.with_name(f"{path.stem}.{name_in_file(name)}{ENDING}")
    if tried.exists():
        raise Refusal(f"There is a what-if of that name already: {name}. Give it another.")
    try:
        if engine.dialect.name == "sqlite":
            for copy in (base_of(tried), tried):
                copy_pages(engine, copy)
                to_disk(copy)
        else:
            copy_rows(engine, base_of(tried))
            shutil.copyfile(base_of(tried), tried)
    except (OSError, SQLAlchemyError, driver().Error) as error:
        throw_away(tried)
        raise Refusal(
            f"No copy could be made beside {path.name}: {error}. Free some room, then try again."
        ) from error
    return tried


def throw_away(tried: Path) -> None:
    """Remove a closed what-if with everything that belongs to it."""
    for copy in (tried, base_of(tried)):
        for beside in copy.parent.glob(f"{_plain(copy.name)}*"):
            beside.unlink(missing_ok=True)


def _plain(name: str) -> str:
    return "".join(f"[{one}]" if one in "*?[" else one for one in name)
