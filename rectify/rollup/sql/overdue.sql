-- Who is late: units with issues that are not completed after the last day that their deadline can mean.
-- Columns: unit; ledger; inspection; day (on which it was looked: the one asked, or that of the data); overdue (issues);
--   earliest (the first of these deadlines).
SELECT i.unit, i.ledger, i.inspection, CASE WHEN q.day = '' THEN l.as_of ELSE q.day END AS day,
       COUNT(*) AS overdue, MIN(i.due) AS earliest
  FROM issues i
  JOIN ledgers l ON l.ledger = i.ledger
  CROSS JOIN asked q
 WHERE i.level = 0 AND i.completed = 0 AND i.due < CASE WHEN q.day = '' THEN l.as_of ELSE q.day END
 GROUP BY i.unit, i.ledger, i.inspection, CASE WHEN q.day = '' THEN l.as_of ELSE q.day END
 ORDER BY overdue DESC, i.unit, i.ledger, i.inspection
