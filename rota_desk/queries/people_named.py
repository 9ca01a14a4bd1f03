"""Whom a few letters mean: by initials, by name, by the beginning of a word in it."""

from __future__ import annotations

from sqlalchemy import select

from models import Clinician
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import Reading

SHOWN = 5


def person_named(read: Reading, *, said: str) -> Clinician:
    """The one person here whom a text means; a refusal that names those it might be."""
    wanted = said.casefold().split()
    people = read.all(
        select(Clinician)
        .where(Clinician.leaves.is_(None) | (Clinician.leaves > read.today))
        .order_by(Clinician.name)
    )
    if not wanted:
        raise Refusal("Say who: a name or initials, then from when, such as: rowan today.")
    whole = [one for one in people if said.casefold() in {one.name.casefold(), one.full_name}]
    initials = [one for one in people if one.initials and one.initials.casefold() == wanted[0]]
    found = whole or initials or [one for one in people if _fits(one, wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(f'Nobody here is called "{said}". Type the name as it stands on the rota.')
    names = ", ".join(one.name for one in found[:SHOWN])
    raise Refusal(f'"{said}" may be {names}. Type more of the name.')


def _fits(person: Clinician, wanted: list[str]) -> bool:
    words = f"{person.name} {person.full_name}".casefold().split()
    return all(any(word.startswith(part) for word in words) for part in wanted)
