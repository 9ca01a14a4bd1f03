"""Somebody who may only work with a trainer beside them, and has none."""

from collections.abc import Iterator

from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class UnsupervisedTrainee(DepartmentRule):
    """A trainee stands on a session on which nobody leads who may do the work alone.

    Measures:   trainees of a session without a trainer: by their role there, or by a permission
                that holds under supervision only.
    Leaves out: supernumerary people; sessions that were cancelled, released or closed.
    """

    key = "cover.unsupervised_trainee"
    says = sentences("{note}, {span}: nobody beside them who may do it alone")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each trainee without a trainer."""
        for one in rota.trainees:
            if not one.trained:
                yield Measure(
                    one.start,
                    one.end,
                    1,
                    about=About(
                        session_ids=(one.session_id,),
                        room_id=one.room_id,
                        name=one.name,
                        clinician_id=one.clinician_id,
                    ),
                    note=f"{one.name} on {one.activity or 'a session'}",
                )
