"""Ways in which reports and registers are written, each as small as it can be, and what is understood of them."""

import io
from datetime import date
from pathlib import Path

import pytest

from rectify.documents.document import Document, Paragraph
from rectify.documents.reading import read_bytes
from rectify.documents.writing.word import write
from rectify.intake import understand
from rectify.intake.draft import Draft, DraftIssue
from rectify.model.terms import Claim

OPENING = (
    "2023年3月1日至4月20日，县委第三巡察组对县水利局党组开展了巡察。5月25日反馈了巡察意见。现将整改情况通报如下。\n"
)
TITLE = "县水利局党组关于巡察整改情况的通报\n"


def draft(text: str, name: str = "report.txt") -> Draft:
    return understand(read_bytes(text.encode(), name), today=date(2026, 11, 24))


def report(body: str) -> Draft:
    return draft(TITLE + OPENING + body)


def titles(found: Draft) -> list[str]:
    return [issue.title for issue in found.issues]


def claims(found: Draft) -> list[str]:
    return [issue.claim for issue in found.issues]


def codes(found: Draft) -> set[str]:
    return {remark.code for remark in found.remarks}


def only(found: Draft) -> DraftIssue:
    [issue] = found.issues
    return issue


# Findings, aspects, sub-issues


def test_a_finding_may_be_told_part_by_part_under_an_aspect() -> None:
    found = report(
        "一、整改落实情况\n（一）落实上级决策部署有差距\n1.为农服务弱化\n"
        "（1）围绕“农资保供能力下降”，整改落实如下：新建服务站5个。此问题已完成整改。\n"
        "（2）围绕“销售渠道不畅”，整改落实如下：签订协议3份。此问题需长期推进。\n"
        "（二）党的建设薄弱\n2.党员管理缺位\n（1）围绕“失联党员未查找”，整改落实如下：找回党员7名。此问题已完成整改。\n"
    )
    assert [aspect.title for aspect in found.aspects] == ["落实上级决策部署有差距", "党的建设薄弱"]
    assert [(issue.title, issue.parent, issue.claim) for issue in found.issues] == [
        ("为农服务弱化", None, ""),
        ("农资保供能力下降", 0, Claim.COMPLETED),
        ("销售渠道不畅", 0, Claim.STANDING),
        ("党员管理缺位", None, ""),
        ("失联党员未查找", 3, Claim.COMPLETED),
    ]


def test_lines_over_findings_are_aspects_where_nothing_stands_over_them() -> None:
    found = report(
        "一、整改落实情况\n（一）政治站位不高\n1.关于“学习不深入”的问题。已完成整改。\n2.关于“部署不及时”的问题。已完成整改。\n"
        "（二）纪律不严\n3.关于“报销不规范”的问题。正在整改。\n"
    )
    assert [aspect.title for aspect in found.aspects] == ["政治站位不高", "纪律不严"]
    assert [issue.aspect for issue in found.issues] == [0, 0, 1]


def test_a_heading_says_how_many_it_holds_in_brackets() -> None:
    found = report(
        "一、整改情况\n第一方面，思想引领方面存在的问题（2条）\n1、学习不深入。已完成。召开会议。\n2、形式单一。已完成。开展活动。\n"
        "第二方面，队伍建设方面（1个）\n1、教师配备不足。正在整改。聘任教师九名。\n"
    )
    assert [(aspect.title, aspect.claimed) for aspect in found.aspects] == [
        ("思想引领方面存在的问题", 2),
        ("队伍建设方面", 1),
    ]


def test_findings_may_be_bold_lines_without_numbers() -> None:
    body = (
        "# 学院党委巡视整改情况通报\n\n2024年1月12日，省委巡视组反馈意见。\n\n## 整改情况\n\n"
        "**党委会议制度执行不到位**\n\n整改情况：已完成整改。1月25日修订《党委会议事规则》。\n\n"
        "**科研经费管理混乱**\n\n整改情况：未完成整改。追回经费12.3万元。\n"
    )
    found = draft(body, "report.md")
    assert titles(found) == ["党委会议制度执行不到位", "科研经费管理混乱"]
    assert claims(found) == [Claim.COMPLETED, Claim.ACTING]


def test_findings_may_be_lines_without_any_mark_over_their_labels() -> None:
    found = report(
        "一、整改情况\n党费收缴不及时\n整改情况：已完成。补缴党费3200元。\n河长制责任压得不实\n整改情况：基本完成。约谈河长3名。\n"
    )
    assert titles(found) == ["党费收缴不及时", "河长制责任压得不实"]
    assert claims(found) == [Claim.COMPLETED, Claim.SUBSTANTIAL]


# What is said of a finding


def test_a_status_may_close_the_last_sentence() -> None:
    found = report(
        "一、整改情况\n1.反馈问题：收费不规范。\n整改措施：开展专项检查。\n整改结果：12月5日检查学校18所，整改已完成。\n"
        "2.反馈问题：机构监管乏力。\n整改措施：联合执法。\n整改结果：关停机构7家，整改已完成。\n"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.COMPLETED]
    assert [measure.text for measure in found.measures] == ["开展专项检查。", "联合执法。"]


def test_measures_that_were_taken_are_not_a_completion() -> None:
    found = report(
        "一、整改情况\n问题一、附件不全\n整改结果：已采取措施整改。对会计进行了提醒谈话。\n问题二、账实不符\n整改结果：已整改。\n"
    )
    assert claims(found) == [Claim.ACTING, Claim.COMPLETED]
    assert "acted-not-done" in codes(found)


def test_money_is_repaid_on_the_day_on_which_it_reaches_the_treasury() -> None:
    found = report("一、整改情况\n1.关于“超范围列支”的问题。已整改。由责任人退回3.15万元，10月20日上缴县财政国库。\n")
    [action] = found.actions
    assert action.date is not None
    assert action.date.edtf == "?2023-10-20"


def test_what_comes_next_for_the_whole_is_no_plan_of_the_last_finding() -> None:
    found = report("一、整改情况\n1.关于“学习不深入”的问题。已整改。\n\n下一步，我局将举一反三，巩固整改成果。\n")
    assert not found.measures
    assert [narrative.part for narrative in found.narratives] == ["opening", "next"]


def test_an_opening_that_leads_to_what_follows_is_no_salutation() -> None:
    found = draft(
        f"{TITLE}2024年3月4日至29日，县委第二巡察组对县水利局党组开展了巡察，4月X日反馈意见。情况如下：\n1.关于“甲不实”的问题。已整改。\n"
    )
    assert found.inspection.inspectors == "县委第二巡察组"
    assert found.inspection.feedback is not None
    assert found.inspection.feedback.edtf == "?2024-04-XX"


def test_as_of_is_no_time_of_the_inspection() -> None:
    found = draft(
        "市审计局关于审计查出问题整改情况的报告\n一、总体情况\n截至2023年11月底，审计反映的115个问题，已整改到位108个。\n"
        "二、问题整改情况\n1.关于资金下达不及时的问题。已下达资金1.26亿元。\n"
    )
    assert found.inspection.start is None


# English


def test_an_english_status_ends_with_its_sentence() -> None:
    found = draft(
        "# Follow-up audit of contracts\n\n## Recommendation 1. Put the contract out to tender.\n\n"
        "**Status: Implemented.** The contract was advertised on 12 September 2022 and awarded on 5 December 2022.\n\n"
        "## Recommendation 2. Train managers.\n\n**Status: Partly implemented.** Training was held on 22 February 2023. "
        "The rest of the managers will be trained by 30 June 2023.\n\nWe thank the Department.\n",
        "report.md",
    )
    assert [issue.claim_words for issue in found.issues] == ["Implemented", "Partly implemented"]
    assert [action.date and action.date.edtf for action in found.actions] == ["2022-09-12", "2022-12-05", "2023-02-22"]
    [measure] = found.measures
    assert "will be trained" in measure.text


def test_a_status_may_stand_in_the_heading_of_an_english_finding() -> None:
    found = draft(
        "# Audit follow-up report\n\n## Finding 1 – Orders are raised late: Status: Closed\n\nManagement introduced a rule.\n\n"
        "## Finding 2 – Supplier data is not reviewed: Status: Open - overdue\n\nNo action has been taken.\n",
        "report.md",
    )
    assert titles(found) == ["Orders are raised late", "Supplier data is not reviewed"]
    assert claims(found) == [Claim.COMPLETED, Claim.PENDING]
    assert not codes(found)


def test_references_in_parts_are_no_list_of_numbers() -> None:
    found = draft(
        "Ref,Finding,Agreed action,Status\n1.1,Access is not removed,Weekly report,Complete\n2.1,No inventory,Create one,Not done\n",
        "register.csv",
    )
    assert "number-doubled" not in codes(found)
    assert claims(found) == [Claim.COMPLETED, Claim.ACTING]


# Tables


def test_a_row_that_the_reader_mended_is_remarked_on() -> None:
    head = "| 序号 | 问题 | 责任人 | 整改状态 |\n|---|---|---|---|\n"
    whole, torn = "| 1 | 账目不清 | 陶然 | 已完成 |\n", "| 2 | 审批不严 | 葛军 | 基本完成，\n取得成果 |\n"
    for rows, broken in (
        (whole, False),
        (torn, True),
        (whole.replace(" |\n", "\n"), True),
        ("| 1 | 账目不清 |\n", True),
    ):
        found = draft(f"# 整改台账\n\n{head}{rows}", "register.md")
        assert ("row-broken" in codes(found)) is broken, rows


def test_a_short_row_of_separated_text_is_remarked_on() -> None:
    text = "整改台账\n序号,问题,责任人,整改状态\n1,账目不清,陶然,已完成\n2,审批不严,葛军,已完成\n3,超时限,余倩\n"
    [remark] = [remark for remark in draft(text, "register.csv").remarks if remark.code == "row-broken"]
    assert remark.values["row"] == 5


def test_a_bold_paragraph_of_word_is_a_heading_to_the_eye(tmp_path: Path) -> None:
    from docx import Document

    from rectify.documents.reading import read

    word = Document()
    word.add_paragraph("县水利局党组关于巡察整改情况的通报")
    word.add_paragraph("2023年5月25日，县委巡察组反馈了意见。")
    for title in ("党费收缴不及时", "河长制责任不实"):
        word.add_paragraph().add_run(title).bold = True
        word.add_paragraph("整改情况：已完成。召开会议2次。")
    word.save(str(tmp_path / "report.docx"))
    found = understand(read(tmp_path / "report.docx"), today=date(2026, 11, 24))
    assert titles(found) == ["党费收缴不及时", "河长制责任不实"]


# Further ways


def test_a_finding_may_follow_a_heading_that_holds_only_its_number() -> None:
    found = draft(
        "# Audit recommendation follow-up\n\n### Recommendation 1\n\n*Set daily limits.*\n\n**Status: Implemented**\n\nLimits were set on March 27, 2023.\n\n"
        "### Recommendation 2\n\n*Install safes at four branches.*\n\n**Status: Will not implement**\n\nThe cost is too high.\n",
        "report.md",
    )
    assert [(issue.number, issue.title) for issue in found.issues] == [
        ("1", "Set daily limits"),
        ("2", "Install safes at four branches"),
    ]
    assert [action.text for action in found.actions] == ["Limits were set on March 27, 2023.", "The cost is too high."]


def test_tasks_numbered_in_words_over_labelled_lines_are_the_findings() -> None:
    found = draft(
        "关于督察反馈问题整改落实情况的公示\n现将2项整改任务完成情况予以公示。\n"
        "一、整改任务一\n反馈问题：污水处理设施运行不正常。\n整改措施：1.排查管网。2.改造设施。\n整改完成情况：已完成整改。改造处理站6座。\n"
        "二、整改任务二\n反馈问题：矿山修复滞后。\n整改措施：编制修复方案。\n整改完成情况：达到序时进度。已治理215亩。\n"
    )
    assert [(issue.number, issue.title, issue.claim) for issue in found.issues] == [
        ("1", "污水处理设施运行不正常", Claim.COMPLETED),
        ("2", "矿山修复滞后", Claim.ACTING),
    ]
    assert [measure.text for measure in found.measures] == ["排查管网。", "改造设施。", "编制修复方案。"]
    assert not found.aspects


def test_a_number_may_be_told_in_words_before_the_title() -> None:
    found = report(
        "一、反馈的第一个问题：养老服务供给不足。\n整改措施及成效：新建食堂4家。已完成。\n"
        "二、反馈的第二个问题：救助审核不严。\n整改措施及成效：清退312户。正在推进。\n"
    )
    assert titles(found) == ["养老服务供给不足", "救助审核不严"]


def test_what_was_done_may_be_numbered_below_a_framed_finding() -> None:
    found = report(
        "一、关于“学习不深入”方面\n1.针对“制度不健全”的问题。\n①修订《学习制度》。\n②开展研讨3场次。\n整改状态：已完成。\n"
        "二、关于“治党不力”方面\n2.针对“监督不严”的问题。\n①查处3人。\n整改状态：持续推进。\n"
    )
    assert titles(found) == ["制度不健全", "监督不严"]
    assert [aspect.title for aspect in found.aspects] == ["学习不深入", "治党不力"]


def test_labelled_blocks_need_no_numbers() -> None:
    found = report(
        "反馈问题：财务管理混乱。\n整改情况：清理白条43张。已整改到位。\n反馈问题：低保管理不及时。\n整改情况：取消7户。已整改到位。\n"
        "反馈问题：环境整治反弹。\n整改情况：添置垃圾桶320个。持续整改。\n"
    )
    assert titles(found) == ["财务管理混乱", "低保管理不及时", "环境整治反弹"]


def test_parts_numbered_under_a_finding_are_sub_issues_where_they_tell_faults() -> None:
    found = report(
        "一、整改落实情况\n（一）审判工作方面\n反馈问题一：关于“司法为民有差距”的问题。\n"
        "1.窗口设置不合理。\n整改情况：增设窗口5个。已完成整改。\n2.立案审核不及时。\n整改情况：制定《立案指引》。正在整改。\n"
        "（二）队伍建设方面\n反馈问题二：关于“教育管理宽松”的问题。\n1.记录报告不实。\n整改情况：核查19条。已完成整改。\n"
    )
    assert [(issue.title, issue.parent) for issue in found.issues] == [
        ("司法为民有差距", None),
        ("窗口设置不合理", 0),
        ("立案审核不及时", 0),
        ("教育管理宽松", None),
        ("记录报告不实", 3),
    ]


def test_points_that_will_be_looked_at_are_no_findings() -> None:
    found = draft(
        "关于开展巡察整改“回头看”工作的通知\n一、检查内容\n1.关于整改责任落实的问题。重点看是否召开会议。\n2.关于建章立制的问题。重点看制度是否管用。\n"
        "二、有关要求\n1.提高认识，不得走过场。\n"
    )
    assert not found.issues
    assert codes(found) == {"no-ledger"}


def test_completed_and_carried_on_is_no_work_in_progress() -> None:
    found = report("一、整改情况\n1.关于“标准不高”的问题。新建公路8公里。该问题已整改完成，并持续推进。\n")
    assert only(found).claim == Claim.STANDING


def test_a_count_of_several_groups_is_named_after_what_they_did() -> None:
    found = report(
        "一、整改情况\n1.关于“学习不够”的问题。已完成。6月10日举办培训，团委书记、辅导员、专职干部共计50人参与培训。\n"
    )
    [outcome] = [outcome for action in found.actions for outcome in action.outcomes]
    assert (outcome.quantity, outcome.name) == ("50", "参与培训人员")


def test_names_that_are_withheld_are_told_whole() -> None:
    found = report("一、整改情况\n1.关于“制度不全”的问题。已完成。XX团县委修订《制度》，XX青年企业商会参会。\n")
    [remark] = [remark for remark in found.remarks if remark.code == "redaction"]
    assert remark.values["words"] == "XX团县委、XX青年企业商会"


def test_what_stands_in_a_column_of_statuses_and_is_none_was_done() -> None:
    found = draft(
        "| 序号 | 问题 | 整改措施 | 整改完成情况 |\n|---|---|---|---|\n| 1 | 账目不清 | 清账 | 已完成 |\n| 2 | 文山会海 | 精简 | 文件减少18％，会议减少12％ |\n",
        "register.md",
    )
    assert [action.text for action in found.actions] == ["文件减少18％，会议减少12％"]
    assert "status-unknown" not in codes(found)


def test_english_spans_between_two_days() -> None:
    found = draft(
        "# Audit follow-up report\n\n## Finding 1: Cash is not locked away\n\n**Status: Closed.** Safes were installed between May 22 and June 2, 2023.\n",
        "report.md",
    )
    [action] = found.actions
    assert action.date is not None
    assert action.date.edtf == "2023-05-22/2023-06-02"


def test_english_lists_tell_the_status_behind_the_title() -> None:
    found = draft(
        "Fire Safety Inspection – Corrective Action Report\nInspected by: County Fire Marshal\nInspection date: 3 May 2024\n\n"
        "1. Exit door blocked by pallets. Closed. Pallets removed on 4 May 2024.\n2. Two extinguishers expired. Closed. Replaced on 7 May 2024.\n"
        "3. No evacuation drill held. Open. A drill is scheduled for 20 June 2024.\n"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.COMPLETED, Claim.PENDING]
    assert found.inspection.inspectors == "County Fire Marshal"
    assert found.inspection.start is not None


def test_english_bullets_with_a_severity_and_a_status_behind_the_title() -> None:
    found = draft(
        "# Smart contract fix review\n\n- **[H-01] Index can be manipulated** (High) — Resolved. Fixed in commit a81f3c2.\n"
        "- **[M-01] Missing slippage check** (Medium) — Partially resolved. A limit was added.\n",
        "report.md",
    )
    assert [(issue.reference, issue.title, issue.severity, issue.claim) for issue in found.issues] == [
        ("H-01", "Index can be manipulated", "high", Claim.COMPLETED),
        ("M-01", "Missing slippage check", "medium", Claim.PARTIAL),
    ]


def test_items_in_a_frame_are_sub_issues_with_what_was_done_about_each() -> None:
    found = report(
        "一、关于党的领导方面的问题整改情况\n1.关于贯彻新理念不到位的问题。一是关于资金绩效不高的问题，收回资金4600万元，已完成整改；"
        "二是关于债务防控不严的问题，化解债务3.2亿元，正在持续推进。\n2.关于工作抓得不紧的问题。召开会议2次，已完成整改。\n"
    )
    assert [(issue.title, issue.parent, issue.claim) for issue in found.issues] == [
        ("贯彻新理念不到位", None, ""),
        ("资金绩效不高", 0, Claim.COMPLETED),
        ("债务防控不严", 0, Claim.ACTING),
        ("工作抓得不紧", None, Claim.COMPLETED),
    ]
    assert [action.issues for action in found.actions] == [(1,), (2,), (3,)]


def test_an_aspect_may_stand_in_brackets_at_each_finding() -> None:
    found = report(
        "一、整改情况\n问题一（党的领导方面）：落实政策有偏差。\n整改：实现全覆盖。完成。\n问题二（党的领导方面）：管理不力。\n整改：劝返学生13人。完成。\n"
        "问题三（党风廉政方面）：食堂管理混乱。\n整改：退费8.2万元。基本完成。\n"
    )
    assert titles(found) == ["落实政策有偏差", "管理不力", "食堂管理混乱"]
    assert [aspect.title for aspect in found.aspects] == ["党的领导方面", "党风廉政方面"]
    assert [issue.aspect for issue in found.issues] == [0, 0, 1]


def test_a_register_in_prose_plans_what_stands_under_its_measures() -> None:
    found = report(
        "一、台账\n1、问题：整治不彻底。整改措施：增派力量。责任人：张某。完成时限：2023年6月30日。完成情况：已完成。\n"
        "2、问题：宣传不到位。整改措施：开展宣传。责任人：李某。完成时限：2023年7月31日。完成情况：已完成。\n"
    )
    assert [measure.text for measure in found.measures] == ["增派力量。", "开展宣传。"]
    assert [issue.owner for issue in found.issues] == ["张某", "李某"]


def test_a_status_may_end_the_paragraph_below_a_title() -> None:
    found = report(
        "一、党的领导方面\n1. 申报把关不严\n5月30日修订《项目管理办法》。已完成。\n2. 成果转化率低\n转化成果7项。基本完成。\n"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.SUBSTANTIAL]


def test_findings_numbered_by_the_year_keep_their_number_as_a_reference() -> None:
    found = draft(
        "# Corrective action plan\n\n**Status date:** March 31, 2024\n\n"
        "### Finding 2023-001: Untimely reconciliations (Material Weakness)\n\n**Corrective action planned:** Hire an accountant.\n\n"
        "**Anticipated completion date:** December 31, 2023\n\n**Status:** Corrected. An accountant was hired on October 2, 2023.\n\n"
        "### Finding 2023-002: Missing certifications (Significant Deficiency)\n\n**Status:** Not corrected.\n",
        "plan.md",
    )
    assert [(issue.reference, issue.title, issue.severity, issue.claim) for issue in found.issues] == [
        ("2023-001", "Untimely reconciliations", "high", Claim.COMPLETED),
        ("2023-002", "Missing certifications", "medium", Claim.ACTING),
    ]
    assert found.issues[0].deadline is not None
    assert found.issues[0].deadline.edtf == "2023-12-31"
    assert found.inspection.report_date is not None
    assert found.inspection.report_date.edtf == "2024-03-31"


def test_ticks_under_the_names_of_statuses_are_statuses() -> None:
    found = draft(
        "序号,具体问题,责任人,已完成,正在整改,未完成\n1,会议记录不全,甲,√,,\n2,计划不细,乙,,√,\n3,轮岗不及时,丙,,,√\n",
        "台账.csv",
    )
    assert claims(found) == [Claim.COMPLETED, Claim.ACTING, Claim.ACTING]
    assert [issue.claim_words for issue in found.issues] == ["已完成", "正在整改", "未完成"]


def test_signs_before_a_status_and_single_letters_of_a_severity_are_read() -> None:
    found = draft(
        "## Audit tracker\n\n| ID | Finding | Sev | Status |\n|---|---|---|---|\n| 1 | No rate limiting | H | ✅ Done |\n"
        "| 2 | No header | M | 🔄 In progress |\n| 3 | Verbose errors | L | ❌ Won't fix |\n",
        "tracker.md",
    )
    assert [(issue.severity, issue.claim) for issue in found.issues] == [
        ("high", Claim.COMPLETED),
        ("medium", Claim.ACTING),
        ("low", Claim.PENDING),
    ]
    assert not codes(found)


def test_a_milestone_has_the_date_with_which_it_ends() -> None:
    found = draft(
        'ID,Weakness,Scheduled completion date,Milestones,Status\nV-1,MFA is not enforced,2024-03-31,"1) Buy tokens 2024-01-15; 2) Enrol admins",Ongoing\n',
        "poam.csv",
    )
    assert [measure.deadline and measure.deadline.edtf for measure in found.measures] == ["2024-01-15", "2024-03-31"]


def test_findings_may_stand_in_the_paragraph_of_their_aspect() -> None:
    found = report(
        "一、整改落实情况\n（一）党的领导方面。针对“学习不深入”的问题，6月10日召开学习会。已完成整改。针对“政策落实有差距”的问题，开展招聘会12场。已完成整改。\n"
        "（二）党风廉政方面。针对“资金监管不严”的问题，追回资金15.6万元。正在整改。\n"
    )
    assert [(issue.title, issue.aspect) for issue in found.issues] == [
        ("学习不深入", 0),
        ("政策落实有差距", 0),
        ("资金监管不严", 1),
    ]
    assert [aspect.title for aspect in found.aspects] == ["党的领导方面", "党风廉政方面"]


def test_an_aspect_may_be_a_sentence_and_its_findings_items() -> None:
    found = report(
        "在贯彻上级部署方面，反馈2个问题。一是政策落实不到位。兑现资金1260万元，已完成整改。二是规划滞后。编制《规划》，正在推进。\n"
        "在从严治党方面，反馈1个问题。一是教育不经常。组织教育3次，已完成整改。\n"
    )
    assert [(aspect.title, aspect.claimed) for aspect in found.aspects] == [
        ("贯彻上级部署方面", 2),
        ("从严治党方面", 1),
    ]
    assert [(issue.title, issue.aspect, issue.claim) for issue in found.issues] == [
        ("政策落实不到位", 0, Claim.COMPLETED),
        ("规划滞后", 0, Claim.ACTING),
        ("教育不经常", 1, Claim.COMPLETED),
    ]


def test_measures_within_a_paragraph_are_no_findings() -> None:
    found = report(
        "一、整改情况\n1.关于“学习不深入”的问题。一是加强学习。召开会议2次。二是完善制度。修订《办法》。此问题已完成整改。\n"
    )
    assert titles(found) == ["学习不深入"]


def test_numbered_labels_tell_of_the_finding_above_them() -> None:
    found = report(
        "一、问题：党建与教学脱节。\n1.整改措施\n（1）将党建纳入考核。\n（2）7月1日开展党日，教师65人参加。\n2.整改成效\n已整改完成。\n"
        "二、问题：收费公示不及时。\n1.整改措施\n（1）公示收费项目11项。\n2.整改成效\n已整改完成。\n"
    )
    assert titles(found) == ["党建与教学脱节", "收费公示不及时"]
    assert claims(found) == [Claim.COMPLETED, Claim.COMPLETED]


def test_labels_may_stand_in_brackets() -> None:
    found = draft(
        "问题整改情况汇报\n一、食品安全方面\n【问题】后厨卫生不达标\n【整改】消杀2次\n【状态】已完成\n【责任人】吴某\n"
        "【问题】留样记录缺失\n【整改】培训员工18人\n【状态】整改中\n"
    )
    assert [(issue.title, issue.claim) for issue in found.issues] == [
        ("后厨卫生不达标", Claim.COMPLETED),
        ("留样记录缺失", Claim.ACTING),
    ]


def test_of_two_columns_of_statuses_the_newer_counts() -> None:
    found = draft(
        "# Assessment\n\n| Ref | Finding | Status at 1 May 2024 | Status at 1 Nov 2024 |\n|---|---|---|---|\n"
        "| F1 | No MFA on VPN | Open | Closed |\n| F2 | Shared account | Open | In progress |\n",
        "report.md",
    )
    assert claims(found) == [Claim.COMPLETED, Claim.ACTING]


def test_a_heading_may_say_where_all_findings_below_it_stand() -> None:
    found = report(
        "一、已完成整改的问题\n（一）预算编制不精细。修订《编制规程》。\n（二）审核不严。退回申请42笔。\n"
        "二、正在整改的问题\n（一）债务化解缓慢。化解8600万元。\n（二）清查不及时。清查资产2.3亿元。\n"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.COMPLETED, Claim.ACTING, Claim.ACTING]
    assert not found.aspects
    assert "number-doubled" not in codes(found)


def test_english_headings_say_it_too() -> None:
    found = draft(
        "Progress on internal audit recommendations\n\n1. Recommendations closed\n1.1 Starters are not approved (High). The system blocks payment.\n"
        "1.2 Duplicates are not detected (Medium). A check was switched on.\n2. Recommendations open\n"
        "2.1 Accounts stay active (High). Due 30 September 2024, revised to 31 December 2024.\n2.2 Waivers are not reported (Low). No progress.\n"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.COMPLETED, Claim.PENDING, Claim.PENDING]
    assert found.issues[2].deadline is not None
    assert found.issues[2].deadline.edtf == "2024-09-30"


def test_standing_work_in_brackets_behind_a_title_is_a_claim() -> None:
    found = report(
        "一、整改情况\n1.执行有偏差（已完成整改）\n修订《规则》。\n2.作风抓得不实（长期坚持）\n开展活动2次。\n"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.STANDING]


def test_a_window_may_begin_with_from_and_dates_of_findings_are_no_window() -> None:
    found = draft(
        "县农业局党组关于巡察整改情况的通报\n县委第二巡察组自2023年9月5日起至11月3日,对县农业局党组开展了巡察。2023年12月8日反馈意见。\n"
        "一、整改情况\n1. 建设质量不高。2024年1月9日-12日，对12个项目开展检查，更换设备26台套。整改完成。\n"
    )
    assert found.inspection.start is not None
    assert found.inspection.end is not None
    assert (found.inspection.start.edtf, found.inspection.end.edtf) == ("2023-09-05", "2023-11-03")
    assert "26台套" in [outcome.quantity + outcome.unit for action in found.actions for outcome in action.outcomes]


def test_a_share_of_completion_is_a_status() -> None:
    found = draft(
        "序号,反馈问题,整改情况,完成率\n1,执行不严,修订《手册》,100%\n2,清理不及时,清理18笔,78%\n", "台账.csv"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.ACTING]


def test_words_before_the_resolution_describe_an_english_finding() -> None:
    found = draft(
        "# Audit fix review\n\nAuditor: Hexagon Labs · 14 October 2024\n\n## H-1 Anyone can drain the vault\n\nThe function lacked access control.\n\n"
        "**Resolution:** Fixed on 2 October 2024 by adding a modifier.\n",
        "review.md",
    )
    assert only(found).detail == "The function lacked access control."
    assert found.inspection.inspectors == "Hexagon Labs"
    assert found.inspection.report_date is not None


def test_a_memorandum_lists_findings_with_their_status_behind() -> None:
    found = draft(
        "Remediation status memo\n\nTo: Board Risk Committee\nDate: 5 February 2025\n\nThe penetration test by Calder Security identified 3 vulnerabilities.\n\n"
        "1. SQL injection in search form (Critical). Remediated on 20 November 2024.\n2. Default credentials (High). Remediated: credentials rotated.\n"
        "3. Directory listing on legacy host (Low). Risk accepted until June 2025.\n"
    )
    assert claims(found) == [Claim.COMPLETED, Claim.COMPLETED, Claim.PENDING]
    assert [issue.severity for issue in found.issues] == ["critical", "high", "low"]


def test_a_title_may_be_broken_over_the_lines_of_one_paragraph() -> None:
    """A title that breaks on sense may have a line that would be another title by itself."""
    stream = io.BytesIO()
    body = (Paragraph(OPENING), Paragraph("该问题已整改完成。", lead="1.关于“印章未登记”的问题。"))
    write(Document("县水利局\n关于县委巡察反馈意见\n整改进展情况的报告", "zh", body), stream)
    found = understand(read_bytes(stream.getvalue(), "report.docx"), today=date(2026, 11, 24))
    assert claims(found) == [Claim.COMPLETED]


COUNTED = "|方面|问题|已完成|逾期|进度|\n|-|-|-|-|-|\n|聚焦作风|2|1|0|50%|\n|合计|2|1|0|50%|\n\n"


def test_a_table_that_counts_the_findings_names_none() -> None:
    found = draft(f"# {TITLE}\n{COUNTED}1.关于“印章未登记”的问题。已完成整改。\n", "report.md")
    assert titles(found) == ["印章未登记"]


def test_a_register_may_name_an_aspect_by_the_number_that_the_text_gave_it() -> None:
    found = draft(
        f"# {TITLE}\n（一）聚焦作风建设方面\n\n1.关于“印章未登记”的问题。已完成整改。\n\n"
        "|序号|方面|问题|整改状态|\n|-|-|-|-|\n|1|1|印章未登记|已完成|\n|2|1|车辆未登记|整改中|\n",
        "report.md",
    )
    assert [(issue.title, issue.aspect) for issue in found.issues] == [("印章未登记", 0), ("车辆未登记", 0)]
    assert len(found.aspects) == 1


def test_a_check_of_how_things_were_put_right_comes_after_that_was_done() -> None:
    found = draft(
        "XX市审计局关于东湖街道办事处原主任经济责任审计整改检查结果的公告\n\n市审计局派出审计组，于2024年2月19日至3月15日对东湖街道办事处审计查出问题的整改情况进行了检查。\n"
        "一、已整改的问题\n（一）少计收入48.60万元。已于2023年12月18日上缴国库。\n（二）固定资产未入账。已于2024年1月补记。\n"
        "二、未整改的问题\n（一）违规出借资金30万元。法院尚在审理。\n三、部分整改的问题\n（一）工程超付12.4万元。已收回8.4万元。\n"
    )
    assert (found.inspection.unit, found.inspection.inspectors) == ("东湖街道办事处", "市审计局")
    assert claims(found) == [Claim.COMPLETED, Claim.COMPLETED, Claim.PENDING, Claim.PARTIAL]
    assert not codes(found) & {"date-outside-window", "number-doubled"}


def test_some_of_all_findings_are_closed() -> None:
    found = draft(
        "# Board report: audit findings\n\nIssued by Group Internal Audit, 12 March 2025\n\nOne of two findings are closed.\n\n"
        "## Finding 1: Payroll: starters are not approved\n\nOwner: HR Director. Due: 31 January 2025. Status: Closed.\n\nTested on 3 and 4 February 2025.\n\n"
        "## Finding 2: No restore test\n\nOwner: Head of IT. Status: In progress, 60% complete.\n",
        "report.md",
    )
    assert [(total.level, total.number) for total in found.totals] == [("completed", 1), ("issues", 2)]
    assert [issue.owner for issue in found.issues] == ["HR Director", "Head of IT"]
    assert [action.date and action.date.edtf for action in found.actions] == ["2025-02-03/2025-02-04"]
    assert not codes(found)


REGISTERS = {
    "another number is another finding": ("1,账目不清,张某\n2,账目不清,李某\n", [("1", "张某"), ("2", "李某")]),
    "the same number is the same finding": (
        "1,账目不清,张某\n1,账目不清,\n2,会议没有记录,李某\n",
        [("1", "张某"), ("2", "李某")],
    ),
    "without a number it goes on": (
        "1,账目不清,张某\n,账目不清,\n2,会议没有记录,李某\n",
        [("1", "张某"), ("2", "李某")],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), REGISTERS.values(), ids=REGISTERS)
def test_in_a_register_the_number_tells_findings_of_one_title_apart(rows: str, expected: list[tuple[str, str]]) -> None:
    found = draft(f"序号,问题,责任人\n{rows}", "a.csv")
    assert [(each.number, each.owner) for each in found.issues] == expected


def test_numbers_may_begin_anew_in_each_aspect_of_a_register() -> None:
    found = draft("方面,序号,问题\n党建方面,1,会议没有记录\n财务方面,1,会议没有记录\n", "a.csv")
    assert [(each.aspect, each.number) for each in found.issues] == [(0, "1"), (1, "1")]


def test_a_second_list_of_the_same_findings_knows_each_of_one_title_by_its_number() -> None:
    first = "| 序号 | 问题 | 责任人 |\n|---|---|---|\n| 1 | 账目不清 | 张某 |\n| 2 | 账目不清 | 李某 |\n"
    other = "| 序号 | 问题 | 整改时限 |\n|---|---|---|\n| 1 | 账目不清 | 2023-05-01 |\n| 2 | 账目不清 | 2023-06-01 |\n"
    found = draft(f"问题清单\n\n{first}\n任务清单\n\n{other}", "a.md")
    assert [(each.owner, each.deadline and each.deadline.edtf) for each in found.issues] == [
        ("张某", "2023-05-01"),
        ("李某", "2023-06-01"),
    ]
