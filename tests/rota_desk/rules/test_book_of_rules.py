"""Every rule is listed, explained, dated, covered and has cases; docs/rules.md is current."""

import importlib
import inspect
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

import rota_desk.rules
from rota_desk.domain.claim_evidence import CHECKS as CLAIM_CHECKS
from rota_desk.domain.expense_evidence import CHECKS as EXPENSE_CHECKS
from rota_desk.rules.book import coverage, entries, explain, explained, markdown
from rota_desk.rules.contract import codes, load
from rota_desk.rules.registry import BOOK
from rota_desk.rules.rule import DepartmentRule, PersonRule, Rule

ROOT = Path(__file__).parents[3]
CASES = Path(__file__).parent / "cases"


def rules_in_files() -> set[type[Rule]]:
    found = set()
    for module in pkgutil.walk_packages(rota_desk.rules.__path__, "rota_desk.rules."):
        for _, thing in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(thing, Rule) and not inspect.isabstract(thing):
                found.add(thing)
    return found - {Rule, PersonRule, DepartmentRule}


def test_every_rule_file_is_in_the_registry_once() -> None:
    listed = [type(rule) for rule in BOOK]
    assert sorted(one.__name__ for one in listed) == sorted(
        one.__name__ for one in rules_in_files()
    )


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.key)
def test_a_rule_stands_in_the_file_and_class_that_its_key_names(rule: Rule) -> None:
    room, name = rule.key.split(".")
    assert type(rule).__module__ == f"rota_desk.rules.{room}.{name}"
    assert type(rule).__name__ == "".join(part.capitalize() for part in name.split("_"))


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.key)
def test_a_rule_says_what_it_finds_measures_and_leaves_out(rule: Rule) -> None:
    said = explained(rule)
    assert said.says.endswith(".")
    assert said.measures.endswith(".")
    assert said.leaves_out.endswith(".")


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.key)
def test_a_rule_binds_by_some_contract_and_says_a_sentence_for_each_limit(rule: Rule) -> None:
    limits = {
        name
        for code in codes()
        for clause in load(code).clauses
        if clause.key == rule.key
        for name, _ in clause.parts()
    }
    assert limits
    spoken = {name for name in limits if rule.says.get(name) or rule.says[""]}
    silent = {"rest"} if rule.key == "oncall.long_day_after_restless_on_call" else set()
    assert limits - spoken <= silent


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.key)
def test_a_rule_has_cases(rule: Rule) -> None:
    cases = tomllib.loads((CASES / f"{rule.key}.toml").read_text(encoding="utf-8"))["case"]
    assert len(cases) >= 2


def test_no_cases_are_left_of_a_rule_that_went() -> None:
    assert {one.stem for one in CASES.glob("*.toml")} == {rule.key for rule in BOOK}


def test_every_id_that_binds_has_a_line_of_coverage() -> None:
    covered = {one.id: one for one in coverage()}
    bound = {(one.rule, one.key) for one in entries()}
    assert {rule for rule, _ in bound} <= set(covered)
    assert all(covered[rule].state != "not modelled" for rule, _ in bound)


def test_a_line_of_coverage_names_a_rule_or_a_file_and_says_why_not() -> None:
    keys = {rule.key for rule in BOOK}
    for one in coverage():
        assert one.state in ("modelled", "partial", "not modelled")
        assert one.by == "" or one.by in keys or (ROOT / one.by).is_file(), one.id
        assert one.state == "modelled" or one.why, one.id


@pytest.mark.parametrize("code", codes())
def test_a_contract_is_named_as_its_file_and_dates_every_figure(code: str) -> None:
    contract = load(code)
    assert contract.code == code
    assert contract.name
    assert contract.source
    for clause in contract.clauses:
        assert clause.key in {rule.key for rule in BOOK}, clause.key
        assert clause.words("id")
        assert clause.words("clause")
        assert clause.words("confidence") in "CMGX"
        for _, part in clause.parts():
            figures = part.get("at_most", part.get("at_least"))
            assert isinstance(figures, list)
            assert [sorted(one) for one in figures] == [["from", "unit", "value"]] * len(figures)
            assert [one["from"] for one in figures] == sorted(one["from"] for one in figures)


def test_the_printed_book_is_current() -> None:
    printed = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert printed == markdown(), "write it again: rota-desk rules --markdown > docs/rules.md"


def test_a_finding_can_be_explained() -> None:
    assert explain("rd-rest-11", "ENG-RD-2016") == (
        "Two shifts follow one another with less than the rest due. Measured: end of one shift to "
        "start of the next, elapsed time. Left out: two shifts with on-call between them where "
        "the contract has rules of on-call; by law on-call away from work is rest until somebody "
        "is called. resident doctors 2016, Sch 3 para 19: at least 11 h (contract-hard)."
    )


def test_a_check_that_claims_and_expenses_make_is_not_said_to_be_missing() -> None:
    covered = {one.id: one for one in coverage()}
    made = {name for name, *_ in (*CLAIM_CHECKS, *EXPENSE_CHECKS) if name in covered}
    assert len(made) > 15
    assert {name for name in made if covered[name].state == "not modelled"} == set()


def test_a_clause_that_the_program_names_is_not_said_to_be_missing() -> None:
    """A capability that came later takes its line of coverage along."""
    missing = [one.id for one in coverage() if one.state == "not modelled"]
    files = [one for one in (ROOT / "rota_desk").rglob("*.py") if "sample" not in one.parts]
    text = "\n".join(one.read_text(encoding="utf-8") for one in files)
    assert [one for one in missing if re.search(rf"\b{re.escape(one)}\b", text)] == []
