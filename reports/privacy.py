"""What may stand on anything that leaves the desk."""

import re
from dataclasses import replace

from rota_desk.queries.rota_sheet import Entry, EntryKind

UNAVAILABLE = "Unavailable"
_OPEN_LEAVE = frozenset({"AL", "SL", "PL", "TL", "LD"})  # says nothing of a person's life
_OPEN_ELSEWHERE = frozenset({"EX", "TE", "\N{EN DASH}"})  # other work, teaching, no working day
_LEFT_OUT = frozenset({EntryKind.REQUESTED})  # nobody has answered it: nobody else's business
_SENSITIVE = re.compile(
    r"\b(?:(?:off|on|long[- ]term|short[- ]term|certified|called in)\s+)*"
    r"(?:sick(?:ness)?|ill(?:ness)?|unwell|poorly|injur(?:y|ed)|hospitali[sz]ed|covid(?:-19)?"
    r"|bereave(?:d|ment)|funeral|compassionate|maternity|paternity|pregnan(?:t|cy)|miscarriage"
    r"|carer'?s?|dependa?nts?|jury(?:\s+(?:service|duty))?|disciplinary|suspended|suspension"
    r"|occupational\s+health|stress|mental\s+health|medical\s+leave)"
    r"(?:\s+(?:leave|absence|day|days|note|pay))?\b",
    re.IGNORECASE,
)


def discreet(text: str) -> str:
    """Say "unavailable" wherever a sentence names why somebody is away.

    A second lock: questions already leave reasons out, but people write them into notes.
    """
    told = _SENSITIVE.sub("unavailable", text)
    return told[:1].upper() + told[1:] if text[:1].isupper() else told


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
