"""A finished document and the stamp that tells one copy from another."""

import base64
import dataclasses
import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from reports.wording import moment_words

_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass(frozen=True, slots=True)
class Document:
    """A file ready to be saved, printed or sent."""

    name: str  # the report's name, "weekly-rota"
    file_name: str  # what to save it as, "weekly-rota-2026-11-09.pdf"
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every page says of itself, so that an old copy on a wall gives itself away."""

    department: str
    version: str  # "v14 plus 3 changes", "draft"
    made: dt.datetime  # wall time
    by: str
    check_code: str

    def sentence(self) -> str:
        """The stamp in one line, "Rota v14 · made Mon 9 Nov 2026 08:14 by K. Lowe · …"."""
        by = f" by {self.by}" if self.by else ""
        made = f"made {moment_words(self.made)}{by}"
        return f"Rota {self.version} · {made} · {self.code_words}"

    @property
    def code_words(self) -> str:
        """The check code as every page says it."""
        return f"check code {self.check_code}"

    def subject(self, title: str) -> str:
        """What a file says it is in its properties, "Weekly rota, v14, check code 7F3C-Q2"."""
        return f"{title}, {self.version}, {self.code_words}"


def check_code(*facts: object) -> str:
    """Give a short code, such as 7F3C-Q2, that changes when the facts do, and only then.

    The letters I, L, O and U are left out, so that the code survives a telephone. Thirty bits
    tell one copy from another; they prove nothing against forgery.
    """
    told = json.dumps(facts, default=_plain, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(told.encode("utf-8", "backslashreplace")).digest()
    letters = base64.b32encode(digest).decode("ascii").translate(_LETTERS)
    return f"{letters[:4]}-{letters[4:6]}"


def _plain(fact: object) -> object:
    """A fact in terms that JSON knows."""
    if dataclasses.is_dataclass(fact) and not isinstance(fact, type):
        return {field.name: getattr(fact, field.name) for field in dataclasses.fields(fact)}
    if isinstance(fact, (set, frozenset)):
        return sorted(fact, key=str)
    return str(fact)
