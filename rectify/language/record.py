"""What writing commands say when they are done, and what they point out."""

WORDS: dict[str, tuple[str, str]] = {
    "created": ("新建了台账：{path}", "new ledger: {path}"),
    "written": ("已记入 {path}，第 {entry} 条。", "recorded in {path}, entry {entry}."),
    "on-network": (
        "{path} 在网络文件系统（{kind}）上，那里的锁靠不住：请确保同一时间只有一个人在写。",
        "{path} lies on a network share ({kind}), where locks may keep nobody out: see to it that only one person writes.",
    ),
    "newer-format": (
        "这个台账由较新的 rectify 写成（格式 {format}，本程序到 {known}），只能看，内容可能不全。",
        "this ledger was written by a newer rectify (format {format}, this program knows {known}); it can only be read.",
    ),
    "init": (
        '已登记检查 {code}。下一步：rectify add-issue "问题原文"',
        'inspection {code} registered. Next: rectify add-issue "the finding"',
    ),
    "add-inspection": ("已登记检查 {code}。", "inspection {code} registered."),
    "add-aspect": ("已登记第 {number} 方面：{title}", "aspect {number} added: {title}"),
    "add-issue": ("已登记问题 {name}：{title}", "issue {name} added: {title}"),
    "add-measure": ("已登记问题 {issue} 的措施 m{id}：{text}", "measure m{id} added to issue {issue}: {text}"),
    "log-action": (
        "已记录行动 a{id}（{date}），用于问题 {issues}。",
        "action a{id} ({date}) logged for issue {issues}.",
    ),
    "log-action-whole": (
        "已记录行动 a{id}（{date}），用于整个检查。",
        "action a{id} ({date}) logged for the inspection as a whole.",
    ),
    "complete": ("问题 {issues}：{claim}（{date}）。", "issue {issues}: {claim} ({date})."),
    "complete-measures": ("措施 {measures}：已完成（{date}）。", "measure {measures}: completed ({date})."),
    "no-action": (
        '注意：问题 {issues} 没有任何整改行动就标为完成；检查人员会首先问到。补记：rectify log-action {first} "做了什么"',
        'note: issue {issues} has no action at all; an inspector will ask. Log one: rectify log-action {first} "what was done"',
    ),
    "open-under": (
        "注意：问题 {issue} 下面还有未完成的子问题 {names}。",
        "note: issue {issue} still has sub-issues that are not complete: {names}.",
    ),
    "lacking": (
        "注意：问题 {issue} 还缺：{what}。",
        "note: issue {issue} still lacks: {what}.",
    ),
    "lacks-actions": ("整改行动（log-action）", "an action (log-action)"),
    "lacks-evidence": ("佐证材料（attach）", "evidence (attach)"),
    "lacks-effect": ("成效（--effect）", "what came of it (--effect)"),
    "lacks-acceptance": ("完成标准（amend --acceptance）", "what an outsider would see (amend --acceptance)"),
    "lacks-measures": ("未完成的措施（complete m5）", "measures that are still open (complete m5)"),
    "lacks-sub-issues": ("未完成的子问题", "sub-issues that are still open"),
    "acceptance": ("完成标准：{text}", "acceptance: {text}"),
    "reopen": ("问题 {issues} 已重新打开。", "issue {issues} reopened."),
    "extend": (
        "问题 {issues} 的时限改为 {deadline}（首次时限照旧保留）。",
        "issue {issues}: deadline now {deadline} (the first one is kept).",
    ),
    "assign": ("问题 {issues} 的责任分工已更新。", "issue {issues}: responsibilities updated."),
    "hand-over": (
        "{old} 负责的未完成事项已交给 {new}：{names}。已完成的不变。",
        "what {old} answers for and is open goes to {new}: {names}. What is completed stays as it was.",
    ),
    "amend": (
        "已更正 {name}：{fields}（原文仍在记录中）。",
        "{name} amended: {fields} (the old wording stays in the journal).",
    ),
    "void": ("已作废 {name}：{reason}", "{name} made void: {reason}"),
    "write": ("已写入“{part}”，共 {length} 字。", "“{part}” written, {length} characters."),
    "write-empty": (
        "“{part}”已清空，报告将用自动生成的文字。",
        "“{part}” cleared; the report uses the computed text again.",
    ),
    "write-kept": ("写的文字还在 {path}。", "what was written is still in {path}."),
    "write-unchanged": ("没有改动，未写入。", "nothing changed, nothing written."),
    "attach": ("已附上佐证材料 {evidence}（{things}）。", "evidence {evidence} attached to {things}."),
    "attach-again": (
        "有{number}个文件已经附过了，没有重复登记。",
        "{number} of these files are attached already and were not recorded again.",
    ),
    "attach-passed-over": (
        "{path} 里有{number}个隐藏文件、链接或设备，没有附上。",
        "{number} hidden files, links or devices in {path} were passed over.",
    ),
    "attach-shared": (
        "注意：e{id}“{name}”与 {names} 是同一个文件，只存一份。",
        "note: e{id} “{name}” is the same file as {names}; it is kept once.",
    ),
    "purged": (
        "内容已从台账中清除，不能恢复；文件名和 SHA-256 仍保留。",
        "the content is gone from the ledger for good; its name and SHA-256 stay.",
    ),
    "act-attach": (
        "附上佐证材料 e{id}“{name}”（{things}）",
        "evidence e{id} “{name}” attached to {things}",
    ),
    "act-purge": ("清除佐证材料 e{id} 的内容：{reason}", "content of evidence e{id} purged: {reason}"),
    "export": ("取出{number}个文件，放在 {path}。", "{number} files were written to {path}."),
    "export-journal": (
        "记录全文写到 {path}，共 {entry} 条；用 sha256sum 算出来应是 {text}",
        "the journal, {entry} entries, was written to {path}; its SHA-256 (sha256sum) must be {text}",
    ),
    "backup": (
        "已备份到 {path}（{size}字节），核对无误：第 {entry} 条，摘要 {text}",
        "backed up to {path} ({size} bytes) and proved whole: entry {entry}, text head {text}",
    ),
    "restored": (
        "已从记录全文重建 {path}，共 {entry} 条，佐证材料{number}个；摘要 {text}",
        "{path} made anew from its journal: {entry} entries, {number} contents of files; text head {text}",
    ),
    "restored-without": (
        "没有找到内容的文件有{number}个：{names}",
        "contents that were not found ({number}): {names}",
    ),
    "export-left": (
        "{names} 没有存内容，没有取出。",
        "{names}: the ledger holds no content, nothing was written.",
    ),
    "review": ("{names}：{what}（{date}）。", "{names}: {what} ({date})."),
    "closed": ("已销号：问题 {issues}", "closed: issue {issues}"),
    "review-next": ("问题 {issue} 下次复查不晚于 {day}", "issue {issue} is to be reviewed again by {day}"),
    "act-review": ("{names}：{what}：{note}", "{names}: {what}: {note}"),
    "draw-again": (
        "这个号码和摘要已经抽过，抽样单照原样再印一次。",
        "this number and head were drawn before; the sheet is printed again as it was.",
    ),
    "draw-few": (
        "当时已销号的只有{number}个，全部抽中。",
        "only {number} issues were closed then; all of them are drawn.",
    ),
    "look-back": (
        "问题 {issue} 回头看：{finding}（第 {draw} 次抽样）。",
        "issue {issue}, look-back: {finding} (draw {draw}).",
    ),
    "look-back-open": (
        "问题 {issue} 现在是“{claim}”，重新整改；回头看的记录与它相连。",
        "issue {issue} is now {claim} and open again; the look-back stands with it.",
    ),
    "act-draw": (
        "回头看第 {id} 次抽样（号码 {seed}，第 {entry} 条的摘要）：问题 {issues}",
        "look-back draw {id} (number {seed}, head of entry {entry}): issue {issues}",
    ),
    "act-look-back": ("问题 {issues} 回头看：{finding}：{note}", "issue {issues}, look-back: {finding}: {note}"),
    "undo": ("已撤回第 {entries} 条：{what}", "entry {entries} taken back: {what}"),
    "act-create-ledger": ("新建台账", "the ledger was made"),
    "act-add-inspection": ("登记检查 {code}", "inspection {code} registered"),
    "act-add-aspect": ("登记第 {number} 方面“{title}”", "aspect {number} “{title}” added"),
    "act-add-issue": ("登记问题 {name}“{title}”", "issue {name} “{title}” added"),
    "act-add-measure": ("为问题 {issues} 登记措施 m{id}“{text}”", "measure m{id} “{text}” for issue {issues}"),
    "act-log-action": ("为问题 {issues} 记录行动 a{id}“{text}”", "action a{id} “{text}” for issue {issues}"),
    "act-log-action-whole": ("为整个检查记录行动 a{id}“{text}”", "action a{id} “{text}” for the inspection as a whole"),
    "act-complete": ("问题 {issues} 标为“{claim}”", "issue {issues} claimed {claim}"),
    "act-complete-measures": ("措施 {measures} 标为“{claim}”", "measure {measures} claimed {claim}"),
    "act-reopen": ("问题 {issues} 重新打开：{reason}", "issue {issues} reopened: {reason}"),
    "act-extend": (
        "问题 {issues} 的时限改为 {deadline}：{reason}",
        "issue {issues}: deadline moved to {deadline}: {reason}",
    ),
    "act-assign": ("问题 {issues} 的责任分工：{posts}", "issue {issues} assigned: {posts}"),
    "act-amend": ("更正 {name} 的 {fields}", "{fields} of {name} amended"),
    "act-void": ("作废 {name}：{reason}", "{name} made void: {reason}"),
    "act-write": ("写入报告的“{part}”", "“{part}” of the report written"),
    "act-import": ("导入文件“{name}”（SHA-256 {hash}）", "file “{name}” imported (SHA-256 {hash})"),
    "act-give-head": (
        "把第 {entry} 条为止的台账摘要交给{to}",
        "the head up to entry {entry} was given to {to}",
    ),
    "given-head": (
        "已记下：第 {entry} 条为止的台账摘要交给了{to}。",
        "recorded: the head up to entry {entry} was given to {to}.",
    ),
    "head-signed": (
        "已写好 {path} 和签名 {signature}；两个文件一起交出去。",
        "{path} and its signature {signature} were written; hand over both.",
    ),
    "head-saved": ("已写好 {path}。", "{path} was written."),
    "act-undo": ("撤回第 {entries} 条", "entry {entries} taken back"),
    "editor-head": (
        "<!-- 在这里写“{part}”。这几行说明不会写入；保存后关闭编辑器即可。 -->",
        "<!-- Write “{part}” below. This line is not recorded; save and close the editor. -->",
    ),
}
