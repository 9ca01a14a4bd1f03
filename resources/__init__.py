"""Files the program reads and never writes: contracts, settings, fonts, icons, words."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Where a resource lies, `path("fonts", "Inter-Regular.ttf")`; it need not exist."""
    return _ROOT.joinpath(*parts)


def read_text(*parts: str) -> str:
    """The words of a text resource, read as UTF-8."""
    return path(*parts).read_text(encoding="utf-8")
