"""What the clauses of a text tell: something finished, something begun, talk and paper of the house, or the future.

The lists are words of the genre, in Chinese and English. A clause that says nothing by itself is of the same kind as the
one before it in its sentence: 开展知识竞赛,参赛职工186人 is talk to the end.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from rectify.checks.likeness import is_chinese
from rectify.intake.lines import fold
from rectify.intake.phrases import clauses, sentences


class Sense(StrEnum):
    """What a clause tells."""

    STATUS = "status"
    AHEAD = "ahead"
    """A future, a demand, an effort under way."""
    BEGUN = "begun"
    """Ordered, applied for, handed over, urged, or still going on."""
    DONE = "done"
    """Finished, and seen outside the papers of the house."""
    SOFT = "soft"
    """Meetings, study, publicity, plans, rules, criticism, demands, pledges."""
    SAID = "said"
    """Nothing that these lists know."""


class Clause(NamedTuple):
    """One clause: its words, and what they tell. `bare` are the words without what stands in quotation marks and 《》."""

    text: str
    bare: str
    sense: Sense
    begun: bool
    """Whether it has a word of something begun, whatever else it tells."""
    procedure: bool
    """Whether it leaves the house: an application, a tender, a handing over, a survey of the place."""


_MASKED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》|“[^“”]*”|‘[^‘’]*’")


def _bare(folded: str) -> str:
    return _MASKED.sub(lambda found: "《》" if found[0][0] == "《" else "“”", folded)


def read_clauses(text: str) -> Iterator[Clause]:
    """The clauses of `text`, in order."""
    folded = fold(text)
    language = "zh" if is_chinese(folded) else "en"
    for sentence in sentences(folded, semicolons=True):
        before: Sense | None = None
        for one in clauses(folded, sentence.start, sentence.end):
            words = folded[one.start : one.end].strip(" ，。；;,.!?！？、")
            if not words:
                continue
            bare = _bare(words)
            sense = _sense(bare, language, before)
            begun, procedure = (bool(_is(language, which).search(bare)) for which in ("begun", "procedure"))
            yield Clause(words, bare, sense, begun, procedure)
            before = sense if sense is not Sense.STATUS else before


def _sense(bare: str, language: str, before: Sense | None) -> Sense:
    if _is(language, "status").fullmatch(bare):
        return Sense.STATUS
    if _is(language, "ahead").search(bare):
        return Sense.AHEAD
    if _is(language, "begun").search(bare):
        return Sense.BEGUN
    done = _done(bare, language)
    if before is Sense.AHEAD and not (done and (_is(language, "finished").search(bare) or _AMOUNT.search(bare))):
        return Sense.AHEAD
    if _is(language, "urged").search(bare) and not (done and _is(language, "finished").search(bare)):
        return Sense.BEGUN
    if done:
        return Sense.DONE
    if _is(language, "soft").search(bare) or _is(language, "paper").search(bare):
        return Sense.SOFT
    return _inherited(bare, language, before)


def _inherited(bare: str, language: str, before: Sense | None) -> Sense:
    """What a clause tells that has no verb of its own: a count belongs to what stands before it."""
    if before in (Sense.SOFT, Sense.BEGUN):
        return before
    weak = _is(language, "weak").search(bare)
    if _AMOUNT.search(bare) or (not weak and _is(language, "finished").search(bare)):
        return Sense.DONE
    return Sense.SAID


def _done(bare: str, language: str) -> bool:
    """Whether something finished is told: a change that was measured, or a verb of finished work that no softer verb
    governs (规范收缴程序) and that is no noun (收缴工作).
    """
    plain = _ABOUT.sub("", _is(language, "lacking").sub("", bare))
    if _is(language, "measured").search(plain):
        return True
    for hard in _is(language, "hard").finditer(plain):
        if _NOUN.match(plain, hard.end()):
            continue
        led = [one for which in ("weak", "soft") if (one := _is(language, which).search(plain, 0, hard.start()))]
        behind = min((one.end() for one in led), default=0)
        if not led or _AMOUNT.search(plain, hard.start()) or _AFTER_ALL.search(plain, behind, hard.start()):
            return True
    half = _is(language, "half").search(plain)
    governed = half and (_is(language, "weak").search(plain, 0, half.start()) or _is(language, "soft").search(plain))
    return bool(
        half
        and not governed
        and not _NOUN.match(plain, half.end())
        and (_AMOUNT.search(plain) or _is(language, "finished").search(plain))
    )


_ABOUT = re.compile(
    r"[对就将把][^，]{1,40}?(?=(?:重新|再次|集中|逐一|分别|专门|全部)?(?:进行|[作做]了|[作做]出|予以|给予|提出|加以)|(?:重新|全部)[一-鿿])"
)
"""What something is done about: 对费用的收取重新作了安排 collects nothing."""
_NOUN = re.compile(
    r"(?:[、和及与][^，]{1,6})?[^，\d]{0,3}(?:工作|程序|流程|制度|办法|机制|方案|计划|管理|规定|意识|行为|环节|水平|能力|力度|责任)"
)
_AFTER_ALL = re.compile("[已均并后]|\\b(?:and|then)\\b")
_AMOUNT = re.compile(
    r"(?<![\d年月第每])\d[\d,.]*(?!\d|[\d,.]*(?:\s?[年月日号]|季度|-\d|:\d))|[两三四五六七八九十]+(?=[名人件处台套家户笔宗辆座间栋])|\b(?:two|three|four|five|six|seven|eight|nine|ten|all|both|each)\b"
)
"""A count that is no date."""

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "status": r"(?:(?:以上|上述|目前|截至目前|现)?(?:此|该|本|这)?(?:单位的?)?(?:项|个|条)?(?:问题|整改|任务|工作|事项|落实|情况|结果|状态|进展|反馈)*的?:?\d*[座个项]?)"
        r"(?:目前|现|均|已|已经|全部|基本|得到|现已|正在|持续|按期|按时|如期)*(?:整改|办理)?(?:完成|到位|销号|完毕|完结|结束|落实|办结|解决|修复)?(?:整改|销号)?(?:了)?(?:并通过验收)?",
        "ahead": r"今后|下一?[步次年]|下一?个?(?:阶段|季度|月|学期)|接下来|日后|以后(?:凡|要|将)|(?<![已均便])将(?:继续|进一步|持续|严|认真|不断|定期|按|择机|逐|于|加[强大快]|坚|以|对|从|强化|完善|建立|制定|组织|开展|推|实[施现行]|采取|尽|全|会|要|根据|结合|积极|适时|重点|着力|深入|切实|在)"
        r"|(?<!按照)(?<!按)(?<!符合)要求(?!(?:其|他们)?[作写]|.{0,4}检[查讨])(?=[^，的]{2})|务必|必须|确保|力争|争取(?!到)|计划(?:[于在]|\d|年|下|今|明|用)|拟(?![定订稿])|预计|待[^，]{1,10}(?:后|再|即)|应当|不得|严禁|[绝决]不|杜绝|(?:真正|切实|今后|坚决)做到|表示(?:将|要|今后|以后)"
        r"|(?<![已均])持续(?:加|强|推|深|抓|提|改|巩|完|优|开展|跟|做好|关|发力|用力)|不断(?:提|增|加|完|优|深|改|健|强|推|拓|夯)|继续|坚决|着力|努力|(?<![主重需只次摘纪概扼简首])要(?![求点素件害闻务职道紧])|[应需]进一步|年底前(?:完成|实现|建成)|常抓不懈|长期坚持|为[鉴戒]",
        "begun": r"正在|正积极|启动(?!仪式|会)|着手|申请(?![人表书])|报批(?!评)|报(?:请|送上级|上级)|上报|呈报|移交|移送|转交|交由|转由|由其|草拟|起草|征求[^，]{0,8}意见"
        r"|踏勘|初步|逐步|逐渐|陆续推进|原则(?:上)?同意|有序推进|推进[中当]|稳步推进|积极推进|加快推进|[纳列]入[^，]{0,16}(?:计划|预算|项目|规划|范围)|立项|招标中|办理中|审批中|筹备|筹措|筹集|洽谈|磋商|委托[^，]{0,16}(?:设计|编制|评估|测绘)|申报|研究处理|提请|等待|协商|沟通|商请|选址|询价|摸底|已(?:安排|联系|对接|协调)|招标公告|挂网|进场|开工|施工(?!完|结)|拟定",
        "urged": r"催[缴收办]|督促|责令(?![^，]{0,12}检[查讨])|下达[^，]{0,12}(?:通知|意见|函)|发[出送放][^，]{0,10}函|致函|去函|部署(?:开展|清理|推进|实施)",
        "procedure": r"申请(?![人表书])|报批(?!评)|上报|呈报|移交|移送|转交|交由|预算|踏勘|勘[察验]|招标|立项|委托|测绘|评估|起诉|诉讼|仲裁|申报|报送|提请|梳理[^，]{0,6}(?:合同|台账|清单|名单|账目)|排查|核查|核实|查处|巡查|摸底",
        "hard": r"追[回缴](?!工作)|退[回还缴赔款]|收[回缴](?!工作)|收取|补(?![贴助]|偿款|充[^，]{0,6}(?:说明|知识|协议)|短板)[一-鿿]|缴[入纳清回]|上缴|归还|返还|兑付|兑现|发放(?![^，]{0,6}(?:宣传|政策|资料|手册|倡议|明白纸|读本|问答|传单))|付清|结清|清偿|清[退运除走缴欠零淤]|拆除|拆[下迁]|搬[离迁走]|腾退|迁[出至入]|关停|关闭|停用|停[止业产]|终止|解除|撤[销回下并换]|注销|取消|作废|销毁"
        r"|更[换新正]|修[复缮好剪]|维修|整修|翻修|改造|改建|扩建|新[建增装设](?!制度|规定|机制)|建成|竣工|安装|加装|加固|装[上设置]|配[备齐置发足]|购[置入买]|添置|增[设配派补]|设置|设立(?!小组|专班|领导)|恢复|复[工产位]|疏通|封[堵存]|接[入通驳]|入账|入库|记账|贴码|过户|确权|颁发|处置|处分|立案|罚[款没]|免[职去]|调离|辞退|开除|劝[离返]|查[处扣封]|取缔"
        r"|公[开示布](?:了|到|至|上墙|\d)|公示|上墙|张贴|上线|启用|启封|投[入运]?用|投入使用|运行|开通|比选|开标|中标|(?:签[订署]|续签|重签)(?![^，]{0,10}(?:承诺|责任|目标))|换届|选[出举]|改选|批复|验收|核[销减定退]|调[整至回换剂](?!思路|观念|状态)|轮[岗换]|招聘|聘[请用任]|到岗|在岗|值守|选派|转任|重新(?:制作|刷|核|评|签|鉴|测|张贴|进行|登记|公|选|认)"
        r"|归档|装订|移除|删除|回拨|回访|化解|赔[偿付]|服务活动|义诊|救助|检[测验]|试[水运]|签收|到账|存入|划[转拨]|拨付|扣[除减发缴]|压减|腾出|查[明清]|对账|通[水电车气邮]|复绿|覆土|绿化|硬化|消杀|清洗|接收|交接|办结|落户|上户|施行|实行|[投种]放|废止|命名|立卷|备案|冻结|解[封冻聘]|降[级职低]",
        "half": r"登记|支付|清理|清查|整理|处理|解决|办理|审核|核[对实查验]|复核|纠正|盘[点活]|清点|采购|减少|增加|答复|回复|执行|建立|设定|补|整改|修订|改为|换|分[配发]|组建|检查|抽查|复查|巡查|完成|消化|下降|上升|录入|上传|公布|公开|发布|兑|退|装|拆|建|修",
        "measured": r"由[^，]{0,14}\d[^，]{0,14}[升降增减缩调提变改压][^，]{0,3}[到至为]|从[^，]{0,10}\d[^，]{0,12}[升降增减缩调提压][^，]{0,3}[到至为]|(?:升|降|增|减|缩短|提高|下降|上升|压减|调整)[到至为]\s?\d|(?:下降|上升|提高|减少|增加|增长|缩短|压减|降低)了?[约近]?\s?\d|(?<!不)合格|(?<!不)达标|全部符合|(?<!不)符合|账[实账证表][相一]|(?:逐项|核对|核查|完全|数|人数与[^，]{2,8}|均)一致(?!表示|认为|同意|通过)|无误|未再|再未|未见|未发现|无超|清零|控制在|保持在|低于|低至|高于|收齐|全部(?:收|缴|退|拆|清|登|公|换|补|修|归|落)|(?:记录|手续|资料|档案|台账)(?:完整|齐全|齐备)|到会率|办结率|满意率|合格率|(?<!\d)0[人起件例次宗]",
        "lacking": r"(?:暂|尚|仍|还|一直)?未(?!再|发现|见|来)[一-鿿]{1,2}|无法|不能[一-鿿]{1,2}|暂缓[一-鿿]{1,2}",
        "weak": r"规范|加强|强化|完善|健全|优化|严格|加大|做好|抓好|抓实|提[高升]|增强|推[进动]|促进|压[紧实]|落实|细化|明确|围绕|聚焦|深化|改进|树[立牢]|筑牢|把好|把关|堵塞|层层|引导|规定|注重|突出|狠抓|严把|重视|意识",
        "soft": r"召开|(?<![展离公打])开[^，]{1,16}会(?![计员费])|布置|学习|培训|轮训|研讨|传达|宣[讲传誓]|教育|研究|部署|[再作]安排|安排专|制[订定]|印发|出台|下发|修[订改]|约谈|谈[话心]|批评|通报|作[^，]{0,3}检查|写[^，]{0,3}检查|检讨|承诺|倡议|走访|上门|督[促导办]|强调|责成|成立|提醒|警示|剖析|对照|观看|说明|表[示态]|致歉|道歉|讨论|座谈|辅导|发文|调研|动员|牵头|分工|调度|听取|汇报|咨询|自查|要求|发[出送放][^，]{0,10}函",
        "paper": r"会议?(?![计员议费])|方案|(?<!按)计划|制度|办法|规定|《》|机制|专人|专班|领导小组|函|通知|心得|体会|时间表|路线图|清单|誓词|竞赛|党课|讲座|文件|责任分工",
        "finished": r"[已均][^，]{0,14}|完成|完毕|结束|到位|了(?=[^，]*$)|全部|逐[一个项户件台间]",
    },
    "en": {
        "status": r"(?:status|state|result)?:?\s?(?:is |was |has been |now |fully |action |remedial work |remediation |the |this |issue |finding |recommendation )*(?:completed?|closed|done|resolved|implemented|remediated|corrected|fixed)\.?",
        "ahead": r"\b(?:will|would|shall|going forward|in future|from now on|plans? to|planned|intends?|is to be|are to be|aims? to|expects? to|expected to|due to be|continue[sd]? to|continuing|further (?:strengthen|enhance|improve)|striv(?:e|ing)|next (?:year|quarter|month)|to be (?:completed|implemented|installed|carried))\b",
        "begun": r"\b(?:requested|being|in progress|under ?way|ongoing|(?:has|have) (?:been )?(?:started|begun|initiated|commenced)|was (?:begun|initiated)|escalated|looking into|drafted|draft|applied for|application|submitted|tender(?:ed)?|in process|referred|handed over|passed (?:on )?to|forwarded|scheduled|launched|investigating|quotations?|quotes?|surveyed|raised with|working on|in preparation)\b",
        "procedure": r"\b(?:requested|escalated|applied|application|tender(?:ed)?|ordered|referred|handed over|passed to|forwarded|insurer|regulator|contractor|supplier|quotations?|quotes?|surveyed|budget)\b",
        "hard": r"\b(?:replaced|installed|repaired|rebuilt|rebuild|removed|returned|recovered|repaid|refunded|fitted|corrected|revoked|disabled|tested|passed|signed|filed|disconnected|rotated|re-?examined|confirmed|withdrawn|withdrew|exchanged|put up|answered|reduced|cleared|paid|sold|closed down|demolished|relocated|moved|enabled|switched on|encrypted|patched|upgraded|migrated|deleted|purged|locked|tagged|entered|marked|counted|reconciled|sealed|cleaned|serviced|inspected|hired|appointed|dismissed|regraded|restored|terminated|renewed|re-?let|re-?tendered|awarded|published|displayed|posted|took effect|in force|held licen[cs]es?|licen[cs]es?|certified|photographed|delivered|completed|reviewed every|compared|stopped|blocked|connected|drained|fenced|labelled|painted|issued (?:to|with)|reach(?:ed)?|registered|declared|booked|written off|trained and|re-?assigned|took place|recorded|sampled|checked|audited|verified|verif)\b",
        "urged": r"\b(?:urged|chased|asked|ordered)\b",
        "half": r"\b(?:reviewed|updated|changed|extended|carried out|introduced|set up|implemented|made|given)\b",
        "measured": r"\b(?:shows? no|showed no|no (?:unsupported|further|new|more|overdue|open)|against \d|down from|up from|from \d[\d.,%]* to \d|fell|rose|dropped|reduced (?:to|by|from)|below|less than|within (?:a|an|two|seven|\d)|well down|none of|all \w+ (?:were|are|have))\b",
        "lacking": r"\b(?:not|never|yet to be|no longer|unable to|could not)(?: yet)?(?: been)? \w+",
        "weak": r"\b(?:improve[sd]?|strengthened|enhanced|reinforced|emphasi[sz]ed|encouraged|aware(?:ness)?|importance|culture|commit(?:ted|ment)|seriously|governance|procedures?|guidance)\b",
        "soft": r"\b(?:met|train(?:ed|ing)|briefed|circulated|e-?mail(?:ed)?|wrote|apologi[sz]ed|reminded|instructed|discussed|agreed|communicated|urged|acknowledged|pledged?|nominated|assigned|drafted|committed|emphasi[sz]ed|stressed|told)\b",
        "paper": r"\b(?:meetings?|workshops?|briefing|memo(?:randum)?|circular|letters?|reminder|polic(?:y|ies)|procedures?|guidelines?|guidance|plans?|strategy|roadmap|awareness|campaign|posters?|responsib\w+|working group|task force|committee|lessons)\b",
        "finished": r"\b(?:has been|have been|was|were|had been)\b",
    },
}
"""Language -> what a pattern tells of a clause."""


@cache
def _is(language: str, which: str) -> "re.Pattern[str]":
    return re.compile(WORDS[language][which], re.IGNORECASE if language == "en" else 0)


def quoted(clauses: Iterable[Clause], most: int) -> str:
    """The words of the first clauses that tell something to a reader (会上 does not), each once, as a remark quotes them."""
    texts = [one.text for one in clauses]
    telling = list(dict.fromkeys(text for text in texts if len(text) >= _SHORTEST)) or texts
    return ("；" if is_chinese("".join(telling)) else "; ").join(telling[:most])


_SHORTEST = 5
