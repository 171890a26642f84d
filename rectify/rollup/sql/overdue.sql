-- Who is late: units with issues that are not completed after the last day that their deadline can mean.
-- Columns: unit; ledger; inspection; day (on which it was looked: the one asked, or that of the data); overdue (issues);
--   earliest (the first of these deadlines).
SELECT u.unit, u.ledger, u.inspection, o.day, o.overdue, o.earliest
  FROM (
    SELECT i.place, d.day, COUNT(*) AS overdue, MIN(i.due) AS earliest
      FROM issues i
      JOIN (
        SELECT v.place, CASE WHEN q.day = '' THEN l.as_of ELSE q.day END AS day
          FROM units v
          JOIN ledgers l ON l.ledger = v.ledger
          CROSS JOIN asked q
      ) d ON d.place = i.place
     WHERE i.level = 0 AND i.completed = 0 AND i.due < d.day
     GROUP BY i.place, d.day
  ) o
  JOIN units u ON u.place = o.place
 ORDER BY o.overdue DESC, o.place
