"""People enough, but not the grade or the skill that is asked for."""

from collections.abc import Iterator

from rota_desk.domain.facts import Asking
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class MissingSkill(DepartmentRule):
    """Those on an activity of a day lack a grade or skill that the requirements ask for.

    Measures:   people of the grade or with the skill asked for, less those there; an open place
                could still bring one and is left to the uncovered session.
    Leaves out: supernumerary people, skills that have lapsed by the day.
    """

    key = "cover.missing_skill"
    says = sentences("{note}, {span}")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each line of the requirements that those there do not meet."""
        for one in rota.askings:
            if one.lacking:
                yield Measure(
                    one.start,
                    one.end,
                    one.lacking,
                    about=About(session_ids=one.session_ids, name=one.activity),
                    note=_said(one),
                )


def _said(one: Asking) -> str:
    wanted = f"{one.wanted} {one.whom}"
    return f"{one.activity or 'session'} asks for {wanted} and has {one.have} among {one.people}"
