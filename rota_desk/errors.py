"""The kinds of wrong that are told to a person: a refusal, and a problem in what was brought."""

from dataclasses import dataclass

from models.refusal import CannotOpen, Refusal

__all__ = ["CannotOpen", "Problem", "Refusal"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One place in brought-in material that could not be read, and what can be done.

    `row` counts from 1 as the spreadsheet shows it, 0 when the whole file is meant; `column` is
    the spreadsheet's letter, or the heading of a CSV column, or empty.
    """

    file: str
    sheet: str
    row: int
    column: str
    text: str
    message: str

    def sentence(self) -> str:
        """The problem in one line: file, place, text found and what to do."""
        place = " ".join(
            part
            for part in (
                f"sheet {self.sheet}" if self.sheet else "",
                f"row {self.row}" if self.row else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        found = f' has "{self.text}"' if self.text else ""
        where = f"{self.file}, {place}" if place else self.file
        return f"{where}{found}: {self.message}"
