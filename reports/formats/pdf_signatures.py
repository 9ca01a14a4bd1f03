"""Lines to sign on at the foot of a printed page."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from reports.formats import ink, pdf


class Signatures(Flowable):
    """Two lines to sign on, with a place for the day."""

    def __init__(self, *names: str) -> None:
        """Note who signs."""
        super().__init__()
        self.names = names

    def wrap(self, available: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how much room is taken."""
        self.width = available
        return available, 56

    def draw(self) -> None:
        """Draw the lines with the names under them."""
        canvas = self.canv
        room = self.width / len(self.names)
        canvas.setStrokeColor(HexColor(f"#{ink.INK}"))
        canvas.setLineWidth(0.8)
        canvas.setFont(pdf.REGULAR, 8)
        for place, name in enumerate(self.names):
            left = place * room
            edge = left + room - 24
            canvas.setFillColor(HexColor(f"#{ink.QUIET}"))
            canvas.line(left, 22, edge - 110, 22)
            canvas.line(edge - 96, 22, edge, 22)
            canvas.drawString(left, 10, pdf.fitted(name, pdf.REGULAR, 8, room - 140))
            canvas.drawString(edge - 96, 10, "Day")
