-- Issues by unit, aspect and status: those that stand by themselves; void ones are in no set.
-- Columns: unit; ledger; inspection; aspect (its number, 0 for none); title (of the aspect, empty where no texts went up);
--   claim; verdict; issues; completed; closed.
SELECT i.unit, i.ledger, i.inspection, i.aspect, COALESCE(a.title, '') AS title, i.claim, i.verdict,
       i.issues, i.completed, i.closed
  FROM (
    SELECT x.unit, x.ledger, x.inspection, x.aspect, x.claim, x.verdict,
           COUNT(*) AS issues, CAST(SUM(x.completed) AS BIGINT) AS completed, CAST(SUM(x.closed) AS BIGINT) AS closed
      FROM issues x
     WHERE x.level = 0
     GROUP BY x.unit, x.ledger, x.inspection, x.aspect, x.claim, x.verdict
  ) i
  LEFT JOIN aspects a ON a.ledger = i.ledger AND a.inspection = i.inspection AND a.aspect = i.aspect
 ORDER BY i.unit, i.ledger, i.inspection, i.aspect, title, i.claim, i.verdict
