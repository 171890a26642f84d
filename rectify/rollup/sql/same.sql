-- The same finding in two units or more, whatever wraps it (关于……的问题), and however it is spaced and quoted.
-- Columns: title (one of its wordings); units (ledgers); issues; completed; closed.
SELECT MIN(i.title) AS title, COUNT(DISTINCT i.place) AS units, COUNT(*) AS issues,
       CAST(SUM(i.completed) AS BIGINT) AS completed, CAST(SUM(i.closed) AS BIGINT) AS closed
  FROM issues i
 WHERE i.level = 0 AND i.finding <> ''
 GROUP BY i.finding
HAVING COUNT(DISTINCT i.place) > 1
 ORDER BY units DESC, issues DESC, title
