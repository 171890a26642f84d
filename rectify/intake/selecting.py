"""Which lines of an outline are findings, which are the aspects over them, which sub-issues: by what the lines say."""

import re
from functools import cache
from typing import NamedTuple

from rectify.intake.evidence import AFTER, Evidence, evidence, tells
from rectify.intake.numbering import number_of
from rectify.intake.outline import ITEMS, Node
from rectify.intake.statuses import leading_status
from rectify.intake.titles import framed_title, sentence_title, tells_a_fault


class Roles(NamedTuple):
    """The findings and sub-issues in the order of the document, and the aspects, by the identity of their nodes."""

    issues: tuple[Node, ...]
    subs: frozenset[int]
    aspects: frozenset[int]
    by_fault: bool
    """Whether nothing but the faults they tell speaks for them."""


_NEXT = (
    r"下一?步|下阶段|今后|后续|打算|努力方向|扩大.{0,6}成果|巩固.{0,8}成(?:果|效)|长效|常抓不懈|持续(?:深化|推进|巩固|用力)|(?:未完成|尚未|未整改).{0,10}原因|再.{1,4}再"
    r"|意见建议|整改要求|工作要求|(?:有关|相关|几点|纪律)要求|工作建议|意见和建议|整改建议|next steps|way forward|conclusion|appendix"
)


@cache
def next_pattern() -> "re.Pattern[str]":
    """Headings of the part that tells what comes next, or what is asked for."""
    return re.compile(_NEXT, re.IGNORECASE)


Group = tuple[int, tuple[str, ...]]
"""Nodes of one section and one kind of numbering."""


class _Groups:
    """The nodes of an outline by section and numbering, with what speaks for each."""

    def __init__(self, root: Node, language: str) -> None:
        self.language = language
        self.nodes: dict[Group, list[Node]] = {}
        self.evidence: dict[int, Evidence] = {}
        self._tops: dict[int, Node] = {}
        for number, top in enumerate(root.children):
            self._tops[number] = top
            for node in top.walk():
                self.nodes.setdefault((number if node is not top else -1, node.path), []).append(node)
                self.evidence[id(node)] = evidence(node, language)

    def share(self, group: Group, what: str) -> float:
        nodes = self.nodes[group]
        return sum(bool(getattr(self.evidence[id(node)], what)) for node in nodes) / len(nodes)

    def mostly(self, group: Group, what: str, share: float) -> bool:
        """Whether the nodes of the group mostly show `what`; some do, and those of all sections do together."""
        own = self.share(group, what)
        if own >= share or not own:
            return own >= share
        alike = [node for one in self.nodes if one[1] == group[1] and self.share(one, what) for node in self.nodes[one]]
        return sum(bool(getattr(self.evidence[id(node)], what)) for node in alike) >= share * len(alike)

    def comes_next(self, group: Group) -> bool:
        """Whether it stands in the part that tells what comes next."""
        top = self._tops.get(group[0])
        return top is not None and bool(next_pattern().search(top.words[:60]))

    def under(self, lower: Group, upper: Group) -> bool:
        same_section = upper[0] in (-1, lower[0])
        return same_section and len(lower[1]) > len(upper[1]) and lower[1][: len(upper[1])] == upper[1]


def select(
    root: Node, language: str, claimed: tuple[int | None, int | None] = (None, None), *, guess: bool = True
) -> Roles:
    """The roles of the nodes under `root`; `claimed` are the numbers of aspects and of issues that the text states.

    Where no frame and no status speaks for any line, the faults that they tell do, unless it is not to `guess`.
    """
    groups = _Groups(root, language)
    chosen = [one for one in groups.nodes if _speaks(groups, one)]
    by_fault = not chosen
    if by_fault and guess:
        chosen = [one for one in groups.nodes if _tells_faults(groups, one)]
    over_parts = [] if by_fault else _issues_over(groups, chosen, claimed[0])
    chosen = [*over_parts, *chosen]
    chosen.sort(key=lambda group: len(group[1]))
    aspects: set[int] = set()
    issues: set[int] = set()
    subs: set[int] = set()
    taken: list[Group] = []
    for group in chosen:
        lower = [one for one in chosen if groups.under(one, group)]
        over = next((one for one in taken if groups.under(group, one)), None)
        if over is not None:
            if _are_parts(groups, group, by_fault=by_fault, told=over in over_parts):
                subs.update(id(node) for node in groups.nodes[group])
            continue
        if lower and group not in over_parts and _are_aspects(groups, group, lower, claimed):
            aspects.update(id(node) for node in groups.nodes[group])
            continue
        taken.append(group)
        issues.update(id(node) for node in groups.nodes[group] if _belongs(groups, node))
    nodes = tuple(node for top in root.children for node in top.walk() if id(node) in issues or id(node) in subs)
    subs &= {id(node) for node in nodes if any(id(up) in issues for up in node.up())}
    return Roles(nodes, frozenset(subs), frozenset(aspects - issues), by_fault)


def _are_parts(groups: _Groups, group: Group, *, by_fault: bool, told: bool) -> bool:
    """Whether lines under a finding are sub-issues: each framed as one, or telling a fault and where it stands. `told`
    where the finding is one only because its parts are.
    """
    if by_fault:
        return groups.share(group, "frame" if group[1][-1] in ITEMS else "fault") >= _MOST
    if groups.share(group, "frame") >= _MOST or (told and groups.share(group, "strong") >= _MOST):
        return True
    return (
        group[1][-1] not in ITEMS
        and groups.share(group, "status") >= _MOST
        and groups.share(group, "fault") >= _NEARLY_ALL
    )


def _issues_over(groups: _Groups, chosen: list[Group], aspects: int | None) -> list[Group]:
    """Findings whose status is told part by part: under an aspect, lines that tell faults, each with its parts below it
    （一）…方面 / 1.…不到位 / （1）关于“…”问题. Without an aspect above them, or where there would be fewer than the text counts,
    such lines are the aspects themselves.
    """
    found: list[Group] = []
    for section in sorted({group[0] for group in chosen}):
        below = [group for group in chosen if group[0] == section and len(group[1]) > _ENOUGH]
        uppers = {group[1][:-1] for group in below}
        for path in uppers:
            upper = (section, path)
            nodes = groups.nodes.get(upper, [])
            above = {id(node.parent): node.parent for node in nodes if node.parent is not None}.values()
            if (
                nodes
                and upper not in chosen
                and path[-1] not in ITEMS
                and groups.share(upper, "fault") >= _NEARLY_ALL
                and not any(_ASPECT.search(node.words[:80]) for node in nodes)
                and all(node.line is not None and _heads_findings(node) for node in above)
                and (aspects is None or len(above) <= aspects)
            ):
                found.append(upper)
    return found


def _heads_findings(node: Node) -> bool:
    """Whether a heading names an aspect: by the word, or by a fault; 整改落实情况 names none."""
    words = node.words[:80]
    return bool(_ASPECT.search(words)) or tells_a_fault(words) or not _RESULTS.search(words)


_RESULTS = re.compile(r"整改|落实情况|进展|成效|\b(?:results|progress|status|findings)\b", re.IGNORECASE)
_MOST = 0.5
_NEARLY_ALL = 0.6
_ENOUGH = 2


def _speaks(groups: _Groups, group: Group) -> bool:
    """Whether most nodes of the group are findings by frame, status or label."""
    nodes = groups.nodes[group]
    if groups.comes_next(group) or (group[0] == -1 and all(next_pattern().search(node.words[:60]) for node in nodes)):
        return False
    share = groups.share(group, "strong")
    if len(nodes) > 1 and not groups.share(group, "status") and not groups.share(group, "fault"):
        return False  # 关于整改任务完成的问题, 关于群众满意度的问题: points that will be looked at
    if group[0] == -1 and share < 1:  # one part of the whole that speaks of a status is no finding yet
        faults = _MOST if groups.language == "zh" else 0
        listed = len(nodes) > _ENOUGH and share >= _NEARLY_ALL and groups.share(group, "fault") >= faults
        return listed or groups.share(group, "frame") >= _MOST
    if group[1][-1] in ITEMS or group[1][-1] == "bare":
        return group[1][-1] != "bare" and (groups.share(group, "frame") >= _MOST or _under_aspects(groups, group))
    return groups.mostly(group, "strong", _MOST)


def _under_aspects(groups: _Groups, group: Group) -> bool:
    """Whether items (一是…；二是…) are the findings of the aspect over them: each tells a fault and where it stands."""
    over = [node.parent.words[:80] for node in groups.nodes[group] if node.parent is not None]
    return (
        groups.share(group, "status") >= _MOST
        and groups.share(group, "fault") >= _NEARLY_ALL
        and all(map(_ASPECT.search, over))
    )


def _tells_faults(groups: _Groups, group: Group) -> bool:
    nodes = groups.nodes[group]
    if groups.comes_next(group) or group[0] == -1 or (len(nodes) < _ENOUGH and group[1][-1] in ITEMS):
        return False
    return groups.mostly(group, "fault", _NEARLY_ALL)


_ASPECT = re.compile(r"方面|聚焦|(?:个|条|项)(?:具体|突出|主要)?问题|类问题|查出(?:的)?问题|领域")
_COUNTED = re.compile(
    r"(?P<a>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:个|条|项)(?:具体|主要|突出)?(?:反馈)?问题|问题(?:共|共计)?\s?(?P<b>\d{1,3})\s?(?:个|条|项)"
    r"|\(\s?(?:共|计|合计)?\s?(?P<c>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:个|条|项)\s?\)"
    r"|\((?P<d>\d{1,3}) (?:findings?|issues?|observations?)\)"
)


def _are_aspects(groups: _Groups, group: Group, lower: list[Group], claimed: tuple[int | None, int | None]) -> bool:
    """Whether nodes that have findings below them group those, or are findings themselves with sub-issues below."""
    nodes = groups.nodes[group]
    below = [node for one in lower for node in groups.nodes[one] if len(node.path) == len(group[1]) + 1]
    if claimed[1] is not None and claimed[1] in (len(nodes), len(below)) and len(nodes) != len(below):
        return claimed[1] == len(below)
    if all(one[1][-1] in ITEMS for one in lower):
        return False
    if groups.share(group, "frame") >= _MOST:
        if not any(groups.share(one, "fault") for one in lower):
            return False  # what stands under 针对“…”的问题 and tells no fault is what was done
        over = [node.parent.words[:80] for node in nodes if node.parent is not None and node.parent.line is not None]
        if group[1][-1] == "issue-word" or (over and all(map(_ASPECT.search, over))):
            return False  # 反馈问题一, or 关于“…”的问题 under an aspect: its parts stand below it
    if sum(bool(_ASPECT.search(node.words[:80])) for node in nodes) > len(nodes) * _MOST:
        return True
    return not any(_own_status(node) for node in nodes)


def _own_status(node: Node) -> bool:
    assert node.line is not None
    title = framed_title(node.line.folded, node.start) or sentence_title(node.line.folded, node.start)
    return leading_status(node.line.folded, title.rest) is not None or any(
        tells(one, "zh") for one in node.body[:AFTER]
    )


def _belongs(groups: _Groups, node: Node) -> bool:
    """Whether a node of a group of findings is one: a sibling without any sign of it (下一步打算) is not."""
    there = groups.evidence[id(node)]
    assert node.line is not None
    if there.frame or there.fault or leading_status(node.line.folded, node.start):
        return True
    return not next_pattern().search(node.words[:60]) and bool(node.body or node.children or len(node.words) > 12)


def claimed_count(folded: str) -> int | None:
    """The number of issues that a heading itself states.

    >>> claimed_count("聚焦基层……情况。共6条问题。"), claimed_count("党的建设方面")
    (6, None)
    """
    found = _COUNTED.search(folded)
    return (number_of(found["a"] or found["b"] or found["c"] or found["d"]) or None) if found else None
