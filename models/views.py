"""Views for whoever reads the file directly: stable names, a row a record, nothing restricted."""

from collections.abc import Mapping

from sqlalchemy import Connection, text

SAID_OF = """coalesce((
    SELECT t.counts FROM counting_term t JOIN clinician c
    ON substr(lower(c.grade), 1, length(t.grade)) = lower(t.grade)
    AND rtrim(substr(c.grade, length(t.grade) + 1), '0123456789') = ''
    WHERE c.id = WHO.clinician_id
    AND t.start <= s.start AND (t."end" IS NULL OR s.start < t."end")
    AND (t.activity_id IS NULL OR t.activity_id = s.activity_id)
    ORDER BY t.activity_id IS NULL, length(t.grade) DESC, t.start DESC LIMIT 1), 'alone')"""
SUPERVISED = """EXISTS (SELECT 1 FROM assignment o
    WHERE o.session_id = s.id AND o.id <> p.id AND o.role = 'lead'
    AND NOT EXISTS (SELECT 1 FROM supernumerary n WHERE n.clinician_id = o.clinician_id
                    AND n.start <= s.start AND s.start < n."end")
    AND NOT EXISTS (SELECT 1 FROM permission m WHERE m.clinician_id = o.clinician_id
                    AND m.activity_id = s.activity_id AND m.supervised
                    AND m.start <= s.start AND (m."end" IS NULL OR s.start < m."end"))
    AND SAID_OF_O = 'alone')"""
PARTS = {
    "SUPERVISED": SUPERVISED,
    "SAID_OF_P": SAID_OF.replace("WHO", "p"),
    "SAID_OF_O": SAID_OF.replace("WHO", "o"),
}  # what stands for them in the views, in this order
VIEWS: Mapping[str, str] = {
    "bi_people": """
        SELECT id AS person_id, assignment_number, name, staff_group, grade, joined, leaves
        FROM clinician""",
    "bi_activities": """
        SELECT id AS activity_id, code, name, kind, category, slot, sessions, pas, cover_wanted
        FROM activity""",
    "bi_rooms": """
        SELECT room.id AS room_id, room.code, room.name, room.kind, site.code AS site,
               site.name AS site_name, room.points_capacity
        FROM room JOIN site ON site.id = room.site_id""",
    "bi_sessions": """
        SELECT s.id AS session_id, date(s.start) AS date, substr(s.start, 1, 16) AS start,
               substr(s."end", 1, 16) AS "end", s.slot, s.activity_id, a.code AS activity,
               a.category, s.room_id, r.code AS room, s.owner_id, s.cover_wanted,
               (SELECT count(*) FROM assignment p
                WHERE p.session_id = s.id AND p.role <> 'supernumerary'
                AND NOT EXISTS (SELECT 1 FROM supernumerary n
                                WHERE n.clinician_id = p.clinician_id
                                AND n.start <= s.start AND s.start < n."end")
                AND NOT (EXISTS (SELECT 1 FROM counting_term)
                         AND (SAID_OF_P = 'never' OR (SAID_OF_P = 'supervised'
                              AND NOT SUPERVISED)))) AS people,
               s.state, s.source, s.points
        FROM clinical_session s
        JOIN activity a ON a.id = s.activity_id
        LEFT JOIN room r ON r.id = s.room_id""",
    "bi_assignments": """
        SELECT p.id AS assignment_id, p.session_id, p.clinician_id AS person_id,
               c.assignment_number, c.name AS person, date(s.start) AS date, p.role, p.source,
               p.accounting
        FROM assignment p
        JOIN clinical_session s ON s.id = p.session_id
        JOIN clinician c ON c.id = p.clinician_id""",
    "bi_away": """
        SELECT clinician_id AS person_id, kind, first_day, last_day
        FROM leave_request
        WHERE state = 'approved' AND kind IN ('annual', 'study', 'professional', 'toil', 'lieu')
        UNION
        SELECT clinician_id, 'unavailable', first_day, last_day
        FROM leave_request
        WHERE state = 'approved'
        AND kind NOT IN ('annual', 'study', 'professional', 'toil', 'lieu')
        UNION
        SELECT clinician_id, 'unavailable', first_day, last_day FROM absence""",
    "bi_claims": """
        SELECT id AS claim_id, reference, clinician_id AS person_id, activity_id,
               date(start) AS date, substr(start, 1, 16) AS start, substr("end", 1, 16) AS "end",
               state, unit, quantity, amount, payroll_batch
        FROM wli_claim""",
    "bi_gaps": """
        SELECT id AS gap_id, session_id, cause, substr(known_at, 1, 16) AS known_at, state,
               decide_by
        FROM gap""",
    "bi_cover_needed": """
        SELECT r.id AS requirement_id, r.activity_id, a.code AS activity, r.slot, r.weekday,
               s.code AS site, r.grade, r.skill, r.bank_holiday, r.start, r."end", r.minimum,
               r.target
        FROM cover_requirement r
        JOIN activity a ON a.id = r.activity_id
        LEFT JOIN site s ON s.id = r.site_id""",
    "bi_skills": """
        SELECT id AS skill_id, clinician_id AS person_id, skill, start, "end"
        FROM held_skill""",
    "bi_hourly_demand": """
        SELECT service, weekday, substr(starts, 1, 5) AS starts, people, start, "end"
        FROM hourly_demand""",
    "bi_dates": """
        WITH RECURSIVE days(date) AS (
            SELECT min(date(start)) FROM clinical_session
            UNION ALL
            SELECT date(date, '+1 day') FROM days
            WHERE date < (SELECT max(date(start)) FROM clinical_session)
        )
        SELECT date, CAST(strftime('%Y', date) AS INTEGER) AS year,
               CAST(strftime('%m', date) AS INTEGER) AS month,
               date(date, 'weekday 0', '-6 days') AS week_start,
               (CAST(strftime('%w', date) AS INTEGER) + 6) % 7 + 1 AS weekday
        FROM days WHERE date IS NOT NULL""",
}


def drop_views(connection: Connection) -> None:
    """Take the views away, so that tables can be rebuilt; on a file only."""
    if connection.dialect.name == "sqlite":
        for name in _there(connection):
            connection.execute(text(f'DROP VIEW "{name}"'))


def make_views(connection: Connection) -> None:
    """Make the views as they are now; on a file only."""
    drop_views(connection)
    if connection.dialect.name == "sqlite":
        for name, told in VIEWS.items():
            connection.execute(text(_made(name, told)))


def are_current(connection: Connection) -> bool:
    """Whether the file has the views that this program makes; a server needs none."""
    if connection.dialect.name != "sqlite":
        return True
    return _there(connection) == {name: _made(name, told) for name, told in VIEWS.items()}


def _made(name: str, told: str) -> str:
    for word, part in PARTS.items():
        told = told.replace(word, part)
    return f'CREATE VIEW "{name}" AS {" ".join(told.split())}'


def _there(connection: Connection) -> dict[str, str]:
    found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    return {name: told for name, told in found if name.startswith("bi_")}
