"""Lines of an answer kept aside until the whole of it is known, on the disk when they are many."""

import json
import shutil
import sys
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

_IN_MEMORY = 8 * 2**20  # bytes


class Spool:
    """Lines set aside, to be written one after the other in the end."""

    def __init__(self) -> None:
        self._kept = SpooledTemporaryFile(  # noqa: SIM115 - the spool is its context
            _IN_MEMORY, "w+", encoding="utf-8", newline="\n"
        )
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._kept.close()

    def add(self, line: str, between: str = "\n") -> None:
        """Set a line aside; `between` parts it from the one before."""
        if self.count:
            self._kept.write(between)
        self._kept.write(line)
        self.count += 1

    def add_row(self, row: dict[str, object]) -> None:
        """Set a row of a JSON list aside."""
        self.add(f"    {json.dumps(row, ensure_ascii=False)}", ",\n")

    def write(self) -> None:
        """Write all that was set aside to standard output."""
        self._kept.seek(0)
        shutil.copyfileobj(self._kept, sys.stdout)


def write_document(head: dict[str, object], lists: dict[str, Spool]) -> None:
    """Write one JSON document: its head, then each list with the rows that were set aside."""
    print("{")
    said = [
        f"  {json.dumps(key)}: {json.dumps(one, ensure_ascii=False)}" for key, one in head.items()
    ]
    print(",\n".join(said), end="")
    for name, rows in lists.items():
        print(f",\n  {json.dumps(name)}: [", end="\n" if rows.count else "")
        rows.write()
        print("\n  ]" if rows.count else "]", end="")
    print("\n}")
