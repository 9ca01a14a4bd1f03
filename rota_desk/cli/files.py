"""Writing answers to files: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from rota_desk.errors import Refusal


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there complete, or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = error.strerror or "the disk refused it"
        raise Refusal(f"{path} cannot be written ({why}); choose another place.") from error


def write_all(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Write several files into a folder; when one fails, none of them stays."""
    written: list[Path] = []
    try:
        for name, content in files.items():
            write_whole(folder / name, content)
            written.append(folder / name)
    except Refusal:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written
