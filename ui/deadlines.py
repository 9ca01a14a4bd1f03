"""What falls due, as the deadline strip shows it."""

from ui.frame import Frame
from ui.widgets.strip import Due


def dues(frame: Frame) -> tuple[Due, ...]:  # noqa: ARG001 - until the desk tells deadlines
    """Every deadline the desk knows of, the most urgent first."""
    return ()
