"""What an edit would bring, in words and as a kind, from a preview."""

from typing import TypeVar

from rota_desk.desk import Done
from rota_desk.errors import Refusal
from rota_desk.words import count_words
from ui.roster.face import Mark
from ui.roster.marks import mark_of

T = TypeVar("T")
KINDS = {Mark.DANGER: "danger", Mark.WARNING: "warning", Mark.NOTICE: "notice"}


def kind_of(answer: Done[T] | Refusal) -> str:
    """Good, notice, warning or danger: the worst finding the edit would bring."""
    if isinstance(answer, Refusal):
        return "danger"
    worst = max((mark_of(one) for one in answer.gained if one.flagged), default=Mark.NONE)
    return KINDS.get(worst, "good")


def effect_words(answer: Done[T] | Refusal) -> tuple[str, str]:
    """A sentence on what the edit would do, and its kind."""
    if isinstance(answer, Refusal):
        return str(answer), "danger"
    gained = [one.message for one in answer.gained if one.flagged]
    lost = [one for one in answer.lost if one.flagged]
    cleared = f" Clears {count_words(len(lost), 'finding')}." if lost else ""
    if not gained:
        return f"{answer.label}: fits.{cleared}", "good"
    more = f" (and {len(gained) - 1} more)" if len(gained) > 1 else ""
    return f"{answer.label}: {gained[0]}{more}{cleared}", kind_of(answer)
