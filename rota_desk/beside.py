"""Questions asked beside somebody who works: they step back for an edit, and are begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from models.turns import GaveWay

T = TypeVar("T")

STEPS_BACK = 8  # times that a question begins again before an edit has to wait for it

_beside: ContextVar[bool] = ContextVar("beside", default=False)


@contextmanager
def beside_the_window() -> Iterator[None]:
    """Let what is asked inside, on this thread alone, step back for who works there."""
    before = _beside.set(True)
    try:
        yield
    finally:
        _beside.reset(before)


def begun_again(look: Callable[[bool], T]) -> T:
    """Look, and begin again where it gave way; told each time whether it is to give way."""
    for _ in range(STEPS_BACK if _beside.get() else 0):
        try:
            return look(True)
        except GaveWay:
            continue
    return look(False)
