"""What can still be done by hand for a part of a what-if that no longer fits the real rota."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What is done: one edit of the real rota, or a look at where it would be made."""

    PUT_ON = "put on"
    HAND_OVER = "hand over"
    TAKE_OFF = "take off"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Stands:
    """Somebody who stands on a session now."""

    assignment_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest act: what it is, and what it is about on the real rota."""

    words: str  # a sentence
    act: Act = Act.SHOW
    clinician_id: int | None = None
    name: str = ""
    session_id: int | None = None
    session: str = ""  # in words
    day: dt.date | None = None
    stands: tuple[Stands, ...] = ()  # whose place is handed over, or who is taken off
    place: str = "rota"  # where it is shown

    @property
    def title(self) -> str:
        """What its button says."""
        if self.act is Act.PUT_ON:
            return f"Put {self.name} on …"
        if self.act is Act.HAND_OVER:
            return f"Hand over to {self.name} …"
        if self.act is Act.TAKE_OFF:
            return f"Take {self.name} off …"
        return "Show it on the real rota"
