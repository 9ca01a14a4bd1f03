"""What no rota holds: days of other ages, endless numbers, signs that no keyboard writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, partial

from sqlalchemy import String, inspect

from models.base import Base, Exact
from rota_desk.errors import Refusal

YEARS = range(1900, 2200)
MOST = 2**31 - 1  # what a column of numbers holds on every database
_NO_LETTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 30  # characters

Check = Callable[[object], None]


def refuse_senseless(facts: Iterable[object]) -> None:
    """Refuse facts that no rota can hold, also those inside lists, mappings and their lines.

    Lists inside a line are left to `refuse_row`: a plan quotes what it could not read.
    """
    for fact in facts:
        if isinstance(fact, Mapping):
            refuse_senseless((*fact.keys(), *fact.values()))
        elif isinstance(fact, (list, tuple, set, frozenset)):
            refuse_senseless(fact)
        elif is_dataclass(fact) and not isinstance(fact, (type, Base)):
            for part in fields(fact):
                _refuse_fact(getattr(fact, part.name))
        else:
            _refuse_fact(fact)


def refuse_row(record: Base) -> None:
    """Refuse a record with a fact that its column cannot keep on every database."""
    for name, check in _checks(type(record)):
        value = record.__dict__.get(name)
        if value is not None:
            check(value)


def is_a_number(number: int) -> bool:
    """Tell whether a record can have this number."""
    return 0 < number <= MOST


def _refuse_fact(fact: object) -> None:
    if isinstance(fact, Enum):
        return
    if isinstance(fact, str):
        _refuse_signs(fact)
    elif isinstance(fact, dt.date):
        _refuse_other_ages(fact)
    elif isinstance(fact, (int, Decimal)):
        _refuse_endless(fact, MOST)


def _refuse_signs(text: object) -> None:
    if isinstance(text, str) and _NO_LETTER.search(text):
        raise Refusal("The text holds signs that cannot be printed. Type it in again.")


def _refuse_other_ages(day: object) -> None:
    if isinstance(day, dt.date) and day.year not in YEARS:
        first, last = YEARS.start, YEARS.stop - 1
        raise Refusal(f"The year {day.year} lies outside {first} to {last}. Check the day.")


def _refuse_endless(number: object, most: int) -> None:
    if not isinstance(number, (int, Decimal)):
        return
    if isinstance(number, Decimal) and not number.is_finite():
        raise Refusal("That is not a number. Check what was typed.")
    if not -most <= number <= most:
        raise Refusal(f"A number is beyond {most:,}. Check what was typed.")


def _refuse_unkept(number: object, kind: Exact) -> None:
    """Refuse an amount with too many figures before the point, or nothing but noughts after it."""
    _refuse_endless(number, 10 ** (kind.precision - kind.places) - 1)
    least = Decimal(5).scaleb(-kind.places - 1)
    if isinstance(number, Decimal) and number and -least < number < least:
        raise Refusal("A number is so small that nothing of it is kept. Check what was typed.")


def _refuse_long(text: object, most: int) -> None:
    _refuse_signs(text)
    if isinstance(text, str) and len(text) > most:
        begins = " ".join(text[:_SHOWN].split())
        raise Refusal(f'"{begins}…" is longer than {most} characters. Shorten it.')


@cache
def _checks(kind: type[Base]) -> tuple[tuple[str, Check], ...]:
    """The facts of a kind of record that can go wrong, each with its check."""
    found = (
        (attribute.key, _check_of(attribute.columns[0].type))
        for attribute in inspect(kind).column_attrs
    )
    return tuple((key, check) for key, check in found if check is not None)


def _check_of(kind: object) -> Check | None:
    if isinstance(kind, Exact):
        return partial(_refuse_unkept, kind=kind)
    if type(kind) is String and kind.length:
        return partial(_refuse_long, most=kind.length)
    if isinstance(kind, String) and not hasattr(kind, "enums"):
        return _refuse_signs
    python = getattr(kind, "python_type", None)
    if python is int:
        return partial(_refuse_endless, most=MOST)
    return _refuse_other_ages if python in {dt.date, dt.datetime} else None
