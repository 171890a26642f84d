-- Units where nothing is left: every issue that stands by itself is claimed complete and accepted.
-- Columns: unit; ledger; inspection; issues; recorded (moment of the ledger's last entry, UTC).
SELECT u.unit, u.ledger, u.inspection, c.issues, l.recorded
  FROM (
    SELECT x.place, CAST(SUM(x.issues) AS BIGINT) AS issues
      FROM counts x
     GROUP BY x.place
    HAVING SUM(x.closed) = SUM(x.issues)
  ) c
  JOIN units u ON u.place = c.place
  JOIN ledgers l ON l.ledger = u.ledger
 ORDER BY u.place
