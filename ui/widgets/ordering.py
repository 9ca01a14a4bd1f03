"""The order of a table's lines, worked out once for all of them."""

from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any


def ordered(keys: Sequence[Any], *, backwards: bool = False) -> list[int]:
    """The places of the keys, least first; those that are alike keep their order either way.

    Keys that cannot be compared with each other are, by their words.
    """
    places = range(len(keys))
    try:
        return sorted(places, key=keys.__getitem__, reverse=backwards)
    except TypeError:
        by_words = cmp_to_key(_compared)
        return sorted(places, key=lambda place: by_words(keys[place]), reverse=backwards)


def _compared(one: Any, other: Any) -> int:  # noqa: ANN401 - whatever a column is ordered by
    try:
        return bool(one > other) - bool(one < other)
    except TypeError:
        return (str(one) > str(other)) - (str(one) < str(other))
