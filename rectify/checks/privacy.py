"""Privacy: what names or reaches a person and is left in a text that is to be made public."""

import re
from collections.abc import Iterable, Iterator

from rectify.checks.case import Case, Found
from rectify.checks.likeness import is_chinese
from rectify.intake.lines import fold

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤温康施牛樊葛邢齐乔庞颜倪庄聂鲁岳翟殷詹耿焦俞柳祝舒阮柯梅童凌毕裴霍涂苗谷翁冉骆蓝辛靳柴鲍喻祁蒲滕饶牟艾穆卓缪褚娄窦戚岑宫晏柏瞿佟臧邬卞姬仇栾虞敖佘邝鞠荆楚谌奚欧"
_NO_NAME = frozenset(
    "的了和与及对在不未没无有是为等被其个项次者并已将就能够全各本该此共第每年月日元万亿县市省区镇乡村委局部处科室组院校站所厅党政团工总副支办会公司级某同志们人员主任书记师户家到至从由向以用按经过后前内外上下发展管理制度标准质量数额资产费款税务财物设服程目采购合议学习培训教育监督检查整改落实完问题措施情况面领导干群众职责报告反馈巡察审计要求署排研究讨论传达织召行提高善规范严格确保推动促深入认真积极时即持续断步切扎效位式业案龄课复班养老幼独居困难残疾聘派驻体余便"
)
_PERSON = (
    "当事人|信访人|举报人|投诉人|上访人|申请人|受益人|承租人|借款人|户主|业主|家属|患者|病人|学生|职工|员工|村民|居民|党员|教师|老师|医生|护士"
    "|会计|出纳|司机|驾驶员|工程师|经办人|老人|退休干部|主任|书记|局长|校长|院长|科长|股长|县长|镇长|乡长|处长|部长|站长|所长|队长|经理|董事长|组长|会长"
)
_TITLE = "老师|同志|老人|女士|先生|教授|医生|护士|律师|师傅|大爷|大妈|阿姨|奶奶|爷爷"
_DOES = r"提出|反映|建议|本人|个人|家[中里]|一家|一户|\((?:身份证|电话|手机|联系)"
_GIVEN = f"[{_SURNAMES}][一-鿿]{{1,2}}"
_LABELLED = re.compile(
    r"(?:责任人|负责人|联系人|经办人|牵头人|承办人|分管领导|责任领导|签字人?|审核人|填报人|制表人?|法定代表人)\s?[:：]\s?"
    f"(?P<name>{_GIVEN})(?![一-鿿])"
)
_CALLED = re.compile(
    f"(?:{_PERSON})(?P<name>{_GIVEN})(?=[，。；、:()\\s]|$|{_TITLE}|{_DOES}|[的在因自于已等违受领家])"
    f"|[部科室办股组队站所局院校](?P<of>[{_SURNAMES}][一-鿿]{{2}})(?={_TITLE}|{_DOES})"
    f"|(?:^|[，。；、:(\\s的由请对向])(?P<alone>{_GIVEN})(?={_TITLE})"
    f"|(?:由|责任人|联系人|经办人|承办人)(?P<charged>[{_SURNAMES}][一-鿿]{{2}})(?=负责|牵头|具体|保管|承办|[，。；])"
)
_ENGLISH = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})"
    r"|(?:\b(?:[Oo]wner|[Cc]ontact|[Rr]esponsible|[Ll]ead)(?: person| officer)?\s?: |\b(?:engineer|manager|officer|clerk|nurse|teacher|director|driver|tenant|resident|complainant|employee|colleague|foreman|technician|supervisor),? )(?P<other>[A-Z][a-z]+ (?:[A-Z]\. )?(?!House|Road|Street|Lodge|Court|Hall|Ward|School|Centre|Services)[A-Z][a-z]+)(?=[,.;:()]| on | at | has | was | who | and |$)"
)


def person_named(case: Case) -> Iterator[Found]:
    """A person's name is left in. Posts without a name, masked names, firms and places are none.

    fires: 学习不够 | 6月10日，党校林晓枫老师作了专题辅导，50人参加。
    fires: 补贴核验不到场 | 责任人：方远山。7月逐台到场核验532台。
    fires: 纠纷久拖不决 | 到信访人何小满家中走访。
    fires: A complainant was not answered | We have apologised to Mr Leopold Harrow.
    quiet: 违规领取补助 | 追回王某某领取的补助2.6万元，责任人受警告处分。
    quiet: 学习不够 | 6月10日，党委书记上党课，高主任主持，黄河水利公司派员参加。
    """
    for place, text in _texts(case):
        names = names_in(text)
        if names:
            yield Found(place, {"names": "、".join(names)})


def names_in(text: str) -> list[str]:
    """The names of persons that a text tells, masked ones left out.

    >>> names_in("责任人：方砚秋。县委党校侯艳娜老师作了辅导，对王某某批评教育")
    ['方砚秋', '侯艳娜']
    """
    folded = fold(text)
    found = [one["name"] for one in _LABELLED.finditer(folded)]
    called = (one["name"] or one["of"] or one["alone"] or one["charged"] for one in _CALLED.finditer(folded))
    found += [name for name in called if not set(name[1:]) & _NO_NAME]
    found += [one["name"] or one["other"] for one in _ENGLISH.finditer(folded)]
    return list(dict.fromkeys(name for name in found if "某" not in name))


_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)|(?<!\d)0?7\d{3} \d{3} ?\d{3}(?!\d)")
_DIRECT = re.compile(
    r"\b(?:mobile|cell|his|her|direct|personal|home)\b[^.]{0,30}?(?P<number>(?:\(\d{3}\) |\d{3}-)?\d{3}-\d{4})",
    re.IGNORECASE,
)


def telephone(case: Case) -> Iterator[Found]:
    """A telephone number of a person is left in; hotlines and the number of an office are none.

    fires: 诉求渠道不畅 | 5月起公布驻村干部手机号13800000000。
    quiet: 诉求渠道不畅 | 6月1日起统一转办12345热线工单，监督电话0898-00000000。
    """
    for place, text in _texts(case):
        folded = fold(text)
        numbers = [one[0] for one in _MOBILE.finditer(folded)]
        numbers += [one["number"] for one in _DIRECT.finditer(folded)]
        if numbers:
            yield Found(place, {"numbers": "、".join(map(_hidden, numbers))})


_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
    r"|\b(?i:ID|identity|social security|SSN|national insurance)\b[^.;]{0,20}?(?P<number>\d{3}-\d{2}-\d{4}|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?![\d-])"
)
"""Eighteen signs with a day of birth in them (GB 11643-1999), or what is called an identity number."""
_NO_IDENTITY = re.compile("(?:账号|账户|卡号|编号|代码|凭证号?|合同号|文号|单号)[为是]?:?$")


def identity_number(case: Case) -> Iterator[Found]:
    """The number of an identity card is left in.

    fires: 投诉未处理 | 已向患者家属（身份证号110101190001010000）当面道歉。
    quiet: 投诉未处理 | 已向患者家属（身份证号1101**********0014）当面道歉。
    """
    for place, text in _texts(case):
        folded = fold(text)
        found = (one for one in _IDENTITY.finditer(folded) if not _NO_IDENTITY.search(folded, 0, one.start()))
        numbers = [one["number"] or one[0] for one in found]
        if numbers:
            yield Found(place, {"numbers": "、".join(map(_hidden, numbers))})


def _hidden(number: str) -> str:
    """A number of which only the ends are shown: a remark is no place for it either."""
    return f"{number[:3]}****{number[-2:]}"


def _texts(case: Case) -> Iterable[tuple[str, str]]:
    """Every text that would be made public, with its place; one that serves several issues once."""
    seen: set[str] = set()
    for place, text in _every(case):
        if text and text not in seen:
            seen.add(text)
            yield place, text


def _every(case: Case) -> Iterator[tuple[str, str]]:
    for finding in case.findings:
        yield finding.place, finding.issue.title
        if finding.people:
            yield finding.place, f"{'责任人' if is_chinese(finding.people) else 'Owner'}: {finding.people}"
        for passage in finding.passages:
            yield passage.place, passage.deed.text
        yield finding.place, finding.effect
    for passage in case.whole:
        yield passage.place, passage.deed.text
    for narrative in case.narratives:
        yield narrative.place, narrative.text
