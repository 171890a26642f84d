"""What is remarked about a document, a rectification or a ledger: one sentence each, and what to do about it."""

WORDS: dict[str, tuple[str, str]] = {
    "total-disagrees": (
        "自报 {claimed}（“{words}”），而读出的是 {held}。",
        "the document claims {claimed} ({words}), and {held} were found.",
    ),
    "total-disagrees.advice": ("核对总数和清单。", "Compare the total with the list."),
    "not-itemised": (
        "自报 {claimed}（“{words}”），只逐条列出 {held}。",
        "the document claims {claimed} ({words}) and itemises {held}.",
    ),
    "not-itemised.advice": (
        "汇总报告可以不逐条列；要逐条整改，请取完整清单。",
        "A summary may do so; for the ledger, ask for the full list.",
    ),
    "aspect-count-disagrees": (
        "“{aspect}”称有 {claimed} 个问题，读出 {held} 个。",
        "“{aspect}” claims {claimed} issues, and {held} were found.",
    ),
    "aspect-count-disagrees.advice": ("核对这一方面的问题。", "Check the issues of this aspect."),
    "range-disagrees": (
        "“{aspect}”标明 {claimed}，实际是 {held}。",
        "“{aspect}” says {claimed}, and {held} follow.",
    ),
    "range-disagrees.advice": ("核对标题里的编号范围。", "Check the range in the heading."),
    "percent-disagrees": (
        "自报 {claimed}，按 {part}/{whole} 算不是这个数（{words}）。",
        "{claimed} is claimed, which {part} of {whole} is not ({words}).",
    ),
    "percent-disagrees.advice": ("以台账算出的进度为准。", "Go by the progress that the ledger computes."),
    "number-doubled": ("序号 {number} 出现两次。", "number {number} occurs twice."),
    "number-doubled.advice": (
        "后一个导入时改用下一个空号。",
        "The later one takes the next free number when imported.",
    ),
    "number-out-of-order": ("序号 {number} 在 {before} 之后，次序不对。", "number {number} stands after {before}."),
    "number-out-of-order.advice": ("核对次序。", "Check the order."),
    "number-missing": ("缺序号 {number}。", "number {number} is missing."),
    "number-missing.advice": ("看原文是不是漏了一条。", "See whether an issue was left out."),
    "number-became-date": (
        "序号被表格软件变成了日期：{words}，应为 {number}。",
        "a number became a date: {words}, meant as {number}.",
    ),
    "number-became-date.advice": ("在表格里把这一列设为文本。", "Make that column text in the workbook."),
    "date-impossible": ("没有这一天：{words}。", "there is no such day: {words}."),
    "date-impossible.advice": ("核对日期后补记。", "Check the date and record it."),
    "date-garbled": ("日期缺字：{words}。", "characters of this date are lost: {words}."),
    "date-garbled.advice": ("对照原件补全。", "Complete it from the original."),
    "date-outside-window": ("{words} 不在整改期内。", "{words} lies outside the period of rectification."),
    "date-outside-window.advice": ("核对是不是整改以前的事。", "See whether this was done before the feedback."),
    "date-after-report": ("{words} 晚于报告本身的日期。", "{words} is later than the document itself."),
    "date-after-report.advice": ("核对年份。", "Check the year."),
    "redaction": ("有隐去的内容：{words}。", "something is withheld: {words}."),
    "redaction.advice": ("隐去的部分照样保留为未知。", "What is withheld is kept as unknown."),
    "status-two": ("一个状态说了两样：{words}。", "one status says two things: {words}."),
    "status-two.advice": ("按较低的一个导入，请确认。", "The lesser of them was taken; confirm it."),
    "status-unknown": ("看不懂的状态：{words}。", "this status is not known: {words}."),
    "status-unknown.advice": ("导入后请补标状态。", "Claim the status after importing."),
    "acted-not-done": ("“{words}”是说已着手，不是已完成。", "“{words}” says acted on, which is not done."),
    "acted-not-done.advice": ("不计为完成。", "It is not counted as completed."),
    "row-broken": ("第 {row} 行的格子数不对。", "row {row} has missing or extra cells."),
    "row-broken.advice": ("对照原表核对这一行。", "Compare the row with the original."),
    "column-unknown": ("不认识的列：{column}。", "this column is not known: {column}."),
    "column-unknown.advice": ("可用 --map 列名=字段 指明。", "Name its field with --map COLUMN=FIELD."),
    "text-too-long": (
        "这一段太长，只读了前 {limit} 个字。",
        "this paragraph is too long: only its first {limit} characters were read.",
    ),
    "text-too-long.advice": ("把它分成几段再导入。", "Divide it into paragraphs and import again."),
    "no-ledger": ("里面没有问题清单。", "there is no list of issues in it."),
    "no-ledger.advice": ("如果问题写在附件里，请导入附件。", "If they stand in an attachment, import that."),
    "meetings-undated": (
        "自称开会 {claimed} 次（“{words}”），写明日期的只有 {held} 天。",
        "meetings are claimed {claimed} times ({words}), and days on which one was held are found: {held}.",
    ),
    "meetings-undated.advice": (
        "逐次写明日期，附会议记录；没有开的次数请删去。",
        "Date each of them and attach its minutes, or correct the number.",
    ),
    "standing-unlisted": (
        "提到要长期做的事（“{words}”），却没有一条列为长期坚持。",
        "standing work is mentioned ({words}), and none is listed.",
    ),
    "standing-unlisted.advice": (
        "把它逐项列出，写明责任人和检查的办法。",
        "List each piece of it, with its owner and how it is reviewed.",
    ),
    "money-short": (
        "问题涉及 {found}，纠正的只有 {put}，其余没有交代。",
        "{found} is at issue, {put} was put right, and nothing is said of the rest.",
    ),
    "money-short.advice": ("写明其余的钱在哪里、何时了结。", "Say where the rest is and when it will be settled."),
    "table-sum-disagrees": (
        "“{column}”一列的合计是 {claimed}，逐行相加是 {held}。",
        "the total of “{column}” is {claimed}, and its rows add up to {held}.",
    ),
    "table-sum-disagrees.advice": ("核对各行和合计。", "Compare the rows with their total."),
    "no-action": ("报告完成，却没有写做了什么。", "it is claimed complete, and nothing is said to have been done."),
    "no-action.advice": ("记下做了什么、哪天做的，或者改回整改中。", "Say what was done and when, or claim less."),
    "object-unmentioned": (
        "“{lack}”没有对应的、已经办成的事。",
        "nothing finished answers “{lack}”.",
    ),
    "object-unmentioned.advice": (
        "写明它本身现在怎样了：数量、日期、谁核对过。",
        "Say what has become of that itself: how many, when, and who looked.",
    ),
    "object-elsewhere": (
        "办成的事（“{words}”）看不出与“{lack}”有关。",
        "what was finished ({words}) does not seem to be about “{lack}”.",
    ),
    "object-elsewhere.advice": ("写明所查的那件事本身怎样了。", "Say what has become of the thing that was found."),
    "soft-only": (
        "只有会议、学习、制度、批评一类：“{words}”。",
        "it rests on meetings, study, rules or criticism alone: {words}.",
    ),
    "soft-only.advice": (
        "写出外人去看能看到的变化；没有就还不能算完成。",
        "Say what an outsider would see changed; until then it is not complete.",
    ),
    "before-feedback": (
        "写明日期的事（{words}）都在反馈以前。",
        "all that is dated ({words}) lies before the feedback.",
    ),
    "before-feedback.advice": ("写明反馈以后做了什么。", "Say what was done since the feedback."),
    "no-effect": ("没有写整改后有什么变化。", "nothing is said to have changed."),
    "no-effect.advice": ("写一句成效：之前怎样，现在怎样。", "Say in one sentence how it was and how it is."),
    "no-evidence": (
        "{number} 条报告完成的没有佐证材料：问题 {issues}。",
        "what is claimed complete has no evidence ({number}): {issues}.",
    ),
    "evidence-old": (
        "佐证材料“{name}”是 {date} 的，早于反馈（{feedback}）。",
        "the evidence {name} is of {date}, before the feedback ({feedback}).",
    ),
    "evidence-old.advice": ("换成反馈以后的材料。", "Show something that was made since the feedback."),
    "accepted-by-doer": (
        "同意销号的{name}自己做过这条整改。",
        "{name}, who accepted it, had a hand in it.",
    ),
    "accepted-by-doer.advice": ("请没有参与的人重新验收。", "Have it reviewed by somebody else."),
    "same-evidence": (
        "问题 {issues} 用的是同一份材料：{name}。",
        "issues {issues} show the same file: {name}.",
    ),
    "same-evidence.advice": ("写明它对每一条各能证明什么。", "Say what it shows of each."),
    "no-evidence.advice": (
        "附上能看的东西：记录、照片、凭证、验收单。",
        "Add what can be looked at: minutes, a photograph, a voucher, an acceptance.",
    ),
    "same-text": ("问题 {issues} 用了同一段话：“{words}”", "issues {issues} tell the same: {words}"),
    "same-text.advice": ("分别写各自做了什么。", "Say of each what was done for it."),
    "same-meeting": (
        "问题 {issues} 用的是同一次会：{date}，{name}。",
        "issues {issues} show the same meeting: {name}, {date}.",
    ),
    "same-meeting.advice": (
        "写明这次会对每一条各定了什么、办成了什么。",
        "Say what it decided for each, and what came of that.",
    ),
    "no-date": ("做的事没有一件写明日期。", "nothing that was done has a date."),
    "no-date.advice": ("至少写明月份。", "Give at least the month."),
    "completed-late": (
        "最初的时限是 {deadline}，完成是 {date}。",
        "it was first due on {deadline} and completed on {date}.",
    ),
    "completed-late.advice": ("写明逾期的原因。", "Say why it was late."),
    "overdue": ("时限 {deadline} 已过，还没有完成。", "it was due on {deadline} and is not completed."),
    "overdue.advice": ("写明原因和下一步，或报批延期。", "Give the reason and the next step, or have it extended."),
    "deadline-moved": (
        "时限改了 {times} 次：{first} 改到 {last}。",
        "its deadline was moved {times} times, from {first} to {last}.",
    ),
    "deadline-moved.advice": ("每次延期都写明理由和批准人。", "Give the reason and the approver of each extension."),
    "order-impossible": ("{date} 已报告完成，{later} 却还在后面。", "it was completed on {date}, before {later}."),
    "order-impossible.advice": ("核对这两个日期。", "Check the two dates."),
    "entered-at-the-end": (
        "{all} 件事里有 {number} 件是到 {last} 为止的一周里补记的，都发生在四周以前。",
        "{number} of {all} actions were entered in the week up to {last}, more than four weeks after they happened.",
    ),
    "entered-at-the-end.advice": ("附上当时的记录。", "Add the records of the time."),
    "intention": ("把打算写成了结果：“{words}”。", "an intention is told as a result: {words}."),
    "intention.advice": (
        "写已经做到的；打算放到下一步。",
        "Tell what is done; what is meant to be done belongs to the next steps.",
    ),
    "vague-quantity": ("数量没法核对：“{words}”。", "an amount that cannot be checked: {words}."),
    "vague-quantity.advice": (
        "写数字：多少里的多少，之前和之后。",
        "Give figures: how many of how many, before and after.",
    ),
    "begun-not-done": ("只是着手，还没有办成：“{words}”。", "it is begun and not done: {words}."),
    "begun-not-done.advice": (
        "写办成了多少；没办成的改报部分完成或整改中。",
        "Say how much is done, and claim no more than that.",
    ),
    "relapse": (
        "与以前整改过的问题 {earlier} 相似（{share}）：现在“{now}”，以前“{then}”。",
        "it is {share} alike issue {earlier}, which was put right before: now “{now}”, then “{then}”.",
    ),
    "relapse.advice": (
        "说明为什么又犯，上次的整改哪里没有管住。",
        "Say why it came back and what failed the last time.",
    ),
    "person-named": ("留有人名：{names}。", "a person's name is left in: {names}."),
    "person-named.advice": ("公开前改为职务，或隐去。", "Put the post in its place before it is made public."),
    "telephone": ("留有个人电话：{numbers}。", "a person's telephone number is left in: {numbers}."),
    "telephone.advice": ("公开前隐去，或改为单位电话。", "Take it out, or give that of the office."),
    "identity-number": ("留有身份证号：{numbers}。", "an identity number is left in: {numbers}."),
    "identity-number.advice": ("公开前隐去。", "Take it out before this is made public."),
    "figure-differs": (
        "数字与台账不符（{about}）：报告写“{words}”，台账是“{ledger}”。",
        "the figure is not the ledger's ({about}): the report says {words}, the ledger {ledger}.",
    ),
    "figure-differs.advice": (
        "以台账为准，或先改台账：rectify amend。",
        "Go by the ledger, or correct the ledger first: rectify amend.",
    ),
    "figure-not-in-ledger": (
        "台账里没有这个数字（{about}）：“{words}”；台账里相近的：{ledger}。",
        "the ledger does not hold this figure ({about}): {words}; nearest in the ledger: {ledger}.",
    ),
    "figure-not-in-ledger.advice": (
        "补登记到台账，或从报告里去掉。",
        "Record it in the ledger, or leave it out of the report.",
    ),
    "date-differs": (
        "日期与台账不符（{about}）：报告写“{words}”，台账是“{ledger}”。",
        "the date is not the ledger's ({about}): the report says {words}, the ledger {ledger}.",
    ),
    "date-differs.advice": (
        "以台账为准，或先改台账：rectify amend。",
        "Go by the ledger, or correct the ledger first: rectify amend.",
    ),
    "date-not-in-ledger": (
        "台账里没有这个日期（{about}）：“{words}”；台账里相近的：{ledger}。",
        "the ledger does not hold this date ({about}): {words}; nearest in the ledger: {ledger}.",
    ),
    "date-not-in-ledger.advice": (
        "补登记到台账，或从报告里去掉。",
        "Record it in the ledger, or leave it out of the report.",
    ),
    "name-differs": (
        "名称与台账不符（{about}）：报告写“{words}”，台账是“{ledger}”。",
        "the name is not the ledger's ({about}): the report says {words}, the ledger {ledger}.",
    ),
    "name-differs.advice": (
        "以台账为准，或先改台账：rectify amend。",
        "Go by the ledger, or correct the ledger first: rectify amend.",
    ),
    "name-not-in-ledger": (
        "台账里没有这个名称（{about}）：“{words}”；台账里相近的：{ledger}。",
        "the ledger does not hold this name ({about}): {words}; nearest in the ledger: {ledger}.",
    ),
    "name-not-in-ledger.advice": (
        "补登记到台账，或从报告里去掉。",
        "Record it in the ledger, or leave it out of the report.",
    ),
    "rule-differs": (
        "制度与台账不符（{about}）：报告写“{words}”，台账是“{ledger}”。",
        "the rule is not the ledger's ({about}): the report says {words}, the ledger {ledger}.",
    ),
    "rule-differs.advice": (
        "以台账为准，或先改台账：rectify amend。",
        "Go by the ledger, or correct the ledger first: rectify amend.",
    ),
    "rule-not-in-ledger": (
        "台账里没有这个制度（{about}）：“{words}”；台账里相近的：{ledger}。",
        "the ledger does not hold this rule ({about}): {words}; nearest in the ledger: {ledger}.",
    ),
    "rule-not-in-ledger.advice": (
        "补登记到台账，或从报告里去掉。",
        "Record it in the ledger, or leave it out of the report.",
    ),
    "claim-differs": (
        "整改状态与台账不符：报告写“{words}”，台账是“{ledger}”。",
        "the claim is not the ledger's: the report says {words}, the ledger {ledger}.",
    ),
    "claim-differs.advice": (
        "以台账为准，或先改台账：rectify amend。",
        "Go by the ledger, or correct the ledger first: rectify amend.",
    ),
    "entry-differs": (
        "“{about}”一栏与台账不符：报告写“{words}”，台账是“{ledger}”。",
        "the entry under {about} is not the ledger's: the report says {words}, the ledger {ledger}.",
    ),
    "entry-differs.advice": (
        "以台账为准，或先改台账：rectify amend。",
        "Go by the ledger, or correct the ledger first: rectify amend.",
    ),
    "issue-missing": (
        "台账里有这个问题，报告这一处没有：“{words}”。",
        "the ledger has this issue and the report leaves it out here: {words}.",
    ),
    "issue-missing.advice": (
        "补上这个问题。",
        "Put it back in.",
    ),
    "issue-not-in-ledger": (
        "台账里没有这个问题：“{words}”。",
        "the ledger does not have this issue: {words}.",
    ),
    "issue-not-in-ledger.advice": (
        "先登记：rectify add-issue；不是检查组指出的就去掉。",
        "Register it first with rectify add-issue, or take it out.",
    ),
}
