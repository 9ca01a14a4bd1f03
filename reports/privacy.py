"""What may stand on anything that leaves the desk."""

from dataclasses import replace

from rota_desk.domain.discretion import discreet
from rota_desk.queries.rota_sheet import Entry, EntryKind

__all__ = ["UNAVAILABLE", "discreet", "shown"]

UNAVAILABLE = "Unavailable"
_OPEN_LEAVE = frozenset({"AL", "SL", "PL", "TL", "LD"})  # says nothing of a person's life
_OPEN_ELSEWHERE = frozenset({"EX", "TE", "\N{EN DASH}"})  # other work, teaching, no working day
_LEFT_OUT = frozenset({EntryKind.REQUESTED})  # nobody has answered it: nobody else's business


def shown(entry: Entry) -> Entry | None:
    """The entry as others may see it, or none when it is not for their eyes.

    Absence is a bare U, and so is every kind of leave that is not known to be harmless. Notes
    and the reasons of changes stay at the desk.
    """
    if entry.kind in _LEFT_OUT:
        return None
    if _is_hidden(entry):
        return replace(
            entry,
            kind=EntryKind.UNAVAILABLE,
            code="U",
            suffix="",
            title=UNAVAILABLE,
            tint="grey",
            change="",
            note="",
            leave_id=None,
        )
    return replace(entry, title=discreet(entry.title), change="", note="")


def _is_hidden(entry: Entry) -> bool:
    match entry.kind:
        case EntryKind.LEAVE:
            return entry.code not in _OPEN_LEAVE
        case EntryKind.UNAVAILABLE:
            return entry.code not in _OPEN_ELSEWHERE
        case _:
            return False
