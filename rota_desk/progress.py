"""How far long work has come, told to whoever waits for it, who may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeAlias

Tell: TypeAlias = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody who waits, and which part of their wait the work at hand is."""

    tell: Tell
    first: float = 0
    last: float = 100

    def share(self, percent: float) -> float:
        """How much of the whole wait is over when this part is so far."""
        return self.first + (self.last - self.first) * percent / 100


_waiting: ContextVar[_Waiting | None] = ContextVar("waiting", default=None)


def at(percent: float, doing: str = "") -> None:
    """Tell how far the work is, 0 to 100; a refusal from whoever waits ends it here."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.tell(round(waiting.share(percent)), doing)


@contextmanager
def telling(tell: Tell) -> Iterator[None]:
    """Let the work inside, on this thread alone, tell how far it is."""
    before = _waiting.set(_Waiting(tell))
    try:
        yield
    finally:
        _waiting.reset(before)


@contextmanager
def part(first: float, last: float) -> Iterator[None]:
    """The work inside is a part of the whole, from one percentage to another."""
    waiting = _waiting.get()
    if waiting is None:
        yield
        return
    before = _waiting.set(_Waiting(waiting.tell, waiting.share(first), waiting.share(last)))
    try:
        yield
    finally:
        _waiting.reset(before)
