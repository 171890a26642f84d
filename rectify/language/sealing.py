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
