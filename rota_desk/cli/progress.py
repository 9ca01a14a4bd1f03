"""How far a long command has come, told on standard error."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

_EVERY = 5.0  # seconds
T = TypeVar("T")


def told(things: Iterable[T], *, of: int, done: str) -> Iterator[T]:
    """Pass things on, telling every few seconds how many of them were done."""
    said = time.monotonic()
    for count, thing in enumerate(things):
        now = time.monotonic()
        if count and now - said >= _EVERY and sys.stderr is not None:
            print(f"{count:,} of {of:,} {done} …", file=sys.stderr, flush=True)
            said = now
        yield thing
