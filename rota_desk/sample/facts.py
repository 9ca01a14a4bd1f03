"""The sample's facts, read from resources/sample."""

import csv
import io
import tomllib
from functools import cache
from typing import Any

from resources import read_text


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the sample."""
    return list(csv.DictReader(io.StringIO(read_text("sample", f"{name}.csv"))))


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of the sample."""
    return tomllib.loads(read_text("sample", f"{name}.toml"))
