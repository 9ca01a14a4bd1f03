"""What a coordinator has settled about a department's spreadsheets, kept in a TOML file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rota_desk.errors import CannotOpen, Refusal
from rota_desk.intake.plan import KINDS, OFF, WORK, CodeMeaning
from rota_desk.intake.settled_file import read_settled
from rota_desk.intake.times import read_times
from rota_desk.intake.words import fold, squash

EARLIEST, LATEST = 1990, 2100


@dataclass(frozen=True, slots=True)
class RosterMapping:
    """The settled year, codes and names of one source; a name settled as empty is nobody."""

    year: int | None = None
    codes: Mapping[str, CodeMeaning] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)  # a code that only is another misspelt

    def over(self, other: "RosterMapping") -> "RosterMapping":
        """Give this mapping laid over another: what this one settles goes first."""
        codes, names = {**other.codes, **self.codes}, {**other.names, **self.names}
        return RosterMapping(self.year or other.year, codes, names, {**other.same, **self.same})

    def as_table(self) -> dict[str, object]:
        """Give what is settled as plain tables; the year is of one file and is left out."""
        codes = {code: _row(meaning) for code, meaning in self.codes.items()}
        return {"codes": codes, "names": dict(self.names), "same": dict(self.same)}

    def name(self, text: str) -> str | None:
        """Give the settled person for a name as written; none when it is not settled."""
        wanted = fold(text)
        return next((person for name, person in self.names.items() if fold(name) == wanted), None)


def _row(meaning: CodeMeaning) -> dict[str, str]:
    """Give what a code is settled to mean as a mapping file writes it."""
    row = {"kind": meaning.kind}
    if meaning.meaning:
        row["activity"] = meaning.meaning
    if meaning.times:
        row["times"] = f"{meaning.times.start:%H:%M}-{meaning.times.end:%H:%M}"
    return row


def read_mapping(path: Path) -> RosterMapping:
    """Read a settled mapping; refuse one that does not say what it must."""
    return mapping_of(read_settled(path), path.name)


def mapping_of(table: Mapping[str, object], called: str) -> RosterMapping:
    """Make a mapping of a table as read; `called` names it in refusals."""
    year, codes = table.get("year"), table.get("codes", {})
    names, same = table.get("names", {}), table.get("same", {})
    if year is not None and not (isinstance(year, int) and EARLIEST <= year <= LATEST):
        raise Refusal(f"{called}: year must be a year such as 2026.")
    if not (isinstance(codes, dict) and isinstance(names, dict) and isinstance(same, dict)):
        raise Refusal(f"{called}: codes, names and same must be tables.")
    if not all(isinstance(one, str) for one in (*names.values(), *same.values())):
        raise Refusal(f"{called}: each name, and each code that is the same, is one in quotes.")
    meanings = {code: _meaning(code, row, called) for code, row in codes.items()}
    stated = year if isinstance(year, int) else None
    return RosterMapping(stated, meanings, dict(names), dict(same))


def _meaning(code: str, row: object, called: str) -> CodeMeaning:
    """Read what one code is settled to mean."""
    if not isinstance(row, dict):
        raise Refusal(f'{called}: write the code {code} as [codes."{code}"] with kind = "shift".')
    kind, text = str(row.get("kind", WORK)), str(row.get("times", ""))
    if kind not in KINDS:
        raise Refusal(f"{called}: kind of {code} must be one of {', '.join(KINDS)}.")
    times = read_times(text) if text else None
    if text and (times is None or kind == OFF):
        raise Refusal(
            f'{called}: write the times of {code} as "08:00-17:00", and none for a day off.'
        )
    activity = squash(str(row.get("activity", "")))
    return CodeMeaning(code, activity, kind, times, called)


def write_mapping(mapping: RosterMapping, path: Path) -> None:
    """Write a settled mapping so that it can be read again; the file is replaced whole."""
    lines = [f"year = {mapping.year}", ""] if mapping.year else []
    for code, meaning in mapping.codes.items():
        lines.append(f"[codes.{_quoted(code)}]")
        lines += [f"{key} = {_quoted(text)}" for key, text in _row(meaning).items()]
        lines.append("")
    for called, told in (("names", mapping.names), ("same", mapping.same)):
        if told:
            pairs = (f"{_quoted(written)} = {_quoted(meant)}" for written, meant in told.items())
            lines += [f"[{called}]", *pairs, ""]
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError:
        raise CannotOpen(
            f"The mapping {path.name} cannot be written: choose another folder."
        ) from None


def _quoted(text: str) -> str:
    """Write a text as TOML does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
