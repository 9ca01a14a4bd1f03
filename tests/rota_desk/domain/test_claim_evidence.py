"""Each check of a claim: its mark and its exact words, and on which side of an edge it falls."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from build import at

from rota_desk.domain.claim_case import (
    Approver,
    Check,
    ClaimCase,
    Delivery,
    Mark,
    Meets,
    Slot,
    Told,
    tally,
)
from rota_desk.domain.claim_evidence import CHECKS, due_amount, evidence, price_words, share_words
from rota_desk.domain.rates import Part, Price

SATURDAY, MONDAY = dt.date(2026, 11, 7), dt.date(2026, 11, 9)
MINUTE = dt.timedelta(minutes=1)
STARTS, ENDS = at(SATURDAY, "08:00"), at(SATURDAY, "12:00")
TICK, QUESTION, CROSS, NOT_CHECKED = Mark.TICK, Mark.QUESTION, Mark.CROSS, Mark.NOT_CHECKED


def a_case(**known: Any) -> ClaimCase:  # noqa: ANN401 - facts by name
    """A Saturday morning of £700, looked at on the Tuesday after, with nothing else known."""
    plain: dict[str, Any] = {
        "start": STARTS,
        "end": ENDS,
        "now": at(dt.date(2026, 11, 10), "08:00"),
        "claimant": "Dr A Patel",
        "amount": Decimal("700.00"),
    }
    return ClaimCase(**(plain | known))


def said(check: str, **known: Any) -> tuple[Mark, str]:  # noqa: ANN401 - facts by name
    (found,) = [one for one in evidence(a_case(**known)) if one.id == check]
    return found.mark, found.words


def priced(amount: str = "700") -> Price:
    four = Decimal(4)
    return Price((Part(STARTS, ENDS, four, "hour", Decimal(amount) / 4, Decimal(amount)),))


def test_a_claim_of_which_nothing_is_known_says_so_in_every_check() -> None:
    assert [(one.id, one.title, one.mark, one.words) for one in evidence(a_case())] == [
        ("wli-preauth", "Authorised beforehand", CROSS,
         "Nobody has authorised it before it started."),
        ("wli-jobplan-overlap", "Outside the job plan", NOT_CHECKED,
         "No job plan is on file for that day."),
        ("wli-leave", "Not on leave", TICK, "Not on leave and not absent that day."),
        ("wli-oncall", "Not on call", TICK, "Not on call at that time."),
        ("rota", "Free on the rota", TICK, "On nothing else of the rota at that time."),
        ("wli-duplicate", "Claimed once", TICK,
         "No other claim, bank shift or private session at that time."),
        ("room", "Room diary", NOT_CHECKED,
         "No room is named, so the room diary is not compared."),
        ("wli-delivered", "Delivered", QUESTION,
         "No session of the rota is linked; look in the room diary."),
        ("wli-hours", "Hours of the session", NOT_CHECKED,
         "No session of the rota is linked to compare the times with."),
        ("wli-wtr", "Hours and rest", NOT_CHECKED,
         "No contract is on file, so no limits are known."),
        ("wli-window", "In time", QUESTION, "Not claimed yet; the last day was Sat 7 Nov."),
        ("wli-rate", "Rate", NOT_CHECKED, "No rate card in force that day prices this session."),
        ("wli-segregation", "Three people", NOT_CHECKED,
         "Claimed by Dr A Patel; not signed on yet."),
        ("wli-underdelivery", "Contract first", NOT_CHECKED,
         "No sessions of a job plan are expected, so none are compared."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        ({"draft": True, "now": STARTS - MINUTE}, QUESTION, "Nobody has authorised it yet."),
        ({"draft": True, "now": STARTS}, CROSS, "Nobody has authorised it before it started."),
        ({"now": STARTS - MINUTE}, CROSS, "Nobody has authorised it before it started."),
        ({"pre_authorised_at": STARTS}, TICK, "J Penrose, Sat 7 Nov 08:00, before it started."),
        (
            {"pre_authorised_at": STARTS + MINUTE},
            CROSS,
            "J Penrose, Sat 7 Nov 08:01, after it started (Sat 7 Nov 08:00).",
        ),
    ],
)
def test_authorised_to_the_minute_it_starts_is_beforehand(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said("wli-preauth", pre_authorised_by="J Penrose", **known) == (mark, words)


def test_planned_time_is_a_cross_where_it_is_a_breach_and_each_reason_is_said_once() -> None:
    clear = "No DCC, SPA or APA time of the job plan is touched."
    assert said("wli-jobplan-overlap", has_plan=True) == (TICK, clear)
    asked, broken = Told("in supporting time", breach=False), Told("in a clinic", breach=True)
    assert said("wli-jobplan-overlap", has_plan=True, in_planned_time=(asked, asked)) == (
        QUESTION, "in supporting time",
    )  # fmt: skip
    assert said("wli-jobplan-overlap", has_plan=True, in_planned_time=(asked, broken)) == (
        CROSS, "in supporting time; in a clinic",
    )  # fmt: skip


def test_leave_and_limits_are_told_as_the_rules_tell_them() -> None:
    found = (Told("on annual leave", breach=True),)
    assert said("wli-leave", on_leave=found) == (CROSS, "on annual leave")
    clear = "No limit of hours or rest is exceeded by it."
    assert said("wli-wtr", has_contract=True) == (TICK, clear)
    long_ = (Told("50 h a week", breach=False),)
    assert said("wli-wtr", has_contract=True, hours=long_) == (QUESTION, "50 h a week")


AGREED = dt.date(2026, 11, 6)
PLANNED = (Told("in a clinic", breach=True),)


def a_slot(days: int, state: str = "planned", starts: str = "08:00", ends: str = "12:00") -> Slot:
    day = SATURDAY + dt.timedelta(days=days)
    return Slot(at(day, starts), at(day, ends), state)


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        ({}, CROSS, "No make-up session is agreed for the planned time."),
        (
            {"time_shift_agreed_on": AGREED},
            CROSS,
            "No make-up session is agreed for the planned time.",
        ),
        (
            {"time_shift": a_slot(1)},
            CROSS,
            "No make-up session is agreed for the planned time.",
        ),
        (
            {"time_shift_agreed_on": SATURDAY, "time_shift": a_slot(1)},
            CROSS,
            "Made up Sun 8 Nov 08:00–12:00, agreed Sat 7 Nov: not before the session (Sat 7 Nov).",
        ),
        (
            {"time_shift_agreed_on": AGREED, "time_shift": a_slot(1)},
            TICK,
            "Made up Sun 8 Nov 08:00–12:00, agreed Fri 6 Nov.",
        ),
        (
            {"time_shift_agreed_on": AGREED, "time_shift": a_slot(1, "cancelled")},
            CROSS,
            "Made up Sun 8 Nov 08:00–12:00, agreed Fri 6 Nov, but that session was cancelled.",
        ),
        (
            {"time_shift_agreed_on": AGREED, "time_shift": a_slot(28)},
            QUESTION,
            "Made up Sat 5 Dec 08:00–12:00, agreed Fri 6 Nov: not worked yet.",
        ),
        (
            {"time_shift_agreed_on": AGREED, "time_shift": a_slot(29)},
            CROSS,
            "Made up Sun 6 Dec 08:00–12:00, agreed Fri 6 Nov: more than 4 weeks away.",
        ),
        (
            {"time_shift_agreed_on": AGREED, "time_shift": a_slot(-28)},
            TICK,
            "Made up Sat 10 Oct 08:00–12:00, agreed Fri 6 Nov.",
        ),
        (
            {"time_shift_agreed_on": AGREED, "time_shift": a_slot(-29)},
            CROSS,
            "Made up Fri 9 Oct 08:00–12:00, agreed Fri 6 Nov: more than 4 weeks away.",
        ),
    ],
)
def test_a_time_shift_is_agreed_before_made_up_within_the_weeks_and_worked(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    case: dict[str, Any] = {"in_planned_time": PLANNED, "time_shift_weeks": 4} | known
    assert said("wli-timeshift", **case) == (mark, words)


def test_a_make_up_session_is_worked_once_it_has_ended() -> None:
    case: dict[str, Any] = {"time_shift_weeks": 4, "time_shift_agreed_on": AGREED}
    slot = a_slot(3)
    ended = said("wli-timeshift", **case, time_shift=slot, now=slot.end)
    assert ended == (TICK, "Made up Tue 10 Nov 08:00–12:00, agreed Fri 6 Nov.")
    running = said("wli-timeshift", **case, time_shift=slot, now=slot.end - MINUTE)
    assert running[0] is QUESTION


@pytest.mark.parametrize("state", ["cancelled", "released", "closed"])
def test_a_session_that_was_called_off_did_not_take_place(state: str) -> None:
    assert a_slot(0, state).fell
    assert not a_slot(0, "planned").fell


ENDOSCOPY = Meets(at(SATURDAY, "11:00"), at(SATURDAY, "13:00"), "Endoscopy")
AFTERWARDS = Meets(ENDS, at(SATURDAY, "13:00"), "Clinic")


def counted(other: Meets, counts: str) -> Meets:
    return Meets(other.start, other.end, other.title, counts)


def test_on_call_is_asked_about_and_each_period_named() -> None:
    night = Meets(at(dt.date(2026, 11, 6), "17:00"), at(SATURDAY, "09:00"), "Call", "on call")
    later = counted(ENDOSCOPY, "on call")
    assert said("wli-oncall", duties=(night, later, counted(AFTERWARDS, "on call"))) == (
        QUESTION,
        (
            "On call Fri 6 Nov 17:00 – Sat 7 Nov 09:00; On call Sat 7 Nov 11:00–13:00:"
            " ask whether local policy bars it or nets it off."
        ),
    )
    assert said("rota", duties=(night, later))[0] is TICK


def test_a_duty_of_the_rota_at_the_same_time_is_a_cross_unless_it_was_shifted() -> None:
    words = "On the rota: Endoscopy, Sat 7 Nov 11:00–13:00: 1 h twice"
    assert said("rota", duties=(ENDOSCOPY, AFTERWARDS)) == (CROSS, words)
    early = Meets(at(SATURDAY, "07:00"), at(SATURDAY, "08:30"), "Round")
    both = f"On the rota: Round, Sat 7 Nov 07:00–08:30: 30 min twice; {words}"
    assert said("rota", duties=(early, ENDOSCOPY)) == (CROSS, both)
    assert said("rota", duties=(ENDOSCOPY,), time_shift_agreed_on=AGREED) == (
        QUESTION, f"{words}: take it off the rota if it was shifted.",
    )  # fmt: skip
    assert said("wli-oncall", duties=(ENDOSCOPY,))[0] is TICK


def test_another_claim_a_bank_shift_and_a_private_session_are_the_same_time_twice() -> None:
    bank = Meets(ENDOSCOPY.start, ENDOSCOPY.end, "Bank shift", "bank")
    claim = Meets(at(SATURDAY, "08:00"), at(SATURDAY, "10:00"), "W7")
    private = Meets(at(SATURDAY, "11:30"), at(SATURDAY, "14:00"), "Private list")
    words = (
        "W7, Sat 7 Nov 08:00–10:00: 2 h twice; Bank shift, Sat 7 Nov 11:00–13:00: 1 h twice; "
        "Private list, Sat 7 Nov 11:30–14:00: 30 min twice"
    )
    assert said(
        "wli-duplicate",
        other_claims=(claim, AFTERWARDS),
        duties=(bank, ENDOSCOPY),
        commitments=(private,),
    ) == (CROSS, words)


def test_an_outside_commitment_may_be_a_locum_shift_and_is_asked_about() -> None:
    outside = Meets(at(SATURDAY, "11:00"), at(SATURDAY, "18:00"), "Outside commitment", "outside")
    words = "Outside commitment, Sat 7 Nov 11:00–18:00: 1 h twice"
    assert said("wli-duplicate", commitments=(outside,)) == (
        QUESTION, f"{words}: ask whether it is paid elsewhere.",
    )  # fmt: skip
    claim = Meets(at(SATURDAY, "08:00"), at(SATURDAY, "10:00"), "W7")
    assert said("wli-duplicate", commitments=(outside,), other_claims=(claim,)) == (
        CROSS, f"W7, Sat 7 Nov 08:00–10:00: 2 h twice; {words}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        ({"session": a_slot(0, "cancelled")}, CROSS, "The session was cancelled."),
        (
            {"session": Slot(STARTS, ENDS, "closed", "no nurse"), "patients": 4},
            CROSS,
            "The session was closed (no nurse).",
        ),
        (
            {"session": a_slot(0, "released"), "share_percent": 50},
            QUESTION,
            "The session was released; local policy pays 50 % of it.",
        ),
        (
            {"session": a_slot(0, "released"), "share_percent": 99},
            QUESTION,
            "The session was released; local policy pays 99 % of it.",
        ),
        ({"patients": 0}, CROSS, "No patient was seen."),
        ({"patients": 3, "now": ENDS - MINUTE}, QUESTION, "The session has not ended yet."),
        (
            {"patients": 3, "now": ENDS},
            QUESTION,
            "No session of the rota is linked; look in the room diary.",
        ),
        (
            {"session": a_slot(0)},
            QUESTION,
            "The session stands in the rota; the number of patients is missing.",
        ),
        (
            {"session": a_slot(0), "patients": 1},
            TICK,
            "The session stands in the rota; 1 patient.",
        ),
        (
            {"session": a_slot(0), "patients": 2},
            TICK,
            "The session stands in the rota; 2 patients.",
        ),
        (
            {"session": replace(a_slot(0), cases=1), "patients": 2},
            TICK,
            "The session stands in the rota; 2 patients, 1 case.",
        ),
        (
            {"session": replace(a_slot(0), cases=7)},
            TICK,
            "The session stands in the rota; 7 cases.",
        ),
        (
            {"session": replace(a_slot(0), cases=0), "patients": 2},
            CROSS,
            "By what is kept of how it ran, no case was done on the list.",
        ),
    ],
)
def test_what_was_delivered_is_read_from_the_session_and_its_patients(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    assert said("wli-delivered", **known) == (mark, words)


@pytest.mark.parametrize(
    ("slot", "allowed", "mark", "words"),
    [
        (a_slot(0), 0, TICK, "Within the times of the session."),
        (a_slot(0, starts="07:00", ends="13:00"), 0, TICK, "Within the times of the session."),
        (
            a_slot(0, starts="08:01"), 0,
            QUESTION, "1 min more than the session, Sat 7 Nov 08:01–12:00.",
        ),
        (
            a_slot(0, starts="08:30"), 30,
            TICK, "Within the times of the session and the 30 min allowed.",
        ),
        (
            a_slot(0, starts="08:30", ends="11:59"), 30,
            QUESTION, "1 min more than the session, Sat 7 Nov 08:30–11:59 and the 30 min allowed.",
        ),
        (
            replace(a_slot(0, ends="11:00"), ended=at(SATURDAY, "12:10")), 0,
            TICK, "Within the time the list ran.",
        ),
        (
            replace(a_slot(0), began=at(SATURDAY, "08:20"), ended=at(SATURDAY, "11:15")), 0,
            QUESTION, "45 min more than the list ran, Sat 7 Nov 08:00–11:15.",
        ),
        (
            replace(a_slot(0, starts="08:15"), began=at(SATURDAY, "07:50")), 0,
            TICK, "Within the times of the session.",
        ),
        (
            a_slot(0, starts="14:00", ends="18:00"), 0,
            QUESTION, "4 h more than the session, Sat 7 Nov 14:00–18:00.",
        ),
    ],
)  # fmt: skip
def test_time_beyond_the_session_is_asked_about_to_the_minute(
    slot: Slot, allowed: int, mark: Mark, words: str
) -> None:
    assert said("wli-hours", session=slot, allowance_minutes=allowed) == (mark, words)


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        ({"submitted_on": dt.date(2026, 11, 21)}, TICK, "Claimed Sat 21 Nov"),
        ({"submitted_on": dt.date(2026, 11, 22)}, QUESTION, "Claimed Sun 22 Nov"),
        ({"submitted_on": dt.date(2026, 11, 24)}, QUESTION, "Claimed Tue 24 Nov"),
        ({"submitted_on": dt.date(2026, 11, 25)}, CROSS, "Claimed Wed 25 Nov"),
        ({"now": at(dt.date(2026, 11, 22), "00:00")}, QUESTION, "Not claimed yet"),
    ],
)
def test_a_claim_is_in_time_on_the_last_day_and_late_before_it_fails(
    known: dict[str, Any], mark: Mark, words: str
) -> None:
    got = said("wli-window", window_days=14, late_days=3, **known)
    assert got == (mark, f"{words}; the last day was Sat 21 Nov.")


def test_a_claim_can_still_be_made_on_the_last_day() -> None:
    got = said("wli-window", window_days=14, now=at(dt.date(2026, 11, 21), "23:59"))
    assert got == (TICK, "Can be claimed until Sat 21 Nov.")


@pytest.mark.parametrize(
    ("known", "mark", "words"),
    [
        ({}, TICK, "4 hours × £175 = £700, by Card 2026."),
        (
            {"amount": Decimal("699.99")},
            CROSS,
            "Claims £699.99; the card gives 4 hours × £175 = £700, by Card 2026.",
        ),
        (
            {"amount": Decimal("1699.99"), "paid": True},
            QUESTION,
            "Paid £1,699.99; the card as it stands gives 4 hours × £175 = £700, by Card 2026.",
        ),
        (
            {"amount": Decimal("650.00"), "paid": True, "priced_as": "5 hours × £130"},
            QUESTION,
            (
                "Paid £650.00 (5 hours × £130); the card as it stands gives 4 hours × £175 = £700,"
                " by Card 2026."
            ),
        ),
        (
            {"amount": Decimal("350.00"), "share_percent": 50},
            TICK,
            "4 hours × £175 = £700, 50 % of it £350, by Card 2026.",
        ),
        (
            {"amount": Decimal("1000.00")},
            CROSS,
            "Claims £1,000.00; the card gives 4 hours × £175 = £700, by Card 2026.",
        ),
    ],
)
def test_an_amount_is_what_the_card_gives(known: dict[str, Any], mark: Mark, words: str) -> None:
    assert said("wli-rate", price=priced(), card="Card 2026", **known) == (mark, words)


def test_a_price_is_said_as_its_sum_with_pence_only_where_there_are_any() -> None:
    hour, half = Decimal(1), Decimal("0.5")
    split = Price(
        (
            Part(STARTS, ENDS, hour, "hour", Decimal("1150.50"), Decimal("1150.50")),
            Part(STARTS, ENDS, half, "hour", Decimal(200), Decimal("100.00")),
        )
    )
    assert price_words(split) == "1 hour × £1,150.50 + 0.5 hours × £200 = £1,250.50"
    assert due_amount(Decimal("0.01"), 50) == Decimal("0.01")
    assert str(due_amount(Decimal(700), 100)) == "700.00"
    assert share_words("£1", Decimal("0.50"), 50) == "£1, 50 % of it £0.50"
    assert share_words("£1", Decimal(1), 100) == "£1"


@pytest.mark.parametrize(
    ("diary", "mark", "words"),
    [
        ((), QUESTION, "Nothing stands in the diary of E1 at that time."),
        ((AFTERWARDS,), QUESTION, "Nothing stands in the diary of E1 at that time."),
        (
            (counted(ENDOSCOPY, "theirs"),),
            TICK,
            "E1, in the diary for it: Endoscopy, Sat 7 Nov 11:00–13:00.",
        ),
        (
            (counted(ENDOSCOPY, "theirs"), Meets(STARTS, ENDS, "Bronchoscopy", "theirs")),
            TICK,
            (
                "E1, in the diary for it: Endoscopy, Sat 7 Nov 11:00–13:00; "
                "Bronchoscopy, Sat 7 Nov 08:00–12:00."
            ),
        ),
        (
            (ENDOSCOPY, Meets(STARTS, ENDS, "Bronchoscopy"), counted(ENDOSCOPY, "theirs")),
            CROSS,
            (
                "E1: Endoscopy, Sat 7 Nov 11:00–13:00: 1 h twice; "
                "Bronchoscopy, Sat 7 Nov 08:00–12:00: 4 h twice"
            ),
        ),
    ],
)
def test_the_room_diary_holds_the_session_and_nobody_else(
    diary: tuple[Meets, ...], mark: Mark, words: str
) -> None:
    assert said("room", room="E1", room_diary=diary) == (mark, words)


PENROSE = Approver("J Penrose", "manager", Decimal("700.00"))
OKAFOR = Approver("Dr M Okafor", "lead", None)


@pytest.mark.parametrize(
    ("approvers", "by", "amount", "mark", "words"),
    [
        ((PENROSE, OKAFOR), "", "700.00", NOT_CHECKED,
         "£700.00 is for J Penrose (up to £700.00) or Dr M Okafor."),
        ((PENROSE, OKAFOR), "", "700.01", NOT_CHECKED, "£700.01 is for Dr M Okafor."),
        ((PENROSE,), "", "1700.01", CROSS, "£1,700.01 is for nobody who is listed."),
        ((PENROSE,), "j. penrose", "1700.01", CROSS,
         "j. penrose may not approve £1,700.01; it is for nobody who is listed."),
        ((PENROSE, OKAFOR), "Mr J. Penrose", "1000.00", CROSS,
         "Mr J. Penrose may not approve £1,000.00; it is for Dr M Okafor."),
        ((PENROSE, OKAFOR), "M Okafor", "1000.00", TICK, "M Okafor may approve £1,000.00."),
    ],
)  # fmt: skip
def test_who_approves_has_a_limit_that_reaches_the_amount(
    approvers: tuple[Approver, ...], by: str, amount: str, mark: Mark, words: str
) -> None:
    got = said("wli-approver", approvers=approvers, approved_by=by, amount=Decimal(amount))
    assert got == (mark, words)


@pytest.mark.parametrize(
    ("verified", "approved", "mark", "words"),
    [
        ("K Lowe", "", NOT_CHECKED,
         "Claimed by Dr A Patel, verified by K Lowe; not signed on yet."),
        ("", "J Penrose", NOT_CHECKED,
         "Claimed by Dr A Patel, approved by J Penrose; not signed on yet."),
        ("K Lowe", "J Penrose", TICK,
         "Claimed by Dr A Patel, verified by K Lowe, approved by J Penrose."),
        ("A. Patel", "J Penrose", CROSS,
         "A. Patel signed twice: claimant, verifier and approver are three."),
        ("K Lowe", "k lowe", CROSS,
         "k lowe signed twice: claimant, verifier and approver are three."),
    ],
)  # fmt: skip
def test_three_people_sign(verified: str, approved: str, mark: Mark, words: str) -> None:
    got = said("wli-segregation", verified_by=verified, approved_by=approved)
    assert got == (mark, words)


@pytest.mark.parametrize(
    ("credit", "expected", "mark", "words"),
    [
        ("95", "100", TICK,
         "95 sessions credited of 100 expected since Mon 6 Apr (−5.0 %)."),
        ("94.99", "100", QUESTION,
         ("94.99 sessions credited of 100 expected since Mon 6 Apr (−5.0 %):"
         " credit the contract first.")),
        ("21.5", "20", TICK, "21.5 sessions credited of 20 expected since Mon 6 Apr (+7.5 %)."),
        ("0", "8", QUESTION,
         ("0 sessions credited of 8 expected since Mon 6 Apr (−100.0 %):"
         " credit the contract first.")),
        ("1", "0", NOT_CHECKED, "No sessions of a job plan are expected, so none are compared."),
    ],
)  # fmt: skip
def test_the_contract_comes_first_below_the_amber_share(
    credit: str, expected: str, mark: Mark, words: str
) -> None:
    since = dt.date(2026, 4, 6)
    known = Delivery(Fraction(credit), Fraction(expected), Fraction(1, 20), since)
    assert said("wli-underdelivery", delivery=known) == (mark, words)


def test_checks_of_a_time_shift_and_an_approver_are_left_out_where_nothing_asks_for_them() -> None:
    named = {one.id for one in evidence(a_case())}
    assert "wli-timeshift" not in named
    assert "wli-approver" not in named
    assert "wli-timeshift" in {one.id for one in evidence(a_case(in_planned_time=PLANNED))}
    assert "wli-timeshift" in {one.id for one in evidence(a_case(time_shift_agreed_on=AGREED))}
    assert "wli-approver" in {one.id for one in evidence(a_case(approvers=(OKAFOR,)))}


def test_the_words_of_the_marks_are_told_by_name() -> None:
    assert [mark.value for mark in Mark] == ["tick", "question", "cross", "not checked"]


def test_each_check_has_its_title() -> None:
    assert [(check, title) for check, title, _ in CHECKS] == [
        ("wli-preauth", "Authorised beforehand"),
        ("wli-jobplan-overlap", "Outside the job plan"),
        ("wli-timeshift", "Time shift"),
        ("wli-leave", "Not on leave"),
        ("wli-oncall", "Not on call"),
        ("rota", "Free on the rota"),
        ("wli-duplicate", "Claimed once"),
        ("room", "Room diary"),
        ("wli-delivered", "Delivered"),
        ("wli-hours", "Hours of the session"),
        ("wli-wtr", "Hours and rest"),
        ("wli-window", "In time"),
        ("wli-rate", "Rate"),
        ("wli-segregation", "Three people"),
        ("wli-approver", "Approver"),
        ("wli-underdelivery", "Contract first"),
    ]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ((), ""),
        ((TICK,), "1 tick"),
        ((NOT_CHECKED,), "1 not checked"),
        ((QUESTION, CROSS, TICK), "1 tick, 1 cross, 1 question"),
        ((CROSS, NOT_CHECKED, CROSS, NOT_CHECKED), "2 crosses, 2 not checked"),
        ((QUESTION, TICK, QUESTION, TICK, TICK), "3 ticks, 2 questions"),
    ],
)
def test_the_evidence_in_a_line_counts_each_mark_and_leaves_out_what_is_not_there(
    marks: tuple[Mark, ...], words: str
) -> None:
    assert tally([Check("wli-rate", "Rate", mark, "") for mark in marks]) == words
