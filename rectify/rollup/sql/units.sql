-- How each unit stands: a row for each inspection of each ledger. Issues are those that stand by themselves.
-- Columns: unit; ledger (identifier); inspection (code); issues; completed; closed; standing; waived; returned;
--   overdue (on the day asked, or that of the data); actions (that count); seq (entries of the ledger); recorded (moment of
--   the last one, UTC); as_of (day as of which the state was read).
SELECT u.unit, u.ledger, u.inspection,
       CAST(COALESCE(i.issues, 0) AS BIGINT) AS issues,
       CAST(COALESCE(i.completed, 0) AS BIGINT) AS completed,
       CAST(COALESCE(i.closed, 0) AS BIGINT) AS closed,
       CAST(COALESCE(i.standing, 0) AS BIGINT) AS standing,
       CAST(COALESCE(i.waived, 0) AS BIGINT) AS waived,
       CAST(COALESCE(i.returned, 0) AS BIGINT) AS returned,
       CAST(COALESCE(i.overdue, 0) AS BIGINT) AS overdue,
       CAST(COALESCE(a.actions, 0) AS BIGINT) AS actions,
       l.seq, l.recorded, l.as_of
  FROM units u
  JOIN ledgers l ON l.ledger = u.ledger
  LEFT JOIN (
    SELECT i.ledger, i.inspection, COUNT(*) AS issues, SUM(i.completed) AS completed, SUM(i.closed) AS closed,
           SUM(CASE WHEN i.claim = 'standing' THEN 1 ELSE 0 END) AS standing,
           SUM(CASE WHEN i.verdict = 'waived' THEN 1 ELSE 0 END) AS waived,
           SUM(CASE WHEN i.verdict = 'returned' THEN 1 ELSE 0 END) AS returned,
           SUM(CASE WHEN i.completed = 0 AND i.due < CASE WHEN q.day = '' THEN m.as_of ELSE q.day END
                    THEN 1 ELSE 0 END) AS overdue
      FROM issues i
      JOIN ledgers m ON m.ledger = i.ledger
      CROSS JOIN asked q
     WHERE i.level = 0
     GROUP BY i.ledger, i.inspection
  ) i ON i.ledger = u.ledger AND i.inspection = u.inspection
  LEFT JOIN (
    SELECT x.ledger, x.inspection, COUNT(*) AS actions FROM actions x GROUP BY x.ledger, x.inspection
  ) a ON a.ledger = u.ledger AND a.inspection = u.inspection
 ORDER BY u.unit, u.ledger, u.inspection
