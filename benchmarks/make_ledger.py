"""Makes ledgers of any size that look like real ones: a journal of acts that could have been recorded, folded as an import is.

    python benchmarks/make_ledger.py big.db --issues 100000 --actions 200000
    python benchmarks/make_ledger.py units/ --units 100 --issues 40 --actions 90

The same seed gives the same acts. The Python that runs this must have rectify.
"""

import argparse
import random
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from rectify.acts import (
    AddAspect,
    AddInspection,
    AddIssue,
    Complete,
    CreateLedger,
    Entry,
    Extend,
    LogAction,
    Pending,
)
from rectify.acts.codec import to_json
from rectify.journal import Row, canonical, chained
from rectify.ledger import Ledger
from rectify.model.dates import When
from rectify.model.quantities import Outcome
from rectify.model.terms import ActionKind, IssueKind, Severity
from rectify.store.filling import fill
from rectify.store.publishing import published

FEEDBACK, CLAIMS_FROM, LAST_DAY = date(2023, 2, 14), date(2023, 9, 1), date(2023, 12, 31)
OF_TEN_COMPLETED, OF_TEN_EXTENDED = 6, 1
EVERY_SUB_ISSUE, EVERY_SHARED_ACTION, EVERY_LOWER_BOUND = 20, 10, 7
"""One issue in 20 stands under another; one action in 10 serves a second issue; one outcome in 7 is a lower bound."""

ASPECTS = ("学习贯彻上级部署不够深入", "基层组织建设存在短板", "作风建设和经费管理不够严格")
MATTERS = ("理论学习", "阵地建设", "队伍建设", "志愿服务", "财务管理", "公务接待", "档案管理", "信息公开", "值班值守")
FAULTS = ("研究部署不及时", "制度执行不严格", "台账资料不完整", "督促检查不到位", "经费报销手续不全", "联系群众不经常")
DEEDS = {
    ActionKind.MEETING: "召开专题会议研究{0}整改，明确责任人和时限",
    ActionKind.STUDY: "组织集中学习{0}有关规定",
    ActionKind.TRAINING: "举办{0}业务培训班",
    ActionKind.RULE: "制定并印发{0}管理办法",
    ActionKind.ON_SITE: "到{1}实地检查{0}情况",
    ActionKind.CORRECTION: "对{0}中发现的问题逐项纠正",
}
PLACES = (
    "东南西北上下前后新旧大小长石高平",
    "山河湖塘坪沟桥岭洲湾港坡溪田井滩",
    "社区",
    "村",
    "镇",
    "街道",
    "学校",
    "敬老院",
)
"""A place is a character of the first, one of the second and a kind: 1,536 of them, so that words are as rare as in life."""
COUNTED = (("会议", "次"), ("培训", "人"), ("检查", "家"), ("整改", "项"))
PEOPLE = ("陈某", "林某", "周某某", "吴某", "赵某某", "孙某")
OFFICES = ("办公室", "组织部", "宣传部", "青年发展部", "财务室")


class Acts:
    """The acts of one ledger, in an order in which they could have happened."""

    def __init__(self, issues: int, actions: int, seed: str) -> None:
        self._issues, self._actions = issues, actions
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        self._one_of = self._chance.choice

    def __iter__(self) -> Iterator[Pending]:
        yield Pending(self._inspection())
        for number, title in enumerate(ASPECTS, 1):
            yield Pending(AddAspect(number, 1, number, title))
        for issue in self._found():
            yield Pending(issue)
        for key in range(1, self._actions + 1):
            yield Pending(self._action(key), self._day(FEEDBACK, CLAIMS_FROM))
        for key in range(1, self._issues + 1):
            yield from self._claim(key)

    def _inspection(self) -> AddInspection:
        texts = ("县直单位巡察", self._one_of(OFFICES), "县委巡察工作领导小组", "第一巡察组", "常规巡察")
        return AddInspection(1, "2023-1", *texts, feedback=_when(FEEDBACK), due=_when(LAST_DAY))

    def _found(self) -> Iterator[AddIssue]:
        number = above = aspect = 0
        for key in range(1, self._issues + 1):
            under = key % EVERY_SUB_ISSUE == 0
            if not under:
                number, above, aspect = number + 1, key, 1 + (key - 1) * len(ASPECTS) // self._issues
            place: dict[str, Any] = {"aspect": aspect, "parent": above if under else None}
            yield AddIssue(key, 1, 1 if under else number, self._title(), **place, **self._facts())

    def _title(self) -> str:
        return f"{self._place()}{self._one_of(MATTERS)}{self._one_of(FAULTS)}，{self._one_of(MATTERS)}{self._one_of(FAULTS)}"

    def _place(self) -> str:
        first, second, *kinds = PLACES
        return f"{self._one_of(first)}{self._one_of(second)}{self._one_of(kinds)}"

    def _facts(self) -> dict[str, Any]:
        return {
            "kind": self._one_of(tuple(IssueKind)),
            "severity": self._one_of(("", *Severity)),
            "owner": self._one_of(PEOPLE),
            "unit": self._one_of(OFFICES),
            "deadline": self._one_of((None, *[self._day(CLAIMS_FROM, LAST_DAY)] * 9)),
        }

    def _action(self, key: int) -> LogAction:
        kind = self._one_of(tuple(DEEDS))
        served = {(key - 1) % self._issues + 1}  # every issue is acted on before any is acted on again
        if key % EVERY_SHARED_ACTION == 0:
            served.add(self._chance.randint(1, self._issues))
        name, unit = self._one_of(COUNTED)
        outcome = Outcome(name, str(self._chance.randint(1, 90)), unit, at_least=key % EVERY_LOWER_BOUND == 0)
        matter = self._one_of(MATTERS)
        rules = (f"{matter}管理办法",) if kind is ActionKind.RULE else ()
        return LogAction(
            key, 1, DEEDS[kind].format(matter, self._place()), kind.value, tuple(sorted(served)), (outcome,), rules
        )

    def _claim(self, key: int) -> Iterator[Pending]:
        lot = self._chance.randrange(10)
        if lot < OF_TEN_COMPLETED:
            yield Pending(Complete("completed", (key,), effect="长效机制已经建立"), self._day(CLAIMS_FROM, LAST_DAY))
        elif lot < OF_TEN_COMPLETED + OF_TEN_EXTENDED:
            yield Pending(Extend((key,), _when(LAST_DAY), "招标流程尚未结束"))

    def _day(self, first: date, last: date) -> When:
        return _when(first + timedelta(self._chance.randint(0, (last - first).days)))


def _when(day: date) -> When:
    return When(day.isoformat())


def make_ledger(path: Path, issues: int, actions: int, seed: str = "1") -> int:
    """A ledger at `path`, where nothing is yet. Returns the number of its entries."""
    identity = UUID(int=random.Random(seed).getrandbits(128), version=4)  # noqa: S311
    with published(path) as new:
        fill(new, _journal(Acts(issues, actions, seed), identity), (), path.name)
    with Ledger.reading(path) as ledger:
        return ledger.last_entry()


def _journal(acts: Iterable[Pending], identity: UUID) -> Iterator[tuple[Row, Entry]]:
    founded = Pending(CreateLedger(str(identity), "zh"))
    today = _when(LAST_DAY)
    made: deque[Entry] = deque()

    def bodies() -> Iterator[bytes]:
        for seq, each in enumerate(chain([founded], acts), 1):
            made.append(Entry(seq, each.act, each.on or today, f"{LAST_DAY}T01:00:00Z", "陈某", "陈某"))
            yield canonical(to_json(made[-1]))

    return ((row, made.popleft()) for row in chained(bodies()))


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("place", type=Path, help="the file to make; with several units, a folder")
    for name, default in (("units", 1), ("issues", 9), ("actions", 20), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    chosen = parser.parse_args()
    paths = [chosen.place]
    if chosen.units > 1:
        chosen.place.mkdir(parents=True, exist_ok=True)
        paths = [chosen.place / f"unit-{number:05}.db" for number in range(1, chosen.units + 1)]
    if found := [path for path in paths if path.exists()]:
        parser.error(f"{found[0]} exists")
    began = perf_counter()
    entries = sum(
        make_ledger(path, chosen.issues, chosen.actions, f"{chosen.seed}/{unit}") for unit, path in enumerate(paths, 1)
    )
    seconds = perf_counter() - began
    print(f"{len(paths)} ledger(s), {entries} entries in {seconds:.1f} s: {entries / seconds:.0f} a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
