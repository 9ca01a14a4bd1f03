"""Swaps as they are asked for, agreed by both, and done in one act; and what is given away."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from models import Assignment, ClinicalSession, Clinician, Swap, SwapStep
from models.types import AskOutcome, AssignmentSource, GapActionKind, SwapState, SwapStepKind
from rota_desk.edits.assignments import (
    assign,
    exchange,
    find_assignment,
    hand_over,
    move_assignment,
    refuse_unless_standing,
    session_words,
)
from rota_desk.edits.gaps import record_gap_action
from rota_desk.edits.told import agreeing, people_by_name
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork


def ask_swap(
    work: UnitOfWork,
    *,
    first: int,
    second: int | None = None,
    clinician: int | None = None,
    consents: Mapping[int, str] | None = None,
    note: str = "",
) -> int:
    """Ask for a swap of two assignments, or for one to be given away to `clinician`.

    `consents` says who agreed already and how ("by e-mail"). With both it is done at once; else
    it stays open until it is accepted, declined or withdrawn. Answers the swap's number.
    """
    mine = work.get(Assignment, first)
    theirs = work.get(Assignment, second) if second is not None else None
    other = theirs.clinician_id if theirs is not None else clinician
    if other is None:
        raise Refusal("Choose with whom to swap, or who takes the session.")
    _refuse_what_makes_no_sense(work, mine, theirs, other)
    swap = Swap(
        first_clinician_id=mine.clinician_id,
        second_clinician_id=other,
        first_session_id=mine.session_id,
        second_session_id=theirs.session_id if theirs is not None else None,
        state=SwapState.PROPOSED,
        consent=note.strip(),
    )
    work.add(swap)
    _step(work, swap, SwapStepKind.ASKED, mine.clinician_id, note.strip())
    work.label = f"Ask for {_words(work, swap)}"
    for person, how in (consents or {}).items():
        if how.strip():
            _consent(work, swap, person, how)
    if not _missing(work, swap):
        _carry_out(work, swap)
    return swap.id


def cover_by_swap(
    work: UnitOfWork,
    *,
    session: int,
    assignment: int,
    taker: int | None = None,
    consents: Mapping[int, str] | None = None,
) -> None:
    """Let somebody take a gap and give up another duty for it, to `taker` where it needs one.

    Both sides in one act, each with how they agreed. Without a taker the duty is left: where
    somebody has to be there, the need stays in the ledger.
    """
    placed, there = work.get(Assignment, assignment), work.get(ClinicalSession, session)
    person, given = placed.clinician_id, work.get(ClinicalSession, placed.session_id)
    name, said = work.get(Clinician, person).name, consents or {}
    if given.id == session:
        raise Refusal(f"{name} is on this session already. Choose what they give up for it.")
    for who in [person] if taker is None else [person, taker]:
        if not said.get(who, "").strip():
            whose = work.get(Clinician, who).name
            raise Refusal(f"Say how {whose} agreed, such as by telephone. Till then, log the ask.")
    words, gives = session_words(work, there), session_words(work, given)
    _log_ask(work, session, person, f"{said[person].strip()}, gives up {gives}")
    if taker is None:
        with agreeing(work, people_by_name(work, person)):
            move_assignment(work, assignment=assignment, to_session=session)
        placed.source = AssignmentSource.SWAP
        work.label = f"{name} takes {words} and gives up {gives}"
        return
    ask_swap(
        work,
        first=assignment,
        clinician=taker,
        consents=said,
        note=f"so that {name} takes {words}",
    )
    with agreeing(work, people_by_name(work, person)):
        assign(work, session=session, clinician=person, source=AssignmentSource.SWAP)
    whom = work.get(Clinician, taker).name
    work.label = f"{name} takes {words} and gives up {gives} to {whom}"


def _log_ask(work: UnitOfWork, session: int, clinician: int, answer: str) -> None:
    record_gap_action(
        work,
        session=session,
        kind=GapActionKind.ASKED,
        clinician=clinician,
        answer=answer,
        outcome=AskOutcome.ACCEPTED,
    )


def consent_swap(work: UnitOfWork, *, swap: int, clinician: int, how: str) -> None:
    """Note that one side agreed: now, and how."""
    there = _open(work, swap)
    _consent(work, there, clinician, how)
    person = work.get(Clinician, clinician)
    work.label = f"{person.name} agreed to {_words(work, there)}"


def accept_swap(work: UnitOfWork, *, swap: int, consents: Mapping[int, str] | None = None) -> None:
    """Do an open swap: both sides in one act, when both agreed and both still stand there.

    `consents` says of who had not agreed before how they did now.
    """
    there = _open(work, swap)
    for person, how in (consents or {}).items():
        if how.strip():
            _consent(work, there, person, how)
    missing = _missing(work, there)
    if missing:
        names = " and ".join(work.get(Clinician, number).name for number in missing)
        verb = "has" if len(missing) == 1 else "have"
        raise Refusal(f"{names} {verb} not agreed yet. Note how they agreed first.")
    _carry_out(work, there)


def decline_swap(work: UnitOfWork, *, swap: int, clinician: int, why: str) -> None:
    """Note that one side said no, with the reason."""
    there = _open(work, swap)
    _refuse_stranger(work, there, clinician)
    _end(work, there, SwapStepKind.DECLINED, clinician, why)
    work.label = f"{work.get(Clinician, clinician).name} declined {_words(work, there)}"


def withdraw_swap(work: UnitOfWork, *, swap: int, why: str) -> None:
    """Take an open swap back, with the reason."""
    there = _open(work, swap)
    _end(work, there, SwapStepKind.WITHDRAWN, there.first_clinician_id, why)
    work.label = f"Withdraw {_words(work, there)}"


def _give_away(work: UnitOfWork, placed: Assignment, *, clinician: int) -> None:
    """Let somebody take a session over by agreement, nothing coming back."""
    fresh = hand_over(work, assignment=placed.id, clinician=clinician)
    work.get(Assignment, fresh).source = AssignmentSource.SWAP


def _refuse_what_makes_no_sense(
    work: UnitOfWork, mine: Assignment, theirs: Assignment | None, other: int
) -> None:
    name = work.get(Clinician, other).name
    if mine.clinician_id == other:
        raise Refusal("A swap needs two people. Choose somebody else.")
    if theirs is not None and theirs.session_id == mine.session_id:
        raise Refusal("Both are on the same session; there is nothing to swap.")
    refuse_unless_standing(work.get(ClinicalSession, mine.session_id))
    if theirs is not None:
        refuse_unless_standing(work.get(ClinicalSession, theirs.session_id))
    open_one = work.one(
        select(Swap)
        .where(Swap.state == SwapState.PROPOSED)
        .where(Swap.first_session_id == mine.session_id)
        .where(Swap.first_clinician_id == mine.clinician_id, Swap.second_clinician_id == other)
    )
    if open_one is not None:
        raise Refusal(f"{name} has been asked for this session already. See Swaps.")


def _carry_out(work: UnitOfWork, swap: Swap) -> None:
    mine = _standing(work, swap.first_session_id, swap.first_clinician_id)
    with agreeing(work, people_by_name(work, swap.first_clinician_id, swap.second_clinician_id)):
        if swap.second_session_id is None:
            _give_away(work, mine, clinician=swap.second_clinician_id)
        else:
            theirs = _standing(work, swap.second_session_id, swap.second_clinician_id)
            exchange(work, mine, theirs)
    swap.state, swap.agreed_at = SwapState.AGREED, work.stamp
    _step(work, swap, SwapStepKind.ACCEPTED, None, "")
    words = _words(work, swap)
    work.label = f"{words[0].upper()}{words[1:]}"


def _standing(work: UnitOfWork, session: int, clinician: int) -> Assignment:
    found = find_assignment(work, session=session, clinician=clinician)
    if found is None:
        name = work.get(Clinician, clinician).name
        raise Refusal(
            f"{name} is no longer on that session: the rota has changed since the swap was asked "
            "for. Withdraw it, or ask again."
        )
    return found


def _consent(work: UnitOfWork, swap: Swap, clinician: int, how: str) -> None:
    _refuse_stranger(work, swap, clinician)
    if not how.strip():
        raise Refusal("Say how they agreed, such as by e-mail or by telephone.")
    if clinician not in _missing(work, swap):
        raise Refusal(f"{work.get(Clinician, clinician).name} has agreed already.")
    _step(work, swap, SwapStepKind.CONSENTED, clinician, how.strip())


def _end(
    work: UnitOfWork, swap: Swap, kind: SwapStepKind, clinician: int | None, why: str
) -> None:
    if not why.strip():
        raise Refusal("Give the reason in a few words; it is kept with the swap.")
    swap.state = SwapState.DECLINED
    _step(work, swap, kind, clinician, why.strip())


def _missing(work: UnitOfWork, swap: Swap) -> list[int]:
    """Who of the two has not agreed yet."""
    agreed = {
        one.clinician_id
        for one in work.all(
            select(SwapStep).where(
                SwapStep.swap_id == swap.id, SwapStep.kind == SwapStepKind.CONSENTED
            )
        )
    }
    both = swap.first_clinician_id, swap.second_clinician_id
    return [number for number in both if number not in agreed]


def _open(work: UnitOfWork, swap: int) -> Swap:
    there = work.hold(Swap, swap)
    if there.state is not SwapState.PROPOSED:
        raise Refusal("This swap is settled already. Ask for a new one.")
    return there


def _refuse_stranger(work: UnitOfWork, swap: Swap, clinician: int) -> None:
    if clinician not in {swap.first_clinician_id, swap.second_clinician_id}:
        name = work.get(Clinician, clinician).name
        raise Refusal(f"{name} has no part in this swap. Choose one of the two.")


def _step(
    work: UnitOfWork, swap: Swap, kind: SwapStepKind, clinician: int | None, how: str
) -> None:
    work.add(
        SwapStep(
            swap_id=swap.id,
            kind=kind,
            at=work.stamp,
            by=work.who,
            clinician_id=clinician,
            how=how,
        )
    )


def _words(work: UnitOfWork, swap: Swap) -> str:
    first = work.get(Clinician, swap.first_clinician_id).name
    second = work.get(Clinician, swap.second_clinician_id).name
    there = session_words(work, work.get(ClinicalSession, swap.first_session_id))
    verb = "swap of" if swap.second_session_id is not None else "giving away of"
    return f"{verb} {there}, {first} and {second}"
