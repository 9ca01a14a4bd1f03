"""Where the program writes what went wrong, so that it can be sent to whoever mends it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

LOG = logging.getLogger("rota_desk")
BYTES = 500_000


def start_log(folder: Path | None = None) -> Path | None:
    """Begin to write the log; answers its file, or None where no file can be written."""
    place = folder or user_log_path("Rota Desk", appauthor=False)
    try:
        place.mkdir(parents=True, exist_ok=True)
        writer = RotatingFileHandler(
            place / "rota-desk.log", maxBytes=BYTES, backupCount=3, encoding="utf-8"
        )
    except OSError:
        return None
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(writer)
    LOG.setLevel(logging.INFO)
    return place / "rota-desk.log"
