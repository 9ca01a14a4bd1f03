"""Without a command: open the window."""

from __future__ import annotations

import argparse
import os
import sys

from rota_desk.errors import Refusal


def run(arguments: argparse.Namespace) -> int:
    """Open the window on the rota; on a machine without a display say what to do instead."""
    if not _has_display():
        raise Refusal(
            "There is no display here to open a window on; "
            "`rota-desk demo --out DIR` does the same job without one."
        )
    from ui.app import run as open_window

    return open_window(arguments.database)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
