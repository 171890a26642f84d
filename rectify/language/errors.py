"""What the user is told when something is refused: one sentence that says what to do next."""

WORDS: dict[str, tuple[str, str]] = {
    # --- the command line
    "bug": (
        "程序自身出错（{type}）。请把这条命令报告给开发者；设 RECTIFY_DEBUG=1 再运行一次可得到详情。",
        "a bug in the program ({type}). Please report it with this command; RECTIFY_DEBUG=1 shows the details.",
    ),
    "command-unknown": (
        "没有“{name}”这个命令；全部命令见 rectify --help。",
        "there is no command {name!r}; rectify --help lists them all.",
    ),
    "command-unknown-maybe": (
        "没有“{name}”这个命令。是不是：{maybe}？",
        "there is no command {name!r}. Did you mean: {maybe}?",
    ),
    "option-unknown": ("没有 {option} 这个选项。", "there is no option {option}."),
    "option-unknown-short": (
        "没有 {option} 这个选项。正文若以 - 开头，请在它前面加 --。",
        "there is no option {option}. Put -- before a text that begins with a dash.",
    ),
    "option-unknown-maybe": (
        "没有 {option} 这个选项。是不是：{maybe}？",
        "there is no option {option}. Did you mean: {maybe}?",
    ),
    "option-needs-value": ("选项 {option} 后面要写值。", "option {option} needs a value."),
    "option-takes-no-value": ("选项 {option} 不带值。", "option {option} takes no value."),
    "option-empty": (
        "选项 {option} 的值是空的；请写上值，或者去掉这个选项。",
        "the value of {option} is empty; give one or leave the option out.",
    ),
    "option-twice": (
        "选项 {option} 给了两个不同的值：{first} 和 {second}；请只留一个。",
        "option {option} is given two different values, {first} and {second}; keep one.",
    ),
    "option-missing": ("缺少选项 {name}。", "option {name} is missing."),
    "argument-missing": ("缺少参数“{name}”。", "the argument {name} is missing."),
    "arguments-extra": (
        "多出了参数：{words}。含空格的文字请用引号括起来。",
        "unexpected: {words}. Put quotes around text that has spaces.",
    ),
    "value-not-a-choice": ("{name} 只能是：{choices}。", "{name} must be one of: {choices}."),
    "value-not-a-whole-number": ("{name} 要写整数。", "{name} must be a whole number."),
    "value-not-a-number": ("{name} 要写数字。", "{name} must be a number."),
    "value-out-of-range": ("{name} 超出范围，应当满足 {range}。", "{name} is out of range: it must satisfy {range}."),
    "value-bad": ("{name} 的值不对：{message}", "the value of {name} is not right: {message}"),
    "usage-other": ("命令写法不对：{message}", "the command cannot be understood: {message}"),
    "lang-unknown": (
        "{source} 的值“{value}”不可用；请用 zh 或 en。",
        "{source} is {value!r}, but the languages are zh and en; choose one of them.",
    ),
    "shell-unknown": (
        "不支持在“{shell}”里补全；可用的有：{shells}。",
        "there is no completion for {shell!r}; there is for: {shells}.",
    ),
    "actor-unknown": (
        "系统没有给出登录名；请用 --as 姓名 说明谁在登记。",
        "the system gives no login name; say who you are with --as NAME.",
    ),
    "folder-gone": (
        "当前文件夹已被删除；请换到别的文件夹再运行。",
        "the current folder was removed; change to another one and try again.",
    ),
    "no-ledger": (
        '这里（{folder}）和上级文件夹都没有台账；先登记：rectify add-issue "……"，或用 --ledger 指出台账文件。',
        'there is no ledger in {folder} or above; begin with rectify add-issue "…", or name one with --ledger.',
    ),
    "ledger-absent": (
        "没有台账文件 {path}；请检查路径，登记类命令会新建它。",
        "there is no ledger {path}; check the path, or record something, which makes it.",
    ),
    "ledger-not-yours": (
        "台账 {path} 属于别的用户，所以没有自动使用；确要用它，请写 --ledger {path}。",
        "the ledger {path} belongs to another user and is not used by itself; to use it, say --ledger {path}.",
    ),
    "stdin-twice": (
        "只能有一个参数用 - 从标准输入读取；请把另一个写成文字。",
        "only one argument can be read from standard input with -; write out the other.",
    ),
    "stdin-not-utf8": (
        "标准输入不是 UTF-8 文字；请先转成 UTF-8。",
        "standard input is not UTF-8 text; convert it first.",
    ),
    "stdin-endless": (
        "标准输入太长，不会是一段文字；请缩短后再试。",
        "standard input is too long to be one text; shorten it.",
    ),
    "disk-full": (
        "磁盘已满，没有写完；请腾出空间后再试。",
        "the disk is full and the writing was not finished; make room and try again.",
    ),
    "disk-failed": (
        "磁盘读写出错，没有写完；请检查磁盘后再试。",
        "the disk failed and the writing was not finished; check the disk and try again.",
    ),
    "path-not-permitted": (
        "没有权限读写 {path}；请换一个位置，或请管理员授权。",
        "you may not read or write {path}; choose another place or ask for permission.",
    ),
    "path-unusable": (
        "打不开 {path}；请检查路径是否存在、是不是文件。",
        "{path} cannot be opened; check that it exists and is a file.",
    ),
    # --- dates
    "date-empty": (
        "日期是空的；可以写 2023-05-12、5月12日、今天，不知道就写 不详。",
        "the date is empty; write 2023-05-12, 12 May, today, or unknown.",
    ),
    "date-form": (
        "看不懂日期“{words}”；可以写 2023-05-12、2023年5月12日、5月12日、2023年5月、4月以来、2022年XX月23日、+15d、不详。",
        "{words!r} cannot be read as a date; write 2023-05-12, 12 May 2023, May 2023, since April 2023, +15d or unknown.",
    ),
    "date-ambiguous": (
        "“{words}”分不清哪个是月、哪个是日；请写成 {options}。",
        "{words!r} does not tell the day from the month; write {options}.",
    ),
    "date-run": (
        "日期中的“{run}”连在一起，看不出年、月、日，可能漏了字；请写全，例如 2023年5月12日。",
        "{run!r} in the date runs together, a character may be missing; write it in full, such as 2023-05-12.",
    ),
    "date-unit-lost": (
        "“{words}”末尾的“{number}”后面少了“月”或“日”；请补上。",
        "in {words!r} the sign 月 or 日 is missing after {number}; add it.",
    ),
    "date-no-year": (
        "“{words}”中的年份 {year} 不存在；请改正年份。",
        "{words!r}: there is no year {year}; correct it.",
    ),
    "date-no-month": (
        "“{words}”中的 {month} 不是月份，月份是 1 至 12；请改正。",
        "{words!r}: {month} is no month, months run from 1 to 12; correct it.",
    ),
    "date-no-month-or-years": (
        "“{words}”中的 {month} 不是月份，月份是 1 至 12；若指几年之间，请写成 2023/2024 的样子。",
        "{words!r}: {month} is no month, months run from 1 to 12; a span of years is written like 2023/2024.",
    ),
    "date-no-day": (
        "“{words}”中的 {day} 不是日期，一个月最多 31 天；请改正。",
        "{words!r}: {day} is no day, months have at most 31; correct it.",
    ),
    "date-short-month": (
        "没有“{words}”这一天：{month}最多 {days} 天；请改正。",
        "there is no {words!r}: {month} has at most {days} days; correct it.",
    ),
    "date-short-month-of": (
        "没有“{words}”这一天：{year}年{month}只有 {days} 天；请改正。",
        "there is no {words!r}: {month} {year} has only {days} days; correct it.",
    ),
    "date-reversed": (
        "“{words}”的结束早于开始；请把先后改过来。",
        "{words!r} ends before it begins; put the earlier date first.",
    ),
    "date-outside": (
        "“{words}”没有写年份，而 {first} 至 {last} 之间没有这一天；请写上年份。",
        "{words!r} names no year and does not lie between {first} and {last}; write the year.",
    ),
    "date-endless": (
        "“{words}”说不出是到哪一天；请写一个确定的日期，例如 2023-06-30。",
        "{words!r} does not come to one day; give a date such as 2023-06-30.",
    ),
    "date-json": (
        '日期应写成 {{"edtf": "2023-05-12", "words": "原文"}} 的形式，而不是 {value}。',
        'a date has the form {{"edtf": "2023-05-12", "words": "as written"}}, not {value}.',
    ),
    # --- files that are written
    "format-unknown": (
        "不会写“{suffix}”这种文件；文件名的结尾可以是：{known}。",
        "there is no way to write {suffix!r} files; the name may end in: {known}.",
    ),
    "each-kind": (
        "--each 只用于 --kind {kinds}：别的报告讲的是整个检查。",
        "--each goes with --kind {kinds}: other reports speak of the whole inspection.",
    ),
    "each-folder": (
        "--each 要写出几个文件，请用 -o 指明文件夹。",
        "--each writes several files; name a folder for them with -o.",
    ),
    "each-no-folder": (
        "{path} 不是文件夹；--each 要写出几个文件，请换一个文件夹。",
        "{path} is no folder; --each writes several files, name a folder for them.",
    ),
    "output-no-text": (
        "{suffix} 文件不能显示在终端上；请用 -o 文件名 写到文件里。",
        "{suffix} files cannot be shown on a terminal; write one with -o FILE.",
    ),
    "sheet-full": (
        "工作表“{name}”最多放 {most} 行，放不下；请用 --format csv，或用 --inspection 分开写。",
        "sheet {name!r} takes at most {most} rows, and there are more; use --format csv.",
    ),
    "output-needs-extra": (
        "写这种文件要先安装：pip install 'rectify[{extra}]'",
        "to write this kind of file, first: pip install 'rectify[{extra}]'",
    ),
    "via-not-for": (
        "--via 只用于 .pdf，不用于 {suffix}；请写 -o 文件名.pdf。",
        "--via is for .pdf, not for {suffix}; write -o NAME.pdf.",
    ),
    "via-absent": (
        "找不到 LibreOffice（soffice）；请先安装它，或去掉 --via，装上 pip install 'rectify[pdf]'。",
        "there is no LibreOffice (soffice) to be found; install it, or leave out --via and pip install 'rectify[pdf]'.",
    ),
    "via-slow": (
        "LibreOffice {seconds} 秒还没有转换完，已经停下；请去掉 --via，或先写成 .docx 再转换。",
        "LibreOffice was stopped after {seconds} seconds; leave out --via, or write a .docx and convert that.",
    ),
    "via-failed": (
        "LibreOffice 没有转换出 PDF（{reason}）；请去掉 --via，或先写成 .docx 再转换。",
        "LibreOffice made no PDF ({reason}); leave out --via, or write a .docx and convert that.",
    ),
    "pdf-no-chinese": (
        "这台机器上没有中文字体，排不出 PDF；请先安装（如 Debian：apt-get install fonts-noto-cjk），或改用 -o 报告.docx。",
        "this machine has no Chinese typeface to set the PDF in; install one (on Debian: apt-get install fonts-noto-cjk), "
        "or use -o report.docx.",
    ),
    "pdf-no-glyph": (
        "这台机器的字体里没有这些字，排不出 PDF：{characters}；请安装有这些字的字体，或用 rectify amend 改写。",
        "no typeface of this machine has what the PDF needs: {characters}; install one that has, or change it with "
        "rectify amend.",
    ),
    "template-not-for": (
        "--template 只用于 .docx，不用于 {suffix}；请写 -o 文件名.docx。",
        "--template is for .docx, not for {suffix}; write -o NAME.docx.",
    ),
    "template-not-docx": (
        "模板 {path} 不是 .docx 文件；请用 Word 另存为 .docx。",
        "the form {path} is not a .docx file; save it as .docx in Word.",
    ),
    "template-unknown-name": (
        "模板 {path} 用了不认识的名称：{reason}；可用的名称见 docs/templates.md。",
        "the form {path} asks for a name that there is none of: {reason}; docs/templates.md has those that there are.",
    ),
    "template-broken": (
        "模板 {path} 填不出来：{reason}；请检查其中的 {{{{ }}}} 和 {{% %}}。",
        "the form {path} cannot be filled in: {reason}; look at its {{{{ }}}} and {{% %}}.",
    ),
    "output-is-folder": (
        "{path} 是文件夹；请写上文件名，例如“整改报告.md”。",
        "{path} is a folder; name a file in it, such as report.md.",
    ),
    "output-not-file": (
        "{path} 不是普通文件（是设备或管道），没有写入；要写到标准输出，请用 -o -。",
        "{path} is a device or a pipe, nothing was written to it; for standard output use -o -.",
    ),
    "output-no-folder": (
        "没有文件夹 {folder}，不能写出 {path}；请先新建文件夹，或换一个位置。",
        "there is no folder {folder} to write {path} in; make it first or choose another place.",
    ),
    "output-not-permitted": (
        "不能写 {path}：没有权限，或者别的程序正打开着它；请关掉那个程序，或换一个位置。",
        "{path} may not be written: no permission, or another program has it open; close that or choose another place.",
    ),
    "no-temporary-folder": (
        "没有可写的临时文件夹；请检查磁盘，或者用 TMPDIR 指定一个。",
        "there is no folder for temporary files that can be written to; check the disk, or name one with TMPDIR.",
    ),
    "no-room-beside": (
        "临时文件夹里没有地方了，登记流水要在那里从头推算一遍；请腾出空间，或者用 TMPDIR 指定一个大一些的。",
        "there is no room in the folder for temporary files, where the journal is folded anew; make room there, or name a larger one "
        "with TMPDIR.",
    ),
    "output-unsure": (
        "{path} 已写好，但磁盘在最后一刻出错，断电后它可能不在；请检查磁盘，再生成一次。",
        "{path} is written and whole, but the disk failed at the last moment, and a power cut may take it away; check the "
        "disk and make it again.",
    ),
    "output-failed": (
        "写不出 {path}（{reason}）；请换一个文件名或位置。",
        "{path} cannot be written ({reason}); choose another name or place.",
    ),
    # --- texts and terms
    "text-empty": ("“{field}”不能为空；请写上。", "the {field} must not be empty; write something."),
    "text-too-long": (
        "“{field}”有 {length} 字，最多 {limit} 字；请分开写，或把全文作为文件保存。",
        "the {field} has {length} characters, at most {limit} are taken; split it or keep the whole as a file.",
    ),
    "text-nul": (
        "“{field}”的第 {position} 个字符是空字符（NUL），不能保存；请删掉它。",
        "character {position} of the {field} is a NUL, which cannot be kept; remove it.",
    ),
    "text-surrogate": (
        "“{field}”的第 {position} 个字符不是文字（编码有误）；请检查输入的编码是不是 UTF-8。",
        "character {position} of the {field} is no character at all; check that the input is UTF-8.",
    ),
    "not-one-of": (
        "“{field}”不能是“{value}”；可用的有：{values}。",
        "{field} cannot be {value!r}; choose one of: {values}.",
    ),
    "outcome-bad": (
        "看不懂成效“{text}”；请写成 名称=数量单位，例如 参训=50人、会议=5次、追回=3.5万元、场次=30余场。",
        "the outcome {text!r} cannot be read; write NAME=NUMBER UNIT, such as trained=50 people or meetings=5.",
    ),
    "outcome-vague": (
        "“{text}”里的“{mark}”不是确数也不是下限；请写确切的数，或写成“30余”。",
        "{text!r} is neither exact nor a lower bound ({mark}); give the number, or write 30+ for at least 30.",
    ),
    "outcome-large": (
        "成效“{text}”的数太大，不能准确保存；请换成更大的单位或核对。",
        "the number in {text!r} is too large to be kept exactly; use a larger unit or check it.",
    ),
    "number-bad": (
        "序号“{number}”不对；请写 1 到 999,999,999 的整数。",
        "{number} is not a number here; write a whole number from 1 to 999,999,999.",
    ),
    "code-bad": (
        "代号“{code}”不能用：不要有空格、逗号和 /，最多 40 字，例如 2023-1。",
        "the code {code!r} cannot be used: no spaces, commas or /, at most 40 characters, such as 2023-1.",
    ),
    # --- names of things
    "name-empty": ("没有写是哪个问题；例如 3 或 3,4,7-9。", "no issue is named; write 3, or 3,4,7-9."),
    "name-bad": (
        "看不懂“{name}”；问题写作 3、1.3、3-1、2023-1/3，行动写作 a12，措施写作 m5。",
        "{name!r} names nothing; issues are 3, 1.3, 3-1 or 2023-1/3, actions a12, measures m5.",
    ),
    "name-one-issue": (
        "这里只能写一个问题，而“{text}”是好几个。",
        "one issue is wanted here, and {text!r} names several.",
    ),
    "name-ambiguous": (
        "“{name}”可以是好几个问题，请写全名：{candidates}。",
        "{name!r} can be several issues; use the full name: {candidates}.",
    ),
    "range-bad": (
        "范围“{name}”不对；请从小到大写，最多一万个，例如 7..9。",
        "the range {name!r} is not right; write it upwards, at most ten thousand, such as 7..9.",
    ),
    "no-issue": (
        "没有问题“{name}”；看全部：rectify list。",
        "there is no issue {name}; see them all with rectify list.",
    ),
    "no-action": (
        "没有行动“{name}”；看全部：rectify timeline。",
        "there is no action {name}; see them all with rectify timeline.",
    ),
    "no-measure": (
        "没有措施“{name}”；在 rectify show 问题号 里可以看到。",
        "there is no measure {name}; rectify show ISSUE lists them.",
    ),
    "no-evidence": (
        "没有佐证材料“{name}”；在 rectify show 问题号 里可以看到。",
        "there is no evidence {name}; rectify show ISSUE lists it.",
    ),
    "no-aspect": (
        '检查 {inspection} 里没有方面“{name}”；先登记：rectify add-aspect "标题"。',
        'inspection {inspection} has no aspect {name}; add it first: rectify add-aspect "title".',
    ),
    "no-inspection": ("没有检查“{code}”；有的是：{known}。", "there is no inspection {code!r}; there are: {known}."),
    "no-inspection-yet": (
        '台账里还没有检查；先登记：rectify add-issue "问题原文"，或 rectify init --unit 单位。',
        'the ledger has no inspection yet; begin with rectify add-issue "the finding", or rectify init --unit UNIT.',
    ),
    "no-entry": (
        "没有第 {entry} 条记录；看全部：rectify history。",
        "there is no entry {entry}; see them with rectify history.",
    ),
    "column-unknown": ("没有“{name}”这一列；可用的有：{known}。", "there is no column {name!r}; there are: {known}."),
    # --- the rules
    "void-thing": (
        "{what} {name} 已作废（{reason}），不能再登记；如果是误作废，用 rectify undo 撤回。",
        "{what} {name} is void ({reason}); nothing more can be recorded for it. Take the voiding back with rectify undo.",
    ),
    "void-under": (
        "{name} 下面还有 {number} 个没有作废的问题；请先作废它们。",
        "{number} issues that are not void stand under {name}; void them first.",
    ),
    "code-twice": ("代号“{code}”已经有了；请换一个。", "there is an inspection {code!r} already; choose another code."),
    "number-twice": (
        "这里已经有问题 {number} 了（作废的也算）；请换一个序号，或不写序号。",
        "there is an issue {number} here already (void ones count too); choose another number or leave it out.",
    ),
    "aspect-twice": (
        "已经有第 {number} 方面了；请换一个序号，或不写序号。",
        "there is an aspect {number} already; choose another number or leave it out.",
    ),
    "sub-of-sub": (
        "问题 {name} 本身是子问题，下面不能再有子问题。",
        "issue {name} is a sub-issue itself and can have none of its own.",
    ),
    "sub-aspect": (
        "子问题总在上级问题的方面里，不能另选（{name}）；请去掉方面。",
        "a sub-issue stands in the aspect of the issue above it ({name}); leave the aspect out.",
    ),
    "aspect-number-taken": (
        "那里已经有问题 {number} 了，问题 {name} 不能放过去；请在那里重新登记，再作废原来的。",
        "there is an issue {number} already where {name} would go; register it there anew and void this one.",
    ),
    "dates-out-of-order": (
        "{second}（{other}）早于{first}（{one}）；请核对日期。",
        "{second} ({other}) lies before {first} ({one}); check the dates.",
    ),
    "deadline-before-feedback": (
        "时限 {deadline} 早于反馈日期 {feedback}；请核对。",
        "the deadline {deadline} lies before the feedback of {feedback}; check it.",
    ),
    "not-yet": (
        "{date} 还没有到（今天是 {today}）；还没有做的事请用 add-measure 登记。",
        "{date} has not come yet (today is {today}); plans are recorded with add-measure.",
    ),
    "claim-already": (
        "问题 {name} 已经是“{claim}”；要重来，先 rectify reopen {name} --reason 理由。",
        "issue {name} is {claim} already; to begin again, rectify reopen {name} --reason WHY.",
    ),
    "claim-after-completed": (
        "问题 {name} 已完成；要改成别的状态，先 rectify reopen {name} --reason 理由。",
        "issue {name} is completed; to claim less, first rectify reopen {name} --reason WHY.",
    ),
    "claim-waived": ("问题 {name} 免于整改，不能标为完成。", "issue {name} is waived and cannot be claimed complete."),
    "reopen-not-complete": (
        "问题 {name} 现在是“{claim}”，无须重新打开。",
        "issue {name} is {claim}; there is nothing to reopen.",
    ),
    "measure-only-completed": (
        "措施只能标为完成；--partial 等只用于问题。",
        "a measure can only be completed; --partial and the like are for issues.",
    ),
    "measure-completed": ("措施 {name} 已经完成。", "measure {name} is completed already."),
    "extend-completed": (
        "问题 {name} 已完成，不再延期。",
        "issue {name} is completed; its deadline is not moved any more.",
    ),
    "extend-not-later": (
        "问题 {name} 的时限已是 {deadline}，新时限要更晚。",
        "the deadline of issue {name} is {deadline} already; the new one must be later.",
    ),
    "assign-nobody": (
        "没有写由谁负责；请用 --owner、--lead、--unit 或 --supporting。",
        "nobody is named; use --owner, --lead, --unit or --supporting.",
    ),
    "claims-two": ("{first} 和 {second} 只能用一个。", "use {first} or {second}, not both."),
    "amend-nothing": ("没有写要更正什么；可用：{fields}。", "nothing to amend is given; there are: {fields}."),
    "amend-field": (
        "{what}没有 {field} 可以更正；可用：{allowed}。",
        "{field} of an {what} cannot be amended; there are: {allowed}.",
    ),
    "undo-nothing": ("没有可以撤回的。", "there is nothing to take back."),
    "undo-first": ("第 1 条是台账的开始，不能撤回。", "entry 1 is the birth of the ledger and cannot be taken back."),
    "undo-undo": (
        "第 {entry} 条本身就是撤回；要恢复，请重新登记一次。",
        "entry {entry} took something back itself; record that again instead.",
    ),
    "undo-twice": ("第 {entry} 条已经撤回了。", "entry {entry} was taken back already."),
    "undo-stands": (
        "第 {entry} 条不能撤回：第 {later} 条是在它之后、以它为基础的；先撤回第 {later} 条：rectify undo {later}。",
        "entry {entry} cannot be taken back: entry {later} stands on it; first take that back: rectify undo {later}.",
    ),
    "undo-under-void": (
        "撤回第 {entry} 条后，问题 {name} 会落在已作废的{what}之下；请先撤回那次作废。",
        "without entry {entry}, issue {name} would stand under a void {what}; first take back that voiding.",
    ),
    "whole-and-issues": (
        '--whole 表示用于整个检查，不再写问题号：rectify log-action --whole "做了什么"。',
        '--whole is for the inspection as a whole, without issues: rectify log-action --whole "what was done".',
    ),
    "action-for-what": (
        '请写清用于哪个问题：rectify log-action 3 "做了什么"；用于整个检查则加 --whole。',
        'say for which issue: rectify log-action 3 "what was done"; with --whole it is for the inspection as a whole.',
    ),
    "no-editor": (
        '没有设编辑器（EDITOR）；可以直接写：rectify write {part} "文字"，或用 - 从标准输入读。',
        'no editor is set (EDITOR); write rectify write {part} "text", or use - for standard input.',
    ),
    "editor-failed": (
        "编辑器 {editor} 没有正常结束（{reason}），未写入。",
        "the editor {editor} failed ({reason}); nothing was written.",
    ),
    "editor-not-utf8": (
        "编辑器保存的不是 UTF-8 文字，未写入。",
        "the editor left something that is not UTF-8; nothing was written.",
    ),
    # --- the file
    "ledger-exists": (
        "{path} 已经有台账；再登记一次检查请用 rectify add-inspection。",
        "there is a ledger at {path} already; add another inspection with rectify add-inspection.",
    ),
    "demo-exists": (
        "已经有 {path}，示例不往里写；请另起一个名字：rectify demo 文件夹。",
        "there is a {path} already, and the demo writes into none; name another: rectify demo FOLDER.",
    ),
    "demo-own-ledger": (
        "示例在新文件夹里自己建台账，不用 --ledger；请写文件夹：rectify demo 文件夹。",
        "the demo makes a ledger of its own in a new folder; leave out --ledger and say rectify demo FOLDER.",
    ),
    "ledger-missing": (
        '没有台账 {path}；先登记：rectify add-issue "问题原文"。',
        'there is no ledger at {path}; begin with rectify add-issue "the finding".',
    ),
    "folder-missing": ("没有文件夹 {path}；请先建好。", "there is no folder {path}; make it first."),
    "ledger-folder": (
        "{path} 是文件夹，不是台账；请写上其中台账文件的名字。",
        "{path} is a folder, not a ledger; name the ledger file in it.",
    ),
    "ledger-device": (
        "{path} 不是普通文件，不能当台账；请换一个文件。",
        "{path} is not an ordinary file and cannot be a ledger; name another.",
    ),
    "ledger-not-sqlite": (
        "{path} 不是 rectify 的台账（不是 SQLite 文件）；请检查文件名。",
        "{path} is not a rectify ledger (no SQLite file); check the name.",
    ),
    "ledger-foreign": (
        "{path} 是别的程序的 SQLite 文件，不是 rectify 的台账；请检查文件名。",
        "{path} is another program's SQLite file, not a rectify ledger; check the name.",
    ),
    "newer-format": (
        "{path} 由较新的 rectify 写成（格式 {format}，本程序到 {known}），不能写入；请升级 rectify。",
        "{path} was written by a newer rectify (format {format}, this program knows {known}); upgrade rectify to write to it.",
    ),
    "no-permission": (
        "没有权限读写 {path}；请检查文件和文件夹的权限。",
        "no permission to read or write {path}; check the rights of file and folder.",
    ),
    "busy": (
        "{path} 正被别人读写，没有写入任何内容；请稍后再试。",
        "somebody else is reading or writing {path}; nothing was written, try again.",
    ),
    "ledger-on-network": (
        "{path} 在网络文件系统（{kind}）上，那里的锁靠不住，两人同时写会写坏台账，所以没有写入；请放到本机磁盘上再写"
        "（读取不受限制），或者自担风险设 RECTIFY_ALLOW_NETWORK=yes。",
        "{path} lies on a network share ({kind}), where locks may keep nobody out and two writers can break it; nothing was "
        "written. Keep it on a disk of this machine (reading is fine), or set RECTIFY_ALLOW_NETWORK=yes at your own risk.",
    ),
    "ledger-unsure": (
        "磁盘在最后一刻出错，这次的内容在 {path} 里可能已经写入，也可能没有；请先用 rectify history 查看，再决定要不要重做。",
        "the disk failed at the last moment, and what was to be recorded may stand in {path} or not; look with rectify "
        "history before you do it again.",
    ),
    "busy-reading": (
        "{path} 正被别人写入；请稍后再试。",
        "somebody else is writing {path}; try again.",
    ),
    "ledger-unread": (
        "{path} 这一次没有读出来（{reason}）；请再试一次，还是不行就检查磁盘。",
        "{path} could not be read this time ({reason}); try again, and if it stays so check the disk.",
    ),
    "ledger-disk-full": (
        "磁盘满了，没有写入任何内容；请腾出空间再试。",
        "the disk is full; nothing was written. Make room and try again.",
    ),
    "ledger-disk-failed": (
        "{path} 读写失败（{reason}）；没有写入。请检查磁盘。",
        "{path} cannot be read or written ({reason}); nothing was written. Check the disk.",
    ),
    "too-big": ("内容太大，{path} 容不下；没有写入。", "this is too big for {path}; nothing was written."),
    "ledger-damaged": (
        "{path} 已损坏（{reason}）；请用备份，并运行 rectify doctor 查看。",
        "{path} is damaged ({reason}); use a backup, and see rectify doctor.",
    ),
    "written-wrong": (
        "第 {entry} 条写入后读回来不一致，已全部撤销，没有写入；请检查磁盘和内存。",
        "entry {entry} was not read back as written; all of it was rolled back. Check disk and memory.",
    ),
    "entry-unreadable": (
        "第 {entry} 条记录读不懂；运行 rectify doctor 查看。",
        "entry {entry} of the journal cannot be read; see rectify doctor.",
    ),
    "entry-newer": (
        "第 {entry} 条记录（{what}）是较新的 rectify 写的，本程序读不懂；没有写入，请升级：pip install --upgrade rectify",
        "entry {entry} ({what}) was written by a newer rectify, nothing was written; upgrade: pip install --upgrade rectify",
    ),
    # --- heads
    "verify-depth": (
        "--quick 和 --evidence 只能用一个。",
        "use either --quick or --evidence.",
    ),
    "signers-missing": (
        "--signer、--revoked 和 --signed 要和 --allowed-signers 一起用。",
        "--signer, --revoked and --signed go with --allowed-signers.",
    ),
    "head-absent": (
        "“{head}”不是文件，也不是摘要；请写文件名，或文本摘要开头的至少 16 位。",
        "{head} is neither a file nor a head; give a file, or the beginning of a text head, at least 16 digits.",
    ),
    "head-none": (
        "{path} 里没有台账摘要；请用 rectify head 写出的文件，或最后一行有摘要的报告。",
        "{path} states no head; use a file that rectify head wrote, or a report with the head in its last line.",
    ),
    "head-nothing": ("台账里还没有记录，没有摘要可交。", "the ledger holds no entry yet; there is no head to give."),
    "head-unnamed": (
        "台账的编号“{ledger}”不是 UUID，写不成摘要；运行 rectify verify 核对这本台账。",
        "the identifier {ledger!r} of the ledger is no UUID, so its head cannot be written; see rectify verify.",
    ),
    "head-sign": (
        "签名用 --sign 加 --key 密钥文件；要同时交出单页摘要，另写一次 --slip。",
        "to sign, use --sign with --key FILE; print the slip by a call of its own.",
    ),
    "head-sign-file": (
        "签名要写成文件（摘要和 .sig 两个）；用 -o 写文件名。",
        "a signed head is two files (the head and its .sig); name one with -o.",
    ),
    "head-slip": (
        "--slip 是给人看的单页，不与 --sign、--json 一起用。",
        "--slip is a page for people and does not go with --sign or --json.",
    ),
    "key-missing": ("没有密钥文件 {path}；请核对路径。", "there is no key {path}; check the path."),
    "not-signed": (
        "没有签名：密钥 {path} 用不了（{reason}）。",
        "nothing was signed: the key {path} cannot be used ({reason}).",
    ),
    "ssh-keygen-absent": (
        "找不到 ssh-keygen，不能签名也不能核对签名；请先安装 OpenSSH（openssh-client）。",
        "there is no ssh-keygen to be found, so nothing can be signed or checked; install OpenSSH (openssh-client).",
    ),
    "ssh-keygen-slow": (
        "ssh-keygen 过了 {seconds} 秒还没有结束，已停止；请再试一次。",
        "ssh-keygen did not end within {seconds} seconds and was stopped; try again.",
    ),
    "head-long": (
        "这不是台账摘要：超过 {limit} 字节；请用 rectify head 写出的原文。",
        "this is no head: it has more than {limit} bytes; use the text that rectify head wrote.",
    ),
    "head-newer": (
        "这份摘要（{found}）由较新的 rectify 写成；请升级后再核对。",
        "this head ({found}) was written by a newer rectify; upgrade, then check it.",
    ),
    "head-line": (
        "这不是台账摘要：第 {line} 行应当是“{expected}”，实际是“{found}”；请用 rectify head 写出的原文。",
        "this is no head: line {line} should be “{expected}” and is “{found}”; use the text that rectify head wrote.",
    ),
    "head-more": (
        "摘要后面还有别的内容（第 {line} 行“{found}”）；请只留 rectify head 写出的六行。",
        "something follows the head (line {line}, “{found}”); keep only the six lines that rectify head wrote.",
    ),
    # --- importing
    "file-there": (
        "{path} 已经存在，没有覆盖；请换一个文件名。",
        "{path} is there already and was not written over; choose another name.",
    ),
    "seal-too-large": (
        "封存件会超过 {limit}MB，普通工具读不了；请先把大的佐证材料改为只登记哈希（attach --by-reference）。",
        "the seal would be larger than {limit} MB, which common tools cannot read; keep large evidence by its hash only "
        "(attach --by-reference).",
    ),
    "seal-without": (
        "台账里缺少{number}份佐证材料的内容（{names}），封存件不会完整；请用 rectify verify --evidence 查看，从备份取回。",
        "the ledger lacks {number} contents of its evidence ({names}), so that the seal would not be whole; see rectify verify "
        "--evidence, and use a backup.",
    ),
    "seal-signed-other": (
        "{path} 签的不是这本台账的摘要，或者摘要已经对不上；请用 rectify verify --head 查看。",
        "what {path} signs is no head of this ledger, or it no longer holds; see rectify verify --head.",
    ),
    "seal-signature-bad": (
        "{path} 不是这份摘要的有效签名；请用 rectify head --sign 重新签。",
        "{path} is no good signature of its head; sign it again with rectify head --sign.",
    ),
    "seal-written-wrong": (
        "封存件读回来与写下的不符（{about}），已经丢弃；请检查磁盘和内存。",
        "the seal was not read back as it was written ({about}) and is gone; check disk and memory.",
    ),
    "verify-seal-depth": (
        "封存件总是整个核对；请去掉 --quick 和 --evidence。",
        "a seal is always checked as a whole; leave --quick and --evidence out.",
    ),
    "seal-unreadable": (
        "{name} 不是封存件，或已被截断、改写；请重新取一份。",
        "{name} is no seal, or was cut off or rewritten; get it anew.",
    ),
    "restore-there": (
        "{path} 已经存在；从记录全文重建的是新台账，请用 --ledger 写一个还没有的文件名。",
        "{path} is there already; a journal makes a new ledger, so name one that is not there with --ledger.",
    ),
    "journal-alone": (
        "--journal 从记录全文重建一本新台账，只能和 --evidence、--ledger 一起用；请去掉其他文件和选项。",
        "--journal makes a ledger anew and goes with --evidence and --ledger only; leave files and other options out.",
    ),
    "evidence-alone": (
        "--evidence 只和 --journal 一起用；要附佐证材料请用 rectify attach。",
        "--evidence goes with --journal; to add evidence to a ledger, use rectify attach.",
    ),
    "import-nothing": (
        "请写明要读的文件，或用 --journal 文件 从记录全文重建台账。",
        "name the files to read, or give --journal FILE to make a ledger anew from its journal.",
    ),
    "folder-absent": ("没有文件夹 {path}；请核对路径。", "there is no folder {path}; check the path."),
    "journal-empty": (
        "{name} 是空的，不是台账的记录全文；请用 rectify export --journal 写出的文件。",
        "{name} is empty and no journal; use what rectify export --journal wrote.",
    ),
    "journal-cut": (
        "{name} 第 {line} 行没有写完（末尾没有换行），文件可能被截断；请重新取一份。没有建台账。",
        "line {line} of {name} has no end: the text was cut off. Get it anew; no ledger was made.",
    ),
    "journal-long": (
        "{name} 第 {line} 行超过 {limit}MB，不是台账的记录。没有建台账；请用 rectify export --journal 写出的文件。",
        "line {line} of {name} is longer than {limit} MB, which no entry is. No ledger was made; use what rectify export "
        "--journal wrote.",
    ),
    "journal-line": (
        "{name} 第 {line} 行不是台账的记录：{why}{about}。没有建台账；请用 rectify export --journal 写出的原文件。",
        "line {line} of {name} is no entry of a journal: {why}{about}. No ledger was made; use the very file that rectify "
        "export --journal wrote.",
    ),
    "journal-bom": ("开头多了字节顺序标记", "it begins with a byte order mark"),
    "journal-crlf": ("换行成了 Windows 的回车换行", "its line ends are those of Windows"),
    "journal-encoding": ("不是 UTF-8 编码", "it is not UTF-8"),
    "journal-form": ("不是规范写法的 JSON", "it is not canonical JSON"),
    "journal-act": ("没有这种行为，也许来自更新的版本：", "there is no such act (of a newer version, perhaps): "),
    "journal-fields": ("它说的不是任何行为", "it says no act"),
    "journal-field": ("这一项写的不可能：", "this field cannot hold what it holds: "),
    "journal-contradicts": (
        "{name} 第 {line} 行与前面的记录矛盾（{about}），不是任何台账写出来的。没有建台账；请用 rectify export --journal 写出的原文件。",
        "line {line} of {name} contradicts the entries before it ({about}): no ledger wrote this. No ledger was made; use the "
        "very file that rectify export --journal wrote.",
    ),
    "export-nothing": (
        "请写明导出什么：--journal 文件（记录全文），--evidence 文件夹（佐证材料）。",
        "say what to export: --journal FILE (the journal as text), --evidence FOLDER (the evidence).",
    ),
    "file-missing": ("没有文件 {path}；请核对路径。", "there is no file {path}; check the path."),
    "folder-empty": ("文件夹 {path} 里没有能读的文件。", "there is no file that can be read in {path}."),
    "check-unknown": (
        "没有“{name}”这个代码，也没有这个类别；类别有 {families}。",
        "there is no code or family {name}; the families are {families}.",
    ),
    "check-against-files": (
        "--against 要写核对哪些文件，不与 --batch 同用：rectify check 整改报告.docx --against rectify.db。",
        "--against wants the files to compare, and no --batch: rectify check report.docx --against rectify.db.",
    ),
    "check-batch-files": ("--batch 后面写文件夹，不再另写文件。", "--batch takes its folder; name no other files."),
    "check-output-batch": ("--output 和 --format 与 --batch 一起用。", "--output and --format go with --batch."),
    "check-ledger-only": (
        "{option} 只用于台账，核对文件时不写。",
        "{option} is for a ledger; leave it out where files are checked.",
    ),
    "check-no-folder": ("没有文件夹 {path}；请核对路径。", "there is no folder {path}; check the path."),
    "check-nothing": (
        "台账里还没有登记检查，没有可核对的；先用 rectify init 或 rectify import。",
        "the ledger holds no inspection yet, so there is nothing to check; begin with rectify init or rectify import.",
    ),
    "no-ledger-in-file": (
        "“{name}”里没有问题清单，没有导入；如果问题写在附件里，请导入附件。",
        "{name} lists no issues, nothing was imported; if they stand in an attachment, import that.",
    ),
    "returned-conflict": (
        "表发出以后，台账里也改了同样的内容（{number} 处，问题 {issues}），没有导入；看清上面两边的值，再用 --on-conflict update "
        "以表为准，或 skip 以台账为准。",
        "since the sheet went out the ledger changed too ({number} cells, issues {issues}), nothing was imported; look at both "
        "values above, then use --on-conflict update for the sheet's or skip for the ledger's.",
    ),
    "returned-disagree": (
        "同一文件里的几张工作表说法不一（问题 {issues}，见 {place}），没有导入；请改成一致，或用 --on-conflict skip 略过。",
        "the sheets of the file do not agree (issues {issues}, see {place}), nothing was imported; make them agree, or leave "
        "these out with --on-conflict skip.",
    ),
    "returned-moved": (
        "台账刚刚又有了新记录，没有导入；请再试一次。",
        "the ledger was written to just now, nothing was imported; try again.",
    ),
    "returned-newer": (
        "表是台账第 {entry} 条之后的，这本台账只到第 {last} 条；请换用发出这张表的台账。",
        "the sheet comes from entry {entry} of the ledger, which ends at {last} here; use the ledger that it came from.",
    ),
    "returned-claim": (
        "表里给问题 {name} 改的状态或完成日期没法记：不能改回未启动，没有报完成的也没有完成日期；请改表里的这一格。",
        "the claim or the day of completion that the sheet gives issue {name} cannot be recorded: nothing goes back to not "
        "started, and what is not complete has no such day; change that cell.",
    ),
    "returned-acting": (
        "表里说问题 {name} 整改中，却没有写做了什么；请在整改成效一格写上。",
        "the sheet says that issue {name} is in progress, but not what was done; write that into its results.",
    ),
    "returned-accepted": (
        "问题 {name} 已经同意销号，表里又改了完成情况，没有导入；请先用 reopen 重新整改。",
        "issue {name} was accepted, and the sheet changes its completion; nothing was imported; reopen it first.",
    ),
    "import-conflict": (
        "检查 {inspection} 里已有其中 {number} 个问题（{issues}），没有导入；用 --on-conflict skip 跳过，或 update 更新。",
        "inspection {inspection} has {number} of these issues already ({issues}), nothing was imported; "
        "use --on-conflict skip or update.",
    ),
    "complete-lacking": (
        "问题 {name} 不能报完成，还缺：{what}；本次检查要求严格（--strict），请补齐。",
        "issue {name} cannot be claimed complete, it lacks: {what}; this inspection is strict, so supply it first.",
    ),
    "hand-over": (
        "--from 和 --to 要一起写，不写问题号和其他职务：rectify assign --from 张某 --to 李某。",
        "--from and --to go together, without issues or posts: rectify assign --from Lee --to Ash.",
    ),
    "assign-whom": (
        "请写明哪些问题由谁负责：rectify assign 3,4 --owner 张某；换人用 --from 和 --to。",
        "say which issues, and who answers for them: rectify assign 3,4 --owner Lee; --from and --to hand over a post.",
    ),
    "hand-over-nothing": (
        "没有未完成的事由“{old}”负责；看每人负责什么：rectify status --by owner。",
        "{old} answers for nothing that is open; rectify status --by owner shows who answers for what.",
    ),
    # --- reviewing
    "review-not-claimed": (
        "问题 {name} 现在是“{claim}”，还没有报完成或长期坚持，不能验收；先 rectify complete {name}。",
        "issue {name} is {claim}, not claimed complete or standing, and cannot be reviewed; first rectify complete {name}.",
    ),
    "review-returned": (
        "问题 {name} 已被退回；重新整改并再报完成后才能验收：rectify complete {name}。",
        "issue {name} was returned; it is reviewed again once it is claimed complete anew: rectify complete {name}.",
    ),
    "review-closed": (
        "问题 {name} 已销号；有问题请 rectify review {name} return --note 理由。",
        "issue {name} is closed; if that was wrong, rectify review {name} return --note WHY.",
    ),
    "review-waived": (
        "问题 {name} 免于整改；要恢复，先 rectify reopen {name} --reason 理由。",
        "issue {name} is waived; to take it up again, first rectify reopen {name} --reason WHY.",
    ),
    "review-checked": (
        "问题 {name} 已经审核过，等待签批：rectify review {name} accept --step sign。",
        "issue {name} was checked already and awaits the signature: rectify review {name} accept --step sign.",
    ),
    "review-not-checked": (
        "问题 {name} 还没有审核，不能签批；先 rectify review {name} accept --step check。",
        "issue {name} was not checked yet and cannot be signed; first rectify review {name} accept --step check.",
    ),
    "review-one-step": (
        "检查 {inspection} 只要一步验收，不分审核和签批；要两步，先 rectify amend {inspection}/ --review-steps 2。",
        "inspection {inspection} asks for one step of review only; for two, first rectify amend {inspection}/ --review-steps 2.",
    ),
    "review-not-named": (
        "{who} 不在可以验收 {name} 的名单里（{may}）；请由名单上的人验收，或用 --by 写明是谁。",
        "{who} is not among those who may review {name} ({may}); let one of them do it, or say with --by who did.",
    ),
    "review-doer": (
        "{who} 是 {name} 的责任人或经办人，不能自己验收；请换一个人，并用 --by 写明。",
        "{who} answers for {name} or did the work and cannot review it; let somebody else, named with --by.",
    ),
    "review-same-person": (
        "问题 {name} 是 {who} 审核的，签批要换一个人；用 --by 写明是谁。",
        "{who} checked issue {name}; somebody else must sign it, named with --by.",
    ),
    "review-early": (
        "{date} 早于问题 {name} 上一步的 {since}；请核对验收日期。",
        "{date} lies before {since}, the step of issue {name} that this stands on; check the date of the review.",
    ),
    "review-waive-evidence": (
        "佐证材料 {name} 只能采信（accept）或不采信（return）。",
        "evidence {name} can only be accepted or returned.",
    ),
    "review-evidence-already": (
        "佐证材料 {name} 已经是“{state}”。",
        "evidence {name} is {state} already.",
    ),
    "reopen-returned": (
        "问题 {name} 已被退回，本来就是未完成的，无须重新打开；整改后 rectify complete {name}。",
        "issue {name} was returned and is open as it is; put it right, then rectify complete {name}.",
    ),
    "checkers-one-step": (
        "--checkers 用于两步验收；请加 --review-steps 2，或改用 --signers。",
        "--checkers is for two steps of review; add --review-steps 2, or use --signers.",
    ),
    "every-not-standing": (
        "--every 只用于长期坚持的问题（complete --standing）。",
        "--every is for standing work only (complete --standing).",
    ),
    "every-bad": (
        "看不懂“{text}”；请写多少天复查一次，如 90 或 90d，最多 {limit} 天。",
        "{text!r} is no number of days; write how often it is reviewed, such as 90 or 90d, at most {limit}.",
    ),
    "assign-closed": (
        "问题 {name} 已销号，当时由谁负责不再改动。",
        "issue {name} is closed; who answered for it stays as it was.",
    ),
    # --- looking back
    "look-back-draw": (
        "抽样要写检查人员自己的号码和此前交出的文本摘要：rectify look-back draw --sample 3 --seed 20240501 --head 摘要。",
        "a draw needs the inspector's own number and a text head handed over before: "
        "rectify look-back draw --sample 3 --seed 20240501 --head HEAD.",
    ),
    "look-back-record": (
        "记录要写问题和结果：rectify look-back record 3 holds（保持）、relapsed（反弹）或 never-done（从未整改）。",
        "say which issue and what was found: rectify look-back record 3 holds, relapsed or never-done.",
    ),
    "look-back-head": (
        "台账里没有哪一条的文本摘要是“{head}”；请照报告末行抄写，至少 16 位。",
        "no entry of the ledger has the text head {head!r}; copy it from the last line of a report, at least 16 digits.",
    ),
    "look-back-none": (
        "到第 {entry} 条为止没有已销号的问题，无可抽样。",
        "no issue was closed by entry {entry}, there is nothing to draw from.",
    ),
    "look-back-not-drawn": (
        "问题 {name} 没有被抽中；现场看到反弹请用 rectify reopen {name} --reason 理由。",
        "issue {name} was not drawn; what else was seen on site goes by rectify reopen {name} --reason WHY.",
    ),
    "look-back-recorded": (
        "问题 {name} 这次抽样的结果已经记录；要改正，先 rectify undo 撤回。",
        "what was found of issue {name} is recorded already; to correct it, first take that back with rectify undo.",
    ),
    "seed-bad": (
        "“{seed}”不是号码；请写检查人员自己选的整数，如 20240501。",
        "{seed!r} is no number; give a whole one of the inspector's own, such as 20240501.",
    ),
    # --- evidence
    "attach-unreadable": ("{name}：{why}", "{name}: {why}"),
    "evidence-of-what": (
        "--evidence 用于问题、行动或措施；看某一份材料：rectify show e7。",
        "--evidence is for an issue, an action or a measure; one piece is shown by rectify show e7.",
    ),
    "attach-device": (
        "这不是普通文件（是设备或管道），不能作为佐证；请先存成文件。",
        "this is a device or a pipe and no evidence; save it as a file first.",
    ),
    "attach-too-many": (
        "有 {number} 个文件，一次最多附 {limit} 个；请分几次，或先打成压缩包。",
        "{number} files, at most {limit} are attached at once; do it in parts, or make an archive first.",
    ),
    "attach-purged": (
        "“{name}”的内容已按要求清除（{reason}），不再存入；只登记它的 SHA-256 请加 --by-reference。",
        "the content of {name} was purged ({reason}) and is not kept again; --by-reference records its SHA-256 only.",
    ),
    "purge-what": (
        "只能清除佐证材料的内容，{name} 不是佐证材料；请写 e7 这样的编号。",
        "only the content of evidence can be purged, and {name} is none; write something like e7.",
    ),
    "purge-twice": (
        "{name} 的内容已经清除了（{reason}）。",
        "the content of {name} was purged already ({reason}).",
    ),
    "purge-reference": (
        "台账里没有 {name} 的内容，只有它的 SHA-256，无须清除。",
        "the ledger holds no content of {name}, only its SHA-256; there is nothing to purge.",
    ),
    "undo-purge": (
        "第 {entry} 条清除了文件内容，内容已经没有了，不能撤回；要用请重新附上。",
        "entry {entry} purged the content of a file, which is gone and cannot be brought back; attach it anew.",
    ),
    "export-not-empty": (
        "{path} 已经有东西，不往里写；请用一个新的文件夹。",
        "there is something at {path} already, and nothing is written into it; name a new folder.",
    ),
    "file-damaged": (
        "台账里 SHA-256 为 {hash} 的文件与登记的不符，已损坏；请用备份。",
        "the file with SHA-256 {hash} in the ledger is not what was recorded; use a backup.",
    ),
    "map-form": (
        "{path} 里要有 [columns] 一节，每行写“列名 = 字段”。",
        "{path} needs a table [columns] with lines such as 'column = field'.",
    ),
    "map-unreadable": ("读不懂 {path}（{reason}）。", "{path} cannot be read ({reason})."),
    # --- files that are read
    "input-absent": ("没有文件 {path}；请检查路径。", "there is no file {path}; check the path."),
    "input-folder": ("这是文件夹；请写出其中的文件。", "this is a folder; name the files in it."),
    "input-link": (
        "这是符号链接，不跟着它走；请写出它所指的文件。",
        "this is a symbolic link, which is not followed; name the file that it points to.",
    ),
    "input-device": (
        "这不是普通文件（是设备或管道）；请先存成文件，或用 - 从标准输入读。",
        "this is a device or a pipe; save it as a file first, or read standard input with -.",
    ),
    "input-not-permitted": ("没有权限读 {path}；请检查文件的权限。", "you may not read {path}; check its rights."),
    "input-failed": (
        "读不出 {path}（{reason}）；请换一个位置再试。",
        "{path} cannot be read ({reason}); try from another place.",
    ),
    "input-empty": ("文件是空的；请检查是不是拿错了文件。", "the file is empty; check that it is the right one."),
    "input-too-big": (
        "文件太大，最多 {limit} MB；请只留需要的部分。",
        "the file is too large, at most {limit} MB; keep only what is needed.",
    ),
    "input-too-long": (
        "文字太多，最多 {limit} 字；请分成几个文件。",
        "the text is too long, at most {limit} characters; split it into several files.",
    ),
    "input-too-many": (
        "有 {count}{things}，最多 {limit}；请分成几个文件。",
        "too many {things}: {count}, at most {limit}; split it into several files.",
    ),
    "input-too-much": (
        "读这个文件要用太多内存或时间，没有读完；请另存一份干净的再试。",
        "reading this file takes too much memory or time, so it was given up; save a clean copy and try that.",
    ),
    "input-bomb": (
        "文件解压后异常地大，没有打开；请从可靠的来源重新取得。",
        "the file unpacks to an abnormal size and was not opened; get it again from a source you trust.",
    ),
    "input-doctype": (
        "文件里有 DOCTYPE 声明，办公软件不会这样写，没有打开；请用办公软件打开后另存。",
        "the file declares a DOCTYPE, which no office program writes, and was not opened; open it in one and save it again.",
    ),
    "input-damaged": (
        "文件已损坏或不完整；请重新下载或复制，或用原来的程序打开后另存。",
        "the file is damaged or incomplete; download or copy it again, or open it in its own program and save it.",
    ),
    "input-encrypted": (
        "文件有密码；请用原来的程序打开，去掉密码后另存。",
        "the file has a password; open it in its own program and save it without one.",
    ),
    "input-program": ("这是程序，不是文档。", "this is a program, not a document; name a document."),
    "input-picture": (
        "这是图片，本程序不识别图中的文字；请用文字版。",
        "this is a picture; text in pictures is not recognised, use a text version.",
    ),
    "input-scan": (
        "这是扫描件，没有文字层；请先做文字识别，或用文字版。",
        "this is a scan without a text layer; run text recognition first, or use a text version.",
    ),
    "input-archive": (
        "这是压缩包，里面不是一份文档；请先解开，再读里面的文件。",
        "this is an archive, not a document; unpack it and read what is in it.",
    ),
    "input-slides": ("这是演示文稿；请把文字另存为 docx 或 txt。", "these are slides; save their text as docx or txt."),
    "input-old-text": (
        "不读这种文字文件（.doc、.wps、.rtf、.odt 等）；请另存为 docx。",
        "this kind of text file (.doc, .wps, .rtf, .odt …) is not read; save it as docx.",
    ),
    "input-old-sheet": ("不读这种表格文件；请另存为 xlsx。", "this kind of workbook is not read; save it as xlsx."),
    "input-unknown": (
        "看不出这是什么文件；能读的有 txt、md、docx、xlsx、xls、ods、csv、pdf、html。",
        "this is no kind of file that is known; readable are txt, md, docx, xlsx, xls, ods, csv, pdf and html.",
    ),
    "input-no-text": (
        "文件里没有文字；请检查是不是拿错了文件。",
        "there is no text in the file; check that it is the right one.",
    ),
    "input-no-encoding": (
        "看不出文字的编码；请用 --encoding 指明，例如 --encoding big5。",
        "the encoding of the text cannot be told; name it, such as --encoding big5.",
    ),
    "input-other-encoding": (
        "文字不是 {encoding} 编码；请换一个 --encoding，或不写这个选项。",
        "the text is not in {encoding}; give another --encoding, or none.",
    ),
    "input-broken-text": (
        "文字大体是 {encoding} 编码，但有些字节坏了；请重新取得这个文件。",
        "the text is mostly {encoding}, but some bytes of it are broken; get the file again.",
    ),
    "input-needs-extra": (
        "读这种文件要先安装：pip install 'rectify[{extra}]'",
        "to read this kind of file, first: pip install 'rectify[{extra}]'",
    ),
    "encoding-unknown": (
        "没有“{encoding}”这种编码；常用的有 utf-8、gb18030、big5、utf-16。",
        "there is no encoding {encoding!r}; usual ones are utf-8, gb18030, big5 and utf-16.",
    ),
    "inspections-mixed": (
        "“{names}”属于不同的检查；请每次检查分开登记。",
        "{names!r} belong to different inspections; record them one inspection at a time.",
    ),
    "before-feedback": (
        "{date} 早于反馈日期 {feedback}；请核对日期。",
        "{date} lies before the feedback of {feedback}; check the date.",
    ),
    "before-inspection": (
        "{date} 早于检查开始的 {began}；请核对日期。",
        "{date} lies before the inspection began on {began}; check the date.",
    ),
    "output-is-ledger": (
        "{path} 是台账（或别的数据库），报告不能写在它上面；请换一个文件名。",
        "{path} is a ledger or another database; a report is not written over it. Choose another name.",
    ),
    "number-without-letterhead": (
        "发文字号要和红头一起写：请加 --letterhead 发文机关。",
        "a document number stands under a red head: add --letterhead NAME.",
    ),
    "public-leaks": (
        "公开版没有生成：有{number}处文字还写着应略去的内容，请用 amend --public-text（手写的部分用 write --public）给出公开的写法；"
        "写的若是职务，用 --posts 列出。{places}",
        "no public version was made: what is withheld still stands in texts ({number}). Word them for the public with amend "
        "--public-text (parts written by hand: write --public); what is a post and no name goes into --posts. {places}",
    ),
    "public-place": ("{thing}：{words}", "{thing}: {words}"),
    "issues-for-slips": (
        "--issues 只用于对账销号单：请加 --kind slip。",
        "--issues chooses closing slips: add --kind slip.",
    ),
    "slip-elsewhere": (
        "问题 {name} 属于检查 {code}；请加 --inspection {code}。",
        "issue {name} belongs to inspection {code}; add --inspection {code}.",
    ),
    "placeholder-unknown": (
        "不认识占位符 {place}；可用的见 rectify write --help。",
        "{place} stands for no figure; rectify write --help lists those there are.",
    ),
    "outline-unreadable": (
        "读不懂提纲 {path}（{reason}）；提纲是 UTF-8 编码的 TOML 文件，请改正，写法见 examples/outlines。",
        "the outline {path} cannot be read ({reason}); an outline is a TOML file in UTF-8, see examples/outlines.",
    ),
    "outline-large": ("提纲 {path} 超过1MB，不是提纲文件。", "{path} is larger than 1 MB, which no outline is."),
    "outline-empty": (
        "提纲 {path} 里没有 [[section]]；每一部分写一个。",
        "the outline {path} holds no [[section]]; write one for each part.",
    ),
    "outline-key": (
        "提纲 {path} 里不认识 {name}；可以写的是：{known}。",
        "the outline {path} has a key {name}, which is not known; the keys are {known}.",
    ),
    "outline-text": ("提纲 {path} 里的 {name} 应是文字。", "in the outline {path}, {name} must be a text."),
    "outline-parts": (
        "提纲 {path} 里的 parts 应是一个列表，可以写：{known}。",
        "in the outline {path}, parts must be a list of: {known}.",
    ),
    "outline-part": (
        "提纲 {path} 里没有“{part}”这一部分；可以写：{known}。",
        "the outline {path} names a part “{part}”, which there is not; the parts are {known}.",
    ),
    "outline-placeholder": (
        "提纲 {path} 里不认识占位符 {place}；可用的见 rectify write --help。",
        "{place} in the outline {path} stands for no figure; rectify write --help lists those there are.",
    ),
    "report-future": (
        "{date} 还没有到（今天是 {today}）；报告只能截至今天或以前。",
        "{date} has not come yet (today is {today}); a report is as of today or earlier.",
    ),
    "since-after": (
        "--since 的 {since} 晚于报告截止的 {as_of}；请核对。",
        "--since {since} lies after the day of the report, {as_of}; check the dates.",
    ),
    "write-nothing": (
        '标准输入是空的，没有写入；要清空这一部分，请写：rectify write {part} ""。',
        'standard input is empty, nothing was written; to clear the part, write: rectify write {part} "".',
    ),
    # --- many ledgers
    "rollup-needs-extra": (
        "汇总要先安装：pip install 'rectify[rollup]'",
        "to roll up ledgers, first: pip install 'rectify[rollup]'",
    ),
    "rollup-engine": (
        "--engine spark 和 --master spark://主机:端口 要一起用。",
        "--engine spark and --master spark://HOST:PORT go together.",
    ),
    "rollup-master": (
        "{master} 不是 Spark 主节点的地址；请写成 spark://主机:端口。",
        "{master} is no address of a Spark master; write it as spark://HOST:PORT.",
    ),
    "rollup-needs-spark": (
        "交给 Spark 之前要先安装：pip install 'pyspark==4.3.*'（与集群同一版本）；不写 --engine 则由本机计算。",
        "to ask Spark, first: pip install 'pyspark==4.3.*' (the version of the cluster); without --engine this machine answers.",
    ),
    "rollup-needs-java": (
        "Spark 要有 Java 17：请先安装，或用 JAVA_HOME 指明；不写 --engine 则由本机计算。",
        "Spark needs Java 17: install it, or name it by JAVA_HOME; without --engine this machine answers.",
    ),
    "rollup-no-master": (
        "{master} 没有回应；请核对地址，看 Spark 主节点是否在运行，再试一次。",
        "{master} does not answer; check the address and that the Spark master runs, and try again.",
    ),
    "rollup-no-worker": (
        "{master} 上没有工作节点接这项工作；请看工作节点是否在运行、内存和核数够不够，再试一次。",
        "no worker of {master} took the work; check that workers run and have the memory and cores asked for, and try again.",
    ),
    "rollup-spark-start": (
        "Spark 没能启动（{reason}）；请核对 spark-defaults.conf 和两边的版本，再试一次。",
        "Spark did not start ({reason}); check spark-defaults.conf and that the cluster has the same version, and try again.",
    ),
    "rollup-spark": (
        "Spark 没有答出来（{reason}）；各工作节点要能以同一路径读到 {path}，并有足够的磁盘和内存。",
        "Spark did not answer ({reason}); every worker must see {path} under that name, and have disk and memory for it.",
    ),
    "rollup-nothing": (
        "{path} 里没有台账，也没有汇总文件夹；请写出台账所在的文件夹。",
        "there is neither a ledger nor a folder that was rolled up in {path}; name the folder where they are.",
    ),
    "rollup-heads": (
        "{path} 第 {line} 行不是一条摘要；请找回原来的文件，它是判断台账有没有被退回的依据。",
        "line {line} of {path} is no head; bring the original file back, since rolled-back ledgers are known by it.",
    ),
    "rollup-disk": (
        "汇总时磁盘或内存不够（{reason}）；请腾出地方再试。",
        "the disk or the memory does not suffice ({reason}); make room and try again.",
    ),
    "rollup-set-unread": (
        "读不了汇总文件夹 {path}（{reason}）；请重新汇总，或请下级重发。",
        "the roll-up in {path} cannot be read ({reason}); make it anew, or have it sent again.",
    ),
    "rollup-set-changed": (
        "{path} 里的 {file} 在汇总以后变过；请重新汇总，或请下级重发。",
        "{file} in {path} was changed since it was rolled up; make it anew, or have it sent again.",
    ),
    "rollup-set-version": (
        "{path} 的汇总格式是 {format}，本程序用 {known}；请用同一版本重新汇总。",
        "the roll-up in {path} has format {format}, this program {known}; make it anew with the same version.",
    ),
    "rollup-output-file": (
        "{path} 是文件；-o 要写一个文件夹。",
        "{path} is a file; -o names a folder.",
    ),
    "rollup-output-other": (
        "{path} 里有别的东西，没有写入；请用 -o 写一个新的或空的文件夹。",
        "{path} holds other things, and nothing was written; name a new or empty folder with -o.",
    ),
    "rollup-day-before": (
        "这份汇总的情况截至 {as_of}，说不出 {day} 的情况；请从台账重新汇总：--as-of {day}",
        "this roll-up is as of {as_of} and cannot tell of {day}; roll its ledgers up anew with --as-of {day}.",
    ),
    "rollup-head-bare": (
        "{source} 没有写明是哪本台账的第几条；请用 rectify head 写出的文件。",
        "{source} does not say of which ledger and entry it is; use a file that rectify head wrote.",
    ),
    "rollup-search": (
        "--ask search 和 --text 文字 要一起用。",
        "--ask search and --text TEXT go together.",
    ),
    "rollup-no-texts": (
        "这个问题要看文字，而文字没有上报；请加上 --with-texts 重新汇总。",
        "this question needs texts, and none went up; roll up anew with --with-texts.",
    ),
    # --- shared ledgers
    "share-needs-extra": (
        "共用的台账要先安装：pip install 'rectify[share]'",
        "for shared ledgers, first: pip install 'rectify[share]'",
    ),
    "share-words": (
        "请写 share create 或 share join 加地址（postgresql://…，可加 --name），或 share status、leave、sql。",
        "say share create or share join with an address (postgresql://…, --name if you like), or share status, leave or sql.",
    ),
    "share-address": (
        "“{address}”不是服务器地址；请写成 postgresql://用户@主机/数据库。",
        "{address} is no address of a server; write postgresql://USER@HOST/DATABASE.",
    ),
    "share-password": (
        "地址里不能有密码，它会留在台账和命令记录里；请写进 ~/.pgpass，或设 PGPASSWORD。",
        "an address must not hold a password, which would stay in the ledger and the shell's history; use ~/.pgpass or PGPASSWORD.",
    ),
    "share-parameter": (
        "地址里不能有参数 {name}；可用的有：{allowed}。",
        "an address cannot have the parameter {name}; it may have {allowed}.",
    ),
    "share-altered": (
        "台账里记的服务器被改动过；请用备份，或重新 rectify share join。",
        "what the ledger says of its server was tampered with; use a backup, or rectify share join anew.",
    ),
    "share-alone": (
        "{path} 是共用的台账，要先由服务器收下才能登记；没有写入，请再试一次。",
        "{path} is shared, and its server must take an act first; nothing was written, try again.",
    ),
    "share-not": (
        "{path} 没有与别人共用；共用请写 rectify share create 或 join。",
        "{path} is not shared; rectify share create or join does that.",
    ),
    "share-already": (
        "这本台账已经放在 {server}，名为“{name}”；换地方要先 rectify share leave。",
        "this ledger is shared at {server} as {name} already; rectify share leave comes first.",
    ),
    "share-unreachable": (
        "{server} 没有应答（{reason}）；没有写入，连上以后再试。脱机时只能查看。",
        "{server} does not answer ({reason}); nothing was written, try again when it does. Offline one can only look.",
    ),
    "share-starting": (
        "{server} 正在启动（{reason}）；没有写入，请稍后再试。",
        "{server} is starting ({reason}); nothing was written, try again soon.",
    ),
    "share-busy": (
        "{server} 忙（{reason}）；没有写入，请再试一次。",
        "{server} is busy ({reason}); nothing was written, try again.",
    ),
    "share-crowded": (
        "同时登记的人太多，总有人在前面；没有写入，请再试一次。",
        "too many are recording at once, somebody was always first; nothing was written, try again.",
    ),
    "share-none": (
        "{server} 上没有共用的台账（{reason}）；请核对数据库的名字，或由管理员先运行：rectify share sql | psql 地址",
        "there is no shared ledger at {server} ({reason}); check the name of the database, or have its administrator run: "
        "rectify share sql | psql ADDRESS",
    ),
    "share-denied": (
        "{server} 不允许（{reason}）；请管理员运行 rectify share sql | psql 地址，并执行：GRANT clerk TO 用户",
        "{server} does not allow it ({reason}); have its administrator run rectify share sql | psql ADDRESS, and: "
        "GRANT clerk TO USER",
    ),
    "share-refused": (
        "{server} 拒绝了（{reason}）；请核对用户、密码和数据库的名字，或问管理员。",
        "{server} refused ({reason}); check user, password and the name of the database, or ask its administrator.",
    ),
    "share-newer": (
        "{server} 的共用格式是 {number}，本程序只懂到 {known}；请升级：pip install --upgrade rectify",
        "{server} has version {number} of what is shared, this program knows {known}; upgrade: pip install --upgrade rectify",
    ),
    "share-taken": (
        "服务器上已有另一本叫“{name}”的台账；请用 --name 另起名字。",
        "the server has another ledger named {name}; give this one another name with --name.",
    ),
    "share-there": (
        "服务器上的“{name}”就是这本台账，而且有本机没有的记录；请另找一个地方 rectify share join。",
        "the server has this ledger as {name}, with entries that are not here; rectify share join it in another place.",
    ),
    "share-empty": (
        "服务器上还没有台账；请先 rectify share create。",
        "there is no ledger on the server yet; rectify share create comes first.",
    ),
    "share-absent": (
        "服务器上没有“{name}”；有的是：{names}。",
        "the server has no ledger named {name}; it has {names}.",
    ),
    "share-several": (
        "服务器上有几本台账：{names}；请用 --name 写明是哪一本。",
        "the server has several ledgers: {names}; say which with --name.",
    ),
    "share-acted": (
        "{thing}：您看过以后，{who} 又登记了第 {entry} 条（{what}）；没有写入，请先用 {show} 查看，再登记。",
        "{who} acted on {thing} since you looked (entry {entry}: {what}); nothing was written, look with {show} and do it again.",
    ),
    "share-unsure": (
        "登记送出以后 {server} 没有应答（{reason}），不知道收下没有；连上以后用 rectify history 看，不要急着重做。",
        "{server} was lost after the act was sent ({reason}), and whether it took it is not known; when it answers, see rectify "
        "history before doing it again.",
    ),
    "share-not-here": (
        "服务器已收下，但写不进 {path}（{reason}）；不要重做，下次查看时会取回。",
        "the server took it, but {path} could not be written ({reason}); do not do it again, the next look brings it.",
    ),
    "share-rewritten": (
        "服务器上的记录与本机已有的对不上（第 {entry} 条）：它被改写或退回过；什么也没有取，请用 rectify verify 查看。",
        "the server's journal is no longer the one that was replayed (entry {entry}): it was rewritten or rolled back; nothing "
        "was taken from it, see rectify verify.",
    ),
    "share-impossible": (
        "服务器上的第 {entry} 条不可能是登记出来的（{about}），没有取；请告诉管理员。",
        "entry {entry} on the server could not have been recorded ({about}), and was not taken; tell its administrator.",
    ),
    "share-unchained": (
        "服务器上“{name}”的记录连不成链，没有加入；请告诉管理员。",
        "the journal of {name} on the server does not chain, and was not joined; tell its administrator.",
    ),
}
