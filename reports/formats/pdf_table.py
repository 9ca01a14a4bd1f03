"""A table that keeps its rows whole, and its place on the page."""

from __future__ import annotations

from reportlab.platypus import Flowable, Table


class WholeRows(Table):
    """A table that cuts a row in two only where not even a page of its own would hold it."""

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Cut between rows; inside one only at the head of a page. The parts stand as it stood."""
        frame = getattr(self, "_frame", None)
        self.splitInRow = int(frame is None or bool(frame._atTop))  # noqa: SLF001
        parts: list[Flowable] = super().split(availWidth, availHeight)
        for part in parts:
            part.hAlign = self.hAlign
        return parts
