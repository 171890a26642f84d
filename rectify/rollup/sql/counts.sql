-- Issues by unit, aspect and status: those that stand by themselves; void ones are in no set.
-- Columns: unit; ledger; inspection; aspect (its number, 0 for none); title (of the aspect, empty where no texts went up);
--   claim; verdict; issues; completed; closed.
SELECT u.unit, u.ledger, u.inspection, c.aspect, COALESCE(a.title, '') AS title, c.claim, c.verdict,
       c.issues, c.completed, c.closed
  FROM counts c
  JOIN units u ON u.place = c.place
  LEFT JOIN aspects a ON a.place = c.place AND a.aspect = c.aspect
 ORDER BY c.place, c.aspect, title, c.claim, c.verdict
