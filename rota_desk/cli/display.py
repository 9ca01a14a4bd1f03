"""Whether a window can be shown here; asked first, for Qt ends the program when it cannot."""

from __future__ import annotations

import os
import re
import socket
import sys

_X_PORT = 6000
_SECONDS = 2.0
_NAME = re.compile(r"(?:[\w.-]+/)?(?P<host>[\w.-]*):(?P<number>\d{1,5})(?:\.\d+)?")


def has_display() -> bool:
    """Whether a window can be shown here; Windows and macOS always have a display."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return _answers(os.environ.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Whether an X server listens at a display's name, such as `:0` or `localhost:10.0`."""
    named = _NAME.fullmatch(display)
    if named is None:
        return False
    number = int(named["number"])
    if named["host"] not in ("", "unix"):
        return _connects(socket.AF_INET, (named["host"], _X_PORT + number))
    place = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    return any(_connects(socket.AF_UNIX, one) for one in (place, "\0" + place))


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family) as line:
            line.settimeout(_SECONDS)
            line.connect(address)
    except OSError:
        return False
    return True
