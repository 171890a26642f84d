"""What writing commands say when they are done, and what they point out."""

WORDS: dict[str, tuple[str, str]] = {
    "created": ("新建了台账：{path}", "new ledger: {path}"),
    "written": ("已记入 {path}，第 {entry} 条。", "recorded in {path}, entry {entry}."),
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
    "acceptance": ("完成标准：{text}", "acceptance: {text}"),
    "reopen": ("问题 {issues} 已重新打开。", "issue {issues} reopened."),
    "extend": (
        "问题 {issues} 的时限改为 {deadline}（首次时限照旧保留）。",
        "issue {issues}: deadline now {deadline} (the first one is kept).",
    ),
    "assign": ("问题 {issues} 的责任分工已更新。", "issue {issues}: responsibilities updated."),
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
    "export-left": (
        "{names} 没有存内容，没有取出。",
        "{names}: the ledger holds no content, nothing was written.",
    ),
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
    "act-undo": ("撤回第 {entries} 条", "entry {entries} taken back"),
    "editor-head": (
        "<!-- 在这里写“{part}”。这几行说明不会写入；保存后关闭编辑器即可。 -->",
        "<!-- Write “{part}” below. This line is not recorded; save and close the editor. -->",
    ),
}
