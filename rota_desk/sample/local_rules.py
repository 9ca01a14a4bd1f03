"""What the sample department asks of its own rota beyond every contract."""

from __future__ import annotations

import datetime as dt

from models.types import LocalRuleKind, StaffGroup
from rota_desk.edits.local_rules import set_local_rule
from rota_desk.sample.scene import Scene


def lay_local_rules(scene: Scene) -> None:
    """On-call nights apart, no week of lists alone, the evening before leave."""
    start = scene.anchor.first
    set_local_rule(
        scene.work,
        kind=LocalRuleKind.SPACING,
        start=start,
        activity=scene.activities["RO"].id,
        days=4,
        reason="Asked for by the registrars, agreed in March",
    )
    set_local_rule(
        scene.work,
        kind=LocalRuleKind.CEILING,
        start=start,
        activity=scene.activities["EN"].id,
        count=6,
        days=7,
        group=StaffGroup.ENDOSCOPIST,
        reason="Repetitive strain",
    )
    set_local_rule(
        scene.work,
        kind=LocalRuleKind.BEFORE_LEAVE,
        start=start,
        clock=dt.time(18),
        reason="Leave policy of the department",
    )
