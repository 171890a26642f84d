-- Units where nothing is left: every issue that stands by itself is claimed complete and accepted.
-- Columns: unit; ledger; inspection; issues; recorded (moment of the ledger's last entry, UTC).
SELECT i.unit, i.ledger, i.inspection, COUNT(*) AS issues, l.recorded
  FROM issues i
  JOIN ledgers l ON l.ledger = i.ledger
 WHERE i.level = 0
 GROUP BY i.unit, i.ledger, i.inspection, l.recorded
HAVING SUM(i.closed) = COUNT(*)
 ORDER BY i.unit, i.ledger, i.inspection
