-- The issues in the order of `rectify list`, with the same columns, of a ledger with one inspection that make_ledger.py made.
SELECT CASE WHEN i.parent IS NULL THEN i.number ELSE p.number || '-' || i.number END AS number, a.number AS aspect, i.title,
  i.claim, i.verdict, i.owner, ifnull(i.deadline, '') AS deadline,
  CASE WHEN i.due < date('now') AND i."open" THEN CAST(julianday('now') - julianday(i.due) AS INTEGER) ELSE '' END AS late,
  i.actions
FROM issues i LEFT JOIN aspects a ON a.id = i.aspect LEFT JOIN issues p ON p.id = i.parent
WHERE i.void = ''
ORDER BY i.inspection, ifnull(a.number, 1e9), ifnull(p.number, i.number), i.parent IS NOT NULL, i.number
LIMIT :rows;
