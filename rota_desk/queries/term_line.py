"""A figure of somebody's terms, as the panels show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermLine:
    """One figure of a person's terms, in words; `turns` names the setting that would change it."""

    title: str
    words: str
    kind: str = ""  # warning, danger, or nothing
    turns: str = ""
