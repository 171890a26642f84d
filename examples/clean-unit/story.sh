#!/bin/sh
# 一家小单位的整改：四条问题，每条都先写明怎样才算改好，做了什么有日期、有材料，审核、签批两步都过，最后有人到现场看过。
# 单位、人和数字都是编的，每个日期都写全。佐证材料在旁边的 evidence 文件夹里。
set -e

# 谁检查了谁；两步验收，谁审核、谁签批；缺行动、佐证、成效、完成标准的不许报完成。
rectify init --language zh --code 2024-1 --kind 专项检查 --title 养老服务专项检查 --unit 青溪镇敬老院 \
  --authority 青溪镇政府 --inspectors 镇民政检查组 --start 2024-02-19 --end 2024-02-28 --feedback 2024-03-05 --due 2024-06-30 \
  --review-steps 2 --checkers 副院长 --signers 院长 --strict

# 反馈的问题，各写明外人能看到什么才算改好。
rectify add-aspect 财物管理方面 --claimed 3
rectify add-issue 食堂采购没有入库验收记录 --aspect 1 --date 2024-03-05 --deadline 2024-05-15 --owner 总务组长 --lead 副院长 \
  --acceptance "任抽一天的采购，都找得到有送货人和两名验收人的入库单"
rectify add-issue 17件康复器材没有登记资产账 --aspect 1 --date 2024-03-05 --deadline 2024-05-31 --owner 出纳 --lead 副院长 \
  --acceptance "17件器材都有卡片和编号，账上数量金额与实物一致"
rectify add-issue 2023年第四季度多收9位老人护理费 --aspect 1 --date 2024-03-05 --deadline 2024-05-31 --owner 出纳 --lead 副院长 \
  --acceptance "9位老人都收到退款并签收，账上有退款凭证"
rectify add-aspect 护理服务方面 --claimed 1
rectify add-issue 夜间巡房记录缺少签名 --aspect 2 --date 2024-03-05 --deadline 2024-06-15 --owner 护理组长 --lead 副院长 \
  --acceptance "任抽一夜，三次巡房都有当班和接班两人签名"

# 问题 1：入库单用起来，四月份的单子为证。
rectify add-measure 1 设计入库单并从四月起使用 --standard 每笔采购一张 --owner 总务组长 --deadline 2024-04-08
rectify log-action 1 "启用三联入库单，4月8日起每笔采购由厨师长和总务组长当面验收" --kind correction --date 2024-04-08 \
  --outcome "入库单=4张" --by 总务组长
rectify attach 1,a1 evidence/入库单-四月.txt --kind 台账清单 --date 2024-04-29 --by 总务组长
rectify complete m1 --date 2024-04-08 --by 总务组长
rectify complete 1 --date 2024-05-06 --effect "四月份4笔采购都有入库单，5月6日抽查4笔，单货相符。" --by 总务组长
rectify review e1 accept --date 2024-05-08 --by 副院长
rectify review 1 accept --step check --date 2024-05-08 --note "对过4张入库单和当天的菜" --by 副院长
rectify review 1 accept --step sign --date 2024-05-10 --by 院长

# 五月向检查组报了一次进度；报告末行的文本摘要从此在检查组手里。
rectify report --kind progress --as-of 2024-05-10 -o progress.md

# 问题 2：逐件入账。
rectify log-action 2 "盘点17件康复器材，逐件编号、建卡、入账" --kind correction --date 2024-04-18 \
  --outcome "入账器材=17件" --outcome "入账金额=86400元" --by 出纳
rectify attach 2 evidence/资产卡片.txt --kind 台账清单 --date 2024-04-18 --by 出纳
rectify complete 2 --date 2024-05-20 --effect "17件器材账、卡、物一致，5月20日盘点无出入。" --by 出纳

# 问题 3：退钱。凭证和签收表各一份。
rectify log-action 3 "把多收的护理费退给9位老人，逐一签收" --kind money --date 2024-05-10 \
  --outcome "退还护理费=2430元" --outcome "退费老人=9人" --by 出纳
rectify attach 3 evidence/退费签收表.txt --kind 凭证 --date 2024-05-10 --by 出纳
rectify attach a3 evidence/退费凭证.txt --kind 凭证 --date 2024-05-10 --by 出纳
rectify complete 3 --date 2024-05-20 --effect "2430元已全部退还，9位老人都已签收。" --by 出纳

# 副院长退回过一次：签名的习惯只看了半个月。补足一个月后再报。
rectify log-action 4 "巡房记录改为当班、接班两人签名，5月1日起使用" --kind correction --date 2024-05-01 --by 护理组长
rectify attach 4 evidence/巡房记录-五月.txt --kind 台账清单 --date 2024-05-31 --by 护理组长
rectify complete 4 --date 2024-05-16 --effect "5月上半月45次巡房都有两人签名。" --by 护理组长
rectify review 4 return --step check --date 2024-05-18 --note "只有半个月，看满一个月再报" --by 副院长
rectify log-action 4 "核对五月份31夜的巡房记录和值班表，抽查3夜" --kind on-site --date 2024-06-03 \
  --outcome "核对巡房=93次" --by 护理组长
rectify complete 4 --date 2024-06-05 --effect "五月份93次巡房次次有两人签名，抽查3夜与值班表一致。" --by 护理组长

# 审核、签批，三条一起。
rectify review 2,3,4 accept --step check --date 2024-06-11 --note "看过实物、凭证和记录" --by 副院长
rectify review 2,3,4 accept --step sign --date 2024-06-14 --by 院长

# 七月检查组回头看：用自己的号码和五月那份报告的摘要抽签，抽中的到现场看，仍然保持。
rectify look-back draw --sample 1 --seed 20240702 --head progress.md --date 2024-07-02 --by 镇民政检查组
rectify look-back record 1 holds --date 2024-07-03 --note "任抽6月的5天，入库单齐全" --by 镇民政检查组

# 七月十日的样子。
rectify status --as-of 2024-07-10
rectify list --as-of 2024-07-10
rectify report --as-of 2024-07-10 -o report.md
