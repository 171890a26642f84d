-- Where a text occurs, in titles of issues and in what was done; upper and lower case are the same.
-- Columns: unit; ledger; inspection; what (issue or action); number (what people call it); claim; verdict (both empty for an
--   action); text.
SELECT f.unit, f.ledger, f.inspection, f.what, f.number, f.claim, f.verdict, f.text
  FROM (
    SELECT i.unit, i.ledger, i.inspection, 'issue' AS what, i.issue AS id, i.number, i.claim, i.verdict, i.title AS text
      FROM issues i
    UNION ALL
    SELECT a.unit, a.ledger, a.inspection, 'action' AS what, a.action AS id, 'a' || CAST(a.action AS VARCHAR(20)) AS number,
           '' AS claim, '' AS verdict, a.text
      FROM actions a
  ) f
  CROSS JOIN asked q
 WHERE INSTR(LOWER(f.text), LOWER(q.text)) > 0
 ORDER BY f.unit, f.ledger, f.inspection, f.what DESC, f.id
