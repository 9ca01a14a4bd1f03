"""Writing answers to files: whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from rota_desk.errors import Refusal


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there complete, or not at all."""
    _write({path: content})


def write_all(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Write several files into a folder; when one cannot be written, all stay as they were."""
    contents = {folder / name: content for name, content in files.items()}
    _write(contents)
    return list(contents)


def _write(contents: dict[Path, bytes]) -> None:
    """Write every file beside its place first; only when all are whole do they take it."""
    with contextlib.ExitStack() as undone:
        for path, content in contents.items():
            with _refused(path):
                _refuse_no_file(path)
                _make_folders(path.parent, undone)
                part = _part_of(path)
                undone.callback(_remove, part)
                part.write_bytes(content)
        for path in contents:
            with _refused(path):
                _part_of(path).replace(path)
        undone.pop_all()


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _refuse_no_file(path: Path) -> None:
    if path.is_dir() or not path.name:
        raise Refusal(f"{path} is a folder; name a file in it.")
    if path.exists() and not path.is_file():
        raise Refusal(f"{path} is no ordinary file; choose another place.")


def _make_folders(folder: Path, undone: contextlib.ExitStack) -> None:
    """Make the folders that are missing; they go again when nothing comes to lie in them."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        undone.callback(_remove_folder, one)


def _remove(part: Path) -> None:
    with contextlib.suppress(OSError, ValueError):
        part.unlink(missing_ok=True)


def _remove_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


@contextlib.contextmanager
def _refused(path: Path) -> Iterator[None]:
    """Say in one sentence why a place takes no file."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is none"
        raise Refusal(f"{path} cannot be written ({why}); choose another place.") from error
