-- How often each ledger has a finding, and what became of it.
-- Columns: wording (the number of the finding); place (the first of the ledger where it is found); issues; completed; closed.
SELECT w.wording, MIN(i.place) AS place, COUNT(*) AS issues,
       CAST(SUM(i.completed) AS BIGINT) AS completed, CAST(SUM(i.closed) AS BIGINT) AS closed
  FROM issues i
  JOIN wordings w ON w.finding = i.finding
 WHERE i.level = 0
 GROUP BY w.wording, i.ledger
 ORDER BY w.wording, place
