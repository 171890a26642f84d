-- Every finding of an issue that stands by itself, numbered.
-- Columns: wording (its number); finding; title (one of its wordings).
SELECT ROW_NUMBER() OVER (ORDER BY f.finding) AS wording, f.finding, f.title
  FROM (
    SELECT i.finding, MIN(i.title) AS title FROM issues i WHERE i.level = 0 AND i.finding <> '' GROUP BY i.finding
  ) f
 ORDER BY wording
