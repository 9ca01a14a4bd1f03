"""Which tests reach a line of the mutated code, and how long each takes."""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from mutation.forks import first_red, forked

_HOURS = 3600


class Reached:
    """What was learnt, of the tests that are there."""

    def __init__(self, known: dict[str, Any], tests: set[str]) -> None:
        """Take what `learn` gave."""
        self.seconds = {test: took for test, took in known["seconds"].items() if test in tests}
        self._lines: dict[str, dict[str, list[str]]] = known["lines"]

    def by(self, file: str, lines: Iterable[int] | None) -> set[str]:
        """Name the tests that reach some lines of a file, or any of them."""
        known = self._lines.get(file, {})
        wanted = known if lines is None else {str(line) for line in lines} & known.keys()
        return {test for line in wanted for test in known[line]} & self.seconds.keys()


def learn(items: list[pytest.Item], known_caches: list[Any], kept: Path) -> Reached:
    """Run every test once, in a fork, so that this process stays as if none had run.

    Where `kept` is there already it is read instead.
    """
    if not kept.exists():
        said = forked(lambda: json.dumps(_watched(items, known_caches)), 4 * _HOURS)
        json.loads(said)
        kept.write_text(said, encoding="utf-8")
    known = json.loads(kept.read_text(encoding="utf-8"))
    return Reached(known, {item.nodeid for item in items})


def _watched(items: list[pytest.Item], known_caches: list[Any]) -> dict[str, Any]:
    """Watch each test by itself, every cache cold; those red as it is are left out."""
    from coverage import Coverage

    watch = Coverage(data_file=None, source=["rota_desk/rules", "rota_desk/domain"])
    watch.set_option("run:core", "ctrace")
    seconds = {}
    watch.start()
    for item in items:
        for cache in known_caches:
            cache.cache_clear()
        watch.switch_context(item.nodeid)
        began = time.perf_counter()
        if not first_red([item]):
            seconds[item.nodeid] = time.perf_counter() - began
    watch.stop()
    data = watch.get_data()
    lines = {}
    for file in data.measured_files():
        contexts = data.contexts_by_lineno(file)
        lines[Path(file).relative_to(Path.cwd()).as_posix()] = {
            line: [test for test in tests if test in seconds] for line, tests in contexts.items()
        }
    return {"seconds": seconds, "lines": lines}
