#!/bin/sh
# 一所学校食堂的整改：三条完成，一条长期坚持，每一条都经得起看。人和事都是编的。
# A school canteen puts right what was found: three issues completed, one standing, and each bears looking at. All made up.
set -e

rectify init --language zh --code 2024-2 --kind 专项检查 --title 学校食堂专项检查 --unit 青禾县第二小学 \
  --authority 县教育局 --inspectors 专项检查组 --feedback 2024-03-11 --due 2024-08-31

rectify add-issue 大宗食材采购未经比选，长期由一家供应 --date 2024-03-11 --deadline 2024-06-30 \
  --owner 总务处 --acceptance 供应商由比选产生，有评分记录
rectify add-issue 多收学生伙食费3.12万元未退还 --date 2024-03-11 --deadline 2024-05-31 \
  --owner 财务室 --acceptance 钱退到每个学生，家长签收
rectify add-issue 两台灭火器过期、一处疏散通道堆放杂物 --date 2024-03-11 --deadline 2024-04-15 \
  --owner 总务处 --acceptance 消防检查合格
rectify add-issue 食品留样不按规定登记 --kind standing --date 2024-03-11 \
  --owner 食堂 --acceptance 随时抽查都能对上

# 会开过一次，记在整次检查名下，不当作哪一条的结果。
# One meeting, logged for the inspection as a whole; it is the result of no issue.
rectify log-action --whole 校务会研究整改，分工到人 --kind meeting --date 2024-03-14

rectify log-action 1 原供货协议3月31日终止 --kind correction --date 2024-03-31
rectify log-action 1 公开比选，5家报名，按评分选定2家供应商 --kind correction --date 2024-04-22 --outcome 报名=5家
rectify complete 1 --date 2024-05-20 --effect 到5月底采购价同口径下降6.4％

rectify log-action 2 "多收的伙食费3.12万元全部退还，涉及学生412人，家长逐一签收" --kind money --date 2024-04-19 \
  --outcome 退还伙食费=3.12万元
rectify complete 2 --date 2024-04-26 --effect 县教育局抽查60户，都已收到

rectify log-action 3 更换灭火器2具，清走通道杂物 --kind correction --date 2024-03-20
rectify complete 3 --date 2024-03-28 --effect 3月28日消防大队复查，6项全部合格

rectify log-action 4 每餐留样125克，登记到人，4月至6月抽查18次，全部相符 --kind correction --date 2024-04/2024-06 \
  --outcome 抽查=18次
rectify complete 4 --standing --date 2024-06-28 --effect 每月抽查一次，写入食堂考核

# 到六月底。
# At the end of June.
rectify status
rectify list
rectify check
rectify report -o report.md
