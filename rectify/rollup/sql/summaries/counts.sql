-- Issues that stand by themselves, by inspection, aspect and status.
-- Columns: place; aspect (its number, 0 for none); claim; verdict; issues; completed; closed.
SELECT i.place, i.aspect, i.claim, i.verdict, COUNT(*) AS issues,
       CAST(SUM(i.completed) AS BIGINT) AS completed, CAST(SUM(i.closed) AS BIGINT) AS closed
  FROM issues i
 WHERE i.level = 0
 GROUP BY i.place, i.aspect, i.claim, i.verdict
 ORDER BY i.place, i.aspect, i.claim, i.verdict
