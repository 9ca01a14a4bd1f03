"""The system-down pack of each day, kept in a folder: the newest few, each whole or not at all."""

import contextlib
import datetime as dt
from pathlib import Path

from reports.desk_documents import system_down_document
from reports.system_down import NAME
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.files import write_whole
from rota_desk.queries.here import here

DAYS = 14  # of rota that a pack holds
_ANY_DAY = "????-??-??"


def pack_of(folder: Path, day: dt.date) -> Path:
    """Where the pack of a day lies."""
    return folder / f"{NAME}-{day}.pdf"


def keep_daily_pack(desk: Desk, folder: Path, *, keep: int) -> Path:
    """Write today's pack into a folder and take out all but the newest; answers where it lies.

    A refusal says what to do when the folder is away; what lay there before stays.
    """
    if not folder.is_dir():
        raise Refusal(
            f"The folder for the system-down pack is away: {folder}. Today's pack was not "
            "written. Bring it back, or choose another in Settings, You."
        )
    today = desk.ask(here).today
    made = system_down_document(
        desk, start=today, end=today + dt.timedelta(days=DAYS), format="pdf"
    )
    path = pack_of(folder, today)
    write_whole(path, made.content)
    for old in sorted(folder.glob(f"{NAME}-{_ANY_DAY}.pdf"), reverse=True)[max(keep, 1) :]:
        with contextlib.suppress(OSError):  # one that is open on Windows goes next time
            old.unlink()
    return path
