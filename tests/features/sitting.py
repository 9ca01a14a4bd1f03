"""Somebody sits at the desk: a screen of its own, the program on it, keys and a mouse."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SIZE = "1600x960x24"
PATIENCE = 90.0  # seconds a step may take on a busy machine
KEYS = {"Enter": "Return", "Esc": "Escape", "Del": "Delete", "Space": "space"}


@contextmanager
def a_screen() -> Iterator[str]:
    """Start a screen that nobody sees; answers its name (":7"), freed at the end.

    Where there is no Xvfb it is empty: the window then draws on no screen at all.
    """
    if shutil.which("Xvfb") is None or not sys.platform.startswith("linux"):
        yield ""
        return
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", SIZE, "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=(tell,), stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with os.fdopen(told, encoding="ascii") as number:
            yield f":{number.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait(10)


@dataclass(frozen=True)
class Sight:
    """What was on the foremost window when one looked."""

    title: str
    number: int
    active: bool
    menu: bool
    focus: str
    typed: str
    cell: str
    words: tuple[str, ...]
    buttons: tuple[str, ...]

    def says(self, words: str) -> bool:
        """Whether these words stand anywhere on the window."""
        return any(words in one for one in (*self.words, *self.buttons))


@dataclass
class Sitting:
    """A person before the program: presses keys, clicks, looks, and takes pictures."""

    program: subprocess.Popen[str]
    screen: str
    pictures: Path
    step: str = "start"
    taken: list[Path] = field(default_factory=list)
    _tool: str | None = field(default_factory=lambda: shutil.which("xdotool"))

    def __post_init__(self) -> None:
        if not self.screen:
            self._tool = None

    # Looking.

    def ask(self, question: str, **facts: object) -> Any:  # noqa: ANN401 - as the witness says
        """Ask the witness inside the program."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(json.dumps({"ask": question, **facts}) + "\n")
        self.program.stdin.flush()
        line = self.program.stdout.readline()
        assert line, f"The program ended during: {self.step}"
        return json.loads(line)

    def look(self) -> Sight:
        """Look at the foremost window."""
        seen = self.ask("look", step=self.step)
        words, buttons = tuple(seen.pop("words")), tuple(seen.pop("buttons"))
        return Sight(words=words, buttons=buttons, **seen)

    def until(self, fits: Callable[[Sight], bool]) -> Sight:
        """Look until what is awaited is there."""
        begun = monotonic()
        while not fits(seen := self._faced()):
            if monotonic() - begun > PATIENCE:
                self.keep_picture()
                raise AssertionError(f"Waited in vain: {self.step}\n{seen}")
            sleep(0.03)
        return seen

    def until_it_says(self, words: str) -> Sight:
        """Look until these words stand on the foremost window."""
        return self.until(lambda seen: seen.says(words))

    def until_message(self, words: str) -> Sight:
        """Look until the window has answered with these words, and long work is over."""
        seen = self.until_it_says(words)
        self.until(lambda _seen: not self.ask("busy"))
        return seen

    def where(self, name: str) -> tuple[int, int]:
        """Look until a control of that name is in sight and stands still; answers its middle."""
        before: list[int] = []
        spot: list[int] = self.ask("find", name=name)
        begun = monotonic()
        while not spot or spot != before:
            assert monotonic() - begun < PATIENCE, f"No {name!r} in sight: {self.step}"
            sleep(0.1)
            spot, before = self.ask("find", name=name), spot
        return spot[0], spot[1]

    def now(self, step: str) -> None:
        """Say in plain words what is done next."""
        self.step = step
        self.look()

    def keep_picture(self) -> None:
        """Keep a picture of the screen, named for the step."""
        name = "".join(one if one.isalnum() else "-" for one in self.step.lower())
        path = self.pictures / f"walk-{len(self.taken) + 1:02}-{name}.png"
        assert self.ask("picture", path=str(path))
        self.taken.append(path)

    def close(self) -> int:
        """Leave with Ctrl+Q; answers the program's exit status."""
        self.until(lambda _seen: not self.ask("busy"))
        self.press("Ctrl+Q")
        return self.program.wait(PATIENCE)

    # Doing.

    def press(self, *combinations: str) -> None:
        """Press keys one after the other: "Ctrl+K", "Enter"."""
        for keys in combinations:
            self._face()
            if self._tool is None:
                self.ask("press", keys=keys)
            else:
                *held, key = keys.split("+")
                named = [one.lower() for one in held] + [KEYS.get(key, _plain(key))]
                self._x("key", "--delay", "0", "+".join(named))

    def write(self, text: str) -> None:
        """Type a text into the field that has the focus, and see it stand there."""
        self._face()
        if self._tool is None:
            self.ask("write", text=text)
        else:
            self._x("type", "--delay", "4", text)
        self.until(lambda seen: seen.typed.endswith(text))

    def write_over(self, text: str) -> None:
        """Type a text in place of what the field holds."""
        self.press("Ctrl+A")
        self.write(text)

    def click(self, name: str) -> None:
        """Click on the control of that name."""
        x, y = self.where(name)
        if self._tool is None:
            self.ask("click", x=x, y=y)
        else:
            self._x("mousemove", "--sync", str(x), str(y))
            self._x("click", "1")

    def _face(self) -> None:
        """Wait until the foremost window takes keys."""
        self.until(lambda seen: seen.active or seen.menu)

    def _faced(self) -> Sight:
        """Look, and give the foremost window the keyboard, as a window manager would."""
        seen = self.look()
        if seen.number and not seen.active and not seen.menu:
            if self._tool is None:
                self.ask("face")
            else:
                focus = ["xdotool", "windowfocus", str(seen.number)]
                subprocess.run(focus, check=False, env=self._environment, timeout=PATIENCE)
        return seen

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.screen}

    def _x(self, *words: str) -> None:
        command = ["xdotool", *words]
        subprocess.run(command, check=True, env=self._environment, timeout=PATIENCE)


def _plain(key: str) -> str:
    return key.lower() if len(key) == 1 else key


@contextmanager
def sitting_at(
    file: Path, screen: str, home: Path, pictures: Path, moment: str = ""
) -> Iterator[Sitting]:
    """Start the program on a screen, with a home of its own; it is gone at the end.

    `moment` sets its clock ("2026-07-27T06:40+00:00"); without one it is the machine's.
    """
    pictures.mkdir(parents=True, exist_ok=True)
    home.mkdir(mode=0o700)
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
    environment = {
        **os.environ,
        **dict.fromkeys(places, str(home)),
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb" if screen else "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    trouble = home / "trouble.txt"
    with trouble.open("w", encoding="utf-8") as complaints:
        program = subprocess.Popen(
            [sys.executable, str(HERE / "witness.py"), str(file), moment],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=home,
        )
        try:
            yield Sitting(program, screen, pictures)
        finally:
            program.kill()
            program.communicate(timeout=PATIENCE)
            print(trouble.read_text(encoding="utf-8"))  # noqa: T201 - pytest shows it on failure
