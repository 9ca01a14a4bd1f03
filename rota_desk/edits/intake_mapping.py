"""Keeping what was settled about a source's spreadsheets, for its next file."""

from __future__ import annotations

from sqlalchemy import select

from models import Setting
from rota_desk.intake.kept import kept_mapping, setting_key
from rota_desk.intake.mapping import RosterMapping
from rota_desk.unit_of_work import UnitOfWork


def keep_mapping(work: UnitOfWork, *, file: str, mapping: RosterMapping) -> None:
    """Keep settled codes and names for later files of the same source; the newest goes first."""
    table = mapping.over(kept_mapping(work, file=file)).as_table()
    record = work.one(select(Setting).where(Setting.key == setting_key(file)))
    if record is None:
        work.add(Setting(key=setting_key(file), value=table))
    else:
        record.value = table
    work.label = f"Keep what was settled for {file}"
