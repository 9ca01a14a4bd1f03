"""The list of job plans: whose, how many PA, against the contract; and the words over it."""

from rota_desk.queries.job_plans import JobPlanSum
from rota_desk.words import count_words
from ui.widgets.table import Column


def _pas(one: JobPlanSum) -> str:
    return f"{one.total:.2f}" if one.total is not None else f"{one.hours:.1f} h"


def _check(one: JobPlanSum) -> str:
    """Against the contract, and against itself: "✓", "▲ +0.50", "▲ 2 clashes"."""
    apart = [] if one.matches or one.difference is None else [f"{one.difference:+.2f}"]
    clashes = [count_words(one.clashes, "clash", "clashes")] if one.clashes else []
    wrong = ", ".join((*apart, *clashes))
    if wrong:
        return f"▲ {wrong}"
    return "" if one.difference is None else "✓"


PLANS: tuple[Column[JobPlanSum], ...] = (
    Column("Plan of", lambda p: p.owner, 120, least=100),
    Column("PA", _pas, 56, right=True, sort=lambda p: p.total or 0, spare=2),
    Column(
        "Check",
        _check,
        130,
        kind=lambda p: "danger" if p.clashes or not p.matches else "",
        sort=lambda p: (p.clashes, p.difference or 0),
        tip=lambda p: "; ".join(one for one in (_check(p), p.words) if one),
        least=44,
        spare=1,
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
