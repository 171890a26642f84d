"""What `seal` says, and what stands in the READMEs of a seal."""

WORDS: dict[str, tuple[str, str]] = {
    "made": (
        "已封存到 {path}：第 1 至 {entry} 条，摘要 {text}",
        "sealed as {path}: entries 1 to {entry}, text head {text}",
    ),
    "whole": ("整个封存件的 SHA-256：{digest}", "SHA-256 of the whole seal: {digest}"),
    "not-encrypted": (
        "封存件没有加密，谁拿到都能看；要保密请用加密的方式传送。请把上面的 SHA-256 另外告诉对方。",
        "the seal is not encrypted: whoever has it can read it, so send it in a way that is. Tell them the SHA-256 above by "
        "another way.",
    ),
    # --- what is wrong with a seal; `x.advice` says what to do
    "seal-strange": ("封存件里有不该有的成员 {about}", "a member that no seal has: {about}"),
    "seal-strange.advice": (
        "有人动过这个文件，里面的内容没有看；请重新取一份。",
        "somebody had a hand in this file, and nothing in it was read; get it anew.",
    ),
    "seal-missing": ("封存件里缺 {about}", "{about} is missing"),
    "seal-missing.advice": (
        "这不是完整的封存件；请重新取一份。",
        "this is no whole seal; get it anew.",
    ),
    "seal-broken": ("压缩包读不下去（{about}）", "the zip cannot be read to its end ({about})"),
    "seal-broken.advice": (
        "传送中可能坏了；请重新取一份，用整个文件的 SHA-256 核对。",
        "it may have been spoilt on its way; get it anew and compare the SHA-256 of the whole file.",
    ),
    "seal-form": ("压缩包不是封存时的写法", "the zip is not written as a seal is"),
    "seal-form.advice": (
        "有人重新打过包，成员之间可能藏着东西；请取原来的那一份。",
        "somebody packed it again, and something may be hidden in it; get the original.",
    ),
    "seal-sum": ("{about} 与 SHA256SUMS 不符", "{about} is not as SHA256SUMS says"),
    "seal-sum.advice": (
        "封存以后改过；请重新取一份，用整个文件的 SHA-256 核对。",
        "it was changed after it was sealed; get it anew and compare the SHA-256 of the whole file.",
    ),
    "seal-journal": ("记录全文第 {entry} 行不是台账写的", "line {entry} of the journal was not written by any ledger"),
    "seal-journal.advice": (
        "记录被改过；请单位拿出台账，用 rectify verify 核对。",
        "the journal was changed; have the unit show its ledger, and check it with rectify verify.",
    ),
    "seal-head-unreadable": ("head.txt 不是摘要", "head.txt is no head"),
    "seal-head-unreadable.advice": (
        "有人动过这个文件；请重新取一份。",
        "somebody had a hand in this file; get it anew.",
    ),
    "seal-ledger": ("摘要是另一本台账的（{about}）", "the head is that of another ledger ({about})"),
    "seal-ledger.advice": (
        "请核对封存的是哪一本台账，重新取一份。",
        "see which ledger was sealed, and get it anew.",
    ),
    "seal-head": (
        "记录全文与摘要不符：第 1 到第 {entry} 条或其后有改动",
        "the journal is not that of the head: something up to entry {entry}, or after it, was changed",
    ),
    "seal-head.advice": (
        "用手里更早的摘要再核对（--head），可以看出从哪里开始。",
        "check earlier heads that you hold (--head) to see from where on.",
    ),
    "seal-signed-other": (
        "{about} 签的不是这份记录的摘要",
        "{about}: what was signed is no head of this journal",
    ),
    "seal-signed-other.advice": (
        "签名以后记录被改写或截短过，或者签的是另一本台账；请找签名人核对。",
        "the journal was rewritten or cut short after it was signed, or another ledger was signed; ask the signer.",
    ),
    "seal-unsigned": ("{about} 旁边没有签名", "there is no signature beside {about}"),
    "seal-unsigned.advice": ("请向签名人要签名文件。", "ask the signer for the signature."),
    "seal-evidence-changed": ("佐证材料 {about} 的内容被换过", "the content of {about} is another"),
    "seal-evidence-changed.advice": (
        "请向单位要原件，用 sha256sum 核对。",
        "ask the unit for the original, and compare it with sha256sum.",
    ),
    "seal-evidence-missing": (
        "缺佐证材料 {about}（第 {entry} 条附上的）",
        "evidence {about} is missing (attached by entry {entry})",
    ),
    "seal-evidence-missing.advice": (
        "记录说台账里存着它；请单位拿出来，用 sha256sum 核对。",
        "the journal says that the ledger keeps it; have the unit show it, and compare it with sha256sum.",
    ),
    "seal-evidence-strange": ("记录里没有佐证材料 {about}", "the journal keeps no evidence {about}"),
    "seal-evidence-strange.advice": (
        "它是封存以后放进去的；不要当作证据。",
        "it was put in after the seal was made; do not take it for evidence.",
    ),
    "seal-evidence-list": ("{about} 与记录不符", "{about} is not what the journal says"),
    "seal-evidence-list.advice": ("以记录全文为准。", "go by the journal."),
    "seal-report": ("{about} 写的不是这份摘要", "{about} does not state this head"),
    "seal-report.advice": (
        "报告不是由这份记录算出的；以记录全文为准。",
        "the report was not computed from this journal; go by the journal.",
    ),
    "signatures-not-checked": (
        "封存件里有{number}份签名，没有核对是谁签的；加 --allowed-signers 文件。",
        "there are signatures in the seal ({number}), and whose they are was not checked; add --allowed-signers FILE.",
    ),
    "nobody-signed": (
        "封存件里没有签名，名单里的人没有一个签过",
        "there is no signature in the seal: none of the allowed signers signed",
    ),
    "nobody-signed.advice": (
        "请签名人用 rectify head --sign 签，再封存一次。",
        "have a head signed with rectify head --sign, and have it sealed anew.",
    ),
    "readme": (
        """# 整改台账封存件

台账 {ledger}，第 1 至 {entry} 条记录；报告截至 {day}。

文本摘要（text head）：

    {text}

这份文件没有加密：谁拿到都能看。要保密，请用加密的方式传送和保存。

## 里面有什么

| 文件 | 内容 |
|---|---|
| `journal.jsonl` | 记录全文：每条一行 JSON（UTF-8），末尾一个换行 |
| `head.txt` | 摘要：条数、哈希链末端、文本摘要 |
| `signatures/` | 签过名的摘要（`N.txt`）和签名（`N.txt.sig`），没有签名就没有这个文件夹 |
| `evidence/` | 台账里存着的佐证材料，文件名就是它的 SHA-256 |
| `evidence.jsonl` | 佐证材料清单：编号、原名、大小，在不在（kept 在，purged 已清除，by-reference 只登记了哈希） |
| `report-N.md`、`report-N.docx` | 第 N 次检查的整改报告，由记录算出 |
| `SHA256SUMS` | 其余每个文件的 SHA-256 |
| `check.sh` | 下面各步写成的脚本 |

## 不用 rectify 也能核对

需要 `sqlite3`、`sha256sum`、`ssh-keygen`（一般的 Linux、macOS 都有）。取出全部文件：

    mkdir seal && cd seal && sqlite3 ../封存件.zip -Axv

1. 每个文件与清单一致：

       sha256sum -c SHA256SUMS

2. 记录全文就是摘要所说的那一份：下面算出来的，应当等于 `head.txt` 里 text 那一行，也应当等于报告最后一行：

       sha256sum journal.jsonl

   您手里若有更早的报告或摘要（写着第 N 条），这样核对，以 128 条为例：

       head -n 128 journal.jsonl | sha256sum

3. 哈希链：从 64 个 0 开始，每条的哈希是“上一个哈希、换行、这一条、换行”的 SHA-256；最后一个应当等于 `head.txt` 里 chain 那一行：

       hash=$(printf '%064d' 0)
       while IFS= read -r body; do
         hash=$(printf '%s\\n%s\\n' "$hash" "$body" | sha256sum); hash=${{hash%% *}}
       done < journal.jsonl; echo "$hash"

4. 签名（allowed_signers 一行一人：姓名、空格、公钥；请从签名人那里取得，不要从这份文件里取）：

       ssh-keygen -Y verify -f allowed_signers -I 姓名 -n rectify-head -s signatures/1.txt.sig < signatures/1.txt

5. 佐证材料：文件名就是 SHA-256；记录里写着每份材料的 SHA-256：

       cd evidence && for f in *; do echo "$f  $f"; done | sha256sum -c; cd ..
       grep '"act":"attach"' journal.jsonl

一次做完：`sh check.sh seal allowed_signers`。脚本请用您自己手里的一份（`rectify seal --script`），不要用这份文件里带的：改得了记录的人，也改得了脚本。有 rectify 的话：`rectify verify 封存件.zip`。

## 能证明什么，不能证明什么

- 能：手里有一份第 N 条的摘要（盖了章的报告、上级留的底、别人的签名），就能看出第 1 至 N 条有没有被改、删、插。
- 不能：只看这份文件自己。能改记录的人可以把摘要、清单一并重做；要用**另外**得到的摘要、签名，或整个文件的 SHA-256 来对。
- 不能：证明记录写的是真的，也不能证明没有漏记；时间是登记的那台电脑的时间。
- 报告的文字由清单和整个文件的 SHA-256 保护，不由签名保护：签的是记录。
""",
        """# A seal of a rectification ledger

Ledger {ledger}, entries 1 to {entry}; the reports are as of {day}.

Text head:

    {text}

This file is not encrypted: whoever has it can read it. Send and keep it in a way that is, where it must stay secret.

## What is in it

| file | content |
|---|---|
| `journal.jsonl` | the journal: one line of JSON (UTF-8) an entry, each with a line feed |
| `head.txt` | the head: number of entries, end of the hash chain, text head |
| `signatures/` | heads that were signed (`N.txt`) with their signatures (`N.txt.sig`); absent where there are none |
| `evidence/` | the contents that the ledger keeps, each named by its SHA-256 |
| `evidence.jsonl` | the list of the evidence: number, own name, size, and whether it is here (kept), purged, or known by its hash only (by-reference) |
| `report-N.md`, `report-N.docx` | the report on inspection N, computed from the journal |
| `SHA256SUMS` | the SHA-256 of every other file |
| `check.sh` | the steps below as a script |

## Checking it without rectify

With `sqlite3`, `sha256sum` and `ssh-keygen`, which most systems have. Take everything out:

    mkdir seal && cd seal && sqlite3 ../SEAL.zip -Axv

1. Every file is as the list says:

       sha256sum -c SHA256SUMS

2. The journal is the one that the head was taken of. This must be the line `text` of `head.txt`, and what the last line of
   the report states:

       sha256sum journal.jsonl

   If you hold an older report or head (up to entry N), check it so; here with 128:

       head -n 128 journal.jsonl | sha256sum

3. The chain: beginning with 64 zeros, the hash of an entry is the SHA-256 of the hash before, a line feed, the entry, a line
   feed. The last must be the line `chain` of `head.txt`:

       hash=$(printf '%064d' 0)
       while IFS= read -r body; do
         hash=$(printf '%s\\n%s\\n' "$hash" "$body" | sha256sum); hash=${{hash%% *}}
       done < journal.jsonl; echo "$hash"

4. The signatures. A line of allowed_signers is a name, a blank and a public key; have it from the signers, not from here:

       ssh-keygen -Y verify -f allowed_signers -I NAME -n rectify-head -s signatures/1.txt.sig < signatures/1.txt

5. The evidence: each file is named by its SHA-256, and the journal holds the SHA-256 of each:

       cd evidence && for f in *; do echo "$f  $f"; done | sha256sum -c; cd ..
       grep '"act":"attach"' journal.jsonl

All of it at once: `sh check.sh seal allowed_signers`. Use a script that you have from elsewhere (`rectify seal --script`), not
the one in this file: who can change the journal can change the script. With rectify: `rectify verify SEAL.zip`.

## What this proves, and what it does not

- Whoever holds a head of entry N (a stamped report, a copy at the level above, a signature) can see whether any of the entries
  1 to N was changed, taken out or put in.
- This file alone proves little: who can rewrite the journal can make head and sums anew. Hold it against a head, a signature
  or a SHA-256 of the whole file that you have **from elsewhere**.
- It does not prove that what is written is true, nor that nothing was left out; times are those of the machine that recorded.
- The words of the report are protected by the sums and by the SHA-256 of the whole file, not by the signatures: what is signed
  is the journal.
""",
    ),
}
