-- How each unit stands: a row for each inspection of each ledger. Issues are those that stand by themselves.
-- Columns: unit; ledger (identifier); inspection (code); issues; completed; closed; standing; waived; returned;
--   overdue (on the day asked, or that of the data); actions (that count); seq (entries of the ledger); recorded (moment of
--   the last one, UTC); as_of (day as of which the state was read).
SELECT u.unit, u.ledger, u.inspection,
       CAST(COALESCE(c.issues, 0) AS BIGINT) AS issues,
       CAST(COALESCE(c.completed, 0) AS BIGINT) AS completed,
       CAST(COALESCE(c.closed, 0) AS BIGINT) AS closed,
       CAST(COALESCE(c.standing, 0) AS BIGINT) AS standing,
       CAST(COALESCE(c.waived, 0) AS BIGINT) AS waived,
       CAST(COALESCE(c.returned, 0) AS BIGINT) AS returned,
       CAST(COALESCE(o.overdue, 0) AS BIGINT) AS overdue,
       u.actions, l.seq, l.recorded, l.as_of
  FROM units u
  JOIN ledgers l ON l.ledger = u.ledger
  LEFT JOIN (
    SELECT x.place, SUM(x.issues) AS issues, SUM(x.completed) AS completed, SUM(x.closed) AS closed,
           SUM(CASE WHEN x.claim = 'standing' THEN x.issues ELSE 0 END) AS standing,
           SUM(CASE WHEN x.verdict = 'waived' THEN x.issues ELSE 0 END) AS waived,
           SUM(CASE WHEN x.verdict = 'returned' THEN x.issues ELSE 0 END) AS returned
      FROM counts x
     GROUP BY x.place
  ) c ON c.place = u.place
  LEFT JOIN (
    SELECT i.place, COUNT(*) AS overdue
      FROM issues i
      JOIN (
        SELECT v.place, CASE WHEN q.day = '' THEN m.as_of ELSE q.day END AS day
          FROM units v
          JOIN ledgers m ON m.ledger = v.ledger
          CROSS JOIN asked q
      ) d ON d.place = i.place
     WHERE i.level = 0 AND i.completed = 0 AND i.due < d.day
     GROUP BY i.place
  ) o ON o.place = u.place
 ORDER BY u.place
