-- What came of it in each ledger. Lower bounds (at_least 1) have rows of their own and are never added to exact counts.
-- Columns: ledger; kind; name; measure; currency; at_least; outcomes; unsummed; quantity (of counts, null for money); minor (of
--   money, null for counts). A sum of money has more digits than a BIGINT.
SELECT o.ledger, o.kind, o.name, o.measure, o.currency, o.at_least, COUNT(*) AS outcomes,
       CAST(SUM(CASE WHEN o.currency = '' AND o.quantity IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS unsummed,
       SUM(CASE WHEN o.currency = '' THEN CAST(o.quantity AS DECIMAL(38, 9)) END) AS quantity,
       CAST(SUM(o.minor) AS DECIMAL(38, 0)) AS minor
  FROM outcomes o
 GROUP BY o.ledger, o.kind, o.name, o.measure, o.currency, o.at_least
 ORDER BY o.ledger, o.kind, o.name, o.measure, o.currency, o.at_least
