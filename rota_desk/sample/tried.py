"""What was tried for a gap of the sample, and when it was known."""

from __future__ import annotations

import datetime as dt

from models import Gap, GapAction
from models.types import GapActionKind, GapState
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)


def tried(
    scene: Scene,
    gap: Gap,
    kind: GapActionKind,
    whom: str,
    answer: str,
    *,
    clinician: int | None = None,
    after: int = 1,
) -> GapAction:
    """Something tried so many days after the gap was known, never later than this morning."""
    names = {one.id: one.name for one in scene.people.values()}
    return GapAction(
        gap_id=gap.id,
        kind=kind,
        at=_tried_at(scene, gap, after),
        by=scene.coordinator if gap.id % 4 else scene.deputy,
        clinician_id=clinician,
        whom=names[clinician] if clinician is not None else whom,
        answer=answer,
    )


def _tried_at(scene: Scene, gap: Gap, after: int) -> dt.datetime:
    """Open gaps are tried in the last days, the others soon after they were known."""
    known = known_at(scene, gap)
    if gap.state is GapState.OPEN:
        known = max(known, scene.anchor.ago(2 + gap.id % 9, "09:40"))
    return min(known + after * DAY, scene.anchor.ago(0, "08:20"))


def soon(scene: Scene) -> dt.datetime:
    """Two weeks from this Monday: nearer gaps have all been asked about."""
    return scene.anchor.moment(scene.anchor.day(2, 0), "00:00")


def known_at(scene: Scene, gap: Gap) -> dt.datetime:
    """When a gap was known, never later than this morning."""
    return min(gap.known_at, scene.anchor.ago(0, "08:10"))
