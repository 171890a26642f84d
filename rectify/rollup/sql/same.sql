-- The same finding in two units or more, whatever wraps it (关于……的问题), and however it is spaced and quoted.
-- Columns: title (one of its wordings); units (ledgers); issues; completed; closed.
SELECT w.title, s.units, s.issues, s.completed, s.closed
  FROM (
    SELECT f.wording, COUNT(*) AS units, CAST(SUM(f.issues) AS BIGINT) AS issues,
           CAST(SUM(f.completed) AS BIGINT) AS completed, CAST(SUM(f.closed) AS BIGINT) AS closed
      FROM findings f
     GROUP BY f.wording
    HAVING COUNT(*) > 1
  ) s
  JOIN wordings w ON w.wording = s.wording
 ORDER BY s.units DESC, s.issues DESC, w.title
