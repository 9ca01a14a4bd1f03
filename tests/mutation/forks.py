"""Work done in a fork of this process, with a bound on its time, and tests run one by one."""

import os
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

MEMORY = 4 << 30
FOREVER = float("inf")


@dataclass(frozen=True)
class OutOfTime(Exception):  # noqa: N818 - it says what happened
    """The fork was stopped before it answered."""

    code: int


def limit_of(budget: float) -> int:
    """Give the seconds of work after which a mutant is taken to run for ever."""
    return int(6 + 3 * budget)


def forked(work: Callable[[], str], limit: int) -> str:
    """Do something in a fork and give what it says; an error says its name."""
    ours, theirs = os.pipe()
    number = os.fork()
    if not number:
        os.close(ours)
        hush(limit)
        try:
            said = work()
        except BaseException as error:  # noqa: BLE001 - also what a mutant makes of an exit
            said = f"fell ({type(error).__name__})"
        with os.fdopen(theirs, "wb") as out:
            out.write(b"!" + said.encode())
        os._exit(0)
    os.close(theirs)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(number, signal.SIGKILL))
    signal.alarm(60 + 3 * limit)
    with os.fdopen(ours, "rb") as into:
        answer = into.read()
    signal.alarm(0)
    _, status = os.waitpid(number, 0)
    if not answer:
        raise OutOfTime(status)
    return answer[1:].decode()


def hush(limit: int) -> None:
    """Say nothing more, and work for no longer than the limit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def first_red(items: list[pytest.Item], budget: float = FOREVER) -> str:
    """Run tests until one fails and name it; begin none once the time is over."""
    from _pytest.runner import runtestprotocol

    until = time.process_time() + budget
    for item, following in zip(items, [*items[1:], None], strict=True):
        if time.process_time() > until:
            break
        if any(one.failed for one in runtestprotocol(item, nextitem=following, log=False)):
            return item.nodeid
    return ""
