"""A small ward, and a what-if begun on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from build import a_desk
from trying import People
from wards import a_small_ward

from rota_desk.desk import Desk
from rota_desk.what_if import WhatIf, begin


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def people(desk: Desk) -> People:
    return a_small_ward(desk)


@pytest.fixture
def tried(desk: Desk, people: People) -> Iterator[WhatIf]:
    del people  # the ward is copied
    what_if = begin(desk, "One fewer")
    yield what_if
    what_if.close()
