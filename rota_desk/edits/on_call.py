"""On-call rotas: which activities make a tier, and how it is handed over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from models import Activity, OnCallPart, OnCallRota
from models.types import OnCallTier
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def save_on_call_rota(
    work: UnitOfWork,
    *,
    name: str,
    tier: OnCallTier,
    codes: Sequence[str],
    handover: str = "",
    prompt: bool = True,
    rota: int | None = None,
) -> int:
    """Make an on-call rota of some activities, by code, or change one; answers its number.

    `prompt` is category A: whoever is on comes in at once.
    """
    name = " ".join(name.split())
    if not name:
        raise Refusal("Give the on-call rota a name, such as Medical registrar.")
    activities = _activities(work, codes)
    there = work.one(select(OnCallRota).where(OnCallRota.name == name))
    if there is not None and there.id != rota:
        raise Refusal(f"There is an on-call rota called {name} already. Choose another name.")
    if rota is None:
        one = work.add(OnCallRota(name=name, tier=tier, handover=handover, prompt=prompt))
    else:
        one = work.get(OnCallRota, rota)
        one.name, one.tier, one.handover, one.prompt = name, tier, handover, prompt
    _write_parts(work, one.id, activities)
    work.label = f"On-call rota {name}"
    return one.id


def remove_on_call_rota(work: UnitOfWork, *, rota: int) -> None:
    """Take an on-call rota away; the duties on the rota stay."""
    one = work.get(OnCallRota, rota)
    work.label = f"Remove on-call rota {one.name}"
    work.remove(one)


def _activities(work: UnitOfWork, codes: Sequence[str]) -> list[int]:
    known = {one.code.upper(): one.id for one in work.all(select(Activity))}
    wrong = [code for code in codes if code.upper() not in known]
    if wrong:
        raise Refusal(f"No activity has the code {', '.join(wrong)}. See Settings, Activities.")
    if not codes:
        raise Refusal("Name the activities that answer for this rota, by code, such as OC OW.")
    return list(dict.fromkeys(known[code.upper()] for code in codes))


def _write_parts(work: UnitOfWork, rota: int, activities: Sequence[int]) -> None:
    for part in work.all(select(OnCallPart).where(OnCallPart.rota_id == rota)):
        if part.activity_id not in activities:
            work.remove(part)
    kept = {
        one.activity_id for one in work.all(select(OnCallPart).where(OnCallPart.rota_id == rota))
    }
    work.add_all(
        [OnCallPart(rota_id=rota, activity_id=one) for one in activities if one not in kept]
    )
