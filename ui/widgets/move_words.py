"""What follows plans and patterns on the rota, in words, before it is done."""

from collections.abc import Iterator, Sequence

from rota_desk.desk import Done
from rota_desk.edits.following import How, PlanMove
from rota_desk.edits.plan_changes import Followed
from rota_desk.words import count_words, day_words, span_words

FINDINGS = 8  # told by name
COUNTED = (
    (How.NEW, "new"),
    (How.CHANGED, "changed"),
    (How.GONE, "gone"),
    (How.KEPT, "by hand, staying"),
)
TITLES = {
    How.KEPT: "Stays, though the plan says otherwise now",
    How.GONE: "Goes",
    How.CHANGED: "Changes",
    How.NEW: "New",
}


def followed_words(done: Done[Followed]) -> str:
    """What would move on the rota, what stays by hand, what it would bring."""
    answer = done.value
    if answer.first is None or answer.last is None:
        return "Nothing is built from then on yet: the rota stays, and is built so later."
    days = span_words(answer.first, answer.last)
    if not answer.moves:
        return f"Nothing moves, {days}: what is built is as the plan says."
    counts = [f"{len(answer.of(how))} {word}" for how, word in COUNTED]
    lines = [f"{days}: {', '.join(counts)}."]
    fresh = done.brought
    if fresh:
        lines += ["", f"It would bring {count_words(len(fresh), 'finding')}:"]
        lines += [f"  ▲ {one.name}: {one.message}" for one in fresh[:FINDINGS]]
    return "\n".join([*lines, *moves_words(answer.moves)])


def moves_words(moves: Sequence[PlanMove]) -> Iterator[str]:
    """What follows the plans and what stays by hand, day by day under a title each."""
    for how, title in TITLES.items():
        found = sorted((one for one in moves if one.how is how), key=lambda one: one.day)
        if found:
            yield from ("", f"{title} ({len(found)}):")
            yield from (f"  {_move(one)}" for one in found)


def _move(one: PlanMove) -> str:
    who = f"{one.who}, " if one.who else ""
    return f"{day_words(one.day)}  {one.activity}: {who}{one.what}"
