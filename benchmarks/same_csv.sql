-- The flat register as CSV, of a Chinese ledger that make_ledger.py made: the text of `rectify report --kind register --format csv`.
.mode csv
.headers off
CREATE TEMP TABLE term(area TEXT, code TEXT, word TEXT, PRIMARY KEY (area, code)) WITHOUT ROWID;
INSERT INTO term VALUES
 ('kind','at-once','立行立改'),('kind','staged','分阶段整改'),('kind','standing','持续整改'),
 ('severity','critical','重大'),('severity','high','严重'),('severity','medium','一般'),('severity','low','轻微'),
 ('claim','pending','未启动'),('claim','acting','整改中'),('claim','partial','部分完成'),('claim','substantial','基本完成'),
 ('claim','completed','已完成'),('claim','standing','长期坚持'),
 ('verdict','unreviewed','未验收'),('verdict','returned','退回'),('verdict','accepted','同意销号'),('verdict','waived','免于整改');
SELECT '台账ID','序号','方面','上级ID','问题','整改类型','严重程度','整改状态','完成日期','验收意见','责任人','责任领导','责任部门','配合部门','整改目标','整改建议','单位答复','原定时限','整改时限','时限末日','整改措施','整改成效','行动','佐证材料','台账版本';
SELECT i.id, CASE WHEN p.id IS NULL THEN i.number ELSE p.number || '-' || i.number END, ifnull(rtrim(a.title, '。'), ''),
 ifnull(i.parent, ''), i.title, ifnull(k.word, ''), ifnull(s.word, ''), c.word,
 CASE WHEN i.claim = 'completed' THEN ifnull(i.claimed_on, '') ELSE '' END, v.word, i.owner, i.lead, i.unit, i.supporting,
 i.acceptance, i.recommendation, i.response, ifnull(i.first_deadline, ''), ifnull(i.deadline, ''), ifnull(i.due, ''), '',
 ifnull((WITH line AS (
   SELECT ifnull(x.earliest, x.latest) AS first, x.latest AS last, x.id AS id,
     substr(x.date, 1, 4) || '年' || ltrim(substr(x.date, 6, 2), '0') || '月' || ltrim(substr(x.date, 9, 2), '0') || '日，' ||
     x.text || ifnull('（' || nullif(ltrim(ifnull('；' || 
       (SELECT group_concat('《' || r.name || '》', '') FROM action_rules r WHERE r.action = x.id AND instr(x.text, '《' || r.name || '》') = 0), '') || ifnull('；' ||
       (SELECT group_concat(o.name || iif(o.at_least, iif(o.quantity LIKE '%0' AND length(o.quantity) > 1, '', '不少于'), '') || o.quantity ||
          iif(o.at_least AND o.quantity LIKE '%0' AND length(o.quantity) > 1, '余', '') || o.unit, '、')
        FROM outcomes o WHERE o.action = x.id), ''), '；'), '') || '）', '') || '。' AS text
   FROM action_issues l CROSS JOIN actions x ON x.id = l.action WHERE l.issue = i.id AND x.void = ''
   UNION ALL SELECT '9999-99-99', '', 0, w.words FROM claims w WHERE w.issue = i.id AND w.claim = i.claim AND w.words <> ''
     AND i.claim NOT IN ('pending', 'acting') AND w.entry = (SELECT max(entry) FROM claims WHERE issue = i.id))
  SELECT iif(count(*) = 1, min(text), group_concat(n || '. ' || text, char(10)))
  FROM (SELECT row_number() OVER (ORDER BY first, last, id) AS n, text FROM line ORDER BY n)), ''),
 i.actions, i.evidence, (SELECT ledger || '@' || (SELECT max(seq) FROM entry) FROM ledger)
FROM issues i LEFT JOIN aspects a ON a.id = i.aspect LEFT JOIN issues p ON p.id = i.parent
LEFT JOIN term k ON k.area = 'kind' AND k.code = i.kind LEFT JOIN term s ON s.area = 'severity' AND s.code = i.severity
JOIN term c ON c.area = 'claim' AND c.code = i.claim JOIN term v ON v.area = 'verdict' AND v.code = i.verdict
WHERE i.void = '' ORDER BY ifnull(a.number, 9999999999), ifnull(p.number, i.number), i.parent IS NOT NULL, i.number;
