"""What tells one department's calendar entries from another's."""

from collections.abc import Callable
from typing import TypeAlias
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from models import AuditEntry
from rota_desk.unit_of_work import Reading

OURS = "@rota-desk"
Identity: TypeAlias = Callable[[str, int], str]


def calendar_identity(read: Reading) -> Identity:
    """How to name an entry by its kind and number, as "session", 7, for ever.

    The first entry of the audit trail is never taken away and no two files share it, so a room's
    calendar of one department is never taken for another's with the same numbers.
    """
    first = read.one(select(AuditEntry).order_by(AuditEntry.id).limit(1))
    words = f"{first.at.isoformat()} {first.who} {first.label}" if first else ""
    department = uuid5(NAMESPACE_URL, words)
    return lambda kind, number: f"{uuid5(department, f'{kind}-{number}').hex}{OURS}"
