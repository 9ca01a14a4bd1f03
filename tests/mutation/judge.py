"""Judge the mutants of rules and domain: each is killed by a test, or survives.

    python tests/mutation/judge.py out/mutants.jsonl [--files FILE…] [--tests FOLDER…]

Every test runs once to learn which lines it reaches and how long it takes. Then each mutant gets
a fork of this process in which the tests that reach it run, the quickest first, until one fails or
`--budget` seconds of tests have passed. What a file does on import is judged again, if it lives,
in a process that imports everything anew. What the answers already tell as killed is not judged
again, so a second run, with other tests or more time, looks at the survivors alone. With `--since`
only what stands on lines written since that commit is judged. Posix only; nothing is written into
the tree.
"""

import argparse
import collections
import contextlib
import functools
import gc
import importlib
import importlib.machinery
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path.cwd()
sys.path[:0] = [str(HERE), str(HERE / "tests")]
sys.path.append(str(HERE / "out" / "mutmut"))  # beside what the project needs, and after it

import pytest  # noqa: E402 - from the project, not from beside it
from mutation.forks import OutOfTime, first_red, forked, hush, limit_of  # noqa: E402
from mutation.learning import learn  # noqa: E402
from mutation.living import caches, module_of, put_in_place  # noqa: E402
from mutation.mutants import Mutant, mutants  # noqa: E402

KILLED, SURVIVED, TIMEOUT, UNTESTED, BROKEN = "killed", "survived", "timeout", "untested", "broken"
DEAD = (KILLED, TIMEOUT)
STOPPED = (-signal.SIGKILL, -signal.SIGXCPU)
FINE = (0, 2, 5)  # all green, stopped when the time was over, nothing to run
QUIET = (
    *("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
PRELOADED = ["pytest", "hypothesis", "numpy", "pydantic", "sqlalchemy.orm", "openpyxl", "holidays"]
TESTS = ["tests/rota_desk/rules", "tests/rota_desk/domain"]
FILES = 30  # of tests, read by a process of its own
Answer = tuple[str, str]  # what became of it, and by which test


class Court:
    """A plugin of pytest that judges mutants in place of running the tests."""

    def __init__(self, asked: argparse.Namespace) -> None:
        """Keep what was asked."""
        self.asked, self.limit = asked, limit_of(asked.budget)
        self.recent: dict[str, collections.deque[str]] = collections.defaultdict(
            lambda: collections.deque(maxlen=5)
        )

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn, then judge file by file."""
        for file in self.asked.files:
            importlib.import_module(module_of(file))
        self.items = {item.nodeid: item for item in session.items}
        self.caches = caches()
        kept = self.asked.answers.with_suffix(".reached")
        self.reached = learn(session.items, self.caches, kept)
        known = answers_in(self.asked.answers)
        done = {key for key, one in known.items() if one["verdict"] in DEAD}
        gc.collect()
        gc.freeze()  # a fork then copies less
        with self.asked.answers.open("a", encoding="utf-8") as answers:
            for file in self.asked.files:
                for answer in self._judge(file, done):
                    answers.write(json.dumps(answer) + "\n")
                    answers.flush()
        return True

    def _judge(self, file: str, done: set[str]) -> Iterator[dict[str, Any]]:
        began, told = time.monotonic(), collections.Counter[str]()
        fresh = written_since(self.asked.since, file) if self.asked.since else None
        for one in mutants(file):
            if one.key in done or (fresh is not None and fresh.isdisjoint(one.lines)):
                continue
            tests = self._tests(one)
            verdict, by = self._trial(one, tests) if tests else (UNTESTED, "")
            if by in self.reached.seconds:
                for place in (f"{file}:{one.inside}", file):
                    if by not in self.recent[place]:
                        self.recent[place].append(by)
            told[verdict] += 1
            known = {"key": one.key, "file": file, "line": one.line, "inside": one.inside}
            yield known | {"verdict": verdict, "by": by, "change": one.change}
        print(file, dict(told), f"{time.monotonic() - began:.0f} s", flush=True)  # noqa: T201

    def _tests(self, one: Mutant) -> list[str]:
        """Name the tests that may notice a mutant, those that lately noticed one first."""
        reach = self.reached.by(one.file, one.lines if one.inside else None)
        reach = reach or self.reached.by(one.file, None)  # the line of a `def` runs on import
        named = set() if one.inside else self._naming(one.file)
        near, far = self.recent[f"{one.file}:{one.inside}"], self.recent[one.file]
        seconds = self.reached.seconds
        return sorted(
            reach | named,
            key=lambda it: (it not in near, it not in far, it not in named, seconds[it]),
        )

    def _naming(self, file: str) -> set[str]:
        """Name the tests of the files that speak of a module by its name."""
        word = re.compile(rf"\b{Path(file).stem}\b")
        return {
            test for test in self.reached.seconds if word.search(_text(test.partition("::")[0]))
        }

    def _trial(self, one: Mutant, tests: list[str]) -> Answer:
        """Try it here; what runs on import may show only where everything is imported anew."""
        verdict, by = self._here(one, tests)
        if verdict == SURVIVED and not one.inside:
            return self._apart(one, tests)
        return verdict, by

    def _here(self, one: Mutant, tests: list[str]) -> Answer:
        def trial() -> str:
            for cache in self.caches:
                cache.cache_clear()
            try:
                put_in_place(one)
            # A changed line may raise anything at all; a process of its own then tells.
            except Exception:  # noqa: BLE001 - whatever it is
                return "apart"
            return first_red([self.items[test] for test in tests], self.asked.budget)

        try:
            said = forked(trial, self.limit)
        except OutOfTime:
            return TIMEOUT, ""
        if said == "apart":
            return self._apart(one, tests)
        return (KILLED, said) if said else (SURVIVED, "")

    def _apart(self, one: Mutant, tests: list[str]) -> Answer:
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))[:FILES]
        tests = [test for test in tests if test.partition("::")[0] in files]
        context = multiprocessing.get_context("forkserver")
        ours, theirs = context.Pipe(duplex=False)
        about = (theirs, one.file, one.code, tests, self.asked.budget)
        process = context.Process(target=anew, args=about)
        process.start()
        theirs.close()
        said = None
        if ours.poll(60 + 3 * self.limit):
            with contextlib.suppress(EOFError):
                said = ours.recv()
        process.join(1)
        process.kill()
        process.join()
        if said is None:
            return (TIMEOUT if process.exitcode in STOPPED else BROKEN), ""
        return (KILLED, said) if said else (SURVIVED, "")


class Chosen:
    """A plugin of pytest that runs some tests in the order given and keeps the first red one."""

    def __init__(self, tests: list[str], budget: float) -> None:
        """Keep which, and for how long."""
        self.tests, self.budget, self.until, self.red = tests, budget, 0.0, ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out all others."""
        known = {item.nodeid: item for item in items}
        items[:] = [known[test] for test in self.tests if test in known]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of tests that cannot be read is red."""
        if report.failed:
            self.red = report.nodeid or "import"

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin no other test once the time is over."""
        self.until = self.until or time.process_time() + self.budget
        if time.process_time() > self.until:
            item.session.shouldstop = "enough"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the first that fails."""
        if report.failed and not self.red:
            self.red = report.nodeid


def anew(answer: Any, file: str, code: str, tests: list[str], budget: float) -> None:  # noqa: ANN401
    """Import everything with one file changed, run some tests and tell which was red."""
    hush(limit_of(budget))
    loader: Any = importlib.machinery.SourceFileLoader
    known, here = loader.get_code, Path(file).resolve()

    def get_code(self: Any, name: str) -> Any:  # noqa: ANN401 - as the loader's own
        if Path(self.path).resolve() == here:
            return compile(code, self.path, "exec", dont_inherit=True)
        return known(self, name)

    loader.get_code = get_code
    chosen = Chosen(tests, budget)
    files = sorted({test.partition("::")[0] for test in tests})
    status = pytest.main([*QUIET, "-x", "--no-header", *files], plugins=[chosen])
    fine = not chosen.red and status in FINE
    answer.send("" if fine else chosen.red or f"import ({status})")
    answer.close()
    os._exit(0)


@functools.cache
def _text(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def answers_in(path: Path) -> dict[str, dict[str, Any]]:
    """Read the last answer about each mutant."""
    if not path.exists():
        return {}
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["key"]: row for row in rows}


def written_since(commit: str, file: str) -> set[int]:
    """Number the lines of a file that were written since a commit."""
    told = ["git", "diff", "-U0", commit, "--", file]
    text = subprocess.run(told, check=True, capture_output=True, text=True).stdout
    pieces = re.findall(r"^@@ .* \+(\d+)(?:,(\d+))? @@", text, re.MULTILINE)
    return {int(first) + place for first, count in pieces for place in range(int(count or 1))}


def every_file() -> list[str]:
    """Name the files that are mutated, from the project's root."""
    found = (one for room in ("rules", "domain") for one in Path("rota_desk", room).rglob("*.py"))
    return sorted(one.as_posix() for one in found if one.name != "__init__.py")


def main() -> int:
    """Read the command line, collect the tests and judge."""
    asking = argparse.ArgumentParser(description="Judge the mutants of rules and domain.")
    asking.add_argument("answers", type=Path)
    asking.add_argument("--files", nargs="*", default=[])
    asking.add_argument("--tests", nargs="*", default=TESTS)
    asking.add_argument("--budget", type=float, default=1.5)
    asking.add_argument("--since", default="")
    asked = asking.parse_args()
    asked.files = asked.files or every_file()
    asked.answers.parent.mkdir(parents=True, exist_ok=True)
    multiprocessing.set_forkserver_preload(PRELOADED)
    return int(pytest.main([*QUIET, *asked.tests], plugins=[Court(asked)]))


if __name__ == "__main__":
    sys.exit(main())
