"""A file that settles how another program's words are read here."""

import tomllib
from pathlib import Path

from rota_desk.errors import CannotOpen


def read_settled(path: Path) -> dict[str, object]:
    """Read a TOML file as plain tables; raises `CannotOpen` in one sentence that names it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise CannotOpen(
            f"There is no mapping {path.name}: check the name and the folder."
        ) from None
    except OSError:
        raise CannotOpen(f"The mapping {path.name} cannot be read: close it elsewhere.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as broken:
        raise CannotOpen(
            f"The mapping {path.name} is no readable TOML: {str(broken).splitlines()[0]}."
        ) from None
