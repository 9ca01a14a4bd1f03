"""The rules in words: one text for docs/rules.md, the help page and a finding's Why."""

import datetime as dt
import inspect
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from resources import read_text
from rota_desk.rules.contract import Clause, Contract, Limit, Terms, codes, load
from rota_desk.rules.registry import BOOK
from rota_desk.rules.rule import Rule
from rota_desk.rules.wording import quantity

_MEASURES, _LEAVES_OUT = "Measures:", "Leaves out:"
_SIDES = {True: "at least", False: "at most"}


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule as its docstring tells it."""

    key: str
    says: str
    measures: str
    leaves_out: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one contract says about one rule, in words, with the figures in force last."""

    rule: str  # the rulebook's id
    key: str
    contract: str
    contract_name: str
    clause: str
    severity: str
    confidence: str
    figures: tuple[str, ...]
    explained: Explained


@dataclass(frozen=True, slots=True)
class Covered:
    """How far a clause of the rulebook is judged, and why no further."""

    id: str
    state: str  # modelled, partial, not modelled
    by: str
    why: str


def explained(rule: Rule) -> Explained:
    """Read a rule's docstring: a sentence, what it measures, what it leaves out."""
    text = " ".join(inspect.cleandoc(type(rule).__doc__ or "").split())
    says, _, rest = text.partition(_MEASURES)
    measures, _, leaves_out = rest.partition(_LEAVES_OUT)
    return Explained(rule.key, says.strip(), measures.strip(), leaves_out.strip())


def entries(code: str | None = None) -> tuple[Entry, ...]:
    """Give every rule of one contract, or of all, in reading order."""
    books = [load(one) for one in ((code,) if code else codes())]
    return tuple(
        _entry(rule, book, clause)
        for rule in BOOK
        for book in books
        for clause in book.clauses
        if clause.key == rule.key
    )


def explain(rule: str, contract: str) -> str:
    """Tell why a finding was made: the rule, its limit and where that is written."""
    found = [one for one in entries(contract) if one.rule == rule]
    return "\n".join(_told(one) for one in found)


@cache
def coverage() -> tuple[Covered, ...]:
    """Give every clause of the rulebook with how far it is judged."""
    register = tomllib.loads(read_text("contracts", "coverage.toml"))
    return tuple(
        Covered(name, row["state"], row.get("by", ""), row.get("why", ""))
        for name, row in register.items()
    )


def markdown() -> str:
    """Write the whole book of rules as Markdown."""
    return "\n".join((*_head(), *_chapters(), *_contracts(), *_register(), ""))


def _entry(rule: Rule, book: Contract, clause: Clause) -> Entry:
    terms = next(one for one in book.terms(rule.key, dt.date.max) if one.id == clause.id)
    return Entry(
        rule=clause.id,
        key=rule.key,
        contract=book.code,
        contract_name=book.name,
        clause=clause.words("clause"),
        severity=clause.severity.value,
        confidence=clause.words("confidence"),
        figures=tuple(
            _figure(name, limit) + _earlier(book, terms, name, limit)
            for name, limit in terms.limits.items()
        ),
        explained=explained(rule),
    )


def _figure(name: str, limit: Limit) -> str:
    lead = f"{name.replace('_', ' ')}: " if name else ""
    side = "under" if limit.under else _SIDES[limit.at_least]
    said = f"{lead}{side} {quantity(limit.value, limit.unit)}"
    if limit.authorised_to is not None:
        return f"{said}, with authorisation {quantity(limit.authorised_to, limit.unit)}"
    return f"{said}, more with authorisation" if limit.authorisable else said


def _earlier(book: Contract, terms: Terms, name: str, limit: Limit) -> str:
    """Say what the figure was before, latest first."""
    said, value = "", limit.value
    for day in reversed(book.changes()[:-1]):
        then = [one.limits.get(name) for one in book.terms(terms.key, day) if one.id == terms.id]
        if then and then[0] is not None and then[0].value != value:
            value = then[0].value
            until = next(one for one in book.changes() if one > day)
            said += f" (before {until:%Y-%m-%d} {quantity(value, limit.unit)})"
    return said


def _told(one: Entry) -> str:
    said = one.explained
    return (
        f"{said.says} Measured: {said.measures} Left out: {said.leaves_out} "
        f"{one.contract_name}, {one.clause}: {'; '.join(one.figures)} ({one.severity})."
    )


def _head() -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield (
        "Written by `rota-desk rules --markdown` from the rules and the contracts; do not edit. "
        "A rule measures, a contract limits. Confidence: C confirmed in an official page, M in a "
        "text that quotes one, G general knowledge, X sources disagree."
    )


def _chapters() -> Iterator[str]:
    room = ""
    everything = entries()
    for rule in BOOK:
        if rule.key.partition(".")[0] != room:
            room = rule.key.partition(".")[0]
            yield f"\n## {room.replace('_', ' ').capitalize()}"
        yield from _chapter(explained(rule), [one for one in everything if one.key == rule.key])


def _chapter(said: Explained, bound: list[Entry]) -> Iterator[str]:
    yield f"\n### `{said.key}`\n"
    yield said.says
    yield ""
    yield f"- Measures: {said.measures}"
    yield f"- Leaves out: {said.leaves_out}"
    yield ""
    yield "| id | contract | limit | severity | clause | confidence |"
    yield "|---|---|---|---|---|---|"
    for one in bound:
        figures = "; ".join(one.figures)
        yield (
            f"| `{one.rule}` | {one.contract} | {figures} | {one.severity} | {one.clause} "
            f"| {one.confidence} |"
        )


def _contracts() -> Iterator[str]:
    yield "\n## Contracts\n"
    yield "| code | figures | source |"
    yield "|---|---|---|"
    for code in codes():
        book = load(code)
        yield f"| {code} | {book.pack} | {book.source} |"


def _register() -> Iterator[str]:
    yield "\n## What is judged and what is not\n"
    yield "| clause | state | by | why |"
    yield "|---|---|---|---|"
    for one in coverage():
        by = f"`{one.by}`" if one.by else ""
        yield f"| `{one.id}` | {one.state} | {by} | {one.why} |"
