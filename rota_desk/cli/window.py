"""Without a command: open the window."""

from __future__ import annotations

import argparse
import gc

from rota_desk.cli.display import has_display
from rota_desk.errors import Refusal


def run(arguments: argparse.Namespace) -> int:
    """Open the window on the rota; on a machine without a display say what to do instead."""
    if not has_display():
        raise Refusal(
            "There is no display here to open a window on; "
            "`rota-desk demo --out DIR` does the same job without one."
        )
    return open_window(arguments)


def open_window(arguments: argparse.Namespace) -> int:
    """Show the window until it is closed; it clears Python's rubbish away by itself."""
    gc.disable()
    try:
        from ui.app import run as show
    except ImportError as error:
        raise Refusal(
            f"The window cannot be shown because a library of this system is missing ({error}); "
            "`make setup` names what to install, `rota-desk demo --out DIR` needs no window."
        ) from error
    return show(arguments.database)
