"""What another program calls the columns and the words of a table, settled by the user."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from models import Setting
from rota_desk.errors import Refusal
from rota_desk.intake.kept import LONGEST_KEY, source_of
from rota_desk.intake.settled_file import read_settled
from rota_desk.unit_of_work import Reading

KEY = "exchange.mapping."


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The file's headings and words, and what they are here; an empty name leaves a column out."""

    columns: Mapping[str, str] = field(default_factory=dict)  # their heading to our column
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by our column

    def over(self, other: TableMapping) -> TableMapping:
        """Give this mapping laid over another: what this one settles goes first."""
        names = {*other.words, *self.words}
        words = {one: {**other.words.get(one, {}), **self.words.get(one, {})} for one in names}
        return TableMapping({**other.columns, **self.columns}, words)

    def as_table(self) -> dict[str, object]:
        """Give the mapping as plain tables."""
        return {
            "columns": dict(self.columns),
            "words": {name: dict(told) for name, told in self.words.items()},
        }

    def headings(self) -> dict[str, str]:
        """Give our columns with their headings, for writing."""
        return {ours: theirs for theirs, ours in self.columns.items() if ours}


def read_table_mapping(path: Path) -> TableMapping:
    """Read a mapping file: a table `columns`, and a table `words` with one table a column."""
    return table_mapping_of(read_settled(path), path.name)


def table_mapping_of(table: Mapping[str, object], called: str) -> TableMapping:
    """Make a mapping of a table as read; `called` names it in refusals."""
    columns, words = table.get("columns", {}), table.get("words", {})
    if not _texts(columns) or not isinstance(words, dict):
        raise Refusal(
            f'{called}: write [columns] with lines such as "Their heading" = "activity".'
        )
    if not all(_texts(told) for told in words.values()):
        raise Refusal(f'{called}: write [words.activity] with lines such as "Scope list" = "EN".')
    return TableMapping(dict(columns), words)  # type: ignore[call-overload]


def _texts(table: object) -> bool:
    return isinstance(table, dict) and all(
        isinstance(each, str) for pair in table.items() for each in pair
    )


def written_mapping(mapping: TableMapping) -> str:
    """The mapping as a file that can be read again."""
    lines = ["[columns]", *_lines(mapping.columns)]
    for name, told in mapping.words.items():
        lines += ["", f"[words.{json.dumps(name)}]", *_lines(told)]
    return "\n".join(lines) + "\n"


def _lines(told: Mapping[str, str]) -> list[str]:
    quoted = {
        json.dumps(theirs, ensure_ascii=False): json.dumps(ours, ensure_ascii=False)
        for theirs, ours in told.items()
    }
    return [f"{theirs} = {ours}" for theirs, ours in quoted.items()]


def table_mapping_key(kind: str, file: str) -> str:
    """Give the key under which a source's mapping of a kind is kept."""
    return f"{KEY}{kind}.{source_of(file)}"[:LONGEST_KEY]


def kept_table_mapping(read: Reading, *, kind: str, file: str) -> TableMapping:
    """What was settled earlier for a kind and files of the same source."""
    key = table_mapping_key(kind, file)
    record = read.one(select(Setting).where(Setting.key == key))
    if record is None or not isinstance(record.value, dict):
        return TableMapping()
    return table_mapping_of(record.value, f"What was settled for {file}")
