-- The Markdown of `rectify report`, of a Chinese ledger that make_ledger.py made and on this day, but for its last line.
.mode list
.headers off
CREATE TEMP TABLE term(area TEXT, code TEXT, word TEXT, place INTEGER, PRIMARY KEY (area, code)) WITHOUT ROWID;
INSERT INTO term VALUES
 ('severity','critical','重大',0),('severity','high','严重',0),('severity','medium','一般',0),('severity','low','轻微',0),
 ('claim','completed','已完成',1),('claim','substantial','基本完成',2),('claim','partial','部分完成',3),
 ('claim','acting','整改中',4),('claim','pending','未启动',5),('claim','standing','长期坚持',6),
 ('verdict','unreviewed','未验收',0),('verdict','returned','退回',0),('verdict','accepted','同意销号',0),('verdict','waived','免于整改',0),
 ('action','meeting','会议',1),('action','study','学习',2),('action','training','培训',3),('action','rule','建章立制',4),
 ('action','on-site','现场检查',5),('action','money','资金纠正',6),('action','accountability','追责问责',7),
 ('action','correction','具体纠正',8),('action','other','其他',9);
CREATE TEMP TABLE today AS SELECT date('now', 'localtime') AS iso,
 strftime('%Y年', 'now', 'localtime') || ltrim(strftime('%m月', 'now', 'localtime'), '0') || ltrim(strftime('%d日', 'now', 'localtime'), '0') AS said;
CREATE TEMP TABLE area AS SELECT id, '第' || substr('一二三四五六七八九', number, 1) || '方面，' AS place, rtrim(title, '。') AS title FROM aspects;
-- What each issue counts for: completed, closed, standing, overdue.
CREATE TEMP TABLE standing AS SELECT i.id, i.aspect, i.parent IS NOT NULL AS sub, i.claim, i.verdict, i.due,
  i.claim = 'completed' AND i.verdict NOT IN ('returned', 'waived') AS done, i.claim = 'completed' AND i.verdict = 'accepted' AS closed,
  i.claim = 'standing' AS goes_on, i.verdict = 'waived' AS waived,
  i.due < t.iso AND NOT (i.claim = 'completed' AND i.verdict NOT IN ('returned', 'waived')) AS late
 FROM issues i JOIN today t WHERE i.void = '';
CREATE TEMP TABLE figures AS SELECT aspect, sub, count(*) AS issues, sum(done) AS done, sum(closed) AS closed, sum(goes_on) AS goes_on,
  sum(late) AS late, sum(verdict = 'returned') AS returned, sum(waived) AS waived FROM standing GROUP BY aspect, sub;
CREATE TEMP TABLE whole AS SELECT sub, sum(issues) AS issues, sum(done) AS done, sum(closed) AS closed, sum(goes_on) AS goes_on,
  sum(late) AS late, sum(returned) AS returned, sum(waived) AS waived FROM figures GROUP BY sub;
CREATE TEMP VIEW lines AS SELECT *, replace(printf('%d.%d%%', done * 100 / issues, done * 1000 / issues % 10), '.0%', '%') AS progress FROM
 (SELECT f.aspect, a.place || a.title AS title, f.issues, f.done, f.closed, f.goes_on, f.late FROM figures f JOIN area a ON a.id = f.aspect WHERE f.sub = 0
  UNION ALL SELECT 1e9 + sub, '合计', issues, done, closed, goes_on, late FROM whole);
CREATE TEMP TABLE counted AS SELECT x.id, x.kind, x.latest FROM actions x WHERE x.void = '' AND (x.whole = 1
  OR EXISTS (SELECT 1 FROM action_issues l JOIN issues i ON i.id = l.issue WHERE l.action = x.id AND i.void = ''));
CREATE TEMP TABLE summed AS SELECT o.name || iif(max(o.at_least), iif(sum(o.quantity) % 10 = 0 AND sum(o.quantity) > 9, '', '不少于'), '') || sum(o.quantity)
  || iif(max(o.at_least) AND sum(o.quantity) % 10 = 0 AND sum(o.quantity) > 9, '余', '') || o.unit AS said
 FROM counted c JOIN outcomes o ON o.action = c.id GROUP BY o.name, o.unit ORDER BY min(c.latest || printf('%012d', c.id) || o.position);
CREATE TEMP TABLE made AS SELECT r.name FROM counted c JOIN action_rules r ON r.action = c.id GROUP BY r.name ORDER BY min(c.latest), min(c.id), r.name;

SELECT '# ' || n.unit || '关于' || n.authority || n.kind || '反馈意见整改进展情况的报告

按照' || n.authority || '部署，' || n.inspectors || '对' || n.unit || '进行了' || n.title || '，并于' || substr(n.feedback, 1, 4) || '年'
 || ltrim(substr(n.feedback, 6, 2), '0') || '月' || ltrim(substr(n.feedback, 9, 2), '0') || '日反馈了意见。整改期限为' || substr(n.due, 1, 4) || '年'
 || ltrim(substr(n.due, 6, 2), '0') || '月' || ltrim(substr(n.due, 9, 2), '0') || '日。现将截至' || t.said || '的整改情况报告如下。

## 一、整改工作组织情况
' FROM inspections n JOIN today t;
SELECT w.issues || '个问题中，已明确责任人或责任单位的' || (SELECT count(*) FROM issues WHERE parent IS NULL AND void = '' AND (owner <> '' OR unit <> ''))
 || '个，已明确牵头领导的' || (SELECT count(*) FROM issues WHERE parent IS NULL AND void = '' AND lead <> '') || '个，已明确整改时限的'
 || (SELECT count(*) FROM issues WHERE parent IS NULL AND void = '' AND due IS NOT NULL) || '个。

台账中没有登记面向本次整改全局的行动。

## 二、整改结果

反馈意见指出' || (SELECT count(*) FROM area) || '个方面' || w.issues || '个问题。截至' || t.said || '，已完成' || w.done || '个，整改进度' || w.progress || '。

按整改状态分：' || (SELECT group_concat(said, '，') FROM (SELECT m.word || (SELECT count(*) FROM standing s WHERE s.claim = m.code AND NOT s.sub) || '个' AS said
  FROM term m WHERE m.area = 'claim' ORDER BY m.place)) || '。
' FROM lines w JOIN today t WHERE w.aspect = 1e9;
SELECT printf('按验收情况分：已销号%d个，完成后未验收%d个，退回%d个，免于整改%d个。逾期%d个。
', closed, done - closed, returned, waived, late) FROM whole WHERE sub = 0;
SELECT printf('另有%d个子问题，单独计数：已完成%d个，进度%s，逾期%d个。
', issues, done, progress, late) FROM lines WHERE aspect = 1e9 + 1;
SELECT '| 方面 | 问题 | 已完成 | 已销号 | 长期坚持 | 逾期 | 进度 |
| :--- | ---: | ---: | ---: | ---: | ---: | ---: |';
SELECT printf('| %s | %d | %d | %d | %d | %d | %s |', title, issues, done, closed, goes_on, late, progress) FROM lines WHERE aspect <= 1e9 ORDER BY aspect;
SELECT '
整改以来共开展整改行动' || (SELECT count(*) FROM counted) || '项：' || (SELECT group_concat(said, '、') FROM (SELECT m.word
  || (SELECT count(*) FROM counted c WHERE c.kind = m.code) || '项' AS said FROM term m WHERE m.area = 'action' ORDER BY m.place)) || '。

取得的成效，以数字计：' || (SELECT group_concat(said, '、') FROM summed) || '。

涉及资金0元。

制定、修订制度' || (SELECT count(*) FROM made) || '项：' || (SELECT group_concat('《' || name || '》', '') FROM made) || '。
';

SELECT iif(lag(i.aspect) OVER (ORDER BY a.number, ifnull(p.number, i.number), i.parent IS NOT NULL, i.number) IS i.aspect, '',
  (SELECT '### ' || r.place || r.title || '。共' || f.issues || '个问题。

' FROM area r JOIN figures f ON f.aspect = r.id AND f.sub = 0 WHERE r.id = i.aspect))
 || '**' || iif(p.id IS NULL, i.number || '.', '（' || i.number || '）') || '关于“' || i.title || '”的问题。** '
 || CASE i.claim WHEN 'completed' THEN '该问题已于' || substr(i.claimed_on, 1, 4) || '年' || ltrim(substr(i.claimed_on, 6, 2), '0') || '月'
     || ltrim(substr(i.claimed_on, 9, 2), '0') || '日整改完成' ELSE '该问题正在整改' END
 || '（责任人：' || i.owner || '；责任单位：' || i.unit || '）。'
 || iif(i.first_deadline <> i.deadline, (SELECT '原定时限' || substr(i.first_deadline, 1, 4) || '年' || ltrim(substr(i.first_deadline, 6, 2), '0') || '月'
     || ltrim(substr(i.first_deadline, 9, 2), '0') || '日，延至' || substr(d.deadline, 1, 4) || '年' || ltrim(substr(d.deadline, 6, 2), '0') || '月'
     || ltrim(substr(d.deadline, 9, 2), '0') || '日（' || substr(d.date, 1, 4) || '年' || ltrim(substr(d.date, 6, 2), '0') || '月'
     || ltrim(substr(d.date, 9, 2), '0') || '日延期；理由：' || d.reason || '；批准：' || d."by" || '）。'
     FROM deadlines d WHERE d.issue = i.id ORDER BY d.entry DESC LIMIT 1), '')
 || CASE WHEN s.late OR (s.done AND i.claimed_on > i.due) THEN '整改时限' || substr(i.deadline, 1, 4) || '年' || ltrim(substr(i.deadline, 6, 2), '0') || '月'
     || ltrim(substr(i.deadline, 9, 2), '0') || '日，' || iif(s.late, '已逾期' || cast(julianday(t.iso) - julianday(i.due) AS INTEGER) || '天。', '完成时已过时限。') ELSE '' END
 || iif(i.actions > 5, '

', '') || (SELECT group_concat(iif(i.actions > 5, '- ', '') || substr(x.date, 1, 4) || '年' || ltrim(substr(x.date, 6, 2), '0') || '月'
     || ltrim(substr(x.date, 9, 2), '0') || '日，' || x.text || ifnull('（' || nullif(ltrim(ifnull('；' ||
       (SELECT group_concat('《' || r.name || '》', '') FROM action_rules r WHERE r.action = x.id AND instr(x.text, '《' || r.name || '》') = 0), '') || ifnull('；' ||
       (SELECT group_concat(o.name || iif(o.at_least, iif(o.quantity LIKE '%0' AND length(o.quantity) > 1, '', '不少于'), '') || o.quantity ||
          iif(o.at_least AND o.quantity LIKE '%0' AND length(o.quantity) > 1, '余', '') || o.unit, '、')
        FROM outcomes o WHERE o.action = x.id), ''), '；'), '') || '）', '') || '。', iif(i.actions > 5, char(10), ''))
    FROM (SELECT x.* FROM action_issues l CROSS JOIN actions x ON x.id = l.action WHERE l.issue = i.id AND x.void = ''
      ORDER BY ifnull(x.earliest, x.latest), x.latest, x.id) x)
 || iif(i.actions > 5, '

', '') || CASE WHEN s.done THEN (SELECT w.words || '。' FROM claims w WHERE w.issue = i.id ORDER BY w.entry DESC LIMIT 1)
   ELSE '台账中没有登记下一步措施' || iif(i.deadline IS NULL, '、整改时限', '') || '。' END || char(10)
FROM issues i JOIN today t JOIN standing s ON s.id = i.id JOIN aspects a ON a.id = i.aspect LEFT JOIN issues p ON p.id = i.parent
WHERE i.void = '' ORDER BY a.number, ifnull(p.number, i.number), i.parent IS NOT NULL, i.number;

SELECT '## 三、下一步打算

尚未完成的问题' || (SELECT count(*) FROM standing WHERE NOT sub AND NOT done AND NOT goes_on AND NOT waived) || '个：
';
SELECT '- 问题' || i.number || '：' || i.title || '（' || m.word || '；' || ifnull('时限：' || substr(i.deadline, 1, 4) || '年' || ltrim(substr(i.deadline, 6, 2), '0') || '月'
  || ltrim(substr(i.deadline, 9, 2), '0') || '日', '未定时限') || iif(s.late, '；逾期' || cast(julianday(t.iso) - julianday(i.due) AS INTEGER) || '天', '') || '；责任人：' || i.owner || '）'
FROM issues i JOIN today t JOIN standing s ON s.id = i.id JOIN aspects a ON a.id = i.aspect JOIN term m ON m.area = 'claim' AND m.code = i.claim
WHERE NOT s.sub AND NOT s.done AND NOT s.goes_on AND NOT s.waived ORDER BY a.number, i.number;
SELECT '
长期坚持的问题0个。

对已完成的' || w.done || '个问题适时开展“回头看”，到现场逐一核对，发现反弹及时纠正。

附件：整改台账

' || n.unit || '\
' || t.said || '

## 附件：整改台账

| 序号 | 方面 | 问题 | 严重程度 | 整改状态 | 验收意见 | 责任人 | 整改时限 | 完成日期 | 行动 |
| :--- | :--- | :--- | :--- | :--- | :--- | :--- | :--- | :--- | ---: |' FROM inspections n JOIN today t JOIN whole w ON w.sub = 0;
SELECT '| ' || ifnull(p.number || '-', '') || i.number || ' | ' || r.place || r.title || ' | ' || i.title || ' | ' || ifnull(v.word, '') || ' | ' || c.word || ' | ' || d.word
 || ' | ' || iif(i.owner = '', i.unit, i.owner) || ' | ' || ifnull(i.deadline, '') || ' | ' || iif(i.claim = 'completed', ifnull(i.claimed_on, ''), '') || ' | ' || i.actions || ' |'
FROM issues i JOIN aspects a ON a.id = i.aspect JOIN area r ON r.id = i.aspect LEFT JOIN issues p ON p.id = i.parent
LEFT JOIN term v ON v.area = 'severity' AND v.code = i.severity JOIN term c ON c.area = 'claim' AND c.code = i.claim
JOIN term d ON d.area = 'verdict' AND d.code = i.verdict
WHERE i.void = '' ORDER BY a.number, ifnull(p.number, i.number), i.parent IS NOT NULL, i.number;
