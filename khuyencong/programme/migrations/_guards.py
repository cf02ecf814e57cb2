"""Triggers of the ledger, for SQLite and PostgreSQL alike.

A migration that alters the table of transfers, plans, plan lines, projects, contracts or payment orders in a way for
which SQLite rebuilds the table writes its operations as ``without(GUARDS, [...])`` of ``khuyencong.db.triggers``.
"""

from khuyencong.db.triggers import append_only, guard_rows, guard_rows_of

TABLE = "programme_transfer"
LINE_LOCK = (
    "SELECT 1 FROM programme_planline WHERE id IN (ROW.line_id, ROW.to_line_id) ORDER BY id FOR NO KEY UPDATE"
)
PROJECT_LOCK = "SELECT 1 FROM programme_project WHERE id = ROW.project_id FOR NO KEY UPDATE"
OF_LINE = "ROW.from_bucket IN ('assigned', 'cancelled', 'carried_over')"

BALANCE = f"""
SELECT 1 FROM (
  SELECT m.day AS day, SUM(SUM(m.delta)) OVER (ORDER BY m.day) AS balance FROM (
    SELECT t."on" AS day, -t.amount AS delta FROM {TABLE} t
    WHERE t.line_id = ROW.line_id AND t.from_bucket = ROW.from_bucket AND ({OF_LINE} OR t.project_id = ROW.project_id)
    UNION ALL
    SELECT t."on", t.amount FROM {TABLE} t
    WHERE t.line_id = ROW.line_id AND t.to_line_id IS NULL AND t.to_bucket = ROW.from_bucket
      AND ({OF_LINE} OR t.project_id = ROW.project_id)
    UNION ALL
    SELECT t."on", t.amount FROM {TABLE} t WHERE t.to_line_id = ROW.line_id AND t.to_bucket = ROW.from_bucket
    UNION ALL
    SELECT ROW."on", -ROW.amount
  ) m GROUP BY m.day
) r WHERE ROW.from_bucket <> 'outside' AND r.balance < 0 AND r.day >= ROW."on"
"""

LINES = """
SELECT 1 FROM programme_planline l LEFT JOIN programme_planline s ON s.id = ROW.to_line_id
WHERE l.id = ROW.line_id AND (l.plan_id <> ROW.plan_id OR s.plan_id <> ROW.plan_id OR s.stream <> l.stream)
"""

PROJECT = f"""
SELECT 1 WHERE ROW.project_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM programme_project p JOIN programme_planline l ON l.id = ROW.line_id
  WHERE p.id = ROW.project_id AND p.stream = l.stream AND (
    p.line_id = l.id OR EXISTS (SELECT 1 FROM {TABLE} t WHERE t.project_id = p.id AND t.line_id = l.id)))
"""

REVERSAL = f"""
SELECT 1 WHERE ROW.reverses_id IS NOT NULL AND (
  NOT EXISTS (
    SELECT 1 FROM {TABLE} o
    WHERE o.id = ROW.reverses_id AND o.plan_id = ROW.plan_id AND o.kind <> 'reverse'
      AND o.from_bucket = ROW.to_bucket AND o.to_bucket = ROW.from_bucket
      AND o.amount = ROW.amount AND o."on" <= ROW."on" AND COALESCE(o.project_id, 0) = COALESCE(ROW.project_id, 0)
      AND COALESCE(o.to_line_id, o.line_id) = ROW.line_id
      AND (CASE WHEN o.to_line_id IS NULL THEN 0 ELSE o.line_id END) = COALESCE(ROW.to_line_id, 0)
      AND (o.approved_by_id IS NULL OR ROW.approved_by_id IS NOT NULL))
  OR EXISTS (
    SELECT 1 FROM {TABLE} a WHERE a.answers_id = ROW.reverses_id
      AND NOT EXISTS (SELECT 1 FROM {TABLE} r WHERE r.reverses_id = a.id)))
"""

ANSWER = f"""
SELECT 1 WHERE ROW.answers_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM {TABLE} o JOIN programme_planline ol ON ol.id = o.line_id JOIN programme_plan op ON op.id = o.plan_id
    JOIN programme_planline l ON l.id = ROW.line_id JOIN programme_plan p ON p.id = ROW.plan_id
  WHERE o.id = ROW.answers_id AND o.kind = 'carry_over' AND o.amount = ROW.amount AND ol.stream = l.stream
    AND op.office_id = p.office_id AND op.year + 1 = p.year
    AND NOT EXISTS (SELECT 1 FROM {TABLE} r WHERE r.reverses_id = o.id))
"""


def _within(buckets: str, limit: str) -> str:
    """Return the query that finds a project going beyond a limit of its own in the buckets together."""
    return f"""
SELECT 1 WHERE ROW.to_bucket IN ({buckets}) AND ROW.from_bucket NOT IN ({buckets}) AND ROW.from_bucket <> 'outside'
  AND ROW.amount + (
    SELECT COALESCE(SUM(CASE WHEN t.to_bucket IN ({buckets}) THEN t.amount ELSE 0 END
                      - CASE WHEN t.from_bucket IN ({buckets}) THEN t.amount ELSE 0 END), 0)
    FROM {TABLE} t WHERE t.project_id = ROW.project_id)
  > COALESCE((SELECT p.{limit} FROM programme_project p WHERE p.id = ROW.project_id), 0)
"""


HELD = "'reserved', 'contracted', 'advanced', 'paid', 'settled'"
COMMITTED = "'contracted', 'advanced', 'paid', 'settled'"
SPENT = "'paid', 'settled'"

STOPPED = """
SELECT 1 FROM programme_project p WHERE ROW.kind IN ('advance', 'clear', 'pay') AND p.id = ROW.project_id
  AND p.state IN ('stopped', 'ended', 'suspended', 'rejected', 'withdrawn')
"""

ADVANCE_RATE = f"""
SELECT 1 WHERE (ROW.kind = 'advance' OR (ROW.kind = 'reverse' AND ROW.from_bucket = 'returned' AND ROW.to_bucket = 'advanced'))
  AND 100 * (ROW.amount + (
    SELECT COALESCE(SUM(CASE
      WHEN t.kind IN ('advance', 'open_advanced') THEN t.amount
      WHEN t.kind = 'return_advance' THEN -t.amount
      WHEN t.kind = 'reverse' AND t.from_bucket = 'advanced' AND t.to_bucket IN ('contracted', 'outside') THEN -t.amount
      WHEN t.kind = 'reverse' AND t.from_bucket = 'returned' AND t.to_bucket = 'advanced' THEN t.amount
      ELSE 0 END), 0)
    FROM {TABLE} t WHERE t.project_id = ROW.project_id))
  > (SELECT c.advance_percent * COALESCE(p.contracted, 0)
     FROM programme_contract c JOIN programme_project p ON p.id = c.project_id
     WHERE c.project_id = ROW.project_id ORDER BY c.signed_on DESC, c.id DESC LIMIT 1)
"""

LATE_ADVANCE = f"""
SELECT 1 WHERE ROW.kind = 'advance' AND (
    SELECT COALESCE(SUM(o.amount), 0) FROM programme_paymentorder o
    WHERE o.project_id = ROW.project_id AND o.kind = 'advance' AND o.state = 'paid' AND o.due_back_on < ROW."on"
      AND NOT EXISTS (SELECT 1 FROM {TABLE} r WHERE r.reverses_id = o.transfer_id))
  > (SELECT COALESCE(SUM(CASE
      WHEN t.kind IN ('clear', 'return_advance') THEN t.amount
      WHEN t.kind = 'reverse' AND t.from_bucket IN ('paid', 'returned') AND t.to_bucket = 'advanced' THEN -t.amount
      ELSE 0 END), 0)
    FROM {TABLE} t WHERE t.project_id = ROW.project_id)
"""


def _insert(name: str, exists: str, message: str, lock: str = ""):
    return guard_rows_of(TABLE, f"{TABLE}_{name}", on=("INSERT",), exists=exists, message=message, lock=lock)


GUARDS = [
    append_only(TABLE),
    # PostgreSQL asks triggers in the order of their names: a project is locked before its line, as the actions do.
    _insert("approval", _within(HELD, "approved"), "ledger: reserve over approval", PROJECT_LOCK),
    _insert("acontract", _within(COMMITTED, "approved"), "ledger: contract over approval"),
    _insert("acceptance", _within(SPENT, "accepted"), "ledger: paid over acceptance", PROJECT_LOCK),
    _insert("advance", ADVANCE_RATE, "ledger: advance over rate"),
    _insert("alate", LATE_ADVANCE, "ledger: advance late"),
    _insert("answer", ANSWER, "ledger: answers no carry over"),
    _insert("balance", BALANCE, "ledger: not enough", LINE_LOCK),
    _insert("lines", LINES, "ledger: other plan"),
    _insert("project", PROJECT, "ledger: project of other line"),
    _insert("reversal", REVERSAL, "ledger: reversal differs"),
    _insert("stopped", STOPPED, "ledger: project stopped"),
    _insert(
        "year",
        "SELECT 1 FROM programme_plan p WHERE p.id = ROW.plan_id AND p.locked_at IS NOT NULL",
        "ledger: year locked",
        "SELECT 1 FROM programme_plan WHERE id = ROW.plan_id FOR SHARE",
    ),
    guard_rows(
        "programme_plan",
        "programme_plan_stays_locked",
        on=("UPDATE",),
        when="OLD.locked_at IS NOT NULL AND NEW.locked_at IS NULL",
        message="ledger: year locked",
    ),
]

# Set by migration 0015; one that rebuilds plans or plan lines on SQLite lifts GUARDS and these.
GUARDS_OF_PLANS = [
    guard_rows(
        "programme_planline",
        "programme_planline_keeps_plan",
        on=("UPDATE",),
        when="OLD.plan_id <> NEW.plan_id",
        message="ledger: line keeps its plan",
    ),
    guard_rows(
        "programme_plan",
        "programme_plan_keeps_year",
        on=("UPDATE",),
        when="OLD.locked_at IS NOT NULL AND (OLD.year <> NEW.year OR OLD.office_id <> NEW.office_id)",
        message="ledger: year locked",
    ),
]
