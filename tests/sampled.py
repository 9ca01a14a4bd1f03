"""The sample department, made once for a whole test run: it takes longer than most tests."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from build import NOW, a_desk

from rota_desk.clock import FixedClock
from rota_desk.sample import create_sample

PATIENCE = 180.0  # seconds
_RUN = f"{os.environ.get('PYTEST_XDIST_TESTRUNUID') or os.getpid()}"


def a_sample(folder: Path) -> Path:
    """A closed file with the sample department as it stands at `NOW`, of this test's own."""
    return Path(shutil.copyfile(_made(), folder / "sample.sqlite"))


def _made() -> Path:
    """The one file; of several processes of a run the first makes it and the others wait."""
    place = Path(tempfile.gettempdir()) / f"rota-desk-sample-{_RUN}"
    file = place / "sample.sqlite"
    try:
        place.mkdir()
    except FileExistsError:
        begun = time.monotonic()
        while not file.exists():
            assert time.monotonic() - begun < PATIENCE, "another process did not make the sample"
            time.sleep(0.1)
        return file
    desk = a_desk(place, FixedClock(NOW))
    create_sample(desk)
    desk.close()
    return (place / "rota.sqlite").replace(file)
