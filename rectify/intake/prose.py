"""From the prose of a document to findings, aspects, actions and the parts that are kept as they are."""

import re

from rectify.intake.actions import action, statements
from rectify.intake.draft import DraftAspect
from rectify.intake.findings import read_finding
from rectify.intake.gathering import Gathering
from rectify.intake.lines import Line
from rectify.intake.outline import Node
from rectify.intake.phrases import trimmed
from rectify.intake.selecting import Roles, claimed_count, next_pattern, select
from rectify.intake.sorting import Frame
from rectify.intake.statuses import heading_status
from rectify.intake.titles import framed_title
from rectify.intake.totals import claimed_totals, find_totals
from rectify.model.terms import ActionKind, Part


def read_prose(root: Node, gathering: Gathering, *, notice: bool, ledger: bool, title: str) -> None:
    """Adds all that the outline under `root` says, whose own lines stand before the first part.

    `notice`: the document only tells what was found. `ledger`: its findings stand in a table, so nothing is guessed at.
    """
    counted: dict[str, int | None] = {}
    for line in root.lines():
        if line.level == 0:
            for total in claimed_totals(line, 0, min(len(line.folded), _FIRST), gathering.language):
                counted.setdefault(total.level, total.number)
    roles = select(
        root,
        gathering.language,
        (counted.get("aspects"), counted.get("issues")),
        guess=not (ledger or _CALL.search(title)) and about_findings(root, title),
    )
    _Prose(root, roles, gathering, notice=notice, plan=bool(_PLAN.search(title))).read()


_PLAN = re.compile(r"方案|计划|任务清单|责任清单|\bplan\b", re.IGNORECASE)
_CALL = re.compile(r"(?:开展|做好|召开|启动|举办)[^。]{0,40}的(?:通知|公告|预告|函)$")
"""A document that calls for something to be done tells of no findings, unless they say so themselves."""
_ABOUT = re.compile(
    r"巡[察视]|审计|督[察查导]|检查|反馈|整改|问题|隐患|评估|验收|\b(?:findings?|observations?|audit|inspection|deficienc|non-?conformit|weakness)",
    re.IGNORECASE,
)


def about_findings(root: Node, title: str) -> bool:
    """Whether a document speaks of an inspection at all: a list of known limits of some program does not."""
    headings = (
        node.words[:60] for node in root.walk() if node.line is not None and (node.line.level or len(node.path) == 1)
    )
    return any(_ABOUT.search(text) for text in (title, *headings, *(line.folded[:400] for line in root.body)))


_FIRST = 600
"""How much of a line is looked at for the numbers of aspects and issues."""


class _Prose:
    """The walk through an outline whose roles are known."""

    def __init__(self, root: Node, roles: Roles, gathering: Gathering, *, notice: bool, plan: bool) -> None:
        self.root = root
        self.roles = roles
        self.gathering = gathering
        self.notice = notice
        self.plan = plan
        self.findings = {id(node) for node in roles.issues}
        self.positions: dict[int, int] = {}
        self.aspects: dict[int, int] = {}
        self.parents: set[int] = {
            id(up) for node in roles.issues if id(node) not in roles.subs for up in [node.parent] if up is not None
        }
        self.tops_with_findings = sum(id(top) in self.parents or id(top) in roles.aspects for top in root.children)

    def read(self) -> None:
        tops = self.root.children
        for node in self.root.walk():
            if node.above is not None:
                self.gathering.ink.line(node.above, 0, len(node.above.text), "issue.number")
        holding = [n for n, top in enumerate(tops) if any(id(node) in self.findings for node in top.walk())]
        for line in self.root.body:
            self._keep(Part.OPENING, line)
        for number, top in enumerate(tops):
            if (
                holding
                and holding[0] <= number <= holding[-1]
                and any(id(node) in self.findings for node in top.walk())
            ):
                self._results(top)
            else:
                self._part(top, self._part_of(top, number, holding))

    def _part_of(self, top: Node, number: int, holding: list[int]) -> Part:
        """The part of the report that a section without findings is."""
        words = top.words[:60]
        if not holding:
            return Part.NEXT if next_pattern().search(words) and number else Part.ORGANISATION
        last = number > holding[-1] and number == len(self.root.children) - 1
        if number > holding[0] and (last or next_pattern().search(words)):
            return Part.NEXT
        return Part.ORGANISATION if number < holding[0] else Part.RESULTS

    def _part(self, top: Node, part: Part) -> None:
        """A section that is kept in words; what it tells of meetings and dates serves the inspection as a whole."""
        for node in top.walk():
            assert node.line is not None
            alone = node is top and (bool(node.body or node.children) and len(node.words) < _HEADING)
            if alone:
                self.gathering.ink.line(node.line, 0, len(node.line.text), f"heading.{part}")
            for line in ([] if alone else [node.line]) + node.body:
                self._keep(part, line)
                if (
                    part is Part.ORGANISATION
                    and self.findings
                    and (self.gathering.language == "zh" or _GOVERNED.search(top.words))
                ):
                    self._whole(line, node.start if line is node.line else 0)

    def _keep(self, part: Part, line: Line) -> None:
        self.gathering.ink.line(line, 0, len(line.text), f"narrative.{part}")
        self.gathering.tell(part, line.text, line.place)
        if part is not Part.NEXT:
            find_totals(line, self.gathering)

    def _whole(self, line: Line, start: int) -> None:
        """What a sentence of the organising part says was done, where it is dated or was a meeting, a rule, a group set up."""
        gathering = self.gathering
        for statement in statements(line, start, len(line.text), gathering.calendar):
            if any(_INSPECTORS.search(one.line.folded, one.start, one.end) for one in statement.passages):
                continue
            if statement.day is not None and line.folded[: statement.day.start].endswith(("截至", "截止", "截止到")):
                continue
            if statement.day is not None:
                gathering.check_day(statement.day, line.place)
                gathering.actions.append(action(statement, (), gathering.language))
                continue
            for passage in statement.passages:
                words = line.folded[passage.start : passage.end]
                if _HELD.search(words) and not _MEANT.match(words):
                    one = action(statement._replace(passages=(passage,)), (), gathering.language)
                    gathering.actions.append(one._replace(kind=one.kind or ActionKind.OTHER))

    # The part with the findings

    def _results(self, top: Node) -> None:
        for node in top.walk():
            if id(node) in self.findings:
                self._finding(node)
            elif not self._inside(node):
                self._between(node, top)

    def _inside(self, node: Node) -> bool:
        return any(id(up) in self.findings for up in node.up())

    def _finding(self, node: Node) -> None:
        parent = next((self.positions[id(up)] for up in node.up() if id(up) in self.positions), None)
        if id(node) not in self.roles.subs:
            parent = None
        over = (heading_status(up.words) for up in node.up())
        status = next((said for said in over if said is not None), None)
        frame = Frame(self._aspect_of(node), parent, self.notice, status, self.plan)
        self.positions[id(node)] = read_finding(node, frame, self.roles.subs, self.gathering)

    def _aspect_of(self, node: Node) -> int | None:
        return next((self.aspects[id(up)] for up in node.up() if id(up) in self.aspects), None)

    def _between(self, node: Node, top: Node) -> None:
        """A heading over findings, or words between them."""
        line = node.line
        assert line is not None
        if self._is_aspect(node, top):
            self._aspect(node)
        elif len(node.words) < _HEADING and (node.body or node.children):
            self.gathering.ink.line(line, 0, len(line.text), "heading.results")
        else:
            self._keep(Part.RESULTS, line)
        for one in node.body:
            self._keep(Part.RESULTS, one)

    def _is_aspect(self, node: Node, top: Node) -> bool:
        if heading_status(node.words) is not None or _NO_ASPECT.match(node.words):
            return False
        if id(node) in self.roles.aspects:
            return node is not top or self._many_tops()
        if id(node) not in self.parents:
            return (
                node is not top
                and claimed_count(node.words) is not None
                and node.parent is not None
                and any(id(one) in self.parents or id(one) in self.roles.aspects for one in node.parent.children)
            )
        return node is not top or self._many_tops() or "方面" in node.words[:60]

    def _many_tops(self) -> bool:
        """Whether findings stand right below several of the topmost parts."""
        return self.tops_with_findings > 1

    def _aspect(self, node: Node) -> None:
        line, gathering = node.line, self.gathering
        assert line is not None
        words = node.words
        title = aspect_title(line, node.start)
        gathering.ink.line(line, 0, len(line.text), "aspect.title")
        if node.mark:
            gathering.ink.line(line, 0, node.mark.end, "aspect.number")
        self.aspects[id(node)] = len(gathering.aspects)
        number = node.mark.value if node.mark and node.mark.value else len(gathering.aspects) + 1
        gathering.aspects.append(DraftAspect(number, title, claimed_count(words[:200]), line.place))
        if found := _RANGE.search(line.folded):
            gathering.ranges[len(gathering.aspects) - 1] = (int(found[1]), int(found[2] or found[1]), line.place)


_HEADING = 60
_NO_ASPECT = re.compile(
    r"(?:under|in|of) no (?:area|aspect|theme|category)\b|(?:not|un)[ -]?(?:categori[sz]ed|assigned)\b"
    r"|其他方面(?:[。:，,]|$)|[^，。；:]{0,10}本方面",
    re.IGNORECASE,
)
"""A heading over findings that stand under no aspect, or what is said of one (反馈意见写明本方面4个问题)."""
_GOVERNED = re.compile(r"govern|oversight|organi[sz]|management action|approach|steering", re.IGNORECASE)
_INSPECTORS = re.compile(r"(?:巡[察视]|督察|审计|检查)(?:工作)?组[^，。]{0,30}(?:反馈|进驻|开展|指出)")
_HELD = re.compile(
    r"召开|举行|成立|组建|制定(?:了|印发)?|印发|出台|审议通过|开展(?:了)?[^，。]{0,12}(?:学习|培训|自查)|传达学习|约谈|\d+\s?次|[二两三四五六七八九十]次"
)
_MEANT = re.compile(r"\s*(?:要|必须|应|坚持|确保|将|下一步|力争|始终|以)")
_RANGE = re.compile(r"问题\s?(\d{1,3})(?:\s?[-—–~至到、]{1,2}\s?(\d{1,3}))?\s?[)）]")
_COUNT = re.compile(
    r"\s*[,，。(（:]?\s*(?:共|计|有|涉及|存在|反馈|发现|指出|提出|主要|巡[察视]组?)*\s*(?:\d{1,3}\s?(?:个|条|项)(?:具体|主要|突出)?(?:反馈)?问题|(?:反馈)?问题(?:共|共计)?\s?\d{1,3}\s?(?:个|条|项)).*$|\s*\(\s?(?:问题[^()]{1,16}|(?:共|计|合计)?\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:个|条|项)(?:问题)?)\s?\)\s*$"
    r"|\s*\(\d{1,3} (?:findings?|issues?|observations?)\)\s*$"
)


_WITH_RESULTS = re.compile(
    r"(?<=方面)(?:存在的?|查出的?|发现的?)?(?:主要|突出)?(?:的)?问题(?:的)?(?:及|和|与)?(?:其)?整改(?:落实)?(?:进展)?(?:情况)?\s*$"
)


def aspect_title(line: Line, start: int) -> str:
    """The words of a heading without the count or the range of numbers that it states.

    >>> line = Line(0, 0, "聚焦……情况。共6条问题。", "聚焦……情况。共6条问题。", "")
    >>> aspect_title(line, 0)
    '聚焦……情况'
    """
    folded = _WITH_RESULTS.sub("", line.folded)
    if (framed := framed_title(folded, start)) and not _COUNT.search(folded, start, framed.end + 6):
        end = framed.end + 2 if folded.startswith("方面", framed.end) else framed.end
        return line.text[framed.start : end].strip().removesuffix("存在")
    end = len(folded)
    stop = folded.find("。", start)
    if stop >= 0:
        end = stop
    found = _COUNT.search(folded, start, end)
    if found and found.start() > start + 3 and folded[found.start() - 1] != "的":
        end = found.start()
    words = trimmed(folded, start, end, " \t\n。.，、；;,:：")
    begin = words.start + (1 if found and folded.startswith("在", words.start) else 0)
    if folded.endswith("方面", begin, words.end):
        begin += len(re.match("关于|在|", folded[begin:])[0])  # type: ignore[index]
    return line.text[begin : words.end]
