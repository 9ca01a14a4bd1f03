"""Cells and lines of a pattern: typed, pasted, moved; refused in one sentence."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import a_department, a_desk, a_pattern, an_activity

from models import DutyPattern
from models.types import ContractCode
from rota_desk.desk import Desk
from rota_desk.edits.pattern_design import (
    PatternFill,
    add_pattern_line,
    copy_pattern,
    fill_pattern,
    move_pattern_line,
    new_pattern,
    remove_pattern,
    remove_pattern_line,
    save_pattern_terms,
)
from rota_desk.errors import Refusal
from rota_desk.queries.patterns import pattern_view, patterns


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    for code in ("LD", "SD", "NT"):
        an_activity(opened, code)
    yield opened
    opened.close()


@pytest.fixture
def pattern(desk: Desk) -> DutyPattern:
    return a_pattern(desk, [["LD", "", "", "", "", "", ""], ["NT", "SD", "", "", "", "", ""]])


def lines(desk: Desk, pattern: int) -> list[str]:
    view = desk.ask(pattern_view, pattern=pattern)
    return [
        " ".join(view.text(week, day) or "." for day in range(7))
        for week in range(1, view.weeks + 1)
    ]


def test_cells_are_typed_with_two_codes_and_with_times_of_their_own(
    desk: Desk, pattern: DutyPattern
) -> None:
    fills = (
        PatternFill(1, 0, "ld 08:00-20:00"),
        PatternFill(1, 1, "SD+NT"),
        PatternFill(2, 0, "."),
    )
    desk.do(fill_pattern, pattern=pattern.id, fills=fills)
    assert lines(desk, pattern.id) == ["LD 08:00-20:00 SD+NT . . . . .", ". SD . . . . ."]
    desk.undo()
    assert lines(desk, pattern.id) == ["LD . . . . . .", "NT SD . . . . ."]


def test_one_code_that_is_not_known_puts_nothing_anywhere(
    desk: Desk, pattern: DutyPattern
) -> None:
    fills = (PatternFill(1, 3, "SD"), PatternFill(2, 6, "XX"), PatternFill(1, 4, "LD 25:00-09:00"))
    with pytest.raises(Refusal, match='"XX" on Sun of week 2, "LD 25:00-09:00" on Fri of week 1'):
        desk.do(fill_pattern, pattern=pattern.id, fills=fills)
    assert lines(desk, pattern.id) == ["LD . . . . . .", "NT SD . . . . ."]


def test_a_block_pasted_below_the_last_line_adds_lines(desk: Desk, pattern: DutyPattern) -> None:
    desk.do(fill_pattern, pattern=pattern.id, fills=(PatternFill(4, 6, "SD"),))
    assert lines(desk, pattern.id)[2:] == [". . . . . . .", ". . . . . . SD"]


def test_lines_are_added_repeated_moved_and_taken_out(desk: Desk, pattern: DutyPattern) -> None:
    desk.do(add_pattern_line, pattern=pattern.id, after=1)
    assert lines(desk, pattern.id)[1] == ". . . . . . ."
    desk.do(add_pattern_line, pattern=pattern.id, after=0, copy_of=3)
    desk.do(move_pattern_line, pattern=pattern.id, week=1, to=3)
    assert lines(desk, pattern.id) == [
        "LD . . . . . .",
        ". . . . . . .",
        "NT SD . . . . .",
        "NT SD . . . . .",
    ]
    desk.do(remove_pattern_line, pattern=pattern.id, week=2)
    assert lines(desk, pattern.id) == ["LD . . . . . .", "NT SD . . . . .", "NT SD . . . . ."]


def test_a_pattern_is_begun_copied_renamed_and_taken_away(desk: Desk) -> None:
    first = desk.do(new_pattern, name=" SHO  1 in 3 ", weeks=3).value
    desk.do(fill_pattern, pattern=first, fills=(PatternFill(2, 2, "NT"),))
    second = desk.do(copy_pattern, pattern=first, name="SHO trial").value
    desk.do(
        save_pattern_terms,
        pattern=second,
        name="SHO trial",
        contract=ContractCode.LED_LOCAL,
        opt_out=True,
        leave_days=Decimal(27),
        standard_hours=Decimal("7.5"),
    )
    view = desk.ask(pattern_view, pattern=second)
    assert (view.contract, view.opt_out, view.leave_days, view.standard_hours) == (
        ContractCode.LED_LOCAL,
        True,
        Decimal(27),
        Decimal("7.5"),
    )
    assert lines(desk, second) == lines(desk, first)
    desk.do(remove_pattern, pattern=first)
    assert [(one.name, one.weeks, one.laid) for one in desk.ask(patterns)] == [
        ("SHO trial", 3, "")
    ]


def test_nonsense_is_refused_in_a_sentence(desk: Desk, pattern: DutyPattern) -> None:
    with pytest.raises(Refusal, match="already"):
        desk.do(new_pattern, name=pattern.name, weeks=2)
    with pytest.raises(Refusal, match="Give the pattern a name"):
        desk.do(new_pattern, name="  ", weeks=2)
    with pytest.raises(Refusal, match="from 1 to 52"):
        desk.do(new_pattern, name="Long", weeks=53)
    with pytest.raises(Refusal, match="no line 3"):
        desk.do(remove_pattern_line, pattern=pattern.id, week=3)
