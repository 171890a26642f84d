#!/bin/sh
# Checks a seal of rectify without rectify: with sqlite3, sha256sum, ssh-keygen and a POSIX shell.
# 不用 rectify 也能核对封存件：只用 sqlite3、sha256sum、ssh-keygen 和 sh。
#
#   mkdir seal && cd seal && sqlite3 ../SEAL.zip -Ax && cd ..
#   sh check.sh seal [ALLOWED_SIGNERS]
#
# Take this script from the program or its documentation, not from the seal that you doubt.
# 请用程序或文档里的这份脚本，不要用你要核对的封存件里自带的那份。

set -u
LC_ALL=C
export LC_ALL
failed=0
good() { printf 'ok    %s\n' "$1"; }
bad() {
  printf 'BAD   %s\n' "$1"
  failed=1
}
stop() {
  bad "$1"
  exit 1
}

allowed=${2:-}
case $allowed in '' | /*) ;; *) allowed=$PWD/$allowed ;; esac
if [ -n "$allowed" ] && [ ! -f "$allowed" ]; then stop "没有这个文件 no such file: $allowed"; fi
cd "${1:-.}" || exit 2
for each in SHA256SUMS head.txt journal.jsonl evidence.jsonl; do
  if [ ! -f "$each" ] || [ -L "$each" ]; then stop "缺少文件 missing: $each"; fi
done

# 1. The files are those that are listed, no more and no fewer, each with its sum.
names='|'
while read -r sum name; do
  case $name in
    README.md | README.zh.md | check.sh | evidence.jsonl | head.txt | journal.jsonl | report-[0-9]*.md | report-[0-9]*.docx) ;;
    signatures/[0-9]*.txt | signatures/[0-9]*.txt.sig) ;;
    "evidence/$sum") ;;
    *) bad "清单里有不该有的 listed and should not be: $name" ;;
  esac
  names="$names$name|"
done <SHA256SUMS
for each in * .[!.]* ..?* */* */.[!.]* */..?*; do
  if [ ! -e "$each" ] && [ ! -L "$each" ]; then continue; fi
  if [ -d "$each" ] && [ ! -L "$each" ]; then
    case $each in evidence | signatures) continue ;; esac
  fi
  case $each in *[!A-Za-z0-9./_-]*) bad "多出来的 not listed: $each" && continue ;; esac
  if [ "$each" = SHA256SUMS ]; then continue; fi
  case $names in *"|$each|"*) ;; *) bad "多出来的 not listed: $each" ;; esac
  if [ -L "$each" ]; then bad "是链接 a link: $each"; fi
done
if sha256sum -c SHA256SUMS >/dev/null 2>&1; then
  good "每个文件与 SHA256SUMS 一致 every file is as SHA256SUMS says"
else
  bad "有文件与 SHA256SUMS 不符 a file is not as SHA256SUMS says"
fi

# 2. The journal is the one that the head was taken of.
statement() { # reads a head: $ledger $seq $chain $text
  {
    read -r first && read -r k1 ledger && read -r k2 seq && read -r k3 chain && read -r k4 text && read -r k5 at
  } <"$1" && [ "$first $k1 $k2 $k3 $k4 $k5" = 'rectify-head v1 ledger seq chain text at' ]
}
text_head() { # the text head of the first $1 entries
  {
    n=0
    while [ "$n" -lt "$1" ] && IFS= read -r body; do
      printf '%s\n' "$body"
      n=$((n + 1))
    done
  } <journal.jsonl | { sum=$(sha256sum) && printf '%s' "${sum%% *}"; }
}
statement head.txt || stop "head.txt 不是摘要 head.txt is no head"
own_ledger=$ledger own_text=$text count=0 hash=0000000000000000000000000000000000000000000000000000000000000000
while IFS= read -r body; do
  count=$((count + 1))
  if [ "$count" -eq 1 ]; then
    case $body in '{"act":"create-ledger",'*"\"ledger\":\"$ledger\""*) ;; *) bad "另一本台账 another ledger: $ledger" ;; esac
  fi
  # two processes an entry: of a long journal the text head says enough
  if [ "$seq" -le "${CHAIN_UP_TO:-2000}" ]; then
    hash=$(printf '%s\n%s\n' "$hash" "$body" | sha256sum)
    hash=${hash%% *}
  fi
done <journal.jsonl
if [ "$count" != "$seq" ]; then bad "记录有 $count 条，摘要说 $seq 条 entries: $count, the head says $seq"; fi
sum=$(sha256sum <journal.jsonl)
if [ "${sum%% *}" = "$text" ]; then
  good "记录全文与摘要一致 the journal is that of the head: $text"
else
  bad "记录全文与摘要不符 the journal is not that of the head"
fi
if [ "$seq" -gt "${CHAIN_UP_TO:-2000}" ]; then
  good "记录较长，没有逐条重算哈希链 a long journal: the chain was not recomputed (CHAIN_UP_TO=$seq does)"
elif [ "$hash" = "$chain" ]; then
  good "哈希链一致 the chain is whole: $chain"
else
  bad "哈希链不符 the chain is another"
fi

# 3. The evidence is what the journal speaks of: each file is named by its hash, none is missing, none is strange.
spoken_of=$(
  sqlite3 -batch :memory: <<'SQL'
.mode ascii
.separator "\037" "\n"
CREATE TABLE entry(body TEXT);
.import journal.jsonl entry
.mode list
.separator " " "\n"
CREATE TEMP TABLE brought AS
  SELECT rowid AS seq, json_extract(body, '$.sha256') AS sha, json_extract(body, '$.act') = 'attach' AS attached,
    CASE json_extract(body, '$.act') WHEN 'attach' THEN json_extract(body, '$.reference') IS NULL
      ELSE json_extract(body, '$.kept') IS NOT NULL END AS kept
  FROM entry WHERE json_extract(body, '$.act') IN ('attach', 'import');
SELECT CASE WHEN max(kept AND seq NOT IN
    (SELECT u.value FROM entry e, json_each(e.body, '$.entries') u WHERE json_extract(e.body, '$.act') = 'undo')
    AND NOT EXISTS (SELECT 1 FROM entry p WHERE p.rowid > b.seq AND json_extract(p.body, '$.act') = 'purge'
      AND json_extract(p.body, '$.sha256') = b.sha)) THEN 'kept' ELSE 'gone' END, sha
FROM brought b GROUP BY sha ORDER BY sha;
SQL
) || bad "记录读不出来 the journal cannot be read"
kept='|'
while read -r state sha; do
  if [ "$state" != kept ]; then continue; fi
  kept="$kept$sha|"
  if [ ! -f "evidence/$sha" ]; then bad "佐证材料缺失 evidence is missing: $sha"; fi
done <<LIST
$spoken_of
LIST
for each in evidence/*; do
  if [ ! -e "$each" ]; then continue; fi
  case $kept in *"|${each#evidence/}|"*) ;; *) bad "记录里没有这份材料 the journal keeps no such evidence: $each" ;; esac
done
if [ "$failed" -eq 0 ]; then good "佐证材料与记录一致 the evidence is what the journal speaks of"; fi

# 4. Each signature is one of a head of this very journal.
signed=0
for each in signatures/*.txt; do
  if [ ! -e "$each" ]; then continue; fi
  if ! statement "$each" || [ "$ledger" != "$own_ledger" ] || [ "$seq" -gt "$count" ] || [ "$(text_head "$seq")" != "$text" ]; then
    bad "签的不是这本台账的摘要 signed was no head of this journal: $each"
    continue
  fi
  if [ -n "$allowed" ]; then
    who=$(ssh-keygen -Y find-principals -s "$each.sig" -f "$allowed" 2>/dev/null) || who=
    who=${who%%"
"*}
    if [ -n "$who" ] && ssh-keygen -Y verify -f "$allowed" -I "$who" -n rectify-head -s "$each.sig" <"$each" >/dev/null 2>&1; then
      signed=$((signed + 1))
      good "第 1 至 $seq 条由 $who 签名 entries 1 to $seq are signed by $who"
    else
      bad "签名无效 not a good signature of an allowed signer: $each.sig"
    fi
  elif said=$(ssh-keygen -Y check-novalidate -n rectify-head -s "$each.sig" <"$each" 2>/dev/null); then
    good "第 1 至 $seq 条有签名（没有核对是谁）entries 1 to $seq, the signer was not checked: $said"
  else
    bad "签名无效 not a good signature: $each.sig"
  fi
done
if [ -n "$allowed" ] && [ "$signed" -eq 0 ]; then bad "没有一份可信的签名 no good signature of an allowed signer"; fi

# 5. The reports state this head.
for each in report-*.md; do
  if [ ! -e "$each" ]; then continue; fi
  last=
  while IFS= read -r line || [ -n "$line" ]; do
    if [ -n "$line" ]; then last=$line; fi
  done <"$each"
  case $last in *"$own_text"*) ;; *) bad "报告写的是别的摘要 the report states another head: $each" ;; esac
done
for each in report-*.docx; do
  if [ ! -e "$each" ]; then continue; fi
  query="SELECT count(*) FROM zipfile('$each') WHERE name = 'word/document.xml' AND instr(CAST(data AS TEXT), '$own_text')"
  if [ "$(sqlite3 -batch :memory: "$query" 2>/dev/null)" != 1 ]; then
    bad "报告写的是别的摘要 the report states another head: $each"
  fi
done

if [ "$failed" -eq 0 ]; then good "全部核对无误 all is well"; fi
exit "$failed"
