"""How far a long command has come, told on standard error."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rota_desk.progress import telling

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


@contextmanager
def told_aside() -> Iterator[None]:
    """Tell every few seconds how far the work inside is, and what it is doing."""
    said, now_doing = time.monotonic(), "Working"

    def tell(percent: int, doing: str) -> None:
        nonlocal said, now_doing
        now_doing = doing or now_doing
        now = time.monotonic()
        if now - said >= _EVERY and sys.stderr is not None:
            print(f"{now_doing}: {percent} % …", file=sys.stderr, flush=True)
            said = now

    with telling(tell):
        yield
