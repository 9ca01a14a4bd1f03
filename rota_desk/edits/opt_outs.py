"""The opt-out of the 48 hours: signed in writing, and ended with notice."""

from __future__ import annotations

import datetime as dt

from models import Clinician, Contract
from rota_desk.errors import Refusal
from rota_desk.rules.contract import DESK, load
from rota_desk.rules.contract_tables import OptOutTerms, opt_out_terms
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year


def sign_opt_out(work: UnitOfWork, *, contract: int, signed: dt.date) -> None:
    """Note the day on which somebody signed that the 48 hours do not bind them."""
    there, person = _contract(work, contract)
    if signed > work.today:
        raise Refusal(f"{day_and_year(signed)} is still to come; note it when it is signed.")
    if there.opt_out_notice is not None and there.opt_out_notice < signed:
        raise Refusal("Notice was given before that day. Take the notice back first.")
    there.opt_out, there.opt_out_signed = True, signed
    work.label = f"Opt-out of {person.name}, signed {day_and_year(signed)}"


def end_opt_out(
    work: UnitOfWork, *, contract: int, given: dt.date, until: dt.date | None = None
) -> None:
    """Note that somebody gave notice to end their opt-out, and from which day they are judged.

    Without `until` it ends with the shortest notice of the law; a longer one may be agreed.
    """
    there, person = _contract(work, contract)
    if not there.opt_out:
        raise Refusal(f"{person.name} has no opt-out on file in this contract.")
    if given > work.today:
        raise Refusal(f"{day_and_year(given)} is still to come; note notice when it is given.")
    if there.opt_out_signed is not None and given < there.opt_out_signed:
        raise Refusal(f"The opt-out was signed on {day_and_year(there.opt_out_signed)}.")
    terms = opt_out_terms(load(DESK), given)
    ends = until or terms.first_end(given)
    _refuse_notice(terms, given, ends)
    there.opt_out_notice, there.opt_out_until = given, ends
    work.label = f"Opt-out of {person.name} ends {day_and_year(ends)}"


def keep_opt_out(work: UnitOfWork, *, contract: int) -> None:
    """Take a notice back: the opt-out goes on."""
    there, person = _contract(work, contract)
    if there.opt_out_until is None:
        raise Refusal(f"{person.name} has given no notice to end an opt-out.")
    there.opt_out_notice = there.opt_out_until = None
    work.label = f"Opt-out of {person.name} goes on"


def _contract(work: UnitOfWork, number: int) -> tuple[Contract, Clinician]:
    there = work.get(Contract, number)
    return there, work.get(Clinician, there.clinician_id)


def _refuse_notice(terms: OptOutTerms, given: dt.date, ends: dt.date) -> None:
    if ends < terms.first_end(given):
        raise Refusal(
            f"An opt-out ends {terms.least_days} days after notice at the earliest: on "
            f"{day_and_year(terms.first_end(given))}."
        )
    if ends > terms.last_end(given):
        raise Refusal(
            f"At most {terms.most_months} months of notice can be agreed: until "
            f"{day_and_year(terms.last_end(given))}."
        )
