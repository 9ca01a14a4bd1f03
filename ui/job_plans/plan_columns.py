"""The list of job plans: whose, how many PA, against the contract; and the words over it."""

from rota_desk.queries.job_plans import JobPlanSum
from rota_desk.words import count_words
from ui.widgets.table import Column


def _pas(one: JobPlanSum) -> str:
    return f"{one.total:.2f}" if one.total is not None else f"{one.hours:.1f} h"


def _difference(one: JobPlanSum) -> str:
    if one.difference is None:
        return ""
    return "agrees" if one.matches else f"▲ {one.difference:+.2f}"


PLANS: tuple[Column[JobPlanSum], ...] = (
    Column("Plan of", lambda p: p.owner, 120),
    Column("PA", _pas, 58, right=True, sort=lambda p: p.total or 0),
    Column(
        "Contract",
        _difference,
        70,
        kind=lambda p: "" if p.matches else "danger",
        sort=lambda p: p.difference or 0,
        tip=lambda p: p.words,
    ),
    Column(
        "Clashes", lambda p: f"▲ {p.clashes}" if p.clashes else "", 72, kind=lambda _p: "danger"
    ),
)


def head_words(plans: int, wrong: int) -> str:
    """How many plans there are, and how many of them differ from the contract."""
    differ = f", ▲ {count_words(wrong, 'differs', 'differ')} from the contract" if wrong else ""
    return f"{count_words(plans, 'plan')}{differ}"


def owned_alike(one: JobPlanSum, shown: JobPlanSum | None) -> bool:
    """Whether a plan in the list is of the same person or post as the one that is shown."""
    return shown is not None and (one.clinician_id, one.post_id) == (
        shown.clinician_id,
        shown.post_id,
    )
