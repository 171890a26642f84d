"""The help: `command.NAME` in one line, `command.NAME.more` at length, and for parameters `option.…` and `metavar.…`.

`option.COMMAND.PARAM` goes before `option.PARAM`, and so with metavar. Lines of a longer text that begin with a space
are examples and are not wrapped. One-line texts are at most 25 characters in Chinese, so that they fit.
"""

WORDS: dict[str, tuple[str, str]] = {
    "command.rectify": ("巡察、审计整改台账", "A ledger for putting right what an inspection found"),
    "command.rectify.more": (
        (
            "三个命令就够用：add-issue 登记问题，log-action 记录措施，complete 标明完成。\n"
            "报告里的数字都由台账算出。\n\n"
            '  rectify add-issue "会议记录不规范"\n'
            '  rectify log-action 1 "修订会议记录办法"\n'
            "  rectify status"
        ),
        (
            "Three commands are enough: add-issue, log-action and complete. Every figure of the report is computed.\n\n"
            '  rectify add-issue "Minutes are incomplete"\n'
            '  rectify log-action 1 "Revised the rules for minutes"\n'
            "  rectify status"
        ),
    ),
    # --- commands: record
    "command.init": ("新建台账，可写明单位和检查", "Make a ledger, and say which unit and inspection it is for"),
    "command.init.more": (
        "不是必须的：第一次登记时会自动新建台账。\n\n  rectify init --unit 某某局 --inspectors 县委第二巡察组 --feedback 2024-03-05",
        (
            "Optional: the first thing recorded makes a ledger by itself.\n\n"
            '  rectify init --unit "Harbour Office" --feedback 2024-03-05'
        ),
    ),
    "command.add-inspection": ("再登记一次巡察或审计", "Register one more inspection or audit"),
    "command.add-inspection.more": (
        "一本台账可以有几次检查，这样看得出旧问题又犯。\n\n  rectify add-inspection --code 2024-1 --authority 县委 --due +6m",
        (
            "A ledger can hold several inspections, so that a relapse can be seen.\n\n"
            '  rectify add-inspection --code 2024-1 --authority "Audit Committee"'
        ),
    ),
    "command.add-aspect": ("登记一个方面（问题的分类）", "Register an aspect, the heading of a group of issues"),
    "command.add-aspect.more": (
        "  rectify add-aspect 落实财经纪律方面 --claimed 3",
        '  rectify add-aspect "Handling of money" --claimed 3',
    ),
    "command.add-issue": ("登记一条问题，用检查组的原话", "Register an issue, in the inspectors' own words"),
    "command.add-issue.more": (
        '  rectify add-issue "报销缺少附件" --aspect 2 --owner 王某 --deadline 6月底',
        '  rectify add-issue "Receipts are missing" --aspect 2 --owner Lee',
    ),
    "command.add-measure": ("登记一项计划中的整改措施", "Register what is planned for an issue"),
    "command.add-measure.more": (
        '  rectify add-measure 3 "补齐全部附件" --standard "抽查无缺件"',
        '  rectify add-measure 3 "Find the receipts" --standard "None is missing"',
    ),
    "command.log-action": ("记录已经做了什么、有何成效", "Log what was done, and what came of it"),
    "command.log-action.more": (
        (
            "一项措施可以对应几条问题（3,4,7-9），也可以对应整次检查（--whole）。\n\n"
            '  rectify log-action 3,4 "召开专题会" --date 5月18日 --kind meeting\n'
            '  rectify log-action 2 "组织培训" --outcome "训练=50人" --rule 《培训办法》'
        ),
        (
            "One action may serve several issues (3,4,7-9) or the inspection as a whole (--whole).\n\n"
            '  rectify log-action 3,4 "Called a meeting" --date 2024-05-18 --kind meeting\n'
            '  rectify log-action 2 "Trained the staff" --outcome "trained=50 people"'
        ),
    ),
    "command.complete": ("标明问题或措施已经完成", "Say that issues or measures are complete"),
    "command.complete.more": (
        (
            "这是单位自己的说法，是否属实由验收人另外认定。\n\n"
            "  rectify complete 3,4 --on 2024-06-20\n"
            '  rectify complete 5 --partial --effect "等待批复"'
        ),
        (
            "This is what the unit claims; whether it is accepted is for a reviewer to say.\n\n"
            "  rectify complete 3,4 --on 2024-06-20\n"
            '  rectify complete 5 --partial --effect "Approval is awaited"'
        ),
    ),
    "command.attach": ("给问题或行动附上佐证材料", "Attach files as evidence to issues or actions"),
    "command.attach.more": (
        (
            "文件内容按 SHA-256 存入台账，同一文件只存一份；文件夹代表其中的全部文件。\n"
            "--date 是材料本身的日期，不写则为不详。\n\n"
            "  rectify attach 3 会议记录.pdf --kind minutes --date 5月18日\n"
            "  rectify attach a12,m5 现场照片/ --kind photo"
        ),
        (
            "The content is kept in the ledger by its SHA-256, the same file once; a folder stands for all files in it. "
            "--date is the date of the evidence itself, unknown if left out.\n\n"
            "  rectify attach 3 minutes.pdf --kind minutes --date 2024-05-18\n"
            "  rectify attach a12,m5 photos/ --kind photo"
        ),
    ),
    "command.export": ("导出记录全文或佐证材料", "Write out the journal as text, or the evidence"),
    "command.export.more": (
        (
            "--journal：每条记录一行，用 sha256sum 算出来就是摘要；可用 rectify import --journal 重建台账。\n"
            "--evidence：写到一个新的或空的文件夹，文件名前加编号，附 SHA256SUMS 供核对；不覆盖任何文件。"
            "没有存内容的、已清除的和作废的不取出。\n\n"
            "  rectify export --journal 记录.jsonl --evidence 佐证"
        ),
        (
            "--journal: one line an entry, so that sha256sum of the file is the text head; rectify import --journal makes "
            "the ledger anew. --evidence: to a new or empty folder, each name led by its number, with SHA256SUMS to "
            "check them by; nothing is overwritten. What is void, purged or kept by its hash only stays out.\n\n"
            "  rectify export --journal journal.jsonl --evidence evidence"
        ),
    ),
    "command.seal": ("封存：做成可独立核对的一个文件", "Make the file to hand over, checkable by itself"),
    "command.seal.more": (
        (
            "一个 zip：记录全文、摘要、签名、佐证材料、报告（md、docx）、SHA256SUMS 和中英文说明。\n"
            "检查的人不用 rectify，用 sqlite3、sha256sum、ssh-keygen 就能核对；同一台账、同一 --as-of 做出来的逐字节相同。\n"
            "没有加密：要保密，请用加密的方式传送。\n\n"
            "  rectify seal -o 封存件.zip --signature 摘要-128.txt.sig\n"
            "  rectify seal --script > check.sh"
        ),
        (
            "A zip with the journal, its head, signatures, evidence, the reports (md, docx), SHA256SUMS and a README in two "
            "languages: an inspector checks it with sqlite3, sha256sum and ssh-keygen. The same ledger and --as-of give the "
            "same bytes. It is not encrypted: send it in a way that is.\n\n"
            "  rectify seal -o seal.zip --signature head-128.txt.sig\n"
            "  rectify seal --script > check.sh"
        ),
    ),
    "option.signature": (
        "签过名的摘要的签名（旁边是摘要本身）；可写多次",
        "the signature of a head, which stands beside it; may be given several times",
    ),
    "metavar.signature": ("文件.sig", "FILE.sig"),
    "option.script": ("只写出核对用的脚本", "only write the script that checks a seal"),
    "command.backup": ("备份台账，核对后才算数", "Copy the ledger, and prove the copy"),
    "command.backup.more": (
        (
            "别人正在登记时也可以备份。先写临时文件，核对记录、页面和状态表，无误才用上正式文件名；不覆盖任何文件。\n"
            "不写文件名时，用台账的名字加上时间，放在当前文件夹。\n\n"
            "  rectify backup /media/u盘/rectify-0630.db"
        ),
        (
            "Works while others record. The copy is proved (chain, pages, state) before it gets its name; nothing is "
            "written over. Without a name: the ledger's and the time, in this folder.\n\n"
            "  rectify backup /media/stick/rectify-0630.db"
        ),
    ),
    "command.rollup": ("汇总许多台账，逐本核对", "Roll many ledgers up, each proved first"),
    "command.rollup.more": (
        (
            "路径可以是台账、封存件、汇总文件夹，或装着它们的文件夹（逐层查看）。每本先核对记录和各表；对不上的、比上次退回的\n"
            "列出原因，不计入，其余照算，退出码为 1；没有计入的也写进汇总，供上级查看。-o 写出一个汇总文件夹：Parquet 表和 heads.txt，可以再往上汇总。\n"
            "标题、姓名等文字不上报，除非写 --with-texts。\n\n"
            "--ask 的问题：units 各单位进展；counts 单位、方面和情况；overdue 逾期；tallies 成效；search 查找文字；\n"
            "closed 全部销号的单位；same 多个单位的相同问题；relapses 回头看和反弹。\n\n"
            "  rectify rollup 各单位/ -o 全县\n"
            "  rectify rollup 全县 --ask overdue\n"
            "  rectify rollup 县1 县2 -o 全市 --report 全市.xlsx"
        ),
        (
            "A path is a ledger, a seal, a folder that was rolled up, or a folder with such in it, however deep. Each ledger is proved "
            "first; one that is damaged, or went back since last time, is listed with the reason and not counted, the rest "
            "goes on, and the exit code is 1; what was refused is listed at every level above, too. -o writes a folder that can itself be rolled up: Parquet tables and heads.txt. "
            "Titles, names and other texts do not go up unless --with-texts says so.\n\n"
            "Questions for --ask: units (progress of each), counts (by unit, aspect and status), overdue, tallies (outcomes), "
            "search (a text), closed (units with everything closed), same (the same finding in several units), relapses "
            "(what look-backs found).\n\n"
            "  rectify rollup units/ -o county\n"
            "  rectify rollup county --ask overdue\n"
            "  rectify rollup county1 county2 -o city --report city.xlsx"
        ),
    ),
    "command.share": (
        "与别人共用一本台账，记录在服务器上",
        "Share a ledger with others, its journal on a server",
    ),
    "command.share.more": (
        (
            "create 把这本台账（没有就新建一本）放到服务器上，join 在本机做一份副本，status 看两边各有几条，leave 脱离，\n"
            "sql 印出管理员要在数据库里运行的 SQL。此后各命令照常使用：查看前先取别人登记的，登记先由服务器收下。\n"
            "连不上时只能查看。别人刚动过同一个问题时拒绝登记，看过再做。密码写在 ~/.pgpass，不写在地址里。\n"
            "详见 docs/share.zh.md。\n\n"
            "  rectify share create postgresql://zhou@db.county/rectify\n"
            "  rectify share join postgresql://wu@db.county/rectify\n"
            "  rectify share sql"
        ),
        (
            "create puts this ledger (or a new one) on a server, join makes a copy of it here, status tells how many entries "
            "either side has, leave parts from it, sql prints what an administrator runs in the database. After that every "
            "command works as ever: looking first brings what others recorded, and an act is taken by the server first. Without "
            "the server one can only look. An act is refused where somebody else just acted on the same issue: look, and do it "
            "again. Passwords are in ~/.pgpass, never in the address. See docs/share.md.\n\n"
            "  rectify share create postgresql://zhou@db.county/rectify\n"
            "  rectify share join postgresql://wu@db.county/rectify\n"
            "  rectify share sql"
        ),
    ),
    "option.share.what": ("create、join、status、leave 或 sql", "create, join, status, leave or sql"),
    "option.share.address": ("服务器：postgresql://用户@主机/数据库", "the server: postgresql://USER@HOST/DATABASE"),
    "option.share.name": (
        "台账在服务器上的名字；不写则用文件名",
        "the ledger's name on the server; else that of the file",
    ),
    "metavar.share.what": ("做什么", "WHAT"),
    "metavar.share.address": ("地址", "ADDRESS"),
    "metavar.share.name": ("名字", "NAME"),
    "command.review": ("验收：同意、退回或免于整改", "Say whether issues are accepted, returned or waived"),
    "command.review.more": (
        (
            "验收人不能是责任人或经办人。分两步的（init --review-steps 2），先由主管领导审核（check），\n"
            "再由一把手签批（sign）；报了完成又验收同意，才算销号。佐证材料也可以验收：同意即采信。\n\n"
            "  rectify review 3,4 accept --by 李某\n"
            '  rectify review 5 return --note "只有会议，没有补账"\n'
            "  rectify review e7 return --note 看不清日期"
        ),
        (
            "A reviewer is never who answers for it or did it. Where two steps are asked for (init --review-steps 2), the "
            "leader in charge checks and the head signs; what is claimed complete and accepted is closed. Evidence is "
            "reviewed too.\n\n"
            "  rectify review 3,4 accept --by Lee\n"
            '  rectify review 5 return --note "Meetings only, nothing was booked"\n'
            '  rectify review e7 return --note "The date cannot be read"'
        ),
    ),
    "command.look-back": ("回头看：抽签、现场核查、记录", "Draw closed issues for a look on site, and record it"),
    "command.look-back.more": (
        (
            "draw 从已销号的问题里抽签：号码由检查人员出，摘要是此前交出的报告末行的文本摘要，谁来算结果都一样；\n"
            "印出现场核查单。record 记录核查结果，反弹和从未整改的重新打开。算法见 docs/look-back.md。\n\n"
            "  rectify look-back draw --sample 3 --seed 20240501 --head 8d0c5d42fa17c1e6\n"
            "  rectify look-back record 3 relapsed --note 又没有登记 --by 复查组"
        ),
        (
            "draw takes the inspector's own number and the text head of a report handed over before, so that anybody gets the "
            "same lot, and prints a sheet for the visit. record says what was found; what relapsed or was never done is open "
            "again. docs/look-back.md has the algorithm.\n\n"
            "  rectify look-back draw --sample 3 --seed 20240501 --head 8d0c5d42fa17c1e6\n"
            '  rectify look-back record 3 relapsed --note "Not booked again" --by Lee'
        ),
    ),
    "command.reopen": ("把报过完成的问题改回整改中", "Take back a claim of completion"),
    "command.extend": ("登记经批准的延期", "Record an approved extension of a deadline"),
    "command.extend.more": (
        '原定时限永远保留。\n\n  rectify extend 3 --to 2024-09-30 --reason "招标流标" --by 李某',
        'The first deadline is kept for ever.\n\n  rectify extend 3 --to 2024-09-30 --reason "No bids" --by Lee',
    ),
    "command.assign": ("指定责任人、牵头领导和单位", "Say who answers for issues"),
    "command.assign.more": (
        (
            "--from、--to 用于换人：未完成的都交给新人，已完成的不变。\n\n"
            "  rectify assign 3,4 --owner 王某 --unit 财务科\n"
            "  rectify assign --from 王某 --to 李某 --date 2024-07-01"
        ),
        (
            "--from and --to hand over a post: what is open goes along, what is completed stays.\n\n"
            "  rectify assign 3,4 --owner Lee --unit Finance\n"
            "  rectify assign --from Lee --to Ash --date 2024-07-01"
        ),
    ),
    "command.amend": ("更正登记过的内容，旧的仍留底", "Correct what was registered; the old wording is kept"),
    "command.void": ("作废登记错的内容，须写理由", "Declare something void, with a reason"),
    "command.write": ("撰写报告里要手写的部分", "Write a part of the report by hand"),
    "command.write.more": (
        (
            "不写正文时打开编辑器（$EDITOR）；写 - 时从标准输入读取。\n\n"
            "正文里可以放占位符，出报告时换成台账算出的数字：\n"
            "{{问题数}} {{方面数}} {{完成数}} {{未完成数}} {{销号数}} {{长期坚持数}}\n"
            "{{逾期数}} {{未验收数}} {{退回数}} {{免于整改数}} {{进度}} {{行动数}}\n"
            "{{会议数}} {{学习数}} {{培训数}} {{现场检查数}} {{具体纠正数}} {{问责数}}\n"
            "{{制度数}} {{成效:名称}} {{单位}} {{派出机关}} {{检查组}} {{来源}}\n"
            "{{反馈日期}} {{整改期限}} {{截至日期}}\n"
            "写在方面之下（--aspect）时还有：\n"
            "{{本方面问题数}} {{本方面完成数}} {{本方面销号数}} {{本方面进度}} 等"
        ),
        (
            "Without a text the editor ($EDITOR) opens; - reads standard input.\n\n"
            "The text may hold places that a report fills with figures of the ledger:\n"
            "{{issues}} {{aspects}} {{completed}} {{open}} {{closed}} {{standing}}\n"
            "{{overdue}} {{unreviewed}} {{returned}} {{waived}} {{progress}}\n"
            "{{actions}} {{meetings}} {{studies}} {{trainings}} {{inspections}}\n"
            "{{corrections}} {{accountability}} {{rules}} {{outcome:NAME}} {{unit}}\n"
            "{{authority}} {{inspectors}} {{source}} {{feedback}} {{due}} {{day}}\n"
            "Under an aspect (--aspect) also:\n"
            "{{aspect.issues}} {{aspect.completed}} {{aspect.closed}} {{aspect.progress}} and so on"
        ),
    ),
    "command.undo": ("撤回最近一次登记", "Take back the last thing recorded"),
    "command.undo.more": (
        "撤回也是一次登记，什么都不会丢；后面还有依赖它的登记时会拒绝。",
        "Taking back is recorded too, nothing is lost; it is refused where something later stands on it.",
    ),
    # --- commands: look, report, help
    "command.status": ("总体进展、逾期、临期和待办", "Progress, what is late or due soon, what to do next"),
    "command.status.more": (
        (
            "每天早上看一眼：进度、逾期、14天内到期、长期坚持、未验收，以及下一步该做什么。\n"
            "进度是已完成的占全部问题的多少；长期坚持、免于整改的计入总数，不算完成。\n\n"
            "  rectify status --by owner\n"
            "  rectify status --as-of 2024-06-30"
        ),
        (
            "For every morning: progress, what is late or due within 14 days, standing work, what is not reviewed, and "
            "what to do next. Progress is completed ÷ all issues; standing and waived ones are in the whole and never "
            "count as completed.\n\n"
            "  rectify status --by owner\n"
            "  rectify status --as-of 2024-06-30"
        ),
    ),
    "command.list": ("列出问题，可筛选、排序、选列", "List issues: filtered, sorted, with chosen columns"),
    "command.list.more": (
        (
            "在终端上显示表格；接到管道时一行一个问题，列固定不变。\n"
            "CSV 是不带 BOM 的 UTF-8，用 Excel 打开时请走“数据－自文本/CSV”，编码选 65001。\n\n"
            "  rectify list --overdue --sort deadline\n"
            "  rectify list --aspect 2 --format csv > 问题.csv\n"
            "  rectify list --late first --columns number,title,first_deadline"
        ),
        (
            "A table on a terminal; in a pipe one line for each issue, with the same columns always. CSV is UTF-8 "
            "without a byte order mark; tell your spreadsheet so.\n\n"
            "  rectify list --overdue --sort deadline\n"
            "  rectify list --aspect 2 --format csv > issues.csv\n"
            "  rectify list --late first --columns number,title,first_deadline"
        ),
    ),
    "command.show": ("一个问题或一项行动的全部情况", "Everything about one issue, action, aspect"),
    "command.show.more": (
        (
            "问题、行动（a12）、措施（m5）、方面（1.）、检查（2024-1/，只有一次时写 /）都可以看。\n\n"
            "  rectify show 3\n"
            "  rectify show a12"
        ),
        (
            "An issue, an action (a12), a measure (m5), an aspect (1.) or an inspection (2024-1/, or just /).\n\n"
            "  rectify show 3\n"
            "  rectify show a12"
        ),
    ),
    "command.timeline": ("按日期排列做过的事", "What was done, by date"),
    "command.timeline.more": (
        "  rectify timeline 3,4\n  rectify timeline --since 2024-05",
        "  rectify timeline 3,4\n  rectify timeline --since 2024-05",
    ),
    "command.history": ("台账登记流水：谁在何时登记", "The ledger's entries: who recorded what, and when"),
    "command.report": ("生成整改报告", "Write the rectification report"),
    "command.report.more": (
        (
            "格式看文件的后缀，默认 Markdown；.docx 是 GB/T 9704 公文格式。每个数字都由台账算出，--basis 写明怎样算。"
            "同一本台账、同一个日期，报告逐字相同。\n"
            "组织情况、下一步打算等可以自己写：rectify write organisation。最后一行是台账的文本摘要，供日后核对。\n\n"
            "  rectify report -o 整改报告.md\n"
            "  rectify report -o 整改报告.docx --to 县委巡察办 --letterhead 县水利局文件\n"
            "  rectify report --as-of 2024-06-30 --since 2024-05-31 --basis\n"
            "  rectify report --kind progress --since 2024-05-31\n"
            "  rectify report --kind summary -o 一页通.html\n"
            "  rectify report --kind register --each unit -o 各部门"
        ),
        (
            "The format follows the file's suffix: Markdown, or .docx for a business document on A4 (in Chinese one after "
            "GB/T 9704). Every figure is computed from the ledger, and --basis says how. The same ledger and day give the same "
            "bytes. Some parts can be written by hand: rectify write organisation. The last line is the ledger's text head, to "
            "check it by later.\n\n"
            "  rectify report -o report.md\n"
            '  rectify report -o report.docx --to "the Audit Committee"\n'
            "  rectify report --as-of 2024-06-30 --since 2024-05-31 --basis\n"
            "  rectify report --kind progress --since 2024-05-31\n"
            "  rectify report --kind summary -o at-a-glance.html\n"
            "  rectify report --kind register --each unit -o units"
        ),
    ),
    "command.demo": ("生成一本示例台账和它的报告", "Build an example ledger and its report"),
    "option.rebuild": ("按登记流水重做各状态表", "make the state tables anew from the journal"),
    "command.doctor": ("检查安装情况和台账文件", "Check the installation and the ledger file"),
    # --- options: common to all commands
    "option.ledger": (
        "台账文件；否则用 RECTIFY_LEDGER，再否则用这里或上级文件夹的 rectify.db",
        "the ledger file; else RECTIFY_LEDGER, else rectify.db here or in a parent folder",
    ),
    "option.actor": (
        "登记人；否则用 RECTIFY_ACTOR，再否则用登录名",
        "who enters this; else RECTIFY_ACTOR, else the login name",
    ),
    "option.json": ("以 JSON 输出", "print JSON"),
    "option.lang": ("语言；否则用 RECTIFY_LANG，再否则用系统语言", "language; else RECTIFY_LANG, else the system's"),
    "option.report.lang": ("报告的语言；否则用台账的语言", "language of the report; else the ledger's"),
    "option.help": ("显示这页说明", "show this page"),
    "option.version": ("显示版本号", "show the version"),
    "option.install_completion": (
        "安装命令补全（bash、zsh 或 fish）",
        "install completion of commands (bash, zsh or fish)",
    ),
    "option.show_completion": ("显示补全脚本，供自行安装", "show the completion script, to install it by hand"),
    # --- options: the inspection
    "option.init.kind": ("检查的种类，如 巡察、审计", "what sort of inspection, such as audit"),
    "option.add-inspection.kind": ("检查的种类，如 巡察、审计", "what sort of inspection, such as audit"),
    "option.init.title": ("检查的名称", "the name of the inspection"),
    "option.add-inspection.title": ("检查的名称", "the name of the inspection"),
    "option.code": ("检查的编号，如 2024-1", "the inspection's code, such as 2024-1"),
    "option.inspection": ("哪一次检查（编号）", "which inspection, by its code"),
    "option.init.unit": ("被检查的单位", "the inspected unit"),
    "option.add-inspection.unit": ("被检查的单位", "the inspected unit"),
    "option.amend.unit": (
        "责任单位；对检查来说是被检查的单位",
        "the unit in charge; of an inspection, the inspected unit",
    ),
    "option.list.unit": ("只列这个责任单位的", "only those of this unit"),
    "option.authority": ("派出检查的机关", "who sent the inspectors"),
    "option.inspectors": ("检查组名称", "the inspection team"),
    "option.start": ("检查开始的日期", "when the inspection began"),
    "option.end": ("检查结束的日期", "when the inspection ended"),
    "option.feedback": ("反馈意见的日期", "when the inspectors gave their findings"),
    "option.due": ("整改期限（全部问题）", "by when everything must be put right"),
    "option.numbering": (
        "问题编号：run-on 全篇连续，by-aspect 各方面重新开始",
        "issue numbers: run-on, or by-aspect to restart in each",
    ),
    "option.claimed": ("反馈中写明的问题条数", "how many issues the findings say there are"),
    # --- options: issues and measures
    "option.title": (
        "标题，照检查组的原话；- 表示从标准输入读取",
        "the title, in the inspectors' words; - reads standard input",
    ),
    "option.text": ("正文；- 表示从标准输入读取", "the text; - reads standard input"),
    "option.write.text": (
        "正文；- 从标准输入读取，不写则打开编辑器",
        "the text; - reads standard input, without it the editor opens",
    ),
    "option.list.text": (
        "只列写有这些词的，在问题、措施或行动里都算；多个词用空格分开，都要有",
        "only those in which all these words stand: in the issue, its measures or actions",
    ),
    "option.aspect": ("属于哪个方面（编号）", "the aspect, by its number"),
    "option.list.aspect": ("只列这个方面的", "only those of this aspect"),
    "option.write.aspect": ("写在哪个方面之下", "the aspect it belongs to"),
    "option.amend.aspect": ("改到哪个方面", "the aspect it moves to"),
    "option.parent": ("作为哪条问题的子问题", "the issue under which this one stands"),
    "option.number": ("编号；不写则接着往下编", "the number; else the next one"),
    "option.kind": ("类型", "the kind"),
    "option.add-issue.kind": (
        "at-once 立行立改，staged 分阶段，standing 长期坚持",
        "at-once, staged, or standing (never counted as done)",
    ),
    "option.amend.kind": ("整改方式或措施的类型", "how an issue is put right, or the sort of an action"),
    "option.log-action.kind": (
        "meeting、study、training、rule、on-site、money、accountability、correction 或 other",
        "meeting, study, training, rule, on-site, money, accountability, correction or other",
    ),
    "option.list.kind": ("只列 at-once、staged 或 standing 的", "only those that are at-once, staged or standing"),
    "option.report.kind": (
        "整改报告、进度报告、台账、三个清单、对账销号单、一页通",
        "report, short progress report, register, three lists, closing slips, one page",
    ),
    "option.report.format": ("格式；不写则看文件的后缀", "the format; else by the file's suffix"),
    "option.report.issues": ("对账销号单只出这几个问题", "closing slips of these issues only"),
    "option.report.each": ("给每个责任部门（责任人）各出一份", "a file for each unit, or owner; -o is a folder"),
    "option.report.outline": ("自己的提纲（TOML 文件）", "an outline of one's own (a TOML file)"),
    "metavar.report.outline": ("文件", "FILE"),
    "option.report.public": (
        "公开版：略去姓名、金额和不公开的内容",
        "for the public: no names, amounts or internal matters",
    ),
    "option.report.posts": ("公开版里可以写的职务，用逗号隔开", "posts that may be told, between commas"),
    "metavar.report.posts": ("职务", "POSTS"),
    "option.internal": ("yes 不公开，no 可以公开", "yes: never made public; no: may be"),
    "option.public_text": ("公开版里的写法", "its wording for the public"),
    "option.write.public": ("写的是公开版里的话", "its wording for the public"),
    "metavar.internal": ("yes|no", "yes|no"),
    "metavar.public_text": ("文字", "TEXT"),
    "option.report.to": ("主送机关", "to whom it is sent"),
    "option.report.letterhead": ("红头上的发文机关", "the issuing body in the red head"),
    "option.report.sealed": ("署名处留出盖章的位置", "leave room for a seal over the signature"),
    "option.report.fonts": ("Word 和 PDF 用哪套字体", "typefaces of a Word file or PDF"),
    "option.report.via": ("PDF 由 LibreOffice 从 Word 文件转换", "let LibreOffice make the PDF of the Word file"),
    "option.report.template": ("按本单位的 .docx 模板填写", "fill in an office's own .docx form"),
    "option.report.number": ("红头下的发文字号", "the document number under the red head"),
    "option.report.as_of": ("报告的日期，写截至这天的情况；不写则是今天", "the day of the report; else today"),
    "option.report.since": (
        "上次报告的日期；写出那天之后新完成几个",
        "the day of the last report; tells what came later",
    ),
    "option.report.inspection": (
        "哪一次检查（编号）；不写则是最近登记的",
        "which inspection, by its code; else the newest",
    ),
    "option.report.output": (
        "写到这个文件，后缀定格式；不写或写 - 则到标准输出",
        "the file, its suffix the format; without it, or for -, standard output",
    ),
    "option.report.json": ("不出报告，以 JSON 输出其中的数字", "print the figures of the report as JSON instead"),
    "option.severity": ("critical、high、medium 或 low", "critical, high, medium or low"),
    "option.owner": ("责任人", "who answers for it"),
    "option.list.claim": ("只列整改状态是这样的，如 已完成", "only those with this claim, such as completed"),
    "option.list.verdict": ("只列验收意见是这样的，如 退回", "only those with this verdict, such as returned"),
    "option.list.severity": ("只列这样严重的", "only those of this severity"),
    "option.list.inspection": ("只列这次检查的（编号）", "only those of this inspection, by its code"),
    "option.list.open": ("只列还没有完成的", "only those that are not completed"),
    "option.due_from": ("时限在这天或以后的", "due on this day or later"),
    "option.due_to": ("时限在这天或以前的", "due on this day or earlier"),
    "option.acted_from": ("这天或以后有行动的", "with an action on this day or later"),
    "option.acted_to": ("这天或以前有行动的", "with an action on this day or earlier"),
    "option.on_time": (
        "只列按期完成的：按首次时限还是现时限",
        "only those completed on time, by the first deadline or the last",
    ),
    "option.late": (
        "只列超期的：按首次时限还是现时限；日期不详的不算",
        "only those late by the first deadline or the last; unknown dates are in neither",
    ),
    "option.void": ("连作废的也列出", "void ones too"),
    "option.form": ("输出的格式", "the form of the output"),
    "option.status.by": ("按方面、责任人还是责任单位分列", "figures by aspect, owner or unit"),
    "option.timeline.issues": ("只看这些问题：3，或 3,4,7-9", "only these issues: 3, or 3,4,7-9"),
    "option.timeline.limit": ("最近多少项；0 表示全部", "how many of the newest; 0 for all"),
    "option.list.limit": ("最多列多少条；0 表示全部", "how many at most; 0 for all"),
    "option.history.limit": ("最近多少条；0 表示全部", "how many of the newest; 0 for all"),
    "option.list.owner": ("只列这位责任人的", "only those of this owner"),
    "option.lead": ("牵头领导", "the leader in charge"),
    "option.lead_unit": ("责任单位", "the unit in charge"),
    "option.unit": ("责任单位", "the unit in charge"),
    "option.supporting": ("配合单位", "a supporting unit"),
    "option.deadline": ("整改时限，如 2024-06-30、6月底、+15d", "the deadline, such as 2024-06-30, 2024-06 or +15d"),
    "option.acceptance": ("怎样才算改好：外人能看到什么", "what an outsider would see if it were really fixed"),
    "option.recommendation": ("检查组的建议", "what the inspectors recommend"),
    "option.response": ("被检查单位的答复", "what the management answers"),
    "option.standard": ("完成标准", "what counts as done"),
    # --- options: what was done
    "option.issues": ("问题编号：3，或 3,4,7-9，或 2024-1/3", "issues: 3, or 3,4,7-9, or 2024-1/3"),
    "option.complete.issues": ("问题或措施的编号：3，或 3,4,7-9，或 m5", "issues or measures: 3, or 3,4,7-9, or m5"),
    "option.thing": (
        "问题 3、措施 m5、做过的事 a12、佐证 e7、方面 1.、检查 2024-1/",
        "an issue 3, measure m5, action a12, evidence e7, aspect 1. or inspection 2024-1/",
    ),
    "option.log-action.issues": (
        "问题编号：3，或 3,4,7-9；用 --whole 时不写",
        "issues: 3, or 3,4,7-9; left out with --whole",
    ),
    "option.issue": ("问题编号", "the issue, by its number"),
    "option.whole": ("对应整次检查，不对应某一条问题", "for the inspection as a whole, not for one issue"),
    "option.attach.things": ("问题 3、行动 a12、措施 m5，可用逗号隔开", "issue 3, action a12, measure m5, or several"),
    "option.attach.files": ("文件或文件夹", "files or folders"),
    "option.attach.on": ("材料本身的日期；不写则为不详", "the date of the evidence itself; else unknown"),
    "option.attach.kind": (
        "minutes 会议记录、photo 照片、rule 制度、voucher 凭证、register 台账、statement 说明或 other",
        "minutes, photo, rule, voucher, register, statement or other",
    ),
    "option.attach.by": ("谁提供的；不写则是登记人", "who provides it; else who enters it"),
    "option.by_reference": (
        "只登记 SHA-256、文件名和大小，不存内容",
        "record SHA-256, name and size only, not the content",
    ),
    "option.evidence": ("佐证材料写到这个文件夹", "write the evidence to this folder"),
    "option.show.evidence": ("只看佐证材料，写明全部细节", "only the evidence, in every detail"),
    "option.purge": (
        "把佐证材料的内容也从台账中清除，不能恢复",
        "also take the content of this evidence out of the ledger, for good",
    ),
    "option.review.issues": ("问题 3,4,7-9，或佐证 e7", "issues 3,4,7-9, or evidence e7"),
    "option.opinion": ("accept 同意、return 退回或 waive 免于整改", "accept, return or waive"),
    "option.step": ("check 审核或 sign 签批；不写则是下一步", "check or sign; else the step that comes next"),
    "option.review.note": ("说明；退回和免于整改时必须写", "a note; returning and waiving need one"),
    "option.review.on": ("哪天验收的；不写则是今天", "when it was reviewed; else today"),
    "option.review.by": ("谁验收的；不写则是登记人", "who reviewed it; else who enters it"),
    "option.every": (
        "长期坚持的多少天复查一次，如 90d；不写则 90 天",
        "how often standing work is reviewed, such as 90d; else every 90 days",
    ),
    "option.review_steps": (
        "验收分几步：1，或 2（先审核、再签批）",
        "steps of review: 1, or 2 (one checks, another signs)",
    ),
    "option.checkers": ("谁可以审核，可写几个人", "who may check, one or several names"),
    "option.signers": ("谁可以签批或验收，可写几个人", "who may sign or accept, one or several names"),
    "option.strict": (
        "缺行动、佐证、成效等就不许报完成",
        "refuse a claim of completion while actions, evidence or the effect are missing",
    ),
    "option.assign.issues": ("问题编号；用 --from 时不写", "issues; left out with --from"),
    "option.old": ("交出的人（或单位）", "who hands over, a person or a unit"),
    "option.new": ("接手的人（或单位）", "who takes over"),
    "option.awaiting": ("只看等这个人办的事，写明为什么", "only what waits for this person, and why"),
    "option.what": ("draw 抽签，record 记录", "draw or record"),
    "option.look-back.issue": ("record：哪个问题", "record: which issue"),
    "option.finding": ("record：holds、relapsed 或 never-done", "record: holds, relapsed or never-done"),
    "option.sample": ("draw：抽几个；不写则 3 个", "draw: how many; else 3"),
    "option.seed": ("draw：检查人员自己的号码", "draw: the inspector's own number"),
    "option.head": (
        "draw：此前交出的文本摘要，至少 16 位，或写着它的报告文件（md、txt、html）",
        "draw: a text head handed over before, at least 16 digits, or the report that states it (md, txt, html)",
    ),
    "option.look-back.note": ("record：现场所见", "record: what was seen"),
    "option.look-back.on": ("哪天；不写则是今天", "on which day; else today"),
    "option.look-back.by": ("谁抽的、谁核查的；不写则是登记人", "who drew or looked; else who enters it"),
    "option.date": ("日期，如 2024-05-18、5月18日、today", "the date, such as 2024-05-18, 2024-05 or today"),
    "option.amend.date": ("做的日期", "when it was done"),
    "option.on": ("哪天；不写则是今天", "on which day; else today"),
    "option.add-issue.on": ("反馈或发现的日期；不写则是今天", "when it was found; else today"),
    "option.assign.on": ("从哪天起；不写则是今天", "from which day; else today"),
    "option.log-action.on": ("哪天做的，如 5月18日、2024-05；不写则是今天", "when it was done; else today"),
    "option.complete.on": ("哪天完成的；不写则是今天", "when it was completed; else today"),
    "option.extend.on": ("哪天批准的；不写则是今天", "when it was approved; else today"),
    "option.outcome": (
        '成效，如 "训练=50人"；约数写 50余人',
        'a counted result, such as "trained=50 people"; 50+ for at least',
    ),
    "option.rule": ("制定或修订的制度名称", "a rule that was made or revised, by its name"),
    "option.by": ("谁决定的或谁做的；不写则是登记人", "who decided or did it; else who enters it"),
    "option.extend.by": ("谁批准的", "who approved it"),
    "option.measure": ("对应哪项措施，如 m5", "the measure it belongs to, such as m5"),
    "option.partial": ("只是部分完成", "only in part"),
    "option.substantial": ("基本完成", "in substance"),
    "option.standing": ("转为长期坚持，不计入完成", "as standing work, which is never counted as done"),
    "option.effect": ("成效，用文字写", "what came of it, in words"),
    "option.note": ("备注", "a note"),
    "option.reason": ("理由", "the reason"),
    "option.to": ("改成什么", "what it becomes"),
    "option.extend.to": ("新的时限", "the new deadline"),
    "option.part": ("opening、organisation、results 或 next", "opening, organisation, results or next"),
    "option.file": ("从这个文件读取", "read it from this file"),
    # --- options: looking and reporting
    "option.as_of": ("截至哪天的情况；不写则是今天", "how things stood on this day; else today"),
    "option.entry": ("截至第几次登记时所知的情况", "what was known at this entry"),
    "option.undo.entry": ("撤回第几次登记；不写则是最近一次", "the entry to take back; else the last one"),
    "option.format": ("输出的格式", "the form of the output"),
    "option.columns": ("要哪些列，用逗号隔开", "which columns, separated by commas"),
    "option.sort": ("按什么排序；前面加 - 则倒序", "what to sort by; - before it reverses"),
    "option.claim": (
        "只列 pending、acting、partial、substantial、completed 或 standing 的",
        "only pending, acting, partial, substantial, completed or standing ones",
    ),
    "option.verdict": (
        "只列 unreviewed、returned、accepted 或 waived 的",
        "only unreviewed, returned, accepted or waived ones",
    ),
    "option.overdue": ("只列逾期的", "only those that are overdue"),
    "option.since": ("从哪天起", "from this day on"),
    "option.until": ("到哪天止", "up to this day"),
    "option.limit": ("最多列多少条", "how many at most"),
    "option.output": ("写到这个文件，不写到标准输出", "write to this file instead of standard output"),
    "option.basis": ("写明每个数字怎样算出", "say how each figure is counted"),
    "option.folder": ("放在哪个新文件夹里", "the new folder to put it in"),
    "option.shell": ("哪种终端命令行：bash、zsh 或 fish", "the shell: bash, zsh or fish"),
    # --- the words that stand for values
    "metavar.ledger": ("文件", "PATH"),
    "metavar.actor": ("姓名", "NAME"),
    "metavar.lang": ("zh|en", "zh|en"),
    "metavar.install_completion": ("SHELL", "SHELL"),
    "metavar.show_completion": ("SHELL", "SHELL"),
    "metavar.report.to": ("机关", "NAME"),
    "metavar.report.letterhead": ("机关", "NAME"),
    "metavar.report.template": ("文件", "FILE"),
    "metavar.report.number": ("字号", "NUMBER"),
    "metavar.code": ("编号", "CODE"),
    "metavar.inspection": ("编号", "CODE"),
    "metavar.unit": ("单位", "UNIT"),
    "metavar.authority": ("机关", "NAME"),
    "metavar.inspectors": ("名称", "NAME"),
    "metavar.start": ("日期", "DATE"),
    "metavar.end": ("日期", "DATE"),
    "metavar.feedback": ("日期", "DATE"),
    "metavar.due": ("日期", "DATE"),
    "metavar.numbering": ("方式", "WAY"),
    "metavar.claimed": ("条数", "N"),
    "metavar.title": ("标题", "TITLE"),
    "metavar.text": ("正文", "TEXT"),
    "metavar.aspect": ("方面", "ASPECT"),
    "metavar.parent": ("问题", "ISSUE"),
    "metavar.number": ("编号", "N"),
    "metavar.kind": ("类型", "KIND"),
    "metavar.severity": ("程度", "LEVEL"),
    "metavar.owner": ("姓名", "NAME"),
    "metavar.lead": ("姓名", "NAME"),
    "metavar.lead_unit": ("单位", "UNIT"),
    "metavar.supporting": ("单位", "UNIT"),
    "metavar.deadline": ("日期", "DATE"),
    "metavar.acceptance": ("文字", "TEXT"),
    "metavar.recommendation": ("文字", "TEXT"),
    "metavar.response": ("文字", "TEXT"),
    "metavar.standard": ("文字", "TEXT"),
    "metavar.issues": ("问题", "ISSUES"),
    "metavar.issue": ("问题", "ISSUE"),
    "metavar.thing": ("编号", "THING"),
    "metavar.things": ("编号", "THINGS"),
    "metavar.evidence": ("文件夹", "FOLDER"),
    "metavar.opinion": ("意见", "OPINION"),
    "metavar.step": ("check|sign", "check|sign"),
    "metavar.every": ("天数", "DAYS"),
    "metavar.review_steps": ("1|2", "1|2"),
    "metavar.checkers": ("姓名", "NAMES"),
    "metavar.signers": ("姓名", "NAMES"),
    "metavar.old": ("姓名", "NAME"),
    "metavar.new": ("姓名", "NAME"),
    "metavar.awaiting": ("姓名", "NAME"),
    "metavar.what": ("draw|record", "draw|record"),
    "metavar.finding": ("结果", "FINDING"),
    "metavar.sample": ("个数", "N"),
    "metavar.seed": ("号码", "NUMBER"),
    "metavar.head": ("摘要", "HEAD"),
    "metavar.date": ("日期", "DATE"),
    "metavar.on": ("日期", "DATE"),
    "metavar.outcome": ("成效", "OUTCOME"),
    "metavar.rule": ("名称", "NAME"),
    "metavar.by": ("姓名", "NAME"),
    "metavar.measure": ("措施", "MEASURE"),
    "metavar.effect": ("文字", "TEXT"),
    "metavar.note": ("文字", "TEXT"),
    "metavar.reason": ("理由", "REASON"),
    "metavar.to": ("内容", "VALUE"),
    "metavar.extend.to": ("日期", "DATE"),
    "metavar.part": ("部分", "PART"),
    "metavar.file": ("文件", "FILE"),
    "metavar.as_of": ("日期", "DATE"),
    "metavar.entry": ("序号", "N"),
    "metavar.format": ("格式", "FORMAT"),
    "metavar.columns": ("列名", "COLUMNS"),
    "metavar.list.text": ("词", "WORDS"),
    "metavar.due_from": ("日期", "DATE"),
    "metavar.due_to": ("日期", "DATE"),
    "metavar.acted_from": ("日期", "DATE"),
    "metavar.acted_to": ("日期", "DATE"),
    "metavar.form": ("格式", "FORMAT"),
    "metavar.sort": ("列名", "COLUMN"),
    "metavar.claim": ("情况", "CLAIM"),
    "metavar.verdict": ("结论", "VERDICT"),
    "metavar.since": ("日期", "DATE"),
    "metavar.until": ("日期", "DATE"),
    "metavar.limit": ("条数", "N"),
    "option.import.journal": ("从记录全文重建一本新台账", "make a new ledger from the text of a journal"),
    "option.import.evidence": ("佐证材料所在的文件夹（按哈希认）", "where the contents are, found by hash"),
    "option.journal": ("记录全文写到这个文件；- 为标准输出", "write the journal to this file; - for standard output"),
    "option.rollup.paths": ("台账、汇总文件夹或装着它们的文件夹", "ledgers, roll-ups, or folders with such in them"),
    "option.rollup.output": ("汇总写到这个文件夹", "keep the roll-up in this folder"),
    "option.ask": ("要问的问题；不写则是 units", "the question; else units"),
    "option.rollup.text": ("要查找的文字", "the text to search for"),
    "option.rollup.report": (
        "把各个问题的答案写成文件：md、html、xlsx、docx 等",
        "all answers as one file: md, html, xlsx, docx and others",
    ),
    "option.rollup.as_of": (
        "截至这天的情况；问汇总文件夹时，看这天逾期了哪些",
        "as of this day; of a folder that was rolled up, what is overdue then",
    ),
    "option.signed": (
        "只计入有名单上的人签名的台账（封存件里的，或 --head 给出的）",
        "count only what an allowed signer signed, in the seal or by --head",
    ),
    "option.engine": ("由谁计算：本机的 DuckDB 或 Spark 集群", "who answers: DuckDB here, or a Spark cluster"),
    "option.master": ("Spark 主节点，如 spark://主机:7077", "the Spark master, such as spark://HOST:7077"),
    "metavar.engine": ("程序", "ENGINE"),
    "metavar.master": ("地址", "URL"),
    "option.with_texts": ("标题、成效名称等文字也上报", "titles and other texts go up, too"),
    "option.rollup.head": ("某本台账应当合得上的摘要", "a head that one of the ledgers must come to"),
    "metavar.rollup.paths": ("路径", "PATH"),
    "metavar.rollup.output": ("文件夹", "FOLDER"),
    "metavar.ask": ("问题", "QUESTION"),
    "metavar.rollup.text": ("文字", "TEXT"),
    "metavar.rollup.report": ("文件", "FILE"),
    "option.backup.file": ("备份文件的名字", "the name of the backup"),
    "metavar.journal": ("文件", "FILE"),
    "metavar.output": ("文件", "FILE"),
    "metavar.folder": ("文件夹", "FOLDER"),
    "metavar.shell": ("名称", "SHELL"),
    "command.check": ("像检查组那样看：完成的靠什么", "See what completions rest on, as an inspector would"),
    "command.check.more": (
        (
            "不写文件就核对台账；写文件、文件夹或 - 就核对报告和台账表。有错误时退出码为 1。\n"
            "代码：每条后面的英文；类别：figures 数字、proof 依据、sameness 雷同、time 时间、words 措辞、relapse 反弹、privacy 隐私、reading 读取、\n"
            "ledger 与台账不符（只有 --against 才看）。\n"
            "--against：改过的报告与台账逐条对照，每个数字、日期、名称都要在台账里找得到；报告写明日期的，与那一天的台账对照。\n\n"
            "  rectify check\n"
            "  rectify check 整改报告.docx 台账.xlsx --ignore privacy\n"
            "  rectify check 整改报告.docx --against rectify.db\n"
            "  rectify check --explain soft-only\n"
            "  rectify check --batch 各单位报告 -o 核对表.csv"
        ),
        (
            "Without files it checks the ledger; with files, folders or - it checks reports and registers. The exit code is 1 "
            "where there is an error.\n"
            "Codes stand behind each remark; the families are figures, proof, sameness, time, words, relapse, privacy, reading,\n"
            "and ledger (looked for with --against only).\n"
            "--against compares an edited report with its ledger: every number, date and name is to be found there, as of the day "
            "that the report bears.\n\n"
            "  rectify check\n"
            "  rectify check report.docx register.xlsx --ignore privacy\n"
            "  rectify check report.docx --against rectify.db\n"
            "  rectify check --explain soft-only\n"
            "  rectify check --batch reports -o table.csv"
        ),
    ),
    "command.head": ("台账的摘要：打印、签名、交给别人", "The head: print it, sign it, give it to others"),
    "command.head.more": (
        (
            "摘要写着台账编号、条数和两个 SHA-256。别人拿着它，之前的登记就不能再改而不被看出来（rectify verify --head）。\n"
            "只读不写；--given-to 会登记一条“交给了谁”。--sign 用 ssh-keygen，把签名写在文件旁边（.sig）。\n\n"
            "  rectify head -o head.txt --given-to 县委巡察办\n"
            "  rectify head --sign --key ~/.ssh/id_ed25519\n"
            "  rectify head --slip -o 摘要留存单.docx"
        ),
        (
            "A head names the ledger, its number of entries and two SHA-256. Whoever holds it can see whether anything before it "
            "was changed (rectify verify --head).\n"
            "It only reads; --given-to records to whom it was given. --sign uses ssh-keygen and writes the signature beside the "
            "file (.sig).\n\n"
            '  rectify head -o head.txt --given-to "Audit Office"\n'
            "  rectify head --sign --key ~/.ssh/id_ed25519\n"
            "  rectify head --slip -o slip.docx"
        ),
    ),
    "option.head.output": ("写到文件；不写则打印", "write a file; else print it"),
    "option.sign": ("用 --key 的密钥签名", "sign it with --key"),
    "option.key": ("签名人的 SSH 密钥文件", "the signer's SSH key"),
    "option.slip": ("单页，供盖章留存", "one page to be stamped and kept"),
    "option.given_to": ("登记交给了谁", "record to whom it was given"),
    "option.head.by": ("谁交的；不写则是登记人", "who gave it; else who enters it"),
    "metavar.key": ("文件", "FILE"),
    "metavar.given_to": ("接收人", "NAME"),
    "command.verify": ("核对台账和登记流水有没有被改过", "Check that the ledger and its past were not changed"),
    "command.verify.more": (
        (
            "只看不改。没有问题时退出码为 0，发现问题为 5。检查的是台账是否完好；整改是否扎实用 rectify check。\n"
            "--head 可以写多次：摘要文件、最后一行有摘要的报告、文本摘要（至少 16 位），- 是标准输入。\n\n"
            "  rectify verify\n"
            "  rectify verify --evidence --head 整改报告.docx\n"
            "  rectify verify --head head-128.txt --allowed-signers 名单 --signer 复核人\n"
            "  rectify verify 封存件.zip --allowed-signers 名单"
        ),
        (
            "It only looks. The exit code is 0 where all is well, 5 where something is found. This is about the ledger being "
            "whole; rectify check is about the work.\n"
            "--head may be given several times: a head's file, a report with a head in its last line, a text head (at least 16 "
            "digits), or - for standard input.\n\n"
            "  rectify verify\n"
            "  rectify verify --evidence --head report.docx\n"
            "  rectify verify --head head-128.txt --allowed-signers list --signer lee\n"
            "  rectify verify seal.zip --allowed-signers list"
        ),
    ),
    "option.seal": ("不核对台账，核对这个封存件", "check this seal instead of a ledger"),
    "metavar.seal": ("封存件", "SEAL"),
    "option.quick": ("只看页面、表结构和最后两条", "only pages, schema and the last two entries"),
    "option.verify.evidence": ("连同每个文件的内容", "also the content of each file"),
    "option.verify.head": ("别人手里的摘要，看还成不成立", "a head that others hold: does it still hold"),
    "option.allowed_signers": ("允许的签名人名单（OpenSSH 格式）", "the allowed signers, as OpenSSH has them"),
    "option.signer": ("应当是谁签的；不写则名单里谁都行", "who must have signed; else anyone in the list"),
    "option.revoked": ("作废的密钥名单", "a list of revoked keys"),
    "metavar.allowed_signers": ("文件", "FILE"),
    "metavar.signer": ("名称", "NAME"),
    "metavar.revoked": ("文件", "FILE"),
    "option.select": ("只看这些代码或类别", "only these codes or families"),
    "option.ignore": ("不看这些代码或类别", "all but these codes or families"),
    "option.explain": ("说明一个代码或一类为什么要看", "what a code, or a family, is there for"),
    "option.against": ("与这本台账逐条对照", "compare with this ledger, fact by fact"),
    "option.batch": ("各单位的报告排成一张表", "a table of all reports in a folder"),
    "option.check.format": ("表格写成哪种格式", "how the table is written"),
    "metavar.select": ("代码", "CODES"),
    "metavar.ignore": ("代码", "CODES"),
    "metavar.explain": ("代码", "CODE"),
    "metavar.against": ("台账", "LEDGER"),
    "metavar.batch": ("文件夹", "FOLDER"),
    "command.import": ("把现有报告、台账导入进来", "Read existing reports and registers into the ledger"),
    "command.import.more": (
        "先看读出了什么，再一次写入，要么全部，要么没有；同一文件导入两次不会改动。\n"
        "  rectify import 反馈意见.docx --dry-run\n"
        '  rectify import 整改台账.xlsx --map "整改责任人=owner"\n'
        "  rectify import 各部门/*.xlsx\n\n"
        "本台账发出的台账、清单（xlsx、csv），填好交回时按台账ID并入：改动先列出来；发出以后台账也改了同一处的，两边都列出来，不写入。\n"
        "--journal 从 rectify export --journal 写出的记录全文重建一本新台账，摘要不变：\n"
        "  rectify import --journal 记录.jsonl --evidence 佐证 --ledger 新台账.db",
        "Shows what was read, then writes it all or nothing; the same file twice changes nothing.\n\n"
        "  rectify import report.docx --dry-run\n"
        '  rectify import register.xlsx --map "Action owner=owner"\n'
        "  rectify import units/*.xlsx\n\n"
        "A register or lists of this ledger (xlsx, csv) that come back filled in are merged by their ids: the changes are "
        "shown; where the ledger changed the same since, both are shown and nothing is written.\n\n"
        "--journal makes a new ledger from what rectify export --journal wrote, with the same heads:\n\n"
        "  rectify import --journal journal.jsonl --evidence evidence --ledger new.db",
    ),
    "option.files": ("文件、文件夹或通配符；- 表示标准输入", "files, folders or patterns; - for standard input"),
    "option.dry_run": ("只看，不写入", "only look, write nothing"),
    "option.on_conflict": ("台账里已有的问题怎么办", "what to do with issues that are there already"),
    "option.import.to": ("json：写出读到的内容，不用台账", "json: write what was read, without a ledger"),
    "option.column": ("列名=字段，或 TOML 文件", "COLUMN=FIELD, or a TOML file"),
    "option.encoding": ("文字编码；不写则自动判断", "the encoding of a text file; else found out"),
    "metavar.files": ("文件...", "FILES..."),
    "metavar.column": ("列名=字段", "COLUMN=FIELD"),
    "metavar.encoding": ("编码", "NAME"),
    "option.which": (
        "哪个示例：county 县团委巡察，audit 内部审计",
        "which example: county (Chinese) or audit (English)",
    ),
    "option.language": ("台账和报告的语言；不写则同界面", "language of the ledger and its reports; else the messages'"),
    "option.attach": ("把文件本身也存进台账", "keep the file itself in the ledger too"),
}
