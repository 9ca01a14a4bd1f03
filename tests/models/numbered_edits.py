"""The program that the kill test kills: it does numbered edits and tells each one when it is kept.

Each edit keeps two records, so that half an edit would be seen.
"""

import sys
from itertools import count

from models import LogEntry, Reminder
from models.database import open_database
from models.types import LogCategory
from rota_desk.desk import Desk
from rota_desk.unit_of_work import UnitOfWork


def note(work: UnitOfWork, *, number: int) -> None:
    """Write a numbered line into the log, and a reminder of it."""
    work.add(
        LogEntry(at=work.stamp, by=work.who, category=LogCategory.NOTE, text=f"edit {number}")
    )
    work.add(Reminder(due=work.today, text=f"edit {number}"))


def main(path: str, first: int) -> None:
    """Do edits until the end comes, each number told after its commit."""
    desk = Desk(open_database(path), who="K Lowe")
    _tell("open")
    for number in count(first):
        desk.do(note, number=number)
        _tell(str(number))


def _tell(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
