"""E-mail drafts of changes after publishing: to each person theirs, never the reason."""

from collections import defaultdict
from collections.abc import Sequence

from reports.calendar_drafts import MEDIA_TYPE, empty_letter
from reports.calendar_events import CalendarHead, calendar_head
from reports.clinician_calendar import file_names
from reports.document import Document
from rota_desk.desk import Desk
from rota_desk.domain.said import day as day_words
from rota_desk.errors import Refusal
from rota_desk.queries.tell_list import TellLine
from rota_desk.queries.work_addresses import work_addresses
from rota_desk.words import count_words

NAME = "changes-told"


def tell_drafts(desk: Desk, lines: Sequence[TellLine]) -> tuple[Document, ...]:
    """A draft for each person of these changes who has an address; the desk sends nothing."""
    mail, head = desk.ask(work_addresses), calendar_head(desk, None)
    whose: dict[int, list[TellLine]] = defaultdict(list)
    for one in lines:
        if one.clinician_id in mail:
            whose[one.clinician_id].append(one)
    if not whose:
        raise Refusal(
            "None of these people has an e-mail address for work. Add it under People, or tell "
            "them by telephone or bleep."
        )
    files = file_names({number: theirs[0].who for number, theirs in whose.items()})
    return tuple(
        _draft(files[number], theirs, head, mail[number]) for number, theirs in whose.items()
    )


def _draft(file: str, lines: Sequence[TellLine], head: CalendarHead, address: str) -> Document:
    count = count_words(len(lines), "change")
    letter = empty_letter(head, address, f"Your rota has changed: {count}, {_days(lines)}")
    body = [
        f"Dear {lines[0].who},",
        "",
        f"your rota has changed since it was published: {count}.",
        *(f"  {_said(one)}" for one in lines),
        "",
        "Please answer whether you have seen this and agree.",
        "",
        *(line for line in (head.contact, head.department) if line),
    ]
    letter.set_content("\n".join(body).rstrip() + "\n")
    return Document(NAME, f"{file}-changes.eml", MEDIA_TYPE, letter.as_bytes())


def _said(one: TellLine) -> str:
    title = f" ({one.title})" if one.title else ""
    return f"{one.what}{title}"


def _days(lines: Sequence[TellLine]) -> str:
    days = list(dict.fromkeys(day_words(one.day) for one in lines))
    return days[0] if len(days) == 1 else f"{days[0]} and {count_words(len(days) - 1, 'more day')}"
