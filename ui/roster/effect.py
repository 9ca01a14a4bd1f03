"""What an edit would bring, in words and as a kind, from a preview."""

from collections.abc import Iterable
from typing import TypeVar

from rota_desk.desk import Done
from rota_desk.errors import Refusal
from rota_desk.rules.finding import Finding
from rota_desk.words import count_words
from ui.roster.face import Mark
from ui.roster.marks import mark_of
from ui.roster.spot import Spot

T = TypeVar("T")
KINDS = {Mark.DANGER: "danger", Mark.WARNING: "warning", Mark.NOTICE: "notice"}


def kind_of(answer: Done[T] | Refusal) -> str:
    """Good, notice, warning or danger: the worst finding the edit would bring."""
    if isinstance(answer, Refusal):
        return "danger"
    worst = max((mark_of(one) for one in answer.brought), default=Mark.NONE)
    return KINDS.get(worst, "good")


def kinds_by_cell(answer: Done[T] | Refusal, spots: Iterable[Spot]) -> dict[Spot, str]:
    """What an edit of many cells would bring to each of them: its own worst finding, or good."""
    if isinstance(answer, Refusal):
        return dict.fromkeys(spots, "danger")
    gained = answer.brought
    return {spot: _kind_of(spot, gained) for spot in spots}


def _kind_of(spot: Spot, gained: Iterable[Finding]) -> str:
    mine = (
        mark_of(one)
        for one in gained
        if one.clinician_id in {None, spot.row.key}
        and one.start is not None
        and one.end is not None
        and one.start.date() <= spot.day <= one.end.date()
    )
    return KINDS.get(max(mine, default=Mark.NONE), "good")


def effect_words(answer: Done[T] | Refusal) -> tuple[str, str]:
    """A sentence on what the edit would do, the worst it brings first, and its kind."""
    if isinstance(answer, Refusal):
        return str(answer), "danger"
    worst_first = sorted(answer.brought, key=mark_of, reverse=True)
    gained, lost = [one.message for one in worst_first], answer.cleared
    cleared = f" Clears {count_words(len(lost), 'finding')}." if lost else ""
    if not gained:
        return f"{answer.label}: fits.{cleared}", "good"
    more = f" (and {len(gained) - 1} more)" if len(gained) > 1 else ""
    return f"{answer.label}: {gained[0]}{more}{cleared}", kind_of(answer)
