-- What looks on site found of closed issues.
-- Columns: unit; ledger; inspection; drawn; looked (of these, looked at); holds; relapsed; never_done.
-- The rate of relapse is relapsed out of looked.
SELECT u.unit, u.ledger, u.inspection, b.drawn, b.looked, b.holds, b.relapsed, b.never_done
  FROM (
    SELECT x.place,
           CAST(SUM(x.issues) AS BIGINT) AS drawn,
           CAST(SUM(CASE WHEN x.finding = '' THEN 0 ELSE x.issues END) AS BIGINT) AS looked,
           CAST(SUM(CASE WHEN x.finding = 'holds' THEN x.issues ELSE 0 END) AS BIGINT) AS holds,
           CAST(SUM(CASE WHEN x.finding = 'relapsed' THEN x.issues ELSE 0 END) AS BIGINT) AS relapsed,
           CAST(SUM(CASE WHEN x.finding = 'never-done' THEN x.issues ELSE 0 END) AS BIGINT) AS never_done
      FROM look_backs x
     GROUP BY x.place
  ) b
  JOIN units u ON u.place = b.place
 ORDER BY u.place
