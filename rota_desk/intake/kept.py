"""What was settled about a source's spreadsheets earlier, kept with the rota."""

import re
from pathlib import PurePath

from sqlalchemy import select

from models import ImportedRoster, Setting
from rota_desk.intake.mapping import RosterMapping, mapping_of
from rota_desk.intake.words import month_of
from rota_desk.unit_of_work import Reading

KEY = "roster.mapping."
LONGEST_KEY = 120
_WORD = re.compile(r"[^\W\d_]+")
_PASSING = frozenset({"v", "final", "copy", "draft", "new", "version", "of"})


def source_of(file: str) -> str:
    """Give a file's source: its name without months, numbers and versions.

    Rota Sep 2026 v3 FINAL (2).xlsx and Rota Oct 2026.xlsx are one source, rota.
    """
    parts = [word.casefold() for word in _WORD.findall(PurePath(file).stem)]
    kept = [word for word in parts if word not in _PASSING and month_of(word) is None]
    return " ".join(kept)


def source_called(file: str) -> str:
    """Give the name under which what a source said is kept; a nameless one is its file."""
    return (source_of(file) or PurePath(file).stem.casefold())[:LONGEST_KEY]


def brought_before(read: Reading, *, file: str) -> bool:
    """Whether a file of the same source was imported earlier."""
    source = ImportedRoster.source == source_called(file)
    return read.one(select(ImportedRoster).where(source)) is not None


def setting_key(file: str) -> str:
    """Give the key under which a source's mapping is kept."""
    return f"{KEY}{source_of(file)}"[:LONGEST_KEY]


def kept_mapping(read: Reading, *, file: str) -> RosterMapping:
    """What was settled earlier for files of the same source."""
    record = read.one(select(Setting).where(Setting.key == setting_key(file)))
    if record is None or not isinstance(record.value, dict):
        return RosterMapping()
    return mapping_of(record.value, f"What was settled for {file}")
