"""Every noun is kept and found again as it was, and the database itself refuses nonsense."""

import datetime as dt
import enum
from decimal import Decimal

import pytest
from sqlalchemy import CheckConstraint, Enum, Insert, Table, UniqueConstraint, Update, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session  # noqa: TID251 - the rows are tried without a desk

from models import ClinicalSession, Clinician, ExpenseLine, LeaveStep
from models.base import Base
from models.database import Database
from models.guards import PUBLISHED, drop_guards
from models.refusal import Refusal
from tests.one_of_each import NOUNS, a_record, facts_of, keep_one_of_each

TABLES = sorted(Base.metadata.tables)


NONSENSE: list[tuple[str, dict[str, object]]] = [
    ("absence", {"last_day": dt.date(2026, 12, 23)}),
    ("activity", {"cover_wanted": -1}),
    ("bank_holiday", {"day": None}),
    ("mileage_rate", {"first_rate": Decimal("-0.01")}),
    ("mileage_rate", {"beyond_rate": Decimal("-0.01")}),
    ("mileage_rate", {"tier_miles": 0}),
    ("claim_approver", {"end": dt.date(2026, 3, 29)}),
    ("claim_approver", {"up_to": Decimal("-0.01")}),
    ("wli_claim", {"points": -1}),
    ("wli_claim", {"share_percent": 101}),
    ("clinical_session", {"end": dt.datetime(2026, 10, 24, 20, 0)}),
    ("escalation_step", {"after_minutes": -1}),
    ("change_notice", {"last_day": dt.date(2026, 12, 23)}),
    ("clinical_session", {"cover_wanted": -1}),
    ("clinician", {"leaves": dt.date(2026, 1, 1), "joined": dt.date(2026, 1, 2)}),
    ("clinician", {"name": None}),
    ("contract", {"wte": Decimal(0)}),
    ("contract", {"wte": Decimal("1.501")}),
    ("contract", {"end": dt.date(2026, 3, 29)}),
    ("contract", {"additional_hours": Decimal("-0.001")}),
    ("contract", {"opt_out_until": dt.date(2028, 2, 29)}),
    ("contract", {"opt_out_notice": None}),
    ("department", {"leave_year_month": 13}),
    ("distance", {"second_site_id": 1}),
    ("distance", {"miles": Decimal("-0.1")}),
    ("distance", {"minutes": -1}),
    ("local_rule", {"end": dt.date(2026, 3, 29)}),
    ("local_rule", {"other_id": 1}),
    ("local_rule", {"days": 0}),
    ("local_rule", {"count": 0}),
    ("local_rule", {"kind": "spacing", "activity_id": None}),
    ("local_rule", {"kind": "ceiling", "count": None}),
    ("local_rule", {"kind": "before_leave", "clock": None}),
    ("local_rule", {"kind": "apart", "clinician_id": None}),
    ("duty_pattern", {"weeks": 0}),
    ("expense_line", {"miles": Decimal("-0.1")}),
    ("job_plan", {"clinician_id": None}),
    ("job_plan", {"post_id": 1}),
    ("job_plan_line", {"weekday": 7}),
    ("actual_call", {"end": dt.datetime(2026, 10, 24, 20, 0)}),
    ("actual_duty", {"end": dt.datetime(2026, 10, 24, 20, 0)}),
    ("actual_duty", {"breaks_missed": -1}),
    ("job_plan_line", {"flexible": "month"}),
    ("job_plan_line", {"flexible": "", "weekday": None}),
    ("hours_posting", {"hours": 0}),
    ("leave_limit", {"most": -1}),
    ("leave_limit", {"first_day": dt.date(2026, 12, 2), "last_day": dt.date(2026, 12, 1)}),
    ("leave_allowance", {"year_end": dt.date(2026, 4, 1)}),
    ("leave_request", {"last_day": dt.date(2026, 12, 23)}),
    ("pattern_line", {"weekday": -1}),
    ("publication", {"last_day": dt.date(2026, 12, 23)}),
    ("rate_band", {"day_class": "friday"}),
    ("rate_band", {"unit": "fortnight"}),
    ("rate_card", {"valid_to": dt.date(2026, 4, 1)}),
    ("room", {"points_capacity": -1}),
    ("room_booking", {"end": dt.datetime(2026, 10, 24, 19, 0)}),
    ("room", {"training_points": -1}),
    ("clinical_session", {"points_done": -1}),
    ("clinical_session", {"cases_done": -1}),
    ("published_session", {"case_mix": None}),
    ("clinical_session", {"touch_minutes": -1}),
    (
        "clinical_session",
        {"began": dt.datetime(2026, 3, 2, 9), "ended": dt.datetime(2026, 3, 2, 9)},
    ),
    ("kit_use", {"session_id": None}),
    ("demand_count", {"people": -1}),
    ("swap", {"second_clinician_id": 1}),
    ("authorisation", {"since": dt.date(2028, 3, 1)}),
    ("cover_request", {"hourly_rate": Decimal("-0.01")}),
    ("cover_request", {"agreed_hours": Decimal(0)}),
    ("cover_request", {"timesheet_hours": Decimal("-0.5")}),
    ("cover_request", {"invoice_amount": Decimal("-0.01")}),
    ("cover_budget", {"amount": Decimal("-0.01")}),
    ("cover_budget", {"end": dt.date(2026, 3, 29)}),
    ("cover_requirement", {"minimum": -1}),
    ("cover_requirement", {"target": 2}),
    ("cover_requirement", {"weekday": 7}),
    ("cover_requirement", {"end": dt.date(2026, 3, 29)}),
    ("department", {"leave_year_day": 32}),
    ("expense_line", {"amount": Decimal("-0.01")}),
    ("job_plan", {"cycle_weeks": 27}),
    ("job_plan", {"end": dt.date(2026, 3, 29)}),
    ("job_plan_line", {"week": 27}),
    ("job_plan_line", {"nth_of_month": 6}),
    ("pattern_line", {"week": 0}),
    ("pattern_line", {"ends": None}),
    ("duty_pattern", {"leave_days": Decimal(-1)}),
    ("duty_pattern", {"standard_hours": Decimal(0)}),
    ("pattern_laying", {"end": dt.date(2026, 3, 29)}),
    ("pattern_place", {"line": 0}),
    ("plan_exception", {"job_plan_line_id": 1}),
    ("plan_exception", {"slot": None}),
    ("pattern_place", {"clinician_id": None}),
    ("permission", {"end": dt.date(2026, 3, 29)}),
    ("held_skill", {"end": dt.date(2026, 3, 29)}),
    ("supernumerary", {"end": dt.date(2026, 3, 29)}),
    ("counting_term", {"end": dt.date(2026, 3, 29)}),
    ("counting_term", {"grade": ""}),
    ("gap_action", {"outcome": None}),
    ("job_plan_line", {"flexible": "year", "per_year": 0}),
    ("hourly_demand", {"end": dt.date(2026, 3, 29)}),
    ("hourly_demand", {"weekday": 8}),
    ("hourly_demand", {"people": Decimal(-1)}),
    ("post_holding", {"end": dt.date(2026, 3, 29)}),
    ("rate_band", {"amount": Decimal("-0.01")}),
    ("room", {"closed_from": dt.date(2028, 2, 28)}),
    ("unavailability", {"end": dt.datetime(2026, 10, 24, 20, 0)}),
    ("unavailability", {"repeats_weekly_until": dt.datetime(2026, 10, 25, 8, 30)}),
    ("wli_claim", {"quantity": Decimal("-0.001")}),
    ("wli_claim", {"amount": Decimal("-0.01")}),
    ("wli_claim", {"end": dt.datetime(2026, 10, 24, 20, 0)}),
]


def test_every_noun_comes_back_as_it_was_kept(database: Database) -> None:
    with database.session() as session:
        kept = keep_one_of_each(session)
    with database.session(reading=True) as session:
        found = {
            name: dict(session.execute(select(table).where(table.c.id == 1)).mappings().one())
            for name, table in Base.metadata.tables.items()
        }
    assert found == kept
    assert set(found) == {noun.__tablename__ for noun in NOUNS}


def test_what_may_be_left_out_comes_back_empty(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        for table in ("clinician", "activity", "job_plan_line", "clinical_session", "absence"):
            columns = Base.metadata.tables[table].columns
            empty = {column.name: None for column in columns if column.nullable}
            codes = {"code": "other"} if "code" in columns else {}
            record = a_record(table, **empty, **codes)
            session.add(record)
            session.commit()
            facts = session.execute(select(Base.metadata.tables[table])).mappings().all()[-1]
            assert {name: facts[name] for name in empty} == empty


def test_every_word_of_a_column_is_kept_and_no_other(database: Database) -> None:
    _let_versions_be_changed(database)
    with database.session() as session:
        keep_one_of_each(session)
        for table in Base.metadata.sorted_tables:
            words = {c.name: c.type.enum_class for c in table.c if isinstance(c.type, Enum)}
            for column, kinds in words.items():
                if table.name not in {"audit_entry", "audit_change"}:
                    _try_words(database, table.name, column, kinds)


def _let_versions_be_changed(database: Database) -> None:
    """Take the triggers away, so that what stands behind them can be tried."""
    with database.engine.begin() as connection:
        drop_guards(connection)


def _try_words(database: Database, table: str, column: str, kinds: type[enum.Enum] | None) -> None:
    assert kinds is not None
    with database.engine.connect() as connection:
        for kind in kinds:
            word = text(f"UPDATE {table} SET {column} = :word WHERE id = 1")
            connection.execute(word, {"word": kind.value})
        with pytest.raises(IntegrityError):
            connection.execute(word, {"word": "elsewhere"})
        connection.rollback()


def test_the_database_refuses_nonsense(database: Database) -> None:
    _let_versions_be_changed(database)
    with database.session() as session:
        keep_one_of_each(session)
        said = [
            (table, nonsense, _refusal(session, _at_first(table).values(nonsense)))
            for table, nonsense in NONSENSE
        ]
    accepted = [(table, nonsense) for table, nonsense, refusal in said if not refusal]
    assert accepted == []
    bitten = {check for check in _checks() if any(check in refusal for *_, refusal in said)}
    assert sorted(_checks() - bitten) == []


def _refusal(session: Session, statement: Update) -> str:
    """Try a statement and take it back; what the database said against it."""
    step = session.begin_nested()
    try:
        session.execute(statement)
    except IntegrityError as error:
        return str(error.orig)
    finally:
        step.rollback()
    return ""


def _at_first(table: str) -> Update:
    return _table(table).update().where(_table(table).c.id == 1)


def _checks() -> set[str]:
    """The names of all checks, those of set words left out."""
    return {
        str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
        and not any(isinstance(column.type, Enum) for column in constraint.columns)
    }


def _unique_facts() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (name, tuple(column.name for column in constraint.columns))
        for name in TABLES
        for constraint in Base.metadata.tables[name].constraints
        if isinstance(constraint, UniqueConstraint)
    ]


def test_what_is_unique_is_refused_a_second_time(database: Database) -> None:
    with database.session() as session:
        kept = keep_one_of_each(session)
        for table, columns in _unique_facts():
            same = all(kept[table][column] is not None for column in columns)
            with session.begin_nested() as step:
                if same:
                    with pytest.raises(IntegrityError, match=r"(?i)unique"):
                        session.execute(_insert(table, facts_of(table)))
                step.rollback()


def _insert(table: str, facts: dict[str, object]) -> Insert:
    return Base.metadata.tables[table].insert().values(**facts)


def test_every_reference_has_to_lead_somewhere(database: Database) -> None:
    _let_versions_be_changed(database)
    with database.session() as session:
        keep_one_of_each(session)
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if column.foreign_keys and not table.name.startswith("audit"):
                    nowhere = table.update().where(table.c.id == 1).values({column: 999_999})
                    with pytest.raises(
                        IntegrityError,
                        match=r"(?i)foreign key|one_owner|one_thing|one_use|distance_pair",
                    ):
                        session.execute(nowhere)
                    session.rollback()


def test_a_removed_session_takes_its_people_along_but_not_its_claims(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        session.execute(text("DELETE FROM leave_request WHERE id = 2"))
        session.add(a_record("clinical_session"))
        session.flush()
        session.add(a_record("assignment", session_id=2, uid="second"))
        session.commit()
        session.execute(text("DELETE FROM clinical_session WHERE id = 2"))
        session.commit()
        left = session.execute(text("SELECT session_id FROM assignment")).scalars().all()
        assert left == [1]
        with pytest.raises(IntegrityError):
            session.execute(text("DELETE FROM clinical_session WHERE id = 1"))


def test_a_removed_request_takes_its_steps_along(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        session.execute(text("DELETE FROM expense_line"))
        session.execute(text("DELETE FROM leave_request"))
        session.commit()
        assert session.scalars(select(LeaveStep)).all() == []


def test_a_clinician_with_sessions_stays(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        with pytest.raises(IntegrityError):
            session.execute(text("DELETE FROM clinician WHERE id = 1"))


def test_deferred_references_may_be_broken_until_the_commit(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        database.defer(session)
        session.execute(_insert("leave_step", {**facts_of("leave_step"), "leave_request_id": 2}))
        session.execute(_insert("leave_request", {**facts_of("leave_request"), "id": 2}))
        session.commit()
        found = session.execute(select(_table("leave_step").c.leave_request_id)).scalars().all()
        assert found == [1, 2]


def test_deferred_references_that_stay_broken_are_refused_at_the_commit(
    database: Database,
) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        database.defer(session)
        table = _table("clinical_session")
        session.execute(table.update().values(activity_id=999_999))
        with pytest.raises(IntegrityError):
            session.commit()
        session.rollback()
        assert session.execute(select(table.c.activity_id)).scalars().all() == [1]


def test_a_parent_may_go_before_its_children_when_deferred(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        database.defer(session)
        session.add(a_record("clinician", assignment_number="3"))
        session.flush()
        session.execute(
            _table("unavailability")
            .insert()
            .values({**facts_of("unavailability"), "clinician_id": 3})
        )
        session.commit()
        database.defer(session)
        session.execute(text("DELETE FROM clinician WHERE id = 3"))
        session.execute(text("DELETE FROM unavailability WHERE clinician_id = 3"))
        session.commit()
        assert session.get(Clinician, 3) is None


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def test_a_number_is_never_given_twice(database: Database) -> None:
    with database.session() as session:
        session.add(a_record("site", code="A"))
        session.commit()
        session.execute(text("DELETE FROM site"))
        session.commit()
        second = a_record("site", code="B")
        session.add(second)
        session.commit()
        session.execute(_insert("site", {**facts_of("site"), "id": 1, "code": "A"}))
        session.commit()
        third = a_record("site", code="C")
        session.add(third)
        session.commit()
        assert (second.id, third.id) == (2, 3)


@pytest.mark.parametrize("table", ["audit_entry", "audit_change"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id + 1", "DELETE FROM {}"])
def test_the_audit_trail_cannot_be_rewritten(database: Database, table: str, act: str) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        with pytest.raises(DBAPIError, match="cannot be rewritten"):
            session.execute(text(act.format(table)))
        session.rollback()
        assert session.execute(select(_table(table).c.id)).scalars().all() == [1]


@pytest.mark.parametrize("table", sorted(PUBLISHED))
def test_a_published_version_cannot_be_changed(database: Database, table: str) -> None:
    with database.session() as session:
        kept = keep_one_of_each(session)
        with pytest.raises(Refusal, match="stays as it was told"):
            session.execute(text(f"UPDATE {table} SET id = id + 1"))
        session.rollback()
        found = session.execute(select(_table(table))).mappings().one()
        assert dict(found) == kept[table]


def test_only_the_newest_version_goes_when_publishing_is_undone(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
        session.add(a_record("publication", number=4))
        session.commit()
        for table in ("publication", "published_session", "published_duty"):
            with pytest.raises(Refusal, match="stays as it was told"):
                session.execute(text(f"DELETE FROM {table} WHERE id = 1"))
            session.rollback()
        session.execute(text("DELETE FROM publication WHERE id = 2"))
        session.execute(text("DELETE FROM publication WHERE id = 1"))
        session.commit()
        assert session.execute(select(_table("published_session"))).all() == []


def test_money_and_quantities_are_exact(database: Database) -> None:
    amounts = [Decimal("0.10"), Decimal("12345678.91"), Decimal("0.01"), Decimal("99.99")]
    with database.session() as session:
        keep_one_of_each(session)
        for amount in amounts:
            session.add(a_record("expense_line", amount=amount, miles=Decimal("10.125")))
        session.commit()
        session.expire_all()
        found = session.scalars(select(ExpenseLine).order_by(ExpenseLine.id)).all()[1:]
        assert [(line.amount, line.miles) for line in found] == [
            (amount, Decimal("10.125")) for amount in amounts
        ]


def test_wall_times_stay_on_the_wall_when_the_clock_goes_back(database: Database) -> None:
    half_past_one = dt.datetime(2026, 10, 25, 1, 30)
    with database.session() as session:
        keep_one_of_each(session)
        session.add(
            a_record("clinical_session", start=half_past_one, end=half_past_one.replace(hour=2))
        )
        session.commit()
        session.expire_all()
        there = select(ClinicalSession).where(ClinicalSession.start == half_past_one)
        assert session.scalars(there).one().start == half_past_one
