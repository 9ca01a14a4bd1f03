"""Who has a rota file open: SQLite's own lock decides, a note beside the file tells who."""

import datetime as dt
import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

from models.refusal import CannotOpen

_open_here: set[Path] = set()
"""Files this program has open. Looking at such a file again would drop its locks on POSIX."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The person and machine that have a rota file open; `since` is wall time on that machine."""

    user: str
    host: str
    pid: int
    since: str

    def when(self, today: dt.date) -> str:
        """The time of opening, with the day when it was not today."""
        try:
            since = dt.datetime.fromisoformat(self.since)
        except ValueError:
            return self.since
        return f"{since:%H:%M}" if since.date() == today else f"{since:%d %B %H:%M}"


def note_beside(path: Path) -> Path:
    """The note that names who has a file open."""
    return path.with_name(path.name + ".open")


def claim_here(path: Path, moment: dt.datetime) -> None:
    """Mark a file as open in this program; refuse when it already is."""
    if path in _open_here:
        raise open_elsewhere(path, moment)
    _open_here.add(path)


def release_here(path: Path) -> None:
    """Forget that this program has the file open."""
    _open_here.discard(path)


def leave_note(path: Path, moment: dt.datetime) -> None:
    """Write who opened a file; a folder that takes no note does not stop anybody."""
    holder = Holder(_user(), platform.node(), os.getpid(), _wall(moment))
    text = json.dumps(asdict(holder), ensure_ascii=False) + "\n"
    try:
        note_beside(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        return


def take_note_away(path: Path) -> None:
    """Remove the note on closing."""
    try:
        note_beside(path).unlink(missing_ok=True)
    except OSError:
        return


def holder_of(path: Path) -> Holder | None:
    """Read who has a file open; nothing when the note is missing or cannot be read."""
    try:
        note = json.loads(note_beside(path).read_text(encoding="utf-8"))
        return Holder(str(note["user"]), str(note["host"]), int(note["pid"]), str(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def open_elsewhere(path: Path, moment: dt.datetime) -> CannotOpen:
    """The answer to a second opener, naming the first one where the note tells."""
    holder = holder_of(path)
    if holder is None:
        return CannotOpen(f"{path.name} is open in another program; close it there first.")
    when = holder.when(moment.astimezone().date())
    return CannotOpen(
        f"{path.name} is open on {holder.host} by {holder.user} since {when}; "
        "close it there first."
    )


def _user() -> str:
    """The name this person is logged in with."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _wall(moment: dt.datetime) -> str:
    """A moment on this machine's wall, to the minute."""
    return moment.astimezone().replace(tzinfo=None).isoformat(timespec="minutes")
