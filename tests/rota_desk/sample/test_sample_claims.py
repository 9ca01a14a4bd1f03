"""The sample's claims, expenses and bank shifts: wrong caught for their reason, right pass."""

import datetime as dt
from collections.abc import Iterator

import pytest
from build import NOW
from sampled import a_sample

from rota_desk.bootstrap import open_desk
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.domain.claim_case import Check, Mark
from rota_desk.queries.bank import bank_lines
from rota_desk.queries.claim_evidence import claims_evidence
from rota_desk.queries.expenses import expenses_list
from rota_desk.queries.payroll import payroll

WRONG_CLAIMS = {
    "WLI-0006": {"wli-jobplan-overlap", "wli-timeshift", "rota"},
    "WLI-0009": {"wli-leave"},
    "WLI-0011": {"wli-duplicate", "rota"},
    "WLI-0012": {"wli-duplicate", "rota"},
    "WLI-0013": {"wli-delivered"},
    "WLI-0015": {"wli-window"},
    "WLI-0016": {"wli-rate"},
    "WLI-0017": {"wli-preauth"},
    "WLI-0018": {"wli-segregation"},
    "WLI-0019": {"wli-wtr"},
    "WLI-0020": {"wli-preauth"},
}
ASKED_CLAIMS = {
    "WLI-0007": "wli-timeshift",
    "WLI-0008": "wli-leave",
    "WLI-0010": "wli-oncall",
    "WLI-0014": "wli-hours",
}
RIGHT_CLAIMS = {"WLI-0001", "WLI-0002", "WLI-0003", "WLI-0004", "WLI-0005", "WLI-0024"}
WRONG_EXPENSES = {
    "EXP-0004": {"exp-distance-tol"},
    "EXP-0005": {"exp-site-commitment"},
    "EXP-0006": {"exp-site-commitment", "exp-on-leave"},
    "EXP-0007": {"exp-duplicate"},
    "EXP-0008": {"exp-duplicate"},
    "EXP-0009": {"exp-duplicate"},
    "EXP-0010": {"exp-mileage-eligible", "exp-site-commitment"},
    "EXP-0011": {"exp-late", "exp-site-commitment"},
    "EXP-0013": {"exp-site-commitment"},
    "EXP-0017": {"exp-study-approved"},
    "EXP-0018": {"exp-receipt"},
    "EXP-0019": {"exp-study-approved"},
    "EXP-0020": {"exp-duplicate"},
    "EXP-0021": {"exp-duplicate"},
    "EXP-0022": {"exp-mileage-tier"},
}
WRONG_PAPERS = {
    "BR-0101": {("cover-timesheet", Mark.QUESTION, "6 h on the timesheet, 4 h agreed.")},
    "BR-0113": {
        ("cover-invoice", Mark.CROSS, "£933.75 invoiced, £893.75 by hours and rate."),
    },
}
RIGHT_PAPERS = {
    *("BR-0102", "BR-0103", "BR-0104", "BR-0105", "BR-0106", "BR-0107"),
    "BR-0114",
}
PAPERS_NOT_IN = {"BR-0108", "BR-0109", "BR-0110"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = a_sample(tmp_path_factory.mktemp("sample"))
    desk = open_desk(path, clock=FixedClock(NOW), who="K Lowe")
    yield desk
    desk.close()


def marked(checks: tuple[Check, ...], *marks: Mark) -> set[str]:
    return {one.id for one in checks if one.mark in marks}


def test_each_wrong_claim_is_crossed_for_its_reason_and_for_no_other(sample: Desk) -> None:
    crossed = {
        one.claim.reference: marked(one.checks, Mark.CROSS)
        for one in sample.ask(claims_evidence)
        if one.stands and one.count(Mark.CROSS)
    }
    assert crossed == WRONG_CLAIMS


def test_what_policy_has_to_say_is_asked_and_the_rest_agrees(sample: Desk) -> None:
    found = {one.claim.reference: one for one in sample.ask(claims_evidence)}
    for reference, check in ASKED_CLAIMS.items():
        assert check in marked(found[reference].checks, Mark.QUESTION)
    assert {reference for reference, one in found.items() if one.stands and not one.asks} == (
        RIGHT_CLAIMS
    )


def test_each_wrong_expense_is_caught_for_its_reason_and_the_right_ones_agree(
    sample: Desk,
) -> None:
    caught = {
        one.line.reference: marked(one.checks, Mark.CROSS, Mark.QUESTION)
        for one in sample.ask(expenses_list)
        if one.asks
    }
    assert caught == WRONG_EXPENSES
    assert len(sample.ask(expenses_list)) - len(caught) == 7


def test_the_wrong_timesheet_and_the_wrong_invoice_are_caught_and_the_right_ones_agree(
    sample: Desk,
) -> None:
    lines = sample.ask(bank_lines)
    caught = {
        one.line.reference: {
            (check.id, check.mark, check.words)
            for check in one.checks
            if check.mark is not Mark.TICK
        }
        for one in lines
        if one.asks
    }
    not_seen = {("cover-timesheet", Mark.QUESTION, "The timesheet has not been seen.")}
    assert caught == WRONG_PAPERS | dict.fromkeys(PAPERS_NOT_IN, not_seen)
    agreed = {one.line.reference for one in lines if one.line.bought.worked and not one.asks}
    assert agreed == RIGHT_PAPERS


def test_whatever_was_signed_has_an_amount_that_payroll_pays(sample: Desk) -> None:
    today = NOW.date()
    span = {"start": today - dt.timedelta(weeks=13), "end": today + dt.timedelta(weeks=1)}
    found = {one.reference: (one.amount, one.paid_on) for one in sample.ask(payroll, **span).lines}
    assert {"EXP-0002", "EXP-0003"} <= found.keys()
    assert all(amount and (on is None or on <= today) for amount, on in found.values())
