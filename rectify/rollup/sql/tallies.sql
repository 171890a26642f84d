-- What came of it, over all units. Lower bounds (at_least 1) have rows of their own and are never added to exact counts.
-- Columns: kind (of action); name (empty where no texts went up); measure (word of counting); currency (empty: no money);
--   at_least; units (ledgers); outcomes (how many were added); unsummed (of these, too long to be added); quantity (their
--   sum, a decimal; null for money); minor (sum of money in the smallest unit of the currency; null for counts).
SELECT t.kind, t.name, t.measure, t.currency, t.at_least, COUNT(*) AS units,
       CAST(SUM(t.outcomes) AS BIGINT) AS outcomes, CAST(SUM(t.unsummed) AS BIGINT) AS unsummed,
       SUM(t.quantity) AS quantity, SUM(t.minor) AS minor
  FROM tallies t
 GROUP BY t.kind, t.name, t.measure, t.currency, t.at_least
 ORDER BY t.kind, t.name, t.measure, t.currency, t.at_least
