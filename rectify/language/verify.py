"""What `verify` says. A finding `x` has its advice in `x.advice`."""

WORDS: dict[str, tuple[str, str]] = {
    "whole": ("没有发现问题", "no fault found"),
    "found": ("发现 {count} 处问题", "faults: {count}"),
    "entries": ("登记 {count} 条", "entries: {count}"),
    "more": ("另有 {count} 处，用 --json 可看全部。", "{count} more; --json shows all of them."),
    "tables": ("、各表与登记流水", ", the tables against the journal"),
    "looked-quick": (
        "看过：页面、表结构、最后两条。没看：整条哈希链、各表的内容、文件内容",
        "Looked at: pages, schema, the last two entries. Not at: the whole chain, the tables, the contents of files",
    ),
    "looked-whole": (
        "看过：页面、表结构、整条哈希链、每条的写法{tables}。没看：文件内容（--evidence）",
        "Looked at: pages, schema, the whole chain, each body{tables}. Not at: the contents of files (--evidence)",
    ),
    "looked-evidence": (
        "看过：页面、表结构、整条哈希链、每条的写法{tables}、每个文件的内容",
        "Looked at: pages, schema, the whole chain, each body{tables}, the content of each file",
    ),
    "looked-seal": (
        "看过：成员和 SHA256SUMS、每条记录、哈希链、摘要、佐证材料、报告写的摘要",
        "Looked at: members and SHA256SUMS, each entry, the chain, the head, the evidence, the head that the reports state",
    ),
    "other-state": (
        "各状态表由另一版本的 rectify 写成，没有核对；下一次登记会按登记流水重做。",
        "Another version of rectify made the state tables, they were not compared; the next act makes them anew.",
    ),
    "promised": (
        "第 1 到第 {seq} 条与外面保存的摘要一致；其后的 {rest} 条没有外面的摘要可以对照，不作保证。",
        "Entries 1 to {seq} are as a head that is held outside says; nothing outside speaks for the {rest} after them.",
    ),
    "promised-all": (
        "全部 {seq} 条都与外面保存的摘要一致。",
        "All {seq} entries are as a head that is held outside says.",
    ),
    "unpromised": (
        "尾部被截掉，或者整个重写过的台账，看上去也是这样：只有别人手里的摘要才看得出来（--head）。",
        "A ledger whose end was cut off, or whose past was written anew, looks the same: only a head that somebody else holds "
        "tells (--head).",
    ),
    "given": (
        "最近一次摘要交给了 {to}（第 {seq} 条为止，{day}）；请用对方手里的那一份核对。",
        "The newest head was given to {to} (up to entry {seq}, {day}); check the one in their hands.",
    ),
    # --- heads that are held outside
    "head-holds": (
        "{source}：成立，第 1 到第 {seq} 条没有变",
        "{source}: holds, entries 1 to {seq} are what they were",
    ),
    "signed-by": ("，签名有效，签名人 {signer}", ", signed by {signer}"),
    "not-checked": (
        "{source} 旁边有签名，没有核对；加 --allowed-signers 文件。",
        "there is a signature beside {source}, and it was not checked; add --allowed-signers FILE.",
    ),
    "head-elsewhere": (
        "{source} 不是这本台账的：它写的是台账 {other}，这本是 {ledger}",
        "{source} is of another ledger: it says {other}, this one is {ledger}",
    ),
    "head-elsewhere.advice": ("请核对拿的是哪一本台账。", "see which ledger you have in hand."),
    "head-rolled-back": (
        "{source} 写的是 {seq} 条，这本台账只有 {count} 条：第 {next} 条以后的不见了",
        "{source} says {seq} entries and the ledger has {count}: those from {next} on are gone",
    ),
    "head-rolled-back.advice": (
        "台账被截短了，或者换上了旧的一份；向保管人要 {seq} 条的那一份。",
        "the ledger was cut short, or an older copy put in its place; ask whoever keeps it for the one with {seq} entries.",
    ),
    "head-rewritten": (
        "{source} 与台账对不上：第 {first} 到第 {seq} 条中有改动",
        "{source} contradicts the ledger: something in entries {first} to {seq} was changed",
    ),
    "head-rewritten.advice": (
        "登记被改写过；再用更早的摘要核对，可以看出从哪里开始。",
        "what was recorded was rewritten; check earlier heads too, to see from where on.",
    ),
    "head-chain": (
        "{source} 的文本摘要对得上，哈希链（chain）对不上：摘要本身或台账的哈希被改过",
        "the text head of {source} holds, its chain does not: the head itself or the ledger's hashes were altered",
    ),
    "head-chain.advice": ("向持有人要原件再核对。", "ask its holder for the original and check again."),
    "head-unknown": (
        "{source}：台账里没有哪一条得出这个摘要",
        "{source}: no entry of the ledger comes to this head",
    ),
    "head-unknown.advice": (
        "登记被改写或截短过，或者它是另一本台账的；请用写着台账编号和条数的完整摘要核对。",
        "what was recorded was rewritten or cut short, or it is of another ledger; check the whole head, which names ledger and "
        "entry.",
    ),
    # --- signatures
    "sig-missing": ("{source} 没有签名（旁边没有 {name}）", "{source} is not signed (there is no {name} beside it)"),
    "sig-missing.advice": (
        "向签名人要签名文件，放在它旁边。",
        "ask the signer for the signature, and put it beside it.",
    ),
    "sig-unreadable": ("{source} 的签名文件不是 SSH 签名", "the signature of {source} is no SSH signature"),
    "sig-unreadable.advice": ("向签名人要原来的签名文件。", "ask the signer for the original signature."),
    "sig-changed": (
        "{source} 与签名对不上：签名以后内容改过",
        "{source} does not match its signature: it was changed after it was signed",
    ),
    "sig-changed.advice": (
        "向签名人要原件；这一份不可信。",
        "ask the signer for the original; this one proves nothing.",
    ),
    "sig-namespace": (
        "{source} 的签名是为别的用途签的（{about}），不是为台账摘要",
        "the signature of {source} was made for another purpose ({about}), not for a head",
    ),
    "sig-namespace.advice": (
        "请签名人用 rectify head --sign 重新签。",
        "ask the signer to sign anew with rectify head --sign.",
    ),
    "sig-unknown": (
        "{source} 的签名人不在允许的名单里",
        "the signer of {source} is not among the allowed signers",
    ),
    "sig-unknown.advice": (
        "先确认这把公钥是谁的，再把它写进名单。",
        "find out whose key it is before you add it to the list.",
    ),
    "sig-other": (
        "{source} 的签名是 {about} 的，不是 {signer} 的",
        "the signature of {source} is that of {about}, not of {signer}",
    ),
    "sig-other.advice": ("核对应当由谁签名。", "see who should have signed."),
    "sig-revoked": ("{source} 是用已经作废的密钥签的", "{source} was signed with a key that has been revoked"),
    "sig-revoked.advice": ("请签名人用新的密钥重新签。", "ask the signer to sign anew with a new key."),
    "sig-expired": (
        "{source} 的签名密钥不在有效期内（{about}）",
        "the key that signed {source} is outside its validity ({about})",
    ),
    "sig-expired.advice": (
        "核对名单里的有效期；过期的请签名人重新签。",
        "check the validity in the list; where it has passed, ask the signer to sign anew.",
    ),
    "sig-bad": ("{source} 的签名通不过核对（{about}）", "the signature of {source} is refused ({about})"),
    "sig-bad.advice": ("请签名人重新签。", "ask the signer to sign anew."),
    # --- faults of the ledger
    "fault-order": ("第 {entry} 条序号不对", "entry {entry} is out of order"),
    "fault-order.advice": (
        "有登记被删掉或插进来；先停止登记，把文件原样留好，换用备份。",
        "an entry was taken out or put in; stop recording, keep this file as it is and go on with a backup.",
    ),
    "fault-chain": (
        "第 {entry} 条与前一条接不上：内容或顺序被改过",
        "entry {entry} does not chain: it or its order was changed",
    ),
    "fault-chain.advice": (
        "先停止登记，把这个文件原样留好；换用备份，再核对备份之后登记过什么（rectify history）。",
        "stop recording and keep this file as it is; go on with a backup, and see what was recorded since (rectify history).",
    ),
    "fault-body": ("第 {entry} 条不是规范写法", "entry {entry} is not canonical"),
    "fault-body.advice": (
        "这一条不是 rectify 写的；先停止登记，把文件原样留好，换用备份。",
        "rectify did not write this entry; stop recording, keep this file as it is and go on with a backup.",
    ),
    "fault-page": ("文件本身有损坏（{about}）", "the file itself is damaged ({about})"),
    "fault-page.advice": (
        "磁盘出错，或者没有复制完整；把文件原样留好，换用备份。",
        "the disk failed, or a copy is not whole; keep this file as it is and go on with a backup.",
    ),
    "fault-schema": ("表结构“{about}”与本格式不同", "the schema of “{about}” is not the one of this format"),
    "fault-schema.advice": (
        "别的程序改过这个文件；把它原样留好，换用备份。",
        "another program changed this file; keep it as it is and go on with a backup.",
    ),
    "fault-state": ("状态表“{about}”与记录推算出来的不一致", "the table “{about}” is not what the journal comes to"),
    "fault-state.advice": (
        "登记流水本身完好，是这张表被别的程序改过；把文件原样留一份，再用 rectify doctor --rebuild 按登记流水重做。",
        "the journal itself is whole, another program changed this table; keep a copy of the file as it is, then make the tables "
        "anew with rectify doctor --rebuild.",
    ),
    "fault-replay": ("记录不能从头推算（{about}）", "the journal cannot be replayed ({about})"),
    "fault-replay.advice": (
        "有的登记不是 rectify 写的；先停止登记，把文件原样留好，换用备份。",
        "rectify did not write some of it; stop recording, keep this file as it is and go on with a backup.",
    ),
    "fault-passing": (
        "第一遍读到的有问题（{about}），重新打开再读就没有了",
        "a first look found a fault ({about}) that a second look did not find again",
    ),
    "fault-passing.advice": (
        "磁盘或内存可能不稳；请尽快备份，检查磁盘。",
        "disk or memory may be failing; make a backup soon, and check the disk.",
    ),
    "fault-share": (
        "服务器上的第 {entry} 条与本机已有的不同，或者不见了：服务器上的记录被改写或退回过",
        "entry {entry} is not on the server as it is here: the server's journal is no longer the one that was replayed",
    ),
    "fault-share.advice": (
        "先停止登记，把这个文件原样留好，和其他人的副本、外面保存的摘要对照，再问管理员。",
        "stop recording and keep this file as it is; hold it against the others' copies and heads kept outside, and ask who runs "
        "the server.",
    ),
    "fault-newer": (
        "第 {entry} 条（{about}）是较新的 rectify 写的，各表没有核对",
        "entry {entry} ({about}) was written by a newer rectify; the tables were not compared",
    ),
    "fault-newer.advice": (
        "先升级，再核对一次：pip install --upgrade rectify",
        "upgrade, then verify again: pip install --upgrade rectify",
    ),
    # --- the contents of files
    "file-changed": (
        "文件 {about} 的内容被换过（第 {entry} 条）",
        "the content of file {about} is another (entry {entry})",
    ),
    "file-changed.advice": (
        "从提供人那里取回原件，用 sha256sum 核对后再 attach。",
        "get the original from whoever brought it, compare it with sha256sum, and attach it again.",
    ),
    "file-size": (
        "文件 {about} 的大小与登记的不同（第 {entry} 条）",
        "the size of file {about} is not the recorded one (entry {entry})",
    ),
    "file-size.advice": (
        "从提供人那里取回原件，用 sha256sum 核对后再 attach。",
        "get the original from whoever brought it, compare it with sha256sum, and attach it again.",
    ),
    "file-mode": (
        "文件 {about} 被标成了别的类型，不是普通文件（第 {entry} 条）",
        "file {about} is marked as something else than an ordinary file (entry {entry})",
    ),
    "file-mode.advice": (
        "不要用 sqlite3 -A 解开它；换用备份。",
        "do not unpack it with sqlite3 -A; go on with a backup.",
    ),
    "file-missing": (
        "文件 {about} 的内容不在台账里（第 {entry} 条）",
        "the content of file {about} is missing from the ledger (entry {entry})",
    ),
    "file-missing.advice": (
        "从提供人那里取回原件再 attach；内容要与这个 SHA-256 一致。",
        "get the original from whoever brought it and attach it again; it must have this SHA-256.",
    ),
    "file-purged": (
        "文件 {about} 已登记为永久删除，内容却还在（第 {entry} 条）",
        "file {about} was purged for good, and its content is here (entry {entry})",
    ),
    "file-purged.advice": (
        "有人放回来的；用 void --purge 再删一次，或换用备份。",
        "somebody put it back; purge it again with void --purge, or go on with a backup.",
    ),
    "file-stray": ("文件 {about} 没有任何登记提到", "no entry speaks of file {about}"),
    "file-stray.advice": (
        "不是 rectify 放进来的；取出来看看，再决定留不留。",
        "rectify did not put it there; take it out, look at it, then decide.",
    ),
}
