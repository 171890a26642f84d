-- Where a text occurs, in titles of issues and in what was done; upper and lower case are the same
-- (a text without letters that have cases, as a Chinese one, is sought as it stands: that takes a third of the time).
-- Columns: unit; ledger; inspection; what (issue or action); number (what people call it); claim; verdict (both empty for an
--   action); text. Of many only the first 10,001: one more than is shown, so that it is known whether there are more.
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
 WHERE INSTR(CASE WHEN LOWER(q.text) = UPPER(q.text) THEN f.text ELSE LOWER(f.text) END, LOWER(q.text)) > 0
 ORDER BY f.unit, f.ledger, f.inspection, f.what DESC, f.id
 LIMIT 10001
