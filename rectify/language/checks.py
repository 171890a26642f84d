"""What `check` says besides its remarks: families, severities, places, the table by unit, and why each code is there.

`CODE` says what a rule looks for, `CODE.why` why, `CODE.example` gives an example.
"""

WORDS: dict[str, tuple[str, str]] = {
    "family-figures": ("数字", "figures"),
    "family-proof": ("依据", "proof"),
    "family-sameness": ("雷同", "sameness"),
    "family-time": ("时间", "time"),
    "family-words": ("措辞", "words"),
    "family-relapse": ("反弹", "relapse"),
    "family-privacy": ("隐私", "privacy"),
    "family-reading": ("读取", "reading"),
    "severity-error": ("错误", "error"),
    "severity-warning": ("警告", "warning"),
    "severity-hint": ("提示", "hint"),
    "whole": ("整体", "as a whole"),
    "none": ("没有要说的。", "Nothing to remark."),
    "sum": (
        "错误 {errors}，警告 {warnings}，提示 {hints}。",
        "errors {errors}, warnings {warnings}, hints {hints}",
    ),
    "more": ("某条为什么要看：rectify check --explain 代码", "Why a code is looked for: rectify check --explain CODE"),
    "looks": ("看什么", "looks for"),
    "why": ("为什么", "why"),
    "example": ("例子", "example"),
    "do": ("怎么办", "what to do"),
    "says": ("会说", "says"),
    "from-reading": ("读文件时看到的，见“会说”。", "Noticed while a document is read; see what it says."),
    "from-reading.why": (
        "读错了，后面的核对就都不作数。",
        "What is read wrongly is checked wrongly.",
    ),
    "batch-title": ("整改报告核对表", "Reports on rectification, checked"),
    "batch-unit": ("单位", "unit"),
    "batch-file": ("文件", "file"),
    "batch-claimed": ("自报问题", "claimed"),
    "batch-counted": ("逐条列出", "itemised"),
    "batch-completed": ("完成（含子问题）", "completed, with parts"),
    "batch-soft": ("其中只有软措施", "soft only"),
    "batch-share": ("占比", "share"),
    "batch-errors": ("错误", "errors"),
    "batch-note": ("备注", "note"),
    "failed": ("“{name}”没有核对：{why}", "{name} was not checked: {why}"),
    "meetings-undated": (
        "自称开会的次数，多于写明日期的开会日子。",
        "More meetings are claimed than days are given on which one was held.",
    ),
    "meetings-undated.why": (
        "会议是最容易虚报的数：一查会议记录就知道。",
        "Meetings are the easiest number to inflate, and the minutes show it.",
    ),
    "meetings-undated.example": (
        "“先后五次召开专题会议”，全文只有5月12日、18日、26日三天。",
        "“Five meetings were held”, and only 12, 18 and 26 May appear.",
    ),
    "standing-unlisted": (
        "文字里提到长期任务，问题里没有一条标为长期坚持。",
        "The text speaks of standing work, and no issue is listed as standing.",
    ),
    "standing-unlisted.why": (
        "不列出来的长期任务没有人管，也不会再查。",
        "What is not listed has no owner, and nobody looks at it again.",
    ),
    "standing-unlisted.example": (
        "“对需要长期坚持的整改任务紧盯不放”，而九条问题全部“已完成”。",
        "“Standing tasks will be watched”, and all nine issues are “completed”.",
    ),
    "aspect-count-disagrees": (
        "方面的标题自称的问题数与实有的不同。",
        "A heading claims another number of issues than stand under it.",
    ),
    "aspect-count-disagrees.why": ("漏掉的一条最可能是难的那条。", "The one that is missing may well be the hard one."),
    "aspect-count-disagrees.example": ("“共6条问题”，下面只有5条。", "“Six findings”, and five follow."),
    "money-short": (
        "问题写明金额，纠正的金额加起来不够，其余没有交代。",
        "The fault names a sum, less was put right, and nothing is said of the rest.",
    ),
    "money-short.why": (
        "查出的钱应当等于纠正的加剩余的。",
        "Money found must be money put right and money that remains.",
    ),
    "money-short.example": (
        "多发补贴18.6万元，“已追回2.4万元”，报告完成。",
        "18,600 was overpaid, “2,400 has been recovered”, completed.",
    ),
    "table-sum-disagrees": ("表里的合计不等于各行之和。", "The total of a table is not the sum of its rows."),
    "table-sum-disagrees.why": (
        "合计常常是手填的，改了行忘了改合计。",
        "Totals are often typed, and forgotten when a row changes.",
    ),
    "table-sum-disagrees.example": ("三行是3、4、5，合计写13。", "Rows of 3, 4 and 5, and a total of 13."),
    "no-action": ("报告完成，没有写任何做过的事。", "Claimed complete, and nothing is told of what was done."),
    "no-action.why": ("完成要有依据。", "A completion needs something that it rests on."),
    "no-action.example": ("“此问题已整改完成。”后面什么也没有。", "“Completed.”, and nothing follows."),
    "object-unmentioned": (
        "问题里缺的那件事，在今后、要求一类的话以外，没有一件办成的事与它对应。",
        "Outside futures and demands, nothing finished answers what the fault says is lacking.",
    ),
    "object-unmentioned.why": (
        "最常见的虚改：会开了、人批了，账还是没有入。",
        "The commonest hollow claim: a meeting was held, and the books are as they were.",
    ),
    "object-unmentioned.example": (
        "“固定资产未入账”——“在今后工作中做到固定资产按时入账”。",
        "“Assets are not booked”: “assets will be booked in time from now on”.",
    ),
    "object-elsewhere": (
        "有办成的事，但与问题所指的不是一回事，或者不在一处。",
        "Something was finished, but it is about other things, or about another place.",
    ),
    "object-elsewhere.why": (
        "拿得出手的数字有时是替别的事说话。",
        "Good figures sometimes speak for something else.",
    ),
    "object-elsewhere.example": (
        "东村管网破损——“完成西村泵站改造”。",
        "The sewer of one village leaks; “the pump of another was rebuilt”.",
    ),
    "soft-only": (
        "做的事全是会议、学习、宣传、方案、制度、批评、谈话、承诺。缺的正是制度而制度已施行、缺的正是学习而学习有数的，不算。",
        "All that was done is meetings, study, publicity, plans, rules, criticism, talks or pledges. A missing rule that is now "
        "in force and used, or missing training that was given and counted, is no such case.",
    ),
    "soft-only.why": (
        "会议、文件、培训本身不是整改的结果。",
        "A plan, a meeting, a document or a training is by itself no completion.",
    ),
    "soft-only.example": (
        "“团费收缴不规范”——开了两个推进会，印发了收缴办法。",
        "“Fees are not collected as they should be”: two meetings and a new rule.",
    ),
    "before-feedback": ("写明日期的事全在反馈以前。", "Everything that is dated happened before the feedback."),
    "before-feedback.why": (
        "反馈以前做的事，检查组来时已经看到了。",
        "The inspectors had seen all that when they wrote their finding.",
    ),
    "before-feedback.example": (
        "2024年1月反馈消防泵坏，写的是2023年3月换泵。",
        "Found broken in January 2024; replaced in March 2023.",
    ),
    "no-effect": ("写了做什么，没有写变成什么样。", "It is told what was done, and not what changed."),
    "no-effect.why": ("成效是后来的检查要看的。", "The effect is what a follow-up goes to see."),
    "no-effect.example": ("“多次调度，层层传导压力。”", "“The matter was followed up at all levels.”"),
    "no-evidence": (
        "台账里没有附佐证材料；文件里没有提到任何可以查看的东西。",
        "In a ledger no file is attached; a document names nothing that could be looked at.",
    ),
    "no-evidence.why": ("说做了要拿得出来。", "Who says so should be able to show it."),
    "no-evidence.example": (
        "九条全部完成，没有一份记录、凭证、验收单。",
        "Nine issues completed, and not one voucher or record.",
    ),
    "evidence-old": (
        "佐证材料的日期在反馈以前。",
        "A piece of evidence is dated before the feedback.",
    ),
    "evidence-old.why": ("旧材料证明不了新整改。", "What is older than the finding cannot show that it was put right."),
    "evidence-old.example": ("2月反馈，附的是上年12月的会议记录。", "Feedback in February, minutes of last December."),
    "accepted-by-doer": (
        "验收的人自己做了整改，或者报告了完成。",
        "Whoever accepted it did it, or claimed it complete.",
    ),
    "accepted-by-doer.why": ("自己验自己的不算验收。", "Nobody can review his own work."),
    "accepted-by-doer.example": ("王某登记入账，又由王某同意销号。", "Lee booked the assets, and Lee accepted it."),
    "same-evidence": ("同一份文件用在几条问题下。", "One file is shown for several issues."),
    "same-evidence.why": ("一份材料很少能证明几件不同的事。", "One file seldom proves several things."),
    "same-evidence.example": ("同一张照片附在问题2、5、6下。", "One photograph under issues 2, 5 and 6."),
    "same-text": (
        "几条问题下有同样的话，或只换了名词。",
        "The same sentence stands under several issues, or with its nouns exchanged.",
    ),
    "same-text.why": (
        "抄来的话说明没有逐条整改。",
        "A copied text shows that the issues were not looked at one by one.",
    ),
    "same-text.example": (
        "问题7和8都写“召开财务方面问题专题会议，对相关工作人员进行批评教育”。",
        "Two issues: “The matter was discussed at the board meeting”.",
    ),
    "same-meeting": ("几条问题用同一天的同一次会作依据。", "One meeting of one day is shown for several issues."),
    "same-meeting.why": (
        "一次会可以议几条，但不能替每一条整改。",
        "A meeting may take up several issues; it puts none of them right.",
    ),
    "same-meeting.example": ("5月12日的专题会议写在问题3和4下。", "The meeting of 12 May stands under issues 3 and 4."),
    "no-date": (
        "做的事没有一件有日期，月份、季度也算日期。",
        "Nothing that was done has a date; a month or a quarter is one.",
    ),
    "no-date.why": ("没有日期就没法与记录对上。", "Without a date it cannot be compared with any record."),
    "no-date.example": ("“已组织开展七次集中学习。”", "“Seven sessions were held.”"),
    "completed-late": ("完成在最初的时限以后。", "Completed after its first deadline."),
    "completed-late.why": ("第一个时限永远留着。", "The first deadline is kept for ever."),
    "completed-late.example": ("时限6月底，8月12日完成。", "Due in June, completed on 12 August."),
    "overdue": ("时限已过，没有完成。", "Its deadline is over, and it is not completed."),
    "overdue.why": ("没有完成的，原因和下一步必须写。", "What is not complete must say why and what comes next."),
    "overdue.example": ("时限7月31日，9月还在整改中。", "Due on 31 July, still in progress in September."),
    "deadline-moved": (
        "时限改了不止一次，或者没有理由。",
        "The deadline was moved more than once, or without a reason.",
    ),
    "deadline-moved.why": ("悄悄挪时限，就永远不会逾期。", "Who moves deadlines quietly is never late."),
    "deadline-moved.example": ("5月底改6月底，又改8月底。", "From May to June, then to August."),
    "order-impossible": (
        "完成在最后一件事以前，或在反馈以前。",
        "Completed before the last thing that was done for it, or before the feedback.",
    ),
    "order-impossible.why": ("这样的日期至少有一个是后填的。", "One of the dates at least was made up later."),
    "order-impossible.example": ("5月20日完成，5月31日才入账。", "Completed on 20 May, booked on 31 May."),
    "entered-at-the-end": (
        "大半的事是最后一周补记的，而且都过去了四周以上。",
        "Most was entered in the last week, more than four weeks after it happened.",
    ),
    "entered-at-the-end.why": (
        "突击补台账是纸面整改的样子。",
        "A register filled at the last moment is how paper rectification looks.",
    ),
    "entered-at-the-end.example": (
        "三月到七月的二十件事，都在检查前三天录入。",
        "Twenty actions from March to July, entered three days before the visit.",
    ),
    "intention": (
        "完成的问题里，本该写结果的地方写的是今后、将、要求、确保、持续加强。单有“进一步”不算。",
        "In a completed issue, a future, a demand or an effort stands where the result should be.",
    ),
    "intention.why": ("打算不是结果。", "An intention is no result."),
    "intention.example": ("“今后凡达到限额的项目一律公开招标。”", "“We will continue to strengthen our controls.”"),
    "vague-quantity": (
        "用多起、大部分、明显减少一类的话作依据。30余场是数，多场不是。",
        "Several, most, significantly fewer, in the place of figures. “More than 300” is a figure.",
    ),
    "vague-quantity.why": ("没法核对的数等于没有数。", "What cannot be checked proves nothing."),
    "vague-quantity.example": (
        "“绝大多数欠款已经支付到位，仅余少量尾款。”",
        "“The backlog has been significantly reduced.”",
    ),
    "begun-not-done": (
        "启动、申报、移交、督促、起草、正在推进，写成了完成。",
        "Begun, applied for, handed over, urged, drafted or going on, and told as complete.",
    ),
    "begun-not-done.why": ("都已启动不是都已完成。", "That all have been acted on is not that all are done."),
    "begun-not-done.example": ("“已移交有关部门依法处理”，报告完成。", "“The examination has been requested”, closed."),
    "relapse": (
        "与以前检查中整改过的问题文字相近。",
        "It is worded much like an issue that was put right in an earlier inspection.",
    ),
    "relapse.why": ("屡查屡犯是后续检查最看重的。", "A fault that comes back is what a follow-up looks for first."),
    "relapse.example": (
        "2021年“固定资产未入账”，2023年“购置固定资产未及时入账”。",
        "2021 “Assets are not booked”, 2023 “New assets are not booked”.",
    ),
    "person-named": ("要公开的文字里有人名。", "A person's name stands in what is to be made public."),
    "person-named.why": ("公开稿写职务，不写人名。", "What is made public names posts, not people."),
    "person-named.example": ("“党校某某老师作了辅导”而写出了真名。", "“Ms Jane Doe returned the money.”"),
    "telephone": (
        "要公开的文字里有个人电话；热线和单位电话不算。",
        "A person's telephone number stands in it; hotlines are none.",
    ),
    "telephone.why": ("个人信息不能公开。", "It is personal data."),
    "telephone.example": ("“联系人手机138……”", "“Call the engineer on 07700 …”"),
    "identity-number": ("要公开的文字里有身份证号。", "An identity number stands in what is to be made public."),
    "identity-number.why": ("泄露身份证号会害到当事人。", "It can be used to harm the person."),
    "identity-number.example": ("公示里的完整身份证号。", "A full identity number in a public list."),
}
