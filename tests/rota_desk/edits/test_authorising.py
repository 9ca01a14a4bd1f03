"""Signing off: limits lifted and findings accepted by name; the law bends for nobody."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, at

from models import Authorisation, Waiver
from rota_desk.desk import Desk
from rota_desk.edits.authorising import authorise, end_authorisation, waive, withdraw_waiver
from rota_desk.errors import Refusal
from rota_desk.rules.contract import Verdict

DAY = dt.timedelta(days=1)
RUN = "rd-consec-7"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def eight_days(desk: Desk) -> int:
    """A resident on eight days in a row, which a named authorisation may allow."""
    rowan = build.a_resident(desk)
    for place in range(8):
        build.a_session(desk, "SD", MONDAY + place * DAY, on=[rowan])
    return rowan.id


def verdict_of(desk: Desk, rule: str) -> list[Verdict]:
    found = desk.findings(MONDAY, MONDAY + 14 * DAY)
    return [one.verdict for one in found if one.rule == rule]


def test_an_authorised_limit_is_an_advisory_and_undo_makes_it_a_breach_again(desk: Desk) -> None:
    rowan = eight_days(desk)
    assert verdict_of(desk, RUN) == [Verdict.BREACH]
    done = desk.do(
        authorise,
        rule=RUN,
        clinician=rowan,
        since=MONDAY,
        until=MONDAY + 30 * DAY,
        by=" Dr Guardian ",
        reason="Winter",
    )
    assert done.label == "Authorise unbroken run (rd-consec-7) for Dr C Rowan until Wed 9 Dec"
    assert [one.verdict for one in done.gained] == [Verdict.ADVISORY]
    assert verdict_of(desk, RUN) == [Verdict.ADVISORY]
    kept = build.every(desk, Authorisation)[0]
    assert (kept.authorised_by, kept.reason, kept.until) == (
        "Dr Guardian",
        "Winter",
        MONDAY + 30 * DAY,
    )
    desk.undo()
    assert verdict_of(desk, RUN) == [Verdict.BREACH]


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("rd-rest-11", "Nothing in the contract of Dr C Rowan lets anybody authorise short rest"),
        ("wtr-avg-48", "is law: nobody can authorise"),
        ("rd-none", 'There is no rule "rd-none"'),
        ("con-cap", "Nothing in the contract of Dr C Rowan"),
    ],
)
def test_only_what_the_contract_lets_be_lifted_is_authorised(
    desk: Desk, rule: str, says: str
) -> None:
    rowan = build.a_resident(desk).id
    facts = {"clinician": rowan, "since": MONDAY, "until": None, "by": "G", "reason": "R"}
    with pytest.raises(Refusal, match=says.replace("(", r"\(")):
        desk.do(authorise, rule=rule, **facts)  # type: ignore[arg-type]
    assert build.every(desk, Authorisation) == []


def test_an_authorisation_has_a_name_a_reason_and_days_in_order(desk: Desk) -> None:
    rowan = build.a_resident(desk).id
    for by, reason, until, says in (
        (" ", "R", None, "Say who"),
        ("G", "", None, "Say why"),
        ("G", "R", MONDAY - DAY, "Turn the days round"),
    ):
        with pytest.raises(Refusal, match=says):
            desk.do(
                authorise,
                rule=RUN,
                clinician=rowan,
                since=MONDAY,
                until=until,
                by=by,
                reason=reason,
            )


def test_an_authorisation_is_ended_or_taken_away_when_it_never_held(desk: Desk) -> None:
    rowan = eight_days(desk)
    facts = {"rule": RUN, "clinician": rowan, "until": None, "by": "G", "reason": "R"}
    held = desk.do(authorise, since=MONDAY - 30 * DAY, **facts).value  # type: ignore[arg-type]
    desk.do(end_authorisation, authorisation=held)
    ended = build.found(desk, Authorisation, held)
    assert ended is not None
    assert ended.until == build.TODAY - DAY
    with pytest.raises(Refusal, match="It ends on Mon 9 Nov 2026 already"):
        desk.do(end_authorisation, authorisation=held, last_day=MONDAY + 9 * DAY)
    fresh = desk.do(authorise, since=MONDAY + 9 * DAY, **facts).value  # type: ignore[arg-type]
    desk.do(end_authorisation, authorisation=fresh)
    assert build.found(desk, Authorisation, fresh) is None


def test_an_accepted_finding_is_an_advisory_until_it_is_taken_back(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    build.a_long_day(desk, MONDAY, on=[rowan])
    build.a_session(desk, "SD", MONDAY + DAY, on=[rowan], starts="07:00", ends="15:00")
    short = [one for one in desk.findings(MONDAY, MONDAY + 7 * DAY) if one.rule == "rd-rest-11"]
    assert [one.verdict for one in short] == [Verdict.BREACH]
    assert short[0].start is not None
    assert short[0].end is not None
    waiver = desk.do(
        waive,
        rule="rd-rest-11",
        start=short[0].start,
        end=short[0].end,
        clinician=rowan.id,
        by="Dr Guardian",
        reason="She asked for it",
    )
    assert waiver.label == "Accept short rest (rd-rest-11): Dr C Rowan, Mon 9 Nov"
    assert verdict_of(desk, "rd-rest-11") == [Verdict.ADVISORY]
    desk.do(withdraw_waiver, waiver=waiver.value)
    assert verdict_of(desk, "rd-rest-11") == [Verdict.BREACH]
    assert build.every(desk, Waiver) == []


def test_what_the_law_says_is_never_accepted_away(desk: Desk) -> None:
    rowan = build.a_resident(desk).id
    start, end = at(MONDAY, "09:00"), at(MONDAY, "17:00")
    for rule in ("wtr-avg-48", "wtr-rest-weekly-24"):
        with pytest.raises(Refusal, match="is law"):
            desk.do(waive, rule=rule, start=start, end=end, clinician=rowan, by="G", reason="R")
    with pytest.raises(Refusal, match="Say whose finding"):
        desk.do(waive, rule="rd-rest-11", start=start, end=end, by="G", reason="R")
    with pytest.raises(Refusal, match="at least so long"):
        desk.do(
            waive,
            rule="rd-rest-11",
            start=start,
            end=end,
            clinician=rowan,
            until=MONDAY - DAY,
            by="G",
            reason="R",
        )


def test_an_acceptance_may_last_longer_than_the_finding_it_was_given_for(desk: Desk) -> None:
    rowan = build.a_resident(desk).id
    number = desk.do(
        waive,
        rule="rd-rest-11",
        start=at(MONDAY, "09:00"),
        end=at(MONDAY, "09:00"),
        clinician=rowan,
        until=MONDAY + 6 * DAY,
        by="G",
        reason="R",
    ).value
    kept = build.found(desk, Waiver, number)
    assert kept is not None
    assert (kept.start, kept.end) == (at(MONDAY, "08:59"), at(MONDAY + 6 * DAY, "24:00"))
