-- What looks on site found of closed issues.
-- Columns: unit; ledger; inspection; drawn; looked (of these, looked at); holds; relapsed; never_done.
-- The rate of relapse is relapsed out of looked.
SELECT b.unit, b.ledger, b.inspection,
       CAST(SUM(b.issues) AS BIGINT) AS drawn,
       CAST(SUM(CASE WHEN b.finding = '' THEN 0 ELSE b.issues END) AS BIGINT) AS looked,
       CAST(SUM(CASE WHEN b.finding = 'holds' THEN b.issues ELSE 0 END) AS BIGINT) AS holds,
       CAST(SUM(CASE WHEN b.finding = 'relapsed' THEN b.issues ELSE 0 END) AS BIGINT) AS relapsed,
       CAST(SUM(CASE WHEN b.finding = 'never-done' THEN b.issues ELSE 0 END) AS BIGINT) AS never_done
  FROM look_backs b
 GROUP BY b.unit, b.ledger, b.inspection
 ORDER BY b.unit, b.ledger, b.inspection
