"""What laying a pattern would change, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rota_desk.desk import Done
from rota_desk.edits.patterns import LayAnswer
from rota_desk.edits.relaying import LayChange
from rota_desk.queries.laying_choices import AlsoOn
from rota_desk.words import count_words, day_words

FEW = 8  # places that need no count of the reasons before them
NAMED = 3  # of those who stand on two patterns


def ending_words(found: Sequence[AlsoOn]) -> str:
    """Which patterns end, and who stands on them: "SHO 1 in 8 ends then: SHO 1 … stand on it"."""
    return "; ".join(_ending(one) for one in found)


def _ending(one: AlsoOn) -> str:
    named = ", ".join(one.names[:NAMED])
    more = f" and {len(one.names) - NAMED} more" if len(one.names) > NAMED else ""
    verb = "stands" if len(one.names) == 1 else "stand"
    others = "" if one.whole else ", and others"
    return f"{one.pattern} ends then ({named}{more} {verb} on it{others})"


def difference_words(done: Done[LayAnswer]) -> str:
    """What laying would change, what stays by hand, who has no place, what it would bring."""
    relaid, built = done.value.relaid, done.value.built
    said = (
        f"{count_words(built.sessions, 'session')} built from plans; "
        f"{count_words(len(relaid.added), 'duty', 'duties')} put on, "
        f"{len(relaid.taken_off)} taken off, {len(relaid.kept)} by hand stay."
    )
    lines = [said]
    if done.brought:
        lines.append(f"It would bring {count_words(len(done.brought), 'finding')}:")
        lines += [f"  ▲ {one.name}: {one.message}" for one in done.brought]
    if done.value.part_time:
        lines += ["", "Less than full time:", *(f"  {one}" for one in done.value.part_time)]
    lines += _not_placed(relaid.not_placed)
    parts = (
        ("Stays by hand", relaid.kept),
        ("Put on", relaid.added),
        ("Taken off", relaid.taken_off),
    )
    for title, found in parts:
        if found:
            lines += ["", f"{title}:", *(f"  {_said(one)}" for one in found)]
    return "\n".join(lines)


def _not_placed(found: Sequence[LayChange]) -> Iterator[str]:
    """How often each reason comes first, then each place with its own."""
    if not found:
        return
    yield from ("", f"Not placed, and why ({len(found)}):")
    reasons = Counter(one.what for one in found)
    if len(found) > FEW:
        yield from (f"  {count} ×  {why}" for why, count in reasons.most_common())
        yield from ("", "Day by day:")
    for one in found:
        yield f"  {day_words(one.day)}  {one.activity}: {one.what}"


def _said(one: LayChange) -> str:
    who = f"{one.who}, " if one.who else ""
    return f"{day_words(one.day)}  {one.activity}: {who}{one.what}"
