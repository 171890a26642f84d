#!/bin/sh
# 一个县级团委的巡察整改：从收到反馈意见，到三个方面九条问题全部报告完成。
# A county youth league puts right what the county's inspectors found: three aspects, nine issues, all completed.
#
# 日期照公开的报告：隐去的数字照样隐去，没写年份的由台账推定并注明，没写哪天的记作“不详”。
# Dates are those of the published report: what it withholds stays withheld, a year that it leaves out is inferred and
# marked as such, and what it does not date is unknown.
set -e

# 谁派的、谁查的、查谁、什么时候。整改期限是我们定的（见 README），好让没写年份的日期落在 2023 年。
# Who sent whom to inspect whom, and when. The last day is ours, see the README.
rectify init --language zh --code 2023-1 --kind 巡察 --title 常规巡察 \
  --unit 共青团XX县委员会 --authority XX县委 --inspectors 县委第一巡察组 \
  --start 2022年XX月23日 --end 2023年X月28日 --feedback X月14日 --due 2023-12-31

# 反馈意见：三个方面，六条、两条、一条，用巡察组的原话。
# The findings, in the inspectors' words.
rectify add-aspect 聚焦基层贯彻落实党的路线方针政策和党中央决策部署情况 --claimed 6
rectify add-issue 对意识形态工作重视不够，重业务轻理论学习，工作责任制压力传导不够到位 --aspect 1 --date X月14日
rectify add-issue 学习党的XX大精神不认真 --aspect 1 --date X月14日
rectify add-issue 党史学习教育活动开展不扎实，部分工作开展存疑 --aspect 1 --date X月14日
rectify add-issue 落实疫情防控工作搞变通，擅自雇佣社会人员值班值守 --aspect 1 --date X月14日
rectify add-issue 履行主体职责不到位，团结带领青年作用发挥不充分 --aspect 1 --date X月14日
rectify add-issue 对乡镇团组织监督管理不到位，团费收缴不规范 --aspect 1 --date X月14日
rectify add-aspect 聚焦群众身边腐败问题和不正之风 --claimed 2
rectify add-issue 资金支付管理不规范 --aspect 2 --date X月14日
rectify add-issue 购置固定资产未入账，资产管理不严格 --aspect 2 --date X月14日
rectify add-aspect 聚焦基层党组织涣散、组织力欠缺问题 --claimed 1
rectify add-issue 民主生活会召开不严肃，程序执行不规范 --aspect 3 --date X月14日

# 先定责任：主要领导牵头，分管领导具体办。不针对某一条的事，用 --whole 记在整次巡察名下。
# Who answers for it; and what was done for the inspection as a whole.
rectify assign 1..9 --lead 主要领导 --owner 分管领导 --date unknown
rectify log-action --whole "班子开专题民主生活会，对着反馈意见认领问题、查找原因、互相批评" \
  --kind meeting --date unknown
rectify log-action --whole "专题研究巡察整改，把问题落实到人、定下时限" \
  --kind meeting --outcome 专题会议=5次 --date unknown

# 第一方面 · The first aspect
rectify log-action 1 "办全县青年马克思主义者培训：专职团干部、少先队辅导员和乡镇、学校的团委书记参加，县委党校教师讲《青少年意识形态教育及影响因素》" \
  --kind training --date 6月10日 --outcome 参训=50人
rectify log-action 1 "培训之后，各学校的团支部和中队接着上团课、队课，讲意识形态" --kind study --date unknown
rectify log-action 2 "全体干部集中学习，另按计划自学并写心得" --kind study --date unknown --outcome 集中学习=7次
rectify log-action 2 "青年讲师团和宣讲志愿者每月宣讲，走进机关、社区和农村" \
  --kind study --date unknown --outcome 每月宣讲=至少1次
# 一次会可以对应几条问题：报告在第 3、4 条里都写了 5 月 12 日的专题会。
# One meeting for two issues, as the report has it.
rectify log-action 3,4 "开巡察整改专题会，研究这两条怎么改，要求干部提高素质、敢于担当" --kind meeting --date 5月12日
rectify log-action 3 "印发档案管理办法，规范归档" --kind rule --date unknown --rule 《团县委档案管理办法》
rectify log-action 3 "把党史学习教育的资料重新整理归档" --kind correction --date unknown
rectify log-action 4 "出台积分制考核评价办法，凭实绩评价团干部" \
  --kind rule --date unknown --rule 《共青团XX县委积分制考核评价实施办法》
rectify log-action 5 "结合“志愿服务大集”和社区青春行动，志愿服务队进社区、下乡镇，做理论宣讲、医疗、助残、普法等服务" \
  --date 4月份以来 --outcome 志愿服务活动=30余场
rectify log-action 5 "办“金团助青企”银企对接会，让青年企业商会的企业与金融机构当面商谈" \
  --date 5月12日 --outcome 参会企业=20余家
rectify log-action 6 "开学校团委工作推进会，重新布置团费收缴" --kind meeting --date unknown
rectify log-action 6 "开乡镇团组织工作推进会，重新布置团费收缴" --kind meeting --date unknown
rectify log-action 6 "印发团费收缴管理办法，规范收缴程序" \
  --kind rule --date unknown --rule 《中国共产主义青年团XX县团费收缴管理办法》

# 第二方面 · The second aspect
rectify log-action 7,8 "开财务问题整改专题会，要求学好业务、照文件办事，今后固定资产按时入账" --kind meeting --date 5月18日
rectify log-action 7,8 "在会上批评教育有关工作人员" --kind accountability --date 5月18日
rectify log-action 7 "重新修订财务工作制度" --kind rule --date unknown --rule 《XX团县委财务工作制度》
rectify log-action 8 "责成有关工作人员作检查" --kind accountability --date 5月18日

# 第三方面 · The third aspect
rectify log-action 9 "开巡察整改专题会，完善谈心谈话制度，照“四个必谈”谈心谈话" --kind meeting --date 5月26日
rectify log-action 9 "资料由专人整理，主管领导先审、一把手再把关，防止再丢失" --kind correction --date unknown

# 九条都报告整改完成。报告没写哪天完成的，所以是“不详”，也就说不上是否按时。
# All nine are claimed complete. The report does not say when, so nobody can say that it was on time.
rectify complete 1..6 --date unknown
rectify complete 7,8 --date unknown
rectify complete 9 --date unknown

# 报告里要手写的部分：下一步打算。
# What comes next, written by hand.
rectify write next "整改告一段落，但还要抓下去：要长期坚持的事项盯住不放，定期组织团员青年学习培训；适时开展“回头看”，对改过的问题再查一遍，防止反弹。"

# 看看结果，写出报告。
# Look at the result, and write the report.
rectify status
rectify list
rectify report -o report.md
