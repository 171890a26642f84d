-- Where a text occurs, in titles of issues and in what was done; upper and lower case are the same
-- (a text without letters that have cases, as a Chinese one, is sought as it stands: that takes a third of the time).
-- Columns: unit; ledger; inspection; what (issue or action); number (what people call it); claim; verdict (both empty for an
--   action); text. Of many only the first 10,001: one more than is shown, so that it is known whether there are more.
SELECT u.unit, u.ledger, u.inspection, f.what, f.number, f.claim, f.verdict, f.text
  FROM (
    SELECT x.place, x.what, x.id, CASE WHEN x.what = 'issue' THEN x.number ELSE 'a' || CAST(x.id AS VARCHAR(20)) END AS number,
           x.claim, x.verdict, x.text
      FROM (
        SELECT i.place, 'issue' AS what, i.issue AS id, i.number, i.claim, i.verdict, i.title AS text FROM issues i
        UNION ALL
        SELECT a.place, 'action' AS what, a.action AS id, '' AS number, '' AS claim, '' AS verdict, a.text FROM actions a
      ) x
      CROSS JOIN asked q
     WHERE INSTR(CASE WHEN LOWER(q.text) = UPPER(q.text) THEN x.text ELSE LOWER(x.text) END, LOWER(q.text)) > 0
     ORDER BY x.place, x.what DESC, x.id
     LIMIT 10001
  ) f
  JOIN units u ON u.place = f.place
 ORDER BY f.place, f.what DESC, f.id
