"""Taking proposals of cover over onto the rota: all of them in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from models import ClinicalSession
from rota_desk.edits.assignments import assign_to_all, session_words
from rota_desk.errors import Refusal
from rota_desk.queries.cover import people_there
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words

Taking = tuple[int, int]  # a session, and the clinician who takes a place on it


def take_proposals(work: UnitOfWork, *, takings: Sequence[Taking]) -> int:
    """Put people on the sessions proposed for them; answers how many places. All or none."""
    if not takings:
        raise Refusal("Nothing is ticked. Tick what is to go onto the rota.")
    _refuse_filled(work, takings)
    theirs: dict[int, list[int]] = defaultdict(list)
    for session, clinician in takings:
        theirs[clinician].append(session)
    for clinician, sessions in sorted(theirs.items()):
        assign_to_all(work, sessions=sessions, clinician=clinician)
    work.label = f"Cover {count_words(len(takings), 'gap')} as proposed"
    return len(takings)


def _refuse_filled(work: UnitOfWork, takings: Sequence[Taking]) -> None:
    """What was filled by somebody else since it was proposed is looked for again."""
    asked: dict[int, int] = defaultdict(int)
    for session, _clinician in takings:
        asked[session] += 1
    have = select(ClinicalSession.id, people_there())
    there: dict[int, int] = {
        row[0]: row[1] for row in work.rows_among(have, ClinicalSession.id, asked)
    }
    for one in work.get_all(ClinicalSession, sorted(asked)):
        if there[one.id] + asked[one.id] > one.cover_wanted:
            raise Refusal(f"{session_words(work, one)}, is filled meanwhile. Propose cover again.")
