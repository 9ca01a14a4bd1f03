"""The first house: every noun, and an audit trail that nobody rewrites."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

APPEND_ONLY = ("audit_entry", "audit_change")
REWRITTEN = "The audit trail cannot be rewritten."


def upgrade() -> None:
    """Make every table, the leaned-upon first."""
    _activity()
    _audit_entry()
    _bank_holiday()
    _department()
    _duty_pattern()
    _post()
    _publication()
    _rate_card()
    _setting()
    _site()
    _audit_change()
    _clinician()
    _cover_requirement()
    _pattern_line()
    _rate_band()
    _room()
    _absence()
    _authorisation()
    _contact_detail()
    _contract()
    _job_plan()
    _leave_allowance()
    _leave_request()
    _permission()
    _post_holding()
    _published_change()
    _published_duty()
    _reminder()
    _unavailability()
    _absence_told()
    _expense_line()
    _job_plan_line()
    _leave_step()
    _clinical_session()
    _assignment()
    _cover_request()
    _gap()
    _leave_exclusion()
    _log_entry()
    _room_booking()
    _six_four_two_decision()
    _swap()
    _waiver()
    _wli_claim()
    _gap_action()
    _nobody_rewrites_the_trail()


def _one_of(name: str, words: str) -> sa.Enum:
    """A column that holds one of these words, as the database itself checks."""
    return sa.Enum(
        *words.split(), name=op.f(name), native_enum=False, create_constraint=True, length=24
    )


def _key(column: str, parent: str, name: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    """A reference that may be put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [parent],
        name=name,
        ondelete="CASCADE" if cascade else None,
        initially="IMMEDIATE",
        deferrable=True,
    )


def _activity() -> None:
    op.create_table(
        "activity",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            _one_of(
                "ck_activity_kind",
                "list clinic ward shift on_call spa meeting admin teaching other",
            ),
            nullable=False,
        ),
        sa.Column(
            "category", _one_of("ck_activity_category", "DCC SPA APA EXT PRIV NWD"), nullable=False
        ),
        sa.Column("slot", _one_of("ck_activity_slot", "am pm evening night day"), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("tint", sa.String(length=24), nullable=False),
        sa.Column("sessions", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("pas", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("hours", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column(
            "room_kind",
            _one_of("ck_activity_room_kind", "endoscopy clinic ward theatre meeting office"),
            nullable=True,
        ),
        sa.Column("needs_permission", sa.Boolean(), nullable=False),
        sa.Column("needs_cover", sa.Boolean(), nullable=False),
        sa.Column("cover_wanted", sa.Integer(), nullable=False),
        sa.Column("on_call_hours", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("on_call_episodes", sa.Integer(), nullable=True),
        sa.Column("clinic_code", sa.String(length=24), nullable=False),
        sa.Column("display_order", sa.Integer(), nullable=False),
        sa.Column("retired_from", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("cover_wanted >= 0", name=op.f("ck_activity_cover_wanted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("code", name=op.f("uq_activity_code")),
        sqlite_autoincrement=True,
    )


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("kind", _one_of("ck_audit_entry_kind", "do undo redo"), nullable=False),
        sa.Column("edit", sa.String(length=120), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("of_entry_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("of_entry_id", "audit_entry.id", op.f("fk_audit_entry_of_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"], unique=False)


def _bank_holiday() -> None:
    op.create_table(
        "bank_holiday",
        sa.Column("nation", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("observed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_holiday")),
        sa.UniqueConstraint("nation", "day", name=op.f("uq_bank_holiday_nation_day")),
        sqlite_autoincrement=True,
    )


def _department() -> None:
    op.create_table(
        "department",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("zone", sa.String(length=24), nullable=False),
        sa.Column("nation", sa.String(length=24), nullable=False),
        sa.Column("leave_year_month", sa.Integer(), nullable=False),
        sa.Column("leave_year_day", sa.Integer(), nullable=False),
        sa.Column("lead", sa.String(length=120), nullable=False),
        sa.Column("manager", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "leave_year_day between 1 and 31", name=op.f("ck_department_leave_year_day")
        ),
        sa.CheckConstraint(
            "leave_year_month between 1 and 12", name=op.f("ck_department_leave_year_month")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sqlite_autoincrement=True,
    )


def _duty_pattern() -> None:
    op.create_table(
        "duty_pattern",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("weeks between 1 and 52", name=op.f("ck_duty_pattern_weeks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_pattern")),
        sa.UniqueConstraint("name", name=op.f("uq_duty_pattern_name")),
        sqlite_autoincrement=True,
    )


def _post() -> None:
    op.create_table(
        "post",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "staff_group",
            _one_of(
                "ck_post_staff_group", "consultant specialty resident endoscopist nurse admin"
            ),
            nullable=False,
        ),
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("pattern_line", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("name", name=op.f("uq_post_name")),
        sqlite_autoincrement=True,
    )


def _publication() -> None:
    op.create_table(
        "publication",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_publication_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("number", name=op.f("uq_publication_number")),
        sqlite_autoincrement=True,
    )


def _rate_card() -> None:
    op.create_table(
        "rate_card",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_from < valid_to", name=op.f("ck_rate_card_span")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_card")),
        sa.UniqueConstraint("name", "valid_from", name=op.f("uq_rate_card_name_valid_from")),
        sqlite_autoincrement=True,
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
        sqlite_autoincrement=True,
    )


def _site() -> None:
    op.create_table(
        "site",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("outlying", sa.Boolean(), nullable=False),
        sa.Column("miles_from_base", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("code", name=op.f("uq_site_code")),
        sqlite_autoincrement=True,
    )


def _audit_change() -> None:
    op.create_table(
        "audit_change",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("entry_id", "audit_entry.id", op.f("fk_audit_change_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_change_entry_id"), "audit_change", ["entry_id"], unique=False)
    op.create_index(
        "ix_audit_change_record", "audit_change", ["record", "record_id"], unique=False
    )
    op.create_index(
        op.f("ix_audit_change_session_id"), "audit_change", ["session_id"], unique=False
    )
    op.create_index(
        op.f("ix_audit_change_clinician_id"), "audit_change", ["clinician_id"], unique=False
    )


def _clinician() -> None:
    op.create_table(
        "clinician",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "staff_group",
            _one_of(
                "ck_clinician_staff_group", "consultant specialty resident endoscopist nurse admin"
            ),
            nullable=False,
        ),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("initials", sa.String(length=24), nullable=False),
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("assignment_number", sa.String(), nullable=True),
        sa.Column("joined", sa.Date(), nullable=True),
        sa.Column("leaves", sa.Date(), nullable=True),
        sa.Column("base_site_id", sa.Integer(), nullable=True),
        sa.Column("home_to_base_miles", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "leaves is null or joined is null or joined <= leaves",
            name=op.f("ck_clinician_service"),
        ),
        _key("base_site_id", "site.id", op.f("fk_clinician_base_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinician")),
        sa.UniqueConstraint("assignment_number", name=op.f("uq_clinician_assignment_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_clinician_base_site_id"), "clinician", ["base_site_id"], unique=False)


def _cover_requirement() -> None:
    op.create_table(
        "cover_requirement",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column(
            "slot", _one_of("ck_cover_requirement_slot", "am pm evening night day"), nullable=False
        ),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("skill", sa.String(length=24), nullable=False),
        sa.Column("bank_holiday", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            '"end" is null or start < "end"', name=op.f("ck_cover_requirement_span")
        ),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_cover_requirement_minimum")),
        sa.CheckConstraint(
            "target is null or target >= minimum", name=op.f("ck_cover_requirement_target")
        ),
        sa.CheckConstraint(
            "weekday is null or weekday between 0 and 6", name=op.f("ck_cover_requirement_weekday")
        ),
        _key("activity_id", "activity.id", op.f("fk_cover_requirement_activity_id")),
        _key("site_id", "site.id", op.f("fk_cover_requirement_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_requirement")),
        sa.UniqueConstraint(
            "activity_id",
            "site_id",
            "weekday",
            "slot",
            "grade",
            "bank_holiday",
            "start",
            name=op.f(
                "uq_cover_requirement_activity_id_site_id_weekday_slot_grade_bank_holiday_start"
            ),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_cover_requirement_activity_id"),
        "cover_requirement",
        ["activity_id"],
        unique=False,
    )


def _pattern_line() -> None:
    op.create_table(
        "pattern_line",
        sa.Column("pattern_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("week >= 1", name=op.f("ck_pattern_line_week")),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_pattern_line_weekday")),
        _key("activity_id", "activity.id", op.f("fk_pattern_line_activity_id")),
        _key("pattern_id", "duty_pattern.id", op.f("fk_pattern_line_pattern_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern_line")),
        sa.UniqueConstraint(
            "pattern_id",
            "week",
            "weekday",
            "activity_id",
            name=op.f("uq_pattern_line_pattern_id_week_weekday_activity_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_pattern_line_activity_id"), "pattern_line", ["activity_id"], unique=False
    )
    op.create_index(
        op.f("ix_pattern_line_pattern_id"), "pattern_line", ["pattern_id"], unique=False
    )


def _rate_band() -> None:
    op.create_table(
        "rate_band",
        sa.Column("rate_card_id", sa.Integer(), nullable=False),
        sa.Column("day_class", sa.String(length=24), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("unit", sa.String(length=24), nullable=False),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("activity_code", sa.String(length=24), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "day_class in ('weekday', 'saturday', 'sunday', 'holiday')",
            name=op.f("ck_rate_band_day_class"),
        ),
        sa.CheckConstraint(
            "unit in ('hour', 'session', 'pa', 'list', 'point')", name=op.f("ck_rate_band_unit")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_rate_band_amount")),
        _key("rate_card_id", "rate_card.id", op.f("fk_rate_band_rate_card_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_band")),
        sa.UniqueConstraint(
            "rate_card_id",
            "grade",
            "activity_code",
            "day_class",
            "starts",
            name=op.f("uq_rate_band_rate_card_id_grade_activity_code_day_class_starts"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rate_band_rate_card_id"), "rate_band", ["rate_card_id"], unique=False)


def _room() -> None:
    op.create_table(
        "room",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            _one_of("ck_room_kind", "endoscopy clinic ward theatre meeting office"),
            nullable=False,
        ),
        sa.Column("points_capacity", sa.Integer(), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("closed_from", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closed_from is null or opened is null or opened <= closed_from",
            name=op.f("ck_room_open"),
        ),
        sa.CheckConstraint("points_capacity >= 0", name=op.f("ck_room_points_capacity")),
        _key("site_id", "site.id", op.f("fk_room_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("code", name=op.f("uq_room_code")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_room_site_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_room_site_id"), "room", ["site_id"], unique=False)


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of("ck_absence_kind", "sickness carer bereavement jury industrial_action other"),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason_code", sa.String(length=24), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=True),
        sa.Column("fit_note_due", sa.Date(), nullable=True),
        sa.Column("return_talk_due", sa.Date(), nullable=True),
        sa.Column("return_talk_done", sa.Date(), nullable=True),
        sa.Column("sent_to_esr", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "last_day is null or first_day <= last_day", name=op.f("ck_absence_span")
        ),
        _key("clinician_id", "clinician.id", op.f("fk_absence_clinician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_absence_clinician_first", "absence", ["clinician_id", "first_day"], unique=False
    )


def _authorisation() -> None:
    op.create_table(
        "authorisation",
        sa.Column("rule_id", sa.String(length=24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("authorised_by", sa.String(length=120), nullable=False),
        sa.Column("authorised_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("until is null or since <= until", name=op.f("ck_authorisation_span")),
        _key("clinician_id", "clinician.id", op.f("fk_authorisation_clinician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorisation")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_authorisation_clinician_id"), "authorisation", ["clinician_id"], unique=False
    )


def _contact_detail() -> None:
    op.create_table(
        "contact_detail",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of("ck_contact_detail_kind", "mobile bleep email landline"),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("last_confirmed", sa.Date(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_contact_detail_clinician_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_detail")),
        sa.UniqueConstraint(
            "clinician_id", "kind", "value", name=op.f("uq_contact_detail_clinician_id_kind_value")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_contact_detail_clinician_id"), "contact_detail", ["clinician_id"], unique=False
    )


def _contract() -> None:
    op.create_table(
        "contract",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            _one_of(
                "ck_contract_code",
                "ENG-RD-2016 ENG-CONS-2003 ENG-SAS-2021 ENG-SAS-2008 AFC-ENG AFC-SCO LED-LOCAL",
            ),
            nullable=False,
        ),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("wte", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("contracted_pas", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("weekly_hours", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("opt_out", sa.Boolean(), nullable=False),
        sa.Column("service_from", sa.Date(), nullable=True),
        sa.Column("cycle_weeks", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_contract_span")),
        sa.CheckConstraint("wte > 0 and wte <= 1.5", name=op.f("ck_contract_wte")),
        _key("clinician_id", "clinician.id", op.f("fk_contract_clinician_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("clinician_id", "start", name=op.f("uq_contract_clinician_id_start")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contract_clinician_id"), "contract", ["clinician_id"], unique=False)


def _job_plan() -> None:
    op.create_table(
        "job_plan",
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("cycle_weeks", sa.Integer(), nullable=False),
        sa.Column("contracted_pas", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_job_plan_span")),
        sa.CheckConstraint(
            "(clinician_id is null) <> (post_id is null)", name=op.f("ck_job_plan_one_owner")
        ),
        sa.CheckConstraint("cycle_weeks between 1 and 26", name=op.f("ck_job_plan_cycle_weeks")),
        _key("clinician_id", "clinician.id", op.f("fk_job_plan_clinician_id")),
        _key("post_id", "post.id", op.f("fk_job_plan_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_plan")),
        sa.UniqueConstraint("clinician_id", "start", name=op.f("uq_job_plan_clinician_id_start")),
        sa.UniqueConstraint("post_id", "start", name=op.f("uq_job_plan_post_id_start")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_job_plan_clinician_id"), "job_plan", ["clinician_id"], unique=False)
    op.create_index(op.f("ix_job_plan_post_id"), "job_plan", ["post_id"], unique=False)


def _leave_allowance() -> None:
    op.create_table(
        "leave_allowance",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of(
                "ck_leave_allowance_kind",
                "annual study professional special toil lieu parental unpaid",
            ),
            nullable=False,
        ),
        sa.Column("year_start", sa.Date(), nullable=False),
        sa.Column("year_end", sa.Date(), nullable=False),
        sa.Column("entitlement", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column(
            "unit", _one_of("ck_leave_allowance_unit", "days hours sessions pas"), nullable=False
        ),
        sa.Column("carried_over", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("adjustment", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("year_start < year_end", name=op.f("ck_leave_allowance_year")),
        _key(
            "clinician_id", "clinician.id", op.f("fk_leave_allowance_clinician_id"), cascade=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_allowance")),
        sa.UniqueConstraint(
            "clinician_id",
            "kind",
            "year_start",
            name=op.f("uq_leave_allowance_clinician_id_kind_year_start"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_leave_allowance_clinician_id"), "leave_allowance", ["clinician_id"], unique=False
    )


def _leave_request() -> None:
    op.create_table(
        "leave_request",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of(
                "ck_leave_request_kind",
                "annual study professional special toil lieu parental unpaid",
            ),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.Column(
            "first_part", _one_of("ck_leave_request_first_part", "whole am pm"), nullable=False
        ),
        sa.Column(
            "last_part", _one_of("ck_leave_request_last_part", "whole am pm"), nullable=False
        ),
        sa.Column(
            "state",
            _one_of("ck_leave_request_state", "requested approved declined withdrawn cancelled"),
            nullable=False,
        ),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("course", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("fees", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("evidence", sa.String(length=120), nullable=False),
        sa.Column("promised", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_leave_request_span")),
        _key("clinician_id", "clinician.id", op.f("fk_leave_request_clinician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_leave_request_clinician_first",
        "leave_request",
        ["clinician_id", "first_day"],
        unique=False,
    )
    op.create_index(
        "ix_leave_request_first_last", "leave_request", ["first_day", "last_day"], unique=False
    )


def _permission() -> None:
    op.create_table(
        "permission",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("supervised", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_permission_span")),
        _key("activity_id", "activity.id", op.f("fk_permission_activity_id"), cascade=True),
        _key("clinician_id", "clinician.id", op.f("fk_permission_clinician_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permission")),
        sa.UniqueConstraint(
            "clinician_id",
            "activity_id",
            "start",
            name=op.f("uq_permission_clinician_id_activity_id_start"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_permission_activity_id"), "permission", ["activity_id"], unique=False)
    op.create_index(
        op.f("ix_permission_clinician_id"), "permission", ["clinician_id"], unique=False
    )


def _post_holding() -> None:
    op.create_table(
        "post_holding",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_post_holding_span")),
        _key("clinician_id", "clinician.id", op.f("fk_post_holding_clinician_id"), cascade=True),
        _key("post_id", "post.id", op.f("fk_post_holding_post_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_holding")),
        sa.UniqueConstraint("post_id", "start", name=op.f("uq_post_holding_post_id_start")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_post_holding_clinician_id"), "post_holding", ["clinician_id"], unique=False
    )
    op.create_index(op.f("ix_post_holding_post_id"), "post_holding", ["post_id"], unique=False)


def _published_change() -> None:
    op.create_table(
        "published_change",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_published_change_clinician_id")),
        _key(
            "publication_id",
            "publication.id",
            op.f("fk_published_change_publication_id"),
            cascade=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_published_change_clinician_id"),
        "published_change",
        ["clinician_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_published_change_publication_id"),
        "published_change",
        ["publication_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_published_change_session_id"), "published_change", ["session_id"], unique=False
    )


def _published_duty() -> None:
    op.create_table(
        "published_duty",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("activity_id", "activity.id", op.f("fk_published_duty_activity_id")),
        _key("clinician_id", "clinician.id", op.f("fk_published_duty_clinician_id")),
        _key(
            "publication_id",
            "publication.id",
            op.f("fk_published_duty_publication_id"),
            cascade=True,
        ),
        _key("room_id", "room.id", op.f("fk_published_duty_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_duty")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_published_duty_activity_id"), "published_duty", ["activity_id"], unique=False
    )
    op.create_index(
        op.f("ix_published_duty_clinician_id"), "published_duty", ["clinician_id"], unique=False
    )
    op.create_index(
        "ix_published_duty_publication_start",
        "published_duty",
        ["publication_id", "start"],
        unique=False,
    )
    op.create_index("ix_published_duty_start", "published_duty", ["start"], unique=False)


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_reminder_clinician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reminder_clinician_id"), "reminder", ["clinician_id"], unique=False)
    op.create_index(op.f("ix_reminder_due"), "reminder", ["due"], unique=False)


def _unavailability() -> None:
    op.create_table(
        "unavailability",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of(
                "ck_unavailability_kind",
                "non_working_day outside_commitment private_practice protected_teaching not_started",
            ),
            nullable=False,
        ),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("repeats_weekly_until", sa.DateTime(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            'repeats_weekly_until is null or repeats_weekly_until > "end"',
            name=op.f("ck_unavailability_until"),
        ),
        sa.CheckConstraint('start < "end"', name=op.f("ck_unavailability_span")),
        _key("clinician_id", "clinician.id", op.f("fk_unavailability_clinician_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unavailability")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_unavailability_clinician_start",
        "unavailability",
        ["clinician_id", "start"],
        unique=False,
    )


def _absence_told() -> None:
    op.create_table(
        "absence_told",
        sa.Column("absence_id", sa.Integer(), nullable=False),
        sa.Column("whom", sa.String(length=120), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("absence_id", "absence.id", op.f("fk_absence_told_absence_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence_told")),
        sa.UniqueConstraint("absence_id", "whom", name=op.f("uq_absence_told_absence_id_whom")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_absence_told_absence_id"), "absence_told", ["absence_id"], unique=False
    )


def _expense_line() -> None:
    op.create_table(
        "expense_line",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            _one_of(
                "ck_expense_line_kind",
                "mileage travel course_fee subsistence accommodation passenger other",
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            _one_of("ck_expense_line_state", "submitted queried verified approved rejected paid"),
            nullable=False,
        ),
        sa.Column("from_place", sa.String(length=120), nullable=False),
        sa.Column("to_place", sa.String(length=120), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("miles", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("passengers", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=120), nullable=False),
        sa.Column("leave_request_id", sa.Integer(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount is null or amount >= 0", name=op.f("ck_expense_line_amount")),
        sa.CheckConstraint("miles is null or miles >= 0", name=op.f("ck_expense_line_miles")),
        _key("clinician_id", "clinician.id", op.f("fk_expense_line_clinician_id")),
        _key("leave_request_id", "leave_request.id", op.f("fk_expense_line_leave_request_id")),
        _key("site_id", "site.id", op.f("fk_expense_line_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_expense_line_clinician_day", "expense_line", ["clinician_id", "day"], unique=False
    )
    op.create_index(
        op.f("ix_expense_line_leave_request_id"),
        "expense_line",
        ["leave_request_id"],
        unique=False,
    )
    op.create_index(op.f("ix_expense_line_site_id"), "expense_line", ["site_id"], unique=False)


def _job_plan_line() -> None:
    op.create_table(
        "job_plan_line",
        sa.Column("job_plan_id", sa.Integer(), nullable=False),
        sa.Column(
            "category",
            _one_of("ck_job_plan_line_category", "DCC SPA APA EXT PRIV NWD"),
            nullable=False,
        ),
        sa.Column(
            "slot", _one_of("ck_job_plan_line_slot", "am pm evening night day"), nullable=False
        ),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("week", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("nth_of_month", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("sessions", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("pas", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("flexible", sa.String(), nullable=False),
        sa.Column("per_year", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "flexible <> '' or weekday is not null", name=op.f("ck_job_plan_line_placed")
        ),
        sa.CheckConstraint(
            "flexible in ('', 'week', 'year')", name=op.f("ck_job_plan_line_flexible")
        ),
        sa.CheckConstraint(
            "nth_of_month is null or nth_of_month between 1 and 5",
            name=op.f("ck_job_plan_line_nth"),
        ),
        sa.CheckConstraint(
            "week is null or week between 1 and 26", name=op.f("ck_job_plan_line_week")
        ),
        sa.CheckConstraint(
            "weekday is null or weekday between 0 and 6", name=op.f("ck_job_plan_line_weekday")
        ),
        _key("activity_id", "activity.id", op.f("fk_job_plan_line_activity_id")),
        _key("job_plan_id", "job_plan.id", op.f("fk_job_plan_line_job_plan_id"), cascade=True),
        _key("room_id", "room.id", op.f("fk_job_plan_line_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_plan_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_job_plan_line_activity_id"), "job_plan_line", ["activity_id"], unique=False
    )
    op.create_index(
        op.f("ix_job_plan_line_job_plan_id"), "job_plan_line", ["job_plan_id"], unique=False
    )
    op.create_index(op.f("ix_job_plan_line_room_id"), "job_plan_line", ["room_id"], unique=False)


def _leave_step() -> None:
    op.create_table(
        "leave_step",
        sa.Column("leave_request_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _one_of("ck_leave_step_state", "requested approved declined withdrawn cancelled"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(
            "leave_request_id",
            "leave_request.id",
            op.f("fk_leave_step_leave_request_id"),
            cascade=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_leave_step_leave_request_id"), "leave_step", ["leave_request_id"], unique=False
    )


def _clinical_session() -> None:
    op.create_table(
        "clinical_session",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column(
            "slot", _one_of("ck_clinical_session_slot", "am pm evening night day"), nullable=False
        ),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("cover_wanted", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _one_of(
                "ck_clinical_session_state",
                "planned released reallocated locked run cancelled closed",
            ),
            nullable=False,
        ),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("state_by", sa.String(length=120), nullable=False),
        sa.Column("state_at", sa.DateTime(), nullable=True),
        sa.Column(
            "source",
            _one_of("ck_clinical_session_source", "plan pattern requirement extra import hand"),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("job_plan_line_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("cover_wanted >= 0", name=op.f("ck_clinical_session_cover_wanted")),
        sa.CheckConstraint('start < "end"', name=op.f("ck_clinical_session_span")),
        _key("activity_id", "activity.id", op.f("fk_clinical_session_activity_id")),
        _key("job_plan_line_id", "job_plan_line.id", op.f("fk_clinical_session_job_plan_line_id")),
        _key("owner_id", "clinician.id", op.f("fk_clinical_session_owner_id")),
        _key("room_id", "room.id", op.f("fk_clinical_session_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_session")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_clinical_session_activity_start",
        "clinical_session",
        ["activity_id", "start"],
        unique=False,
    )
    op.create_index(
        op.f("ix_clinical_session_job_plan_line_id"),
        "clinical_session",
        ["job_plan_line_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_clinical_session_owner_id"), "clinical_session", ["owner_id"], unique=False
    )
    op.create_index(
        "ix_clinical_session_room_start", "clinical_session", ["room_id", "start"], unique=False
    )
    op.create_index("ix_clinical_session_start", "clinical_session", ["start"], unique=False)


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            _one_of("ck_assignment_role", "lead trainee supervised supernumerary"),
            nullable=False,
        ),
        sa.Column(
            "source",
            _one_of(
                "ck_assignment_source", "plan pattern exception swap cover bank extra import hand"
            ),
            nullable=False,
        ),
        sa.Column(
            "accounting",
            _one_of("ck_assignment_accounting", "planned extra time_shifted"),
            nullable=False,
        ),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_assignment_clinician_id")),
        _key("session_id", "clinical_session.id", op.f("fk_assignment_session_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "session_id", "clinician_id", name=op.f("uq_assignment_session_id_clinician_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_assignment_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_assignment_clinician_id"), "assignment", ["clinician_id"], unique=False
    )
    op.create_index(op.f("ix_assignment_session_id"), "assignment", ["session_id"], unique=False)


def _cover_request() -> None:
    op.create_table(
        "cover_request",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("supplier", sa.String(length=120), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hourly_rate", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column(
            "state",
            _one_of("ck_cover_request_state", "requested offered filled refused cancelled"),
            nullable=False,
        ),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("order_number", sa.String(length=24), nullable=False),
        sa.Column("timesheet_seen", sa.Boolean(), nullable=False),
        sa.Column("invoice_seen", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "hourly_rate is null or hourly_rate >= 0", name=op.f("ck_cover_request_rate")
        ),
        _key("session_id", "clinical_session.id", op.f("fk_cover_request_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_cover_request_session_id"), "cover_request", ["session_id"], unique=False
    )


def _gap() -> None:
    op.create_table(
        "gap",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column(
            "cause",
            _one_of(
                "ck_gap_cause",
                "leave study_leave absence vacancy template_hole room_lost bank_refused moved unknown",
            ),
            nullable=False,
        ),
        sa.Column("known_at", sa.DateTime(), nullable=False),
        sa.Column("cause_text", sa.Text(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column(
            "state", _one_of("ck_gap_state", "open filled left_open closed"), nullable=False
        ),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_gap_clinician_id")),
        _key("session_id", "clinical_session.id", op.f("fk_gap_session_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint("session_id", name=op.f("uq_gap_session_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_gap_clinician_id"), "gap", ["clinician_id"], unique=False)


def _leave_exclusion() -> None:
    op.create_table(
        "leave_exclusion",
        sa.Column("leave_request_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(
            "leave_request_id",
            "leave_request.id",
            op.f("fk_leave_exclusion_leave_request_id"),
            cascade=True,
        ),
        _key(
            "session_id",
            "clinical_session.id",
            op.f("fk_leave_exclusion_session_id"),
            cascade=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_exclusion")),
        sa.UniqueConstraint(
            "leave_request_id",
            "session_id",
            name=op.f("uq_leave_exclusion_leave_request_id_session_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_leave_exclusion_leave_request_id"),
        "leave_exclusion",
        ["leave_request_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_leave_exclusion_session_id"), "leave_exclusion", ["session_id"], unique=False
    )


def _log_entry() -> None:
    op.create_table(
        "log_entry",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column(
            "category",
            _one_of("ck_log_entry_category", "call message problem escalation lateness note"),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_log_entry_clinician_id")),
        _key("session_id", "clinical_session.id", op.f("fk_log_entry_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_log_entry_at", "log_entry", ["at"], unique=False)
    op.create_index(op.f("ix_log_entry_clinician_id"), "log_entry", ["clinician_id"], unique=False)
    op.create_index(op.f("ix_log_entry_session_id"), "log_entry", ["session_id"], unique=False)


def _room_booking() -> None:
    op.create_table(
        "room_booking",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of("ck_room_booking_kind", "session other_service one_off closure"),
            nullable=False,
        ),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("booked_by", sa.String(length=120), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start < "end"', name=op.f("ck_room_booking_span")),
        _key("room_id", "room.id", op.f("fk_room_booking_room_id")),
        _key("session_id", "clinical_session.id", op.f("fk_room_booking_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_booking")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_room_booking_room_start", "room_booking", ["room_id", "start"], unique=False
    )
    op.create_index(
        op.f("ix_room_booking_session_id"), "room_booking", ["session_id"], unique=False
    )


def _six_four_two_decision() -> None:
    op.create_table(
        "six_four_two_decision",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column(
            "milestone", _one_of("ck_six_four_two_decision_milestone", "6 4 2"), nullable=False
        ),
        sa.Column("meeting_day", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(length=120), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(
            "session_id",
            "clinical_session.id",
            op.f("fk_six_four_two_decision_session_id"),
            cascade=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_six_four_two_decision")),
        sa.UniqueConstraint(
            "session_id", "milestone", name=op.f("uq_six_four_two_decision_session_id_milestone")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_six_four_two_decision_session_id"),
        "six_four_two_decision",
        ["session_id"],
        unique=False,
    )


def _swap() -> None:
    op.create_table(
        "swap",
        sa.Column("first_clinician_id", sa.Integer(), nullable=False),
        sa.Column("second_clinician_id", sa.Integer(), nullable=False),
        sa.Column("first_session_id", sa.Integer(), nullable=False),
        sa.Column("second_session_id", sa.Integer(), nullable=True),
        sa.Column("state", _one_of("ck_swap_state", "proposed agreed declined"), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_clinician_id <> second_clinician_id", name=op.f("ck_swap_two")),
        _key("first_clinician_id", "clinician.id", op.f("fk_swap_first_clinician_id")),
        _key("first_session_id", "clinical_session.id", op.f("fk_swap_first_session_id")),
        _key("second_clinician_id", "clinician.id", op.f("fk_swap_second_clinician_id")),
        _key("second_session_id", "clinical_session.id", op.f("fk_swap_second_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swap")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_swap_first_clinician_id"), "swap", ["first_clinician_id"], unique=False
    )
    op.create_index(op.f("ix_swap_first_session_id"), "swap", ["first_session_id"], unique=False)
    op.create_index(
        op.f("ix_swap_second_clinician_id"), "swap", ["second_clinician_id"], unique=False
    )
    op.create_index(op.f("ix_swap_second_session_id"), "swap", ["second_session_id"], unique=False)


def _waiver() -> None:
    op.create_table(
        "waiver",
        sa.Column("rule_id", sa.String(length=24), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("waived_by", sa.String(length=120), nullable=False),
        sa.Column("waived_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_waiver_clinician_id")),
        _key("session_id", "clinical_session.id", op.f("fk_waiver_session_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_waiver_clinician_id"), "waiver", ["clinician_id"], unique=False)
    op.create_index(op.f("ix_waiver_session_id"), "waiver", ["session_id"], unique=False)


def _wli_claim() -> None:
    op.create_table(
        "wli_claim",
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("reason_code", sa.String(length=24), nullable=False),
        sa.Column(
            "state",
            _one_of(
                "ck_wli_claim_state",
                "draft pre_authorised worked claimed rota_verified approved sent_to_payroll paid rejected cancelled queried",
            ),
            nullable=False,
        ),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("pre_authorised_by", sa.String(length=120), nullable=False),
        sa.Column("pre_authorised_at", sa.DateTime(), nullable=True),
        sa.Column("pre_authorisation_ref", sa.String(length=24), nullable=False),
        sa.Column("rate_card_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=24), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=9, scale=3), nullable=False),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("patients", sa.Integer(), nullable=True),
        sa.Column("time_shift_session_id", sa.Integer(), nullable=True),
        sa.Column("time_shift_agreed_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("verified_by", sa.String(length=120), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("payroll_batch", sa.String(length=24), nullable=False),
        sa.Column("rejection_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_wli_claim_amount")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_wli_claim_quantity")),
        sa.CheckConstraint('start < "end"', name=op.f("ck_wli_claim_span")),
        _key("activity_id", "activity.id", op.f("fk_wli_claim_activity_id")),
        _key("clinician_id", "clinician.id", op.f("fk_wli_claim_clinician_id")),
        _key("rate_card_id", "rate_card.id", op.f("fk_wli_claim_rate_card_id")),
        _key("room_id", "room.id", op.f("fk_wli_claim_room_id")),
        _key("session_id", "clinical_session.id", op.f("fk_wli_claim_session_id")),
        _key(
            "time_shift_session_id",
            "clinical_session.id",
            op.f("fk_wli_claim_time_shift_session_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wli_claim")),
        sa.UniqueConstraint("reference", name=op.f("uq_wli_claim_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wli_claim_activity_id"), "wli_claim", ["activity_id"], unique=False)
    op.create_index(
        "ix_wli_claim_clinician_start", "wli_claim", ["clinician_id", "start"], unique=False
    )
    op.create_index(op.f("ix_wli_claim_rate_card_id"), "wli_claim", ["rate_card_id"], unique=False)
    op.create_index(op.f("ix_wli_claim_room_id"), "wli_claim", ["room_id"], unique=False)
    op.create_index(op.f("ix_wli_claim_session_id"), "wli_claim", ["session_id"], unique=False)
    op.create_index(
        op.f("ix_wli_claim_time_shift_session_id"),
        "wli_claim",
        ["time_shift_session_id"],
        unique=False,
    )


def _gap_action() -> None:
    op.create_table(
        "gap_action",
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of(
                "ck_gap_action_kind",
                "asked offered bank_requested agency_requested escalated decided noted",
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("whom", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id", op.f("fk_gap_action_clinician_id")),
        _key("gap_id", "gap.id", op.f("fk_gap_action_gap_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_action")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_gap_action_clinician_id"), "gap_action", ["clinician_id"], unique=False
    )
    op.create_index(op.f("ix_gap_action_gap_id"), "gap_action", ["gap_id"], unique=False)


def _nobody_rewrites_the_trail() -> None:
    """Let the database itself refuse to change or delete audit entries."""
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for act in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REWRITTEN}'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REWRITTEN}'; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )
