"""`rules`: what is judged, by which contract and figure; the text of docs/rules.md."""

import argparse

from rota_desk.cli.answers import FINE, print_json
from rota_desk.rules.book import Entry, coverage, entries, markdown
from rota_desk.rules.contract import codes, load


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command with its options."""
    command = subparsers.add_parser("rules", help="list the rules, their figures and clauses")
    command.add_argument("--contract", metavar="CODE", help="only what binds by this contract")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="the whole book of rules")
    form.add_argument("--json", action="store_true", help="one JSON document")
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """List the rules."""
    if args.markdown:
        print(markdown(), end="")
        return FINE
    found = entries(args.contract)
    if args.json:
        print_json(_document(found, args.contract))
    else:
        _print(found)
    return FINE


def _document(found: tuple[Entry, ...], code: str | None) -> dict[str, object]:
    books = [load(one) for one in ((code,) if code else codes())]
    return {
        "contracts": [
            {"code": one.code, "name": one.name, "pack": one.pack, "source": one.source}
            for one in books
        ],
        "rules": [_row(one) for one in found],
        "coverage": [
            {"clause": one.id, "state": one.state, "by": one.by, "why": one.why}
            for one in coverage()
        ],
    }


def _row(one: Entry) -> dict[str, object]:
    return {
        "rule": one.rule,
        "key": one.key,
        "contract": one.contract,
        "severity": one.severity,
        "clause": one.clause,
        "confidence": one.confidence,
        "figures": list(one.figures),
        "says": one.explained.says,
        "measures": one.explained.measures,
        "leaves_out": one.explained.leaves_out,
    }


def _print(found: tuple[Entry, ...]) -> None:
    for one in found:
        print(f"{one.rule:20} {one.contract:14} {one.severity:14} {'; '.join(one.figures)}")
