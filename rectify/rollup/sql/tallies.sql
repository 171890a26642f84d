-- What came of it, over all units. Lower bounds (at_least 1) have rows of their own and are never added to exact counts.
-- Columns: kind (of action); name (empty where no texts went up); measure (word of counting); currency (empty: no money);
--   at_least; units (ledgers); outcomes (how many were added); unsummed (of these, too long to be added); quantity (their
--   sum, a decimal; null for money); minor (sum of money in the smallest unit of the currency; null for counts).
SELECT o.kind, o.name, o.measure, o.currency, o.at_least,
       COUNT(DISTINCT o.place) AS units, COUNT(*) AS outcomes,
       CAST(SUM(CASE WHEN o.currency = '' AND o.quantity IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS unsummed,
       SUM(CASE WHEN o.currency = '' THEN CAST(o.quantity AS DECIMAL(38, 9)) END) AS quantity,
       CAST(SUM(o.minor) AS BIGINT) AS minor
  FROM outcomes o
 GROUP BY o.kind, o.name, o.measure, o.currency, o.at_least
 ORDER BY o.kind, o.name, o.measure, o.currency, o.at_least
