"""Why a block was read as it was, in sentences a coordinator can check against the sheet."""

from rota_desk.intake.blocks import Block
from rota_desk.intake.grid import column_letter
from rota_desk.words import count_words, day_and_year

STEPS = {1: "a day apart", 7: "a week apart"}


def dates_reason(block: Block) -> str:
    """Say where the dates are and why these cells were taken for them."""
    days = sorted(block.dated.days.values())
    where = "row" if block.dated.axis.across else "column"
    line = block.dated.axis.line
    name = str(line) if block.dated.axis.across else column_letter(line)
    step = STEPS.get(block.dated.step, "in order")
    span = f"{day_and_year(days[0])} to {day_and_year(days[-1])}"
    told = count_words(len(set(days)), "date")
    return f"{where} {name} holds {told} {step}, {span}, so these are the days"


def lines_reason(block: Block) -> str:
    """Say where the lines are named."""
    axis = block.dated.axis
    names = {line.place[1] if axis.across else line.place[0] for line in block.lines}
    where = "column" if axis.across else "row"
    called = ", ".join(column_letter(at) if axis.across else str(at) for at in sorted(names)[:3])
    lines = count_words(len(block.lines), "line")
    return f"{lines} named in {where} {called}"
