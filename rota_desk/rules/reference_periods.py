"""How far the law's reference periods reach: what a picture has to hold to judge them whole."""

import datetime as dt
from functools import cache
from typing import TypedDict, cast

from rota_desk.rules.contract import codes, load


class _Figure(TypedDict):
    value: int


@cache
def longest_reference() -> dt.timedelta:
    """The longest reference period that any contract kept here names, at any date."""
    named = [load(code).definitions.get("reference_weeks", []) for code in codes()]
    weeks = [int(one["value"]) for figures in named for one in cast("list[_Figure]", figures)]
    return dt.timedelta(weeks=max(weeks))
