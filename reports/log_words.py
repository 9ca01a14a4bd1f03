"""How entries of the log are told on paper; what names why somebody is away stays at the desk."""

from reportlab.platypus import Flowable

from reports.formats.pdf_parts import Strong, words
from reports.privacy import discreet
from reports.wording import counted
from rota_desk.domain.said import day as day_words
from rota_desk.domain.said import moment as moment_words
from rota_desk.queries.open_log import LogLine

ITEM_HEADS = ("Since", "About", "What", "Owner", "Due")


def item_cells(line: LogLine) -> list[Flowable | str]:
    """An open item: since when and how old, what about, what, whose, due when."""
    age = counted(line.age, "day") if line.age else "today"
    return [
        words(Strong(day_words(line.at)), f"\n{age}"),
        line.category.value,
        discreet(f"{line.who}: {line.text}" if line.who else line.text),
        line.owner or "–",
        words(Strong(due_words(line))) if line.overdue else due_words(line),
    ]


def due_words(line: LogLine) -> str:
    """When an item falls due."""
    if line.due is None:
        return "–"
    return f"▲ {day_words(line.due)}, overdue" if line.overdue else day_words(line.due)


def entry_cells(line: LogLine) -> list[Flowable | str]:
    """What happened: when, by whom, what about, what, and whether it is done."""
    done = f"✓ {moment_words(line.done)}" if line.done else "○ open"
    return [
        words(Strong(moment_words(line.at)), f"\n{line.by}"),
        line.category.value,
        discreet(f"{line.who}: {line.text}" if line.who else line.text),
        done,
    ]
