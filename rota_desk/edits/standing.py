"""Who stands on a session, and putting somebody there."""

from collections.abc import Callable

from sqlalchemy import select

from models import Assignment, ClinicalSession
from models.types import AssignmentSource
from rota_desk.unit_of_work import UnitOfWork


def those_on(work: UnitOfWork, session: int) -> list[Assignment]:
    """Who stands on a session, in the order they were put there."""
    asked = select(Assignment).where(Assignment.session_id == session)
    return list(work.all(asked.order_by(Assignment.id)))


def put_on(
    work: UnitOfWork,
    session: ClinicalSession,
    who: int,
    *,
    source: AssignmentSource,
    uid: Callable[[], str],
) -> None:
    """Put somebody on a session as their plan or pattern has it."""
    work.add(
        Assignment(
            session_id=session.id,
            clinician_id=who,
            uid=uid(),
            source=source,
            changed_at=work.stamp,
        )
    )
